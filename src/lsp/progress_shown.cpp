#include "lsp/progress_shown.h"

#include <utility>

namespace doppelint::lsp {

void ProgressShown::begin() {
    if (!client_.shows_progress || state_ != State::none) return;
    state_ = State::asked;
    token_ = "doppelint/check/" + std::to_string(++number_);
    const std::uint64_t own = number_;
    connection_.ask(
        "window/workDoneProgress/create", {{"token", token_}}, [this, own](const Json& /*result*/) {
            // By now it may be over.
            if (own != number_ || state_ != State::asked) return;
            state_ = State::shown;
            tell({{"kind", "begin"}, {"title", "doppelint"}, {"message", "analyzing"}, {"percentage", 0}});
        });
}

void ProgressShown::report(std::uint32_t percent) {
    if (state_ == State::shown) tell({{"kind", "report"}, {"percentage", percent}});
}

void ProgressShown::end() {
    if (std::exchange(state_, State::none) == State::shown) tell({{"kind", "end"}});
}

void ProgressShown::tell(Json value) {
    connection_.notify("$/progress", {{"token", token_}, {"value", std::move(value)}});
}

}  // namespace doppelint::lsp
