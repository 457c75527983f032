#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "views/heap_view.h"

namespace doppelint::report {

/// Whether several names and slots hold one object.
enum class Sharing : std::uint8_t { none, possible, certain };

/// Who holds which object of a statement's heap, and how a program gets at it.
class HeapHolders {
  public:
    /// A name, or a slot of an object.
    struct Holder {
        std::string path;         ///< `first`, `rows[0]`
        bool is_certain = false;  ///< it holds nothing else
        bool is_each = false;     ///< each item of a container is that object
        std::size_t owner = 0;    ///< another number for each name and each object that holds it
    };

    explicit HeapHolders(const views::StatementView& statement);

    /// Null: it is not shown.
    [[nodiscard]] const views::ObjectView* find(views::ObjectNumber number) const;
    /// The names, without dotted ones where a slot says the same.
    [[nodiscard]] const std::vector<const views::NameView*>& names() const { return names_; }
    /// The shortest way to the object; empty: there is none.
    [[nodiscard]] std::string_view path_to(views::ObjectNumber number) const;
    [[nodiscard]] std::span<const Holder> holders_of(views::ObjectNumber number) const;
    /// Only of objects that can change.
    [[nodiscard]] Sharing sharing_of(views::ObjectNumber number) const {
        const auto found = sharings_.find(number);
        return found != sharings_.end() ? found->second : Sharing::none;
    }

  private:
    void find_names();
    void find_ways();
    void find_holders();
    [[nodiscard]] bool is_said_by_slot(const views::NameView& name) const;
    [[nodiscard]] Sharing sharing_of(const views::ObjectView& object) const;
    [[nodiscard]] bool is_always_one(std::span<const Holder> holders) const;

    const views::StatementView& statement_;
    std::map<views::ObjectNumber, const views::ObjectView*> objects_;
    std::vector<const views::NameView*> names_;
    std::vector<views::ObjectNumber> reached_;  ///< the nearest first
    std::map<views::ObjectNumber, std::string> ways_;
    std::map<views::ObjectNumber, std::vector<Holder>> holders_;
    std::map<views::ObjectNumber, Sharing> sharings_;
};

/// Whether what holds only these objects holds what changes never, or is a part of the program's text: a
/// plain value, a function, a class, a module.
[[nodiscard]] bool is_plain(const views::ObjectView& object);

}  // namespace doppelint::report
