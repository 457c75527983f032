#include "findings/fingerprint.h"

namespace doppelint::findings {
namespace {

// FNV-1a of 64 bits: its values are written into baselines, so it never changes.
constexpr std::uint64_t kOffsetBasis = 0xCBF29CE484222325ULL;
constexpr std::uint64_t kPrime = 0x100000001B3ULL;

void add(std::uint64_t& hash, std::string_view bytes) {
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * kPrime;
    // No byte of UTF-8 is 0xFF, so parts do not run into each other.
    hash = (hash ^ 0xFFU) * kPrime;
}

bool is_blank(char it) {
    return it == ' ' || it == '\t' || it == '\f' || it == '\r';
}

// A line longer than any person writes counts by its beginning: it may hold thousands of findings.
constexpr std::size_t kLongestLine = 1000;

// Indentation and spacing are a formatter's business.
std::string without_blanks(std::string_view line) {
    std::string result;
    for (const char it : line.substr(0, kLongestLine)) {
        if (!is_blank(it)) result += it;
    }
    return result;
}

}  // namespace

std::string hexadecimal(std::uint64_t value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string result(16, '0');
    for (std::size_t at = result.size(); at-- > 0; value >>= 4U) result[at] = kDigits[value & 15U];
    return result;
}

std::string Fingerprints::next(std::string_view code, std::string_view line_text) {
    std::uint64_t hash = kOffsetBasis;
    add(hash, code);
    add(hash, file_);
    add(hash, without_blanks(line_text));
    const std::uint32_t ordinal = seen_[hash]++;
    if (ordinal > 0) add(hash, std::to_string(ordinal));
    return hexadecimal(hash);
}

}  // namespace doppelint::findings
