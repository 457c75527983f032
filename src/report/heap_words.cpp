#include "report/heap_words.h"

#include <algorithm>

#include "report/one_line.h"
#include "report/words.h"

namespace doppelint::report {

using views::HeapRecord;
using views::ObjectNumber;
using views::ObjectView;

namespace {

std::string noun_for(std::string_view kind) {
    return kind == "opaque" ? "object" : std::string(kind);
}

std::string of_constant(const ObjectView& it) {
    if (it.value) return in_backticks(*it.value);
    if (it.type == "unbound") return "unbound";
    return it.type == "atom" ? "an immutable value" : with_article(it.type);
}

}  // namespace

std::string in_backticks(std::string_view text) {
    return "`" + on_one_line(text) + "`";
}

std::string place_in(const source::SourceFile& file, source::Position place) {
    if (!file.notebook) return std::to_string(place.line) + ":" + std::to_string(place.column);
    const source::CellLine in_cell = file.notebook->cell_line(place.line - 1);
    return "cell " + std::to_string(in_cell.cell) + ":" + std::to_string(in_cell.line) + ":" +
           std::to_string(place.column);
}

std::string listed(const std::vector<std::string>& items, std::string_view between) {
    std::string result;
    for (const std::string& it : items) {
        if (!result.empty()) result += between;
        result += it;
    }
    return result;
}

HeapWords::HeapWords(const HeapRecord& record) : record_(record) {
    for (const ObjectView& it : record.statement.objects) objects_[it.number] = &it;
}

std::string HeapWords::of(const std::vector<ObjectNumber>& numbers) const {
    std::vector<std::string> parts;
    for (const ObjectNumber it : numbers) {
        std::string words = of(it);
        if (std::ranges::find(parts, words) == parts.end()) parts.push_back(std::move(words));
    }
    return parts.empty() ? "nothing" : listed(parts, ", or ");
}

std::string HeapWords::of(ObjectNumber number) const {
    const auto found = objects_.find(number);
    if (found == objects_.end()) return "an object that no name leads to";
    const ObjectView& it = *found->second;
    if (it.kind == "const") return of_constant(it);
    if (!it.library_name.empty()) return "the library's " + in_backticks(it.library_name);
    if (!it.symbolic.empty()) {
        const std::string_view then = it.single ? " was at first" : " had at first, any of them";
        return "what " + in_backticks(it.symbolic) + std::string(then);
    }
    const std::string noun = it.class_name.empty() ? noun_for(it.kind) : in_backticks(it.class_name);
    if (!it.place) return it.kind == "opaque" ? "anything" : with_article(noun);
    const std::string made = noun + " made at " + place_in(record_.file, *it.place);
    return it.single ? "the " + made : "one of the " + made;
}

}  // namespace doppelint::report
