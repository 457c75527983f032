#include "source/codecs.h"

#include <algorithm>
#include <string>

#include "source/ascii.h"

namespace doppelint::source {
namespace {

// Python's normal form: runs of punctuation between words become one `_`. It keeps dots at first and
// tries them as `_` later; here they are `_` at once.
std::string normal_name(std::string_view name) {
    std::string result;
    bool after_punctuation = false;
    for (const char character : name) {
        if (!is_ascii_alphanumeric(character) && character != '.') {
            after_punctuation = true;
            continue;
        }
        if (after_punctuation && !result.empty()) result += '_';
        after_punctuation = false;
        result += character == '.' ? '_' : ascii_lower(character);
    }
    return result;
}

// Editors write what follows ("utf-8-unix"); Python's tokenizer takes these names whatever comes after
// the dash, before it asks its codecs.
std::string_view without_line_end_suffix(std::string_view normal) {
    for (const std::string_view known : {"utf_8", "latin_1", "iso_8859_1", "iso_latin_1"}) {
        if (normal.starts_with(known) && normal.substr(known.size()).starts_with('_')) return known;
    }
    return normal;
}

}  // namespace

const Codec* find_codec(std::string_view name) {
    const std::string normal = normal_name(name);
    const std::string_view wanted = without_line_end_suffix(normal);
    const std::span<const CodecName> names = all_codec_names();
    const auto found = std::ranges::lower_bound(names, wanted, {}, &CodecName::name);
    if (found == names.end() || found->name != wanted) return nullptr;
    return &all_codecs()[found->codec];
}

}  // namespace doppelint::source
