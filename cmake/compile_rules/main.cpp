// Makes C++ of the rules' pages, rules/<family>/<name>.md, at build time.
//
//   compile_rules FOLDER ROOT FILE...
//
// FILEs are relative to ROOT, and so messages name them: the pages, and the sources and headers of
// src/checks, of which only the names count. Writes FOLDER/rules.cpp, FOLDER/checks.cpp and
// FOLDER/checks/<name>.h. A page that is not right fails the build.

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "compile_rules/catalogue.h"
#include "compile_rules/source.h"

namespace {

using namespace doppelint::compile_rules;  // NOLINT(google-build-using-namespace): this file is its user

bool read_file(const std::string& path, std::string& into) {
    std::ifstream stream(path, std::ios::binary);
    into.assign(std::istreambuf_iterator<char>(stream), {});
    return stream.good() || stream.eof();
}

bool write_file(const std::string& path, const std::string& text) {
    std::ofstream stream(path, std::ios::binary);
    stream << text;
    return static_cast<bool>(stream.flush());
}

// What includes a header is compiled again only where the header says something new.
bool update_file(const std::string& path, const std::string& text) {
    std::string before;
    return (read_file(path, before) && before == text) || write_file(path, text);
}

int complain(const std::string& sentence) {
    std::cerr << "compile_rules: " << sentence << '\n';
    return 1;
}

int write_all(const std::string& folder, const std::vector<Page>& pages) {
    bool written = write_file(folder + "/rules.cpp", rules_as_source(pages)) &&
                   write_file(folder + "/checks.cpp", checks_as_source(pages));
    for (const Page& it : pages) {
        written = written && update_file(folder + "/checks/" + it.identifier() + ".h", header_of(it));
    }
    return written ? 0 : complain("it cannot write into " + folder);
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> arguments(words + 1, words + count);
    if (arguments.size() < 2) return complain("usage: compile_rules FOLDER ROOT FILE...");
    std::vector<SourceText> pages;
    std::vector<std::string> files;
    for (std::size_t i = 2; i < arguments.size(); ++i) {
        if (!arguments[i].ends_with(".md")) {
            files.push_back(arguments[i]);
            continue;
        }
        pages.push_back({arguments[i], {}});
        if (!read_file(arguments[1] + "/" + arguments[i], pages.back().text)) {
            return complain(arguments[i] + " cannot be read");
        }
    }
    const Catalogue catalogue = read_catalogue(pages, files);
    for (const PageError& error : catalogue.errors) std::cerr << error.text() << '\n';
    if (!catalogue.errors.empty())
        return complain(std::to_string(catalogue.errors.size()) + " errors in rules/");
    return write_all(arguments[0], catalogue.pages);
}
