#include "findings/baseline.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/lines.h"

namespace doppelint::findings {
namespace {

constexpr std::string_view kHead =
    "# Findings that doppelint knows and does not tell again: fingerprint, rule, file, message.\n"
    "# `doppelint check --write-baseline FILE` writes this file anew.\n";
constexpr std::size_t kFingerprintDigits = 16;
constexpr std::size_t kFields = 4;

bool is_fingerprint(std::string_view text) {
    return text.size() == kFingerprintDigits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Tabs and line ends take lines apart.
std::string on_one_line(std::string text) {
    std::ranges::replace_if(text, [](char it) { return static_cast<unsigned char>(it) < 0x20; }, ' ');
    return text;
}

// As many fields as there are tabs, the last with all the rest.
std::array<std::string, kFields> fields_of(std::string_view line) {
    std::array<std::string, kFields> result;
    for (std::size_t at = 0; at < kFields; ++at) {
        const std::size_t end = at + 1 == kFields ? line.size() : std::min(line.find('\t'), line.size());
        result[at] = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return result;
}

auto order_of(const KnownFinding& it) {
    return std::tie(it.path, it.code, it.fingerprint, it.message);
}

}  // namespace

Baseline::Baseline(std::vector<KnownFinding> entries) : entries_(std::move(entries)) {
    for (KnownFinding& it : entries_) {
        it.path = on_one_line(std::move(it.path));
        it.message = on_one_line(std::move(it.message));
    }
    std::ranges::sort(entries_,
                      [](const auto& left, const auto& right) { return order_of(left) < order_of(right); });
    std::erase_if(entries_,
                  [&](const KnownFinding& it) { return !fingerprints_.insert(it.fingerprint).second; });
}

Result<Baseline> Baseline::parse(std::string_view text) {
    std::vector<KnownFinding> entries;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::string_view line = take_line(text);
        if (line.empty() || line.starts_with('#')) continue;
        auto [fingerprint, code, path, message] = fields_of(line);
        if (!is_fingerprint(fingerprint)) {
            return failure(std::to_string(number) +
                           ": no line of a baseline, which begins with a fingerprint and a tab");
        }
        entries.push_back({std::move(fingerprint), std::move(code), std::move(path), std::move(message)});
    }
    return Baseline(std::move(entries));
}

std::string Baseline::render() const {
    std::string result(kHead);
    for (const KnownFinding& it : entries_) {
        result += it.fingerprint + "\t" + it.code + "\t" + it.path + "\t" + it.message + "\n";
    }
    return result;
}

}  // namespace doppelint::findings
