#include "analysis/references.h"

#include <algorithm>
#include <array>

namespace doppelint::analysis {
namespace {

using program::CodeId;
using program::Function;
using program::Instruction;
using program::Module;
using program::Opcode;
using program::ValueId;
using project::ClassInfo;
using project::Meaning;
using project::Meanings;

constexpr std::array<std::string_view, 4> kConstructors{"__init__", "__new__", "__post_init__", "__call__"};

/// Collects what one function names.
class References {
  public:
    References(const project::Project& project, CodeId code)
        : project_(project),
          code_(code),
          module_(project.program(code.module)),
          function_(module_.function(code.function)) {}

    std::vector<CodeId> find() && {
        for (const Instruction& it : module_.instructions_of(function_)) look_at(it);
        add_own_class();
        std::ranges::sort(classes_);
        const auto repeated_class = std::ranges::unique(classes_);
        classes_.erase(repeated_class.begin(), repeated_class.end());
        std::ranges::sort(attributes_);
        const auto repeated_name = std::ranges::unique(attributes_);
        attributes_.erase(repeated_name.begin(), repeated_name.end());
        for (const CodeId it : std::vector(classes_)) add_members(it);
        std::erase_if(found_, [&](CodeId it) { return !it.valid(); });
        std::ranges::sort(found_);
        const auto repeated = std::ranges::unique(found_);
        found_.erase(repeated.begin(), repeated.end());
        return std::move(found_);
    }

  private:
    void look_at(const Instruction& it) {
        switch (it.opcode) {
            case Opcode::load_global: add(project_.loaded(code_.module, NameId{it.payload})); break;
            case Opcode::capture: add(project_.meaning_of(code_, value_of(it))); break;
            case Opcode::import_member:
            case Opcode::import_module:
                add(project_.imported(code_.module, program::ImportId{it.payload}));
                break;
            case Opcode::get_attribute:
                attributes_.emplace_back(it.payload);
                if (is_name(module_.operands_of(it)[0])) add(project_.meaning_of(code_, value_of(it)));
                break;
            case Opcode::make_function:
                found_.push_back({code_.module, program::FunctionId{it.payload}});
                break;
            case Opcode::make_class: {
                const CodeId body{code_.module, program::FunctionId{it.payload}};
                found_.push_back(body);
                classes_.push_back(body);
                break;
            }
            case Opcode::unary:
            case Opcode::binary:
            case Opcode::in_place:
            case Opcode::compare:
            case Opcode::get_item:
            case Opcode::set_item:
            case Opcode::delete_item:
            case Opcode::get_iterator:
            case Opcode::next_item:
            case Opcode::enter_context:
            case Opcode::format_value:
            case Opcode::branch: has_operators_ = true; break;
            default: break;
        }
    }

    [[nodiscard]] ValueId value_of(const Instruction& it) const {
        return ValueId{static_cast<std::uint32_t>(&it - module_.instructions_of(function_).data())};
    }

    [[nodiscard]] bool is_name(ValueId value) const {
        const ValueId origin = project::origin_of(module_, function_, value);
        switch (module_.instructions_of(function_)[origin.index()].opcode) {
            case Opcode::load_global:
            case Opcode::load_local_name:
            case Opcode::get_attribute:
            case Opcode::capture:
            case Opcode::import_module:
            case Opcode::import_member: return true;
            default: return false;
        }
    }

    void add(const Meanings& meanings) {
        for (const Meaning& it : meanings.any) {
            if (it.what == Meaning::What::function) add_function(it.code);
            if (it.what == Meaning::What::class_) classes_.push_back(it.code);
        }
    }

    // With what its decorators name.
    void add_function(CodeId code) {
        found_.push_back(code);
        const project::Definition& definition = project_.interface(code.module).definition(code.function);
        for (const ValueId it : definition.decorators) add_decorator({code.module, definition.made_in}, it);
    }

    void add_decorator(CodeId in, ValueId decorator) {
        const Module& module = project_.program(in.module);
        const Function& function = module.function(in.function);
        for (const Meaning& it : project_.meaning_of(in, decorator).any) {
            if (it.what == Meaning::What::function) found_.push_back(it.code);
        }
        const ValueId origin = project::origin_of(module, function, decorator);
        const Instruction& made = module.instructions_of(function)[origin.index()];
        if (made.opcode != Opcode::call) return;
        for (const ValueId operand : module.operands_of(made)) {
            for (const Meaning& it : project_.meaning_of(in, operand).any) {
                if (it.what == Meaning::What::function) found_.push_back(it.code);
            }
        }
    }

    void add_own_class() {
        own_class_ = project_.class_around(code_);
        if (own_class_.valid()) classes_.push_back(own_class_);
    }

    void add_members(CodeId body) {
        const ClassInfo* const info = project_.classes().find(body);
        if (info == nullptr) return;
        for (const std::string_view name : kConstructors) add_member(*info, name);
        for (const NameId name : attributes_) add_member(*info, module_.text(name));
        if (body == own_class_) {
            for (const CodeId below : info->subclasses) {
                const ClassInfo* const it = project_.classes().find(below);
                for (const NameId name : attributes_) add_member(*it, module_.text(name));
            }
        }
        if (!has_operators_) return;
        for (const project::ClassName& it : info->order) {
            const ClassInfo* const above = project_.classes().find(it.body);
            if (above == nullptr) continue;
            for (const auto& [name, members] : above->members) {
                const bool is_special = name.starts_with("__") && name.ends_with("__");
                if (is_special && (body != own_class_)) add_member(*info, name);
            }
        }
    }

    void add_member(const ClassInfo& info, std::string_view name) {
        const project::Found found = project_.classes().lookup(info, name);
        if (found.owner == nullptr) return;
        for (const project::Member& it : *found.members) {
            if (!it.function.valid()) continue;
            found_.push_back({found.owner->body.module, it.function});
            for (const ValueId decorator : it.decorators) add_decorator(found.owner->body, decorator);
        }
    }

    const project::Project& project_;
    const CodeId code_;
    const Module& module_;
    const Function& function_;
    CodeId own_class_;
    bool has_operators_ = false;
    std::vector<CodeId> found_, classes_;
    std::vector<NameId> attributes_;
};

}  // namespace

std::vector<CodeId> references_of(const project::Project& project, CodeId code) {
    return References(project, code).find();
}

}  // namespace doppelint::analysis
