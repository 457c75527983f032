#include "cli/messages.h"

#include "report/one_line.h"

namespace doppelint::cli {
namespace {

void say(Surroundings& surroundings, std::string_view kind, std::string_view sentence) {
    surroundings.error.write(std::string(kind) + ": " + report::on_one_line(sentence) + "\n");
}

}  // namespace

ExitStatus fail(Surroundings& surroundings, std::string_view sentence) {
    say(surroundings, "error", sentence);
    return ExitStatus::failed;
}

void warn(Surroundings& surroundings, std::span<const std::string> warnings) {
    for (const std::string& warning : warnings) say(surroundings, "warning", warning);
}

ExitStatus print(Surroundings& surroundings, std::string_view text, ExitStatus status) {
    if (surroundings.out.write(text) != Output::State::failed) return status;
    return fail(surroundings, "standard output cannot be written");
}

}  // namespace doppelint::cli
