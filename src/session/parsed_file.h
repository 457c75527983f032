#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "analysis/global_names.h"
#include "analysis/methods.h"
#include "lowering/options.h"
#include "program/module.h"
#include "source/source_file.h"
#include "syntax/tree.h"

namespace doppelint::session {

/// The text of a file, its tree and its program: all that follows from its bytes alone. It never changes, so
/// that several checks may share it.
struct ParsedFile {
    ParsedFile(source::SourceFile opened, const lowering::Options& options, std::uint64_t of);
    ParsedFile(const ParsedFile&) = delete;
    ParsedFile& operator=(const ParsedFile&) = delete;
    ParsedFile(ParsedFile&&) = delete;
    ParsedFile& operator=(ParsedFile&&) = delete;
    ~ParsedFile() = default;

    std::uint64_t key;  ///< of the bytes and of what else it was made from
    source::SourceFile file;
    std::uint64_t parse_time = 0, lower_time = 0;  ///< nanoseconds
    syntax::Tree tree;
    program::Module program;
    analysis::GlobalNames globals;
    analysis::Methods methods;

  private:
    static syntax::Tree parsed(std::string_view text, std::uint64_t& time);
    static program::Module lowered(const syntax::Tree& tree, const lowering::Options& options,
                                   std::string_view path, std::uint64_t& time);
};

using ParsedFilePointer = std::shared_ptr<const ParsedFile>;

/// By absolute path.
using ParsedFiles = std::map<std::string, ParsedFilePointer, std::less<>>;

/// Another one where `bytes`, or what is made of them, are others.
[[nodiscard]] std::uint64_t key_of(std::string_view bytes, std::string_view shown,
                                   const lowering::Options& options);

}  // namespace doppelint::session
