#include "lsp/capabilities.h"

namespace doppelint::lsp {

Json capabilities_for(const Client& client, std::string_view version) {
    constexpr int kIncremental = 2;
    Json result{
        {"positionEncoding", name_of(client.encoding)},
        {"textDocumentSync",
         {{"openClose", true}, {"change", kIncremental}, {"save", {{"includeText", false}}}}},
        {"codeActionProvider",
         {{"codeActionKinds", {"quickfix", "source.fixAll.doppelint"}}, {"resolveProvider", true}}},
        {"hoverProvider", true},
        {"inlayHintProvider", true},
        {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}},
        {"experimental", {{"doppelint/heap", {"svg", "dot", "json", "text"}}}},
    };
    if (client.pulls) {
        result["diagnosticProvider"] = {
            {"identifier", "doppelint"}, {"interFileDependencies", true}, {"workspaceDiagnostics", true}};
    }
    return {{"capabilities", std::move(result)},
            {"serverInfo", {{"name", "doppelint"}, {"version", version}}}};
}

Json registrations_for(const Client& client) {
    Json result = Json::array();
    if (client.watches_files) {
        Json watchers = Json::array();
        for (const char* const it : {"**/*.{py,pyi,pyw,ipynb}", "**/*.toml", "**/.gitignore"})
            watchers.push_back({{"globPattern", it}});
        result.push_back({{"id", "doppelint/files"},
                          {"method", "workspace/didChangeWatchedFiles"},
                          {"registerOptions", {{"watchers", std::move(watchers)}}}});
    }
    if (client.registers_settings) {
        result.push_back({{"id", "doppelint/settings"},
                          {"method", "workspace/didChangeConfiguration"},
                          {"registerOptions", {{"section", "doppelint"}}}});
    }
    return result;
}

}  // namespace doppelint::lsp
