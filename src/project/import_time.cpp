#include "project/import_time.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace doppelint::project {
namespace {

using program::FunctionKind;

// More ways to it than that: nobody counts them.
constexpr std::size_t kMostCallers = 16;

/// Looks for all places that name a function of the project's modules.
class Callers {
  public:
    Callers(const Project& project, CodeId code) : project_(project), home_(code.module), open_{code} {}

    [[nodiscard]] bool are_module_bodies() {
        // Each call may add more.
        std::size_t next = 0;
        while (next < open_.size()) {
            if (open_.size() > kMostCallers || !is_called_at_import(open_[next++])) return false;
        }
        return true;
    }

  private:
    [[nodiscard]] bool is_called_at_import(CodeId code) {
        const Function& called = project_.function(code);
        const Module& home = project_.program(code.module);
        const bool is_global = called.kind == FunctionKind::function && called.parent.valid() &&
                               home.function(called.parent).kind == FunctionKind::module;
        if (!is_global || project_.is_decorated(code)) return false;
        const std::string_view name = home.text(called.name);
        bool is_called = false;
        for (std::uint32_t at = 0; at < project_.module_count(); ++at) {
            const ModuleId id{at};
            const Module& module = project_.program(id);
            if (!module.names.find(name).valid()) continue;
            for (std::uint32_t place = 0; place < module.functions.size(); ++place) {
                const CodeId in{id, FunctionId{place}};
                if (!look_at(in, code, name, is_called)) return false;
            }
        }
        return is_called;
    }

    // Whether nothing in this code but calls name it; who calls it is looked at next.
    [[nodiscard]] bool look_at(CodeId in, CodeId code, std::string_view name, bool& is_called) {
        const Module& module = project_.program(in.module);
        const Function& function = project_.function(in);
        const auto instructions = module.instructions_of(function);
        for (std::uint32_t index = 0; index < instructions.size(); ++index) {
            const Instruction& it = instructions[index];
            // A name of the function's own for it.
            const bool is_local = it.opcode == Opcode::import_member && function.kind != FunctionKind::module;
            if (is_local && means(in, ValueId{index}, code)) return false;
            const bool is_name = it.opcode == Opcode::load_global || it.opcode == Opcode::load_local_name ||
                                 it.opcode == Opcode::get_attribute;
            if (!is_name || module.text(NameId{it.payload}) != name || !means(in, ValueId{index}, code))
                continue;
            if (!is_only_called(module, function, ValueId{index})) return false;
            is_called = true;
            if (function.kind == FunctionKind::module) {
                if (!is_loaded_first(in.module)) return false;
                continue;
            }
            if (std::ranges::find(open_, in) == open_.end()) open_.push_back(in);
        }
        return true;
    }

    // The module itself, or a package that it is in: nobody has imported from it before. Another module's
    // body may have done so.
    [[nodiscard]] bool is_loaded_first(ModuleId module) const {
        return module == home_ || project_.name(home_).starts_with(project_.name(module) + ".");
    }

    [[nodiscard]] bool means(CodeId in, ValueId value, CodeId code) const {
        return std::ranges::any_of(project_.meaning_of(in, value).any, [&](const Meaning& it) {
            return it.what == Meaning::What::function && it.code == code;
        });
    }

    [[nodiscard]] static bool is_only_called(const Module& module, const Function& function, ValueId value) {
        return std::ranges::all_of(module.instructions_of(function), [&](const Instruction& it) {
            const auto operands = module.operands_of(it);
            const auto uses = std::ranges::count(operands, value);
            return uses == 0 || (it.opcode == Opcode::call && uses == 1 && operands[0] == value);
        });
    }

    const Project& project_;
    ModuleId home_;
    std::vector<CodeId> open_;
};

}  // namespace

bool runs_at_import(const Project& project, CodeId code) {
    return Callers(project, code).are_module_bodies();
}

}  // namespace doppelint::project
