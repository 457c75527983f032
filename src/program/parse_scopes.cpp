#include "program/parse_scopes.h"

#include <algorithm>
#include <unordered_map>

#include "program/form.h"

namespace doppelint::program {
namespace {

std::optional<ScopeKind> scope_kind(std::string_view word) {
    for (auto kind = ScopeKind::module; kind <= ScopeKind::type_variable;
         kind = static_cast<ScopeKind>(static_cast<int>(kind) + 1)) {
        if (name_of(kind) == word) return kind;
    }
    return {};
}

std::optional<Binding> binding_of(std::string_view word) {
    for (auto binding = Binding::local; binding <= Binding::cell;
         binding = static_cast<Binding>(static_cast<int>(binding) + 1)) {
        if (name_of(binding) == word) return binding;
    }
    return {};
}

std::optional<std::uint16_t> use_of(std::string_view word) {
    for (std::uint32_t bit = 0; bit < kUseCount; ++bit) {
        if (word_for_use(bit) == word) return static_cast<std::uint16_t>(1U << bit);
    }
    return {};
}

std::uint64_t key_of(std::uint32_t scope, NameId name) {
    return (std::uint64_t{scope} << 32U) | name.index();
}

}  // namespace

void ScopeReader::scope(Cursor& cursor) {
    Entry entry;
    entry.number = cursor.number();
    const std::optional<ScopeKind> kind = scope_kind(cursor.word());
    if (!kind) cursor.fail("this is no kind of scope");
    entry.scope.kind = kind.value_or(ScopeKind::module);
    // A scope may be called `in` or `nested`: a parent is a number, and a flag ends the line.
    const std::string_view next = cursor.peek_word();
    const bool named = !next.empty() || cursor.peek() == '"' || cursor.peek() == '<';
    if (named && next != "in" && next != "nested") {
        entry.scope.name = module_.names.intern(cursor.name());
    }
    if (cursor.take_word("in")) entry.scope.parent = ScopeId{cursor.number()};
    entry.scope.is_nested = cursor.take_word("nested");
    if (cursor.take("@")) entry.scope.node = syntax::NodeId{cursor.number()};
    entries_.push_back(std::move(entry));
}

void ScopeReader::symbol(Cursor& cursor) {
    if (entries_.empty()) return cursor.fail("a name stands before the first scope");
    const SymbolId id{static_cast<std::uint32_t>(module_.symbols.size())};
    Symbol& symbol = module_.symbols.emplace_back();
    symbol.scope = ScopeId{entries_.back().number};
    entries_.back().symbols.push_back(id);
    symbol.name = module_.names.intern(cursor.name());
    cursor.expect(":");
    binding(cursor, symbol);
    uses(cursor, symbol);
    counts(cursor, symbol);
}

void ScopeReader::binding(Cursor& cursor, Symbol& symbol) {
    const std::optional<Binding> found = binding_of(cursor.word());
    if (!found) return cursor.fail("this is no kind of binding");
    symbol.binding = *found;
    if (!cursor.take_word("of")) return;
    const SymbolId id{static_cast<std::uint32_t>(module_.symbols.size() - 1)};
    owned_.push_back({id, cursor.number()});
}

void ScopeReader::uses(Cursor& cursor, Symbol& symbol) {
    while (!cursor.peek_word().empty()) {
        const std::optional<std::uint16_t> use = use_of(cursor.word());
        if (!use) return cursor.fail("this is no use of a name");
        symbol.uses = static_cast<std::uint16_t>(symbol.uses | *use);
    }
}

void ScopeReader::counts(Cursor& cursor, Symbol& symbol) {
    while (cursor.take(",")) {
        if (cursor.take_word("bindings")) {
            symbol.bindings = cursor.number();
            continue;
        }
        const std::string_view what = cursor.word();
        cursor.expect_word(what == "captured" ? "from" : "until");
        cursor.expect("@");
        const std::uint32_t node = cursor.number();
        if (what == "captured") {
            symbol.first_capture = node;
        } else if (what == "bound") {
            symbol.last_binding = node;
        } else if (what == "read") {
            symbol.last_read = node;
        } else {
            cursor.fail("expected `bound`, `read` or `captured`");
        }
    }
}

std::optional<std::string> ScopeReader::finish() {
    if (auto problem = place_scopes()) return problem;
    return find_owners();
}

std::optional<std::string> ScopeReader::place_scopes() {
    std::ranges::sort(entries_, {}, &Entry::number);
    for (std::uint32_t number = 0; number < entries_.size(); ++number) {
        Entry& entry = entries_[number];
        if (entry.number != number) return "scope " + std::to_string(number) + " is missing";
        entry.scope.first_symbol = static_cast<std::uint32_t>(module_.scope_symbols.size());
        entry.scope.symbol_count = static_cast<std::uint32_t>(entry.symbols.size());
        module_.scope_symbols.insert(module_.scope_symbols.end(), entry.symbols.begin(), entry.symbols.end());
        module_.scopes.push_back(entry.scope);
    }
    return {};
}

std::optional<std::string> ScopeReader::find_owners() {
    std::unordered_map<std::uint64_t, SymbolId> by_key;
    for (std::uint32_t it = 0; it < module_.symbols.size(); ++it) {
        const Symbol& symbol = module_.symbols[it];
        by_key.emplace(key_of(symbol.scope.index(), symbol.name), SymbolId{it});
    }
    // What a class knows as `__class__` has a name of its own there, beside one that its body may bind.
    const NameId class_name = module_.names.find("__class__");
    for (std::uint32_t it = 0; it < module_.symbols.size(); ++it) {
        const Symbol& symbol = module_.symbols[it];
        if (!class_name || !symbol.is(Symbol::kImplicitClass)) continue;
        by_key.insert_or_assign(key_of(symbol.scope.index(), class_name), SymbolId{it});
    }
    for (const Owned& it : owned_) {
        Symbol& symbol = module_.symbols[it.symbol.index()];
        const auto owner = by_key.find(key_of(it.owner_scope, symbol.name));
        if (owner == by_key.end()) {
            return "scope " + std::to_string(it.owner_scope) + " has no name `" +
                   std::string(module_.text(symbol.name)) + "`";
        }
        symbol.owner = owner->second;
    }
    return {};
}

}  // namespace doppelint::program
