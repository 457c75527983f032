#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/selection_options.h"
#include "cli/source_options.h"
#include "session/effective_settings.h"
#include "session/paths.h"

namespace doppelint::cli {
namespace {

// `key = value  # where it comes from`: TOML again.
std::string table_of(const std::vector<session::EffectiveSetting>& settings) {
    std::string result;
    for (const session::EffectiveSetting& it : settings)
        result += it.key + " = " + it.value + "  # " + it.origin + "\n";
    return result;
}

}  // namespace

ExitStatus run_config(Arguments arguments, Surroundings& surroundings) {
    SourceOptions source;
    SelectionOptions selection;
    Operands operands;
    CLI::App app(
        "Prints the settings that hold for a file or folder (the working folder, unless another is given), "
        "and where each comes from.");
    set_habits(app, "config [OPTION…] [PATH]");
    source.add_to(app);
    selection.add_to(app);
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (operands.size() > 1) return fail(surroundings, "`doppelint config` takes one path");
    const std::string asked = operands.empty() ? "." : operands.front();
    const std::string path = session::absolute_path(surroundings.environment.working_folder, asked);
    const Result<session::Overrides> overrides = source.overrides(selection, surroundings.environment);
    if (!overrides) return fail(surroundings, overrides.error().message);
    if (surroundings.files.status(path).kind == session::FileKind::missing)
        return fail(surroundings, "no such file or folder: `" + asked + "`");
    const auto settings =
        session::effective_settings(path, surroundings.files, surroundings.environment, *overrides);
    if (!settings) return fail(surroundings, settings.error().message);
    return print(surroundings, table_of(*settings), ExitStatus::clean);
}

}  // namespace doppelint::cli
