#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "program/code.h"

namespace doppelint::project {

/// What a name, or an expression made of names, stands for.
struct Meaning {
    enum class What : std::uint8_t {
        module,    ///< of the project
        function,  ///< of the project, as it is made: before its decorators
        class_,    ///< likewise
        variable,  ///< a global of a module of the project: `code.module`, `name`
        library,   ///< `dotted`: a module, function, class or object of a library
    };
    What what = What::variable;
    program::CodeId code;  ///< module, function, class_; variable: of its module's body
    NameId name;           ///< variable: in its module's names
    std::string dotted;    ///< library

    bool operator==(const Meaning&) const = default;
};

/// All that it may stand for.
struct Meanings {
    std::vector<Meaning> any;
    bool open = false;  ///< it may be something else, too

    [[nodiscard]] const Meaning* only() const { return any.size() == 1 && !open ? &any.front() : nullptr; }
    /// The dotted name where it is one thing of a library; else empty.
    [[nodiscard]] std::string only_library() const {
        const Meaning* const it = only();
        return it != nullptr && it->what == Meaning::What::library ? it->dotted : std::string();
    }
    void add(Meaning meaning);
    void add(const Meanings& others);
};

}  // namespace doppelint::project
