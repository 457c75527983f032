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

LoadedFile::LoadedFile(InputFile from, source::SourceFile opened, const CheckOptions& options)
    : input(std::move(from)),
      file(std::move(opened)),
      tree(parsed(file.text, parse_time)),
      program(lowered(tree, options, input.shown, lower_time)),
      globals(program),
      methods(program) {}

syntax::Tree LoadedFile::parsed(std::string_view text, std::uint64_t& time) {
    Stopwatch watch;
    syntax::Tree tree = parse(text);
    time = watch.lap();
    return tree;
}

program::Module LoadedFile::lowered(const syntax::Tree& tree, const CheckOptions& options,
                                    std::string_view path, std::uint64_t& time) {
    Stopwatch watch;
    program::Module program = lower(tree, options.lowering, path);
    time = watch.lap();
    return program;
}

LoadedProject::LoadedProject(const Request& request, const CheckOptions& options, const FileSystem& files,
                             Executor& executor)
    : library_(request.library) {
    load(request.files, options, files, executor, true);
    // NOLINTNEXTLINE(cppcoreguidelines-prefer-member-initializer): known after the first load
    named_ = loaded_.size();
    ImportSearch search(files, request.source_roots, request.import_roots);
    for (const InputFile& it : request.files) search.add_known(it.path);
    std::size_t looked_at = 0;
    while (looked_at < loaded_.size()) {
        std::vector<InputFile> imported;
        for (; looked_at < loaded_.size(); ++looked_at) {
            const LoadedFile& it = *loaded_[looked_at];
            search.add_known(it.input.path);
            for (InputFile& found : search.imports_of(it.program, it.input))
                imported.push_back(std::move(found));
        }
        std::erase_if(imported, [&](const InputFile& it) { return search.is_known(it.path); });
        std::ranges::sort(imported, {}, &InputFile::path);
        const auto repeated = std::ranges::unique(imported, {}, &InputFile::path);
        imported.erase(repeated.begin(), repeated.end());
        for (InputFile& it : imported) it.shown = seen_from(request.working_folder, it.path);
        load(std::move(imported), options, files, executor, false);
    }
    std::vector<project::ModuleInput> modules;
    for (const auto& it : loaded_) {
        ModuleName name = search.name_of(it->input.path);
        modules.push_back({&it->program, std::move(name.root), std::move(name.name),
                           is_package_file(it->input.path), extension_of(it->input.path) == ".pyi",
                           std::move(name.second_root), std::move(name.second_name)});
    }
    project_ = std::make_unique<project::Project>(std::move(modules), **library_, search.shared_roots());
}

void LoadedProject::load(std::vector<InputFile> inputs, const CheckOptions& options, const FileSystem& files,
                         Executor& executor, bool named) {
    const std::vector<std::size_t> order = by_falling_size(inputs);
    std::vector<std::unique_ptr<LoadedFile>> made(inputs.size());
    std::vector<std::string> warnings(inputs.size());
    std::vector<std::uint64_t> read_times(inputs.size());
    executor.for_each_index(order.size(), [&](std::size_t turn) {
        const std::size_t at = order[turn];
        Stopwatch watch;
        Result<source::SourceFile> file = open_source(inputs[at], files);
        read_times[at] = watch.lap();
        if (!file) {
            warnings[at] = inputs[at].shown + ": " + file.error().message;
            return;
        }
        made[at] = std::make_unique<LoadedFile>(inputs[at], *std::move(file), options);
    });
    for (std::size_t at = 0; at < inputs.size(); ++at) {
        read_time_ += read_times[at];
        if (made[at] != nullptr) {
            loaded_.push_back(std::move(made[at]));
        } else if (named) {
            warnings_.push_back(std::move(warnings[at]));
        }
    }
}

std::unique_ptr<analysis::ProjectAnalysis> LoadedProject::analysis(const CheckOptions& options,
                                                                   heap::Policy policy) const {
    std::vector<analysis::FileContext> files;
    files.reserve(loaded_.size());
    for (const auto& it : loaded_) files.push_back(context_of(*it));
    static const program::Module nothing;
    static const analysis::GlobalNames no_names(nothing);
    static const analysis::Methods no_methods(nothing);
    const analysis::Context base{
        nothing,          no_names, no_methods, project_->library(), models::Intent::standard(),
        options.versions, policy,   {}};
    return std::make_unique<analysis::ProjectAnalysis>(*project_, std::move(files), base);
}

}  // namespace doppelint::session
