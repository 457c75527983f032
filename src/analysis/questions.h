#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "program/code.h"

namespace doppelint::analysis {

using program::CodeId;

/// One thing that the analysis of a function asks of what is around the function.
struct Question {
    enum class What : std::uint8_t {
        text,           ///< what `code` does, instruction by instruction
        signature,      ///< what `code` takes
        annotations,    ///< of its parameters
        definition,     ///< its defaults and decorators, as they are written
        decorated,      ///< whether something else than a method's class makes another thing of it
        member,         ///< of module `code`: what its global `text` stands for
        import_source,  ///< the module that an import in module `code` takes from: `text`, likewise
        star_imported,  ///< what a star import of module `code` brings: `text`, its name behind a line's end
        import,         ///< what an import in module `code` gives: `text`, see `Answers`
        class_shape,    ///< of class `code`: its order of lookup, its fields
        subclasses,     ///< all classes below it
        overrides,      ///< what lookups of `text` behind `other` find in those classes
        class_members,  ///< all that its body binds
        lookup,         ///< what `text` is in it and those above, behind `other`
        bound_names,    ///< the globals that module `code` binds itself
        global_name,    ///< how module `code` binds `text` itself
        star_import,    ///< whether it may bind any name
        gets_instance,  ///< whether `code` is a method of instances
        constant,       ///< whether module `code` has the constant `text`
        callees,        ///< what flows to call `number` of `code`
        library_callees,  ///< the same of libraries' functions
        stores,           ///< whether something stores the attribute `text` of instances of `code`
        leads_back,  ///< whether fields of `code` hold what leads back to their instance: `text`, both names
        held_parts,  ///< which parts of the same instance lie in its field `text`
        own_callback,      ///< which method's instance the function `code` captures, that it is given to
        is_patched,        ///< whether something outside its body sets the attribute `text` of class `code`
        match_argument,    ///< the attribute that a pattern of class `code` reads at place `number`
        field,             ///< what the field `text` of instances of `code` is
        field_items,       ///< what the items of the container are that it holds
        class_attribute,   ///< the same of the class itself
        parameter,         ///< of `code`, by `number`
        parameter_items,   ///< what the items of the container are that it is
        global,            ///< of module `code`, by `text`
        shared_attribute,  ///< whether class `code` alone holds the container `text` of its instances
        changer,           ///< a method that sets attributes of instances of `code` once they are made
        is_rebound,        ///< whether a method binds the attribute `text` of instances of `code` anew
        field_changer,     ///< a method that changes in place what instances of `code` have as `text`
        initial_fields,    ///< the attributes that the constructor of class `code` binds
        is_frozen,         ///< whether attributes of instances of `code` cannot be bound anew
        is_unhashable,     ///< whether class `code` says that its instances have no hash
        made_for_test,     ///< whether each test gets something new as attribute `text` of class `code`
        filled_for_test,   ///< whether a fixture fills parameter `text` of `code` anew for each test
        snapshot_user,     ///< who takes what the attribute `text` of class `code` holds for what was
        gets_new_containers,  ///< whether all that is stored in the attribute `text` of class `code` is new
        knows_strangers,      ///< whether the `__eq__` `code` says of None (`number` 1) what `is` says
        runs_at_import,       ///< whether only its module, while loaded, calls `code`
        reads_frames,         ///< whether `code` may read what the locals of its caller hold
        bound_together,       ///< whether module `code` gives two attributes one value: `text`, both names
        literal,              ///< of which kind the literal is that module `code` binds `text` to
        own_tuple,            ///< whether that is a tuple which no other is merged with
        context_default,  ///< what the context variable `text` of module `code` gives where nothing is set
        option_default,   ///< what parsed arguments of module `code` have under `text` without the option
        factory_default,  ///< what the attribute `text` of class `code` gives for each missing key
        table,            ///< which container global `text` of module `code` is
        table_in,         ///< the container of a module that the field `text` of `code` may hold
        comparisons,      ///< what flows to comparisons by `is` of `code`, as far as that tells something
        repeated_in,      ///< the container of one object that the field `text` of `code` may hold
        library_in,       ///< the object of a library that the field `text` of `code` may hold
        default_in,       ///< the default that the field `text` of `code` may hold
        summary,          ///< what a call of `code` does
        special,          ///< the same for the entry `text`; `other` asks
        defaults,         ///< which of its defaults are mutable
        some_class,       ///< whether the body of some class binds `text`; module `code` asks
        count
    };
    What what = What::text;
    CodeId code;
    CodeId other;
    std::uint32_t number = 0;
    std::string text;
    bool operator==(const Question&) const = default;
};

/// Answers of questions, as hashes that are the same in another run if the answer is.
class Answerer {
  public:
    virtual ~Answerer() = default;
    [[nodiscard]] virtual std::uint64_t answer(const Question& question) const = 0;

  protected:
    Answerer() = default;
    Answerer(const Answerer&) = default;
    Answerer& operator=(const Answerer&) = default;
};

/// What one run asked, and what it was told: each question once.
class Reads {
  public:
    explicit Reads(const Answerer& answerer) : answerer_(answerer) {}

    struct Read {
        Question question;
        std::uint64_t answer = 0;
    };
    void note(Question::What what, CodeId code, std::string_view text = {}, std::uint32_t number = 0,
              CodeId other = {});
    /// What calls of these do is not to be noted: they are run together.
    void leave_out(std::span<const CodeId> members) { left_out_ = members; }
    [[nodiscard]] std::span<const Read> all() const { return all_; }

  private:
    const Answerer& answerer_;
    std::span<const CodeId> left_out_;
    std::unordered_set<std::uint64_t> known_;
    std::vector<Read> all_;
};

}  // namespace doppelint::analysis
