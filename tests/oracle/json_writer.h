#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace doppelint::oracle {

/// Writes one line of JSON. Knows just enough for the probe; commas are put in by it.
class JsonLine {
  public:
    JsonLine& open(char bracket) {
        separate();
        text_ += bracket;
        first_ = true;
        return *this;
    }
    JsonLine& close(char bracket) {
        text_ += bracket;
        first_ = false;
        return *this;
    }
    JsonLine& key(std::string_view name) {
        string(name);
        text_ += ':';
        first_ = true;
        return *this;
    }
    JsonLine& number(std::uint64_t value) {
        separate();
        text_ += std::to_string(value);
        return *this;
    }
    JsonLine& word(std::string_view null_true_or_false) {
        separate();
        text_ += null_true_or_false;
        return *this;
    }
    JsonLine& string(std::string_view value) {
        separate();
        text_ += '"';
        for (const char it : value) escape(it);
        text_ += '"';
        return *this;
    }

    void print() {
        text_ += '\n';
        std::fwrite(text_.data(), 1, text_.size(), stdout);
        text_.clear();
        first_ = true;
    }

  private:
    void separate() {
        if (!first_) text_ += ',';
        first_ = false;
    }
    void escape(char it) {
        const auto byte = static_cast<unsigned char>(it);
        if (it == '"' || it == '\\') {
            text_ += '\\';
            text_ += it;
        } else if (byte < 0x20) {
            constexpr std::string_view kDigits = "0123456789abcdef";
            text_ += "\\u00";
            text_ += kDigits[byte >> 4U];
            text_ += kDigits[byte & 15U];
        } else {
            text_ += it;
        }
    }

    std::string text_;
    bool first_ = true;
};

}  // namespace doppelint::oracle
