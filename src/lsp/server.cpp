#include "lsp/server.h"

#include "lsp/conversation.h"

namespace doppelint::lsp {

Ending serve(Transport& transport, session::FileSystem& disk, const session::Environment& environment,
             std::string_view version) {
    return Conversation(transport, disk, environment, version).run();
}

}  // namespace doppelint::lsp
