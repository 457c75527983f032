#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "syntax/tree.h"

namespace doppelint::syntax {

/// Turns text into a flat tree. Keeps memory between files, so use one per thread. The parser's own tree
/// is dropped before `parse` returns.
class Parser {
  public:
    Parser();
    Parser(Parser&&) noexcept;
    Parser& operator=(Parser&&) noexcept;
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser();

    /// Never fails: what is not Python becomes `Kind::error` nodes and problems. `text` is UTF-8 and must
    /// outlive the tree.
    [[nodiscard]] Tree parse(std::string_view text);

  private:
    class State;
    std::unique_ptr<State> state_;
};

/// The version of the grammar's package, for `doppelint version`.
[[nodiscard]] std::string grammar_version();

}  // namespace doppelint::syntax
