#include "cli/source_options.h"

#include <utility>

#include "cli/messages.h"
#include "session/paths.h"
#include "session/words.h"

namespace doppelint::cli {
namespace {

CLI::Option* add_patterns(CLI::App& app, const std::string& name, std::vector<std::string>& into,
                          const std::string& description) {
    return add_list(app, name, into, description)->type_name("PATTERN");
}

}  // namespace

void SourceOptions::add_to(CLI::App& app) {
    begin_group(app, "Files and settings");
    app.add_option("--config", configuration_, "Read this configuration file and no other")
        ->type_name("FILE");
    app.add_flag("--isolated", isolated_, "Read no configuration");
    exclude_option_ =
        add_patterns(app, "--exclude", exclude_, "Leave out what matches, not what is configured");
    add_patterns(app, "--extend-exclude", extend_exclude_, "Leave out what matches, too");
    app.add_option("--max-file-size", max_file_size_, "Leave out larger files (16MB)")->type_name("SIZE");
    app.add_option("--target-version", target_version_, "The Python that runs the code: 3.11, or 3.9-3.14")
        ->type_name("VERSION");
    app.add_option("--cache-dir", cache_folder_, "Keep results in this folder")->type_name("FOLDER");
    app.add_option("--stdin-filename", standard_input_name_, "What `-`, standard input, is called")
        ->type_name("PATH");
}

Result<session::Overrides> SourceOptions::overrides(const session::Environment& environment) const {
    session::Overrides result;
    if (isolated_) result.isolation = session::Overrides::Isolation::isolated;
    if (isolated_ && !configuration_.empty()) return failure("--config and --isolated exclude each other");
    result.configuration_file = configuration_;
    if (!cache_folder_.empty())
        result.cache_folder = session::absolute_path(environment.working_folder, cache_folder_);
    if (exclude_option_->count() > 0) result.exclude = exclude_;
    result.extend_exclude = extend_exclude_;
    if (!max_file_size_.empty()) {
        const Result<std::uint64_t> size = session::parse_size(max_file_size_);
        if (!size) return failure("--max-file-size " + size.error().message);
        result.max_file_size = *size;
    }
    if (!target_version_.empty()) {
        const Result<session::VersionRange> range = session::parse_target_version(target_version_);
        if (!range) return failure("--target-version: " + range.error().message);
        result.target_version = *range;
    }
    return result;
}

Result<session::Overrides> SourceOptions::overrides(const SelectionOptions& selection,
                                                    const session::Environment& environment) const {
    Result<session::Overrides> result = overrides(environment);
    if (!result) return result;
    const Result<void> selected = selection.add_to(*result, environment);
    if (!selected) return tl::unexpected(selected.error());
    return result;
}

std::optional<session::Plan> SourceOptions::plan(Operands operands, Surroundings& surroundings) const {
    return plan(std::move(operands), {}, surroundings);
}

std::optional<session::Plan> SourceOptions::plan(Operands operands, const SelectionOptions& selection,
                                                 Surroundings& surroundings) const {
    const Result<session::Overrides> asked = overrides(selection, surroundings.environment);
    if (!asked) {
        fail(surroundings, asked.error().message);
        return std::nullopt;
    }
    const session::Named named{std::move(operands), standard_input_name_, surroundings.read_standard_input};
    Result<session::Plan> plan =
        session::make_plan(named, *asked, surroundings.files, surroundings.environment);
    if (plan) return *std::move(plan);
    fail(surroundings, plan.error().message);
    return std::nullopt;
}

}  // namespace doppelint::cli
