#include "views/summary_view.h"

#include <array>

#include "program/literal.h"

namespace doppelint::views {
namespace {

using analysis::ChangeKind;
using analysis::Summary;
using heap::SlotKind;
using program::ConstantKind;
using Root = Summary::Node::Root;

std::string_view word_for(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::adds: return "adds";
        case ChangeKind::inserts: return "inserts";
        case ChangeKind::assigns: return "assigns";
        case ChangeKind::reassigns: return "reassigns";
        case ChangeKind::removes: return "removes";
        case ChangeKind::clears: return "clears";
        case ChangeKind::reorders: return "reorders";
        case ChangeKind::attribute: return "sets an attribute";
        case ChangeKind::augments: return "augments";
        case ChangeKind::other: return "changes";
    }
    return {};
}

std::string_view word_for(analysis::Claim::Shape shape) {
    switch (shape) {
        case analysis::Claim::Shape::pair: return "copy";
        case analysis::Claim::Shape::region: return "walk";
        case analysis::Claim::Shape::binding: return "snapshot";
    }
    return {};
}

std::vector<std::string_view> words_for(heap::Assumptions assumptions) {
    std::vector<std::string_view> result;
    for (const heap::Assumption it : {
#define ASSUMPTION(name, text, description) heap::Assumption::name,
#include "heap/assumptions.def"
         }) {
        if (assumptions.has(it)) result.push_back(heap::name_of(it));
    }
    return result;
}

class Describer {
  public:
    Describer(const Summary& summary, program::CodeId code, const project::Project& project,
              const CodeNames& code_names)
        : summary_(summary),
          code_(code),
          module_(project.program(code.module)),
          function_(module_.function(code.function)),
          project_(project),
          code_names_(code_names) {
        for (const Summary::Node& it : summary_.nodes()) names_.push_back(name(it));
    }

    void describe(SummaryView& view) {
        view.returns = summary_.returns();
        view.incomplete = summary_.incomplete();
        view.results = things(summary_.result());
        view.yielded = things(summary_.yielded());
        view.assumptions = words_for(summary_.assumptions());
        for (std::uint32_t at = 0; at < view.parameters.size(); ++at) {
            if (summary_.asks_for(at, analysis::Asks::shape)) view.asked.push_back(view.parameters[at]);
        }
        for (const Summary::Content& it : summary_.contents()) describe(view, it);
        for (const Summary::Change& it : summary_.changes()) {
            view.changes.push_back({names_[it.node], word_for(it.kind), it.must,
                                    it.key != 0 ? parameter(it.key - 1) : std::string(),
                                    code_names_.place_of(code_, it.at), words_for(it.assumptions)});
        }
        for (const Summary::Claim& it : summary_.claims()) {
            view.open.push_back({word_for(it.shape), things(it.copy), things(it.source),
                                 std::string(summary_.view(it.attribute)), code_names_.name_of(it.code),
                                 code_names_.place_of(it.code, it.at)});
        }
    }

  private:
    void describe(SummaryView& view, const Summary::Content& content) {
        const Summary::Node& node = summary_.nodes()[content.node];
        const bool is_symbolic = content.base == heap::Base::What::symbolic;
        const bool is_own = is_symbolic && content.base_node == content.node;
        if (node.root == Root::made) {
            SummaryView::Made made;
            made.name = names_[content.node];
            made.kind = kind_of(node);
            made.many = node.many;
            made.unknown = content.base == heap::Base::What::unknown;
            made.exact = content.exact && content.base == heap::Base::What::empty;
            made.consumed = content.consumed;
            if (is_symbolic && !is_own) made.copied = names_[content.base_node];
            view.made.push_back(std::move(made));
        } else if (content.consumed || content.maybe_consumed) {
            view.consumed.push_back(names_[content.node]);
        }
        const bool is_open = node.root != Root::made && (is_symbolic ? !is_own : true);
        for (std::uint32_t at = 0; at < content.count; ++at) {
            const Summary::SlotValue& it = summary_.slots()[content.first + at];
            view.holds.push_back(
                {names_[content.node] + slot(it.slot), things(it.value), is_open && node.many});
        }
    }

    [[nodiscard]] std::string parameter(std::uint32_t index) const {
        const auto parameters = module_.parameters_of(function_);
        return index < parameters.size() ? std::string(module_.text(parameters[index].name))
                                         : "argument" + std::to_string(index);
    }

    [[nodiscard]] std::string name(const Summary::Node& node) {
        switch (node.root) {
            case Root::parameter: return parameter(node.index);
            case Root::variable:
                return project_.name(node.code.module) + "." + std::string(summary_.view(node.text));
            case Root::captured: {
                const auto captures = module_.captures_of(function_);
                return node.index < captures.size() ? std::string(module_.text(captures[node.index].name))
                                                    : "captured" + std::to_string(node.index);
            }
            case Root::child: return names_[node.parent] + slot(node.slot);
            case Root::made: return "new" + std::to_string(++made_);
            case Root::external:
                if (node.code.valid()) return code_names_.name_of(node.code);
                return std::string(summary_.view(node.text));
        }
        return {};
    }

    [[nodiscard]] std::string kind_of(const Summary::Node& node) const {
        if (node.kind == models::Kind::instance && node.code.valid()) return code_names_.name_of(node.code);
        const std::string_view library = summary_.view(node.library_class);
        if (node.kind == models::Kind::instance && !library.empty()) return std::string(library);
        return std::string(models::name_of(node.kind));
    }

    [[nodiscard]] std::string slot(const Summary::Slot& it) const {
        switch (it.kind) {
            case SlotKind::content: return "";
            case SlotKind::attribute: return "." + std::string(summary_.view(it.name));
            case SlotKind::key: return "[" + constant(it.constant) + "]";
            case SlotKind::index: return "[" + std::to_string(it.place) + "]";
            case SlotKind::rest: return "[*]";
            case SlotKind::keys: return "[keys]";
            case SlotKind::source: return "[source]";
            case SlotKind::function: return "[function]";
            case SlotKind::argument: return "[argument " + std::to_string(it.place) + "]";
        }
        return {};
    }

    [[nodiscard]] std::string constant(std::uint32_t index) const {
        const Summary::Constant& it = summary_.constants()[index];
        const std::string_view text = summary_.view(it.text);
        switch (it.kind) {
            case ConstantKind::none: return "None";
            case ConstantKind::true_: return "True";
            case ConstantKind::false_: return "False";
            case ConstantKind::ellipsis: return "Ellipsis";
            case ConstantKind::string: return program::quoted(text);
            case ConstantKind::bytes: return "b" + program::quoted_bytes(text);
            default: return std::string(text);
        }
    }

    [[nodiscard]] std::vector<ThingName> things(const Summary::Value& value) const {
        std::vector<ThingName> result;
        result.reserve(value.count);
        for (std::uint32_t at = 0; at < value.count; ++at) {
            result.push_back(names_[summary_.references()[value.first + at]]);
        }
        if (value.constant != 0) {
            result.push_back(constant(value.constant - 1));
            return result;
        }
        for (std::uint32_t kind = 0; kind < static_cast<std::uint32_t>(models::Kind::count); ++kind) {
            const auto one = static_cast<models::Kind>(kind);
            if (value.plain.has(one)) result.emplace_back(models::name_of(one));
        }
        return result;
    }

    const Summary& summary_;
    const program::CodeId code_;
    const program::Module& module_;
    const program::Function& function_;
    const project::Project& project_;
    const CodeNames& code_names_;
    std::vector<std::string> names_;  ///< by node
    std::uint32_t made_ = 0;
};

}  // namespace

SummaryView summary_view(const analysis::Summary* summary, program::CodeId code,
                         const project::Project& project, const CodeNames& names) {
    SummaryView view;
    view.function = names.name_of(code);
    view.place = names.place_of(code, {});
    const program::Module& module = project.program(code.module);
    for (const program::Parameter& it : module.parameters_of(module.function(code.function))) {
        view.parameters.emplace_back(module.text(it.name));
    }
    view.known = summary != nullptr;
    if (summary != nullptr) Describer(*summary, code, project, names).describe(view);
    return view;
}

}  // namespace doppelint::views
