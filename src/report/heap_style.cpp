#include "report/heap_svg.h"

namespace doppelint::report {

// Without custom properties: programs that know little of style sheets show the light picture.
const std::string_view kHeapStyle = R"style(
.heap-picture text { fill: #1c2024; font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; white-space: pre; }
.heap-picture .heap-code { font: 13px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.heap-picture .heap-title { font: 600 13px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.heap-picture .heap-quiet { fill: #5f6873; }
.heap-picture .heap-head { fill: #5f6873; font-size: 11px; letter-spacing: .08em; }
.heap-picture .heap-shared-text { fill: #9a4208; font-weight: 600; }
.heap-picture .heap-changed-text { fill: #b3261e; font-weight: 600; }
.heap-picture .heap-end { text-anchor: end; }
.heap-page { fill: #ffffff; }
.heap-box { fill: #f6f7f9; stroke: #98a2ad; stroke-width: 1.2; }
.heap-shared { fill: #fff1dc; stroke: #c2570c; stroke-width: 3; }
.heap-maybe-shared { fill: #fff8ee; stroke: #c2570c; stroke-width: 2; stroke-dasharray: 6 4; }
.heap-rule { stroke: #98a2ad; stroke-width: 1; opacity: .45; }
.heap-arrow { fill: none; stroke: #46525e; stroke-width: 1.6; }
.heap-point { fill: #46525e; }
.heap-to-shared { stroke: #c2570c; stroke-width: 2; }
.heap-point-to-shared { fill: #c2570c; }
.heap-may { stroke-dasharray: 6 4; }
.heap-copy { fill: none; stroke: #8a94a0; stroke-width: 1.4; stroke-dasharray: 1.5 4; stroke-linecap: round; }
.heap-point-copy { fill: #8a94a0; }
@media (prefers-color-scheme: dark) {
.heap-picture text { fill: #e3e6ea; }
.heap-picture .heap-quiet, .heap-picture .heap-head { fill: #9aa3ad; }
.heap-picture .heap-shared-text { fill: #ffb765; }
.heap-picture .heap-changed-text { fill: #ff8a80; }
.heap-page { fill: #14171b; }
.heap-box { fill: #20262d; stroke: #5f6b78; }
.heap-shared { fill: #3b2a12; stroke: #f0993f; }
.heap-maybe-shared { fill: #2b2418; stroke: #f0993f; }
.heap-rule { stroke: #5f6b78; opacity: .6; }
.heap-arrow { stroke: #b3bdc7; }
.heap-point { fill: #b3bdc7; }
.heap-to-shared { stroke: #f0993f; }
.heap-point-to-shared { fill: #f0993f; }
.heap-copy { stroke: #7b8794; }
.heap-point-copy { fill: #7b8794; }
}
)style";

}  // namespace doppelint::report
