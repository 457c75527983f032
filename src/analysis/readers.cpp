#include "analysis/readers.h"

namespace doppelint::analysis {

project::Meanings ProjectReader::imported(program::ModuleId module, const program::Import& import) const {
    if (reads_ != nullptr) {
        reads_->note(Question::What::import, body_of(module), name_of(project_.program(module), import));
    }
    return project_.imported(module, import);
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
