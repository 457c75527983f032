#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "session/environment.h"
#include "session/file_system.h"

namespace doppelint::lsp {

/// The two ends of the pipe to a client.
class Transport {
  public:
    virtual ~Transport() = default;
    /// Waits for some bytes; how many there are. None: nobody writes any more.
    [[nodiscard]] virtual std::size_t read(std::span<char> into) = 0;
    /// False where nobody reads any more.
    virtual bool write(std::string_view bytes) = 0;

  protected:
    Transport() = default;
    Transport(const Transport&) = default;
    Transport& operator=(const Transport&) = default;
};

/// How a session ended: as the protocol says it should, or in another way.
enum class Ending : std::uint8_t { orderly, broken_off };

/// Speaks the Language Server Protocol until the client ends the session. `version` is the server's own.
[[nodiscard]] Ending serve(Transport& transport, session::FileSystem& disk,
                           const session::Environment& environment, std::string_view version);

}  // namespace doppelint::lsp
