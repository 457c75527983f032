#include "findings/finding.h"

#include <tuple>

namespace doppelint::findings {
namespace {

auto order_of(const Finding& it) {
    return std::tie(it.place.path, it.place.cell, it.place.start, it.code, it.place.end, it.message);
}

}  // namespace

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::info: return "info";
    }
    return "";
}

std::string_view name_of(Confidence confidence) {
    switch (confidence) {
        case Confidence::certain: return "certain";
        case Confidence::likely: return "likely";
        case Confidence::possible: return "possible";
    }
    return "";
}

std::string_view name_of(Applicability applicability) {
    switch (applicability) {
        case Applicability::safe: return "safe";
        case Applicability::unsafe: return "unsafe";
    }
    return "";
}

bool comes_before(const Finding& left, const Finding& right) {
    return order_of(left) < order_of(right);
}

}  // namespace doppelint::findings
