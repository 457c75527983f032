#include "project/answers_to_strangers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace doppelint::project {
namespace {

using program::Block;
using program::BlockId;
using program::Comparison;
using program::ConstantKind;

/// What a register holds while a stranger is compared.
enum class What : std::uint8_t {
    nothing,  ///< no way here was found yet
    no,
    yes,
    none,
    declined,  ///< NotImplemented
    value,     ///< some other constant
    self,
    own_class,  ///< a class that is not the stranger's
    above,      ///< `super()`
    stranger,   ///< an `object()`
    strange_class,
    unknown,
};

/// What every object has, and what None has.
constexpr std::array<std::string_view, 25> kOfObject{
    "__bool__",          "__class__",        "__delattr__",      "__dir__",
    "__doc__",           "__eq__",           "__format__",       "__ge__",
    "__getstate__",      "__getattribute__", "__gt__",           "__hash__",
    "__init__",          "__le__",           "__lt__",           "__ne__",
    "__new__",           "__reduce__",       "__repr__",         "__setattr__",
    "__init_subclass__", "__sizeof__",       "__subclasshook__", "__str__",
    "__reduce_ex__"};

What join(What one, What other) {
    if (one == What::nothing || one == other) return other;
    return other == What::nothing ? one : What::unknown;
}

What truth(bool it) {
    return it ? What::yes : What::no;
}

std::optional<bool> truth_of(What it) {
    switch (it) {
        case What::no:
        case What::none: return false;
        case What::yes:
        case What::own_class:
        case What::stranger:
        case What::strange_class: return true;
        default: return std::nullopt;
    }
}

What inverse(What it) {
    const std::optional<bool> known = truth_of(it);
    return known ? truth(!*known) : What::unknown;
}

/// What a call gives.
struct Outcome {
    What result = What::nothing;  ///< on all ways together
    bool raises = false;          ///< on some way
};

// Methods call methods; how deep is held to a limit.
// NOLINTBEGIN(misc-no-recursion)

/// Runs code with values of which little is known.
class Run {
  public:
    struct Setting {
        const Project& project;
        bool is_none = false;  ///< the stranger is None
        std::vector<CodeId> running;
    };

    Run(Setting& setting, CodeId code, std::vector<What> arguments)
        : setting_(setting),
          project_(setting.project),
          code_(code),
          module_(project_.program(code.module)),
          function_(project_.function(code)),
          instructions_(module_.instructions_of(function_)),
          blocks_(module_.blocks_of(function_)),
          arguments_(std::move(arguments)),
          values_(instructions_.size(), What::nothing),
          reached_(blocks_.size()) {}

    Outcome run() {
        if (function_.is_generator || function_.is_async || blocks_.empty()) return {What::unknown, true};
        reached_[0] = true;
        // A value becomes unknown at last, and a block is reached once.
        do {
            changed_ = false;
            for (std::size_t at = 0; at < blocks_.size(); ++at) {
                if (reached_[at]) run_block(BlockId{static_cast<std::uint32_t>(at)});
            }
        } while (changed_);
        return outcome_;
    }

  private:
    [[nodiscard]] ValueId origin(ValueId value) const { return origin_of(module_, function_, value); }
    [[nodiscard]] const Instruction& at(ValueId value) const { return instructions_[value.index()]; }
    [[nodiscard]] ValueId operand_id(const Instruction& it, std::size_t place) const {
        return origin(module_.operands_of(it)[place]);
    }
    [[nodiscard]] What operand(const Instruction& it, std::size_t place) const {
        const ValueId id = operand_id(it, place);
        return id.valid() ? values_[id.index()] : What::unknown;
    }
    [[nodiscard]] bool is_stranger(What it) const {
        return it == What::stranger || (it == What::none && setting_.is_none);
    }
    // All that None and an `object()` have.
    [[nodiscard]] static bool may_have_attribute(std::string_view name) {
        return std::ranges::find(kOfObject, name) != kOfObject.end();
    }

    void go(BlockId from, BlockId to) {
        const std::pair edge(from, to);
        if (std::ranges::find(edges_, edge) != edges_.end()) return;
        edges_.push_back(edge);
        reached_[to.index()] = true;
        changed_ = true;
    }

    void run_block(BlockId id) {
        const Block& block = blocks_[id.index()];
        for (std::uint32_t offset = 0; offset < block.instruction_count; ++offset) {
            const ValueId at_id{block.first_instruction + offset};
            const Instruction& it = at(at_id);
            raises_ = may_raise(it.opcode);
            ends_ = false;
            const What made = it.opcode == Opcode::phi ? joined(it, id) : value_of(it);
            if (raises_ && block.handler.valid()) go(id, block.handler);
            if (ends_) {
                // No way leads on behind what always raises.
                outcome_.raises |= !block.handler.valid();
                return;
            }
            const What all = join(values_[at_id.index()], made);
            changed_ |= all != values_[at_id.index()];
            values_[at_id.index()] = all;
        }
        leave(id, block);
    }

    void leave(BlockId id, const Block& block) {
        const Instruction& last = instructions_[block.first_instruction + block.instruction_count - 1];
        const auto successors = module_.successors_of(block);
        switch (last.opcode) {
            case Opcode::return_value: {
                const What all = join(outcome_.result, operand(last, 0));
                changed_ |= all != outcome_.result;
                outcome_.result = all;
                return;
            }
            case Opcode::raise:
            case Opcode::assert_failed:
            case Opcode::reraise: outcome_.raises |= !block.handler.valid(); return;
            case Opcode::branch: {
                const What condition = operand(last, 0);
                if (condition == What::nothing) return;
                const std::optional<bool> known = truth_of(condition);
                if (!known || *known) go(id, successors[0]);
                if (!known || !*known) go(id, successors[1]);
                return;
            }
            default:
                for (const BlockId next : successors) go(id, next);
                return;
        }
    }

    [[nodiscard]] What joined(const Instruction& phi, BlockId block) const {
        const auto before = module_.predecessors_of(blocks_[block.index()]);
        What result = What::nothing;
        for (std::size_t place = 0; place < before.size(); ++place) {
            if (std::ranges::find(edges_, std::pair(before[place], block)) == edges_.end()) continue;
            result = join(result, operand(phi, place));
        }
        return result;
    }

    [[nodiscard]] What value_of(const Instruction& it) {
        switch (it.opcode) {
            case Opcode::constant: return constant(module_.constants[it.payload].kind);
            case Opcode::parameter:
                return it.payload < arguments_.size() ? arguments_[it.payload] : What::unknown;
            case Opcode::load_global: return global(it);
            case Opcode::get_attribute: return attribute(it);
            case Opcode::get_item:
                ends_ = is_stranger(operand(it, 0));
                lacks_items_ |= ends_;
                return What::unknown;
            case Opcode::match_exception: return is_caught(it);
            case Opcode::compare: return compare(it);
            case Opcode::unary:
                return static_cast<program::UnaryOperator>(it.detail) == program::UnaryOperator::not_
                           ? inverse(operand(it, 0))
                           : What::unknown;
            case Opcode::call: return call(it);
            default: return What::unknown;
        }
    }

    [[nodiscard]] static What constant(ConstantKind kind) {
        switch (kind) {
            case ConstantKind::none: return What::none;
            case ConstantKind::true_: return What::yes;
            case ConstantKind::false_: return What::no;
            default: return What::value;
        }
    }

    [[nodiscard]] ValueId id_of(const Instruction& it) const {
        return ValueId{static_cast<std::uint32_t>(&it - instructions_.data())};
    }

    [[nodiscard]] What global(const Instruction& it) {
        raises_ = false;
        const std::string_view name = module_.text(NameId{it.payload});
        if (name == "NotImplemented") return What::declined;
        const Meanings meanings = project_.meaning_of(code_, id_of(it));
        const Meaning* const only = meanings.only();
        return only != nullptr && only->what == Meaning::What::class_ ? What::own_class : What::unknown;
    }

    [[nodiscard]] What attribute(const Instruction& it) {
        const What from = operand(it, 0);
        const std::string_view name = module_.text(NameId{it.payload});
        if (name == "__class__") {
            if (from == What::self) return What::own_class;
            if (is_stranger(from)) return What::strange_class;
        }
        ends_ = is_stranger(from) && !may_have_attribute(name);
        lacks_attributes_ |= ends_;
        return What::unknown;
    }

    // Whether the handler takes what a stranger's missing attributes and items raise.
    [[nodiscard]] What is_caught(const Instruction& it) const {
        const Instruction& type = at(operand_id(it, 1));
        if (type.opcode != Opcode::load_global) return What::unknown;
        const std::string_view name = module_.text(NameId{type.payload});
        const bool takes_both = name == "Exception" || name == "BaseException";
        const bool takes_attributes = takes_both || name == "AttributeError";
        const bool takes_items = takes_both || name == "TypeError";
        const bool takes_all = (takes_attributes || !lacks_attributes_) && (takes_items || !lacks_items_);
        return takes_all ? What::yes : What::unknown;
    }

    [[nodiscard]] What compare(const Instruction& it) {
        const auto how = static_cast<Comparison>(it.detail);
        const bool denies = how == Comparison::is_not || how == Comparison::not_equal;
        const bool by_identity = how == Comparison::is || how == Comparison::is_not;
        if (!denies && !by_identity && how != Comparison::equal) return What::unknown;
        const What left = operand(it, 0);
        const What right = operand(it, 1);
        if (left == What::nothing || right == What::nothing) return What::nothing;
        if (left == What::none && right == What::none) return truth(!denies);
        const std::optional<bool> differ = are_different(left, right);
        if (!by_identity && left == What::self && is_stranger(right)) {
            raises_ = false;
            const What said = call_method({right}, denies ? "__ne__" : "__eq__", false);
            // Then the stranger is asked, which declines, too.
            return said == What::declined ? truth(denies) : said;
        }
        // `other == self` asks other code, too.
        const bool asks = !by_identity && (left == What::self || right == What::self);
        return differ && !asks ? truth(denies == *differ) : What::unknown;
    }
    // Whether the two are different things for sure.
    [[nodiscard]] std::optional<bool> are_different(What left, What right) const {
        constexpr std::array kTold{What::no,   What::yes,       What::none,     What::declined,
                                   What::self, What::own_class, What::stranger, What::strange_class};
        const auto is_told = [&](What it) { return std::ranges::find(kTold, it) != kTold.end(); };
        const bool with_constant =
            (is_stranger(left) && right == What::value) || (is_stranger(right) && left == What::value);
        if (with_constant || (left != right && is_told(left) && is_told(right))) return true;
        return std::nullopt;
    }

    [[nodiscard]] What call(const Instruction& it) {
        const ValueId callee_id = operand_id(it, 0);
        if (!callee_id.valid()) return What::unknown;
        const Instruction& callee = at(callee_id);
        if (callee.opcode == Opcode::load_global) {
            const Meanings meanings = project_.meaning_of(code_, callee_id);
            const Meaning* const only = meanings.only();
            if (only != nullptr && only->what == Meaning::What::function)
                return run_code(only->code, arguments_of(it));
            return call_builtin(it, module_.text(NameId{callee.payload}));
        }
        if (callee.opcode != Opcode::get_attribute) return What::unknown;
        if (copies(callee) && it.operand_count == 2) {
            raises_ = false;
            return operand(it, 1);
        }
        const What receiver = operand(callee, 0);
        if (receiver != What::self && receiver != What::above) return What::unknown;
        return call_method(arguments_of(it), module_.text(NameId{callee.payload}), receiver == What::above);
    }

    // `copy.deepcopy(other)` is as good as what it copies.
    [[nodiscard]] bool copies(const Instruction& callee) const {
        const Instruction& module = at(operand_id(callee, 0));
        const std::string_view name = module_.text(NameId{callee.payload});
        return module.opcode == Opcode::load_global && module_.text(NameId{module.payload}) == "copy" &&
               (name == "copy" || name == "deepcopy");
    }

    // Those that say of a stranger what it is.
    [[nodiscard]] What call_builtin(const Instruction& it, std::string_view name) {
        const auto count = static_cast<std::size_t>(it.operand_count) - 1;
        if (name == "super") return What::above;
        if (count == 0 || it.has_labels != 0) return What::unknown;
        const What first = operand(it, 1);
        if (name == "type" && count == 1) {
            raises_ = false;
            if (first == What::self) return What::own_class;
            return is_stranger(first) ? What::strange_class : What::unknown;
        }
        if ((name == "isinstance" || name == "issubclass") && count == 2) {
            raises_ = false;
            return name == "isinstance" ? is_instance(first, it) : is_subclass(first, it);
        }
        if (!is_stranger(first) || count < 2) return What::unknown;
        const Instruction& word = at(operand_id(it, 2));
        const bool is_text =
            word.opcode == Opcode::constant && module_.constants[word.payload].kind == ConstantKind::string;
        if (!is_text || may_have_attribute(module_.text(module_.constants[word.payload].text)))
            return What::unknown;
        if (name == "hasattr") return What::no;
        if (name != "getattr") return What::unknown;
        ends_ = count == 2;
        lacks_attributes_ |= ends_;
        return count == 3 ? operand(it, 3) : What::unknown;
    }

    [[nodiscard]] What is_instance(What first, const Instruction& it) const {
        const What of = operand(it, 2);
        if (is_stranger(first)) return is_class_of_stranger(operand_id(it, 2));
        // `isinstance(self, other.__class__)`: everything is an object.
        return first == What::self && of == What::strange_class && setting_.is_none ? What::no
                                                                                    : What::unknown;
    }
    [[nodiscard]] What is_subclass(What first, const Instruction& it) const {
        return first == What::strange_class ? is_class_of_stranger(operand_id(it, 2)) : What::unknown;
    }

    // A class, or a tuple of classes, as the second argument of `isinstance`.
    [[nodiscard]] What is_class_of_stranger(ValueId classes) const {
        const Instruction& it = at(classes);
        if (it.opcode == Opcode::make_tuple) {
            What result = What::no;
            for (const ValueId one : module_.operands_of(it)) {
                if (at(origin(one)).opcode == Opcode::make_tuple) return What::unknown;
                const What each = is_class_of_stranger(origin(one));
                if (each != What::no) result = each;
            }
            return result;
        }
        if (values_[classes.index()] == What::strange_class) return What::yes;
        const bool has_name = it.opcode == Opcode::load_global || it.opcode == Opcode::get_attribute;
        const std::string_view name = has_name ? module_.text(NameId{it.payload}) : std::string_view();
        if (name == "object") return What::yes;
        return name == "NoneType" ? What::unknown : What::no;
    }

    // The arguments in their order; behind those that are spread nothing is known.
    [[nodiscard]] std::vector<What> arguments_of(const Instruction& it) const {
        std::vector<What> result;
        for (std::uint32_t place = 1; place < it.operand_count; ++place) {
            if (module_.label_of(it, place).value != program::Label::kPositional) break;
            result.push_back(operand(it, place));
        }
        return result;
    }

    [[nodiscard]] What run_code(CodeId code, std::vector<What> arguments) {
        constexpr std::size_t kDeepest = 5;
        if (std::ranges::find(arguments, What::nothing) != arguments.end()) return What::nothing;
        const bool is_running = std::ranges::find(setting_.running, code) != setting_.running.end();
        if (is_running || setting_.running.size() >= kDeepest) return What::unknown;
        setting_.running.push_back(code);
        const Outcome outcome = Run(setting_, code, std::move(arguments)).run();
        setting_.running.pop_back();
        raises_ |= outcome.raises;
        ends_ = outcome.result == What::nothing;
        // Behind a handler the answer may be another.
        return outcome.raises && !ends_ ? What::unknown : outcome.result;
    }

    // A method of the class, or of a class below it that has its own.
    [[nodiscard]] What call_method(std::vector<What> arguments, std::string_view name, bool is_above) {
        const ClassTable& classes = project_.classes();
        const ClassInfo* const info = classes.find({code_.module, function_.parent});
        if (info == nullptr) return What::unknown;
        arguments.insert(arguments.begin(), What::self);
        const Found found = classes.lookup(*info, name, is_above ? info->body : CodeId{});
        What result = found.owner != nullptr ? run_members(*found.owner, *found.members, arguments)
                                             : call_of_object(*info, found, name, arguments);
        if (is_above) return result;
        for (const CodeId below : info->subclasses) {
            const ClassInfo* const one = classes.find(below);
            if (one == nullptr) continue;
            if (const auto own = one->members.find(name); own != one->members.end())
                result = join(result, run_members(*one, own->second, arguments));
        }
        return result;
    }

    // What `object` has: `__eq__` declines, `__ne__` denies what `__eq__` says.
    [[nodiscard]] What call_of_object(const ClassInfo& info, const Found& found, std::string_view name,
                                      const std::vector<What>& arguments) {
        if (found.open || found.library != nullptr) return What::unknown;
        if (name == "__eq__") return What::declined;
        if (name != "__ne__") return What::unknown;
        const Found equality = project_.classes().lookup(info, "__eq__");
        if (equality.owner == nullptr) return What::declined;
        const What said = run_members(*equality.owner, *equality.members, arguments);
        return said == What::declined ? said : inverse(said);
    }

    [[nodiscard]] What run_members(const ClassInfo& owner, const std::vector<Member>& members,
                                   const std::vector<What>& arguments) {
        What result = What::nothing;
        for (const Member& it : members) {
            const bool is_plain = it.function.valid() && it.wrap == Wrap::plain && it.decorators.empty();
            const bool is_bare = it.function.valid() && it.wrap == Wrap::static_method;
            if (!is_plain && !is_bare) return What::unknown;
            const auto first = arguments.begin() + (is_bare ? 1 : 0);
            result = join(result, run_code({owner.body.module, it.function}, {first, arguments.end()}));
        }
        return result;
    }

    Setting& setting_;
    const Project& project_;
    CodeId code_;
    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
    std::span<const Block> blocks_;
    std::vector<What> arguments_;
    std::vector<What> values_;  ///< by instruction
    std::vector<bool> reached_;
    std::vector<std::pair<BlockId, BlockId>> edges_;  ///< that control may take
    Outcome outcome_;
    bool changed_ = false;
    bool raises_ = false;                                  ///< the instruction at hand may raise
    bool ends_ = false;                                    ///< it always does
    bool lacks_attributes_ = false, lacks_items_ = false;  ///< a stranger was asked for some
};

// NOLINTEND(misc-no-recursion)

// `elif other is None: return self.is_empty`
bool asks_for_none(const Project& project, CodeId method) {
    const Module& module = project.program(method.module);
    const Function& function = project.function(method);
    const auto instructions = module.instructions_of(function);
    const auto made = [&](ValueId value) -> const Instruction& {
        return instructions[origin_of(module, function, value).index()];
    };
    const auto is_none = [&](ValueId value) {
        return made(value).opcode == Opcode::constant &&
               module.constants[made(value).payload].kind == ConstantKind::none;
    };
    const auto is_other = [&](ValueId value) {
        return made(value).opcode == Opcode::parameter && made(value).payload == 1;
    };
    return std::ranges::any_of(instructions, [&](const Instruction& it) {
        if (it.opcode != Opcode::compare) return false;
        const auto operands = module.operands_of(it);
        return (is_other(operands[0]) && is_none(operands[1])) ||
               (is_none(operands[0]) && is_other(operands[1]));
    });
}

// Whether the class says itself what it is to None: such an answer is meant.
bool answers_none_on_purpose(const Project& project, CodeId equality) {
    if (asks_for_none(project, equality)) return true;
    const ClassInfo* const info = project.classes().find(project.class_around(equality));
    if (info == nullptr) return false;
    // A `__ne__` mostly asks the `__eq__`.
    const auto found = info->members.find("__eq__");
    return found != info->members.end() && std::ranges::any_of(found->second, [&](const Member& it) {
               return it.function.valid() && asks_for_none(project, {equality.module, it.function});
           });
}

}  // namespace

bool answers_strangers_as_is(const Project& project, CodeId equality, bool is_none) {
    if (is_none && answers_none_on_purpose(project, equality)) return true;
    const std::string_view name = project.program(equality.module).text(project.function(equality).name);
    Run::Setting setting{project, is_none, {equality}};
    const Outcome outcome = Run(setting, equality, {What::self, is_none ? What::none : What::stranger}).run();
    const What expected = truth(name == "__ne__");
    return !outcome.raises && (outcome.result == expected || outcome.result == What::declined);
}

}  // namespace doppelint::project
