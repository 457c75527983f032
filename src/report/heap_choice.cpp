#include "report/heap_choice.h"

#include <algorithm>

#include "report/characters.h"

namespace doppelint::report {
namespace {

using views::NameView;
using views::ObjectNumber;
using views::ObjectView;
using views::SlotView;

constexpr std::size_t kMostReached = 100;  // objects of one name, to say whether it matters

bool is_of_word(const Character& it) {
    return it.code == U'_' || it.code >= 0x80 || (it.code >= U'0' && it.code <= U'9') ||
           (it.code >= U'a' && it.code <= U'z') || (it.code >= U'A' && it.code <= U'Z');
}

std::set<std::string, std::less<>> words_of(std::string_view line) {
    constexpr std::size_t kMostRead = 2000;
    line = line.substr(0, kMostRead);
    std::set<std::string, std::less<>> words;
    std::string word;
    while (!line.empty()) {
        const Character it = first_character(line);
        if (is_of_word(it)) {
            word += line.substr(0, it.size);
        } else if (!word.empty()) {
            words.insert(std::move(word));
            word.clear();
        }
        line.remove_prefix(it.size);
    }
    if (!word.empty()) words.insert(std::move(word));
    return words;
}

}  // namespace

HeapChoice::HeapChoice(const views::HeapRecord& record, const HeapHolders& holders,
                       const FigureLimits& limits)
    : record_(record), holders_(holders) {
    const source::SourceFile& file = record.file;
    words_ = words_of(file.lines.line_text(file.text, record.statement.begin.line - 1));
    find_inline();
    choose_names(limits);
    choose_boxes(limits);
}

const std::uint32_t* HeapChoice::box_of(ObjectNumber number) const {
    const auto found = box_of_.find(number);
    return found != box_of_.end() ? &found->second : nullptr;
}

bool HeapChoice::is_inline(ObjectNumber number) const {
    return inline_.contains(number);
}

bool HeapChoice::changes(ObjectNumber number) const {
    return std::ranges::binary_search(record_.statement.changes, number);
}

bool HeapChoice::is_source_of_copy(ObjectNumber number) const {
    return std::ranges::any_of(record_.statement.objects, [&](const ObjectView& it) {
        return it.copy && std::ranges::binary_search(it.copy->of, number);
    });
}

// Whether there is more to say of it than what it is and where it is held.
bool HeapChoice::is_of_note(const ObjectView& object) const {
    return changes(object.number) || object.copy || is_source_of_copy(object.number) ||
           holders_.sharing_of(object.number) != Sharing::none;
}

bool HeapChoice::is_untouched(ObjectNumber number) const {
    const ObjectView* const object = holders_.find(number);
    return object != nullptr && !object->symbolic.empty() && inline_.contains(number);
}

bool HeapChoice::holds_news(const ObjectView& object) const {
    return std::ranges::any_of(object.slots, [&](const SlotView& slot) {
        return std::ranges::any_of(slot.objects, [&](ObjectNumber it) {
            const ObjectView* const part = holders_.find(it);
            if (part == nullptr || part->type == "unbound" || is_untouched(it)) return false;
            return part->kind == "const" || !inline_.contains(it);
        });
    });
}

void HeapChoice::find_inline() {
    for (const ObjectView& it : record_.statement.objects) {
        const bool is_anything =
            it.kind == "opaque" && it.symbolic.empty() && !it.place && it.library_name.empty();
        const bool is_known_by_words = it.kind == "opaque" || !it.symbolic.empty();
        if (is_plain(it) || is_anything || (is_known_by_words && !is_of_note(it))) inline_.insert(it.number);
    }
    find_boxes_of_symbolic();
    find_boxes_of_classes();
}

// What leads to a box needs one.
void HeapChoice::find_boxes_of_symbolic() {
    bool grows = true;
    while (grows) {
        grows = false;
        for (const ObjectView& it : record_.statement.objects) {
            const bool may_have_box = !is_plain(it) && (!it.symbolic.empty() || it.place);
            if (may_have_box && inline_.contains(it.number) && holds_news(it)) {
                inline_.erase(it.number);
                grows = true;
            }
        }
    }
}

// A class with a list among its attributes is more than a part of the text.
void HeapChoice::find_boxes_of_classes() {
    for (const ObjectView& it : record_.statement.objects) {
        if (!is_plain(it) || it.kind == "const") continue;
        const bool holds_boxes = std::ranges::any_of(it.slots, [&](const SlotView& slot) {
            return std::ranges::any_of(slot.objects, [&](ObjectNumber part) {
                const ObjectView* const object = holders_.find(part);
                return object != nullptr && !is_plain(*object) && !inline_.contains(part);
            });
        });
        if (holds_boxes) inline_.erase(it.number);
    }
}

// A name that may be unbound is one of a part of the text still.
bool HeapChoice::is_plain_name(const NameView& name) const {
    bool is_bound = false;
    for (const ObjectNumber it : name.objects) {
        const ObjectView* const object = holders_.find(it);
        if (object == nullptr || !inline_.contains(it)) return false;
        const bool is_unbound = object->kind == "const" && object->type == "unbound";
        const bool is_of_text =
            !object->library_name.empty() || (is_plain(*object) && object->kind != "const");
        if (!is_unbound && !is_of_text) return false;
        is_bound = is_bound || is_of_text;
    }
    return is_bound;
}

bool HeapChoice::is_untouched_name(const NameView& name) const {
    return !name.objects.empty() &&
           std::ranges::all_of(name.objects, [&](ObjectNumber it) { return is_untouched(it); });
}

std::vector<ObjectNumber> HeapChoice::reached_from(const NameView& name) const {
    std::vector<ObjectNumber> reached;
    std::set<ObjectNumber> known;
    const auto reach = [&](ObjectNumber it) {
        if (!inline_.contains(it) && holders_.find(it) != nullptr && known.insert(it).second)
            reached.push_back(it);
    };
    for (const ObjectNumber it : name.objects) reach(it);
    std::size_t done = 0;
    while (done < reached.size() && reached.size() < kMostReached) {
        for (const SlotView& slot : holders_.find(reached[done++])->slots) {
            for (const ObjectNumber it : slot.objects) reach(it);
        }
    }
    return reached;
}

bool HeapChoice::is_on_line(const NameView& name) const {
    return words_.contains(name.name.substr(0, name.name.find('.')));
}

// The smaller, the more a reader of the line wants to see it.
int HeapChoice::rank_of(const NameView& name, const std::set<ObjectNumber>& reached_by_line) const {
    if (is_on_line(name)) return 0;
    const std::vector<ObjectNumber> reached = reached_from(name);
    if (reached.empty()) return 4;
    const auto is_near = [&](ObjectNumber it) { return changes(it) || reached_by_line.contains(it); };
    if (std::ranges::any_of(reached, is_near)) return 1;
    const auto is_shared = [&](ObjectNumber it) { return holders_.sharing_of(it) != Sharing::none; };
    return std::ranges::any_of(reached, is_shared) ? 2 : 3;
}

void HeapChoice::choose_names(const FigureLimits& limits) {
    std::set<ObjectNumber> reached_by_line;
    for (const NameView* const name : holders_.names()) {
        if (!is_on_line(*name)) continue;
        for (const ObjectNumber it : reached_from(*name)) reached_by_line.insert(it);
    }
    std::vector<std::pair<int, const NameView*>> ranked;
    for (const NameView* const it : holders_.names()) {
        if (is_plain_name(*it)) {
            plain_names_.push_back(it);
        } else if (is_untouched_name(*it) && !is_on_line(*it)) {
            untouched_names_.push_back(it);
        } else {
            ranked.emplace_back(rank_of(*it, reached_by_line), it);
        }
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<int, const NameView*>::first);
    if (ranked.size() > limits.names) {
        names_left_out_ = ranked.size() - limits.names;
        ranked.resize(limits.names);
    }
    for (const auto& [rank, name] : ranked) names_.push_back(name);
}

// Step by step away from the names, those first that matter most.
void HeapChoice::choose_boxes(const FigureLimits& limits) {
    std::set<ObjectNumber> known;
    std::vector<const ObjectView*> all;
    const auto add = [&](ObjectNumber number) {
        const ObjectView* const object = holders_.find(number);
        if (object != nullptr && !inline_.contains(number) && known.insert(number).second)
            all.push_back(object);
    };
    for (const NameView* const name : names_) {
        for (const ObjectNumber it : name->objects) add(it);
    }
    std::size_t done = 0;
    while (done < all.size()) {
        for (const SlotView& slot : all[done++]->slots) {
            for (const ObjectNumber it : slot.objects) add(it);
        }
    }
    for (const ObjectNumber it : record_.statement.changes) add(it);
    boxes_left_out_ = all.size() - std::min(all.size(), limits.boxes);
    all.resize(all.size() - boxes_left_out_);
    boxes_ = std::move(all);
    for (std::uint32_t at = 0; at < boxes_.size(); ++at) box_of_.emplace(boxes_[at]->number, at);
    std::ranges::sort(names_, {}, &NameView::name);
}

}  // namespace doppelint::report
