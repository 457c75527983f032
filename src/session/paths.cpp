#include "session/paths.h"

#include <algorithm>

namespace doppelint::session {
namespace {

void append_component(std::string& path, std::string_view component) {
    if (component.empty() || component == ".") return;
    if (component == "..") {
        path.resize(path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
        return;
    }
    path += '/';
    path += component;
}

void append_components(std::string& path, std::string_view text) {
    while (!text.empty()) {
        const std::size_t slash = std::min(text.find('/'), text.size());
        append_component(path, text.substr(0, slash));
        text.remove_prefix(std::min(slash + 1, text.size()));
    }
}

}  // namespace

std::string join_path(std::string_view folder, std::string_view name) {
    std::string result(folder == "." ? std::string_view{} : folder);
    if (!result.empty() && result.back() != '/') result += '/';
    result += name;
    return result;
}

std::string_view file_name_of(std::string_view path) {
    return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

std::string_view extension_of(std::string_view path) {
    const std::string_view name = file_name_of(path);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? std::string_view{} : name.substr(dot);
}

std::string_view parent_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos || path == "/") return {};
    return path.substr(0, std::max<std::size_t>(slash, 1));
}

std::string absolute_path(std::string_view working_folder, std::string_view path) {
    std::string result;
    if (!path.starts_with('/')) append_components(result, working_folder);
    append_components(result, path);
    return result.empty() ? "/" : result;
}

std::string tidy_path(std::string_view path) {
    std::string_view rest = path;
    while (rest.starts_with("./")) {
        rest.remove_prefix(std::min(rest.find_first_not_of('/', 1), rest.size()));
    }
    while (rest.size() > 1 && rest.ends_with('/')) rest.remove_suffix(1);
    return rest.empty() ? "." : std::string(rest);
}

bool is_inside(std::string_view path, std::string_view folder) {
    if (folder == "/") return path.starts_with('/');
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string_view relative_path(std::string_view path, std::string_view folder) {
    if (path.size() == folder.size()) return {};
    return path.substr(folder == "/" ? 1 : folder.size() + 1);
}

std::string common_folder(std::span<const std::string> folders) {
    if (folders.empty()) return {};
    std::string_view result = folders.front();
    for (const std::string& folder : folders) {
        while (!is_inside(folder, result)) result = parent_of(result);
    }
    return std::string(result);
}

}  // namespace doppelint::session
