#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "base/interner.h"
#include "syntax/node.h"

namespace doppelint::program {

using ScopeId = Id<struct ScopeTag>;
using SymbolId = Id<struct SymbolTag>;

/// The scopes of Python, as its own `symtable` tells them apart.
enum class ScopeKind : std::uint8_t {
    module,
    class_,
    function,
    lambda,
    comprehension,    ///< of a list, set or dict; runs as a part of the function around it
    generator,        ///< a generator expression
    annotation,       ///< annotations of a function, class or module that are evaluated on request (3.14)
    type_parameters,  ///< `[T]` of a definition
    type_alias,       ///< the value of a `type` statement
    type_variable,    ///< the bound or the default of one type parameter
};

/// Where a name of a scope lives, in CPython's words.
enum class Binding : std::uint8_t { local, global_explicit, global_implicit, free, cell };

/// One name of one scope.
struct Symbol {
    enum Use : std::uint16_t {
        kReferenced = 1,
        kAssigned = 2,
        kParameter = 4,
        kImported = 8,
        kAnnotated = 16,
        kDeclaredGlobal = 32,
        kDeclaredNonlocal = 64,
        kDeleted = 128,
        kIterationVariable = 256,  ///< target of a comprehension's `for`
        kBoundInLoop = 512,        ///< some binding may run more than once in one activation
        kCaptured = 1024,          ///< a function inside uses it
        kRebound = 2048,           ///< a function inside binds it (`nonlocal`)
        kImplicitClass = 4096,     ///< `__class__` of a class body
        kPassesOn = 8192,          ///< a class binds the name, and hands the one of `owner` to its methods
    };

    NameId name;  ///< mangled, where Python mangles
    ScopeId scope;
    Binding binding = Binding::local;
    std::uint16_t uses = 0;
    std::uint32_t bindings = 0;      ///< how many places bind or delete it
    std::uint32_t last_binding = 0;  ///< index behind the last statement that binds it
    std::uint32_t last_read = 0;     ///< index of the last node that reads or captures it in its own function
    std::uint32_t first_capture = 0xFFFFFFFFU;  ///< index of the first definition that captures it
    SymbolId owner;  ///< of a free name, or one passed on: the cell in the scope that owns it

    [[nodiscard]] bool is(Use use) const { return (uses & use) != 0; }
};

struct Scope {
    ScopeKind kind = ScopeKind::module;
    bool is_nested = false;  ///< inside a function, at any depth
    ScopeId parent;
    NameId name;                     ///< of the function or class; "lambda", "listcomp", …, as symtable says
    syntax::NodeId node;             ///< the definition, comprehension or lambda
    std::uint32_t first_symbol = 0;  ///< in Module::scope_symbols
    std::uint32_t symbol_count = 0;
};

[[nodiscard]] std::string_view name_of(ScopeKind kind);
[[nodiscard]] std::string_view name_of(Binding binding);

}  // namespace doppelint::program
