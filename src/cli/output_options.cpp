#include "cli/output_options.h"

#include "cli/messages.h"
#include "cli/option_table.h"

namespace doppelint::cli {

void OutputOptions::add_to(CLI::App& app) {
    begin_group(app, "Output");
    offer(app.add_option(
                 "--output-format", format_,
                 "full (on a terminal), concise (elsewhere), json, jsonl, sarif, github, gitlab, junit, html")
              ->type_name("FORMAT"),
          report::kFormatNames);
    app.add_option("-o,--output-file", file_, "Write the findings to a file")->type_name("FILE");
    color_.add_to(app);
    app.add_flag("--show-steps", shows_steps_, "In concise: also the steps that prove a finding");
    app.add_flag("--no-show-steps", hides_steps_, "In full: only the line of the finding");
}

Destination OutputOptions::destination(const Terminal& terminal) const {
    if (!file_.empty()) return Destination::file;
    return terminal.shows_output ? Destination::terminal : Destination::elsewhere;
}

std::optional<report::Format> OutputOptions::format(Surroundings& surroundings) const {
    if (format_.empty()) {
        const bool is_seen = destination(surroundings.terminal) == Destination::terminal;
        return is_seen ? report::Format::full : report::Format::concise;
    }
    const std::optional<report::Format> result = report::find_format(format_);
    if (!result) unknown_value("--output-format", format_, report::kFormatNames, surroundings);
    return result;
}

report::Steps OutputOptions::steps(report::Format format) const {
    const bool is_short = hides_steps_ || (format == report::Format::concise && !shows_steps_);
    return is_short ? report::Steps::hidden : report::Steps::shown;
}

std::optional<OutputStyle> OutputOptions::style(Surroundings& surroundings) const {
    if (shows_steps_ && hides_steps_) {
        fail(surroundings, "--show-steps and --no-show-steps exclude each other");
        return std::nullopt;
    }
    const std::optional<report::Format> format = this->format(surroundings);
    if (!format) return std::nullopt;
    const Destination destination = this->destination(surroundings.terminal);
    const std::optional<report::Color> color = color_.color(destination, surroundings);
    if (!color) return std::nullopt;
    const bool is_seen = destination == Destination::terminal;
    return OutputStyle{*format, {*color, steps(*format), is_seen ? surroundings.terminal.columns : 0}};
}

}  // namespace doppelint::cli
