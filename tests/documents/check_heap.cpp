#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include "analysis/global_names.h"
#include "kinds.h"
#include "models/intent.h"
#include "models/model.h"
#include "project/function_names.h"
#include "source/source_file.h"
#include "views/heap_view.h"

namespace doppelint::documents {
namespace {

using views::ObjectNumber;
using views::ObjectView;
using views::StatementView;

/// A file of a document, ready for pictures.
class HeapOfFile {
  public:
    HeapOfFile(const File& file, heap::Policy policy)
        : source_(source_of(file)),
          globals_(file.module),
          methods_(file.module),
          unit_{source_, file.tree, file.module, project::function_names(file.module, "example")},
          context_{file.module, globals_, methods_, models::Library::standard(), models::Intent::standard(),
                   {11, 14},    policy,   {}} {}

    // `line` counts from 0.
    [[nodiscard]] std::optional<StatementView> at(std::uint32_t line) const {
        for (const program::FunctionId it : views::functions_around(unit_, line + 1)) {
            const views::FunctionView view =
                views::heap_view(unit_, it, unit_.function_names[it.index()], context_);
            if (const StatementView* const found = views::statement_at(view, line + 1)) return *found;
        }
        return std::nullopt;
    }

  private:
    static source::SourceFile source_of(const File& file) {
        source::SourceFile source;
        source.path = file.path;
        source.text = file.text;
        source.lines = file.lines;
        return source;
    }

    source::SourceFile source_;
    analysis::GlobalNames globals_;
    analysis::Methods methods_;
    views::Unit unit_;
    analysis::Context context_;
};

std::vector<std::string> words_of(const std::string& text, char separator) {
    std::vector<std::string> words;
    std::istringstream stream(text);
    for (std::string word; std::getline(stream, word, separator);) {
        const std::size_t first = word.find_first_not_of(' ');
        if (first == std::string::npos) continue;
        words.push_back(word.substr(first, word.find_last_not_of(' ') - first + 1));
    }
    return words;
}

class HeapAssertion {
  public:
    HeapAssertion(const StatementView& statement, const Assertion& assertion, Outcome& outcome)
        : statement_(statement), assertion_(assertion), outcome_(outcome) {}

    void run() {
        const std::vector<std::string> items = words_of(assertion_.text, ',');
        if (items.empty()) fail("it asserts nothing");
        for (const std::string& item : items) {
            const std::vector<std::string> words = words_of(item, ' ');
            if (words.size() == 1 && words[0] == "unreachable") {
                if (statement_.reachable) fail("control gets here");
            } else if (words.size() == 2 && (words[0] == "changes" || words[0] == "keeps")) {
                check_change(words[0], words[1]);
            } else if (words.size() == 2 && (words[0] == "same" || words[0] == "distinct")) {
                check_items(words[0], words[1]);
            } else if (words.size() == 3 && words[1] == "is") {
                check_kind(words[0], words[2]);
            } else if (words.size() == 3) {
                check_pair(words[0], words[1], words[2]);
            } else {
                fail("this is no assertion: `" + item + "`");
            }
        }
    }

  private:
    void check_pair(const std::string& relation, const std::string& one, const std::string& other) {
        if (relation != "must" && relation != "may" && relation != "never") {
            return fail("there is no relation `" + relation + "`");
        }
        for (const std::string& path : {one, other}) {
            if (!objects_at(path)) return fail("no path `" + path + "` is known; the names are" + names());
        }
        const views::PairView pair{std::min(one, other), std::max(one, other)};
        const bool in_must = std::ranges::find(statement_.must, pair) != statement_.must.end();
        const bool in_may = std::ranges::find(statement_.may, pair) != statement_.may.end();
        const std::string found = in_must ? "must" : in_may ? "may" : "never";
        if (found != relation) fail("expected " + relation + " " + one + " " + other + ", found " + found);
    }

    void check_kind(const std::string& path, const std::string& kind) {
        const auto objects = objects_at(path);
        if (!objects) return fail("no path `" + path + "` is known; the names are" + names());
        std::string found;
        for (const ObjectNumber it : *objects) {
            const ObjectView* const object = find(it);
            if (object == nullptr) continue;
            const std::string word(object->kind == "const" ? object->type : object->kind);
            if (!found.empty()) found += "|";
            found += word;
        }
        if (found != kind) fail("expected `" + path + "` to be " + kind + ", found " + found);
    }

    void check_change(const std::string& how, const std::string& path) {
        const auto objects = objects_at(path);
        if (!objects) return fail("no path `" + path + "` is known; the names are" + names());
        const bool changes = std::ranges::any_of(
            *objects, [&](ObjectNumber it) { return std::ranges::binary_search(statement_.changes, it); });
        if (changes != (how == "changes"))
            fail("`" + path + "` " + (changes ? "changes" : "does not change"));
    }

    void check_items(const std::string& how, const std::string& path) {
        const auto objects = objects_at(path);
        if (!objects) return fail("no path `" + path + "` is known; the names are" + names());
        for (const ObjectNumber it : *objects) {
            const ObjectView* const object = find(it);
            if (object == nullptr || object->distinct != how)
                fail(std::string("the items of `").append(path).append("` are not known to be ").append(how));
        }
    }

    [[nodiscard]] const ObjectView* find(ObjectNumber number) const {
        const auto found = std::ranges::find(statement_.objects, number, &ObjectView::number);
        return found != statement_.objects.end() ? &*found : nullptr;
    }

    // The longest name that the path begins with, and then slot by slot.
    [[nodiscard]] std::optional<std::vector<ObjectNumber>> objects_at(std::string_view path) const {
        const views::NameView* base = nullptr;
        for (const views::NameView& it : statement_.names) {
            const bool fits =
                path.starts_with(it.name) &&
                (path.size() == it.name.size() || path[it.name.size()] == '.' || path[it.name.size()] == '[');
            if (fits && (base == nullptr || base->name.size() < it.name.size())) base = &it;
        }
        if (base == nullptr) return std::nullopt;
        std::vector<ObjectNumber> now = base->objects;
        for (path.remove_prefix(base->name.size()); !path.empty();) {
            std::vector<ObjectNumber> next;
            std::size_t length = 0;
            for (const ObjectNumber it : now) {
                const ObjectView* const object = find(it);
                if (object == nullptr) continue;
                for (const views::SlotView& slot : object->slots) {
                    if (!path.starts_with(slot.slot) || slot.slot.size() < length) continue;
                    length = slot.slot.size();
                    next.insert(next.end(), slot.objects.begin(), slot.objects.end());
                }
            }
            if (length == 0) return std::nullopt;
            now = std::move(next);
            path.remove_prefix(length);
        }
        return now;
    }

    [[nodiscard]] std::string names() const {
        std::string result;
        for (const views::NameView& it : statement_.names) result += " " + it.name;
        return result.empty() ? " none" : result;
    }

    void fail(std::string message) { outcome_.fail(assertion_.document_line, "heap: " + std::move(message)); }

    const StatementView& statement_;
    const Assertion& assertion_;
    Outcome& outcome_;
};

}  // namespace

void check_heap(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome) {
    for (const Assertion& it : assertions) {
        if (!it.selector.empty() && it.selector != "sound") {
            outcome.fail(it.document_line, "heap: expected `heap` or `heap sound`");
            continue;
        }
        const heap::Policy policy = it.selector == "sound" ? heap::Policy::sound : heap::Policy::report;
        const std::optional<StatementView> statement =
            HeapOfFile(*workspace.files[it.file], policy).at(it.line);
        if (statement) {
            HeapAssertion(*statement, it, outcome).run();
        } else {
            outcome.fail(it.document_line, "heap: there is no statement");
        }
    }
}

}  // namespace doppelint::documents
