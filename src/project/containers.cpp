#include "project/containers.h"

#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "project/promises.h"

namespace doppelint::project {
namespace {

bool is_container(const models::Library& library, const std::string& dotted) {
    const models::Class* const found = library.find_class(dotted);
    return found != nullptr && found->is_mutable && (models::kContainers.has(found->kind) || found->is_rigid);
}

bool is_final(const Project& project, ModuleId module, NameId name) {
    const Module& program = project.program(module);
    return std::ranges::any_of(program.annotated_names, [&](const program::AnnotatedName& it) {
        return it.name == name && it.scope == program.functions.front().scope &&
               promise_of(project, module, program.text(it.type)) == Promise::final_;
    });
}

// Whether the module's code does more with the global than compare it, or another module imports it: what is
// handed on as an object may be asked for as one.
bool is_handed_on(const Project& project, ModuleId of, NameId name) {
    const Module& module = project.program(of);
    const bool by_own = std::ranges::any_of(module.functions, [&](const Function& function) {
        const auto instructions = module.instructions_of(function);
        const auto is_load = [&](ValueId operand) {
            if (!operand.valid()) return false;
            const Instruction& made = instructions[operand.index()];
            return made.opcode == Opcode::load_global && NameId{made.payload} == name;
        };
        return std::ranges::any_of(instructions, [&](const Instruction& it) {
            return it.opcode != Opcode::compare && std::ranges::any_of(module.operands_of(it), is_load);
        });
    });
    if (by_own) return true;
    for (std::uint32_t index = 0; index < project.module_count(); ++index) {
        const Module& other = project.program(ModuleId{index});
        const NameId known = other.names.find(module.text(name));
        if (!known.valid() || ModuleId{index} == of) continue;
        const bool imports =
            std::ranges::any_of(other.imports, [&](const program::Import& it) { return it.member == known; });
        if (imports) return true;
    }
    return false;
}

std::optional<models::Kind> kind_of(program::ConstantKind kind) {
    switch (kind) {
        case program::ConstantKind::integer: return models::Kind::integer;
        case program::ConstantKind::float_: return models::Kind::floating;
        case program::ConstantKind::imaginary: return models::Kind::complex;
        case program::ConstantKind::string: return models::Kind::string;
        case program::ConstantKind::bytes: return models::Kind::bytes;
        default: return std::nullopt;
    }
}

}  // namespace

bool makes_container(const Project& project, CodeId code, ValueId value) {
    const Module& module = project.program(code.module);
    const Function& function = module.function(code.function);
    const auto instructions = module.instructions_of(function);
    const Instruction& made = instructions[origin_of(module, function, value).index()];
    switch (made.opcode) {
        case Opcode::make_list:
        case Opcode::make_dict:
        case Opcode::make_set: return true;
        case Opcode::binary: {
            const ValueId left = origin_of(module, function, module.operands_of(made)[0]);
            return static_cast<program::BinaryOperator>(made.detail) == program::BinaryOperator::multiply &&
                   instructions[left.index()].opcode == Opcode::make_list;
        }
        case Opcode::call: {
            const std::string name = project.meaning_of(code, module.operands_of(made)[0]).only_library();
            return !name.empty() && is_container(project.library(), name);
        }
        default: return false;
    }
}

CodeId class_made(const Project& project, CodeId code, ValueId value) {
    const Module& module = project.program(code.module);
    const Function& function = module.function(code.function);
    const Instruction& made = module.instructions_of(function)[origin_of(module, function, value).index()];
    if (made.opcode != Opcode::call) return {};
    const Meanings called = project.meaning_of(code, module.operands_of(made)[0]);
    const bool is_class = called.only() != nullptr && called.only()->what == Meaning::What::class_;
    return is_class ? called.only()->code : CodeId{};
}

bool makes_object(const Project& project, CodeId code, ValueId value) {
    return makes_container(project, code, value) || class_made(project, code, value).valid();
}

bool repeats_one(const Project& project, CodeId code, ValueId value) {
    const Module& module = project.program(code.module);
    const Function& function = module.function(code.function);
    const auto instructions = module.instructions_of(function);
    const Instruction& made = instructions[value.index()];
    const auto operands = module.operands_of(made);
    const auto may_change = [&](ValueId one) { return one.valid() && makes_object(project, code, one); };
    switch (made.opcode) {
        case Opcode::binary: {
            if (static_cast<program::BinaryOperator>(made.detail) != program::BinaryOperator::multiply)
                return false;
            const Instruction& left = instructions[origin_of(module, function, operands[0]).index()];
            return left.opcode == Opcode::make_list && left.operand_count == 1 &&
                   module.label_of(left, 0) == program::Label{} && may_change(module.operands_of(left)[0]);
        }
        case Opcode::call: {
            const std::string name = project.meaning_of(code, operands[0]).only_library();
            return name.ends_with(".fromkeys") && operands.size() == 3 && may_change(operands[2]);
        }
        case Opcode::make_list:
            // A comprehension whose items are what was made before it.
            return made.operand_count == 0 && std::ranges::any_of(instructions, [&](const Instruction& it) {
                       if (it.opcode != Opcode::list_append || module.operands_of(it)[0] != value)
                           return false;
                       const ValueId item = origin_of(module, function, module.operands_of(it)[1]);
                       return item < value && may_change(item);
                   });
        default: return false;
    }
}

ValueId container_of_global(const Project& project, ModuleId module, NameId name) {
    const std::span<const Binding> bindings = project.interface(module).bindings(name);
    const CodeId body{module, FunctionId{0}};
    if (bindings.size() != 1 || bindings.front().in != body.function || !bindings.front().value.valid() ||
        !makes_container(project, body, bindings.front().value)) {
        return {};
    }
    const Module& program = project.program(module);
    return origin_of(program, program.function(body.function), bindings.front().value);
}

std::vector<std::pair<NameId, ValueId>> containers_of_class(const Project& project, CodeId class_body) {
    const Module& program = project.program(class_body.module);
    const Function& body = program.function(class_body.function);
    std::vector<std::pair<NameId, ValueId>> result;
    std::unordered_map<std::uint32_t, std::uint32_t> stores;
    for (const Instruction& it : program.instructions_of(body)) {
        if (it.opcode != Opcode::store_local_name || ++stores[it.payload] > 1) continue;
        result.emplace_back(it.payload, program.operands_of(it)[0]);
    }
    std::erase_if(result, [&](const auto& it) {
        return stores[it.first.index()] > 1 || !makes_container(project, class_body, it.second);
    });
    for (auto& [name, value] : result) value = origin_of(program, body, value);
    return result;
}

std::optional<Literal> literal_of(const Project& project, ModuleId module, std::string_view name) {
    const Module& program = project.program(module);
    const NameId known = program.names.find(name);
    if (!known.valid()) return std::nullopt;
    const std::span<const Binding> bindings = project.interface(module).bindings(known);
    if (bindings.size() != 1 || bindings.front().in != FunctionId{0} || !bindings.front().value.valid())
        return std::nullopt;
    const Function& body = program.functions.front();
    const Instruction& made =
        program.instructions_of(body)[origin_of(program, body, bindings.front().value).index()];
    if (made.opcode == Opcode::call) {
        const Meanings called = project.meaning_of({module, FunctionId{0}}, program.operands_of(made)[0]);
        if (called.only_library() != "sys.intern") return std::nullopt;
        return Literal{models::Kind::string, is_handed_on(project, module, known), true};
    }
    if (made.opcode != Opcode::constant) return std::nullopt;
    const auto kind = kind_of(program.constants[made.payload].kind);
    if (!kind) return std::nullopt;
    return Literal{*kind, is_handed_on(project, module, known), false};
}

namespace {

// `([],)`, `(Gate(), Gate())`, `tuple(gate**-1 for gate in GATES)`; not `(1, "one")`, nor
// `tuple(other_tuple)`.
bool makes_own_tuple(const Project& project, CodeId code, ValueId value) {
    const Module& module = project.program(code.module);
    const Function& function = module.function(code.function);
    const auto instructions = module.instructions_of(function);
    const auto made_by = [&](ValueId it) -> const Instruction& {
        return instructions[origin_of(module, function, it).index()];
    };
    // What an attribute holds the compiler does not know, either.
    const auto makes_new = [](const Instruction& it) {
        return it.opcode == Opcode::make_list || it.opcode == Opcode::make_dict ||
               it.opcode == Opcode::make_set || it.opcode == Opcode::call ||
               it.opcode == Opcode::get_attribute;
    };
    const Instruction& made = made_by(value);
    if (made.opcode == Opcode::call) {
        const std::string called = project.meaning_of(code, module.operands_of(made)[0]).only_library();
        return (called == "builtins.tuple" || called == "builtins.frozenset") && made.operand_count == 2 &&
               makes_new(made_by(module.operands_of(made)[1]));
    }
    if (made.opcode != Opcode::make_tuple) return false;
    std::vector<ValueId> open{value};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const Instruction& it = made_by(open[next]);
        if (makes_new(it)) return true;
        if (it.opcode != Opcode::make_tuple) continue;
        for (std::uint32_t place = 0; place < it.operand_count; ++place) {
            // What is spread may be empty.
            if (module.label_of(it, place) == program::Label{}) open.push_back(module.operands_of(it)[place]);
        }
    }
    return false;
}

}  // namespace

bool is_own_tuple(const Project& project, ModuleId module, std::string_view name) {
    constexpr std::size_t kMostImports = 8;
    for (std::size_t step = 0; step < kMostImports; ++step) {
        const NameId known = project.program(module).names.find(name);
        if (!known.valid()) return false;
        const std::span<const Binding> bindings = project.interface(module).bindings(known);
        const CodeId body{module, FunctionId{0}};
        if (bindings.size() != 1 || bindings.front().in != body.function || !bindings.front().value.valid())
            return false;
        if (makes_own_tuple(project, body, bindings.front().value)) return true;
        const Meanings meanings = project.meaning_of(body, bindings.front().value);
        const bool is_variable = meanings.any.size() == 1 &&
                                 meanings.any.front().what == Meaning::What::variable &&
                                 meanings.any.front().name.valid();
        if (!is_variable) return false;
        module = meanings.any.front().code.module;
        name = project.program(module).text(meanings.any.front().name);
    }
    return false;
}

namespace {

// `[]`, `dict()`, `defaultdict(list)`.
bool begins_empty(const Project& project, CodeId body, const Instruction& made) {
    if (made.opcode != Opcode::call) return made.operand_count == 0;
    const ValueId callee = project.program(body.module).operands_of(made)[0];
    const bool takes_factory = project.meaning_of(body, callee).only_library() == "collections.defaultdict";
    return made.operand_count <= (takes_factory ? 2U : 1U);
}

}  // namespace

std::optional<Table> table_of(const Project& project, CodeId body, std::string_view name) {
    const Module& program = project.program(body.module);
    const NameId known = program.names.find(name);
    if (!known.valid()) return std::nullopt;
    const bool is_global = body.function == FunctionId{0};
    ValueId value;
    if (is_global) {
        value = container_of_global(project, body.module, known);
    } else {
        for (const auto& [bound, container] : containers_of_class(project, body))
            if (bound == known) value = container;
    }
    if (!value.valid()) return std::nullopt;
    const Instruction& made = program.instructions_of(program.function(body.function))[value.index()];
    return Table{value, begins_empty(project, body, made),
                 is_global && is_final(project, body.module, known)};
}

}  // namespace doppelint::project
