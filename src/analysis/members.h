#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/part.h"
#include "project/class_table.h"

namespace doppelint::analysis {

/// What the project's classes bind to names, as seen from their instances and from the classes themselves.
class Members : public Part {
  public:
    explicit Members(Parts& parts) : Part(parts) {}

    /// Whether the object is an instance of a class of the project, or such a class.
    [[nodiscard]] bool has_class(ObjectId object) const;

    /// Whether a class of the project has something under the name.
    [[nodiscard]] bool has_own_member(ObjectId object, std::string_view name) const;
    /// Whether the class has something under the name, also from a library.
    [[nodiscard]] bool has_member(ObjectId object, std::string_view name) const;
    /// `object.name(arguments)`. None if the class does not say what that is.
    [[nodiscard]] std::optional<Value> call(State& state, ValueId id, ObjectId object,
                                            const Arguments::One& receiver, std::string_view name,
                                            const Arguments& arguments);
    /// `object.name`, likewise.
    [[nodiscard]] std::optional<Value> get(State& state, ValueId id, ObjectId object, NameId name);
    /// Runs the setter that the class has for the name. False: it has none.
    [[nodiscard]] bool set(State& state, ValueId id, ObjectId object, const Arguments::One& receiver,
                           NameId name, const Arguments::One& value);
    /// Whether the class has a `__setattr__` that may store something else, or nothing at all.
    [[nodiscard]] bool stores_in_own_way(ObjectId object) const;
    /// Runs the deleter that the class has for the name. False: it has none.
    [[nodiscard]] bool remove(State& state, ValueId id, ObjectId object, const Arguments::One& receiver,
                              NameId name);
    /// All attributes that the object's class has under names that begin so.
    [[nodiscard]] Value get_all(State& state, ValueId id, const Value& from, std::string_view prefix);
    /// Calls the special method that the metaclass of a class has, with the class for its instance.
    [[nodiscard]] std::optional<Value> ask_metaclass(State& state, ValueId id, ObjectId class_object,
                                                     std::string_view name,
                                                     std::span<const Arguments::One> others);
    /// What there are of an enumeration; nothing: it is none.
    [[nodiscard]] Value members_of(ObjectId class_object);
    /// A new instance of each class that the value may be, as `object.__new__` makes it.
    [[nodiscard]] Value make_bare(State& state, ValueId id, const Value& classes);
    /// The same as `type.__call__` makes it, whatever the metaclass.
    [[nodiscard]] Value construct(State& state, ValueId id, const Value& classes, const Arguments& arguments);
    /// A class method of a library's class, called through a class that derives from it.
    [[nodiscard]] Value make_by_class(State& state, ValueId id, ObjectId class_object,
                                      std::span<const models::Model> models, const Arguments& arguments);
    /// Whether making an instance runs nothing but what the project's own classes say.
    [[nodiscard]] bool is_plain_class(ObjectId class_object) const;
    /// A new instance.
    [[nodiscard]] Value instantiate(State& state, ValueId id, ObjectId class_object,
                                    const Arguments& arguments);
    /// Making a class calls what its bases and its attributes ask for.
    void note_class_made(ValueId id, CodeId body);
    /// `super()` in the function that runs, or `super(Class, object)`.
    [[nodiscard]] std::optional<Value> super_object(State& state, ValueId id, const Arguments& arguments);
    /// The instance whose method runs, if its class is this one or derives from it.
    [[nodiscard]] Value own_instance(CodeId class_body);
    /// What a decorated function, as `raw`, is in the end.
    [[nodiscard]] Value decorated(State& state, ValueId id, CodeId in, std::span<const ValueId> decorators,
                                  const Value& raw);
    /// What the register of other code holds, as far as names, calls and constants tell.
    [[nodiscard]] Value evaluate(State& state, ValueId id, CodeId in, ValueId value);

    /// Whether the class gets a constructor from its fields, whose defaults its body binds.
    [[nodiscard]] bool is_record(CodeId class_body) const;

  private:
    struct Target {
        const project::ClassInfo* owner = nullptr;
        const project::Member* member = nullptr;
    };
    struct Targets {
        std::vector<Target> all;
        std::string_view library;  ///< the library class that is asked where the project's have nothing
        bool open = false;
        bool is_cut = false;        ///< there are more than anybody lists
        bool by_metaclass = false;  ///< the class is the instance
    };
    [[nodiscard]] std::string_view name_of(const Target& target) const;
    [[nodiscard]] bool is_none(const Target& target) const;
    [[nodiscard]] Value member_object(const project::ClassInfo& info, std::string_view name);
    [[nodiscard]] std::optional<Value> ask_metaclass(State& state, ValueId id, ObjectId class_object,
                                                     const project::ClassInfo& meta, std::string_view name,
                                                     const Arguments& arguments);
    [[nodiscard]] const project::ClassInfo* class_of(ObjectId object) const;
    [[nodiscard]] CodeId class_around() const;
    [[nodiscard]] Value first_parameter();
    [[nodiscard]] Targets find(ObjectId object, std::string_view name) const;
    void add(Targets& targets, const project::ClassInfo& from, std::string_view name, CodeId after) const;
    static void add(Targets& targets, const project::Found& found);
    [[nodiscard]] std::optional<Value> class_of_instance(State& state, ObjectId object);
    [[nodiscard]] bool is_exact(ObjectId object) const;
    [[nodiscard]] bool is_super(ObjectId object) const;
    /// What an attribute of `super()` is looked up for: the instance.
    [[nodiscard]] Arguments::One receiver_of(State& state, ObjectId object,
                                             const Arguments::One& receiver) const;
    [[nodiscard]] Value call_member(State& state, ValueId id, const Target& target,
                                    const Arguments::One& receiver, bool through_class,
                                    const Arguments& arguments, bool certain);
    [[nodiscard]] Value get_member(State& state, ValueId id, const Target& target,
                                   const Arguments::One& receiver, bool through_class);
    [[nodiscard]] static bool sets_up_instances(std::string_view library,
                                                std::span<const models::Model> found);
    [[nodiscard]] Value set_up(State& state, ValueId id, std::string_view library, const Arguments::One& self,
                               const Arguments& arguments);
    [[nodiscard]] Value class_value(const project::ClassInfo& info);
    [[nodiscard]] Value construct(State& state, ValueId id, ObjectId class_object,
                                  const Arguments& arguments);
    [[nodiscard]] Value initialize(State& state, ValueId id, ObjectId class_object,
                                   const Arguments& arguments);
    /// What a class holds under a name, as the receiver shows it: of a descriptor, what its `__get__` gives.
    [[nodiscard]] Value described(State& state, ValueId id, const Value& held, const Arguments::One& receiver,
                                  bool through_class);
    [[nodiscard]] std::optional<Value> ask_hook(State& state, ValueId id, ObjectId object,
                                                std::string_view hook, std::vector<Arguments::One> arguments);
    [[nodiscard]] bool set_or_delete(State& state, ValueId id, ObjectId object,
                                     const Arguments::One& receiver, NameId name,
                                     const std::optional<Arguments::One>& value);
    [[nodiscard]] const project::ClassInfo* metaclass_of(ObjectId object) const;
    [[nodiscard]] bool is_patched(const project::ClassInfo& info, std::string_view name) const;
    [[nodiscard]] ObjectId new_instance(ValueId id, ObjectId class_object);
    void fill_record(State& state, ValueId id, ObjectId object, const project::ClassInfo& info,
                     const Arguments& arguments);
    [[nodiscard]] std::optional<Value> converted(State& state, ValueId id, const project::ClassInfo& owner,
                                                 std::string_view name, const Arguments::One& value);
    [[nodiscard]] Value field_default(State& state, ValueId id, const project::ClassInfo& owner,
                                      const project::Member& member, std::string_view name);

    std::uint32_t depth_ = 0;
};

}  // namespace doppelint::analysis
