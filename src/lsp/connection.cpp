#include "lsp/connection.h"

#include <utility>

#include "lsp/framing.h"

namespace doppelint::lsp {

void Connection::send(const Json& message) {
    if (is_open_) is_open_ = transport_.write(framed(written(message)));
}

void Connection::tell(std::string_view method, Level level, std::string_view text) {
    notify(method, {{"type", static_cast<int>(level)}, {"message", text}});
}

void Connection::ask(std::string_view method, Json params, Then then) {
    const std::uint64_t id = next_++;
    open_.emplace(id, std::move(then));
    send(request(id, method, std::move(params)));
}

void Connection::answered(const Json& id, const Json& result) {
    if (!id.is_number_unsigned()) return;
    const auto found = open_.find(id.get<std::uint64_t>());
    if (found == open_.end()) return;
    const Then then = std::move(found->second);
    open_.erase(found);
    if (then) then(result);
}

}  // namespace doppelint::lsp
