#pragma once

#include <bit>
#include <cstdint>
#include <new>
#include <type_traits>

#include "base/arena.h"

namespace doppelint {

/// A map from 32-bit keys to small values that shares what two versions have in common. A version is one
/// pointer and never changes; its nodes live in an arena and go with it. Merging two versions looks only at
/// what differs between them.
///
/// It is a binary trie over the key's bits, highest first, in which a node with one branch is left out.
template <class Value>
class PersistentMap {
    static_assert(std::is_trivially_copyable_v<Value> && std::is_trivially_destructible_v<Value>);

  public:
    PersistentMap() = default;

    [[nodiscard]] bool empty() const { return root_ == nullptr; }
    /// Same version, hence same content. Different versions may still be equal.
    [[nodiscard]] bool same_as(PersistentMap other) const { return root_ == other.root_; }

    [[nodiscard]] const Value* find(std::uint32_t key) const {
        const Node* node = root_;
        while (node != nullptr && node->bit != 0) {
            if (((key ^ node->key) & ~low_mask(node->bit)) != 0) return nullptr;
            node = (key & node->bit) == 0 ? node->left : node->right;
        }
        return node != nullptr && node->key == key ? &node->value : nullptr;
    }

    [[nodiscard]] PersistentMap with(std::uint32_t key, const Value& value, Arena& arena) const {
        return PersistentMap(insert(root_, key, value, arena));
    }

    [[nodiscard]] PersistentMap without(std::uint32_t key, Arena& arena) const {
        return PersistentMap(erase(root_, key, arena));
    }

    /// Calls `visit(key, value)` in the order of the keys.
    template <class Visit>
    void for_each(Visit&& visit) const {
        walk(root_, visit);
    }

    /// The entries changed to what `change(key, value)` gives; shares what did not change.
    template <class Change>
    [[nodiscard]] PersistentMap mapped(Change&& change, Arena& arena) const {
        return PersistentMap(map(root_, change, arena));
    }

    /// `combine(key, left, right)` decides each entry that the two do not share; a side that lacks the key
    /// gives a null pointer. Gives back an operand, not a copy, where nothing came of it.
    template <class Combine>
    [[nodiscard]] static PersistentMap merged(PersistentMap left, PersistentMap right, Combine&& combine,
                                              Arena& arena) {
        return PersistentMap(merge(left.root_, right.root_, combine, arena));
    }

    /// Whether `covers(left value or null, right value or null)` holds for each entry they do not share.
    template <class Holds>
    [[nodiscard]] static bool all(PersistentMap left, PersistentMap right, Holds&& holds) {
        return compare(left.root_, right.root_, holds);
    }

  private:
    struct Node {
        std::uint32_t key = 0;  ///< of a leaf; of a branch the bits above `bit`
        std::uint32_t bit = 0;  ///< where the branches part; 0: a leaf
        const Node* left = nullptr;
        const Node* right = nullptr;
        Value value{};
    };

    explicit PersistentMap(const Node* root) : root_(root) {}

    [[nodiscard]] static std::uint32_t low_mask(std::uint32_t bit) { return (bit << 1U) - 1U; }

    static const Node* leaf(std::uint32_t key, const Value& value, Arena& arena) {
        return new (arena.allocate(sizeof(Node))) Node{key, 0, nullptr, nullptr, value};
    }

    static const Node* branch(std::uint32_t key, std::uint32_t bit, const Node* left, const Node* right,
                              Arena& arena) {
        if (left == nullptr) return right;
        if (right == nullptr) return left;
        return new (arena.allocate(sizeof(Node))) Node{key & ~low_mask(bit), bit, left, right, Value{}};
    }

    static const Node* join_apart(const Node* one, const Node* other, Arena& arena) {
        const std::uint32_t bit = std::bit_floor(one->key ^ other->key);
        return (one->key & bit) == 0 ? branch(one->key, bit, one, other, arena)
                                     : branch(one->key, bit, other, one, arena);
    }

    [[nodiscard]] static bool holds(const Node* node, std::uint32_t key) {
        return ((key ^ node->key) & ~low_mask(node->bit)) == 0;
    }

    // NOLINTBEGIN(misc-no-recursion): each step down is to a lower bit of the key, and there are 32.
    static const Node* insert(const Node* node, std::uint32_t key, const Value& value, Arena& arena) {
        if (node == nullptr) return leaf(key, value, arena);
        if (node->bit == 0 && node->key == key) return leaf(key, value, arena);
        if (node->bit == 0 || !holds(node, key)) return join_apart(leaf(key, value, arena), node, arena);
        return (key & node->bit) == 0
                   ? branch(node->key, node->bit, insert(node->left, key, value, arena), node->right, arena)
                   : branch(node->key, node->bit, node->left, insert(node->right, key, value, arena), arena);
    }

    static const Node* erase(const Node* node, std::uint32_t key, Arena& arena) {
        if (node == nullptr) return nullptr;
        if (node->bit == 0) return node->key == key ? nullptr : node;
        if (!holds(node, key)) return node;
        const Node* left = (key & node->bit) == 0 ? erase(node->left, key, arena) : node->left;
        const Node* right = (key & node->bit) == 0 ? node->right : erase(node->right, key, arena);
        if (left == node->left && right == node->right) return node;
        return branch(node->key, node->bit, left, right, arena);
    }

    template <class Visit>
    static void walk(const Node* node, Visit& visit) {
        if (node == nullptr) return;
        if (node->bit == 0) return static_cast<void>(visit(node->key, node->value));
        walk(node->left, visit);
        walk(node->right, visit);
    }

    template <class Change>
    static const Node* map(const Node* node, Change& change, Arena& arena) {
        if (node == nullptr) return nullptr;
        if (node->bit == 0) {
            const Value value = change(node->key, node->value);
            return value == node->value ? node : leaf(node->key, value, arena);
        }
        const Node* left = map(node->left, change, arena);
        const Node* right = map(node->right, change, arena);
        if (left == node->left && right == node->right) return node;
        return branch(node->key, node->bit, left, right, arena);
    }

    template <class Combine>
    static const Node* one_sided(const Node* node, bool is_left, Combine& combine, Arena& arena) {
        if (node == nullptr) return nullptr;
        if (node->bit == 0) {
            const Value value = is_left
                                    ? combine(node->key, &node->value, static_cast<const Value*>(nullptr))
                                    : combine(node->key, static_cast<const Value*>(nullptr), &node->value);
            return value == node->value ? node : leaf(node->key, value, arena);
        }
        const Node* left = one_sided(node->left, is_left, combine, arena);
        const Node* right = one_sided(node->right, is_left, combine, arena);
        if (left == node->left && right == node->right) return node;
        return branch(node->key, node->bit, left, right, arena);
    }

    template <class Combine>
    static const Node* merge(const Node* left, const Node* right, Combine& combine, Arena& arena) {
        if (left == right) return left;
        if (left == nullptr || right == nullptr) {
            return one_sided(left == nullptr ? right : left, right == nullptr, combine, arena);
        }
        if (left->bit == 0 && right->bit == 0 && left->key == right->key) {
            const Value value = combine(left->key, &left->value, &right->value);
            if (value == left->value) return left;
            return value == right->value ? right : leaf(left->key, value, arena);
        }
        if (left->bit == right->bit && left->key == right->key) {
            return rebuilt(left, right, merge(left->left, right->left, combine, arena),
                           merge(left->right, right->right, combine, arena), arena);
        }
        if (left->bit > right->bit && holds(left, right->key)) {
            const bool low = (right->key & left->bit) == 0;
            return rebuilt(
                left, right,
                low ? merge(left->left, right, combine, arena) : one_sided(left->left, true, combine, arena),
                low ? one_sided(left->right, true, combine, arena)
                    : merge(left->right, right, combine, arena),
                arena);
        }
        if (right->bit > left->bit && holds(right, left->key)) {
            const bool low = (left->key & right->bit) == 0;
            return rebuilt(right, left,
                           low ? merge(left, right->left, combine, arena)
                               : one_sided(right->left, false, combine, arena),
                           low ? one_sided(right->right, false, combine, arena)
                               : merge(left, right->right, combine, arena),
                           arena);
        }
        return join_apart(one_sided(left, true, combine, arena), one_sided(right, false, combine, arena),
                          arena);
    }

    static const Node* rebuilt(const Node* one, const Node* other, const Node* left, const Node* right,
                               Arena& arena) {
        if (left == one->left && right == one->right) return one;
        if (other->bit == one->bit && left == other->left && right == other->right) return other;
        return branch(one->key, one->bit, left, right, arena);
    }

    template <class Holds>
    static bool one_side_holds(const Node* node, bool is_left, Holds& test) {
        if (node == nullptr) return true;
        if (node->bit == 0) {
            return is_left ? test(node->key, &node->value, static_cast<const Value*>(nullptr))
                           : test(node->key, static_cast<const Value*>(nullptr), &node->value);
        }
        return one_side_holds(node->left, is_left, test) && one_side_holds(node->right, is_left, test);
    }

    template <class Holds>
    static bool compare(const Node* left, const Node* right, Holds& test) {
        if (left == right) return true;
        if (left == nullptr || right == nullptr) {
            return one_side_holds(left == nullptr ? right : left, right == nullptr, test);
        }
        if (left->bit == 0 && right->bit == 0 && left->key == right->key) {
            return test(left->key, &left->value, &right->value);
        }
        if (left->bit == right->bit && left->key == right->key) {
            return compare(left->left, right->left, test) && compare(left->right, right->right, test);
        }
        if (left->bit > right->bit && holds(left, right->key)) {
            const bool low = (right->key & left->bit) == 0;
            return compare(left->left, low ? right : nullptr, test) &&
                   compare(left->right, low ? nullptr : right, test);
        }
        if (right->bit > left->bit && holds(right, left->key)) {
            const bool low = (left->key & right->bit) == 0;
            return compare(low ? left : nullptr, right->left, test) &&
                   compare(low ? nullptr : left, right->right, test);
        }
        return one_side_holds(left, true, test) && one_side_holds(right, false, test);
    }

    // NOLINTEND(misc-no-recursion)

    const Node* root_ = nullptr;
};

}  // namespace doppelint
