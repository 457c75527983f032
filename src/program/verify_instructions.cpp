#include <algorithm>

#include "program/form.h"
#include "program/verification.h"

namespace doppelint::program {
namespace {

class Instructions {
  public:
    Instructions(Verification& verification, FunctionId id)
        : verification_(verification),
          module_(verification.module),
          id_(id),
          function_(module_.function(id)) {}

    void run() {
        const auto all = module_.instructions_of(function_);
        for (std::uint32_t index = 0; index < all.size(); ++index) {
            at_ = ValueId{index};
            instruction(all[index]);
        }
    }

  private:
    void check(bool sound, std::string_view sentence) {
        if (!sound) verification_.report(id_, at_, sentence);
    }

    void instruction(const Instruction& it);
    [[nodiscard]] bool payload_exists(const Instruction& it) const;
    void operands(const Instruction& it, const Form& form);
    void labels(const Instruction& it, const Form& form);
    void definition(const Instruction& it);
    [[nodiscard]] std::uint32_t default_count(const Function& it) const;
    void captures(const Instruction& it, const Function& made, std::uint32_t first);
    void unpacked(const Instruction& it);
    void iteration(const Instruction& it);
    void exception_group(const Instruction& it);
    [[nodiscard]] const Instruction* operand(const Instruction& it, std::uint32_t index) const;

    Verification& verification_;
    const Module& module_;
    FunctionId id_;
    const Function& function_;
    ValueId at_;
};

void Instructions::instruction(const Instruction& it) {
    const Form form = form_of(it.opcode);
    check(form.operands.holds(it.operand_count), "it has another number of operands");
    check(it.detail < size_of(form.detail), "its detail has no meaning");
    check(payload_exists(it), "what its payload names does not exist");
    operands(it, form);
    labels(it, form);
    if (!form.operands.holds(it.operand_count) || !payload_exists(it)) return;
    definition(it);
    unpacked(it);
    iteration(it);
    exception_group(it);
}

bool Instructions::payload_exists(const Instruction& it) const {
    switch (form_of(it.opcode).payload) {
        case PayloadForm::constant: return it.payload < module_.constants.size();
        case PayloadForm::parameter: return it.payload < function_.parameter_count;
        case PayloadForm::capture: return it.payload < function_.capture_count;
        case PayloadForm::name: return it.payload < module_.names.size();
        case PayloadForm::name_or_none: return !NameId{it.payload} || it.payload < module_.names.size();
        case PayloadForm::import: return it.payload < module_.imports.size();
        case PayloadForm::function: return it.payload < module_.functions.size();
        default: return true;
    }
}

void Instructions::operands(const Instruction& it, const Form& form) {
    const auto all = module_.operands_of(it);
    for (std::uint32_t at = 0; at < all.size(); ++at) {
        check(all[at].valid() || form.allows_none(at), "an operand that must be there is none");
        if (!all[at]) continue;
        const Opcode made_by = module_.instructions_of(function_)[all[at].index()].opcode;
        check(shape_of(made_by) == Shape::value, "an operand is an instruction that makes no value");
    }
    check(it.opcode != Opcode::make_dict || all.size() % 2 == 0, "a key has no value");
}

void Instructions::labels(const Instruction& it, const Form& form) {
    const std::uint32_t first = it.opcode == Opcode::call ? 1 : 0;
    for (std::uint32_t at = 0; at < it.operand_count; ++at) {
        const Label label = module_.label_of(it, at);
        if (label == Label{}) continue;
        if (label.value == Label::kStar) {
            check(form.labels != LabelForm::none && at >= first, "an operand cannot have a star");
        } else {
            check(form.labels == LabelForm::arguments && at >= first, "an operand cannot have a keyword");
            check(!label.is_keyword() || label.value < module_.names.size(),
                  "the name of a keyword does not exist");
        }
    }
}

void Instructions::definition(const Instruction& it) {
    if (form_of(it.opcode).payload != PayloadForm::function) return;
    const Function& made = module_.functions[it.payload];
    const bool is_class = it.opcode == Opcode::make_class;
    const bool fits_kind = is_class == (made.kind == FunctionKind::class_body);
    if (!fits_kind || made.kind == FunctionKind::module) {
        return check(false, "it makes a thing of another kind");
    }
    check(made.parent == id_, "what it makes belongs to another function");
    if (is_class) {
        check(it.operand_count >= made.capture_count, "captures are missing");
        if (it.operand_count < made.capture_count) return;
        const std::uint32_t first = it.operand_count - made.capture_count;
        for (std::uint32_t at = first; at < it.operand_count; ++at) {
            check(module_.label_of(it, at) == Label{}, "a capture has a label");
        }
        return captures(it, made, first);
    }
    const std::uint32_t defaults = default_count(made);
    const bool fits_count = it.operand_count == defaults + made.capture_count + made.annotation_count;
    check(fits_count, "it has not one operand per default, capture and annotation");
    if (fits_count) captures(it, made, defaults);
}

std::uint32_t Instructions::default_count(const Function& it) const {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(module_.parameters_of(it), &Parameter::has_default));
}

// A name that is captured as a cell gets the cell of that name; one that is captured by value gets no cell.
void Instructions::captures(const Instruction& it, const Function& made, std::uint32_t first) {
    for (std::uint32_t at = 0; at < made.capture_count; ++at) {
        const Capture& capture = module_.captures_of(made)[at];
        const Instruction* given = operand(it, first + at);
        if (given == nullptr) continue;
        NameId cell;
        if (given->opcode == Opcode::make_cell) cell = NameId{given->payload};
        if (given->opcode == Opcode::capture && given->payload < function_.capture_count) {
            const Capture& own = module_.captures_of(function_)[given->payload];
            if (!own.by_value) cell = own.name;
        }
        if (capture.by_value) {
            check(!cell, "a cell is given for a name that is captured by value");
        } else {
            check(cell == capture.name, "a captured name does not get its cell");
        }
    }
}

void Instructions::unpacked(const Instruction& it) {
    if (it.opcode != Opcode::unpacked) return;
    const Instruction* source = operand(it, 0);
    if (source == nullptr || source->opcode != Opcode::unpack) {
        return check(false, "its operand is no unpack");
    }
    check(it.payload < Unpacking::from(source->payload).targets(), "there is no such target");
}

void Instructions::iteration(const Instruction& it) {
    if (it.opcode == Opcode::iterate) {
        const Instruction* item = operand(it, 0);
        check(item != nullptr && item->opcode == Opcode::next_item, "its operand is no next_item");
    }
    if (it.opcode != Opcode::next_item) return;
    const auto all = module_.instructions_of(function_);
    const std::uint32_t next = at_.index() + 1;
    const bool followed = next < all.size() && all[next].opcode == Opcode::iterate &&
                          all[next].operand_count == 1 && module_.operands_of(all[next])[0] == at_;
    check(followed, "no iterate follows it");
}

void Instructions::exception_group(const Instruction& it) {
    if (it.opcode != Opcode::exception_group_rest) return;
    const Instruction* match = operand(it, 0);
    const bool is_group = match != nullptr && match->opcode == Opcode::match_exception &&
                          match->detail == static_cast<std::uint8_t>(ExceptionMatch::group);
    check(is_group, "its operand is no match of a group");
}

const Instruction* Instructions::operand(const Instruction& it, std::uint32_t index) const {
    const ValueId value = module_.operands_of(it)[index];
    return value ? &module_.instructions_of(function_)[value.index()] : nullptr;
}

}  // namespace

void verify_instructions(Verification& it, FunctionId function) {
    Instructions(it, function).run();
}

}  // namespace doppelint::program
