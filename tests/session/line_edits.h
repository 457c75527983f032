#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "session/edits.h"

namespace doppelint::session {

/// Real programs, and edits of their lines: most leave something that is no program any more.
class LineEdits {
  public:
    LineEdits(const std::filesystem::path& folder, std::uint32_t seed) : random_(seed) {
        for (const auto& it : std::filesystem::recursive_directory_iterator(folder)) {
            if (it.path().extension() != ".py") continue;
            std::ifstream in(it.path());
            texts_[std::filesystem::relative(it.path(), folder).generic_string()] =
                std::string(std::istreambuf_iterator<char>(in), {});
        }
    }

    [[nodiscard]] const Texts& texts() const { return texts_; }

    void edit() {
        std::string& text = any_text();
        std::vector<std::string> lines = lines_of(text);
        if (lines.empty()) return;
        const std::size_t at = below(lines.size());
        const auto place = lines.begin() + static_cast<std::ptrdiff_t>(at);
        switch (below(6)) {
            case 0: lines.erase(place); break;
            case 1: lines.insert(place, std::string(lines[at])); break;
            case 2: lines.insert(place, ""); break;
            case 3: std::swap(lines[at], lines[below(lines.size())]); break;
            case 4: lines[at] = lines[below(lines.size())]; break;
            default: {
                const std::vector<std::string> others = lines_of(any_text());
                if (!others.empty()) lines[at] = others[below(others.size())];
            }
        }
        text.clear();
        for (const std::string& it : lines) text += it + "\n";
    }

  private:
    std::size_t below(std::size_t end) { return random_() % end; }
    std::string& any_text() {
        return std::next(texts_.begin(), static_cast<std::ptrdiff_t>(below(texts_.size())))->second;
    }
    static std::vector<std::string> lines_of(const std::string& text) {
        std::vector<std::string> result;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            result.push_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
        return result;
    }

    std::mt19937 random_;
    Texts texts_;
};

}  // namespace doppelint::session
