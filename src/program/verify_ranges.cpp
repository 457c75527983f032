#include <cstdint>
#include <string>

#include "program/verification.h"

namespace doppelint::program {
namespace {

// Whether [first, first + count) lies in a pool of `size`.
bool lies_in(std::uint32_t first, std::uint32_t count, std::size_t size) {
    return std::uint64_t{first} + count <= size;
}

class Ranges {
  public:
    explicit Ranges(Verification& verification) : verification_(verification), module_(verification.module) {}

    void run() {
        scopes();
        names();
        if (module_.functions.empty()) verification_.report("there is no function for the module");
        for (std::uint32_t it = 0; it < module_.functions.size(); ++it) function(FunctionId{it});
        rests();
    }

  private:
    void scopes();
    void names();
    void texts();
    void function(FunctionId id);
    void blocks(FunctionId id);
    void edges(FunctionId id, BlockId block, std::uint32_t first, std::uint32_t count);
    void instructions(FunctionId id);
    void rests();

    // Takes the next `count` entries of a pool that functions or blocks share among them.
    bool follows(std::uint32_t& next, std::uint32_t first, std::uint32_t count, std::size_t size) {
        const bool sound = first == next && lies_in(first, count, size);
        next = first + count;
        return sound;
    }
    template <class Key>
    bool named(Id<Key> name) const {
        return !name || name.index() < module_.names.size();
    }

    Verification& verification_;
    const Module& module_;
    std::uint32_t next_instruction_ = 0, next_block_ = 0, next_parameter_ = 0, next_capture_ = 0;
};

void Ranges::scopes() {
    std::uint32_t next_symbol = 0;
    for (std::uint32_t index = 0; index < module_.scopes.size(); ++index) {
        const Scope& it = module_.scopes[index];
        const std::string where = "scope " + std::to_string(index) + ": ";
        if (it.parent && it.parent.index() >= index) {
            verification_.report(where + "its parent does not come before it");
        }
        if (!named(it.name)) verification_.report(where + "its name is not interned");
        if (!follows(next_symbol, it.first_symbol, it.symbol_count, module_.scope_symbols.size())) {
            verification_.report(where + "its names do not follow those of the scope before");
        }
    }
    if (next_symbol != module_.scope_symbols.size()) {
        verification_.report("there are names behind those of the last scope");
    }
}

void Ranges::names() {
    for (const SymbolId it : module_.scope_symbols) {
        if (!it || it.index() >= module_.symbols.size()) {
            verification_.report("a scope lists a name that does not exist");
        }
    }
    for (std::uint32_t index = 0; index < module_.symbols.size(); ++index) {
        const Symbol& it = module_.symbols[index];
        const std::string where = "symbol " + std::to_string(index) + ": ";
        if (!it.name || !named(it.name)) verification_.report(where + "its name is not interned");
        if (it.scope.index() >= module_.scopes.size()) {
            verification_.report(where + "its scope does not exist");
        }
        if (it.owner && it.owner.index() >= module_.symbols.size()) {
            verification_.report(where + "its owner does not exist");
        }
    }
    texts();
}

void Ranges::texts() {
    for (const Constant& it : module_.constants) {
        if (!named(it.text)) verification_.report("a constant's text is not interned");
    }
    for (const Import& it : module_.imports) {
        if (!named(it.module) || !named(it.member)) {
            verification_.report("an import's name is not interned");
        }
    }
    for (const Parameter& it : module_.parameters) {
        if (!it.name || !named(it.name)) verification_.report("a parameter's name is not interned");
    }
    for (const Capture& it : module_.captures) {
        if (!it.name || !named(it.name)) verification_.report("a capture's name is not interned");
    }
}

void Ranges::function(FunctionId id) {
    const Function& it = module_.function(id);
    const std::size_t before = verification_.problems.size();
    const auto check = [&](bool sound, std::string_view sentence) {
        if (!sound)
            verification_.report("function " + std::to_string(id.index()) + ": " + std::string(sentence));
    };
    check(named(it.name) && named(it.qualified_name), "its name is not interned");
    check(it.scope.index() < module_.scopes.size(), "its scope does not exist");
    check(id.index() == 0 ? !it.parent : it.parent.index() < id.index(),
          "its parent does not come before it");
    check(it.block_count != 0, "it has no blocks");
    check(follows(next_instruction_, it.first_instruction, it.instruction_count, module_.instructions.size()),
          "its instructions do not follow those of the function before");
    check(follows(next_block_, it.first_block, it.block_count, module_.blocks.size()),
          "its blocks do not follow those of the function before");
    check(follows(next_parameter_, it.first_parameter, it.parameter_count, module_.parameters.size()),
          "its parameters do not follow those of the function before");
    check(follows(next_capture_, it.first_capture, it.capture_count, module_.captures.size()),
          "its captures do not follow those of the function before");
    if (verification_.problems.size() != before) return;
    blocks(id);
    instructions(id);
}

void Ranges::blocks(FunctionId id) {
    const Function& function = module_.function(id);
    std::uint32_t next = 0;
    for (std::uint32_t index = 0; index < function.block_count; ++index) {
        const BlockId block{index};
        const Block& it = module_.blocks_of(function)[index];
        if (!follows(next, it.first_instruction, it.instruction_count, function.instruction_count)) {
            verification_.report(id, block, "its instructions do not follow those of the block before");
        }
        if (it.handler && it.handler.index() >= function.block_count) {
            verification_.report(id, block, "its handler does not exist");
        }
        edges(id, block, it.first_predecessor, it.predecessor_count);
        edges(id, block, it.first_successor, it.successor_count);
    }
    if (next != function.instruction_count) {
        verification_.report(id, "there are instructions behind the last block");
    }
}

void Ranges::edges(FunctionId id, BlockId block, std::uint32_t first, std::uint32_t count) {
    if (!lies_in(first, count, module_.edges.size())) {
        verification_.report(id, block, "its edges lie outside the pool");
        return;
    }
    for (std::uint32_t at = first; at < first + count; ++at) {
        if (module_.edges[at].index() >= module_.function(id).block_count) {
            verification_.report(id, block, "an edge goes to a block that does not exist");
        }
    }
}

void Ranges::instructions(FunctionId id) {
    const Function& function = module_.function(id);
    for (std::uint32_t index = 0; index < function.instruction_count; ++index) {
        const Instruction& it = module_.instructions_of(function)[index];
        const std::string where = "instruction " + std::to_string(index) + ": ";
        if (it.opcode >= Opcode::count) verification_.report(id, where + "it has no opcode");
        if (!lies_in(it.first_operand, it.operand_count, module_.operands.size())) {
            verification_.report(id, where + "its operands lie outside the pool");
            continue;
        }
        if (it.has_labels != 0 && !lies_in(it.first_operand, it.operand_count, module_.labels.size())) {
            verification_.report(id, where + "its labels lie outside the pool");
        }
        for (const ValueId operand : module_.operands_of(it)) {
            if (operand && operand.index() >= function.instruction_count) {
                verification_.report(id, where + "an operand does not exist");
            }
        }
    }
}

void Ranges::rests() {
    const auto check = [&](std::uint32_t next, std::size_t size, std::string_view what) {
        if (next == size) return;
        verification_.report("there are " + std::string(what) + " behind those of the last function");
    };
    check(next_instruction_, module_.instructions.size(), "instructions");
    check(next_block_, module_.blocks.size(), "blocks");
    check(next_parameter_, module_.parameters.size(), "parameters");
    check(next_capture_, module_.captures.size(), "captures");
}

}  // namespace

void verify_ranges(Verification& it) {
    Ranges(it).run();
}

}  // namespace doppelint::program
