#include "session/calls.h"

#include <algorithm>

#include "session/loaded_project.h"

namespace doppelint::session {
namespace {

using program::CodeId;
using program::FunctionId;
using program::FunctionKind;
using program::ModuleId;

bool is_inner(FunctionKind kind) {
    return kind == FunctionKind::generator_expression || kind == FunctionKind::annotations ||
           kind == FunctionKind::type_scope;
}

// The function that people would say it is: generator expressions belong to what is around them.
CodeId owner(const project::Project& project, CodeId code) {
    while (is_inner(project.function(code).kind)) code.function = project.function(code).parent;
    return code;
}

// Builtin classes go by their bare names among models.
std::string library_name(const models::Library& library, const std::string& name) {
    const std::string_view first = std::string_view(name).substr(0, name.find('.'));
    const bool is_builtin = first != "builtins" && library.find_class(first) != nullptr;
    return is_builtin ? "builtins." + name : name;
}

}  // namespace

CallGraph call_graph(const Request& request, const FileSystem& files, Executor& executor) {
    const CheckOptions options = check_options_for(request);
    const LoadedProject loaded(request, options, files, executor);
    const auto analysis = loaded.analysis(options, heap::Policy::report);
    analysis->run(executor, [](CodeId, const analysis::FunctionAnalysis&) {});
    const project::Project& project = loaded.project();
    CallGraph result;
    result.warnings = loaded.warnings();
    for (std::uint32_t module = 0; module < loaded.count(); ++module) {
        const auto count = static_cast<std::uint32_t>(loaded.file(ModuleId{module}).program.functions.size());
        for (std::uint32_t index = 0; index < count; ++index) {
            const CodeId code{ModuleId{module}, FunctionId{index}};
            const CodeId caller = owner(project, code);
            std::vector<std::string>& callees = result.calls[project.name(caller)];
            const analysis::CallRecord& calls = analysis->calls_of(code);
            for (const CodeId it : calls.code) {
                if (owner(project, it) == it) callees.push_back(project.name(it));
            }
            for (const std::string& it : calls.library)
                callees.push_back(library_name(project.library(), it));
        }
    }
    for (auto& [caller, callees] : result.calls) {
        std::ranges::sort(callees);
        const auto repeated = std::ranges::unique(callees);
        callees.erase(repeated.begin(), repeated.end());
    }
    return result;
}

}  // namespace doppelint::session
