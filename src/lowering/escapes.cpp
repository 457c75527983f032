#include "lowering/escapes.h"

#include <algorithm>
#include <cstdint>

namespace doppelint::lowering {
namespace {

constexpr std::uint32_t kLastCodePoint = 0x10FFFF;

void append_utf8(std::string& out, std::uint32_t code) {
    const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

int digit_of(char it) {
    if (it >= '0' && it <= '9') return it - '0';
    const char lower = static_cast<char>(it | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

class Reader {
  public:
    Reader(std::string_view body, bool raw, bool bytes) : body_(body), raw_(raw), bytes_(bytes) {}

    Unescaped run() {
        while (at_ < body_.size()) {
            const char it = body_[at_++];
            if (it == '\r') {
                if (at_ < body_.size() && body_[at_] == '\n') ++at_;
                out_.text += '\n';
            } else if (it == '\\' && !raw_ && at_ < body_.size()) {
                escape(body_[at_++]);
            } else {
                out_.text += it;
            }
        }
        return std::move(out_);
    }

  private:
    void escape(char it) {
        switch (it) {
            case '\n': break;
            case '\r':
                if (at_ < body_.size() && body_[at_] == '\n') ++at_;
                break;
            case 'a': out_.text += '\a'; break;
            case 'b': out_.text += '\b'; break;
            case 'f': out_.text += '\f'; break;
            case 'n': out_.text += '\n'; break;
            case 'r': out_.text += '\r'; break;
            case 't': out_.text += '\t'; break;
            case 'v': out_.text += '\v'; break;
            case '\\':
            case '\'':
            case '"': out_.text += it; break;
            case 'x': code(2, 16); break;
            case 'u': bytes_ ? keep(it) : code(4, 16); break;
            case 'U': bytes_ ? keep(it) : code(8, 16); break;
            case 'N': bytes_ ? keep(it) : void(out_.exact = false); break;
            default: other(it);
        }
    }

    void other(char it) {
        if (it >= '0' && it <= '7') {
            --at_;
            code(3, 8);
        } else {
            keep(it);
        }
    }

    // An escape that Python does not know stays as it is written.
    void keep(char it) { (out_.text += '\\') += it; }

    void code(std::size_t most, int base) {
        std::uint32_t value = 0;
        std::size_t digits = 0;
        while (digits < most && at_ < body_.size() && digit_of(body_[at_]) < base) {
            value =
                value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit_of(body_[at_]));
            ++at_;
            ++digits;
        }
        const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
        if (digits == 0 || value > kLastCodePoint || surrogate) out_.exact = false;
        if (bytes_) {
            out_.text += static_cast<char>(value);
        } else if (out_.exact) {
            append_utf8(out_.text, value);
        }
    }

    std::string_view body_;
    bool raw_;
    bool bytes_;
    std::size_t at_ = 0;
    Unescaped out_;
};

}  // namespace

Unescaped unescape(std::string_view body, bool raw, bool bytes) {
    return Reader(body, raw, bytes).run();
}

}  // namespace doppelint::lowering
