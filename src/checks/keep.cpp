#include "checks/keep.h"

#include <algorithm>

#include "base/bytes.h"

namespace doppelint::checks {
namespace {

class Writer {
  public:
    Writer(program::ModuleId module, const project::StableNames& names, const NodePlaces& nodes,
           std::vector<program::CodeId>& places)
        : module_(module), names_(names), nodes_(nodes), places_(places) {}

    std::vector<std::byte> write(const Found& found) && {
        put_count(found.drafts);
        for (const Draft& it : found.drafts) put(it);
        put_count(found.evidence);
        for (const Evidence& it : found.evidence) put(it);
        return bytes_.take();
    }

  private:
    void put(const Draft& it) {
        bytes_.put(it.rule->code).put(it.confidence).put(std::string_view(it.message));
        bytes_.put(it.object.index()).put(it.event.index());
        put(module_, it.node);
        put(module_, it.claim);
        put(it.steps);
        bytes_.put(it.wants_evidence.has_value());
        if (it.wants_evidence) put(*it.wants_evidence);
        bytes_.put(it.holds_for_unseen);
        bytes_.put(it.fix.has_value());
        if (it.fix) put(*it.fix);
    }
    void put(const DraftFix& it) {
        bytes_.put(it.applicability).put(std::string_view(it.message));
        put_count(it.edits);
        for (const DraftEdit& one : it.edits) {
            put(module_, one.node);
            bytes_.put(one.begin).put(one.end).put(std::string_view(one.text));
        }
        put_count(it.imports);
        for (const ImportedName& one : it.imports) {
            bytes_.put(std::string_view(one.module)).put(std::string_view(one.member));
        }
    }
    void put(const Evidence& it) {
        put(it.argument);
        put(it.module);
        put(it.module, it.node);
        put(it.steps);
        bytes_.put(it.handed_on.has_value());
        if (it.handed_on) put(*it.handed_on);
    }
    void put(const std::vector<DraftStep>& steps) {
        put_count(steps);
        for (const DraftStep& it : steps) {
            bytes_.put(std::string_view(it.message));
            put(it.module);
            put(it.module.valid() ? it.module : module_, it.node);
        }
    }
    void put(const ArgumentOf& it) { bytes_.put(names_.name(it.callee)).put(it.parameter).put(it.asked); }
    void put(program::ModuleId module) {
        bytes_.put(module.valid() ? names_.name(module) : std::string_view());
    }
    void put(program::ModuleId module, NodeId node) {
        if (!node) {
            bytes_.put(std::string_view());
            return;
        }
        const NodePlaces::Place place = nodes_.place_of(module, node);
        bytes_.put(names_.name(place.code)).put(place.offset);
        places_.push_back(place.code);
    }
    template <class T>
    void put_count(const std::vector<T>& items) {
        bytes_.put(static_cast<std::uint32_t>(items.size()));
    }

    const program::ModuleId module_;
    const project::StableNames& names_;
    const NodePlaces& nodes_;
    std::vector<program::CodeId>& places_;
    ByteWriter bytes_;
};

class Reader {
  public:
    Reader(std::span<const std::byte> kept, const project::StableNames& names, const NodePlaces& nodes)
        : bytes_(kept), names_(names), nodes_(nodes) {}

    std::optional<Found> read() && {
        Found found;
        found.drafts.resize(bytes_.count(kLeast));
        for (Draft& it : found.drafts) read(it);
        found.evidence.resize(bytes_.count(kLeast));
        for (Evidence& it : found.evidence) read(it);
        if (!all_known_ || !bytes_.at_end()) return std::nullopt;
        return found;
    }

  private:
    static constexpr std::size_t kLeast = 12;

    void read(Draft& it) {
        const std::string_view code = bytes_.text();
        const auto rule = std::ranges::find(findings::rules(), code, &findings::Rule::code);
        all_known_ &= rule != findings::rules().end();
        if (rule != findings::rules().end()) it.rule = &*rule;
        it.confidence = bytes_.get<findings::Confidence>();
        it.message = bytes_.text();
        it.object = ObjectId{bytes_.get<std::uint32_t>()};
        it.event = ValueId{bytes_.get<std::uint32_t>()};
        it.node = node();
        it.claim = node();
        read(it.steps);
        if (bytes_.get<std::uint8_t>() != 0) read(it.wants_evidence.emplace());
        it.holds_for_unseen = bytes_.get<std::uint8_t>() != 0;
        if (bytes_.get<std::uint8_t>() != 0) read(it.fix.emplace());
    }
    void read(DraftFix& it) {
        it.applicability = bytes_.get<findings::Applicability>();
        it.message = bytes_.text();
        it.edits.resize(bytes_.count(kLeast));
        for (DraftEdit& one : it.edits) {
            one.node = node();
            one.begin = bytes_.get<std::uint32_t>();
            one.end = bytes_.get<std::uint32_t>();
            one.text = bytes_.text();
        }
        it.imports.resize(bytes_.count(kLeast / 2));
        for (ImportedName& one : it.imports) {
            one.module = bytes_.text();
            one.member = bytes_.text();
        }
    }
    void read(Evidence& it) {
        read(it.argument);
        read(it.module);
        it.node = node();
        read(it.steps);
        if (bytes_.get<std::uint8_t>() != 0) read(it.handed_on.emplace());
    }
    void read(std::vector<DraftStep>& steps) {
        steps.resize(bytes_.count(kLeast));
        for (DraftStep& it : steps) {
            it.message = bytes_.text();
            read(it.module);
            it.node = node();
        }
    }
    void read(ArgumentOf& it) {
        it.callee = names_.find_code(bytes_.text());
        all_known_ &= it.callee.valid();
        it.parameter = bytes_.get<std::uint32_t>();
        it.asked = bytes_.get<Asked>();
    }
    void read(program::ModuleId& module) {
        const std::string_view name = bytes_.text();
        if (name.empty()) return;
        module = names_.find_module(name);
        all_known_ &= module.valid();
    }

    NodeId node() {
        const std::string_view name = bytes_.text();
        if (name.empty()) return {};
        const program::CodeId code = names_.find_code(name);
        const auto offset = bytes_.get<std::uint32_t>();
        const NodeId result = code.valid() ? nodes_.node_at({code, offset}) : NodeId{};
        all_known_ &= result.valid();
        return result;
    }

    ByteReader bytes_;
    const project::StableNames& names_;
    const NodePlaces& nodes_;
    bool all_known_ = true;
};

}  // namespace

std::vector<std::byte> kept_form(const Found& found, program::ModuleId module,
                                 const project::StableNames& names, const NodePlaces& nodes,
                                 std::vector<program::CodeId>& places) {
    if (found.drafts.empty() && found.evidence.empty()) return {};
    std::vector<std::byte> result = Writer(module, names, nodes, places).write(found);
    std::ranges::sort(places);
    const auto repeated = std::ranges::unique(places);
    places.erase(repeated.begin(), repeated.end());
    return result;
}

std::optional<Found> found_from(std::span<const std::byte> kept, const project::StableNames& names,
                                const NodePlaces& nodes) {
    if (kept.empty()) return Found{};
    return Reader(kept, names, nodes).read();
}

}  // namespace doppelint::checks
