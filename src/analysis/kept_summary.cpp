#include "analysis/kept_summary.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/hash.h"

namespace doppelint::analysis {
namespace {

using Draft = Summary::Draft;
using Node = Summary::Node;
using Text = Summary::Text;

/// Writes texts anew, each once, in the order in which they are met.
class Texts {
  public:
    Text add(std::string_view text) {
        if (text.empty()) return {};
        const auto [known, is_new] = places_.try_emplace(std::string(text), Text{});
        if (is_new) {
            known->second = {static_cast<std::uint32_t>(all_.size()),
                             static_cast<std::uint32_t>(text.size())};
            all_ += text;
        }
        return known->second;
    }
    [[nodiscard]] std::string take() { return std::move(all_); }

  private:
    std::string all_;
    std::unordered_map<std::string, Text> places_;
};

/// Rewrites all texts and names of code of a draft. `code` and `text` say what becomes of each.
template <class CodeWriter, class TextWriter>
void rewrite(Draft& draft, const CodeWriter& code, const TextWriter& text) {
    for (Node& it : draft.nodes) {
        text(it.text);
        text(it.library_class);
        text(it.slot.name);
        it.code = code(it.code);
    }
    for (Summary::Constant& it : draft.constants) text(it.text);
    for (Summary::SlotValue& it : draft.slots) text(it.slot.name);
    for (Summary::Claim& it : draft.claims) it.code = code(it.code);
}

/// Whether every index is one of something, so that whoever reads the summary stays within it.
class Verifier {
  public:
    explicit Verifier(const Draft& draft) : draft_(draft) {}

    [[nodiscard]] bool holds() const {
        return std::ranges::all_of(
                   draft_.constants,
                   [&](const auto& it) { return has(it.text) && it.kind <= program::ConstantKind::bytes; }) &&
               nodes_hold() &&
               std::ranges::all_of(draft_.references,
                                   [&](std::uint32_t it) { return it < draft_.nodes.size(); }) &&
               std::ranges::all_of(draft_.slots,
                                   [&](const auto& it) { return has(it.slot) && has(it.value); }) &&
               std::ranges::all_of(draft_.contents, [&](const auto& it) { return has(it); }) &&
               std::ranges::all_of(draft_.changes,
                                   [&](const auto& it) {
                                       return it.node < draft_.nodes.size() && it.kind <= ChangeKind::other;
                                   }) &&
               std::ranges::all_of(draft_.claims,
                                   [&](const auto& it) {
                                       return has(it.source) && has(it.copy) &&
                                              it.shape <= Claim::Shape::region && it.code.valid();
                                   }) &&
               std::ranges::all_of(draft_.walks,
                                   [&](const auto& it) {
                                       return it.node < draft_.nodes.size() &&
                                              it.what <= Summary::Walk::What::ends;
                                   }) &&
               has(draft_.result) && has(draft_.yielded);
    }

  private:
    [[nodiscard]] bool nodes_hold() const {
        for (std::size_t at = 0; at < draft_.nodes.size(); ++at) {
            const Node& it = draft_.nodes[at];
            if (it.root > Node::Root::external || it.kind >= models::Kind::count) return false;
            if (!has(it.text) || !has(it.library_class) || !has(it.slot)) return false;
            if (it.root == Node::Root::child && it.parent >= at) return false;
            if (it.root == Node::Root::variable && !it.code.valid()) return false;
        }
        return true;
    }
    [[nodiscard]] static bool within(std::uint64_t first, std::uint64_t count, std::uint64_t size) {
        return first + count <= size;
    }
    [[nodiscard]] bool has(const Text& it) const { return within(it.first, it.count, draft_.text.size()); }
    [[nodiscard]] bool has(const Summary::Slot& it) const {
        return it.kind <= heap::SlotKind::argument && has(it.name) &&
               (it.kind != heap::SlotKind::key || it.constant < draft_.constants.size());
    }
    [[nodiscard]] bool has(const Summary::Value& it) const {
        return within(it.first, it.count, draft_.references.size()) && it.constant <= draft_.constants.size();
    }
    [[nodiscard]] bool has(const Summary::Content& it) const {
        return it.node < draft_.nodes.size() && within(it.first, it.count, draft_.slots.size()) &&
               it.base <= heap::Base::What::unknown && it.distinct <= heap::Distinct::unknown &&
               (it.base != heap::Base::What::symbolic || it.base_node < draft_.nodes.size());
    }

    const Draft& draft_;
};

}  // namespace

std::vector<std::byte> kept_form(const Summary& summary, const project::StableNames& names) {
    Draft draft = summary.draft();
    Texts texts;
    const auto code = [&](CodeId it) -> CodeId {
        if (!it.valid()) return {};
        const Text name = texts.add(names.name(it));
        return {program::ModuleId{name.first}, program::FunctionId{name.count}};
    };
    rewrite(draft, code, [&](Text& it) { it = texts.add(summary.view(it)); });
    draft.text = texts.take();
    const Summary kept(draft);
    return {kept.bytes().begin(), kept.bytes().end()};
}

std::shared_ptr<const Summary> summary_from(std::span<const std::byte> bytes,
                                            const project::StableNames& names) {
    const std::unique_ptr<Summary> kept = Summary::from(bytes);
    if (kept == nullptr) return nullptr;
    Draft draft = kept->draft();
    if (!Verifier(draft).holds()) return nullptr;
    Texts texts;
    bool all_found = true;
    const auto found = [&](CodeId it) -> CodeId {
        if (!it.valid()) return {};
        const Text name{it.module.index(), it.function.index()};
        const bool is_text = std::uint64_t{name.first} + name.count <= kept->draft().text.size();
        const CodeId code = is_text ? names.find_code(kept->view(name)) : CodeId{};
        all_found &= code.valid();
        return code;
    };
    rewrite(draft, found, [&](Text& it) { it = texts.add(kept->view(it)); });
    if (!all_found) return nullptr;
    draft.text = texts.take();
    return std::make_shared<const Summary>(draft);
}

// Of two places only whether they are one counts.
std::uint64_t meaning_hash(std::span<const std::byte> bytes) {
    const std::unique_ptr<Summary> kept = Summary::from(bytes);
    if (kept == nullptr) return 0;
    Draft draft = kept->draft();
    std::vector<std::pair<CodeId, program::ValueId>> places;
    const auto number = [&](CodeId code, program::ValueId at) {
        const auto known = std::ranges::find(places, std::pair(code, at));
        const auto place = static_cast<std::uint32_t>(known - places.begin());
        if (known == places.end()) places.emplace_back(code, at);
        return program::ValueId{place};
    };
    for (Summary::Change& it : draft.changes) it.at = program::ValueId{0};
    for (Summary::Claim& it : draft.claims) it.at = number(it.code, it.at);
    for (Summary::Walk& it : draft.walks) {
        it.at = number({}, it.at);
        if (it.ended.valid()) it.ended = number({}, it.ended);
    }
    const Summary plain(draft);
    return hash_of(plain.bytes());
}

}  // namespace doppelint::analysis
