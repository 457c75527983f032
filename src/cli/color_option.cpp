#include "cli/color_option.h"

#include <array>

#include "cli/option_table.h"

namespace doppelint::cli {
namespace {

constexpr std::array<std::string_view, 3> kWhen{"auto", "always", "never"};

bool is_set(const std::string& variable) {
    return !variable.empty() && variable != "0";
}

// As Python does it: NO_COLOR counts more than FORCE_COLOR.
bool likes_color(Destination destination, const Terminal& terminal) {
    if (destination == Destination::file || !terminal.no_color.empty()) return false;
    if (is_set(terminal.force_color)) return true;
    return destination == Destination::terminal && terminal.kind != "dumb";
}

}  // namespace

void ColorOption::add_to(CLI::App& app) {
    offer(app.add_option("--color", when_, "auto (default), always or never")->type_name("WHEN"), kWhen);
}

std::optional<report::Color> ColorOption::color(Destination destination, Surroundings& surroundings) const {
    if (when_ == "always") return report::Color::on;
    if (when_ == "never") return report::Color::off;
    if (when_ == "auto") {
        return likes_color(destination, surroundings.terminal) ? report::Color::on : report::Color::off;
    }
    unknown_value("--color", when_, kWhen, surroundings);
    return std::nullopt;
}

}  // namespace doppelint::cli
