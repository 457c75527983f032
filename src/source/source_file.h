#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "source/encoding.h"
#include "source/line_ends.h"
#include "source/line_index.h"
#include "source/notebook.h"

namespace doppelint::source {

/// The largest file that is read unless the configuration says otherwise.
inline constexpr std::uint64_t kDefaultMaximumBytes = std::uint64_t{16} << 20;

/// One file as text: UTF-8 without a byte-order mark, with every lone CR turned into LF (byte for byte, so
/// that offsets stand), CRLF left as it is, NUL bytes left in place. All positions in doppelint are byte
/// offsets into `text`; `lines` turns them into what people and editors count.
///
/// A notebook's text is its code cells joined, each ending in a line feed; `notebook` maps back.
struct SourceFile {
    std::string path;  ///< as given or relative to the working folder; for messages
    std::string text;
    Encoding encoding = Encoding::utf8;
    bool had_byte_order_mark = false;
    LineEnd line_end = LineEnd::lf;  ///< of the first line
    LineIndex lines;
    std::optional<NotebookMap> notebook;
};

/// Decodes and indexes the bytes of a file. Fails, with a sentence that names no path, on an encoding that
/// is unknown or does not fit the bytes, on a notebook that is none and on text too large for 32-bit offsets.
/// `path` decides by its ending whether the bytes are a notebook.
[[nodiscard]] Result<SourceFile> make_source(std::string path, std::string bytes);

/// The same for text that came without an encoding, from an editor say: whatever a comment in it says of one.
[[nodiscard]] Result<SourceFile> make_source_of_text(std::string path, std::string text);

/// Whether `path` names a notebook.
[[nodiscard]] bool is_notebook_path(std::string_view path);

}  // namespace doppelint::source
