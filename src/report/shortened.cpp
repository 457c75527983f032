#include "report/shortened.h"

#include "report/characters.h"
#include "report/one_line.h"

namespace doppelint::report {
namespace {

constexpr std::size_t kMostBytesOfColumn = 16;  // marks above and below a letter take no column

}  // namespace

std::string shortened(std::string_view text, std::uint32_t width) {
    const std::size_t most_bytes = width * kMostBytesOfColumn;
    const bool is_long = text.size() > most_bytes;
    std::string line = on_one_line(text.substr(0, most_bytes));
    if (!is_long && width_of(line) <= width) return line;
    std::string_view rest = line;
    std::uint32_t taken = 0;
    while (!rest.empty()) {
        const Character it = first_character(rest);
        const std::uint32_t more = width_of(it.code);
        if (taken + more + 1 > width) break;
        taken += more;
        rest.remove_prefix(it.size);
    }
    return line.substr(0, line.size() - rest.size()) + "…";
}

}  // namespace doppelint::report
