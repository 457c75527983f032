#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>

#include "kinds.h"
#include "program/form.h"

namespace doppelint::documents {
namespace {

using program::Binding;
using program::ScopeId;
using program::ScopeKind;
using program::Symbol;

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

// One scope of a file, and the assertion about it that is being evaluated.
class ScopeAssertion {
  public:
    ScopeAssertion(const Workspace& workspace, const Assertion& assertion, Outcome& outcome)
        : file_(*workspace.files[assertion.file]),
          module_(file_.module),
          assertion_(assertion),
          outcome_(outcome) {}

    void run() {
        const std::optional<ScopeId> found = find_scope();
        if (!found) return;
        scope_ = *found;
        std::string text = assertion_.text;
        const bool only = text == "only" || text.starts_with("only ");
        if (only) text.erase(0, std::string_view("only").size());
        std::vector<std::string> named;
        for (const std::string& item : words_of(text, ',')) named.push_back(check_item(item));
        if (only) check_no_others(named);
        if (named.empty() && !only) fail("it names nothing");
    }

  private:
    [[nodiscard]] std::optional<ScopeId> find_scope();
    [[nodiscard]] std::vector<ScopeId> candidates(std::string_view word) const;
    [[nodiscard]] std::string describe(const std::vector<ScopeId>& scopes) const;
    std::string check_item(const std::string& item);
    void check_symbol(const Symbol& symbol, const std::vector<std::string>& words);
    void check_owner(const Symbol& symbol, const std::string& owner);
    void check_use(const Symbol& symbol, const std::string& use);
    void check_no_others(const std::vector<std::string>& named);
    [[nodiscard]] const Symbol* find_symbol(std::string_view name) const;
    [[nodiscard]] std::string_view name_of_scope(ScopeId id) const {
        const program::Scope& it = module_.scopes[id.index()];
        return it.name ? module_.text(it.name) : program::name_of(it.kind);
    }
    void fail(std::string message) {
        outcome_.fail(assertion_.document_line, "scope: " + std::move(message));
    }

    const File& file_;
    const program::Module& module_;
    const Assertion& assertion_;
    Outcome& outcome_;
    ScopeId scope_;
};

// Scopes of that name or kind that begin on the line; all but the module's for an empty word.
std::vector<ScopeId> ScopeAssertion::candidates(std::string_view word) const {
    std::vector<ScopeId> found;
    for (std::uint32_t index = 0; index < module_.scopes.size(); ++index) {
        const program::Scope& it = module_.scopes[index];
        const bool is_module = it.kind == ScopeKind::module;
        if (is_module) {
            if (word == "module") found.emplace_back(index);
            continue;
        }
        const bool fits =
            word.empty() || word == name_of_scope(ScopeId{index}) || word == program::name_of(it.kind);
        if (fits && file_.line_of(it.node) == assertion_.line) found.emplace_back(index);
    }
    return found;
}

std::string ScopeAssertion::describe(const std::vector<ScopeId>& scopes) const {
    std::string out;
    for (const ScopeId it : scopes) {
        const auto kind = program::name_of(module_.scopes[it.index()].kind);
        out.append(out.empty() ? "" : ", ").append(kind).append(" ").append(name_of_scope(it));
    }
    return out.empty() ? "none" : out;
}

std::optional<ScopeId> ScopeAssertion::find_scope() {
    const std::vector<std::string> words = words_of(assertion_.selector, ' ');
    const std::string_view word = words.empty() ? std::string_view() : words[0];
    const std::vector<ScopeId> found = candidates(word);
    std::size_t number = 0;
    if (words.size() > 1) {
        const std::string& digits = words[1];
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (number >= 1 && number <= found.size()) return found[number - 1];
    } else if (found.size() == 1) {
        return found[0];
    }
    fail("expected one scope" + (word.empty() ? "" : " `" + assertion_.selector + "`") +
         " that begins here, found: " + describe(found.empty() ? candidates("") : found));
    return {};
}

// `x local parameter`, `y free of outer`, `no z`; gives back the name.
std::string ScopeAssertion::check_item(const std::string& item) {
    std::vector<std::string> words = words_of(item, ' ');
    if (words.size() < 2) {
        fail("expected a name and where it lives, or `no` and a name: `" + item + "`");
        return {};
    }
    const bool is_absent = words[0] == "no" && words.size() == 2;
    const std::string name = is_absent ? words[1] : words[0];
    const Symbol* symbol = find_symbol(name);
    if (is_absent) {
        if (symbol != nullptr) fail("it has the name `" + name + "`");
    } else if (symbol == nullptr) {
        fail("it has no name `" + name + "`");
    } else {
        words.erase(words.begin());
        check_symbol(*symbol, words);
    }
    return name;
}

const Symbol* ScopeAssertion::find_symbol(std::string_view name) const {
    for (const program::SymbolId it : module_.symbols_of(module_.scopes[scope_.index()])) {
        const Symbol& symbol = module_.symbols[it.index()];
        if (module_.text(symbol.name) == name) return &symbol;
    }
    return nullptr;
}

void ScopeAssertion::check_symbol(const Symbol& symbol, const std::vector<std::string>& words) {
    const std::string name(module_.text(symbol.name));
    const std::string binding(program::name_of(symbol.binding));
    const bool is_global =
        symbol.binding == Binding::global_explicit || symbol.binding == Binding::global_implicit;
    if (words[0] != binding && !(words[0] == "global" && is_global)) {
        fail("expected `" + name + "` to be " + words[0] + ", found " + binding);
    }
    for (std::size_t at = 1; at < words.size(); ++at) {
        if (words[at] == "of" && at + 1 < words.size()) {
            check_owner(symbol, words[++at]);
        } else {
            check_use(symbol, words[at]);
        }
    }
}

void ScopeAssertion::check_owner(const Symbol& symbol, const std::string& owner) {
    const std::string_view found =
        symbol.owner ? name_of_scope(module_.symbols[symbol.owner.index()].scope) : "none";
    if (owner == found) return;
    std::string message = "expected `";
    message.append(module_.text(symbol.name)).append("` to be of ").append(owner);
    fail(message.append(", found ").append(found));
}

void ScopeAssertion::check_use(const Symbol& symbol, const std::string& use) {
    std::uint32_t bit = 0;
    while (bit < program::kUseCount && program::word_for_use(bit) != use) ++bit;
    if (bit == program::kUseCount) return fail("there is no use `" + use + "`");
    if (((symbol.uses >> bit) & 1U) != 0) return;
    fail("expected `" + std::string(module_.text(symbol.name)) + "` to be " + use + ", and it is not");
}

void ScopeAssertion::check_no_others(const std::vector<std::string>& named) {
    for (const program::SymbolId it : module_.symbols_of(module_.scopes[scope_.index()])) {
        const std::string name(module_.text(module_.symbols[it.index()].name));
        if (std::ranges::find(named, name) == named.end()) fail("it also has the name `" + name + "`");
    }
}

}  // namespace

void check_scopes(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome) {
    for (const Assertion& it : assertions) ScopeAssertion(workspace, it, outcome).run();
}

}  // namespace doppelint::documents
