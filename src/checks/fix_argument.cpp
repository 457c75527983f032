#include "checks/fix_argument.h"

#include <string_view>
#include <utility>

#include "checks/function_body.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

// What copies the object: `list`, `dict`, …, or a function of the module `copy`.
std::optional<LibraryName> copying_function(const Subject& subject, const heap::Object& object) {
    if (object.origin != heap::Origin::parameter) return library_name(subject, "copy", "deepcopy");
    const std::string_view name = models::name_of(object.kind);
    if (models::kContainers.has(object.kind) && is_builtin(subject, name))
        return LibraryName{std::string(name), std::nullopt};
    return library_name(subject, "copy", "copy");
}

}  // namespace

std::optional<DraftFix> copied_at_entry(const Subject& subject, std::uint32_t parameter,
                                        const analysis::Change& change, std::string message) {
    const program::Function& function = subject.function();
    if (function.kind != program::FunctionKind::function || !function.node) return std::nullopt;
    const auto start = start_of_body(subject.file.tree, function.node);
    const auto copying = copying_function(subject, subject.object(change.object));
    if (!start || !copying) return std::nullopt;
    const std::string name(
        subject.file.module.text(subject.file.module.parameters_of(function)[parameter].name));
    DraftFix fix = fix_of(findings::Applicability::unsafe, std::move(message),
                          {{function.node, start->offset, start->offset,
                            start->indentation + name + " = " + copying->text + "(" + name + ")\n"}});
    if (copying->needs) fix.imports.push_back(*copying->needs);
    return fix;
}

}  // namespace doppelint::checks
