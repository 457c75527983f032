#include "report/paint.h"

#include <algorithm>

namespace doppelint::report {
namespace {

// The sixteen colors that every terminal lets its owner choose.
std::string_view command_of(Paint paint) {
    switch (paint) {
        case Paint::path: return "\x1b[1m";
        case Paint::quiet: return "\x1b[2m";
        case Paint::strong: return "\x1b[1m";
        case Paint::error: return "\x1b[1;31m";
        case Paint::warning: return "\x1b[1;33m";
        case Paint::info: return "\x1b[1;36m";
        case Paint::step: return "\x1b[34m";
        case Paint::fix: return "\x1b[32m";
    }
    return "";
}

constexpr std::string_view kPlain = "\x1b[0m";

}  // namespace

Paint paint_of(findings::Severity severity) {
    switch (severity) {
        case findings::Severity::error: return Paint::error;
        case findings::Severity::warning: return Paint::warning;
        case findings::Severity::info: return Paint::info;
    }
    return Paint::info;
}

std::string Painter::operator()(Paint paint, std::string_view text) const {
    if (color_ == Color::off || text.empty()) return std::string(text);
    return std::string(command_of(paint)) + std::string(text) + std::string(kPlain);
}

std::string Painter::sentence(std::string_view text) const {
    std::string result;
    while (!text.empty()) {
        const std::size_t opens = std::min(text.find('`'), text.size());
        const std::size_t closes = text.find('`', opens + 1);
        if (closes == std::string_view::npos) break;
        result += text.substr(0, opens);
        result += (*this)(Paint::strong, text.substr(opens, closes + 1 - opens));
        text.remove_prefix(closes + 1);
    }
    return result.append(text);
}

}  // namespace doppelint::report
