#include "session/heap_pictures.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "findings/rule.h"
#include "session/loaded_project.h"

namespace doppelint::session {
namespace {

using findings::Finding;
using program::FunctionId;
using program::ModuleId;

// What stands in the text, whether it runs or not.
bool is_about_text(const Finding& finding) {
    return finding.code == findings::kSyntaxError.code || finding.code == findings::kUnusedSuppression.code;
}

/// The line in the text as a whole, counted from 1.
std::optional<std::uint32_t> line_in_text(const source::SourceFile& file, const findings::Place& place) {
    if (!file.notebook) return place.start.line;
    for (std::uint32_t line = 0; line < file.lines.line_count(); ++line) {
        const source::CellLine in_cell = file.notebook->cell_line(line);
        if (in_cell.cell == place.cell && in_cell.line == place.start.line) return line + 1;
    }
    return std::nullopt;
}

/// The functions of one file, each drawn when it is asked for.
class FunctionsOfFile {
  public:
    FunctionsOfFile(const LoadedProject& loaded, const analysis::ProjectAnalysis& analysis, ModuleId module)
        : file_(loaded.file(module)),
          unit_{file_.file, file_.tree, file_.program, loaded.project().names_in(module)},
          context_(analysis.context_of(module)) {}

    [[nodiscard]] const source::SourceFile& file() const { return file_.file; }

    void show(std::uint32_t line, const std::function<void(const views::HeapRecord&)>& show) {
        for (const FunctionId it : views::functions_around(unit_, line)) {
            const views::FunctionView& view = view_of(it);
            if (const views::StatementView* const found = views::statement_at(view, line))
                return show({file_.file, view, *found});
        }
    }

  private:
    const views::FunctionView& view_of(FunctionId id) {
        const auto known = views_.find(id);
        if (known != views_.end()) return known->second;
        return views_.emplace(id, views::heap_view(unit_, id, unit_.function_names[id.index()], context_))
            .first->second;
    }

    const LoadedFile& file_;
    views::Unit unit_;
    const analysis::Context& context_;
    std::map<FunctionId, views::FunctionView> views_;
};

std::optional<ModuleId> module_shown_as(std::string_view path, const LoadedProject& loaded) {
    for (std::uint32_t at = 0; at < loaded.named_count(); ++at) {
        if (loaded.file(ModuleId{at}).file.path == path) return ModuleId{at};
    }
    return std::nullopt;
}

}  // namespace

void show_heap_of_findings(const Request& request, std::span<const Finding> findings, const FileSystem& files,
                           Executor& executor, const ShowHeapOfFinding& show) {
    if (std::ranges::all_of(findings, is_about_text)) return;
    const CheckOptions options = check_options_for(request);
    const LoadedProject loaded(request, options, files, executor);
    const auto analysis = loaded.analysis(options, heap::Policy::report);
    analysis->run(executor, [](program::CodeId, const analysis::FunctionAnalysis&) {});
    std::unique_ptr<FunctionsOfFile> functions;
    for (std::size_t at = 0; at < findings.size(); ++at) {
        const Finding& it = findings[at];
        if (is_about_text(it)) continue;
        if (functions == nullptr || functions->file().path != it.place.path) {
            const std::optional<ModuleId> module = module_shown_as(it.place.path, loaded);
            if (!module) continue;
            functions = std::make_unique<FunctionsOfFile>(loaded, *analysis, *module);
        }
        // It may be another text by now.
        const std::optional<std::uint32_t> line = line_in_text(functions->file(), it.place);
        if (!line || *line > functions->file().lines.line_count()) continue;
        functions->show(*line, [&](const views::HeapRecord& record) { show(at, record); });
    }
}

}  // namespace doppelint::session
