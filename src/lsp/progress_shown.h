#pragma once

#include <cstdint>
#include <string>

#include "lsp/client.h"
#include "lsp/connection.h"

namespace doppelint::lsp {

/// Shows in the editor how far a long check has come.
class ProgressShown {
  public:
    ProgressShown(Connection& connection, const Client& client) : connection_(connection), client_(client) {}

    /// A check begins that may take long.
    void begin();
    void report(std::uint32_t percent);
    void end();

  private:
    enum class State : std::uint8_t { none, asked, shown };
    void tell(Json value);

    Connection& connection_;
    const Client& client_;
    State state_ = State::none;
    std::uint64_t number_ = 0;
    std::string token_;
};

}  // namespace doppelint::lsp
