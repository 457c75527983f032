#include "session/found_by_function.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"

namespace doppelint::session {

using program::CodeId;
using program::ModuleId;
using syntax::NodeId;

FoundByFunction::FoundByFunction(const LoadedProject& loaded) : loaded_(loaded), all_(loaded.named_count()) {
    for (std::uint32_t module = 0; module < all_.size(); ++module) {
        all_[module].resize(loaded.file(ModuleId{module}).program.functions.size());
    }
}

// Of a file that nobody asked about nothing at all is kept, so that it is looked at when somebody does.
std::vector<std::byte> FoundByFunction::kept(CodeId code, const project::StableNames& names,
                                             std::vector<CodeId>& places) const {
    if (!is_named(code)) return {};
    const checks::Found& found = all_[code.module.index()][code.function.index()];
    std::vector<std::byte> result{std::byte{1}};
    const std::vector<std::byte> bytes = checks::kept_form(found, code.module, names, *this, places);
    result.insert(result.end(), bytes.begin(), bytes.end());
    return result;
}

bool FoundByFunction::restore(CodeId code, const project::StableNames& names,
                              std::span<const std::byte> product) {
    if (!is_named(code)) return true;
    if (product.empty()) return false;
    auto found = checks::found_from(product.subspan(1), names, *this);
    if (found) of(code) = std::move(*found);
    return found.has_value();
}

// A module's body is all of its text.
NodeId FoundByFunction::node_of(CodeId code) const {
    const program::Function& function = loaded_.file(code.module).program.function(code.function);
    return function.parent.valid() && function.node ? function.node : syntax::Tree::root();
}

std::uint64_t FoundByFunction::text_of(CodeId code) const {
    const syntax::Tree& tree = loaded_.file(code.module).tree;
    const NodeId root = node_of(code);
    Hasher hasher;
    hasher.add(tree.text(root));
    for (NodeId it = root; it < tree.end(root); it = NodeId{it.index() + 1}) {
        const syntax::Node& node = tree[it];
        hasher.add(node.kind).add(node.field).add(node.flags).add(node.size);
        hasher.add(node.begin - tree[root].begin).add(node.end - tree[root].begin);
    }
    return hasher.value();
}

// The innermost function that holds the node.
checks::NodePlaces::Place FoundByFunction::place_of(ModuleId module, NodeId node) const {
    const LoadedFile& file = loaded_.file(module);
    program::FunctionId best{0};
    for (std::uint32_t at = 1; at < file.program.functions.size(); ++at) {
        const NodeId root = file.program.functions[at].node;
        if (!root || root > node) continue;
        if (node < file.tree.end(root)) best = program::FunctionId{at};
    }
    const CodeId code{module, best};
    return {code, node.index() - node_of(code).index()};
}

NodeId FoundByFunction::node_at(const Place& place) const {
    const syntax::Tree& tree = loaded_.file(place.code.module).tree;
    const NodeId root = node_of(place.code);
    return place.offset < tree[root].size ? NodeId{root.index() + place.offset} : NodeId{};
}

}  // namespace doppelint::session
