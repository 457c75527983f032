#include "lsp/conversation.h"

#include <algorithm>
#include <utility>

#include "lsp/capabilities.h"
#include "lsp/framing.h"
#include "lsp/uri.h"

namespace doppelint::lsp {
namespace {

constexpr std::string_view kExit = "exit";

template <class Handlers>
auto find_handler(const Handlers& handlers, std::string_view method) {
    const auto* const found =
        std::ranges::find_if(handlers, [&](const auto& it) { return it.method == method; });
    return found == handlers.end() ? nullptr : found->handler;
}

}  // namespace

const std::array<Conversation::Handled<Conversation::Request>, 4> Conversation::kRequests{{
    {"initialize", &Conversation::initialize},
    {"shutdown", &Conversation::shut_down},
    {"textDocument/diagnostic", &Conversation::pull},
    {"workspace/diagnostic", &Conversation::pull_all},
}};

const std::array<Conversation::Handled<Conversation::Notice>, 10> Conversation::kNotices{{
    {"initialized", &Conversation::initialized},
    {kExit, &Conversation::exit},
    {"textDocument/didOpen", &Conversation::did_open},
    {"textDocument/didChange", &Conversation::did_change},
    {"textDocument/didClose", &Conversation::did_close},
    {"textDocument/didSave", &Conversation::did_save},
    {"workspace/didChangeConfiguration", &Conversation::did_change_settings},
    {"workspace/didChangeWatchedFiles", &Conversation::did_change_files},
    {"workspace/didChangeWorkspaceFolders", &Conversation::did_change_folders},
    {"$/cancelRequest", &Conversation::cancel},
}};

Conversation::Conversation(Transport& transport, session::FileSystem& disk,
                           const session::Environment& environment, std::string_view version)
    : version_(version),
      connection_(transport),
      deliveries_(connection_, workspace_, client_),
      progress_(connection_, client_),
      worker_(disk, environment, client_,
              {[this](Done it) { events_.push(std::move(it)); },
               [this](std::uint32_t percent) { events_.push(Percent{percent}); }}),
      reader_([this, &transport] { read_all(transport); }) {}

// In a thread of its own, until the client says that it goes, or goes.
void Conversation::read_all(Transport& transport) {
    std::array<char, std::size_t{1} << 16U> buffer{};
    Framing framing;
    while (const std::size_t count = transport.read(buffer)) {
        framing.add(std::string_view(buffer.data(), count));
        for (auto next = framing.next(); next.what != Framing::Next::What::nothing; next = framing.next()) {
            if (next.what == Framing::Next::What::lost) return events_.push(EndOfInput{std::move(next.text)});
            Incoming message;
            if (next.what == Framing::Next::What::broken) {
                message.failure = {ErrorCode::parse_error, std::move(next.text)};
            } else {
                message = read_message(next.text);
            }
            const bool is_last = message.method == kExit;
            events_.push(std::move(message));
            if (is_last) return;
        }
    }
    events_.push(EndOfInput{});
}

Ending Conversation::run() {
    while (!ending_) {
        take(events_.pop());
        // What was said by now comes before any work.
        while (auto next = ending_ ? std::nullopt : events_.try_pop()) take(*std::move(next));
        if (!ending_) start_work();
    }
    return *ending_;
}

void Conversation::take(Event event) {
    std::visit([this](auto&& it) { on(std::forward<decltype(it)>(it)); }, std::move(event));
    if (!connection_.is_open()) ending_ = Ending::broken_off;
}

void Conversation::on(Incoming message) {
    switch (message.kind) {
        case Incoming::Kind::request: return on_request(std::move(message));
        case Incoming::Kind::notification: return on_notice(message);
        case Incoming::Kind::response: return connection_.answered(message.id, message.params);
        case Incoming::Kind::invalid: return connection_.fail(message.id, message.failure);
    }
}

void Conversation::on(const EndOfInput& end) {
    if (!end.problem.empty()) connection_.fail(nullptr, {ErrorCode::parse_error, end.problem});
    ending_ = Ending::broken_off;
}

std::optional<Failure> Conversation::out_of_phase(std::string_view method) const {
    if (phase_ == Phase::fresh && method != "initialize")
        return Failure{ErrorCode::not_initialized, "the first request is `initialize`"};
    if (phase_ == Phase::shut_down) return Failure{ErrorCode::invalid_request, "the server was shut down"};
    if (phase_ == Phase::open && method == "initialize")
        return Failure{ErrorCode::invalid_request, "the server is initialized already"};
    return std::nullopt;
}

void Conversation::on_request(Incoming message) {
    if (const auto failure = out_of_phase(message.method)) return connection_.fail(message.id, *failure);
    if (const Request handler = find_handler(kRequests, message.method))
        return (this->*handler)(message.id, message.params);
    if (answerer_of(message.method) != nullptr) return queue(std::move(message));
    connection_.fail(message.id,
                     {ErrorCode::method_not_found, "doppelint has no method `" + message.method + "`"});
}

// A notification has no answer: what is unknown or out of place is left alone.
void Conversation::on_notice(const Incoming& message) {
    if (phase_ != Phase::open && message.method != kExit) return;
    if (const Notice handler = find_handler(kNotices, message.method)) (this->*handler)(message.params);
}

void Conversation::initialize(const Json& id, const Json& params) {
    const Json* const capabilities = member(params, "capabilities");
    client_ = client_of(capabilities == nullptr ? Json::object() : *capabilities);
    if (const Json* const options = member(params, "initializationOptions")) settings_ = *options;
    const Json* const folders = member(params, "workspaceFolders");
    if (folders != nullptr && folders->is_array()) {
        add_folders(*folders);
    } else if (const auto root = text_in(params, "rootUri")) {
        add_folders(Json::array({{{"uri", *root}}}));
    }
    phase_ = Phase::open;
    connection_.respond(id, capabilities_for(client_, version_));
}

void Conversation::initialized(const Json& /*params*/) {
    Json registrations = registrations_for(client_);
    if (!registrations.empty())
        connection_.ask("client/registerCapability", {{"registrations", std::move(registrations)}});
    ask_for_settings();
}

void Conversation::shut_down(const Json& id, const Json& /*params*/) {
    phase_ = Phase::shut_down;
    worker_.stop();
    connection_.respond(id, nullptr);
}

void Conversation::exit(const Json& /*params*/) {
    ending_ = phase_ == Phase::shut_down ? Ending::orderly : Ending::broken_off;
}

}  // namespace doppelint::lsp
