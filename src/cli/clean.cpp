#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/source_options.h"
#include "session/run_cache.h"

namespace doppelint::cli {

ExitStatus run_clean(Arguments arguments, Surroundings& surroundings) {
    SourceOptions source;
    SelectionOptions selection;
    Operands operands;
    CLI::App app("Removes the results that are kept between runs. The next run does all of its work again.");
    set_habits(app, "clean [OPTION…]");
    source.add_to(app);
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (!operands.empty()) return fail(surroundings, "`doppelint clean` takes no paths");
    const session::Environment& environment = surroundings.environment;
    const Result<session::Overrides> overrides = source.overrides(selection, environment);
    if (!overrides) return fail(surroundings, overrides.error().message);
    session::SettingsFinder finder(surroundings.files, environment, *overrides);
    const Result<session::ProjectSettings> project = finder.project_settings(environment.working_folder);
    if (!project) return fail(surroundings, project.error().message);
    const std::string folder = session::cache_folder(project->cache_folder, environment);
    const Result<std::size_t> removed = session::clean(folder, surroundings.files);
    if (!removed) return fail(surroundings, removed.error().message);
    surroundings.error.write("Removed " + std::to_string(*removed) + (*removed == 1 ? " file" : " files") +
                             " from " + folder + ".\n");
    return ExitStatus::clean;
}

}  // namespace doppelint::cli
