#pragma once

#include <cstdint>
#include <vector>

#include "program/instruction.h"

namespace doppelint::lowering {

using program::BlockId;
using program::ValueId;

/// A local of the function being built, or a temporary of the lowering.
using VariableId = Id<struct VariableTag>;

/// How control gets from one block to another. An exception carries the values at the *entry* of the block
/// that it leaves: a block that binds a name ends before its next instruction that may raise.
enum class EdgeKind : std::uint8_t { normal, exceptional };

/// SSA form while a function is being built: which value each variable has in each block. Values of φs are
/// made on demand (after Braun et al., "Simple and Efficient Construction of Static Single Assignment Form",
/// 2013), with an explicit stack.
///
/// A φ is named by a value whose index has the top bit set, until `finish` replaces those that merge nothing.
class Ssa {
  public:
    struct Edge {
        BlockId from;
        EdgeKind kind = EdgeKind::normal;
    };
    struct Phi {
        BlockId block;
        VariableId variable;
        std::vector<ValueId> operands;
        ValueId same_as;  // what it turned out to be, if it merges nothing
    };

    void clear();

    BlockId add_block();
    void add_edge(BlockId from, BlockId to, EdgeKind kind);
    /// Promises that the block gets no further edges.
    void seal(BlockId id);
    [[nodiscard]] const std::vector<Edge>& edges_into(BlockId block) const {
        return blocks_[block.index()].edges;
    }

    void write(VariableId variable, BlockId block, ValueId value);
    [[nodiscard]] ValueId read(VariableId variable, BlockId block);

    /// Removes φs that merge nothing.
    void finish();
    [[nodiscard]] const std::vector<Phi>& phis() const { return phis_; }
    /// What a value turned out to be, as far as is known.
    [[nodiscard]] ValueId resolve(ValueId value);

    [[nodiscard]] static bool is_phi(ValueId value) {
        return value.valid() && (value.index() & kPhiBit) != 0;
    }
    [[nodiscard]] static std::uint32_t phi_index(ValueId value) { return value.index() & ~kPhiBit; }
    [[nodiscard]] static ValueId phi_value(std::uint32_t index) { return ValueId{index | kPhiBit}; }

    /// Stands for a variable that nothing has bound on any path.
    [[nodiscard]] static ValueId unbound(VariableId variable) {
        return ValueId{variable.index() | kUnboundBit};
    }
    [[nodiscard]] static bool is_unbound(ValueId value) {
        return value.valid() && (value.index() & (kPhiBit | kUnboundBit)) == kUnboundBit;
    }
    [[nodiscard]] static VariableId unbound_variable(ValueId value) {
        return VariableId{value.index() & ~kUnboundBit};
    }

  private:
    static constexpr std::uint32_t kPhiBit = 0x80000000U;
    static constexpr std::uint32_t kUnboundBit = 0x40000000U;
    // What comes from code that nothing reaches; it decides nothing where ways meet.
    static constexpr ValueId kUnreached{0x7FFFFFFFU};

    struct Block {
        std::vector<Edge> edges;
        std::vector<std::uint32_t> waiting;  // φs that get their operands when the block is sealed
        bool sealed = false;
    };
    enum class Place : std::uint32_t { entry, end };
    struct Slot {
        std::uint32_t variable = 0;
        std::uint32_t block_and_place = 0;
        std::uint32_t round = 0;
        ValueId value;
    };
    struct Search {
        BlockId block;
        std::uint32_t next_edge = 0;
        ValueId phi;
    };

    [[nodiscard]] ValueId find(VariableId variable, BlockId block, Place place) const;
    void store(VariableId variable, BlockId block, Place place, ValueId value);
    [[nodiscard]] std::size_t slot_of(VariableId variable, std::uint32_t block_and_place) const;
    void grow();

    [[nodiscard]] ValueId known_along(VariableId variable, const Edge& edge) const;
    [[nodiscard]] ValueId at_entry(VariableId variable, BlockId start);
    [[nodiscard]] ValueId begin_search(VariableId variable, Search& search);
    [[nodiscard]] ValueId along(VariableId variable, const Edge& edge);
    ValueId make_phi(VariableId variable, BlockId block);
    [[nodiscard]] std::vector<bool> reached_blocks() const;
    [[nodiscard]] ValueId merged(const Phi& phi, ValueId itself);

    std::vector<Block> blocks_;
    std::size_t block_count_ = 0;
    std::vector<Phi> phis_;
    std::vector<Slot> slots_;
    std::size_t used_ = 0;
    std::uint32_t round_ = 1;
    std::vector<Search> searches_;
};

}  // namespace doppelint::lowering
