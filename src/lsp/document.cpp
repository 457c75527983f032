#include "lsp/document.h"

#include <algorithm>
#include <utility>

#include "source/line_ends.h"

namespace doppelint::lsp {

Document::Document(std::string uri, std::string path, std::int64_t version, std::string text)
    : uri_(std::move(uri)), path_(std::move(path)), version_(version) {
    set(std::move(text));
}

bool Document::change(std::int64_t version, const Json& changes, PositionEncoding encoding) {
    version_ = version;
    if (!changes.is_array()) return false;
    return std::ranges::all_of(changes, [&](const Json& it) { return change_one(it, encoding); });
}

bool Document::change_one(const Json& change, PositionEncoding encoding) {
    std::optional<std::string> text = text_in(change, "text");
    if (!text) return false;
    const Json* const range = member(change, "range");
    if (range == nullptr) {
        set(*std::move(text));
        return true;
    }
    const std::optional<Stretch> replaced = stretch_of({*text_, lines_}, *range, encoding);
    if (!replaced) return false;
    std::string result = *text_;
    result.replace(replaced->begin, replaced->end - replaced->begin, *text);
    set(std::move(result));
    return true;
}

void Document::set(std::string text) {
    source::replace_lone_carriage_returns(text);
    lines_ = source::LineIndex(text);
    text_ = std::make_shared<const std::string>(std::move(text));
}

}  // namespace doppelint::lsp
