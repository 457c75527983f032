#include "analysis/only_computes.h"

#include <algorithm>
#include <vector>

#include "analysis/conversions.h"
#include "models/word.h"
#include "program/origin.h"

namespace doppelint::analysis {
namespace {

class Work {
  public:
    explicit Work(Interpreter& interpreter)
        : interpreter_(interpreter),
          module_(interpreter.context().module),
          function_(interpreter.function()) {}

    // Whether nothing happens but that a result is worked out. Who raises may be asked just for that.
    [[nodiscard]] bool only_computes() const {
        const auto instructions = module_.instructions_of(function_);
        std::vector<bool> is_known(instructions.size());
        const bool answers = only_answers();
        for (const Ran& it : interpreter_.facts().ran) {
            if (!it.computes && !lists_attribute(it) && !is_operator(it) && !(answers && converts(it)))
                return false;
            is_known[it.at.index()] = true;
        }
        for (std::uint32_t index = 0; index < instructions.size(); ++index) {
            switch (instructions[index].opcode) {
                case program::Opcode::call:
                    if (!is_known[index]) return false;
                    break;
                case program::Opcode::raise:
                case program::Opcode::assert_failed:
                case program::Opcode::yield_value:
                case program::Opcode::yield_from:
                case program::Opcode::await_value:
                case program::Opcode::enter_context:
                case program::Opcode::store_global:
                case program::Opcode::delete_global:
                case program::Opcode::store_cell:
                case program::Opcode::import_module:
                case program::Opcode::import_member: return false;
                default: break;
            }
        }
        return true;
    }

  private:
    // A lambda and a property are not called to see whether they raise.
    [[nodiscard]] bool only_answers() const {
        if (function_.kind == program::FunctionKind::lambda) return true;
        const Context& context = interpreter_.context();
        if (context.project == nullptr || !function_.parent.valid()) return false;
        const ClassReader classes = context.project->classes();
        const project::ClassInfo* const info = classes.find({context.module_id, function_.parent});
        if (info == nullptr) return false;
        const project::Found found = classes.lookup(*info, module_.text(function_.name));
        return found.owner == info && std::ranges::any_of(*found.members, [](const project::Member& it) {
                   return it.wrap == project::Wrap::property && !it.is_setter;
               });
    }

    [[nodiscard]] bool converts(const Ran& ran) const {
        return ran.model != nullptr && !ran.guessed &&
               analysis::converts(interpreter_.context().library, *ran.model);
    }

    // `found[1]`, `a < b` of a library's objects, where that does nothing else.
    [[nodiscard]] bool is_operator(const Ran& ran) const {
        if (ran.model == nullptr || ran.model->effect_count != 0 || ran.model->varies) return false;
        switch (module_.instructions_of(function_)[ran.at.index()].opcode) {
            case program::Opcode::get_item:
            case program::Opcode::compare:
            case program::Opcode::binary:
            case program::Opcode::unary: return true;
            default: return false;
        }
    }

    // `list(self.rows)`: nobody keeps an iterator there to have it run out.
    [[nodiscard]] bool lists_attribute(const Ran& ran) const {
        if (ran.model == nullptr || ran.nested) return false;
        const models::Library& library = interpreter_.context().library;
        const auto instructions = module_.instructions_of(function_);
        const program::Instruction& call = instructions[ran.at.index()];
        if (call.opcode != program::Opcode::call || call.operand_count != 2) return false;
        const ValueId listed = program::origin_of(module_, function_, module_.operands_of(call)[1]);
        return models::is_container(library.term(ran.model->result).word) &&
               instructions[listed.index()].opcode == program::Opcode::get_attribute &&
               std::ranges::all_of(library.effects_of(*ran.model),
                                   [](const models::Term& it) { return it.word == models::Word::consume; });
    }

    Interpreter& interpreter_;
    const program::Module& module_;
    const program::Function& function_;
};

}  // namespace

bool only_computes(Interpreter& interpreter) {
    return Work(interpreter).only_computes();
}

}  // namespace doppelint::analysis
