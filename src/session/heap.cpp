#include "session/heap.h"

#include <utility>

#include "analysis/global_names.h"
#include "heap/faults.h"
#include "models/intent.h"
#include "models/model.h"
#include "session/module_names.h"
#include "views/function_names.h"

namespace doppelint::session {
namespace {

using program::FunctionId;

models::Versions versions_of(VersionRange range) {
    return {range.lowest.minor, range.highest.minor};
}

/// A file up to its program, and what the analysis of its functions needs.
class OpenFile {
  public:
    OpenFile(source::SourceFile file, const std::string& module_name, const HeapRequest& request)
        : file_(std::move(file)),
          tree_(parse(file_.text)),
          module_(lower(tree_, options_for(request.target_version), file_.path)),
          globals_(module_),
          methods_(module_),
          unit_{file_, tree_, module_, views::function_names(module_, module_name)},
          context_{module_,
                   globals_,
                   methods_,
                   models::Library::standard(),
                   models::Intent::standard(),
                   versions_of(request.target_version),
                   request.policy,
                   {}} {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    OpenFile(OpenFile&&) = delete;
    OpenFile& operator=(OpenFile&&) = delete;
    ~OpenFile() = default;

    void show_all(const ShowHeap& show) const {
        for (std::uint32_t at = 0; at < module_.functions.size(); ++at) {
            const views::FunctionView view = view_of(FunctionId{at});
            for (const views::StatementView& it : view.statements) show({file_, view, it});
        }
    }

    Result<void> show_at(std::uint32_t line, const ShowHeap& show) const {
        const std::uint32_t lines = file_.lines.line_count();
        if (line == 0 || line > lines) {
            return failure("there is no line " + std::to_string(line) + "; the last is " +
                           std::to_string(lines));
        }
        for (const FunctionId it : views::functions_around(unit_, line)) {
            const views::FunctionView view = view_of(it);
            if (const views::StatementView* const found = views::statement_at(view, line)) {
                show({file_, view, *found});
                return {};
            }
        }
        return failure("no statement stands on line " + std::to_string(line) + " or before it");
    }

  private:
    [[nodiscard]] views::FunctionView view_of(FunctionId id) const {
        return views::heap_view(unit_, id, unit_.function_names[id.index()], context_);
    }

    source::SourceFile file_;
    syntax::Tree tree_;
    program::Module module_;
    analysis::GlobalNames globals_;
    analysis::Methods methods_;
    views::Unit unit_;
    analysis::Context context_;
};

Result<void> open(const InputFile& input, const FileSystem& files, const HeapRequest& request,
                  const std::function<Result<void>(const OpenFile&)>& use) {
    Result<source::SourceFile> file = open_source(input, files);
    if (!file) return tl::unexpected(std::move(file).error());
    ModuleNames names(files, request.source_roots);
    const OpenFile open_file(*std::move(file), names.module_of(input.path).name, request);
    return use(open_file);
}

}  // namespace

Result<void> show_heap(const InputFile& input, const FileSystem& files, const HeapRequest& request,
                       const ShowHeap& show) {
    return open(input, files, request, [&](const OpenFile& it) -> Result<void> {
        it.show_all(show);
        return {};
    });
}

Result<void> show_heap_at(const InputFile& input, std::uint32_t line, const FileSystem& files,
                          const HeapRequest& request, const ShowHeap& show) {
    return open(input, files, request, [&](const OpenFile& it) { return it.show_at(line, show); });
}

std::vector<std::string_view> fault_names() {
    return heap::fault_names();
}

bool select_fault(std::string_view name) {
    return name.empty() || heap::select_fault(name);
}

}  // namespace doppelint::session
