#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analysis/call_flow.h"
#include "analysis/global_names.h"
#include "analysis/methods.h"
#include "analysis/questions.h"
#include "project/held_defaults.h"
#include "project/stable_names.h"

namespace doppelint {
class Hasher;
}

namespace doppelint::analysis {

/// The files of a project as the analysis sees them.
struct FileContext {
    const GlobalNames* globals = nullptr;
    const Methods* methods = nullptr;
    /// By function: what is written of it beside its instructions and may count, as annotations; may be
    /// empty.
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    std::vector<std::uint64_t> beside{};
};

/// Answers what the texts of the project and the flow of functions through it say.
class Answers {
  public:
    Answers(const project::Project& project, const project::StableNames& names, const CallFlow& flow,
            const std::vector<FileContext>& files);

    /// 0 for what calls do, which texts do not tell.
    [[nodiscard]] std::uint64_t answer(const Question& question) const;

  private:
    void add_text(Hasher& into, CodeId code) const;
    void add_annotations(Hasher& into, CodeId code) const;
    void add_signature(Hasher& into, CodeId code) const;
    void add_definition(Hasher& into, CodeId code) const;
    void add_lookup(Hasher& into, const Question& question) const;
    void add_overrides(Hasher& into, const Question& question) const;
    void add_found(Hasher& into, const project::Found& found) const;
    void add_class(Hasher& into, CodeId body) const;
    void add_table(Hasher& into, CodeId body, std::string_view name) const;
    void add_snapshot_user(Hasher& into, const Question& question) const;
    void add_shared_attribute(Hasher& into, const Question& question) const;
    void add_class_fact(Hasher& hasher, const project::ClassInfo& info, const Question& question) const;
    void add_holding(Hasher& hasher, const Question& question) const;
    void add_held(Hasher& into, const std::optional<project::HeldDefault>& found) const;
    void add_members(Hasher& into, CodeId body) const;
    void add_member(Hasher& into, CodeId body, const project::Member& member) const;
    [[nodiscard]] program::ImportId import_called(CodeId body, std::string_view name) const;
    void add_import(Hasher& into, const Question& question) const;
    void add_global_name(Hasher& into, const Question& question) const;
    void add_constant(Hasher& into, const Question& question) const;
    void add_meanings(Hasher& into, const project::Meanings& meanings) const;
    void add_shape(Hasher& into, const heap::Shape& shape) const;
    void add_code(Hasher& into, CodeId code) const;
    void add_payload(Hasher& into, CodeId in, const program::Instruction& it) const;
    /// Whether of a constant its value counts, or only what kind of thing it is.
    enum class Constants : std::uint8_t { by_value, by_kind };
    void add_expression(Hasher& into, CodeId in, program::ValueId value, Constants constants,
                        std::uint32_t depth = 0) const;

    const project::Project& project_;
    const project::StableNames& names_;
    const CallFlow& flow_;
    const std::vector<FileContext>& files_;
    // By module, what its questions call them.
    std::vector<std::unordered_set<std::string>> constants_;
    std::vector<std::unordered_map<std::string, program::ImportId>> imports_;
};

}  // namespace doppelint::analysis
