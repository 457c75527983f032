#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "views/heap_view.h"

namespace doppelint::report {

/// As code within a sentence.
[[nodiscard]] std::string in_backticks(std::string_view text);

/// `3:5`, and in a notebook `cell 2:3:5`.
[[nodiscard]] std::string place_in(const source::SourceFile& file, source::Position place);

[[nodiscard]] std::string listed(const std::vector<std::string>& items, std::string_view between);

/// The objects of one record in words: "the list made at 3:5".
class HeapWords {
  public:
    /// `record` must outlive this.
    explicit HeapWords(const views::HeapRecord& record);

    [[nodiscard]] std::string of(const std::vector<views::ObjectNumber>& numbers) const;
    [[nodiscard]] std::string of(views::ObjectNumber number) const;

  private:
    const views::HeapRecord& record_;
    std::map<views::ObjectNumber, const views::ObjectView*> objects_;
};

}  // namespace doppelint::report
