#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "heap/heap.h"
#include "heap/known_value.h"
#include "models/model.h"

namespace doppelint::heap {

/// What `a is b` answers on the CPythons of a range.
enum class Verdict : std::uint8_t {
    always_true,
    always_false,
    implementation,  ///< an implementation may answer either
    meaningful,      ///< it asks what Python promises an answer to, and the program decides it
};

/// Why. Each has a sentence for people in `sentence_of`.
enum class Reason : std::uint8_t {
#define REASON(name, text, sentence) name,
#include "heap/identity_reasons.def"
    count
};

/// "true", "false", "implementation", "meaningful".
[[nodiscard]] std::string_view name_of(Verdict verdict);
[[nodiscard]] std::string_view name_of(Reason reason);
[[nodiscard]] std::string_view sentence_of(Reason reason);

/// A set of Pythons by their minor versions.
class VersionSet {
  public:
    constexpr VersionSet() = default;
    /// Those of the range that are known: 3.8 to 3.15.
    [[nodiscard]] static VersionSet of(models::Versions range);

    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr bool has(std::uint32_t minor) const { return (bits_ >> minor & 1U) != 0; }
    constexpr void add(std::uint32_t minor) { bits_ |= 1U << minor; }
    [[nodiscard]] constexpr VersionSet without(VersionSet other) const {
        VersionSet result;
        result.bits_ = bits_ & ~other.bits_;
        return result;
    }
    constexpr bool operator==(const VersionSet&) const = default;

  private:
    std::uint32_t bits_ = 0;
};

/// "3.8", "3.8-3.10, 3.13-3.15".
[[nodiscard]] std::string text_of(VersionSet versions);

/// How the object on one side came to be, as seen from the comparison.
enum class Birth : std::uint8_t {
    unknown,
    earlier,     ///< it was there before this activation, or is a constant
    new_object,  ///< by an instruction of this activation that makes a new one each time, and came by
                 ///< registers alone
    here,        ///< likewise, in the comparison's own expression, and nothing else got it
};

struct Side {
    Value value;
    Birth birth = Birth::unknown;
    std::optional<KnownValue> known;  ///< where the value is one and is known
    std::optional<KnownTuple> tuple;  ///< likewise
};

/// A comparison, with all that its answer depends on.
struct Question {
    const Heap& heap;
    const State& state;
    const models::Library& library;
    models::Versions versions;
    Side left, right;
    bool same_register = false;    ///< both sides are one evaluation of one expression, whatever that gives
    bool assumed = false;          ///< the values of the sides rest on an assumption
    bool plain_instances = false;  ///< making an instance that a side may be always makes another one
};

struct Identity {
    Verdict verdict = Verdict::meaningful;
    Reason reason = Reason::program;
    /// Of `implementation`: the Pythons that answer so where the file is run, and those that may answer
    /// either.
    VersionSet is_true, is_false, open;
};

/// The answer. `always_true` and `always_false` hold on every CPython of the range; where that is not sure,
/// it is one of the others. Never `implementation` of two objects that can change.
[[nodiscard]] Identity identity_of(const Question& question);

}  // namespace doppelint::heap
