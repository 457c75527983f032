#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "checks/subject.h"
#include "lowering/lower.h"
#include "syntax/parser.h"

namespace doppelint::checks {

/// A piece of Python as checks see it.
class Snippet {
  public:
    explicit Snippet(std::string text)
        : text_(std::move(text)),
          tree_(syntax::Parser().parse(text_)),
          module_(lowering::lower(tree_, {})),
          globals_(module_) {}
    Snippet(const Snippet&) = delete;
    Snippet& operator=(const Snippet&) = delete;

    [[nodiscard]] const FileSubject& file() const { return file_; }
    [[nodiscard]] const syntax::Tree& tree() const { return tree_; }
    [[nodiscard]] const program::Module& module() const { return module_; }

    /// The first node of this kind.
    [[nodiscard]] NodeId first(syntax::Kind kind) const {
        for (std::uint32_t at = 0; at < tree_.size(); ++at) {
            if (tree_.kind(NodeId{at}) == kind) return NodeId{at};
        }
        return {};
    }
    /// The last instruction of this opcode.
    [[nodiscard]] const Instruction& last(Opcode opcode) const {
        const auto found = std::ranges::find(module_.instructions.rbegin(), module_.instructions.rend(),
                                             opcode, &Instruction::opcode);
        return *found;
    }

  private:
    std::string text_;
    syntax::Tree tree_;
    program::Module module_;
    analysis::GlobalNames globals_;
    FileSubject file_{tree_,
                      module_,
                      {globals_, module_, program::ModuleId{0}, nullptr},
                      models::Library::standard(),
                      models::Intent::standard(),
                      {}};
};

}  // namespace doppelint::checks
