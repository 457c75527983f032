#include "analysis/summary.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <tuple>
#include <type_traits>
#include <unordered_map>

#include "analysis/interpreter.h"
#include "analysis/only_computes.h"
#include "analysis/parts.h"
#include "models/word.h"
#include "program/always_passed.h"
#include "program/origin.h"

namespace doppelint::analysis {
namespace {

using heap::Origin;
using heap::SlotKind;
using Node = Summary::Node;
using NodeIndex = Summary::NodeIndex;

// No gaps: bytes are compared, and kept.
template <class... T>
constexpr bool kSolid = (std::has_unique_object_representations_v<T> && ...);
static_assert(kSolid<Summary::Constant, Summary::Node, Summary::SlotValue, Summary::Content, Summary::Change,
                     Summary::Claim, Summary::Walk>);

constexpr std::size_t kMostNodes = 200;
constexpr std::size_t kMostSlots = 600;
constexpr std::size_t kMostChanges = 64;
constexpr std::size_t kMostClaims = 16;
constexpr std::size_t kMostWalks = 32;
constexpr std::size_t kMostYields = 200;

/// Writes down one analysis as a summary. Objects get their numbers as they are met: from the result, then
/// from what existed before the call, in the order in which the analysis named it.
class SummaryWriter {
  public:
    explicit SummaryWriter(Interpreter& interpreter)
        : interpreter_(interpreter),
          heap_(interpreter.heap()),
          module_(interpreter.context().module),
          function_(interpreter.function()) {}

    Summary::Draft write() {
        join_exits();
        summary_.incomplete |= interpreter_.gave_up() || function_.incomplete || heap_.overflowed();
        summary_.asked_parameters = interpreter_.asked_parameters();
        if (state_.reachable) {
            summary_.result = value(result_);
            summary_.yielded = value(yielded_);
            write_existing();
            write_made();
            write_claims();
            write_walks();
        }
        write_changes();
        summary_.varies = interpreter_.gives_varying();
        summary_.computes = !summary_.incomplete && only_computes(interpreter_);
        summary_.assumptions = summary_.returns ? state_.assumptions : interpreter_.all_assumptions();
        return std::move(summary_);
    }

  private:
    void join_exits() {
        const auto place = static_cast<std::uint32_t>(module_.instructions_of(function_).size() +
                                                      module_.blocks_of(function_).size() + 1);
        for (const Interpreter::Exit& it : interpreter_.exits()) {
            state_ = heap_.join(state_, it.state, place);
            result_ = heap_.join(result_, it.result);
            summary_.returns = true;
        }
        finished_ = state_;
        if (interpreter_.yields().size() > kMostYields) return give_up();
        for (const Interpreter::Exit& it : interpreter_.yields()) {
            state_ = heap_.join(state_, it.state, place);
            yielded_ = heap_.join(yielded_, it.result);
            summary_.returns = true;
        }
    }

    void give_up() {
        state_ = {};
        summary_.incomplete = true;
        summary_.returns = true;
    }

    Summary::Text text(std::string_view text) {
        if (text.empty()) return {};
        const std::size_t known = summary_.text.find(text);
        if (known != std::string::npos) {
            return {static_cast<std::uint32_t>(known), static_cast<std::uint32_t>(text.size())};
        }
        summary_.text += text;
        return {static_cast<std::uint32_t>(summary_.text.size() - text.size()),
                static_cast<std::uint32_t>(text.size())};
    }

    std::uint32_t constant(program::ConstantId id) {
        const program::Constant& from = module_.constants[id.index()];
        Summary::Constant made;
        made.kind = from.kind;
        made.exact = from.exact;
        made.integer = from.integer;
        if (from.text.valid()) made.text = text(module_.text(from.text));
        const auto known = std::ranges::find(summary_.constants, made);
        const auto place = static_cast<std::uint32_t>(known - summary_.constants.begin());
        if (known == summary_.constants.end()) summary_.constants.push_back(made);
        return place;
    }

    Summary::Slot slot(heap::Slot from) {
        Summary::Slot result;
        result.kind = from.kind();
        if (from.kind() == SlotKind::attribute) {
            result.name = text(interpreter_.words().text(NameId{from.detail()}));
        } else if (from.kind() == SlotKind::key) {
            result.constant = constant(program::ConstantId{from.detail()});
        } else {
            result.place = from.detail();
        }
        return result;
    }

    // Parents of children are few: paths have a limit.
    // NOLINTNEXTLINE(misc-no-recursion)
    NodeIndex node(ObjectId id) {
        if (const auto known = nodes_.find(id.index()); known != nodes_.end()) return known->second;
        const heap::Object object = heap_.objects()[id];
        Node node;
        node.kind = object.kind;
        node.many = !object.single();
        node.index = object.site;
        const heap::ClassName& name = heap_.objects().class_of(id);
        node.code = name.code;
        node.library_class = text(name.library);
        switch (object.origin) {
            case Origin::parameter: node.root = Node::Root::parameter; break;
            case Origin::variable: describe_variable(node, object, id); break;
            case Origin::child:
                node.root = Node::Root::child;
                node.index = object.part;
                node.parent = this->node(object.parent);
                node.slot = slot(object.slot);
                break;
            case Origin::external:
                node.root = Node::Root::external;
                node.index = 0;
                node.text = text(heap_.objects().external_name(id));
                node.detail = object.detail;
                break;
            case Origin::site: describe_made(node, object, id); break;
        }
        const auto index = static_cast<NodeIndex>(summary_.nodes.size());
        nodes_.emplace(id.index(), index);
        summary_.nodes.push_back(node);
        if (object.origin == Origin::site) made_.push_back(id);
        return index;
    }

    void describe_variable(Node& node, const heap::Object& object, ObjectId id) {
        constexpr std::uint32_t kCaptured = 2;
        if (object.part == kCaptured) {
            node.root = Node::Root::captured;
            return;
        }
        node.root = Node::Root::variable;
        const program::ModuleId foreign = heap_.objects().module_of_variable(id);
        node.code = {foreign.valid() ? foreign : interpreter_.context().module_id, program::FunctionId{0}};
        node.text = text(interpreter_.words().text(NameId{object.site}));
        node.index = 0;
    }

    // Which instruction made it says nothing to a caller; that each is another object does.
    void describe_made(Node& node, const heap::Object& object, ObjectId id) {
        node.root = Node::Root::made;
        node.index = 0;
        if (object.detail == 0) return;
        if (object.kind == Kind::method) {
            node.text = text(interpreter_.words().text(NameId{object.detail - 1}));
        } else if (object.kind == Kind::iterator || object.kind == Kind::function) {
            const auto [model, term] = interpreter_.lazy(id);
            node.lazy_model = model;
            node.lazy_term = term;
        } else {
            node.detail = object.detail;
        }
    }

    Summary::Value value(const Value& from) {
        Summary::Value result;
        result.plain = from.plain;
        result.narrowed = from.narrowed;
        if (from.constant.valid()) result.constant = constant(from.constant) + 1;
        std::vector<NodeIndex> nodes;
        for (const ObjectId it : objects_of(from)) {
            if (is_full()) break;
            nodes.push_back(node(it));
        }
        std::ranges::sort(nodes);
        result.first = static_cast<std::uint32_t>(summary_.references.size());
        result.count = static_cast<std::uint32_t>(nodes.size());
        summary_.references.insert(summary_.references.end(), nodes.begin(), nodes.end());
        return result;
    }

    // A copy: what the heap has may move when it gets more.
    [[nodiscard]] std::vector<ObjectId> objects_of(const Value& value) const {
        const auto all = heap_.objects_of(value);
        return {all.begin(), all.end()};
    }

    bool is_full() {
        if (summary_.nodes.size() < kMostNodes && summary_.slots.size() < kMostSlots) return false;
        summary_.incomplete = true;
        return true;
    }

    [[nodiscard]] bool existed(ObjectId id) const {
        const heap::Object& root = heap_.objects()[heap_.objects().root(id)];
        return root.origin != Origin::site && !root.own_namespace;
    }

    // Whether the slot holds what it held when the call began.
    [[nodiscard]] bool is_first(ObjectId object, const heap::SlotValue& it) {
        if (!it.value.plain.empty() || it.value.constant.valid()) return false;
        const auto items = heap_.objects_of(it.value);
        return items.size() == 1 && heap_.objects()[items[0]].origin == Origin::child &&
               heap_.objects()[items[0]].parent == object && heap_.objects()[items[0]].slot == it.slot;
    }

    void write_existing() {
        std::vector<std::uint32_t> keys;
        state_.contents.for_each([&](std::uint32_t key, const heap::Content*) { keys.push_back(key); });
        for (const std::uint32_t key : keys) {
            const ObjectId id{key};
            if (!existed(id) || heap_.objects().is_beyond(id)) continue;
            const heap::Content content = heap_.content_of(state_, id);
            const bool is_changed =
                content.exact || content.maybe_consumed || content.base.what != heap::Base::What::symbolic ||
                std::ranges::any_of(content.slots(), [&](const auto& it) { return !is_first(id, it); });
            if (!is_changed || is_full()) continue;
            write_content(id, content);
        }
    }

    void write_made() {
        while (!made_.empty()) {
            const ObjectId id = made_.front();
            made_.pop_front();
            write_content(id, heap_.content_of(state_, id));
        }
    }

    // By what slots are called: numbers of names and constants depend on the rest of the file.
    [[nodiscard]] bool comes_before(heap::Slot left, heap::Slot right) const {
        if (left.kind() != right.kind()) return left.kind() < right.kind();
        if (left.kind() == SlotKind::attribute) {
            const heap::Words& words = interpreter_.words();
            return words.text(NameId{left.detail()}) < words.text(NameId{right.detail()});
        }
        if (left.kind() != SlotKind::key) return left.detail() < right.detail();
        const auto key_of = [&](heap::Slot slot) {
            const program::Constant& it = module_.constants[slot.detail()];
            return std::tuple(it.kind, it.exact, it.integer,
                              it.text.valid() ? module_.text(it.text) : std::string_view());
        };
        return key_of(left) < key_of(right);
    }

    void write_content(ObjectId id, const heap::Content& from) {
        Summary::Content content;
        content.node = node(id);
        content.base = from.base.what;
        if (from.base.what == heap::Base::What::symbolic) content.base_node = node(from.base.object);
        content.distinct = from.distinct;
        content.exact = from.exact;
        content.consumed = from.consumed;
        content.maybe_consumed = from.maybe_consumed;
        content.touched = from.touched;
        std::vector<Summary::SlotValue> slots;
        std::vector<const heap::SlotValue*> sorted;
        for (const heap::SlotValue& it : from.slots()) sorted.push_back(&it);
        std::ranges::sort(sorted, [&](const auto* left, const auto* right) {
            return comes_before(left->slot, right->slot);
        });
        const bool is_made = heap_.objects()[id].origin == Origin::site;
        for (const heap::SlotValue* const it : sorted) {
            if (!is_made && content.base == heap::Base::What::symbolic && is_first(id, *it)) continue;
            slots.push_back({slot(it->slot), value(it->value)});
        }
        content.first = static_cast<std::uint32_t>(summary_.slots.size());
        content.count = static_cast<std::uint32_t>(slots.size());
        summary_.slots.insert(summary_.slots.end(), slots.begin(), slots.end());
        summary_.contents.push_back(content);
    }

    // A copy that the caller gets, of what the caller has or gets, too; a snapshot in an attribute of what
    // the caller has; a walk that has not come to its end where the function yields.
    void write_claims() {
        const bool may_yield = !interpreter_.yields().empty();
        for (const Claim& it : interpreter_.facts().claims) {
            if (summary_.claims.size() == kMostClaims || is_full()) return;
            const bool is_open = it.shape == Claim::Shape::pair || it.of_attribute ? is_known(it.copy)
                                 : it.shape == Claim::Shape::region
                                     ? !it.callee.valid() && it.copy.nothing() && may_yield &&
                                           interpreter_.yields_within(it.where)
                                     : false;
            const Value source = is_open ? behind_views(it.source) : Value{};
            if (!is_open || !is_known(source)) continue;
            Summary::Claim claim;
            claim.shape = it.shape;
            claim.source = value(source);
            claim.code = it.callee.valid() ? it.callee : interpreter_.code();
            claim.at = it.callee.valid() ? it.callee_at : it.where;
            if (it.shape != Claim::Shape::region) claim.copy = value(it.copy);
            if (it.of_attribute) claim.attribute = text(interpreter_.words().text(it.name));
            summary_.claims.push_back(claim);
        }
    }

    void add_walk(const Summary::Walk& walk) {
        const auto same = std::ranges::find_if(summary_.walks, [&](const Summary::Walk& it) {
            return it.node == walk.node && it.what == walk.what;
        });
        if (same == summary_.walks.end() && summary_.walks.size() < kMostWalks) {
            summary_.walks.push_back(walk);
        } else if (same != summary_.walks.end() && walk.must && !same->must) {
            *same = walk;
        }
    }

    // What the caller has may be an iterator: where it is walked, and whether to its end.
    void write_walks() {
        using Walked = Summary::Walk::What;
        std::optional<program::AlwaysPassed> passed;
        for (const IteratorWalk& it : interpreter_.facts().walks) {
            if (!existed(it.object) || heap_.objects().is_beyond(it.object) || is_full()) continue;
            if (!passed) passed.emplace(module_, function_);
            const bool is_again = it.ended.valid() && (it.must || it.in_turns || it.callee_ended.valid());
            Summary::Walk walk;
            walk.node = node(it.object);
            walk.at = it.where;
            walk.what = is_again ? Walked::again : Walked::begins;
            if (is_again) walk.ended = it.ended;
            walk.must = passed->holds(it.where);
            add_walk(walk);
        }
        std::vector<std::uint32_t> ended;
        finished_.contents.for_each([&](std::uint32_t key, const heap::Content* content) {
            if (content->consumed && content->consumed_by != 0) ended.push_back(key);
        });
        for (const std::uint32_t key : ended) {
            if (!existed(ObjectId{key}) || heap_.objects().is_beyond(ObjectId{key}) || is_full()) continue;
            Summary::Walk walk;
            walk.node = node(ObjectId{key});
            walk.at = ValueId{heap_.content_of(finished_, ObjectId{key}).consumed_by - 1};
            walk.what = Walked::ends;
            add_walk(walk);
        }
    }

    // Of a view that the function made, what it shows.
    [[nodiscard]] Value behind_views(const Value& from) {
        Value result;
        for (const ObjectId it : objects_of(from)) {
            const heap::Object& known = heap_.objects()[it];
            const bool is_own_view = known.kind == Kind::view && known.origin == Origin::site;
            result = heap_.join(
                result, is_own_view ? heap_.read(state_, it, heap::Slot::source()) : heap_.value_of(it));
        }
        return result;
    }

    // Whether a caller can name some object of the value, and all of them that are not from before the call
    // stand in the summary.
    [[nodiscard]] bool is_known(const Value& value) {
        const auto objects = heap_.objects_of(value);
        return !objects.empty() && std::ranges::all_of(objects, [&](ObjectId it) {
            return nodes_.contains(it.index()) || (existed(it) && !heap_.objects().is_beyond(it));
        });
    }

    // The parameters that hold the key, from 1: whichever it is.
    [[nodiscard]] std::vector<std::uint32_t> passed_keys(ValueId key) const {
        std::vector<std::uint32_t> result;
        if (!key.valid()) return {0};
        for (const ValueId origin : program::origins_of(module_, function_, key)) {
            const program::Instruction& it = module_.instructions_of(function_)[origin.index()];
            if (it.opcode != program::Opcode::parameter) return {0};
            result.push_back(it.payload + 1);
        }
        return result.empty() ? std::vector<std::uint32_t>{0} : result;
    }

    void write_changes() {
        std::optional<program::AlwaysPassed> passed;
        for (const Change& it : interpreter_.facts().changes) {
            if (!existed(it.object) || heap_.objects().is_beyond(it.object)) continue;
            if (summary_.changes.size() == kMostChanges || is_full()) {
                summary_.incomplete = true;
                return;
            }
            Summary::Change change;
            change.node = node(it.object);
            change.kind = it.kind;
            change.assumptions = it.assumptions;
            change.at = it.event;
            if (it.must) {
                if (!passed) passed.emplace(module_, function_);
                change.must = passed->holds(it.event);
            }
            for (const std::uint32_t key : passed_keys(it.key)) {
                change.key = key;
                add_change(change);
            }
        }
    }

    [[nodiscard]] static bool needs_choice(const Summary::Change& change) {
        return change.assumptions.has(heap::Assumption::some_callee);
    }

    void add_change(const Summary::Change& change) {
        const auto same = std::ranges::find_if(summary_.changes, [&](const Summary::Change& one) {
            return one.node == change.node && one.kind == change.kind && one.key == change.key;
        });
        if (same == summary_.changes.end()) {
            summary_.changes.push_back(change);
        } else if ((change.must && !same->must) || (needs_choice(*same) && !needs_choice(change))) {
            *same = change;
        }
    }

    Interpreter& interpreter_;
    Heap& heap_;
    const Module& module_;
    const Function& function_;
    State state_;
    State finished_;  ///< where it returns
    Value result_, yielded_;
    std::unordered_map<std::uint32_t, NodeIndex> nodes_;
    std::deque<ObjectId> made_;
    Summary::Draft summary_;
};

}  // namespace

std::optional<std::uint32_t> Summary::root_parameter(NodeIndex index) const {
    while (nodes()[index].root == Node::Root::child) index = nodes()[index].parent;
    const Node& root = nodes()[index];
    return root.root == Node::Root::parameter ? std::optional(root.index) : std::nullopt;
}

Summary::Summary(const Draft& draft) {
    static_assert(kSolid<Header> && sizeof(Header) % alignof(Constant) == 0);
    Header header;
    header.count = {static_cast<std::uint32_t>(draft.constants.size()),
                    static_cast<std::uint32_t>(draft.nodes.size()),
                    static_cast<std::uint32_t>(draft.references.size()),
                    static_cast<std::uint32_t>(draft.slots.size()),
                    static_cast<std::uint32_t>(draft.contents.size()),
                    static_cast<std::uint32_t>(draft.changes.size()),
                    static_cast<std::uint32_t>(draft.claims.size()),
                    static_cast<std::uint32_t>(draft.walks.size()),
                    static_cast<std::uint32_t>(draft.asked_parameters.size()),
                    static_cast<std::uint32_t>(draft.text.size())};
    header.result = draft.result;
    header.yielded = draft.yielded;
    header.assumptions = draft.assumptions;
    header.returns = draft.returns;
    header.incomplete = draft.incomplete;
    header.varies = draft.varies;
    header.computes = draft.computes;
    header.size = static_cast<std::uint32_t>(size_of(header));
    bytes_ = std::make_unique_for_overwrite<std::byte[]>(header.size);
    std::memcpy(bytes_.get(), &header, sizeof(Header));
    const auto put = [this](Part part, const auto& items) {
        if (!items.empty()) {
            std::memcpy(bytes_.get() + place_of(part), items.data(), items.size() * kItemSize[part]);
        }
    };
    put(kConstants, draft.constants);
    put(kNodes, draft.nodes);
    put(kReferences, draft.references);
    put(kSlots, draft.slots);
    put(kContents, draft.contents);
    put(kChanges, draft.changes);
    put(kClaims, draft.claims);
    put(kWalks, draft.walks);
    put(kAsked, draft.asked_parameters);
    put(kText, draft.text);
}

Summary::Draft Summary::draft() const {
    const auto all = [](const auto& items) { return std::vector(items.begin(), items.end()); };
    const auto text = part<char>(kText);
    Draft result;
    result.text.assign(text.begin(), text.end());
    result.constants = all(constants());
    result.nodes = all(nodes());
    result.references = all(references());
    result.slots = all(slots());
    result.contents = all(contents());
    result.changes = all(changes());
    result.claims = all(claims());
    result.walks = all(walks());
    result.asked_parameters = all(part<std::uint8_t>(kAsked));
    result.result = this->result();
    result.yielded = yielded();
    result.assumptions = assumptions();
    result.returns = returns();
    result.incomplete = incomplete();
    result.varies = varies();
    result.computes = computes();
    return result;
}

std::size_t Summary::size_of(const Header& header) {
    std::size_t size = sizeof(Header);
    for (std::size_t part = 0; part < kParts; ++part) {
        size += static_cast<std::size_t>(header.count[part]) * kItemSize[part];
    }
    return size;
}

std::size_t Summary::place_of(Part part) const {
    std::size_t place = sizeof(Header);
    for (std::size_t before = 0; before < part; ++before) {
        place += static_cast<std::size_t>(header().count[before]) * kItemSize[before];
    }
    return place;
}

std::unique_ptr<Summary> Summary::from(std::span<const std::byte> bytes) {
    Header header;
    if (bytes.size() < sizeof(Header)) return nullptr;
    std::memcpy(&header, bytes.data(), sizeof(Header));
    if (header.size != bytes.size() || size_of(header) != bytes.size()) return nullptr;
    auto copy = std::make_unique_for_overwrite<std::byte[]>(bytes.size());
    std::memcpy(copy.get(), bytes.data(), bytes.size());
    return std::unique_ptr<Summary>(new Summary(std::move(copy)));
}

bool Summary::asks_for(std::uint32_t parameter, Asks what) const {
    const auto asked = part<std::uint8_t>(kAsked);
    return parameter < asked.size() && (asked[parameter] & static_cast<std::uint8_t>(what)) != 0;
}

std::string_view Summary::view(Text it) const {
    const auto text = part<char>(kText);
    return std::string_view(text.data(), text.size()).substr(it.first, it.count);
}

bool Summary::operator==(const Summary& other) const {
    return std::ranges::equal(bytes(), other.bytes());
}

Summary summarize(Interpreter& interpreter) {
    return Summary(SummaryWriter(interpreter).write());
}

}  // namespace doppelint::analysis
