#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/parse_options.h"
#include "session/python_versions.h"
#include "syntax/parser.h"

namespace doppelint::cli {

ExitStatus run_version(Arguments arguments, Surroundings& surroundings) {
    Operands operands;
    CLI::App app(
        "Prints the versions of doppelint, of its grammar, and of the Pythons that it takes code for.");
    set_habits(app, "version");
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (!operands.empty()) return fail(surroundings, "`doppelint version` takes no arguments");
    std::string text = "doppelint " DOPPELINT_VERSION "\n";
    text.append("grammar tree-sitter-python ").append(syntax::grammar_version()).append("\n");
    text.append("target Python ").append(session::name_of(session::VersionRange())).append("\n");
    return print(surroundings, text, ExitStatus::clean);
}

}  // namespace doppelint::cli
