#pragma once

#include <array>
#include <string_view>

namespace doppelint::session {

/// What is left out of a walk unless `exclude` says otherwise: what version control, package managers, build
/// tools and other programs keep beside a project's own source.
inline constexpr std::array<std::string_view, 32> kDefaultExcludes{
    ".bzr",
    ".direnv",
    ".eggs",
    ".git",
    ".git-rewrite",
    ".hg",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".nox",
    ".pants.d",
    ".pyenv",
    ".pyre",
    ".pytest_cache",
    ".pytype",
    ".ruff_cache",
    ".svn",
    ".tox",
    ".venv",
    ".vscode",
    "__pycache__",
    "__pypackages__",
    "_build",
    "_darcs",
    "buck-out",
    "build",
    "dist",
    "node_modules",
    "site-packages",
    "venv",
    "*.egg-info",
    "*.dist-info",
    "CVS",
};

/// A folder that holds this file is a virtual environment, whatever its name; it is left out of a walk too.
inline constexpr std::string_view kVirtualEnvironmentMark = "pyvenv.cfg";

}  // namespace doppelint::session
