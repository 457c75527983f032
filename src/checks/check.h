#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checks/subject.h"
#include "findings/finding.h"
#include "findings/rule.h"

namespace doppelint::checks {

/// A step of a finding before it has a place in a file.
struct DraftStep {
    std::string message;
    NodeId node;
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    program::ModuleId module{};  ///< whose node; none: of the finding's own file
};

/// New text for a stretch of a finding's file, counted from where `node` begins.
struct DraftEdit {
    NodeId node;
    std::uint32_t begin = 0, end = 0;
    std::string text;
};

/// `import module`, or `from module import member`.
struct ImportedName {
    std::string module, member;
};

/// What puts an end to a finding, before it has places in a file.
struct DraftFix {
    findings::Applicability applicability = findings::Applicability::unsafe;
    std::string message;  ///< what it does, in the imperative
    std::vector<DraftEdit> edits;
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    std::vector<ImportedName> imports{};  ///< of what the new text uses, and the module does not have
};

/// What a check wants to know of a function's callers.
enum class Asked : std::uint8_t {
    harm,     ///< that a caller takes the argument for unchanged
    use,      ///< that the argument lives on behind the call
    own_use,  ///< the same, or that the caller made it itself and goes on with it
    lives,    ///< the same, or that the caller uses it in any way behind the call
    let_go,   ///< that the caller has no more to do with it
    owner,    ///< of a method's instance, that it reads again what the caller changed
    kept,     ///< that the caller keeps what a generator yields
    used,     ///< that the caller uses the result
    once,     ///< that the caller passes what can be walked once
    told,     ///< of an instruction instead of an argument: that a call led there, so that a finding says it
    // Of an attribute of a method or class, or of a global of a module's body; by the hash of its name.
    held,         ///< that somebody else holds it, too
    shown,        ///< that a method that promises a snapshot gives a view of it
    made_once,    ///< that it is something that can be walked once
    walked_once,  ///< likewise, and that a method has copied that walk
    teed,         ///< that a method has copied the walk, and goes on with the copies
    one_walk,     ///< that `__iter__` gives one and the same walk each time
    given_away,   ///< that something else got hold of what it was at first
    imported,     ///< that another module has imported it by its name
};

/// An argument of a function, its instance or its result.
struct ArgumentOf {
    program::CodeId callee;
    std::uint32_t parameter = 0;
    Asked asked = Asked::harm;
    auto operator<=>(const ArgumentOf&) const = default;
};

/// What a caller does with an argument, so that a change of it by the function does harm.
struct Evidence {
    ArgumentOf argument;
    program::ModuleId module;
    NodeId node;  ///< the call
    std::vector<DraftStep> steps;
    /// The caller only hands on what it was given itself: then what callers do with that counts.
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    std::optional<ArgumentOf> handed_on{};
};

/// What stands in called code is said once, at the first call of the project that leads there.
struct SaidOnce {
    ArgumentOf of;
    NodeId call;
};

/// A finding before it has a place in a file.
struct Draft {
    const findings::Rule* rule = nullptr;  ///< set by the sink
    findings::Confidence confidence = findings::Confidence::likely;
    std::string message;
    NodeId node;  ///< where it stands
    std::vector<DraftStep> steps;
    NodeId claim;     ///< where the program says "this is independent"; a comment there silences it, too
    ObjectId object;  ///< what is changed, in the run for any caller; none where another run says it
    ValueId event;    ///< the instruction that changes or compares
    std::optional<ArgumentOf> wants_evidence;  ///< it is said only if some caller gives evidence
    bool holds_for_unseen = false;             ///< or if no caller is seen at all
    std::optional<SaidOnce> said_once;         ///< it is said only if no call before gives the same evidence
    std::optional<DraftFix> fix;
};

/// Takes the findings of one check.
class Sink {
  public:
    explicit Sink(const findings::Rule& rule) : rule_(rule) {}

    void add(Draft draft) {
        draft.rule = &rule_;
        drafts_.push_back(std::move(draft));
    }
    void add(Evidence evidence) { evidence_.push_back(std::move(evidence)); }
    [[nodiscard]] std::vector<Draft>& drafts() { return drafts_; }
    [[nodiscard]] std::vector<Evidence>& evidence() { return evidence_; }

  private:
    const findings::Rule& rule_;
    std::vector<Draft> drafts_;
    std::vector<Evidence> evidence_;
};

/// What one rule does with one function. A check looks at its subject and at nothing else; it is called once
/// for each, when the facts are final.
using Check = void (*)(const Subject&, Sink&);

/// The checks of all rules that have a page, in the order of `findings::rules()`. Generated from the pages.
[[nodiscard]] std::span<const Check> all_checks();

}  // namespace doppelint::checks
