#include "session/heap_pictures.h"

#include <algorithm>
#include <optional>

#include "findings/rule.h"
#include "session/analyzed_project.h"
#include "session/heap_views.h"

namespace doppelint::session {
namespace {

using findings::Finding;
using program::ModuleId;

// What stands in the text, whether it runs or not.
bool is_about_text(const Finding& finding) {
    return finding.code == findings::kSyntaxError.code || finding.code == findings::kUnusedSuppression.code;
}

/// The line in the text as a whole, counted from 1.
std::optional<std::uint32_t> line_in_text(const source::SourceFile& file, const findings::Place& place) {
    if (!file.notebook) return place.start.line;
    for (std::uint32_t line = 0; line < file.lines.line_count(); ++line) {
        const source::CellLine in_cell = file.notebook->cell_line(line);
        if (in_cell.cell == place.cell && in_cell.line == place.start.line) return line + 1;
    }
    return std::nullopt;
}

std::optional<ModuleId> module_shown_as(std::string_view path, const LoadedProject& loaded) {
    for (std::uint32_t at = 0; at < loaded.named_count(); ++at) {
        if (loaded.file(ModuleId{at}).file.path == path) return ModuleId{at};
    }
    return std::nullopt;
}

}  // namespace

void show_heap_of_findings(const Request& request, std::span<const Finding> findings, const FileSystem& files,
                           Executor& executor, const ShowHeapOfFinding& show) {
    if (std::ranges::all_of(findings, is_about_text)) return;
    AnalyzedProject analyzed(request, heap::Policy::report, files, executor);
    analyzed.run(executor);
    std::optional<HeapViews> views;
    for (std::size_t at = 0; at < findings.size(); ++at) {
        const Finding& it = findings[at];
        if (is_about_text(it)) continue;
        if (!views || views->file().path != it.place.path) {
            const std::optional<ModuleId> module = module_shown_as(it.place.path, analyzed.loaded());
            if (!module) continue;
            views.emplace(analyzed.loaded(), analyzed.analysis(), *module);
        }
        // It may be another text by now.
        const std::optional<std::uint32_t> line = line_in_text(views->file(), it.place);
        if (!line) continue;
        static_cast<void>(views->show_at(*line, [&](const auto& record) { show(at, record); }));
    }
}

}  // namespace doppelint::session
