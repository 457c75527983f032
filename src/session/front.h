#pragma once

#include <string>
#include <string_view>

#include "lowering/options.h"
#include "program/module.h"
#include "session/check.h"
#include "source/source_file.h"
#include "syntax/tree.h"

namespace doppelint::session {

/// What the target version means for lowering.
[[nodiscard]] lowering::Options options_for(VersionRange target);

/// What the file holds: what is not saved, or what is on the disk. The error names no path.
[[nodiscard]] Result<std::string> bytes_of(const InputFile& input, const FileSystem& files);
/// The same, decoded.
[[nodiscard]] Result<source::SourceFile> open_source(const InputFile& input, const FileSystem& files);
/// `bytes` are what the file holds.
[[nodiscard]] Result<source::SourceFile> decoded(const InputFile& input, std::string bytes,
                                                 const FileSystem& files);

/// Parses `text`, which must outlive the tree, with the parser of this thread.
[[nodiscard]] syntax::Tree parse(std::string_view text);

/// The tree as a program. In debug builds one that breaks a rule of the intermediate form ends the process
/// with a sentence that names `path`.
[[nodiscard]] program::Module lower(const syntax::Tree& tree, const lowering::Options& options,
                                    std::string_view path);

}  // namespace doppelint::session
