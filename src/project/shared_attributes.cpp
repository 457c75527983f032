#include "project/shared_attributes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "project/containers.h"
#include "project/records.h"
#include "project/registrations.h"

namespace doppelint::project {
namespace {

/// How one function sets an attribute of its first parameter.
class Stores {
  public:
    Stores(const Module& module, FunctionId function, std::string_view name)
        : module_(module), function_(module.function(function)), name_(module.names.find(name)) {
        if (!name_.valid()) return;
        const auto blocks = module.blocks_of(function_);
        sets_.resize(blocks.size());
        for (std::size_t at = 0; at < blocks.size(); ++at) look_at(blocks[at], at);
    }

    [[nodiscard]] bool any() const { return any_; }
    /// Whether some store binds a new object, and does not merely write an augmented one back.
    [[nodiscard]] bool rebinds() const { return std::ranges::find(sets_, true) != sets_.end(); }
    /// Whether every way to a return comes by a store that rebinds.
    [[nodiscard]] bool always_rebinds() const {
        if (!rebinds()) return false;
        const auto blocks = module_.blocks_of(function_);
        std::vector<bool> seen(blocks.size());
        std::vector<std::size_t> open{0};
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            if (seen[at]) continue;
            seen[at] = true;
            const Block& block = blocks[at];
            if (block.handler.valid()) open.push_back(block.handler.index());
            if (sets_[at]) continue;
            if (ends_in_return(block)) return false;
            for (const program::BlockId it : module_.successors_of(block)) open.push_back(it.index());
        }
        return true;
    }

  private:
    using Block = program::Block;

    void look_at(const Block& block, std::size_t at) {
        const auto all = module_.instructions_of(function_);
        for (const Instruction& it : all.subspan(block.first_instruction, block.instruction_count)) {
            if (it.opcode != Opcode::set_attribute || NameId{it.payload} != name_) continue;
            const auto operands = module_.operands_of(it);
            const Instruction& holder = all[origin_of(module_, function_, operands[0]).index()];
            if (holder.opcode != Opcode::parameter || holder.payload != 0) continue;
            any_ = true;
            const Instruction& value = all[origin_of(module_, function_, operands[1]).index()];
            if (value.opcode != Opcode::in_place) sets_[at] = true;
        }
    }
    [[nodiscard]] bool ends_in_return(const Block& block) const {
        if (block.instruction_count == 0) return false;
        const auto all = module_.instructions_of(function_);
        return all[block.first_instruction + block.instruction_count - 1].opcode == Opcode::return_value;
    }

    const Module& module_;
    const Function& function_;
    NameId name_;
    bool any_ = false;
    std::vector<bool> sets_;  ///< by block
};

// Whether the function names the attribute in a store at all, of whatever object.
bool mentions_store(const Module& module, FunctionId function, std::string_view name) {
    const NameId known = module.names.find(name);
    return known.valid() &&
           std::ranges::any_of(module.instructions_of(module.function(function)), [&](const Instruction& it) {
               return it.opcode == Opcode::set_attribute && NameId{it.payload} == known;
           });
}

// Whether the method binds the attribute of its class anew: `type(self).rows = []`, `cls.rows = []`.
bool renews_of_class(const Module& module, std::string_view method, const Member& it, std::string_view name) {
    const NameId known = module.names.find(name);
    if (!known.valid()) return false;
    const bool gets_class =
        it.wrap == Wrap::class_method || method == "__new__" || method == "__init_subclass__";
    const Function& function = module.function(it.function);
    const auto instructions = module.instructions_of(function);
    const auto made = [&](ValueId value) -> const Instruction& {
        return instructions[origin_of(module, function, value).index()];
    };
    const auto is_first = [&](ValueId value) {
        return value.valid() && made(value).opcode == Opcode::parameter && made(value).payload == 0;
    };
    const auto is_class = [&](ValueId value) {
        if (gets_class && is_first(value)) return true;
        const Instruction& holder = made(value);
        const auto operands = module.operands_of(holder);
        if (holder.opcode == Opcode::get_attribute)
            return module.text(NameId{holder.payload}) == "__class__" && is_first(operands[0]);
        if (holder.opcode != Opcode::call || operands.size() != 2 || !is_first(operands[1])) return false;
        const Instruction& callee = made(operands[0]);
        return callee.opcode == Opcode::load_global && module.text(NameId{callee.payload}) == "type";
    };
    return std::ranges::any_of(instructions, [&](const Instruction& one) {
        return one.opcode == Opcode::set_attribute && NameId{one.payload} == known &&
               is_class(module.operands_of(one)[0]);
    });
}

enum class Own : std::uint8_t { never, perhaps, stored };

// What one method does about the attribute.
Own own_in(const Module& module, std::string_view method, const Member& it, std::string_view name) {
    if (!it.function.valid()) return Own::never;
    // What the class renews for all is the class's.
    if (renews_of_class(module, method, it, name)) return Own::perhaps;
    const bool makes_instances = it.wrap == Wrap::class_method || method == "__new__";
    if (makes_instances && registers_instances(module, it.function, name)) return Own::perhaps;
    if (method == "__new__" && mentions_store(module, it.function, name)) return Own::perhaps;
    if (it.wrap == Wrap::class_method || it.wrap == Wrap::static_method) return Own::never;
    // A list of all instances belongs to the class.
    if (registers_itself(module, it.function, name)) return Own::perhaps;
    const Stores stores(module, it.function, name);
    const bool constructs = is_constructor(method);
    if (constructs ? stores.always_rebinds() : stores.rebinds()) return Own::perhaps;
    return stores.any() ? Own::stored : Own::never;
}

// Whether what the class's methods do gives instances an attribute of their own: `stored` says that they
// write it, but that what was there is still there for some.
Own own_in(const Project& project, const ClassInfo& info, std::string_view name) {
    const Module& module = project.program(info.body.module);
    Own result = Own::never;
    for (const auto& [method, members] : info.members) {
        for (const Member& it : members) {
            const Own own = own_in(module, method, it, name);
            if (own == Own::perhaps) return own;
            if (own == Own::stored) result = own;
        }
    }
    return result;
}

void read_annotation(const Project& project, const ClassInfo& owner, std::string_view name,
                     SharedAttribute& into) {
    const Module& module = project.program(owner.body.module);
    for (std::size_t at = 0; at < owner.fields.size(); ++at) {
        if (module.text(owner.fields[at]) != name) continue;
        into.promise = promise_of(project, owner.body.module, module.text(owner.types[at]));
        into.is_field = into.promise == Promise::none;
    }
}

// What the class body binds there; none where that is no object, or made for each instance.
ValueId value_of(const Project& project, const ClassInfo& owner, const Member& member) {
    if (member.function.valid() || member.class_body.valid() || !member.binding.value.valid()) return {};
    const ValueId value = default_of_field(project, owner.body, member.binding.value);
    if (!value.valid()) return {};
    const Module& module = project.program(owner.body.module);
    return origin_of(module, module.function(owner.body.function), value);
}

/// The class, those it derives from and those below it.
std::vector<const ClassInfo*> family_of(const ClassTable& classes, const ClassInfo& info) {
    std::vector<const ClassInfo*> family;
    family.reserve(info.order.size() + info.subclasses.size());
    for (const ClassName& it : info.order) family.push_back(classes.find(it.body));
    for (const CodeId it : info.subclasses) family.push_back(classes.find(it));
    std::erase(family, nullptr);
    return family;
}

// Whether a class that binds the name itself binds it to an object of its own, which its instances share.
bool has_object_too(const Project& project, const ClassInfo& info, std::string_view name) {
    const auto found = info.members.find(name);
    if (found == info.members.end()) return true;
    if (found->second.size() != 1) return false;
    const ValueId value = value_of(project, info, found->second.front());
    return value.valid() && makes_object(project, info.body, value);
}

}  // namespace

std::vector<FieldDefault> object_defaults(const Project& project, const ClassInfo& info) {
    const Module& module = project.program(info.body.module);
    std::vector<FieldDefault> result;
    for (std::size_t at = 0; at < info.fields.size(); ++at) {
        const NameId name = info.fields[at];
        const auto found = info.members.find(module.text(name));
        if (found == info.members.end() || found->second.size() != 1) continue;
        if (promise_of(project, info.body.module, module.text(info.types[at])) == Promise::class_variable)
            continue;
        const ValueId value = value_of(project, info, found->second.front());
        if (!value.valid()) continue;
        const CodeId made_of = class_made(project, info.body, value);
        if (made_of.valid() || makes_container(project, info.body, value))
            result.push_back({name, value, made_of});
    }
    return result;
}

bool is_rebound(const Project& project, const ClassInfo& info, std::string_view name) {
    const std::vector<const ClassInfo*> family = family_of(project.classes(), info);
    return std::ranges::any_of(family, [&](const ClassInfo* one) {
        const Module& module = project.program(one->body.module);
        return std::ranges::any_of(one->members, [&](const auto& named) {
            if (is_constructor(named.first)) return false;
            return std::ranges::any_of(named.second, [&](const Member& it) {
                return it.function.valid() && Stores(module, it.function, name).rebinds();
            });
        });
    });
}

std::optional<SharedAttribute> shared_attribute(const Project& project, const ClassInfo& info,
                                                std::string_view name) {
    const ClassTable& classes = project.classes();
    const Found found = classes.lookup(info, name);
    if (found.owner == nullptr || found.open || found.members->size() != 1) return std::nullopt;
    const ClassInfo& owner = *found.owner;
    const Member& member = found.members->front();
    const ValueId value = value_of(project, owner, member);
    if (!value.valid() || owner.has_members || owner.is_metaclass || !classes.keeps_bound(owner, name) ||
        !makes_object(project, owner.body, value)) {
        return std::nullopt;
    }
    SharedAttribute result;
    result.owner = owner.body;
    result.value = value;
    result.is_instance = !makes_container(project, owner.body, value);
    for (const CodeId it : info.subclasses) {
        const ClassInfo* const below = classes.find(it);
        if (below != nullptr && !has_object_too(project, *below, name)) return std::nullopt;
    }
    for (const ClassInfo* const it : family_of(classes, info)) {
        const Own own = own_in(project, *it, name);
        if (own == Own::perhaps) return std::nullopt;
        result.is_stored |= own == Own::stored;
    }
    read_annotation(project, owner, name, result);
    return result;
}

}  // namespace doppelint::project
