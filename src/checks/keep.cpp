#include "checks/keep.h"

#include <algorithm>

#include "base/bytes.h"

namespace doppelint::checks {
namespace {

class Writer {
  public:
    Writer(const project::StableNames& names, std::vector<program::ModuleId>& places)
        : names_(names), places_(places) {}

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
        bytes_.put(it.node.index()).put(it.claim.index()).put(it.object.index()).put(it.event.index());
        put(it.steps);
        bytes_.put(it.wants_evidence.has_value());
        if (it.wants_evidence) put(*it.wants_evidence);
    }
    void put(const Evidence& it) {
        put(it.argument);
        put(it.module);
        bytes_.put(it.node.index());
        put(it.steps);
    }
    void put(const std::vector<DraftStep>& steps) {
        put_count(steps);
        for (const DraftStep& it : steps) {
            bytes_.put(std::string_view(it.message)).put(it.node.index());
            put(it.module);
        }
    }
    void put(const ArgumentOf& it) { bytes_.put(names_.name(it.callee)).put(it.parameter); }
    void put(program::ModuleId module) {
        bytes_.put(module.valid() ? names_.name(module) : std::string_view());
        if (module.valid()) places_.push_back(module);
    }
    template <class T>
    void put_count(const std::vector<T>& items) {
        bytes_.put(static_cast<std::uint32_t>(items.size()));
    }

    const project::StableNames& names_;
    std::vector<program::ModuleId>& places_;
    ByteWriter bytes_;
};

class Reader {
  public:
    Reader(std::span<const std::byte> kept, const project::StableNames& names)
        : bytes_(kept), names_(names) {}

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
        it.node = NodeId{bytes_.get<std::uint32_t>()};
        it.claim = NodeId{bytes_.get<std::uint32_t>()};
        it.object = ObjectId{bytes_.get<std::uint32_t>()};
        it.event = ValueId{bytes_.get<std::uint32_t>()};
        read(it.steps);
        if (bytes_.get<std::uint8_t>() != 0) read(it.wants_evidence.emplace());
    }
    void read(Evidence& it) {
        read(it.argument);
        read(it.module);
        it.node = NodeId{bytes_.get<std::uint32_t>()};
        read(it.steps);
    }
    void read(std::vector<DraftStep>& steps) {
        steps.resize(bytes_.count(kLeast));
        for (DraftStep& it : steps) {
            it.message = bytes_.text();
            it.node = NodeId{bytes_.get<std::uint32_t>()};
            read(it.module);
        }
    }
    void read(ArgumentOf& it) {
        it.callee = names_.find_code(bytes_.text());
        all_known_ &= it.callee.valid();
        it.parameter = bytes_.get<std::uint32_t>();
    }
    void read(program::ModuleId& module) {
        const std::string_view name = bytes_.text();
        if (name.empty()) return;
        module = names_.find_module(name);
        all_known_ &= module.valid();
    }

    ByteReader bytes_;
    const project::StableNames& names_;
    bool all_known_ = true;
};

}  // namespace

std::vector<std::byte> kept_form(const Found& found, program::CodeId of, const project::StableNames& names,
                                 std::vector<program::ModuleId>& places) {
    if (found.drafts.empty() && found.evidence.empty()) return {};
    places.push_back(of.module);
    std::vector<std::byte> result = Writer(names, places).write(found);
    std::ranges::sort(places);
    const auto repeated = std::ranges::unique(places);
    places.erase(repeated.begin(), repeated.end());
    return result;
}

std::optional<Found> found_from(std::span<const std::byte> kept, const project::StableNames& names) {
    if (kept.empty()) return Found{};
    return Reader(kept, names).read();
}

}  // namespace doppelint::checks
