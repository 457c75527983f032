#include "analysis/readers.h"

#include <algorithm>

namespace doppelint::analysis {

const project::Meanings& ProjectReader::imported(program::ModuleId module, program::ImportId import) const {
    if (reads_ != nullptr) {
        const program::Module& program = project_.program(module);
        reads_->note(Question::What::import, body_of(module),
                     name_of(program, program.imports[import.index()]));
    }
    return project_.imported(module, import);
}

program::ModuleId ProjectReader::source_of(program::ModuleId module, const program::Import& import) const {
    if (reads_ != nullptr) {
        reads_->note(Question::What::import_source, body_of(module),
                     name_of(project_.program(module), import));
    }
    return project_.source_of(module, import);
}

project::Meanings ProjectReader::star_imported(program::ModuleId module, const program::Import& import,
                                               std::string_view name) const {
    if (reads_ != nullptr) {
        const std::string asked = name_of(project_.program(module), import) + '\n';
        reads_->note(Question::What::star_imported, body_of(module), asked + std::string(name));
    }
    return project_.star_imported(module, import, name);
}

std::optional<std::vector<project::Found>> overrides_in(const project::ClassTable& classes,
                                                        const project::ClassInfo& of, std::string_view name,
                                                        CodeId after, std::size_t most) {
    if (of.subclasses.size() > most) return std::nullopt;
    std::vector<project::Found> result;
    for (const CodeId below : of.subclasses) {
        const project::ClassInfo* const info = classes.find(below);
        if (info == nullptr) continue;
        const project::Found found = classes.lookup(*info, name, after);
        const auto same = [&](const project::Found& one) { return one.same_as(found); };
        if (std::ranges::none_of(result, same)) result.push_back(found);
    }
    return result;
}

std::string name_of(const program::Module& module, const program::Import& import) {
    std::string result(import.level, '.');
    result += import.module.valid() ? module.text(import.module) : std::string_view();
    if (import.member.valid()) {
        result += ' ';
        result += module.text(import.member);
    }
    if (import.binds_top) result += " top";
    return result;
}

std::string name_of_constant(program::ConstantKind kind, bool exact, std::string_view text,
                             std::int64_t integer) {
    std::string result = std::to_string(static_cast<unsigned>(kind));
    result += exact ? '=' : '~';
    result += std::to_string(integer);
    result += ' ';
    return result.append(text);
}

}  // namespace doppelint::analysis
