#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analysis/call_flow.h"

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
            bound,      ///< a method `code` of the thing `of`
            class_,     ///< `code`
            instance,   ///< of the class `code`
            super,      ///< what stands behind the class `code`, for the thing `of`
            module,     ///< `code`
            container,  ///< made by the instruction `place`: list, dict, cell, generator, …; `text` is its
                        ///< kind
            member,     ///< the method called `text` of the container `of`
            partial,    ///< made by the call `place`: calls its first argument with the others
            library,    ///< `text`
            object,     ///< an instance of the library class `text`
            atom,       ///< a constant: `None`, a number, a text
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
        enum class What : std::uint8_t { get_attribute, set_attribute, get_item, set_item, call, spread };
        What what = What::call;
        CodeId code;
        ValueId at;
        Node other = 0;          ///< where the result goes, or what is stored
        std::uint32_t text = 0;  ///< of an attribute
        std::uint32_t next = 0;  ///< in `uses_`
    };
    /// Arguments of a call, as nodes.
    struct Passed {
        CodeId code;
        ValueId at;
        Node result = 0;
        std::vector<Node> positional;
        std::vector<std::pair<std::string_view, Node>> keywords;
        Node starred = 0;        ///< 0: none
        bool by_method = false;  ///< the callee was read from the object that it gets
    };

    void number();
    void look_at(CodeId code);
    void add_self(CodeId method, CodeId body);
    void find_ways_back(CodeId method, CodeId body);
    [[nodiscard]] static bool puts_in(std::string_view method);
    void look_at(CodeId code, ValueId id, const program::Instruction& it);
    void make_container(CodeId code, ValueId id, const program::Instruction& it);
    void make_function(CodeId code, ValueId id, const program::Instruction& it);
    void load_global(CodeId code, NameId name, Node into);
    void add_meanings(const project::Meanings& meanings, Node into);

    [[nodiscard]] ThingId container(Node place, models::Kind kind, CodeId code = {});
    void solve();
    void write_shapes();
    [[nodiscard]] std::vector<bool> open_nodes() const;
    [[nodiscard]] std::unordered_map<Node, FlowDefault> defaults() const;
    [[nodiscard]] heap::Shape shape_of(Node node) const;
    [[nodiscard]] heap::Shape shape_of(const Thing& it) const;
    void happen(const Use& use, ThingId id);
    void get_attribute(const Use& use, ThingId id);
    void get_member(const Use& use, const project::ClassInfo& info, ThingId self, CodeId after);
    void add_member(const Use& use, const project::ClassInfo& owner, const project::Member& member,
                    ThingId self);
    void call(const Use& use, ThingId id);
    void call(const Passed& passed, ThingId id, std::uint32_t depth);
    void call_code(const Passed& passed, CodeId callee, ThingId self, FlowCallee::How how);
    void call_class(const Passed& passed, CodeId body, ThingId id);
    void call_method(const Passed& passed, CodeId class_body, ThingId self, std::string_view name);
    void call_container(const Passed& passed, const Thing& it);
    void call_library(const Passed& passed, const Thing& it);
    [[nodiscard]] Passed passed(const Use& use);
    [[nodiscard]] const models::Class* class_made_by(std::string_view name) const;

    [[nodiscard]] Node register_of(CodeId code, ValueId value) const {
        return first_register_[code.module.index()][code.function.index()] + value.index();
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
    [[nodiscard]] Node global(program::ModuleId module, std::string_view name);
    [[nodiscard]] Node field(ThingId thing, std::uint32_t text);
    [[nodiscard]] Node items_of(ThingId thing);
    [[nodiscard]] ThingId thing(const Thing& it);
    [[nodiscard]] std::uint32_t text(std::string_view it);
    [[nodiscard]] std::string_view kept(const std::string& it);
    [[nodiscard]] Node new_node();
    void add(Node node, ThingId thing);
    void add_edge(Node from, Node to);
    [[nodiscard]] bool has_edge(Node from, Node to);
    void add_use(Node node, Use use);
    [[nodiscard]] const program::Instruction& at(CodeId code, ValueId value) const {
        return project_.program(code.module).instructions_of(project_.function(code))[value.index()];
    }
    [[nodiscard]] Node super_of(CodeId around, Node result);
    [[nodiscard]] CodeId class_around(CodeId code) const;
    void note(const Passed& passed, CodeId callee, FlowCallee::How how);

    const project::Project& project_;
    CallFlow& into_;
    std::vector<std::vector<Node>> first_register_, first_parameter_;
    std::map<Thing, ThingId> thing_ids_;
    std::vector<Thing> things_{1};
    std::unordered_map<std::string_view, std::uint32_t> text_ids_;
    std::vector<std::string_view> texts_{1};
    std::deque<std::string> kept_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Node> globals_, fields_;
    std::unordered_map<ThingId, Node> items_;
    std::unordered_map<Node, Passed> partials_;                 ///< by the register of the call
    std::unordered_map<Node, std::pair<CodeId, Node>> supers_;  ///< by the node of what `self` may be
    std::vector<Node> spread_;  ///< parameters that get some item of `*xs` or `**xs`
    std::vector<std::vector<ThingId>> sets_;
    struct Edge {
        Node to = 0;
        std::uint32_t next = 0;  ///< in `edges_`
    };
    std::vector<std::uint32_t> first_edge_;  ///< by node, in `edges_`; 0: none
    std::vector<Edge> edges_{1};
    std::unordered_set<Node> many_;  ///< nodes with so many edges that `many_edges_` has them
    std::unordered_set<std::uint64_t> many_edges_;
    std::vector<std::uint32_t> first_use_;
    std::vector<Use> uses_{1};
    std::vector<std::pair<Node, ThingId>> pending_;
    std::vector<std::pair<std::uint32_t, ThingId>> pending_uses_;  ///< in `uses_`
};

}  // namespace doppelint::analysis
