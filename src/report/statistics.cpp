#include "report/statistics.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace doppelint::report {
namespace {

using Row = std::pair<std::string_view, std::uint64_t>;

// "1234567" as "1,234,567".
std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
    return digits;
}

std::string milliseconds(std::uint64_t nanoseconds) {
    const std::uint64_t tenths = nanoseconds / 100'000;
    return grouped(tenths / 10) + "." + std::to_string(tenths % 10) + " ms";
}

std::string line(std::string_view name, const std::string& value) {
    constexpr std::size_t kNameWidth = 14;
    constexpr std::size_t kValueWidth = 16;
    std::string result(name);
    result.resize(kNameWidth, ' ');
    return result + std::string(kValueWidth - std::min(kValueWidth, value.size()), ' ') + value + "\n";
}

}  // namespace

Statistics& Statistics::operator+=(const Statistics& other) {
    files += other.files;
    bytes += other.bytes;
    lines += other.lines;
    nodes += other.nodes;
    functions += other.functions;
    instructions += other.instructions;
    imported += other.imported;
    analyzed += other.analyzed;
    given_up += other.given_up;
    calls += other.calls;
    unknown_calls += other.unknown_calls;
    read_time += other.read_time;
    parse_time += other.parse_time;
    lower_time += other.lower_time;
    analyze_time += other.analyze_time;
    discover_time += other.discover_time;
    wall_time += other.wall_time;
    return *this;
}

std::string render(const Statistics& statistics) {
    const std::array<Row, 11> counts{Row{"files", statistics.files},
                                     {"bytes", statistics.bytes},
                                     {"lines", statistics.lines},
                                     {"nodes", statistics.nodes},
                                     {"functions", statistics.functions},
                                     {"instructions", statistics.instructions},
                                     {"imported files", statistics.imported},
                                     {"analyzed", statistics.analyzed},
                                     {"given up", statistics.given_up},
                                     {"calls", statistics.calls},
                                     {"unknown calls", statistics.unknown_calls}};
    const std::array<Row, 6> times{Row{"find files", statistics.discover_time},
                                   {"read", statistics.read_time},
                                   {"parse", statistics.parse_time},
                                   {"lower", statistics.lower_time},
                                   {"analyze", statistics.analyze_time},
                                   {"elapsed", statistics.discover_time + statistics.wall_time}};
    std::string result;
    for (const auto& [name, count] : counts) result += line(name, grouped(count));
    for (const auto& [name, time] : times) result += line(name, milliseconds(time));
    if (statistics.is_recalled) result += line("from the cache", "all");
    return result;
}

}  // namespace doppelint::report
