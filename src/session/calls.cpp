#include "session/calls.h"

#include <algorithm>

#include "project/function_names.h"
#include "session/loaded_project.h"

namespace doppelint::session {
namespace {

using program::CodeId;
using program::FunctionId;
using program::FunctionKind;
using program::ModuleId;

/// What each function of a project is called.
class Names {
  public:
    explicit Names(const LoadedProject& loaded) : loaded_(loaded) {
        for (std::uint32_t module = 0; module < loaded.count(); ++module) {
            names_.push_back(
                project::function_names(program(module), loaded.project().name(ModuleId{module})));
        }
    }

    /// The function that people would say it is: generator expressions belong to what is around them.
    [[nodiscard]] CodeId owner(CodeId code) const {
        const program::Module& module = program(code.module.index());
        while (is_inner(module.function(code.function).kind))
            code.function = module.function(code.function).parent;
        return code;
    }
    [[nodiscard]] const std::string& name(CodeId code) const {
        return names_[code.module.index()][code.function.index()];
    }

  private:
    [[nodiscard]] const program::Module& program(std::uint32_t module) const {
        return loaded_.file(ModuleId{module}).program;
    }
    [[nodiscard]] static bool is_inner(FunctionKind kind) {
        return kind == FunctionKind::generator_expression || kind == FunctionKind::annotations ||
               kind == FunctionKind::type_scope;
    }

    const LoadedProject& loaded_;
    std::vector<std::vector<std::string>> names_;
};

// Builtin classes go by their bare names among models.
std::string library_name(const std::string& name) {
    const std::string_view first = std::string_view(name).substr(0, name.find('.'));
    const bool is_builtin = first != "builtins" && models::Library::standard().find_class(first) != nullptr;
    return is_builtin ? "builtins." + name : name;
}

}  // namespace

CallGraph call_graph(const Request& request, const FileSystem& files, Executor& executor) {
    const CheckOptions options = check_options_for(request);
    const LoadedProject loaded(request, options, files, executor);
    const auto analysis = loaded.analysis(options, heap::Policy::report);
    analysis->run(executor, [](CodeId, const analysis::FunctionAnalysis&) {});
    const Names names(loaded);
    CallGraph result;
    result.warnings = loaded.warnings();
    for (std::uint32_t module = 0; module < loaded.count(); ++module) {
        const auto count = static_cast<std::uint32_t>(loaded.file(ModuleId{module}).program.functions.size());
        for (std::uint32_t index = 0; index < count; ++index) {
            const CodeId code{ModuleId{module}, FunctionId{index}};
            const CodeId caller = names.owner(code);
            std::vector<std::string>& callees = result.calls[names.name(caller)];
            const analysis::CallRecord& calls = analysis->calls_of(code);
            for (const CodeId it : calls.code) {
                if (names.owner(it) == it) callees.push_back(names.name(it));
            }
            for (const std::string& it : calls.library) callees.push_back(library_name(it));
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
