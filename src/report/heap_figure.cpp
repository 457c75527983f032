#include "report/heap_figure.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "heap/policy.h"
#include "report/heap_choice.h"
#include "report/shortened.h"
#include "report/words.h"

namespace doppelint::report {
namespace {

using views::HeapRecord;
using views::NameView;
using views::ObjectNumber;
using views::ObjectView;
using views::SlotView;

constexpr std::uint32_t kWidestLabel = 24;
constexpr std::uint32_t kWidestValue = 28;
constexpr std::uint32_t kWidestPath = 32;
constexpr std::uint32_t kWidestCode = 90;
constexpr std::size_t kMostListed = 4;
constexpr std::size_t kMostValues = 3;

/// "a, b and 3 more"
std::string first_of(const std::vector<std::string>& items) {
    std::string result;
    const bool is_cut = items.size() > kMostListed + 1;
    const std::size_t shown = is_cut ? kMostListed : items.size();
    for (std::size_t at = 0; at < shown; ++at) {
        const bool is_last = !is_cut && at > 0 && at + 1 == shown;
        if (at > 0) result += is_last ? " and " : ", ";
        result += items[at];
    }
    return is_cut ? result + " and " + std::to_string(items.size() - shown) + " more" : result;
}

std::string line_in(const source::SourceFile& file, source::Position place) {
    if (!file.notebook) return "line " + std::to_string(place.line);
    const source::CellLine in_cell = file.notebook->cell_line(place.line - 1);
    return "cell " + std::to_string(in_cell.cell) + ", line " + std::to_string(in_cell.line);
}

// Attributes, keys, places in their order, the rest.
std::tuple<int, std::uint64_t, std::string_view> place_of(const SlotView& slot) {
    const std::string_view text = slot.slot;
    if (text == "[*]") return {3, 0, text};
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(text.data() + std::min<std::size_t>(1, text.size()),
                                              text.data() + text.size(), index);
    if (error == std::errc{} && end + 1 == text.data() + text.size()) return {2, index, text};
    return {text.starts_with(".") ? 0 : 1, 0, text};
}

// What Python itself keeps beside the attributes of a program (`__class__`, `__dict__`), and keys, which
// seldom can change.
bool is_of_machinery(const SlotView& slot) {
    return slot.slot == "[keys]" || (slot.slot.starts_with(".__") && slot.slot.ends_with("__"));
}

views::StatementView without_machinery(views::StatementView statement) {
    for (ObjectView& it : statement.objects) std::erase_if(it.slots, is_of_machinery);
    return statement;
}

/// Draws one record.
class Drawing {
  public:
    Drawing(const HeapRecord& record, const FigureLimits& limits)
        : record_(record), limits_(limits), holders_(record.statement), choice_(record, holders_, limits) {}

    Figure run() && {
        const source::SourceFile& file = record_.file;
        const source::Position begin = record_.statement.begin;
        figure_.place = shortened(file.path, kWidestCode) + place_suffix(begin);
        figure_.function = shortened(record_.function.name, kWidestCode);
        std::string_view code = file.lines.line_text(file.text, begin.line - 1);
        code.remove_prefix(std::min(code.find_first_not_of(" \t\f"), code.size()));
        figure_.code = shortened(code, kWidestCode);
        if (!record_.statement.reachable) {
            figure_.remarks.emplace_back("Control never gets here.");
            return std::move(figure_);
        }
        for (const NameView* const it : choice_.names()) {
            figure_.names.push_back(row_of(shortened(it->name, kWidestLabel), it->objects));
        }
        for (const ObjectView* const it : choice_.boxes()) figure_.boxes.push_back(box_of(*it));
        add_remarks();
        return std::move(figure_);
    }

  private:
    [[nodiscard]] std::string place_suffix(source::Position place) const {
        if (!record_.file.notebook) return ":" + std::to_string(place.line);
        return ", " + line_in(record_.file, place);
    }

    /// What is said of an object instead of a box.
    struct Words {
        std::string text;
        bool is_code = false;
    };

    [[nodiscard]] Words words_of(const ObjectView& it) const {
        if (it.kind == "const") {
            if (it.value) return {shortened(*it.value, kWidestValue), true};
            if (it.type == "unbound") return {"unbound"};
            return {it.type == "atom" ? "an immutable value" : with_article(it.type)};
        }
        if (!choice_.is_inline(it.number)) return {"an object that is not drawn"};
        if (!it.library_name.empty()) return {shortened(it.library_name, kWidestValue), true};
        if (is_plain(it)) return {with_article(it.kind)};
        if (it.symbolic.empty()) return {it.place ? "from " + line_in(record_.file, *it.place) : "anything"};
        return {"as it was"};
    }

    [[nodiscard]] FigureRow row_of(std::string label, const std::vector<ObjectNumber>& objects) const {
        FigureRow row;
        row.label = std::move(label);
        std::vector<std::string> values;
        bool is_code = true;
        for (const ObjectNumber it : objects) {
            if (const std::uint32_t* const box = choice_.box_of(it)) {
                row.arrows.push_back({*box, objects.size() == 1});
                continue;
            }
            const ObjectView* const object = holders_.find(it);
            Words words = object != nullptr ? words_of(*object) : Words{"an object that is not drawn"};
            if (std::ranges::find(values, words.text) != values.end()) continue;
            is_code = is_code && words.is_code;
            values.push_back(std::move(words.text));
        }
        row.is_code = is_code && values.size() == 1 && row.arrows.empty();
        for (std::size_t at = 0; at < std::min(values.size(), kMostValues); ++at) {
            row.value += (at == 0 ? "" : " or ") + values[at];
        }
        if (values.size() > kMostValues) row.value += " or something else";
        if (!values.empty() && !row.arrows.empty()) row.value = "or " + row.value;
        return row;
    }

    [[nodiscard]] FigureBox box_of(const ObjectView& it) const {
        FigureBox box;
        box.id = "o" + std::to_string(it.number);
        box.title = title_of(it);
        if (it.place && it.symbolic.empty()) box.place = line_in(record_.file, *it.place);
        box.sharing = holders_.sharing_of(it.number);
        if (box.sharing != Sharing::none) {
            box.holders = (box.sharing == Sharing::certain ? "shared by " : "possibly shared by ") +
                          first_of(holders_of(it.number));
        }
        if (choice_.changes(it.number)) {
            const bool must = std::ranges::binary_search(record_.statement.must_change, it.number);
            box.change = must ? "changed on this line" : "may change on this line";
        }
        box.is_several = !it.single;
        add_notes(it, box);
        add_rows(it, box);
        return box;
    }

    [[nodiscard]] static std::string title_of(const ObjectView& it) {
        // Without its module.
        if (!it.class_name.empty())
            return shortened(it.class_name.substr(it.class_name.rfind('.') + 1), kWidestValue);
        if (!it.library_name.empty()) return shortened(it.library_name, kWidestValue);
        return it.kind == "opaque" ? "object" : std::string(it.kind);
    }

    // What may be several objects may lead to one by the same words.
    [[nodiscard]] std::vector<std::string> holders_of(ObjectNumber number) const {
        std::vector<std::string> found;
        for (const HeapHolders::Holder& it : holders_.holders_of(number)) {
            std::string path = shortened(it.path, kWidestPath);
            if (it.is_each && path.ends_with("[*]"))
                path = "every item of " + path.substr(0, path.size() - 3);
            if (std::ranges::find(found, path) == found.end()) found.push_back(std::move(path));
        }
        return found;
    }

    void add_notes(const ObjectView& it, FigureBox& box) const {
        if (!it.symbolic.empty()) {
            const std::string path = shortened(it.symbolic, kWidestPath);
            box.notes.push_back("what " + path +
                                (it.single ? " was at first" : " had at first, any of them"));
        } else if (box.is_several) {
            box.notes.emplace_back("one of several");
        }
        if (!it.copy) return;
        std::vector<std::string> sources;
        for (const ObjectNumber source : it.copy->of) {
            const std::uint32_t* const drawn = choice_.box_of(source);
            if (drawn != nullptr && !is_part_of_copy(it)) box.copied_from.push_back(*drawn);
            const std::string_view path = holders_.path_to(source);
            if (!path.empty()) sources.push_back(shortened(path, kWidestPath));
        }
        const std::string kind = it.copy->is_deep ? "deep copy" : "copy";
        box.notes.push_back(sources.empty() ? kind : kind + " of " + first_of(sources));
    }

    // A deep copy was made as a whole; one arrow says so.
    [[nodiscard]] bool is_part_of_copy(const ObjectView& part) const {
        if (!part.copy->is_deep) return false;
        return std::ranges::any_of(choice_.boxes(), [&](const ObjectView* owner) {
            if (owner == &part || !owner->copy || !owner->copy->is_deep || owner->place != part.place)
                return false;
            return std::ranges::any_of(owner->slots, [&](const SlotView& slot) {
                return std::ranges::find(slot.objects, part.number) != slot.objects.end();
            });
        });
    }

    // Of a class, methods are no news; nor is what was there before.
    [[nodiscard]] bool is_worth_a_row(const ObjectView& owner, const SlotView& slot) const {
        const auto is_of_text = [&](ObjectNumber it) {
            const ObjectView* const object = holders_.find(it);
            return object != nullptr && choice_.is_inline(it) && is_plain(*object) && object->kind != "const";
        };
        const bool is_untouched =
            std::ranges::all_of(slot.objects, [&](ObjectNumber it) { return choice_.is_untouched(it); });
        if (is_untouched && (slot.slot != "[*]" || owner.kind == "opaque")) return false;
        const bool has_methods = owner.kind == "instance" || owner.kind == "class" || owner.kind == "module";
        return !has_methods || !std::ranges::all_of(slot.objects, is_of_text);
    }

    // Which rows stay where there are too many.
    [[nodiscard]] int rank_of(const SlotView& slot) const {
        int rank = 2;
        for (const ObjectNumber it : slot.objects) {
            if (choice_.box_of(it) == nullptr) continue;
            const bool matters = choice_.changes(it) || holders_.sharing_of(it) != Sharing::none;
            rank = std::min(rank, matters ? 0 : 1);
        }
        return rank;
    }

    void add_rows(const ObjectView& it, FigureBox& box) const {
        std::vector<const SlotView*> slots;
        for (const SlotView& slot : it.slots) {
            if (is_worth_a_row(it, slot)) slots.push_back(&slot);
        }
        std::ranges::stable_sort(slots, {}, [](const SlotView* slot) { return place_of(*slot); });
        if (slots.size() > limits_.rows) {
            const std::size_t kept = limits_.rows - 1;
            std::ranges::stable_sort(slots, {}, [&](const SlotView* slot) { return rank_of(*slot); });
            box.more = "and " + std::to_string(slots.size() - kept) + " more slots";
            slots.resize(kept);
            std::ranges::stable_sort(slots, {}, [](const SlotView* slot) { return place_of(*slot); });
        }
        for (const SlotView* const slot : slots) {
            FigureRow row = row_of(shortened(slot->slot, kWidestLabel), slot->objects);
            if (row.value.empty() && slot->slot == "[*]") {
                if (it.distinct == "same") row.value = "all the same one";
                if (it.distinct == "distinct" && !row.arrows.empty()) row.value = "each its own";
            }
            box.rows.push_back(std::move(row));
        }
    }

    void add_remarks() {
        std::vector<std::string>& remarks = figure_.remarks;
        if (record_.statement.names.empty()) remarks.emplace_back("No name is bound.");
        add_pairs();
        const std::vector<std::string> untouched = texts_of(choice_.untouched_names());
        if (!untouched.empty()) {
            remarks.push_back((untouched.size() == 1 ? "As it was: " : "As they were: ") +
                              first_of(untouched) + ".");
        }
        const std::vector<std::string> plain = texts_of(choice_.plain_names());
        if (!plain.empty()) {
            remarks.push_back("Parts of the program or of a library, not drawn: " + first_of(plain) + ".");
        }
        if (choice_.names_left_out() != 0)
            remarks.push_back("And " + counted(choice_.names_left_out(), "more name") + ", not drawn.");
        if (choice_.boxes_left_out() != 0)
            remarks.push_back("And " + counted(choice_.boxes_left_out(), "more object") + ", not drawn.");
        if (record_.statement.is_cut) remarks.emplace_back("There are too many access paths to compare all.");
        add_assumptions();
    }

    [[nodiscard]] static std::vector<std::string> texts_of(const std::vector<const NameView*>& names) {
        std::vector<std::string> texts;
        texts.reserve(names.size());
        for (const NameView* const it : names) texts.push_back(shortened(it->name, kWidestLabel));
        return texts;
    }

    void add_assumptions() {
        const auto& made = record_.statement.assumptions;
        std::string text;
        for (std::uint32_t at = 0; at < static_cast<std::uint32_t>(heap::Assumption::count); ++at) {
            const auto it = static_cast<heap::Assumption>(at);
            if (std::ranges::find(made, heap::name_of(it)) == made.end()) continue;
            text.append(text.empty() ? "Taken for granted: " : "; ").append(heap::description_of(it));
        }
        if (!text.empty()) figure_.remarks.push_back(text + ".");
    }

    // Two parameters are two boxes, also where a caller may pass one object for both.
    void add_pairs() {
        std::vector<std::string> pairs;
        for (const views::PairView& it : record_.statement.may) {
            const NameView* const first = name_called(it.first);
            const NameView* const second = name_called(it.second);
            if (first == nullptr || second == nullptr) continue;
            const bool is_drawn =
                std::ranges::find_first_of(first->objects, second->objects) != first->objects.end();
            if (is_drawn) continue;
            pairs.push_back(shortened(it.first, kWidestLabel) + " with " +
                            shortened(it.second, kWidestLabel));
        }
        if (!pairs.empty()) figure_.remarks.push_back("Possibly one object: " + first_of(pairs) + ".");
    }

    [[nodiscard]] const NameView* name_called(std::string_view name) const {
        const auto found =
            std::ranges::find(choice_.names(), name, [](const NameView* it) { return it->name; });
        return found != choice_.names().end() ? *found : nullptr;
    }

    HeapRecord record_;
    const FigureLimits& limits_;
    HeapHolders holders_;
    HeapChoice choice_;
    Figure figure_;
};

}  // namespace

Figure heap_figure(const HeapRecord& record, const FigureLimits& limits) {
    const views::StatementView statement = without_machinery(record.statement);
    return Drawing({record.file, record.function, statement}, limits).run();
}

}  // namespace doppelint::report
