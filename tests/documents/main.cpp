#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "checker.h"

namespace {

using doppelint::documents::Outcome;

// The documents that an argument names: itself, or all in a folder, by name.
std::vector<std::string> documents_at(const std::string& path) {
    if (!std::filesystem::is_directory(path)) return {path};
    std::vector<std::string> found;
    for (const auto& it : std::filesystem::recursive_directory_iterator(path)) {
        if (it.path().extension() == ".md") found.push_back(it.path().string());
    }
    std::ranges::sort(found);
    return found;
}

std::optional<std::string> text_of(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return {};
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

void run(const std::string& path, Outcome& total) {
    const std::optional<std::string> text = text_of(path);
    if (!text) {
        std::printf("%s: it cannot be read\n", path.c_str());
        return total.fail(0, "");
    }
    const Outcome outcome = doppelint::documents::check_document(*text);
    for (const auto& it : outcome.failures) {
        std::printf("%s:%u: %s\n", path.c_str(), it.line, it.message.c_str());
    }
    total.tests += outcome.tests;
    total.assertions += outcome.assertions;
    total.failures.insert(total.failures.end(), outcome.failures.begin(), outcome.failures.end());
}

}  // namespace

int main(int count, char** arguments) {
    Outcome total;
    for (int at = 1; at < count; ++at) {
        for (const std::string& path : documents_at(arguments[at])) run(path, total);
    }
    std::printf("%u tests, %u assertions, %zu failures\n", total.tests, total.assertions,
                total.failures.size());
    return total.failures.empty() && total.tests != 0 ? 0 : 1;
}
