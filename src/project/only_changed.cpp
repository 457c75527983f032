#include "project/only_changed.h"

#include <algorithm>
#include <vector>

#include "project/changing_methods.h"

namespace doppelint::project {
namespace {

/// What one function does with the values of an attribute.
class Readings {
  public:
    Readings(const Module& module, const Function& function, const models::Library& library, NameId name)
        : module_(module),
          library_(library),
          instructions_(module.instructions_of(function)),
          name_(name),
          what_(instructions_.size(), What::other) {}

    [[nodiscard]] bool only_change() {
        for (std::uint32_t index = 0; index < instructions_.size(); ++index) {
            const Instruction& it = instructions_[index];
            const auto operands = module_.operands_of(it);
            for (std::size_t place = 0; place < operands.size(); ++place) {
                if (operands[place].valid() && !is_harmless(it, place, what_[operands[place].index()]))
                    return false;
            }
            what_[index] = what_it_makes(it);
        }
        return true;
    }

  private:
    /// What a register holds: the attribute's value, a method that changes it, one that gives nothing but
    /// None, what a method gave.
    enum class What : std::uint8_t { other, attribute, method, command, given };

    [[nodiscard]] What what_it_makes(const Instruction& it) const {
        if (it.opcode == Opcode::call) {
            const ValueId callee = module_.operands_of(it)[0];
            const What called = what_[callee.index()];
            return called == What::method || called == What::command ? What::given : What::other;
        }
        if (it.opcode != Opcode::get_attribute) return What::other;
        if (NameId{it.payload} == name_) return What::attribute;
        const ValueId holder = module_.operands_of(it)[0];
        if (what_[holder.index()] != What::attribute) return What::other;
        return gives_nothing(library_, module_.text(NameId{it.payload})) ? What::command : What::method;
    }
    [[nodiscard]] bool is_harmless(const Instruction& user, std::size_t place, What used) const {
        switch (used) {
            case What::other: return true;
            case What::attribute:
                if (user.opcode == Opcode::get_attribute)
                    return changes_receiver(library_, module_.text(NameId{user.payload}));
                return place == 0 && (user.opcode == Opcode::set_item || user.opcode == Opcode::delete_item);
            // `task.add_done_callback(self._tasks.discard)`: what it gives then is None.
            case What::command:
            case What::method: return user.opcode == Opcode::call && (place == 0 || used == What::command);
            case What::given: return false;
        }
        return false;
    }

    const Module& module_;
    const models::Library& library_;
    std::span<const Instruction> instructions_;
    NameId name_;
    std::vector<What> what_;  ///< by register
};

bool only_changes(const Project& project, ModuleId id, std::string_view name) {
    const Module& module = project.program(id);
    const NameId known = module.names.find(name);
    if (!known.valid()) return true;
    return std::ranges::all_of(module.functions, [&](const Function& function) {
        const auto instructions = module.instructions_of(function);
        const bool reads = std::ranges::any_of(instructions, [&](const Instruction& it) {
            return it.opcode == Opcode::get_attribute && NameId{it.payload} == known;
        });
        return !reads || Readings(module, function, project.library(), known).only_change();
    });
}

}  // namespace

bool is_only_changed(const Project& project, const ClassInfo& info, std::string_view name) {
    if (!name.starts_with('_')) return false;
    std::vector<ModuleId> modules;
    for (const ClassName& it : info.order) {
        if (it.body.valid()) modules.push_back(it.body.module);
    }
    for (const CodeId it : info.subclasses) modules.push_back(it.module);
    std::ranges::sort(modules);
    const auto repeated = std::ranges::unique(modules);
    modules.erase(repeated.begin(), repeated.end());
    return std::ranges::all_of(modules, [&](ModuleId it) { return only_changes(project, it, name); });
}

}  // namespace doppelint::project
