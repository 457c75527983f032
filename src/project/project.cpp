#include "project/project.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

#include "project/function_names.h"

namespace doppelint::project {
namespace {

// `x.a.a.a…`: no library goes so deep.
constexpr std::size_t kLongestLibraryName = 200;

using What = Meaning::What;

/// How far names are followed that stand for other names; more is a circle or nobody's code.
constexpr std::uint32_t kLongestWay = 16;
/// Modules that are asked for one name on the way of `import *`.
constexpr std::size_t kMostAsked = 512;

std::string_view parent_of(std::string_view dotted) {
    const std::size_t dot = dotted.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : dotted.substr(0, dot);
}

Meanings one(Meaning meaning) {
    Meanings result;
    result.add(std::move(meaning));
    return result;
}

std::vector<FunctionId> classes_around(const Module& module) {
    std::vector<FunctionId> result;
    result.reserve(module.functions.size());
    for (const Function& it : module.functions) {
        const bool is_in_body =
            it.parent.valid() && module.function(it.parent).kind == program::FunctionKind::class_body;
        result.push_back(is_in_body || !it.parent.valid() ? it.parent : result[it.parent.index()]);
    }
    return result;
}

Meanings nothing_known() {
    Meanings result;
    result.open = true;
    return result;
}

}  // namespace

void Meanings::add(Meaning meaning) {
    if (std::ranges::find(any, meaning) == any.end()) any.push_back(std::move(meaning));
}

void Meanings::add(const Meanings& others) {
    for (const Meaning& it : others.any) add(it);
    open |= others.open;
}

Project::Project(std::vector<ModuleInput> modules, const models::Library& library,
                 std::vector<std::string> shared_roots)
    : modules_(std::move(modules)), library_(library), shared_roots_(std::move(shared_roots)) {
    interfaces_.reserve(modules_.size());
    for (const ModuleInput& it : modules_) {
        interfaces_.emplace_back(*it.program);
        classes_around_.push_back(classes_around(*it.program));
        function_names_.push_back(function_names(*it.program, it.name));
    }
    find_roots();
    classes_.build(*this);
    write_tables();
}

void Project::find_roots() {
    for (std::uint32_t index = 0; index < modules_.size(); ++index) {
        Root& root = roots_[modules_[index].root];
        root_of_.push_back(&root);
        if (!modules_[index].is_stub) root.modules.emplace(modules_[index].name, ModuleId{index});
    }
    for (std::uint32_t index = 0; index < modules_.size(); ++index) {
        const ModuleInput& it = modules_[index];
        if (it.second_root.empty()) continue;
        Root& root = roots_[it.second_root];
        if (!it.is_stub && !it.second_name.empty()) root.modules.emplace(it.second_name, ModuleId{index});
    }
    constexpr std::array<std::string_view, 5> kStandardModules{"os", "io", "abc", "site", "codecs"};
    for (auto& [name, root] : roots_) {
        root.is_standard_library = std::ranges::all_of(
            kStandardModules, [&](std::string_view it) { return root.modules.contains(it); });
    }
}

// What is asked for again and again.
void Project::write_tables() {
    loaded_.push_back(nothing_known());
    for (std::uint32_t index = 0; index < modules_.size(); ++index) {
        const ModuleId module{index};
        const Module& program = this->program(module);
        write_loaded_names(module);
        auto& imported = imported_.emplace_back();
        for (const program::Import& it : program.imports) imported.push_back(this->imported(module, it, 0));
    }
}

void Project::write_loaded_names(ModuleId module) {
    const Module& program = this->program(module);
    auto& places = loaded_places_.emplace_back(program.names.size());
    std::vector<bool> is_known(program.names.size());
    for (const Instruction& it : program.instructions) {
        if (it.opcode != Opcode::load_global && it.opcode != Opcode::load_local_name) continue;
        if (is_known[it.payload]) continue;
        is_known[it.payload] = true;
        Meanings meanings = member(module, program.text(NameId{it.payload}), 0);
        if (meanings.any.empty()) continue;
        places[it.payload] = static_cast<std::uint32_t>(loaded_.size());
        loaded_.push_back(std::move(meanings));
    }
}

bool Project::is_decorated(CodeId code) const {
    const Definition& definition = interface(code.module).definition(code.function);
    if (!definition.made_in.valid()) return false;
    // What stands on a method, its class says.
    return program(code.module).function(definition.made_in).kind != program::FunctionKind::class_body &&
           !definition.decorators.empty();
}

std::string Project::library_decorator(CodeId definition, ValueId decorator) const {
    const FunctionId made_in = interface(definition.module).definition(definition.function).made_in;
    if (!made_in.valid()) return {};
    const Module& module = program(definition.module);
    const Function& around = module.function(made_in);
    const Instruction& made = module.instructions_of(around)[origin_of(module, around, decorator).index()];
    const ValueId maker = made.opcode == Opcode::call ? module.operands_of(made)[0] : decorator;
    return meaning_of({definition.module, made_in}, maker).only_library();
}

ModuleId Project::find(ModuleId from, std::string_view dotted) const {
    const auto find_under = [&](const Root& root) {
        const auto found = root.modules.find(dotted);
        if (found == root.modules.end()) return ModuleId{};
        return root.is_standard_library && library_.has_module(dotted) ? ModuleId{} : found->second;
    };
    if (const ModuleId found = find_under(*root_of_[from.index()]); found.valid()) return found;
    const std::string& second = modules_[from.index()].second_root;
    if (!second.empty()) {
        if (const ModuleId found = find_under(roots_.find(second)->second); found.valid()) return found;
    }
    for (const std::string& name : shared_roots_) {
        const auto root = roots_.find(name);
        const ModuleId found = root != roots_.end() ? find_under(root->second) : ModuleId{};
        if (found.valid()) return found;
    }
    return {};
}

Meanings Project::library_name(std::string dotted) const {
    if (dotted.size() > kLongestLibraryName) return nothing_known();
    Meaning result;
    result.what = What::library;
    result.dotted = std::move(dotted);
    return one(std::move(result));
}

std::string Project::absolute_name(ModuleId module, const program::Import& import) const {
    const Module& program = this->program(module);
    const std::string_view asked = import.module.valid() ? program.text(import.module) : std::string_view();
    if (import.level == 0) return std::string(asked);
    std::string_view package = modules_[module.index()].name;
    if (!modules_[module.index()].is_package) package = parent_of(package);
    for (std::uint32_t level = 1; level < import.level; ++level) package = parent_of(package);
    if (asked.empty()) return std::string(package);
    return package.empty() ? std::string(asked) : std::string(package) + "." + std::string(asked);
}

// Names that stand for names are followed no further than `kLongestWay`.
// NOLINTBEGIN(misc-no-recursion)

Meanings Project::imported(ModuleId module, const program::Import& import, std::uint32_t depth) const {
    if (depth > kLongestWay) return nothing_known();
    std::string name = absolute_name(module, import);
    if (import.binds_top) name.resize(std::min(name.find('.'), name.size()));
    const ModuleId found = find(module, name);
    const Module& program = this->program(module);
    if (!import.member.valid()) {
        if (!found.valid()) return import.level == 0 ? library_name(std::move(name)) : nothing_known();
        Meaning result;
        result.what = What::module;
        result.code = {found, FunctionId{0}};
        return one(std::move(result));
    }
    const std::string_view member = program.text(import.member);
    if (found.valid()) return this->member(found, member, depth + 1);
    // A namespace package has no file of its own.
    if (const ModuleId inside =
            find(module, name.empty() ? std::string(member) : name + "." + std::string(member));
        inside.valid()) {
        Meaning result;
        result.what = What::module;
        result.code = {inside, FunctionId{0}};
        return one(std::move(result));
    }
    return import.level == 0 ? library_name(name + "." + std::string(member)) : nothing_known();
}

Meanings Project::meaning_of_binding(ModuleId module, const Binding& binding, std::uint32_t depth) const {
    if (binding.definition.valid()) {
        const bool is_class =
            program(module).function(binding.definition).kind == program::FunctionKind::class_body;
        Meaning result;
        result.what = is_class ? What::class_ : What::function;
        result.code = {module, binding.definition};
        return one(std::move(result));
    }
    if (!binding.value.valid()) return nothing_known();
    return meaning_of({module, binding.in}, binding.value, depth + 1);
}

Meanings Project::global(ModuleId module, NameId name, std::uint32_t depth) const {
    if (depth > kLongestWay) return nothing_known();
    Meanings result;
    Meanings elsewhere;
    for (const Binding& it : interface(module).bindings(name)) {
        Meanings found = meaning_of_binding(module, it, depth);
        const bool is_known = !found.open && std::ranges::none_of(found.any, [](const Meaning& one) {
            return one.what == What::variable;
        });
        (is_known ? result : elsewhere).add(found);
        elsewhere.open |= !is_known;
    }
    if (!elsewhere.open) return result;
    // What is not a definition or an import is the variable itself; what it may hold besides is known.
    Meaning variable;
    variable.code = {module, FunctionId{0}};
    variable.name = name;
    result.add(std::move(variable));
    result.open = true;
    return result;
}

// A star import brings names at its place: what is bound later wins.
// Modules that all take all names from each other are asked once for each name.
Meanings Project::member(ModuleId module, std::string_view name, std::uint32_t depth,
                         std::vector<ModuleId>& asked) const {
    const bool is_asked = std::ranges::find(asked, module) != asked.end();
    if (depth > kLongestWay || is_asked || asked.size() == kMostAsked) return nothing_known();
    asked.push_back(module);
    const Module& program = this->program(module);
    const Interface& interface = this->interface(module);
    const NameId known = program.names.find(name);
    const std::span<const Binding> own = interface.bindings(known);
    const bool in_body = std::ranges::all_of(own, [](const Binding& it) { return it.in == FunctionId{0}; });
    const auto& stars = interface.star_imports();
    for (const Interface::StarImport& it : std::views::reverse(stars)) {
        const bool is_later = !own.empty() && in_body && own.back().store < it.place.store;
        if (!is_later) continue;
        const Meanings result = star_imported(module, program.imports[it.import.index()], name, depth, asked);
        if (!result.any.empty()) return result;
    }
    if (known.valid()) {
        Meanings result = global(module, known, depth + 1);
        if (!result.any.empty()) return result;
    }
    if (modules_[module.index()].is_package) {
        const ModuleId inside = find(module, this->name(module) + "." + std::string(name));
        if (inside.valid()) {
            Meaning result;
            result.what = What::module;
            result.code = {inside, FunctionId{0}};
            return one(std::move(result));
        }
    }
    for (const Interface::StarImport& it : std::views::reverse(stars)) {
        const program::Import& import = program.imports[it.import.index()];
        if (import.level != 0 && !find(module, absolute_name(module, import)).valid()) return nothing_known();
        const Meanings result = star_imported(module, import, name, depth, asked);
        if (!result.any.empty()) return result;
    }
    return nothing_known();
}

Meanings Project::star_imported(ModuleId module, const program::Import& import, std::string_view name,
                                std::uint32_t depth, std::vector<ModuleId>& asked) const {
    const std::string from = absolute_name(module, import);
    if (const ModuleId source = find(module, from); source.valid()) {
        return interface(source).exports(name) ? member(source, name, depth, asked) : nothing_known();
    }
    const std::string dotted = from + "." + std::string(name);
    const bool is_known = library_.find_class(dotted) != nullptr ||
                          library_.find_constant(dotted) != nullptr || !library_.functions(dotted).empty();
    return is_known ? library_name(dotted) : nothing_known();
}

Meanings Project::member(ModuleId module, std::string_view name, std::uint32_t depth) const {
    std::vector<ModuleId> asked;
    return member(module, name, depth, asked);
}

Meanings Project::attribute(const Meaning& meaning, std::string_view name, std::uint32_t depth) const {
    if (depth > kLongestWay) return nothing_known();
    switch (meaning.what) {
        case What::module: return member(meaning.code.module, name, depth + 1);
        case What::library: return library_name(meaning.dotted + "." + std::string(name));
        case What::class_: {
            const Module& program = this->program(meaning.code.module);
            const NameId known = program.names.find(name);
            return known.valid() ? local_name(meaning.code, known, depth + 1) : nothing_known();
        }
        default: return nothing_known();
    }
}

// What a class body's own name is bound to; of several, any.
Meanings Project::local_name(CodeId in, NameId name, std::uint32_t depth) const {
    Meanings result;
    const Module& program = this->program(in.module);
    const auto instructions = program.instructions_of(program.function(in.function));
    for (const Binding& it : interface(in.module).members(in.function)) {
        if (NameId{instructions[it.store.index()].payload} != name) continue;
        result.add(meaning_of_binding(in.module, it, depth));
    }
    return result;
}

// What is handed over by value is what the function around had when it made this one.
Meanings Project::captured(CodeId in, std::uint32_t index, std::uint32_t depth) const {
    const Module& program = this->program(in.module);
    const Function& function = program.function(in.function);
    const Definition& definition = interface(in.module).definition(in.function);
    if (!definition.made_in.valid() || !program.captures_of(function)[index].by_value) return nothing_known();
    const Function& around = program.function(definition.made_in);
    const Instruction& made = program.instructions_of(around)[definition.made.index()];
    if (made.opcode != Opcode::make_function) return nothing_known();
    std::uint32_t operand = index;
    for (const program::Parameter& it : program.parameters_of(function)) operand += it.has_default ? 1U : 0U;
    const ValueId value = program.operands_of(made)[operand];
    return value.valid() ? meaning_of({in.module, definition.made_in}, value, depth + 1) : nothing_known();
}

Meanings Project::meaning_of(CodeId in, ValueId value, std::uint32_t depth) const {
    if (depth > kLongestWay || !value.valid()) return nothing_known();
    const Module& program = this->program(in.module);
    const Function& function = program.function(in.function);
    const ValueId origin = origin_of(program, function, value);
    const Instruction& it = program.instructions_of(function)[origin.index()];
    switch (it.opcode) {
        case Opcode::load_local_name: {
            Meanings own = local_name(in, NameId{it.payload}, depth + 1);
            if (!own.any.empty() || own.open) return own;
            [[fallthrough]];
        }
        case Opcode::load_global: {
            Meanings result = global(in.module, NameId{it.payload}, depth + 1);
            if (!result.any.empty() || result.open) return result;
            if (!interface(in.module).star_imports().empty()) {
                result = member(in.module, program.text(NameId{it.payload}), depth + 1);
                if (!result.any.empty()) return result;
            }
            return library_name("builtins." + std::string(program.text(NameId{it.payload})));
        }
        case Opcode::get_attribute: {
            const Meanings from = meaning_of(in, program.operands_of(it)[0], depth + 1);
            const Meaning* const only = from.only();
            return only != nullptr ? attribute(*only, program.text(NameId{it.payload}), depth + 1)
                                   : nothing_known();
        }
        case Opcode::make_function:
        case Opcode::make_class: {
            Meaning result;
            result.what = it.opcode == Opcode::make_class ? What::class_ : What::function;
            result.code = {in.module, FunctionId{it.payload}};
            return one(std::move(result));
        }
        case Opcode::import_module:
        case Opcode::import_member: return imported(in.module, program.imports[it.payload], depth + 1);
        case Opcode::capture: return captured(in, it.payload, depth + 1);
        default: return nothing_known();
    }
}

// NOLINTEND(misc-no-recursion)

Meanings Project::global(ModuleId module, NameId name) const {
    return global(module, name, 0);
}

Meanings Project::member(ModuleId module, std::string_view name) const {
    return member(module, name, 0);
}

Meanings Project::meaning_of(CodeId in, ValueId value) const {
    return meaning_of(in, value, 0);
}

Meanings Project::attribute(const Meaning& meaning, std::string_view name) const {
    return attribute(meaning, name, 0);
}

Meanings Project::star_imported(ModuleId module, const program::Import& import, std::string_view name) const {
    std::vector<ModuleId> asked;
    return star_imported(module, import, name, 0, asked);
}

ModuleId Project::source_of(ModuleId module, const program::Import& import) const {
    return find(module, absolute_name(module, import));
}

std::vector<ModuleId> Project::imports_of(ModuleId module) const {
    std::vector<ModuleId> result;
    const Module& program = this->program(module);
    const auto add = [&](std::string_view dotted) {
        for (; !dotted.empty(); dotted = parent_of(dotted)) {
            if (const ModuleId found = find(module, dotted); found.valid()) result.push_back(found);
        }
    };
    for (const program::ImportId it : interface(module).imports()) {
        const program::Import& import = program.imports[it.index()];
        const std::string name = absolute_name(module, import);
        add(name);
        if (!import.member.valid()) continue;
        const std::string member(program.text(import.member));
        add(name.empty() ? member : std::string(name).append(".").append(member));
    }
    std::ranges::sort(result);
    const auto repeated = std::ranges::unique(result);
    result.erase(repeated.begin(), repeated.end());
    return result;
}

}  // namespace doppelint::project
