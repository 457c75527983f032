#include "session/front.h"

#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "lowering/lower.h"
#include "program/verify.h"
#include "syntax/parser.h"

namespace doppelint::session {
namespace {

// From this version on, Python evaluates annotations when somebody asks for them.
constexpr PythonVersion kAnnotationsOnRequest{14};

#ifndef NDEBUG
void verify(const program::Module& module, std::string_view path) {
    const std::vector<std::string> broken = program::verify(module);
    DOPPELINT_CHECK(broken.empty(), std::string(path) + ": " + broken.front());
}
#else
void verify(const program::Module& /*module*/, std::string_view /*path*/) {}
#endif

}  // namespace

lowering::Options options_for(VersionRange target) {
    lowering::Options options;
    options.annotations = target.lowest >= kAnnotationsOnRequest ? lowering::Annotations::on_request
                                                                 : lowering::Annotations::executed;
    return options;
}

Result<std::string> bytes_of(const InputFile& input, const FileSystem& files) {
    if (input.unsaved) return *input.unsaved;
    return files.read(input.path, input.max_size);
}

Result<source::SourceFile> open_source(const InputFile& input, const FileSystem& files) {
    Result<std::string> bytes = bytes_of(input, files);
    if (!bytes) return tl::unexpected(std::move(bytes).error());
    return decoded(input, *std::move(bytes), files);
}

Result<source::SourceFile> decoded(const InputFile& input, std::string bytes, const FileSystem& files) {
    if (files.is_decoded(input.path)) return source::make_source_of_text(input.shown, std::move(bytes));
    return source::make_source(input.shown, std::move(bytes));
}

syntax::Tree parse(std::string_view text) {
    thread_local syntax::Parser parser;
    return parser.parse(text);
}

program::Module lower(const syntax::Tree& tree, const lowering::Options& options, std::string_view path) {
    program::Module module = lowering::lower(tree, options);
    verify(module, path);
    return module;
}

}  // namespace doppelint::session
