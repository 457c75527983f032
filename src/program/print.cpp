#include "program/print.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "program/literal.h"

namespace doppelint::program {
namespace {

constexpr std::array<std::string_view, 7> kFunctionKinds = {
    "module", "class_body", "function", "lambda", "generator_expression", "annotations", "type_scope"};
constexpr std::array<std::string_view, 5> kParameterKinds = {"positional_only", "ordinary", "star",
                                                             "keyword_only", "double_star"};
static_assert(kFunctionKinds.size() == static_cast<std::size_t>(FunctionKind::type_scope) + 1);
static_assert(kParameterKinds.size() == static_cast<std::size_t>(ParameterKind::double_star) + 1);

class FunctionPrinter {
  public:
    FunctionPrinter(const Module& module, const Function& function, const PrintOptions& options)
        : module_(module), function_(function), options_(options) {}

    std::string run(FunctionId id) {
        header(id);
        captures();
        std::uint32_t index = 0;
        for (const Block& it : module_.blocks_of(function_)) block(BlockId{index++}, it);
        return std::move(out_);
    }

  private:
    void header(FunctionId id);
    void parameters();
    void parameter(const Parameter& it, bool in_order);
    void captures();
    void block(BlockId id, const Block& it);
    void block_header(BlockId id, const Block& it);
    void instruction(const Block& block, std::uint32_t index);
    void block_list(std::string_view before, std::span<const BlockId> blocks);
    void node(syntax::NodeId it, std::string_view before) {
        if (options_.nodes == PrintOptions::Nodes::left_out || !it) return;
        out_.append(before).append("@").append(std::to_string(it.index()));
    }

    const Module& module_;
    const Function& function_;
    const PrintOptions& options_;
    std::string out_;
};

void FunctionPrinter::header(FunctionId id) {
    if (function_.incomplete) out_ += "incomplete ";
    if (function_.is_async) out_ += "async ";
    if (function_.is_generator) out_ += "generator ";
    out_.append(name_of(function_.kind)).append(" ").append(std::to_string(id.index()));
    if (function_.name) out_ += " " + title_literal(module_.text(function_.name));
    if (function_.qualified_name) out_ += " " + quoted(module_.text(function_.qualified_name));
    parameters();
    if (function_.parent) out_ += " in " + std::to_string(function_.parent.index());
    if (function_.scope) out_ += " scope " + std::to_string(function_.scope.index());
    if (function_.annotation_count != 0) {
        out_ += " annotations " + std::to_string(function_.annotation_count);
    }
    node(function_.node, " ");
    out_ += '\n';
}

// As Python writes them, with `/` and `*`; where they are in no order that Python knows, each says its kind.
void FunctionPrinter::parameters() {
    const auto all = module_.parameters_of(function_);
    const bool has_none = function_.kind != FunctionKind::function && all.empty();
    if (has_none) return;
    const bool in_order = std::ranges::is_sorted(all, {}, &Parameter::kind);
    bool starred = false;
    out_ += " (";
    for (std::size_t at = 0; at < all.size(); ++at) {
        const ParameterKind kind = all[at].kind;
        if (at != 0) out_ += ", ";
        if (in_order && kind == ParameterKind::keyword_only && !starred) out_ += "*, ";
        starred = starred || kind == ParameterKind::star || kind == ParameterKind::keyword_only;
        parameter(all[at], in_order);
        const bool last = at + 1 == all.size() || all[at + 1].kind != ParameterKind::positional_only;
        if (in_order && kind == ParameterKind::positional_only && last) out_ += ", /";
    }
    out_ += ")";
}

void FunctionPrinter::parameter(const Parameter& it, bool in_order) {
    const bool plain = it.kind != ParameterKind::star && it.kind != ParameterKind::double_star;
    if (!plain) out_ += it.kind == ParameterKind::star ? "*" : "**";
    out_ += it.name ? name_literal(module_.text(it.name)) : "?";
    node(it.node, " ");
    node(it.annotation, ": ");
    if (!in_order && plain) out_.append(" is ").append(name_of(it.kind));
    if (it.has_default) out_ += " = default";
}

void FunctionPrinter::captures() {
    std::string_view before = "  captures ";
    for (const Capture& it : module_.captures_of(function_)) {
        out_.append(before).append(name_literal(module_.text(it.name)));
        if (it.by_value) out_ += " by value";
        before = ", ";
    }
    if (function_.capture_count != 0) out_ += '\n';
}

void FunctionPrinter::block_list(std::string_view before, std::span<const BlockId> blocks) {
    for (const BlockId it : blocks) {
        out_.append(before).append(std::to_string(it.index()));
        before = ", ";
    }
}

void FunctionPrinter::block_header(BlockId id, const Block& it) {
    out_ += "  block " + std::to_string(id.index());
    block_list(" from ", module_.predecessors_of(it));
    if (it.handler) out_ += " handler " + std::to_string(it.handler.index());
    if (it.loop_header) out_ += " loop";
    if (!it.reachable) out_ += " dead";
    out_ += '\n';
}

void FunctionPrinter::block(BlockId id, const Block& it) {
    block_header(id, it);
    for (std::uint32_t index = 0; index < it.instruction_count; ++index) instruction(it, index);
}

void FunctionPrinter::instruction(const Block& block, std::uint32_t index) {
    const ValueId value{block.first_instruction + index};
    PrintOptions bare;
    bare.nodes = PrintOptions::Nodes::left_out;
    out_ += "    " + print_instruction(module_, function_, value, bare);
    if (index + 1 == block.instruction_count) block_list(" to ", module_.successors_of(block));
    const syntax::NodeId from = module_.instructions_of(function_)[value.index()].node;
    node(from, " ");
    const std::string comment = options_.comment && from ? options_.comment(from) : "";
    if (!comment.empty()) out_ += "  ; " + comment;
    out_ += '\n';
}

}  // namespace

std::string print(const Module& module, const PrintOptions& options) {
    std::string out = print_scopes(module, options);
    for (std::uint32_t it = 0; it < module.functions.size(); ++it) {
        out += '\n' + print_function(module, FunctionId{it}, options);
    }
    return out;
}

std::string print_function(const Module& module, FunctionId function, const PrintOptions& options) {
    return FunctionPrinter(module, module.function(function), options).run(function);
}

std::string_view name_of(FunctionKind kind) {
    return kFunctionKinds[static_cast<std::size_t>(kind)];
}
std::string_view name_of(ParameterKind kind) {
    return kParameterKinds[static_cast<std::size_t>(kind)];
}

}  // namespace doppelint::program
