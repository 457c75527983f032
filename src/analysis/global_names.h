#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "program/module.h"

namespace doppelint::analysis {

/// What a value has to do with NaN, the number that is unequal to itself.
enum class Nan : std::uint8_t {
    no,
    is,     ///< it is NaN
    holds,  ///< it is a tuple, list or set that was written with a NaN in it
};

/// What a module's global name is, as far as the module's own text tells.
struct GlobalName {
    enum class What : std::uint8_t {
        unbound,   ///< nothing here binds it: a builtin, if there is one of that name
        library,   ///< bound once, by an import: `dotted` says of what
        function,  ///< bound once, by a `def`
        class_,    ///< bound once, by a `class`
        variable,  ///< anything else
    };
    What what = What::unbound;
    std::uint32_t bindings = 0;
    bool is_rebound = false;    ///< a function binds it, too, as `global` allows
    bool is_augmented = false;  ///< a function does so by `+=` or the like: of containers the same object
    program::FunctionId definition;  ///< of a function or class
    std::string dotted;              ///< of a library's module or member
    bool is_marker = false;          ///< likewise: bound to an `object()`
    Nan nan = Nan::no;               ///< of a variable that the module's body binds, once
    program::ConstantId switched;    ///< of such a variable: True or False, if that is what it is bound to
};

/// The global names of one module, by NameId. Made once per file.
class GlobalNames {
  public:
    explicit GlobalNames(const program::Module& module);

    [[nodiscard]] const GlobalName& operator[](NameId name) const { return names_[name.index()]; }
    /// Whether `from … import *` may have bound any name.
    [[nodiscard]] bool has_star_import() const { return has_star_import_; }

  private:
    void note_fixed(const program::Module& module);
    [[nodiscard]] bool is_marker(const program::Module& module, const program::Function& body,
                                 program::ValueId value) const;
    void note_binding(const program::Module& module, const program::Function& function,
                      const program::Instruction& store);

    std::vector<GlobalName> names_;
    bool has_star_import_ = false;
};

/// The dotted name of what an import instruction binds; empty for one that is relative.
[[nodiscard]] std::string imported_name(const program::Module& module,
                                        const program::Instruction& instruction);

}  // namespace doppelint::analysis
