// Makes C++ of rules/models/*.toml at build time, so that the models are a part of the program.
//
//   compile_models OUTPUT ROOT FILE...
//
// FILEs are relative to ROOT, and so messages name them. A row that is not right fails the build.

#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "compile_models/tables.h"
#include "models/read_models.h"

namespace {

using doppelint::models::EvidenceNeed;
using doppelint::models::ModelError;
using doppelint::models::ModelFile;

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

int complain(const std::string& sentence) {
    std::cerr << "compile_models: " << sentence << '\n';
    return 1;
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> arguments(words + 1, words + count);
    if (arguments.size() < 2) return complain("usage: compile_models OUTPUT ROOT FILE...");
    const std::span<const std::string> paths = std::span(arguments).subspan(2);
    std::vector<std::string> texts(paths.size());
    std::vector<ModelFile> files;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (!read_file(arguments[1] + "/" + paths[i], texts[i]))
            return complain(paths[i] + " cannot be read");
        files.push_back({paths[i], texts[i]});
    }
    const auto library = doppelint::models::read_models(files, {}, EvidenceNeed::required);
    if (!library) {
        for (const ModelError& error : library.error()) std::cerr << error.text() << '\n';
        return complain(std::to_string(library.error().size()) + " errors in rules/models");
    }
    const std::string text = doppelint::compile_models::tables_as_source((*library)->tables());
    return write_file(arguments[0], text) ? 0 : complain(arguments[0] + " cannot be written");
}
