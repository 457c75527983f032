#include "compile_rules/catalogue.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace doppelint::compile_rules {
namespace {

constexpr std::string_view kSource = ".cpp";
constexpr std::string_view kHeader = ".h";

std::string name_of(std::string_view path, std::string_view ending) {
    path.remove_prefix(path.find_last_of('/') + 1);
    path.remove_suffix(ending.size());
    return std::string(path);
}

void find_twins(const std::vector<Page>& pages, std::vector<PageError>& errors) {
    std::map<std::string, const Page*> codes;
    for (const Page& it : pages) {
        const auto [first, is_new] = codes.try_emplace(it.code, &it);
        if (!is_new && !it.code.empty()) {
            errors.push_back({it.path, it.code_line, it.code + " is the code of " + first->second->path});
        }
    }
    std::map<std::string, const Page*> names;
    for (const Page& it : pages) {
        const auto [first, is_new] = names.try_emplace(it.name, &it);
        if (!is_new && !it.name.empty())
            errors.push_back({it.path, 1, "`" + it.name + "` is the name of " + first->second->path});
    }
}

void compare_with_checks(const std::vector<Page>& pages, std::span<const std::string> files,
                         std::vector<PageError>& errors) {
    const auto has_file = [&](const std::string& name, std::string_view ending) {
        const auto is_it = [&](const std::string& path) {
            return path.ends_with(ending) && name_of(path, ending) == name;
        };
        return std::ranges::any_of(files, is_it);
    };
    for (const Page& it : pages) {
        if (it.name.empty()) continue;
        if (!has_file(it.identifier(), kSource)) {
            errors.push_back({it.path, 1, "its check, src/checks/" + it.identifier() + ".cpp, is missing"});
        } else if (has_file(it.identifier(), kHeader)) {
            errors.push_back(
                {it.path, 1,
                 "the header of its check is generated; src/checks/" + it.identifier() + ".h has to go"});
        }
    }
    for (const std::string& path : files) {
        if (!path.ends_with(kSource)) continue;
        const std::string name = name_of(path, kSource);
        if (!has_file(name, kHeader) && std::ranges::find(pages, name, &Page::identifier) == pages.end()) {
            errors.push_back({path, 1, "no page in rules/ has the name of this check"});
        }
    }
}

}  // namespace

Catalogue read_catalogue(std::span<const SourceText> pages, std::span<const std::string> files) {
    Catalogue result;
    for (const SourceText& it : pages) result.pages.push_back(read_page(it, result.errors));
    std::ranges::sort(result.pages, {}, [](const Page& it) { return std::tie(it.code, it.path); });
    find_twins(result.pages, result.errors);
    compare_with_checks(result.pages, files, result.errors);
    std::ranges::sort(result.errors, {},
                      [](const PageError& it) { return std::tie(it.path, it.line, it.message); });
    return result;
}

}  // namespace doppelint::compile_rules
