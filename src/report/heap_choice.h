#pragma once

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "report/heap_figure.h"
#include "report/heap_holders.h"

namespace doppelint::report {

/// Which names and objects of a statement's heap its picture shows.
class HeapChoice {
  public:
    HeapChoice(const views::HeapRecord& record, const HeapHolders& holders, const FigureLimits& limits);

    /// In their order.
    [[nodiscard]] const std::vector<const views::NameView*>& names() const { return names_; }
    /// Names of modules, functions and classes, which are not drawn.
    [[nodiscard]] const std::vector<const views::NameView*>& plain_names() const { return plain_names_; }
    /// Names of what was there before and is as it was, which the line does not speak of. They are not drawn.
    [[nodiscard]] const std::vector<const views::NameView*>& untouched_names() const {
        return untouched_names_;
    }
    [[nodiscard]] std::size_t names_left_out() const { return names_left_out_; }
    /// The nearest to the names first.
    [[nodiscard]] const std::vector<const views::ObjectView*>& boxes() const { return boxes_; }
    [[nodiscard]] std::size_t boxes_left_out() const { return boxes_left_out_; }
    /// The box of an object; none where a few words do, or where it is left out.
    [[nodiscard]] const std::uint32_t* box_of(views::ObjectNumber number) const;
    /// Whether a few words say all that there is to say of the object.
    [[nodiscard]] bool is_inline(views::ObjectNumber number) const;
    /// Whether the object was there before and is as it was: nothing that the function did is seen in it.
    [[nodiscard]] bool is_untouched(views::ObjectNumber number) const;
    /// Whether the statement changes it.
    [[nodiscard]] bool changes(views::ObjectNumber number) const;

  private:
    void find_inline();
    void find_boxes_of_symbolic();
    void find_boxes_of_classes();
    void choose_names(const FigureLimits& limits);
    void choose_boxes(const FigureLimits& limits);
    [[nodiscard]] bool is_of_note(const views::ObjectView& object) const;
    [[nodiscard]] bool is_source_of_copy(views::ObjectNumber number) const;
    [[nodiscard]] bool holds_news(const views::ObjectView& object) const;
    [[nodiscard]] bool is_plain_name(const views::NameView& name) const;
    [[nodiscard]] int rank_of(const views::NameView& name,
                              const std::set<views::ObjectNumber>& reached_by_line) const;
    [[nodiscard]] bool is_untouched_name(const views::NameView& name) const;
    [[nodiscard]] bool is_on_line(const views::NameView& name) const;
    [[nodiscard]] std::vector<views::ObjectNumber> reached_from(const views::NameView& name) const;

    const views::HeapRecord& record_;
    const HeapHolders& holders_;
    std::set<views::ObjectNumber> inline_;
    std::set<std::string, std::less<>> words_;  ///< of the statement's line
    std::vector<const views::NameView*> names_, plain_names_, untouched_names_;
    std::vector<const views::ObjectView*> boxes_;
    std::map<views::ObjectNumber, std::uint32_t> box_of_;
    std::size_t names_left_out_ = 0, boxes_left_out_ = 0;
};

}  // namespace doppelint::report
