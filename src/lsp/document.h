#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "lsp/json.h"
#include "lsp/positions.h"
#include "source/line_index.h"

namespace doppelint::lsp {

/// A file that is open in the editor, as it stands there.
class Document {
  public:
    Document(std::string uri, std::string path, std::int64_t version, std::string text);

    [[nodiscard]] const std::string& uri() const { return uri_; }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::int64_t version() const { return version_; }
    /// With every lone CR turned into LF; it never changes, others take its place.
    [[nodiscard]] const std::shared_ptr<const std::string>& text() const { return text_; }

    /// Makes the changes of `textDocument/didChange`, one after the other. False where they are malformed:
    /// then nobody knows what the text is, and it stays as it was before the first that is.
    bool change(std::int64_t version, const Json& changes, PositionEncoding encoding);

  private:
    bool change_one(const Json& change, PositionEncoding encoding);
    void set(std::string text);

    std::string uri_, path_;
    std::int64_t version_ = 0;
    std::shared_ptr<const std::string> text_;
    source::LineIndex lines_;
};

}  // namespace doppelint::lsp
