#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/print_term.h"
#include "models/read_models.h"

namespace doppelint::models {

/// What `rows`, a file of the module `m` called m.toml, make of `base`; or its errors as "line: message".
struct Read {
    std::vector<std::string> errors;
    std::vector<OwnedLibrary> libraries;  ///< one, if there are no errors

    [[nodiscard]] const Library& operator*() const { return *libraries.front(); }
    [[nodiscard]] const Library* operator->() const { return &*libraries.front(); }
};

inline Read read(const std::string& rows, const Library& base = {},
                 EvidenceNeed need = EvidenceNeed::optional) {
    const std::string text = "module = \"m\"\n" + rows;
    const std::vector<ModelFile> files{{"m.toml", text}};
    auto library = read_models(files, base, need);
    Read result;
    if (library) {
        result.libraries.push_back(std::move(*library));
        return result;
    }
    for (const ModelError& error : library.error()) {
        result.errors.push_back(std::to_string(error.line) + ": " + error.message);
    }
    return result;
}

/// One function `m.f` with these parameters and this result. Its name stands in line 3.
inline std::string function(std::string_view parameters, std::string_view result,
                            std::string_view more = "") {
    return "[[function]]\nname = \"m.f\"\nparameters = \"" + std::string(parameters) + "\"\nresult = \"" +
           std::string(result) + "\"\n" + std::string(more) + "\n";
}

inline std::string result_of(const Library& library, std::string_view name) {
    const Model& model = library.functions(name).front();
    return text_of(library, model, library.term(model.result));
}

}  // namespace doppelint::models
