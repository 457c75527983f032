#include "session/loaded_project.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "base/hash.h"
#include "session/front.h"
#include "session/import_search.h"
#include "session/paths.h"
#include "session/stopwatch.h"

namespace doppelint::session {
namespace {

// Large files first: a large one that begins last would keep one thread busy alone.
std::vector<std::size_t> by_falling_size(const std::vector<InputFile>& files) {
    std::vector<std::size_t> order(files.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t file) { return files[file].size; });
    return order;
}

// What checks read of a function beside its instructions: the annotations of its parameters.
analysis::FileContext context_of(const LoadedFile& file) {
    analysis::FileContext result{&file.globals, &file.methods, {}};
    result.beside.reserve(file.program.functions.size());
    for (const program::Function& it : file.program.functions) {
        Hasher hasher;
        for (const program::Parameter& one : file.program.parameters_of(it)) {
            if (one.annotation) hasher.add(file.tree.text(one.annotation));
        }
        result.beside.push_back(hasher.value());
    }
    return result;
}

// A file that was only imported is shown like one that was named.
std::string seen_from(const std::string& folder, const std::string& path) {
    return !folder.empty() && is_inside(path, folder) ? std::string(relative_path(path, folder)) : path;
}

bool is_package_file(std::string_view path) {
    const std::string_view name = file_name_of(path);
    return name == "__init__.py" || name == "__init__.pyi";
}

}  // namespace

LoadedFile::LoadedFile(InputFile from, ParsedFilePointer made)
    : input(std::move(from)),
      parsed(std::move(made)),
      file(parsed->file),
      tree(parsed->tree),
      program(parsed->program),
      globals(parsed->globals),
      methods(parsed->methods) {}

/// Reads and parses files for a project.
class LoadedProject::Loading {
  public:
    Loading(LoadedProject& into, const CheckOptions& options, const FileSystem& files, Executor& executor,
            const ParsedFiles& before)
        : into_(into), options_(options), files_(files), executor_(executor), before_(before) {}

    /// Gives what could not be read, as `path: why`.
    std::vector<std::string> load(std::vector<InputFile> inputs) {
        const std::vector<std::size_t> order = by_falling_size(inputs);
        std::vector<One> made(inputs.size());
        executor_.for_each_index(order.size(), [&](std::size_t turn) {
            const std::size_t at = order[turn];
            if (!executor_.is_stopped()) made[at] = one_of(inputs[at]);
        });
        std::vector<std::string> warnings;
        for (std::size_t at = 0; at < inputs.size(); ++at) {
            One& it = made[at];
            into_.read_time_ += it.read_time;
            if (it.parsed == nullptr) {
                warnings.push_back(inputs[at].shown + ": " + it.problem);
                continue;
            }
            into_.loaded_.emplace_back(std::move(inputs[at]), std::move(it.parsed)).is_reused = it.is_reused;
        }
        return warnings;
    }

  private:
    struct One {
        ParsedFilePointer parsed;
        bool is_reused = false;
        std::string problem;
        std::uint64_t read_time = 0;
    };

    [[nodiscard]] One one_of(const InputFile& input) const {
        One result;
        Stopwatch watch;
        Result<std::string> bytes = bytes_of(input, files_);
        if (!bytes) {
            result.problem = bytes.error().message;
            return result;
        }
        const std::uint64_t key = key_of(*bytes, input.shown, options_.lowering);
        const auto known = before_.find(input.path);
        result.is_reused = known != before_.end() && known->second->key == key;
        if (result.is_reused) {
            result.parsed = known->second;
            return result;
        }
        Result<source::SourceFile> file = decoded(input, *std::move(bytes), files_);
        result.read_time = watch.lap();
        if (file) {
            result.parsed = std::make_shared<const ParsedFile>(*std::move(file), options_.lowering, key);
        } else {
            result.problem = file.error().message;
        }
        return result;
    }

    LoadedProject& into_;
    const CheckOptions& options_;
    const FileSystem& files_;
    Executor& executor_;
    const ParsedFiles& before_;
};

LoadedProject::LoadedProject(const Request& request, const CheckOptions& options, const FileSystem& files,
                             Executor& executor, const ParsedFiles& before)
    : library_(request.library) {
    Loading loading(*this, options, files, executor, before);
    warnings_ = loading.load(request.files);
    // NOLINTNEXTLINE(cppcoreguidelines-prefer-member-initializer): known after the first load
    named_ = loaded_.size();
    ImportSearch search(files, request.source_roots, request.import_roots);
    for (const InputFile& it : request.files) search.add_known(it.path);
    std::size_t looked_at = 0;
    while (looked_at < loaded_.size()) {
        std::vector<InputFile> imported;
        for (; looked_at < loaded_.size(); ++looked_at) {
            const LoadedFile& it = loaded_[looked_at];
            search.add_known(it.input.path);
            for (InputFile& found : search.imports_of(it.program, it.input))
                imported.push_back(std::move(found));
        }
        std::erase_if(imported, [&](const InputFile& it) { return search.is_known(it.path); });
        std::ranges::sort(imported, {}, &InputFile::path);
        const auto repeated = std::ranges::unique(imported, {}, &InputFile::path);
        imported.erase(repeated.begin(), repeated.end());
        for (InputFile& it : imported) it.shown = seen_from(request.working_folder, it.path);
        static_cast<void>(loading.load(std::move(imported)));
    }
    std::vector<project::ModuleInput> modules;
    for (const LoadedFile& it : loaded_) {
        ModuleName name = search.name_of(it.input.path);
        modules.push_back({&it.program, std::move(name.root), std::move(name.name),
                           is_package_file(it.input.path), extension_of(it.input.path) == ".pyi",
                           std::move(name.second_root), std::move(name.second_name)});
    }
    project_ = std::make_unique<project::Project>(std::move(modules), **library_, search.shared_roots());
}

ParsedFiles LoadedProject::parsed_files() const {
    ParsedFiles result;
    for (const LoadedFile& it : loaded_) result.emplace(it.input.path, it.parsed);
    return result;
}

std::unique_ptr<analysis::ProjectAnalysis> LoadedProject::analysis(const CheckOptions& options,
                                                                   heap::Policy policy) const {
    std::vector<analysis::FileContext> files;
    files.reserve(loaded_.size());
    for (const LoadedFile& it : loaded_) files.push_back(context_of(it));
    static const program::Module nothing;
    static const analysis::GlobalNames no_names(nothing);
    static const analysis::Methods no_methods(nothing);
    const analysis::Context base{
        nothing,          no_names, no_methods, project_->library(), models::Intent::standard(),
        options.versions, policy,   {}};
    return std::make_unique<analysis::ProjectAnalysis>(*project_, std::move(files), base);
}

}  // namespace doppelint::session
