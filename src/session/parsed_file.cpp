#include "session/parsed_file.h"

#include <utility>

#include "base/hash.h"
#include "session/front.h"
#include "session/stopwatch.h"

namespace doppelint::session {

ParsedFile::ParsedFile(source::SourceFile opened, const lowering::Options& options, std::uint64_t of)
    : key(of),
      file(std::move(opened)),
      tree(parsed(file.text, parse_time)),
      program(lowered(tree, options, file.path, lower_time)),
      globals(program),
      methods(program) {}

syntax::Tree ParsedFile::parsed(std::string_view text, std::uint64_t& time) {
    Stopwatch watch;
    syntax::Tree tree = parse(text);
    time = watch.lap();
    return tree;
}

program::Module ParsedFile::lowered(const syntax::Tree& tree, const lowering::Options& options,
                                    std::string_view path, std::uint64_t& time) {
    Stopwatch watch;
    program::Module program = lower(tree, options, path);
    time = watch.lap();
    return program;
}

std::uint64_t key_of(std::string_view bytes, std::string_view shown, const lowering::Options& options) {
    return Hasher().add(bytes).add(shown).add(options.annotations).value();
}

}  // namespace doppelint::session
