#include "lsp/server.h"

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/parse_options.h"
#include "session/log.h"

namespace doppelint::cli {
namespace {

/// The process's standard input and output.
class Pipes final : public lsp::Transport {
  public:
    explicit Pipes(Surroundings& surroundings) : surroundings_(surroundings) {}

    [[nodiscard]] std::size_t read(std::span<char> into) override {
        return surroundings_.read_some_input ? surroundings_.read_some_input(into) : 0;
    }
    bool write(std::string_view bytes) override {
        return surroundings_.out.write(bytes) == Output::State::good;
    }

  private:
    Surroundings& surroundings_;
};

}  // namespace

ExitStatus run_server(Arguments arguments, Surroundings& surroundings) {
    Operands operands;
    bool verbose = false;
    bool stdio = false;
    CLI::App app(
        "Speaks the Language Server Protocol on standard input and output. Editors start it; "
        "docs/editors.md says how.");
    set_habits(app, "server [OPTION…]");
    app.add_flag("-v,--verbose", verbose, "Tell on standard error what is done and why");
    app.add_flag("--stdio", stdio, "Speak on standard input and output; there is no other way");
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (!operands.empty()) return fail(surroundings, "`doppelint server` takes no arguments");
    session::set_verbosity(verbose ? session::Verbosity::verbose : session::Verbosity::silent);
    Pipes pipes(surroundings);
    const lsp::Ending ending =
        lsp::serve(pipes, surroundings.files, surroundings.environment, DOPPELINT_VERSION);
    return ending == lsp::Ending::orderly ? ExitStatus::clean : ExitStatus::findings;
}

}  // namespace doppelint::cli
