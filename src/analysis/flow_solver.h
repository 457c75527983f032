#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analysis/call_flow.h"
#include "analysis/thing_sets.h"
#include "base/flat_map.h"
#include "models/model.h"

namespace doppelint::analysis {

/// Finds what flows where: things into nodes, along edges, until nothing is new.
class FlowSolver {
  public:
    FlowSolver(const project::Project& project, CallFlow& into);
    void run();

  private:
    using Node = std::uint32_t;
    using ThingId = std::uint32_t;

    /// Something that may be called, has attributes that may, or holds what may.
    struct Thing {
        enum class Kind : std::uint8_t {
            function,   ///< `code`
            bound,      ///< a method `code` of the thing `of`, made by the instruction `place`
            class_,     ///< `code`
            instance,   ///< of the class `code`; with a `place`, one that a deep copy made
            super,      ///< what stands behind the class `code`, for the thing `of`
            module,     ///< `code`
            container,  ///< made by the instruction `place`: list, dict, cell, generator, …; `text` is its
                        ///< kind, `of` tells apart what one instruction makes
            member,     ///< the method called `text` of a class of a library, of the thing `of`
            partial,    ///< made by the call `place`: calls something with arguments of its own first
            library,    ///< `text`; a copy of such an object, made by the call `place`
            object,     ///< an instance of the library class `text`, made by the call `place`
            space,      ///< the `__dict__` of the thing `of`
            word,       ///< the text `text`, as the name of an attribute
            sentinel,  ///< an object that is there to be told apart, `place` in `sentinels_`; it comes beside
                       ///< what its class says of it
            copied,    ///< a copy of the sentinel `of`, made by the instruction `place`
            atom,      ///< a plain value of the kind `text`: `None`, a number, a text; count: of some kind
        };
        Kind kind = Kind::function;
        CodeId code;
        ThingId of = 0;
        Node place = 0;
        std::uint32_t text = 0;
        auto operator<=>(const Thing&) const = default;
    };
    /// What happens to each thing that comes to a node.
    struct Use {
        enum class What : std::uint8_t {
            get_attribute,
            set_attribute,
            delete_attribute,
            get_item,  ///< some item of a container
            set_item,
            walk,        ///< some item that a walk gives
            step,        ///< what an iterator gives next
            spread,      ///< some item, or of what a mapping's items are, the value
            copy,        ///< `text`: which, see kOfOperand
            call,        ///< by the call instruction
            apply,       ///< with the arguments `other` in `applied_`; with a `text`, by that special method
            construct,   ///< as `type.__call__` does, with the arguments `other` in `applied_`
            make,        ///< as `object.__new__` does
            attributes,  ///< those whose names begin with `text`
            named,       ///< an attribute, called as the word says, of what comes to the node `text`
            of_kind,     ///< what is of the kind `text`; behind kNotOfKind, what is not
            pairs,       ///< some value of a mapping or of pairs
            ask,      ///< by the special method `text` with the argument `other`; nobody asks for the result
            bind,     ///< read as an attribute of the thing `text`
            operand,  ///< of the instruction, at the place `text`
            narrow,   ///< passes the test of the narrowed node `other`
            compute,  ///< the instruction works out a plain value of plain values
        };
        What what = What::call;
        CodeId code;
        ValueId at;
        Node other = 0;          ///< where the result goes, or what is stored
        std::uint32_t text = 0;  ///< of an attribute
        std::uint32_t next = 0;  ///< in `uses_`
    };
    using What = Use::What;
    /// Arguments of a call, as nodes.
    struct Passed {
        CodeId code;
        ValueId at;
        Node result = 0;
        std::vector<Node> positional;
        std::vector<std::pair<std::string_view, Node>> keywords;
        Node starred = 0;         ///< 0: none; a container of positional arguments
        Node any = 0;             ///< 0: none; what any parameter may get
        bool by_method = false;   ///< the callee was read from the object that it gets
        bool is_special = false;  ///< the callee is a special method that was not called by its name
        std::uint8_t depth = 0;   ///< of models that call models
    };
    /// What depends on what does not come: looked at when nothing else is left to do.
    struct Delayed {
        Use use;
        ThingId thing = 0;
        bool done = false;
    };
    /// A function that a model makes: what it calls, and what that gets first.
    struct Partial {
        Node callee = 0;
        Passed first;
    };
    /// An object that a module or class binds to a name, and comparisons by `is` ask for.
    struct Sentinel {
        CodeId code;
        ValueId made;
        CodeId class_body;  ///< none: an `object()`
    };
    /// What of the sentinels passes a test on the way to a node.
    struct Narrowing {
        Node with = 0;  ///< what it is compared with, or the class that it is to be an instance of
        bool is_class = false;
        bool holds = false;
    };
    /// What does not pass a test on the way to a node.
    struct Bars {
        // NOLINTBEGIN(readability-redundant-member-init): GCC wants it where only some are listed
        models::Kinds kinds{};
        bool empty_defaults = false;
        CodeId all_but{};   ///< what is no instance of the class
        CodeId class_of{};  ///< instances of the class
        // NOLINTEND(readability-redundant-member-init)
        [[nodiscard]] bool nothing() const {
            return kinds.empty() && !empty_defaults && !all_but.valid() && !class_of.valid();
        }
    };
    /// Which copy a use makes.
    static constexpr std::uint32_t kOfOperand = 0, kShallow = 1, kDeep = 2, kWithinDeep = 3;
    /// The `place` of an instance that a deep copy made.
    static constexpr Node kDeepCopy = 1;
    /// A value that there is not.
    static constexpr Node kAbsent = ~Node{0};
    /// The arguments of a model's parameters; kAbsent: not passed.
    struct Bound {
        const models::Model* model = nullptr;
        const Passed& passed;
        std::vector<Node> values;
        ThingId instance = 0;  ///< that the call makes, where it is one of the project's own
    };

    void number();
    void number(CodeId code);
    [[nodiscard]] Node node_for(CodeId code, const program::Instruction& it);
    void look_at(CodeId code);
    void add_self(CodeId method, CodeId body);
    void find_ways_back(CodeId method, CodeId body);
    [[nodiscard]] static bool puts_in(std::string_view method);
    void look_at(CodeId code, ValueId id, const program::Instruction& it);
    [[nodiscard]] bool is_own_instance(CodeId code, ValueId value) const;
    void look_at_name(CodeId code, ValueId id, const program::Instruction& it);
    void look_at_items(CodeId code, ValueId id, const program::Instruction& it);
    void look_at_protocol(CodeId code, ValueId id, const program::Instruction& it);
    void make_container(CodeId code, ValueId id, const program::Instruction& it);
    void note_empty_default(CodeId code, ValueId handed_over);
    void make_function(CodeId code, ValueId id, const program::Instruction& it);
    void make_class(CodeId code, ValueId id, const program::Instruction& it);
    /// What the global name is wherever the module reads it.
    [[nodiscard]] Node loaded(program::ModuleId module, NameId name);
    [[nodiscard]] ThingId library_thing(std::string_view dotted);
    void add_meanings(const project::Meanings& meanings, Node into);
    void read_member(const Use& use, program::ModuleId module, std::string_view name);

    [[nodiscard]] ThingId container(Node place, models::Kind kind, CodeId code = {}, std::uint32_t tag = 0);
    void solve();
    void solve_with_delayed();
    [[nodiscard]] bool look_at_delayed();
    void write_shapes();
    struct Field {
        std::uint32_t name = 0;
        Node node = 0;
    };
    using FieldsByThing = std::unordered_map<ThingId, std::vector<Field>>;
    [[nodiscard]] std::vector<ThingId> things_held_by(ThingId object) const;
    [[nodiscard]] std::optional<FlowPart> way_by(const Field& field, ThingId part, const FieldsByThing& all,
                                                 std::size_t& steps) const;
    [[nodiscard]] std::optional<FlowPart> way_to(ThingId part, std::uint32_t but,
                                                 std::span<const Field> fields, const FieldsByThing& all,
                                                 std::size_t& steps) const;
    void write_held_parts();
    void write_parameters(const std::vector<bool>& open, const std::vector<bool>& open_values);
    void write_declared_fields();
    /// Whether there are any.
    [[nodiscard]] bool add_declared_parameters();
    [[nodiscard]] std::unordered_map<CodeId, std::vector<CodeId>> classes_below() const;
    [[nodiscard]] bool is_protocol(CodeId class_body) const;
    template <class Visit>
    void for_each_parameter(const Visit& visit) const;
    [[nodiscard]] heap::Shape declared_shape(program::ModuleId module, NameId written) const;
    [[nodiscard]] bool begins_as_none(const project::ClassInfo& owner, std::string_view field) const;
    [[nodiscard]] std::vector<bool> open_nodes() const;
    [[nodiscard]] std::vector<bool> open_values(const std::vector<bool>& open) const;
    [[nodiscard]] std::vector<bool> reached_from(std::vector<Node> pending) const;
    [[nodiscard]] std::unordered_map<Node, FlowDefault> defaults() const;
    [[nodiscard]] std::unordered_map<Node, FlowTable> tables() const;
    void add_tables_of_classes(program::ModuleId module, std::unordered_map<Node, FlowTable>& into) const;
    struct Holders {
        std::unordered_map<Node, FlowDefault> defaults;
        std::unordered_map<Node, FlowTable> tables;
        /// Where one place alone puts something into a container, all instances of a class are one thing.
        std::vector<std::uint8_t> sources;
    };
    [[nodiscard]] bool is_changing_object(std::string_view dotted) const;
    [[nodiscard]] heap::Shape shape_of_items(Node node, const std::vector<bool>& open,
                                             const std::vector<bool>& open_values) const;
    [[nodiscard]] bool holds_one_thing(ThingId container) const;
    [[nodiscard]] std::vector<std::uint8_t> count_sources() const;
    [[nodiscard]] bool stays_empty(ThingId container) const;
    [[nodiscard]] bool is_alone(Node node, ThingId thing) const;
    [[nodiscard]] std::pair<CodeId, ValueId> register_at(Node place) const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> beside(Node node, ThingId thing) const;
    void write_holders(const Thing& holder, std::string_view field, Node node, const Holders& from);
    [[nodiscard]] heap::Shape shape_of(Node node) const;
    [[nodiscard]] heap::Shape known_shape(Node node, const std::vector<bool>& open_values) const;
    [[nodiscard]] bool keeps_bound(CodeId class_body, std::string_view name) const;
    [[nodiscard]] heap::Shape shape_of(const Thing& it) const;
    void happen(const Use& use, ThingId id);

    // Plain values
    void make_atoms();
    void compute_at(CodeId code, ValueId id, const program::Instruction& it);
    void compute(const Use& use);
    void add_declared_parameters(CodeId code);
    [[nodiscard]] Bars barred_by(CodeId code, const program::Instruction& it) const;
    [[nodiscard]] bool is_barred(Node node, ThingId thing) const;
    [[nodiscard]] models::Kinds barred_by_test(CodeId code, const program::Instruction& test,
                                               bool holds) const;
    [[nodiscard]] CodeId class_tested(CodeId code, ValueId tested, const program::Instruction& test) const;
    [[nodiscard]] bool is_instance(const Thing& it, CodeId class_body) const;
    [[nodiscard]] bool may_be_instance(const Thing& it, CodeId class_body) const;
    [[nodiscard]] bool is_abstract(CodeId class_body) const;
    [[nodiscard]] bool bar(CodeId code, ValueId id, const program::Instruction& it);

    // Attributes
    void get_attribute(const Use& use, ThingId id);
    void get_of_instance(const Use& use, ThingId id);
    void get_of_class(const Use& use, ThingId id);
    void get_of_space(const Use& use, ThingId id);
    void get_fields(const Use& use, ThingId id);
    void get_of_library(const Use& use, ThingId id);
    [[nodiscard]] bool get_member(const Use& use, const project::ClassInfo& info, ThingId self, CodeId after);
    void add_member(const Use& use, const project::ClassInfo& owner, const project::Member& member,
                    ThingId self);
    void get_attributes(const Use& use, ThingId id);
    void bind(const Use& use, ThingId id);
    void set_attribute(const Use& use, ThingId id);
    void delete_attribute(const Use& use, ThingId id);
    [[nodiscard]] bool set_member(const Use& use, ThingId id, bool deletes);
    void ask_hook(const Use& use, ThingId id, std::string_view name);

    // Special methods
    [[nodiscard]] bool ask(const Passed& passed, ThingId id, std::string_view name);
    void ask_any(const Passed& passed, ThingId id, std::string_view name);
    /// Whether the thing may have any, or things in it.
    [[nodiscard]] static bool has_special_methods(const Thing& it);
    [[nodiscard]] bool ask_class(const Passed& passed, const project::ClassInfo& info, ThingId id,
                                 std::string_view name);
    void use_items(ThingId container, const Use& each);
    void ask_items(ThingId container, const Use& use, std::string_view name);
    void ask_later(Node node, const Passed& passed, std::string_view name);
    void walk(const Use& use, ThingId id);
    void operand(const Use& use, ThingId id);
    void operand_of_operator(const Use& use, ThingId id, const program::Instruction& it);
    void operand_of_comparison(const Use& use, ThingId id, const program::Instruction& it);
    void operand_of_pattern(const Use& use, ThingId id, const program::Instruction& it);
    void catch_class(const Use& use, ThingId id);
    void copy(const Use& use, ThingId id);
    [[nodiscard]] bool is_async(const Use& use) const;

    // Calls
    void call(const Use& use, ThingId id);
    void call(const Passed& passed, ThingId id);
    void call_code(const Passed& passed, CodeId callee, ThingId self, FlowCallee::How how);
    void call_class(const Passed& passed, CodeId body, ThingId id);
    void construct(const Passed& passed, CodeId body, ThingId id);
    void make_members(const Passed& passed, const project::ClassInfo& info);
    void fill_fields(const Passed& passed, const project::ClassInfo& info, ThingId instance);
    void put_in_field(const Passed& passed, const project::ClassInfo& info, ValueId value, Node given,
                      Node into);
    void make_field(const Passed& passed, const project::ClassInfo& info, ValueId value, Node into);
    [[nodiscard]] static Passed without_arguments(const Passed& passed, Node result);
    void call_member(const Passed& passed, const project::ClassInfo& owner, const project::Member& member,
                     ThingId self, std::string_view name);
    [[nodiscard]] bool may_apply(const Passed& passed);
    void apply_to(Node node, Passed passed);
    [[nodiscard]] Passed passed(const Use& use);
    [[nodiscard]] Passed asked(const Use& use, std::vector<Node> arguments, Node result) const;

    // Sentinels and their copies
    void find_sentinels();
    void find_identity_comparisons(CodeId code);
    void find_sentinels(CodeId body);
    void ask_for(CodeId code, ValueId value);
    [[nodiscard]] bool is_asked_for(CodeId body, std::string_view name) const;
    void narrow(CodeId code, ValueId id, const program::Instruction& it);
    void narrow_sentinels(CodeId code, ValueId id, const program::Instruction& it);
    [[nodiscard]] bool narrows(CodeId code, const program::Instruction& it) const;
    [[nodiscard]] bool passes(const Narrowing& test, ThingId sentinel) const;
    /// The plain values of a kind; of `count`, those of some kind.
    [[nodiscard]] static ThingId atom(models::Kind kind) {
        return kFirstAtom + std::min(static_cast<ThingId>(kind), static_cast<ThingId>(models::Kind::list));
    }
    [[nodiscard]] static bool is_atom(ThingId id) { return id <= kLastAtom; }
    [[nodiscard]] bool is_sentinel(ThingId id) const { return id > kLastAtom && id < first_other_; }
    [[nodiscard]] bool is_copied_sentinel(ThingId id) const {
        return things_[id].kind == Thing::Kind::copied;
    }
    /// Neither a constant nor something that only comes beside another thing.
    [[nodiscard]] bool is_object(ThingId id) const {
        return !is_atom(id) && !is_sentinel(id) && !is_copied_sentinel(id);
    }
    [[nodiscard]] bool copies_by_class(CodeId class_body) const;
    [[nodiscard]] bool is_deep_copy(ThingId id) const {
        return things_[id].kind == Thing::Kind::instance && things_[id].place == kDeepCopy;
    }
    [[nodiscard]] ThingId original_of(ThingId id);
    void copy_what_holds_sentinels();
    void find_holders();
    [[nodiscard]] bool hold(ThingId id);
    [[nodiscard]] bool add_holder(ThingId id);
    [[nodiscard]] bool is_holder(ThingId id) const { return id < holders_.size() && holders_[id]; }
    void copy_within(const Use& use, ThingId id);
    void copy_instance(const Use& use, ThingId id);
    void copy_sentinel(const Use& use, ThingId id);
    void fill_copied_field(ThingId copied, std::uint32_t text, Node into);
    [[nodiscard]] ThingId only_sentinel(Node node) const;
    void write_copied_sentinels();
    void write_fresh_methods();
    void note_equality(CodeId code, ValueId comparison);
    void write_own_equalities();
    [[nodiscard]] std::string_view own_equality_of(const Thing& it) const;
    [[nodiscard]] bool is_argument(CodeId code, ValueId value) const;
    [[nodiscard]] Node only_fresh_methods(Node node, Node other) const;
    [[nodiscard]] Node some_method(Node node) const;

    // Models
    void call_library(const Passed& passed, const Thing& it);
    void note_library(const Passed& passed, std::string_view name);
    void call_super(const Passed& passed);
    void call_method_model(const Passed& passed, std::string_view class_name, std::string_view name,
                           ThingId self);
    [[nodiscard]] bool may_run(const Passed& passed, ThingId self, std::string_view name);
    void run(std::span<const models::Model> models, const Passed& passed, ThingId instance = 0);
    [[nodiscard]] bool bind(Bound& bound);
    [[nodiscard]] Node value(const models::Term& term, const Bound& bound);
    static constexpr std::uint32_t kNotOfKind = 256;
    [[nodiscard]] models::Kind kind_of(const Thing& it) const;
    [[nodiscard]] Node if_kind(const models::Term& term, const Bound& bound);
    [[nodiscard]] Node call_term(const models::Term& term, const Bound& bound);
    [[nodiscard]] Node made(const models::Term& term, const Bound& bound);
    void fill(ThingId container, const models::Term& part, const Bound& bound);
    [[nodiscard]] Passed arguments_of(std::span<const models::Term> parts, const Bound& bound);
    void effect(const models::Term& term, const Bound& bound);
    [[nodiscard]] Node used(Node from, What what, const Bound& bound, std::uint32_t text = 0);
    [[nodiscard]] Node dynamic_name(const models::Term& term, const Bound& bound, std::string_view& name);
    [[nodiscard]] Node as_name(CodeId code, Node node);
    [[nodiscard]] std::string_view constant_prefix(CodeId code, Node node) const;
    [[nodiscard]] ValueId value_of(CodeId code, Node node) const;
    [[nodiscard]] std::string_view constant_text(CodeId code, Node node) const;
    [[nodiscard]] std::span<const models::Model> methods(std::string_view class_name, std::string_view name);
    [[nodiscard]] std::string_view library_class(ThingId id) const;

    /// A number of the instruction's own.
    [[nodiscard]] std::uint32_t place_of(CodeId code, ValueId value) const {
        return first_register_[code.module.index()][code.function.index()] + value.index();
    }
    [[nodiscard]] Node register_of(CodeId code, ValueId value) const {
        return registers_[place_of(code, value)];
    }
    [[nodiscard]] Node parameter_of(CodeId code, std::uint32_t index) const {
        return first_parameter_[code.module.index()][code.function.index()] + index;
    }
    [[nodiscard]] Node capture_of(CodeId code, std::uint32_t index) const {
        return parameter_of(code, project_.function(code).parameter_count + index);
    }
    [[nodiscard]] Node result_of(CodeId code) const {
        return parameter_of(code,
                            project_.function(code).parameter_count + project_.function(code).capture_count);
    }
    [[nodiscard]] Node yielded_by(CodeId code) const { return result_of(code) + 1; }
    [[nodiscard]] Node sent_to(CodeId code) const { return result_of(code) + 2; }
    [[nodiscard]] Node global(program::ModuleId module, std::uint32_t text);
    [[nodiscard]] Node field(ThingId thing, std::uint32_t text);
    [[nodiscard]] Node items_of(ThingId thing);
    [[nodiscard]] ThingId thing(const Thing& it);
    [[nodiscard]] std::uint32_t text(std::string_view it) { return into_.texts_.intern(it).index(); }
    /// The same of a name of the module.
    [[nodiscard]] std::uint32_t text(program::ModuleId module, NameId name);
    [[nodiscard]] std::string_view word(std::uint32_t text) const { return into_.texts_.text(NameId{text}); }
    [[nodiscard]] Node new_node() { return new_nodes(1); }
    /// The first of so many.
    [[nodiscard]] Node new_nodes(std::uint32_t count);
    void add(Node node, ThingId thing);
    /// Nothing else comes to the node.
    void complete(Node node);
    void add_edge(Node from, Node to);
    [[nodiscard]] bool has_edge(Node from, Node to);
    void add_use(Node node, Use use);
    [[nodiscard]] const program::Instruction& at(CodeId code, ValueId value) const {
        return project_.program(code.module).instructions_of(project_.function(code))[value.index()];
    }
    void note(const Passed& passed, CodeId callee, FlowCallee::How how);

    const project::Project& project_;
    CallFlow& into_;
    /// Registers that hold the same share a node; this one belongs to those that hold what is not followed.
    static constexpr Node kUnknown = 0;
    std::vector<Node> registers_;
    std::vector<std::vector<std::uint32_t>> first_register_;  ///< in `registers_`
    std::vector<std::vector<Node>> first_parameter_;
    std::vector<Node> first_constant_;               ///< by module
    std::vector<std::vector<Node>> loaded_;          ///< by module and name; 0: nobody asked yet
    std::vector<std::vector<std::uint32_t>> texts_;  ///< likewise
    FlatIndex thing_index_;
    std::vector<Thing> things_{1};
    static constexpr ThingId kFirstAtom = 1;
    static constexpr ThingId kLastAtom = kFirstAtom + static_cast<ThingId>(models::Kind::list);
    FlatMap globals_, fields_;                                  ///< nodes by module or thing, and text
    std::vector<Node> items_;                                   ///< by thing; 0: nobody asked yet
    std::unordered_map<Node, Partial> partials_;                ///< by the place of the partial
    std::unordered_map<Node, std::pair<CodeId, Node>> supers_;  ///< by the node of what `self` may be
    std::vector<Node> guessed_;                                 ///< parameters that may get what is spread
    std::unordered_set<Node> passed_;                           ///< parameters that calls pass something
    std::vector<std::pair<Node, Node>> computed_;               ///< operands, and what is worked out of them
    std::vector<Node> spread_;                                  ///< nodes that may get what is not followed
    std::size_t steps_ = 0, most_steps_ = 0;  ///< of the work; where it ends before it is done
    std::deque<Passed> applied_;
    /// By instruction, thing and method: how often a model of it was run. Models may lead to one another.
    FlatMap model_runs_;
    FlatMap applications_;                                        ///< by place: how many there were
    std::unordered_map<std::uint64_t, ThingId> library_members_;  ///< by library thing and text
    std::unordered_map<std::uint64_t, std::span<const models::Model>> library_methods_;  ///< by texts
    std::unordered_map<std::uint32_t, std::span<const models::Model>> library_functions_;
    FlatMap asked_items_;  ///< by instruction, container and method
    std::vector<Delayed> delayed_;
    std::vector<Sentinel> sentinels_;
    ThingId first_other_ = 0;  ///< sentinels stand before it
    std::vector<std::pair<CodeId, ValueId>> identity_comparisons_;
    std::vector<std::pair<CodeId, ValueId>> equalities_;  ///< with a constant or a global
    std::unordered_set<std::string_view> asked_attributes_;
    std::unordered_set<std::string> asked_globals_;
    std::unordered_map<Node, Narrowing> narrowed_;
    std::unordered_map<Node, Bars> barred_;  ///< what does not pass the test of the narrowed node
    std::vector<bool> empty_defaults_;       ///< of things: `rows=[]`
    std::unordered_map<Node, Node> memos_;   ///< by the place of a deep copy: what it takes for done
    std::vector<std::pair<Use, ThingId>> deeply_copied_;
    std::vector<bool> holders_;         ///< by thing: what a deep copy of it also copies a sentinel
    ThingId first_copy_ = ~ThingId{0};  ///< deep copies of instances stand behind it
    /// What methods return that may return their own instance: of a copy each caller gets the one it called.
    std::unordered_set<Node> gives_own_instance_;
    std::unordered_map<CodeId, Use> deep_copies_;  ///< the first one of instances of the class
    FlatMap stored_;                               ///< attributes that something stores
    std::unordered_map<std::uint32_t, std::vector<ThingId>>
        patched_;                               ///< classes that get an attribute later
    std::vector<std::uint32_t> newly_patched_;  ///< names of such attributes
    ThingSets sets_;
    /// What lies beside a node's things.
    struct Ways {
        std::uint32_t first_edge = 0;  ///< in `edges_`; 0: none
        std::uint32_t first_use = 0;   ///< in `uses_`; 0: none
        bool is_complete = false;      ///< its things are all there already, and its set is closed
        bool has_many_edges = false;   ///< so many that `many_edges_` has them
        bool is_self = false;          ///< `supers_` has it
        bool bars = false;             ///< `barred_` has it
    };
    std::vector<Ways> ways_;  ///< by node
    struct Edge {
        Node to = 0;
        std::uint32_t next = 0;  ///< in `edges_`
    };
    std::vector<Edge> edges_{1};
    FlatMap many_edges_;
    std::vector<Use> uses_{1};
    std::vector<std::pair<Node, ThingId>> pending_;
    std::vector<std::pair<std::uint32_t, ThingId>> pending_uses_;  ///< in `uses_`
};

}  // namespace doppelint::analysis
