#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "program/form.h"
#include "program/literal.h"
#include "program/print.h"

namespace doppelint::program {
namespace {

// Depth comes from the input; indentation is for the eye alone, and `in` says the parent.
constexpr std::uint32_t kDeepestIndentation = 16;

struct Place {
    ScopeId scope;
    std::uint32_t depth = 0;
};

// Scopes in the order in which they are printed: each before those inside it.
std::vector<Place> outline(const Module& module) {
    std::vector<std::vector<ScopeId>> inside(module.scopes.size());
    std::vector<Place> pending, out;
    for (auto it = static_cast<std::uint32_t>(module.scopes.size()); it-- > 0;) {
        const ScopeId parent = module.scopes[it].parent;
        if (parent && parent.index() < it) {
            inside[parent.index()].emplace_back(it);
        } else {
            pending.push_back({ScopeId{it}, 0});
        }
    }
    while (!pending.empty()) {
        const Place at = pending.back();
        pending.pop_back();
        out.push_back(at);
        for (const ScopeId it : inside[at.scope.index()]) pending.push_back({it, at.depth + 1});
    }
    return out;
}

class ScopePrinter {
  public:
    ScopePrinter(const Module& module, const PrintOptions& options)
        : module_(module), shows_nodes_(options.nodes == PrintOptions::Nodes::shown) {}

    std::string run() {
        for (const Place& it : outline(module_)) {
            const std::size_t depth = std::min(it.depth, kDeepestIndentation);
            const std::string indentation(2 * depth, ' ');
            scope(indentation, it.scope);
            for (const SymbolId symbol_id : module_.symbols_of(module_.scopes[it.scope.index()])) {
                symbol(indentation + "  ", module_.symbols[symbol_id.index()]);
            }
        }
        return std::move(out_);
    }

  private:
    void scope(const std::string& indentation, ScopeId id) {
        const Scope& it = module_.scopes[id.index()];
        out_.append(indentation).append("scope ").append(std::to_string(id.index())).append(" ");
        out_ += name_of(it.kind);
        if (it.name) out_ += " " + title_literal(module_.text(it.name));
        if (it.parent) out_ += " in " + std::to_string(it.parent.index());
        if (it.is_nested) out_ += " nested";
        node(" @", it.node.index(), it.node.valid());
        out_ += '\n';
    }

    void symbol(const std::string& indentation, const Symbol& it) {
        out_.append(indentation).append(name_literal(module_.text(it.name))).append(": ");
        out_ += name_of(it.binding);
        if (it.owner) {
            out_ += " of " + std::to_string(module_.symbols[it.owner.index()].scope.index());
        }
        for (std::uint32_t bit = 0; bit < kUseCount; ++bit) {
            if (((it.uses >> bit) & 1U) != 0) out_.append(" ").append(word_for_use(bit));
        }
        if (it.bindings != 0) out_ += ", bindings " + std::to_string(it.bindings);
        node(", bound until @", it.last_binding, it.last_binding != 0);
        node(", read until @", it.last_read, it.last_read != 0);
        constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
        node(", captured from @", it.first_capture, it.first_capture != kNever);
        out_ += '\n';
    }

    void node(std::string_view before, std::uint32_t index, bool exists) {
        if (exists && shows_nodes_) out_.append(before).append(std::to_string(index));
    }

    const Module& module_;
    bool shows_nodes_;
    std::string out_;
};

}  // namespace

std::string print_scopes(const Module& module, const PrintOptions& options) {
    return ScopePrinter(module, options).run();
}

}  // namespace doppelint::program
