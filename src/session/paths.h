#pragma once

#include <span>
#include <string>
#include <string_view>

namespace doppelint::session {

/// Functions of the text of a path alone; none of them looks at the disk. An absolute path here has no
/// `.`, no `..`, no doubled and, but for the root itself, no trailing slash.

[[nodiscard]] std::string join_path(std::string_view folder, std::string_view name);

/// What stands behind the last slash.
[[nodiscard]] std::string_view file_name_of(std::string_view path);

/// The ending of the file's name with its dot, ".py", or an empty view.
[[nodiscard]] std::string_view extension_of(std::string_view path);

/// The folder that holds `path`; of "/" an empty view.
[[nodiscard]] std::string_view parent_of(std::string_view path);

/// `path` seen from `working_folder`, as an absolute path.
[[nodiscard]] std::string absolute_path(std::string_view working_folder, std::string_view path);

/// `path` as people expect it in messages: without `./` in front and slashes at the end; "." stays.
[[nodiscard]] std::string tidy_path(std::string_view path);

/// Whether the absolute `path` is `folder` or lies below it.
[[nodiscard]] bool is_inside(std::string_view path, std::string_view folder);

/// The absolute `path` as seen from `folder`, in which it must lie; of the folder itself an empty view.
[[nodiscard]] std::string_view relative_path(std::string_view path, std::string_view folder);

/// The deepest folder that holds all of the absolute `folders` or is one of them.
[[nodiscard]] std::string common_folder(std::span<const std::string> folders);

}  // namespace doppelint::session
