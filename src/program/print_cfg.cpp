#include <string>

#include "program/flow.h"
#include "program/literal.h"
#include "program/print.h"

namespace doppelint::program {
namespace {

constexpr std::string_view kBeginning =
    "digraph program {\n"
    "  node [shape=box, fontname=monospace];\n"
    "  edge [fontname=monospace];\n";

// Text for a label between quotes; each line break is one of Graphviz, which sets lines to the left.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char it : text) {
        if (it == '\n') {
            out += "\\l";
            continue;
        }
        if (it == '"' || it == '\\') out += '\\';
        out += it;
    }
    return out;
}

std::string_view edge_word(Opcode end, std::size_t successor) {
    switch (end) {
        case Opcode::branch: return successor == 0 ? "true" : "false";
        case Opcode::iterate: return successor == 0 ? "item" : "exhausted";
        default: return "";
    }
}

class GraphPrinter {
  public:
    GraphPrinter(const Module& module, const PrintOptions& options)
        : module_(module), options_(options), out_(kBeginning) {}

    void function(FunctionId id) {
        const Function& it = module_.function(id);
        const std::string number = std::to_string(id.index());
        out_ += "  subgraph cluster_" + number + " {\n    label=\"" + title(id) + "\";\n";
        for (std::uint32_t block = 0; block < it.block_count; ++block) node(id, BlockId{block});
        out_ += "  }\n";
        for (std::uint32_t block = 0; block < it.block_count; ++block) edges(id, BlockId{block});
    }

    std::string finish() { return std::move(out_ += "}\n"); }

  private:
    std::string title(FunctionId id) const {
        const Function& it = module_.function(id);
        const NameId name = it.qualified_name ? it.qualified_name : it.name;
        std::string text(name_of(it.kind));
        text += " " + std::to_string(id.index());
        if (name) text += " " + name_literal(module_.text(name));
        return escaped(text);
    }

    static std::string node_name(FunctionId function, BlockId block) {
        return "f" + std::to_string(function.index()) + "_b" + std::to_string(block.index());
    }

    void node(FunctionId id, BlockId block) {
        const Function& function = module_.function(id);
        const Block& it = module_.blocks_of(function)[block.index()];
        std::string text = "block " + std::to_string(block.index());
        if (it.loop_header) text += " loop";
        text += '\n';
        for (std::uint32_t at = 0; at < it.instruction_count; ++at) {
            const ValueId value{it.first_instruction + at};
            const syntax::NodeId from = module_.instructions_of(function)[value.index()].node;
            text += print_instruction(module_, function, value, options_);
            const std::string comment = options_.comment && from ? options_.comment(from) : "";
            text += comment.empty() ? "\n" : "  ; " + comment + "\n";
        }
        out_ += "    " + node_name(id, block) + " [label=\"" + escaped(text) + "\"";
        out_ += it.reachable ? "];\n" : ", style=dotted];\n";
    }

    void edges(FunctionId id, BlockId block) {
        const Function& function = module_.function(id);
        const Block& it = module_.blocks_of(function)[block.index()];
        const auto successors = module_.successors_of(it);
        const std::uint32_t last = it.first_instruction + it.instruction_count - 1;
        for (std::size_t at = 0; at < successors.size(); ++at) {
            const Opcode end = module_.instructions_of(function)[last].opcode;
            const std::string word(edge_word(end, at));
            edge(id, block, successors[at], word.empty() ? "" : " [label=\"" + word + "\"]");
        }
        if (it.handler && may_raise(module_, function, it)) {
            edge(id, block, it.handler, " [style=dashed]");
        }
    }

    void edge(FunctionId id, BlockId from, BlockId to, std::string_view attributes) {
        out_ += "  " + node_name(id, from) + " -> " + node_name(id, to);
        out_.append(attributes).append(";\n");
    }

    const Module& module_;
    const PrintOptions& options_;
    std::string out_;
};

}  // namespace

std::string print_cfg(const Module& module, const PrintOptions& options) {
    GraphPrinter printer(module, options);
    for (std::uint32_t it = 0; it < module.functions.size(); ++it) printer.function(FunctionId{it});
    return printer.finish();
}

std::string print_cfg(const Module& module, FunctionId function, const PrintOptions& options) {
    GraphPrinter printer(module, options);
    printer.function(function);
    return printer.finish();
}

}  // namespace doppelint::program
