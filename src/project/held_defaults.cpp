#include "project/held_defaults.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "project/containers.h"

namespace doppelint::project {
namespace {

/// One function's instructions, with what their values are.
class Reading {
  public:
    Reading(const Project& project, CodeId code)
        : project_(project),
          code_(code),
          module_(project.program(code.module)),
          function_(module_.function(code.function)),
          instructions_(module_.instructions_of(function_)) {}

    [[nodiscard]] std::span<const Instruction> instructions() const { return instructions_; }
    [[nodiscard]] const Module& module() const { return module_; }
    [[nodiscard]] ValueId origin(ValueId value) const { return origin_of(module_, function_, value); }
    [[nodiscard]] const Instruction& made(ValueId value) const {
        return instructions_[origin(value).index()];
    }
    [[nodiscard]] ValueId keyword(const Instruction& call, std::string_view name) const {
        const NameId known = module_.names.find(name);
        const auto operands = module_.operands_of(call);
        for (std::uint32_t at = 1; known.valid() && at < operands.size(); ++at) {
            const program::Label label = module_.label_of(call, at);
            if (label.is_keyword() && label.keyword() == known) return operands[at];
        }
        return {};
    }
    [[nodiscard]] std::optional<HeldDefault> container(ValueId value) const {
        if (!value.valid() || !makes_container(project_, code_, value)) return std::nullopt;
        return HeldDefault{code_, origin(value)};
    }
    [[nodiscard]] std::string text(ValueId value) const {
        if (!value.valid() || made(value).opcode != Opcode::constant) return {};
        const program::Constant& constant = module_.constants[made(value).payload];
        return constant.kind == program::ConstantKind::string ? std::string(module_.text(constant.text)) : "";
    }
    /// The name of the method that the call names.
    [[nodiscard]] std::string_view method(const Instruction& call) const {
        const Instruction& callee = made(module_.operands_of(call)[0]);
        return callee.opcode == Opcode::get_attribute ? module_.text(NameId{callee.payload})
                                                      : std::string_view();
    }
    [[nodiscard]] std::string called_library(const Instruction& call) const {
        return project_.meaning_of(code_, module_.operands_of(call)[0]).only_library();
    }

  private:
    const Project& project_;
    CodeId code_;
    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
};

// `--dry-run` is kept as `dry_run`.
std::string attribute_of_option(std::string flag) {
    flag.erase(0, flag.find_first_not_of('-'));
    std::ranges::replace(flag, '-', '_');
    return flag;
}

// Whether the call of `add_argument` is for this attribute: `dest` says so, or its first long option, or else
// its first one.
bool is_option_of(const Reading& reading, const Instruction& call, std::string_view attribute) {
    if (const ValueId given = reading.keyword(call, "dest"); given.valid())
        return reading.text(given) == attribute;
    const auto operands = reading.module().operands_of(call);
    std::string first;
    for (std::uint32_t at = 1; at < operands.size(); ++at) {
        if (reading.module().label_of(call, at) != program::Label{}) continue;
        const std::string flag = reading.text(operands[at]);
        if (flag.starts_with("--")) return attribute_of_option(flag) == attribute;
        if (first.empty()) first = flag;
    }
    return !first.empty() && attribute_of_option(first) == attribute;
}

std::optional<HeldDefault> option_default(const Reading& reading, std::string_view attribute) {
    for (const Instruction& it : reading.instructions()) {
        if (it.opcode != Opcode::call) continue;
        const std::string_view method = reading.method(it);
        if (method == "set_defaults") {
            if (auto found = reading.container(reading.keyword(it, attribute))) return found;
        }
        if (method != "add_argument" || !is_option_of(reading, it, attribute)) continue;
        const std::string action = reading.text(reading.keyword(it, "action"));
        if (action == "append" || action == "extend" || action == "append_const") continue;
        if (auto found = reading.container(reading.keyword(it, "default"))) return found;
    }
    return std::nullopt;
}

/// Whether a module makes a parser anew for each parse: then no parse meets what another one left in the
/// defaults.
class Parses {
  public:
    Parses(const Project& project, ModuleId module)
        : project_(project), id_(module), module_(project.program(module)) {}

    [[nodiscard]] bool have_each_their_parser() const {
        bool any = false;
        for (std::uint32_t index = 0; index < module_.functions.size(); ++index) {
            const Reading reading(project_, {id_, FunctionId{index}});
            for (const Instruction& it : reading.instructions()) {
                const std::string_view method =
                    it.opcode == Opcode::call ? reading.method(it) : std::string_view();
                if (method != "parse_args" && method != "parse_known_args") continue;
                const ValueId at{static_cast<std::uint32_t>(&it - reading.instructions().data())};
                if (!is_of_new_parser(reading, FunctionId{index}, at)) return false;
                any = true;
            }
        }
        return any;
    }

  private:
    [[nodiscard]] bool is_of_new_parser(const Reading& reading, FunctionId in, ValueId parse) const {
        const Instruction& call = reading.instructions()[parse.index()];
        const Instruction& method = reading.made(module_.operands_of(call)[0]);
        const ValueId parser = reading.origin(module_.operands_of(method)[0]);
        const Instruction& made = reading.instructions()[parser.index()];
        if (made.opcode == Opcode::get_attribute) {
            const NameId attribute{made.payload};
            return is_set_up(reading, in, attribute, parse) || is_set_up_by_callers(in, attribute);
        }
        const bool is_new = made.opcode == Opcode::call && gives_new(reading, in, made);
        return is_new && !comes_again(in, parse, parser);
    }

    [[nodiscard]] bool is_set_up(const Reading& reading, FunctionId in, NameId attribute, ValueId use) const {
        const ValueId maker = set_up_before(reading, attribute, use);
        return maker.valid() && !comes_again(in, use, maker);
    }

    // Whether whoever calls the method has its instance make the parser first.
    [[nodiscard]] bool is_set_up_by_callers(FunctionId method, NameId attribute) const {
        const std::string_view name = module_.text(module_.function(method).name);
        bool any = false;
        for (std::uint32_t index = 0; index < module_.functions.size(); ++index) {
            const Reading caller(project_, {id_, FunctionId{index}});
            for (const Instruction& it : caller.instructions()) {
                if (it.opcode != Opcode::call || caller.method(it) != name) continue;
                const ValueId at{static_cast<std::uint32_t>(&it - caller.instructions().data())};
                if (!is_set_up(caller, FunctionId{index}, attribute, at)) return false;
                any = true;
            }
        }
        return any;
    }

    // A class, or a function that gives what a call gave it.
    [[nodiscard]] bool gives_new(const Reading& reading, FunctionId in, const Instruction& call) const {
        const ValueId callee = module_.operands_of(call)[0];
        const Meanings meanings = project_.meaning_of({id_, in}, callee);
        if (!meanings.only_library().empty()) return true;
        const Meaning* const meaning = meanings.only();
        if (meaning != nullptr && meaning->what == Meaning::What::class_) return true;
        if (meaning != nullptr) return meaning->what == Meaning::What::function && makes_it(meaning->code);
        const std::string_view method = reading.method(call);
        bool any = false;
        for (std::uint32_t index = 0; index < module_.functions.size(); ++index) {
            if (method.empty() || module_.text(module_.functions[index].name) != method) continue;
            if (!makes_it({id_, FunctionId{index}})) return false;
            any = true;
        }
        return any;
    }

    [[nodiscard]] bool makes_it(CodeId code) const {
        if (code.module != id_ || project_.is_decorated(code)) return false;
        const Reading reading(project_, code);
        return std::ranges::all_of(reading.instructions(), [&](const Instruction& it) {
            if (it.opcode != Opcode::return_value || it.operand_count == 0) return true;
            const ValueId given = module_.operands_of(it)[0];
            return given.valid() && reading.made(given).opcode == Opcode::call;
        });
    }

    // What makes the parser of the attribute in the function, before it parses: the function itself, or a
    // method that it calls. None: some other code does so.
    [[nodiscard]] ValueId set_up_before(const Reading& reading, NameId attribute, ValueId parse) const {
        const auto sets = [&](const Instruction& it) {
            return it.opcode == Opcode::set_attribute && NameId{it.payload} == attribute;
        };
        for (std::uint32_t at = 0; at < parse.index(); ++at) {
            const Instruction& it = reading.instructions()[at];
            if (sets(it)) return ValueId{at};
            const std::string_view method = it.opcode == Opcode::call ? reading.method(it) : "";
            for (const Function& function : module_.functions) {
                if (!method.empty() && module_.text(function.name) == method &&
                    std::ranges::any_of(module_.instructions_of(function), sets))
                    return ValueId{at};
            }
        }
        return {};
    }

    // Whether control comes by the parse again and not by what makes the parser.
    [[nodiscard]] bool comes_again(FunctionId in, ValueId parse, ValueId maker) const {
        const Function& function = module_.function(in);
        const auto blocks = module_.blocks_of(function);
        const auto is_in = [](ValueId at, const program::Block& block) {
            return at.index() >= block.first_instruction &&
                   at.index() < block.first_instruction + block.instruction_count;
        };
        std::vector<bool> met(blocks.size());
        std::vector<std::size_t> open;
        for (std::size_t index = 0; index < blocks.size(); ++index) {
            if (is_in(parse, blocks[index])) open.push_back(index);
        }
        while (!open.empty()) {
            const program::Block& block = blocks[open.back()];
            open.pop_back();
            for (const program::BlockId next : module_.successors_of(block)) {
                if (is_in(maker, blocks[next.index()])) continue;
                if (is_in(parse, blocks[next.index()])) return true;
                if (!met[next.index()]) open.push_back(next.index());
                met[next.index()] = true;
            }
        }
        return false;
    }

    const Project& project_;
    ModuleId id_;
    const Module& module_;
};

// What a function made here gives, each time the same: a container of the code around, or of the module.
std::optional<HeldDefault> given_by(const Project& project, CodeId around, const Instruction& factory) {
    if (factory.opcode != Opcode::make_function) return std::nullopt;
    const CodeId code{around.module, FunctionId{factory.payload}};
    const Reading inside(project, code);
    const Reading outside(project, around);
    std::optional<HeldDefault> result;
    for (const Instruction& it : inside.instructions()) {
        if (it.opcode != Opcode::return_value) continue;
        const Instruction& made = inside.made(inside.module().operands_of(it)[0]);
        const Function& function = project.function(code);
        if (made.opcode == Opcode::capture && inside.module().captures_of(function)[made.payload].by_value) {
            const auto operands = inside.module().operands_of(factory);
            const std::size_t captures = operands.size() - function.annotation_count - function.capture_count;
            result = outside.container(operands[captures + made.payload]);
        } else if (made.opcode == Opcode::load_global) {
            const ValueId value = container_of_global(project, code.module, NameId{made.payload});
            result = value.valid() ? std::optional(HeldDefault{{code.module, FunctionId{0}}, value})
                                   : std::nullopt;
        } else {
            return std::nullopt;
        }
        if (!result) return std::nullopt;
    }
    return result;
}

}  // namespace

std::optional<HeldDefault> context_default(const Project& project, ModuleId module, std::string_view name) {
    const Reading body(project, {module, FunctionId{0}});
    const NameId known = body.module().names.find(name);
    if (!known.valid()) return std::nullopt;
    const std::span<const Binding> bindings = project.interface(module).bindings(known);
    if (bindings.size() != 1 || bindings.front().in != FunctionId{0} || !bindings.front().value.valid())
        return std::nullopt;
    const Instruction& made = body.made(bindings.front().value);
    if (made.opcode != Opcode::call || body.called_library(made) != "contextvars.ContextVar")
        return std::nullopt;
    return body.container(body.keyword(made, "default"));
}

std::optional<HeldDefault> option_default(const Project& project, ModuleId module,
                                          std::string_view attribute) {
    const Module& program = project.program(module);
    const bool parses =
        program.names.find("add_argument").valid() || program.names.find("set_defaults").valid();
    if (!parses || !program.names.find("argparse").valid()) return std::nullopt;
    if (Parses(project, module).have_each_their_parser()) return std::nullopt;
    for (std::uint32_t index = 0; index < program.functions.size(); ++index) {
        if (auto found = option_default(Reading(project, {module, FunctionId{index}}), attribute))
            return found;
    }
    return std::nullopt;
}

std::optional<HeldDefault> factory_default(const Project& project, const ClassInfo& info,
                                           std::string_view attribute) {
    const Module& program = project.program(info.body.module);
    const NameId known = program.names.find(attribute);
    if (!known.valid()) return std::nullopt;
    for (std::uint32_t index = 0; index < program.functions.size(); ++index) {
        const CodeId code{info.body.module, FunctionId{index}};
        if (program.function(code.function).parent != info.body.function) continue;
        const Reading method(project, code);
        for (const Instruction& it : method.instructions()) {
            if (it.opcode != Opcode::set_attribute || NameId{it.payload} != known) continue;
            const Instruction& made = method.made(program.operands_of(it)[1]);
            const bool is_dict =
                made.opcode == Opcode::call && method.called_library(made) == "collections.defaultdict";
            if (!is_dict || made.operand_count < 2) return std::nullopt;
            return given_by(project, code, method.made(program.operands_of(made)[1]));
        }
    }
    return std::nullopt;
}

}  // namespace doppelint::project
