#include "report/uri.h"

namespace doppelint::report {
namespace {

bool is_letter_or_digit(char it) {
    return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || (it >= '0' && it <= '9');
}

// A colon may stand in a path, but not in the first part of a relative one: that would be a scheme.
bool stands_for_itself(char it) {
    return is_letter_or_digit(it) || std::string_view("-._~/!$&'()*+,;=@").find(it) != std::string_view::npos;
}

}  // namespace

std::string uri_of(std::string_view path) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result = path.starts_with('/') ? "file://" : "";
    while (path.starts_with("./")) path.remove_prefix(2);
    for (const char it : path) {
        if (stands_for_itself(it)) {
            result += it;
        } else {
            const auto code = static_cast<unsigned char>(it);
            result.append({'%', kDigits[code / 16U], kDigits[code % 16U]});
        }
    }
    return result;
}

}  // namespace doppelint::report
