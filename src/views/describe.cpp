#include <algorithm>

#include "analysis/names.h"
#include "program/literal.h"
#include "views/picture.h"

namespace doppelint::views {
namespace {

using heap::Origin;
using heap::SlotKind;
using models::Kind;
using program::Constant;
using program::ConstantKind;
using program::Opcode;

// As JSON writes it, which is how Python reads it too.
std::string quoted_text(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string result = "\"";
    for (const char it : text) {
        const auto byte = static_cast<unsigned char>(it);
        if (it == '"' || it == '\\') {
            result += {'\\', it};
        } else if (it == '\n') {
            result += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            result += {'\\', 'u', '0', '0', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
        } else {
            result += it;
        }
    }
    return result + '"';
}

// What Python would write for the constant; none where that is not known.
std::optional<std::string> literal_of(const program::Module& module, const Constant& constant) {
    if (constant.kind == ConstantKind::ellipsis) return "Ellipsis";
    if (constant.kind <= ConstantKind::false_) return std::string(program::name_of(constant.kind));
    if (!constant.exact) return std::nullopt;
    const std::string_view text = constant.text ? module.text(constant.text) : std::string_view();
    if (constant.kind == ConstantKind::string) return quoted_text(text);
    if (constant.kind == ConstantKind::bytes) return "b" + program::quoted_bytes(text);
    const std::optional<program::Number> number = program::number_from(text);
    if (!number || number->kind != constant.kind) return std::nullopt;
    return std::string(text);
}

std::string_view type_of(ConstantKind kind) {
    switch (kind) {
        case ConstantKind::none: return "None";
        case ConstantKind::true_:
        case ConstantKind::false_: return "bool";
        case ConstantKind::ellipsis: return "Ellipsis";
        case ConstantKind::integer: return "int";
        case ConstantKind::float_: return "float";
        case ConstantKind::imaginary: return "complex";
        case ConstantKind::string: return "str";
        case ConstantKind::bytes: return "bytes";
    }
    return "atom";
}

}  // namespace

// A key whose value is not known is one of the rest.
std::optional<std::string> Picture::spelled_key(program::ConstantId constant) const {
    const std::optional<std::string> text = literal_of(module_, module_.constants[constant.index()]);
    return "[" + text.value_or("*") + "]";
}

ObjectView Picture::described(const Numbering::Thing& thing) {
    ObjectView view;
    view.number = studio_.numbering.of(thing);
    switch (thing.what) {
        case Numbering::What::constant: {
            const Constant& constant = module_.constants[thing.index];
            view.kind = "const";
            view.type = type_of(constant.kind);
            view.value = literal_of(module_, constant);
            break;
        }
        case Numbering::What::atom:
            view.kind = "const";
            view.type = models::name_of(static_cast<Kind>(thing.index));
            if (static_cast<Kind>(thing.index) == Kind::none) view.value = "None";
            break;
        default:
            view.kind = models::name_of(Kind::opaque);
            view.is_mutable = true;
            for (const auto& [slot, value] : anything_) view.slots.push_back({slot, numbers_of(value)});
    }
    return view;
}

ObjectView Picture::described(ObjectId id) {
    const heap::Object object = heap_.objects()[id];
    const heap::Content content = heap_.content_of(scene_.state, id);
    ObjectView view;
    view.number = number_of(id);
    view.kind = models::name_of(object.kind == Kind::frozenset ? Kind::set : object.kind);
    // What decorators make of a function may be anything.
    const bool is_decorated = object.origin == Origin::external && object.kind == Kind::function &&
                              object.detail == analysis::Names::kDecorated;
    if (is_decorated) view.kind = models::name_of(Kind::opaque);
    view.place = place_of(id);
    view.single = is_single(id);
    view.is_mutable = is_mutable(id);
    if (content.distinct == heap::Distinct::same) view.distinct = "same";
    if (content.distinct == heap::Distinct::distinct) view.distinct = "distinct";
    view.class_name = class_of(id);
    // A defaultdict is a dict to the heap; to people it is an instance of its class.
    if (!view.class_name.empty()) view.kind = models::name_of(Kind::instance);
    view.is_partial = object.kind == Kind::instance && !heap_.objects().class_of(id).library.empty();
    view.symbolic = path_of(id);
    if (object.origin == Origin::external) view.library_name = heap_.objects().external_name(id);
    for (const auto& [slot, value] : slots_[id]) view.slots.push_back({slot, numbers_of(value)});
    return view;
}

std::optional<CopyView> Picture::copy_of(ObjectId id) {
    const CopiesMade::Copy* const copy = studio_.copies.find(id);
    if (copy == nullptr) return std::nullopt;
    CopyView view;
    view.is_deep = copy->is_deep;
    for (const ObjectId it : copy->of) {
        if (slots_.contains(it)) view.of.push_back(number_of(it));
    }
    std::ranges::sort(view.of);
    return view;
}

std::string Picture::class_of(ObjectId id) const {
    const heap::ClassName& known = heap_.objects().class_of(id);
    const models::Kinds containers =
        models::Kinds(Kind::list) | Kind::dict | Kind::set | Kind::tuple | Kind::instance;
    if (!containers.has(heap_.objects()[id].kind)) return {};
    const analysis::Context& context = studio_.interpreter.context();
    if (!known.code.valid()) return std::string(known.library);
    if (known.code.module == context.module_id)
        return studio_.unit.function_names[known.code.function.index()];
    return context.project->name(known.code);
}

// The way from a root to what was there when the activation began. Of what a call gave back there is none.
std::string Picture::path_of(ObjectId id) const {
    std::string steps;
    for (; heap_.objects()[id].origin == Origin::child; id = heap_.objects()[id].parent) {
        const heap::Slot slot = heap_.objects()[id].slot;
        if (slot.kind() != SlotKind::content) steps.insert(0, spelled(slot).value_or("…"));
    }
    const heap::Object& root = heap_.objects()[id];
    const program::Function& function = studio_.interpreter.function();
    NameId name;
    if (root.origin == Origin::parameter) name = module_.parameters_of(function)[root.site].name;
    if (root.origin == Origin::variable) {
        name = root.part == 2 ? module_.captures_of(function)[root.site].name : NameId{root.site};
    }
    if (!name.valid()) return {};
    const std::string text(studio_.interpreter.words().text(name));
    const program::ModuleId module = heap_.objects().module_of_variable(heap_.objects().root(id));
    if (!module.valid()) return text + steps;
    return studio_.interpreter.context().project->name(module) + "." + text + steps;
}

std::optional<source::Position> Picture::place_of(ObjectId id) const {
    const heap::Object& root = heap_.objects()[heap_.objects().root(id)];
    const program::Function& function = studio_.interpreter.function();
    syntax::NodeId node;
    switch (root.origin) {
        case Origin::site: node = module_.instructions_of(function)[root.site].node; break;
        case Origin::parameter: node = module_.parameters_of(function)[root.site].node; break;
        case Origin::variable: {
            if (root.part == 2) break;
            const auto of_module = module_.instructions_of(module_.functions.front());
            const auto store = std::ranges::find_if(of_module, [&](const program::Instruction& it) {
                return it.opcode == Opcode::store_global && it.payload == root.site;
            });
            if (store != of_module.end()) node = store->node;
            break;
        }
        default: break;
    }
    if (!node.valid()) return std::nullopt;
    return studio_.unit.begin_of(node);
}

// One per activation: not what a loop around this place makes in each of its turns.
bool Picture::is_single(ObjectId id) const {
    if (!heap_.objects()[id].single()) return false;
    const heap::Object& root = heap_.objects()[heap_.objects().root(id)];
    if (root.origin != Origin::site) return true;
    if (!root.single()) return false;
    const analysis::Plan& plan = studio_.interpreter.plan();
    analysis::LoopId loop = plan.loop_of(plan.block_of(ValueId{root.site}));
    for (; loop.valid(); loop = plan.loop(loop).parent) {
        if (std::ranges::any_of(scene_.blocks, [&](BlockId it) { return plan.contains(loop, it); }))
            return false;
    }
    return true;
}

}  // namespace doppelint::views
