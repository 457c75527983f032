#include "cli/commands.h"
#include "cli/messages.h"
#include "session/python_versions.h"
#include "syntax/parser.h"

namespace doppelint::cli {

ExitStatus run_version(Arguments arguments, Surroundings& surroundings) {
    if (!arguments.empty()) return fail(surroundings, "`doppelint version` takes no arguments");
    std::string text = "doppelint " DOPPELINT_VERSION "\n";
    text.append("grammar tree-sitter-python ").append(syntax::grammar_version()).append("\n");
    text.append("target Python ").append(session::name_of(session::VersionRange())).append("\n");
    return print(surroundings, text, ExitStatus::clean);
}

}  // namespace doppelint::cli
