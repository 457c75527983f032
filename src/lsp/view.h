#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "findings/finding.h"
#include "lsp/client.h"
#include "lsp/protocol.h"
#include "session/live_project.h"
#include "session/rule_pages.h"

namespace doppelint::lsp {

/// A document as the client names it.
struct OpenDocument {
    std::string uri;
    std::int64_t version = 0;
};
/// Those that are open, by path.
using OpenDocuments = std::map<std::string, OpenDocument, std::less<>>;

/// What all projects of a client have in common. All must outlive it.
struct ClientContext {
    const Client& client;
    const session::RulePages& pages;
};

/// A checked project as a client sees it: URIs, and places as it counts them.
class View {
  public:
    /// All must outlive the view. The project was checked.
    View(const session::LiveProject& project, const ClientContext& context, const OpenDocuments& open,
         bool shows_changes);

    [[nodiscard]] const session::LiveProject& project() const { return project_; }
    [[nodiscard]] const session::CheckedProject& checked() const { return *project_.checked(); }
    [[nodiscard]] const Client& client() const { return context_.client; }
    /// The rule's page as a URI; empty where there is none.
    [[nodiscard]] std::string page_of(std::string_view code) const;
    /// Whether somebody wants hints where a call changes its argument.
    [[nodiscard]] bool shows_changes() const { return shows_changes_; }

    /// The file at an absolute path that was named and read, or none.
    [[nodiscard]] std::optional<program::ModuleId> find(std::string_view path) const;
    [[nodiscard]] const session::LoadedFile& file(program::ModuleId module) const {
        return checked().loaded().file(module);
    }
    /// The file that findings name so, or null.
    [[nodiscard]] const session::LoadedFile* shown_as(std::string_view shown) const;

    [[nodiscard]] std::string uri_of(const std::string& path) const;
    /// None where it is not open.
    [[nodiscard]] std::optional<std::int64_t> version_of(const std::string& path) const;
    [[nodiscard]] Json range_of(const session::LoadedFile& file, Stretch stretch) const;
    [[nodiscard]] static Stretch stretch_of(const session::LoadedFile& file, const findings::Place& place);
    /// None in notebooks, which editors count in another way.
    [[nodiscard]] std::optional<Json> location_of(const findings::Place& place) const;

  private:
    const session::LiveProject& project_;
    const ClientContext& context_;
    const OpenDocuments& open_;
    bool shows_changes_;
    std::map<std::string, program::ModuleId, std::less<>> by_path_, by_shown_;
};

}  // namespace doppelint::lsp
