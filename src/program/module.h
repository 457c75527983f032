#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/interner.h"
#include "program/instruction.h"
#include "program/scope.h"
#include "syntax/node.h"

namespace doppelint::program {

using FunctionId = Id<struct FunctionTag>;
using ConstantId = Id<struct ConstantTag>;
using ImportId = Id<struct ImportTag>;

enum class ConstantKind : std::uint8_t {
    none,
    true_,
    false_,
    ellipsis,
    integer,
    float_,
    imaginary,
    string,
    bytes,
};

/// A literal's value. Equal literals of one module are one constant.
struct Constant {
    ConstantKind kind = ConstantKind::none;
    bool exact = true;         ///< false: `text` is the source where its value could not be computed
    NameId text;               ///< digits without `_`, the decoded string, the bytes; none for singletons
    std::int64_t integer = 0;  ///< of an integer that fits; else 0 and `exact` stays true only for `text`
    bool operator==(const Constant&) const = default;
};

/// What one import instruction asks for.
struct Import {
    NameId module;            ///< dotted, without leading dots; empty for `from . import x`
    NameId member;            ///< of `from … import member`, else none
    std::uint16_t level = 0;  ///< leading dots
    bool lazy = false;        ///< `lazy import`
    bool binds_top = false;   ///< `import a.b` binds `a`
    bool operator==(const Import&) const = default;
};

/// What an operand of a call, display or class is. Anything else is the name of a keyword.
struct Label {
    static constexpr std::uint32_t kPositional = 0xFFFFFFFFU;
    static constexpr std::uint32_t kStar = 0xFFFFFFFEU;
    static constexpr std::uint32_t kDoubleStar = 0xFFFFFFFDU;
    std::uint32_t value = kPositional;

    [[nodiscard]] bool is_keyword() const { return value < kDoubleStar; }
    [[nodiscard]] NameId keyword() const { return NameId{value}; }
    bool operator==(const Label&) const = default;
};

enum class ParameterKind : std::uint8_t { positional_only, ordinary, star, keyword_only, double_star };

struct Parameter {
    NameId name;
    ParameterKind kind = ParameterKind::ordinary;
    bool has_default = false;
    syntax::NodeId node;        ///< the identifier
    syntax::NodeId annotation;  ///< its type, or none
    NameId type;                ///< the type as written; none where that is long
};

/// A name of an enclosing function that this one uses.
struct Capture {
    NameId name;
    bool by_value = false;  ///< bound once, before capture: the value itself is handed over, no cell
};

/// A name that the module or a class annotates in its body, whether or not Python evaluates the annotation.
struct AnnotatedName {
    ScopeId scope;
    NameId name;
    NameId type;     ///< as written, without what stands in brackets: "ClassVar", "t.Final"
    NameId written;  ///< the whole; none where that is long
};

enum class FunctionKind : std::uint8_t {
    module,
    class_body,
    function,
    lambda,
    generator_expression,
    annotations,  ///< evaluates annotations on request (3.14)
    type_scope,   ///< a type parameter's bound, a `type` alias's value
};

/// A run of instructions with one entry and one way out.
struct Block {
    std::uint32_t first_instruction = 0;  ///< within the function
    std::uint32_t instruction_count = 0;
    std::uint32_t first_predecessor = 0;  ///< in the module's pool of edges
    std::uint32_t predecessor_count = 0;
    std::uint32_t first_successor = 0;
    std::uint32_t successor_count = 0;
    BlockId handler;        ///< where an exception in this block goes; none: out of the function
    bool reachable = true;  ///< from the entry
    bool loop_header = false;
};

/// One piece of code that runs in one activation: a function, a lambda, a module or class body, a generator
/// expression. List, set and dict comprehensions are a part of the function they stand in.
struct Function {
    FunctionKind kind = FunctionKind::function;
    bool is_async = false;
    bool is_generator = false;
    bool incomplete = false;  ///< a region of it is not Python
    NameId name;              ///< "<lambda>", "<genexpr>", "<module>" where it has none
    NameId qualified_name;    ///< Python's __qualname__; empty for the module
    FunctionId parent;
    ScopeId scope;
    syntax::NodeId node;
    std::uint32_t first_instruction = 0, instruction_count = 0;
    std::uint32_t first_block = 0, block_count = 0;
    std::uint32_t first_parameter = 0, parameter_count = 0;
    std::uint32_t first_capture = 0, capture_count = 0;
    std::uint32_t annotation_count = 0;  ///< operands of make_function after defaults and captures
};

/// A file as scopes, functions, blocks and instructions. Immutable once lowered.
///
/// Operands of `make_function` are, in this order: the defaults in the order of the parameters that have
/// one; the captures; the executed annotations in the order of the parameters, then the returned one.
struct Module {
    Interner names;
    std::vector<Scope> scopes;  ///< in the order of their beginning; the module's is the first
    std::vector<Symbol> symbols;
    std::vector<SymbolId> scope_symbols;
    std::vector<Constant> constants;
    std::vector<Import> imports;

    std::vector<AnnotatedName> annotated_names;  ///< in the order of the text

    std::vector<Function> functions;  ///< in the order of their beginning; the module's body is the first
    std::vector<Parameter> parameters;
    std::vector<Capture> captures;
    std::vector<Block> blocks;
    std::vector<Instruction> instructions;
    std::vector<ValueId> operands;
    std::vector<Label> labels;  ///< parallel to operands; empty up to the first use of a label
    std::vector<BlockId> edges;

    [[nodiscard]] const Function& function(FunctionId id) const { return functions[id.index()]; }
    [[nodiscard]] std::string_view text(NameId name) const { return names.text(name); }

    [[nodiscard]] std::span<const Block> blocks_of(const Function& it) const {
        return std::span(blocks).subspan(it.first_block, it.block_count);
    }
    [[nodiscard]] std::span<const Instruction> instructions_of(const Function& it) const {
        return std::span(instructions).subspan(it.first_instruction, it.instruction_count);
    }
    [[nodiscard]] std::span<const Parameter> parameters_of(const Function& it) const {
        return std::span(parameters).subspan(it.first_parameter, it.parameter_count);
    }
    [[nodiscard]] std::span<const Capture> captures_of(const Function& it) const {
        return std::span(captures).subspan(it.first_capture, it.capture_count);
    }
    [[nodiscard]] std::span<const ValueId> operands_of(const Instruction& it) const {
        return std::span(operands).subspan(it.first_operand, it.operand_count);
    }
    /// The label of an operand, counted from 0 over all operands of the instruction.
    [[nodiscard]] Label label_of(const Instruction& it, std::uint32_t operand) const {
        return it.has_labels != 0 ? labels[it.first_operand + operand] : Label{};
    }
    [[nodiscard]] std::span<const BlockId> predecessors_of(const Block& it) const {
        return std::span(edges).subspan(it.first_predecessor, it.predecessor_count);
    }
    [[nodiscard]] std::span<const BlockId> successors_of(const Block& it) const {
        return std::span(edges).subspan(it.first_successor, it.successor_count);
    }
    [[nodiscard]] std::span<const SymbolId> symbols_of(const Scope& it) const {
        return std::span(scope_symbols).subspan(it.first_symbol, it.symbol_count);
    }
};

}  // namespace doppelint::program
