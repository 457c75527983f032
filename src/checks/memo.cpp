#include "checks/memo.h"

#include <algorithm>
#include <set>

#include "checks/items.h"
#include "checks/order.h"
#include "checks/own_attributes.h"
#include "checks/registers.h"

namespace doppelint::checks {
namespace {

using analysis::Change;

constexpr std::size_t kMostSources = 400;

/// What fills the table: `table[key] = value`, or a method of it that gets `value`.
struct Fill {
    ValueId table;
    ValueId key;  ///< none: a method
    std::vector<ValueId> values;
};

/// What a value is worked out from.
struct Sources {
    std::set<std::uint32_t> parameters;
    std::set<ValueId> registers;
};

class Memo {
  public:
    Memo(const Subject& subject, const FunctionRun& run, const Change& change)
        : subject_(subject), run_(run), module_(subject.file.module), change_(change) {}

    [[nodiscard]] bool holds() const {
        const Instruction& event = subject_.at(change_.event);
        if (change_.callee.valid() || !change_.through_value.valid() || changes_parts()) return false;
        Fill fill{change_.through_value, {}, {}};
        const auto operands = module_.operands_of(event);
        if (event.opcode == Opcode::set_item) {
            fill.key = operands[1];
            fill.values = {operands[2]};
        } else if (event.opcode == Opcode::call) {
            fill.values.assign(operands.begin() + 1, operands.end());
        } else {
            return false;
        }
        Sources of_value;
        for (const ValueId it : fill.values) collect(it, fill, of_value);
        return follows_from_key(fill, of_value) &&
               (is_filled_when_empty(fill) || is_looked_up(fill, of_value));
    }

  private:
    // An answer that changes is none.
    [[nodiscard]] bool changes_parts() const {
        return std::ranges::any_of(run_.facts.changes, [&](const Change& it) {
            const heap::Object& object = run_.heap.objects()[it.object];
            return object.origin == heap::Origin::child && object.parent == change_.object;
        });
    }

    // A container that the class has for all its instances, so that it says nothing of one of them.
    [[nodiscard]] bool is_of_class(const Instruction& it) const {
        if (it.opcode != Opcode::get_attribute || subject_.file.project == nullptr) return false;
        const Instruction& holder = subject_.at(origin_of(subject_, operand(module_, it, 0)));
        const program::CodeId own = own_class(subject_);
        if (holder.opcode != Opcode::parameter || holder.payload != 0 || !own.valid()) return false;
        const analysis::ClassReader classes = subject_.file.project->classes();
        const project::ClassInfo* const info = classes.find(own);
        return info != nullptr &&
               classes.shared_attribute(*info, module_.text(NameId{it.payload})).has_value();
    }

    // `self.rows = Rows(path)`, and then `self.rows` in the same block: what was stored.
    [[nodiscard]] ValueId stored_before(ValueId read) const {
        const Instruction& it = subject_.at(read);
        if (it.opcode != Opcode::get_attribute) return {};
        const ValueId holder = sole_origin_of(subject_, operand(module_, it, 0));
        for (std::uint32_t at = read.index(); at-- > 0;) {
            const Instruction& before = subject_.at(ValueId{at});
            if (program::shape_of(before.opcode) == program::Shape::end || before.opcode == Opcode::call)
                return {};
            const bool is_store = before.opcode == Opcode::set_attribute && before.payload == it.payload;
            if (is_store && sole_origin_of(subject_, operand(module_, before, 0)) == holder)
                return operand(module_, before, 1);
        }
        return {};
    }

    void collect(ValueId from, const Fill& fill, Sources& into) const {
        std::vector<ValueId> open{from};
        while (!open.empty() && into.registers.size() < kMostSources) {
            const ValueId it = open.back();
            open.pop_back();
            if (!it.valid() || !into.registers.insert(it).second) continue;
            const Instruction& made = subject_.at(it);
            if (const ValueId stored = stored_before(it); stored.valid()) {
                open.push_back(stored);
                continue;
            }
            if (made.opcode == Opcode::parameter) into.parameters.insert(made.payload);
            if (is_of_class(made) || same_thing(subject_, it, fill.table)) continue;
            const auto operands = module_.operands_of(made);
            open.insert(open.end(), operands.begin(), operands.end());
        }
    }

    // Nothing of the instance, or of another argument, goes into it.
    [[nodiscard]] bool follows_from_key(const Fill& fill, const Sources& of_value) const {
        Sources of_key;
        if (fill.key.valid()) collect(fill.key, fill, of_key);
        if (of_value.registers.size() >= kMostSources) return false;
        const Instruction& table = subject_.at(sole_origin_of(subject_, fill.table));
        if (table.opcode == Opcode::parameter) of_key.parameters.insert(table.payload);
        return std::ranges::includes(of_key.parameters, of_value.parameters);
    }

    // Every way to the change comes by `test`, and from there one goes on without it.
    [[nodiscard]] bool is_guarded_by(ValueId test) const {
        if (reached_from(subject_, ValueId{0}, test)[change_.event.index()]) return false;
        return !always_comes_by(subject_, test, change_.event);
    }

    // `if not table: …`
    [[nodiscard]] bool is_filled_when_empty(const Fill& fill) const {
        return any_instruction([&](ValueId id, const Instruction& it) {
            if (it.opcode != Opcode::branch) return false;
            ValueId test = origin_of(subject_, operand(module_, it, 0));
            const Instruction& asked = subject_.at(test);
            if (asked.opcode == Opcode::unary) test = operand(module_, asked, 0);
            return same_thing(subject_, test, fill.table) && is_guarded_by(id);
        });
    }

    // `if key in table: return table[key]`, `try: return table[key]`, `table.get(key)`
    [[nodiscard]] bool is_looked_up(const Fill& fill, const Sources& of_value) const {
        if (!fill.key.valid() || !(depends_on_key(fill, of_value) || depends_on_table(fill, of_value)))
            return false;
        const bool is_read = any_instruction([&](ValueId id, const Instruction&) { return reads(id, fill); });
        return is_read && any_instruction([&](ValueId id, const Instruction& it) {
                   return (reads(id, fill) || asks(it, fill)) && is_guarded_by(id);
               });
    }

    [[nodiscard]] bool depends_on_key(const Fill& fill, const Sources& of_value) const {
        const ValueId key = sole_origin_of(subject_, fill.key);
        return std::ranges::any_of(of_value.registers, [&](ValueId it) {
            return sole_origin_of(subject_, it) == key || same_thing(subject_, it, key);
        });
    }

    // `numbers[name] = len(numbers)`
    [[nodiscard]] bool depends_on_table(const Fill& fill, const Sources& of_value) const {
        return of_value.parameters.empty() && std::ranges::any_of(of_value.registers, [&](ValueId it) {
                   return same_thing(subject_, it, fill.table);
               });
    }

    [[nodiscard]] bool is_entry(ValueId table, ValueId key, const Fill& fill) const {
        return same_thing(subject_, table, fill.table) && same_thing(subject_, key, fill.key);
    }

    [[nodiscard]] bool reads(ValueId id, const Fill& fill) const {
        const auto read = item_read_at(subject_, id);
        return read && is_entry(read->container, read->key, fill);
    }

    [[nodiscard]] bool asks(const Instruction& it, const Fill& fill) const {
        if (it.opcode != Opcode::compare) return false;
        const auto how = static_cast<program::Comparison>(it.detail);
        return (how == program::Comparison::in || how == program::Comparison::not_in) &&
               is_entry(operand(module_, it, 1), operand(module_, it, 0), fill);
    }

    template <class Holds>
    [[nodiscard]] bool any_instruction(const Holds& holds) const {
        const auto instructions = module_.instructions_of(subject_.function());
        for (std::uint32_t index = 0; index < instructions.size(); ++index) {
            if (holds(ValueId{index}, instructions[index])) return true;
        }
        return false;
    }

    const Subject& subject_;
    const FunctionRun& run_;
    const program::Module& module_;
    const Change& change_;
};

}  // namespace

bool remembers_answer(const Subject& subject, const FunctionRun& run, const analysis::Change& change) {
    return Memo(subject, run, change).holds();
}

}  // namespace doppelint::checks
