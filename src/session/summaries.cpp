#include "session/summaries.h"

#include <algorithm>

#include "session/analyzed_project.h"
#include "views/heap_view.h"

namespace doppelint::session {
namespace {

using program::CodeId;
using program::FunctionId;
using program::ModuleId;

class NamesOfProject final : public views::CodeNames {
  public:
    explicit NamesOfProject(const LoadedProject& loaded) : loaded_(loaded) {}

    [[nodiscard]] std::string name_of(CodeId code) const override { return loaded_.project().name(code); }

    [[nodiscard]] views::SummaryPlace place_of(CodeId code, program::ValueId at) const override {
        const LoadedFile& file = loaded_.file(code.module);
        const program::Function& function = file.program.function(code.function);
        const auto instructions = file.program.instructions_of(function);
        const syntax::NodeId node = at.index() < instructions.size() ? instructions[at.index()].node
                                    : function.parent.valid()        ? function.node
                                                                     : syntax::NodeId{};
        views::SummaryPlace place{file.file.path, 0, 0};
        if (!node) return place;
        const std::uint32_t line = file.file.lines.line_of(file.tree[node].begin);
        if (!file.file.notebook) {
            place.line = line + 1;
            return place;
        }
        const source::CellLine in_cell = file.file.notebook->cell_line(line);
        place.cell = in_cell.cell;
        place.line = in_cell.line;
        return place;
    }

  private:
    const LoadedProject& loaded_;
};

std::vector<FunctionId> chosen(const LoadedProject& loaded, ModuleId module, const FunctionsAsked& asked) {
    const LoadedFile& file = loaded.file(module);
    if (asked.line) {
        const views::Unit unit{file.file, file.tree, file.program, loaded.project().names_in(module)};
        std::vector<FunctionId> around = views::functions_around(unit, *asked.line);
        if (!around.empty()) around.resize(1);
        return around;
    }
    std::vector<FunctionId> result;
    for (std::uint32_t at = 0; at < file.program.functions.size(); ++at) {
        const program::Function& it = file.program.functions[at];
        const bool is_asked =
            !asked.qualified_name || (it.parent.valid() && it.qualified_name.valid() &&
                                      file.program.text(it.qualified_name) == *asked.qualified_name);
        if (is_asked) result.emplace_back(at);
    }
    return result;
}

}  // namespace

Result<Summaries> summaries(const Request& request, const FunctionsAsked& asked, const FileSystem& files,
                            Executor& executor) {
    AnalyzedProject analyzed(request, heap::Policy::report, files, executor);
    analyzed.run(executor);
    const LoadedProject& loaded = analyzed.loaded();
    const NamesOfProject names(loaded);
    Summaries result;
    result.warnings = loaded.warnings();
    for (std::uint32_t index = 0; index < loaded.named_count(); ++index) {
        const ModuleId module{index};
        const std::uint32_t lines = loaded.file(module).file.lines.line_count();
        if (asked.line && (*asked.line == 0 || *asked.line > lines)) {
            return failure("there is no line " + std::to_string(*asked.line) + "; the last is " +
                           std::to_string(lines));
        }
        for (const FunctionId it : chosen(loaded, module, asked)) {
            const CodeId code{module, it};
            result.views.push_back(
                views::summary_view(analyzed.analysis().find(code, code), code, loaded.project(), names));
        }
    }
    if (!result.views.empty() || !result.warnings.empty()) return result;
    if (asked.line) return failure("no function stands on line " + std::to_string(*asked.line));
    return failure("there is no `" + asked.qualified_name.value_or("function") + "`");
}

}  // namespace doppelint::session
