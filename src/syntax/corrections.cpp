#include "syntax/corrections.h"

#include <algorithm>
#include <span>

namespace doppelint::syntax {
namespace {

// A chain `a & b ^ c …` without parentheses: the parts of the array that are its operands, and its signs.
struct Chain {
    std::vector<std::span<const Node>> operands;
    std::vector<Node> signs;
};

// Also that it has its two operands and nothing else: an error may stand among them.
bool is_bitwise(const std::vector<Node>& nodes, std::uint32_t at) {
    if (nodes[at].kind != Kind::binary_operator || nodes[at].size < 4) return false;
    const std::uint32_t end = at + nodes[at].size;
    const std::uint32_t sign = at + 1 + nodes[at + 1].size;
    if (sign + 1 >= end || sign + 1 + nodes[sign + 1].size != end) return false;
    return nodes[sign].kind == Kind::ampersand || nodes[sign].kind == Kind::caret;
}

Chain chain_at(const std::vector<Node>& nodes, std::uint32_t top) {
    Chain chain;
    std::vector<std::uint32_t> work = {top};
    while (!work.empty()) {
        const std::uint32_t at = work.back();
        work.pop_back();
        const Node& node = nodes[at];
        if (node.kind == Kind::ampersand || node.kind == Kind::caret) {
            chain.signs.push_back(node);
        } else if (is_bitwise(nodes, at)) {
            const std::uint32_t sign = at + 1 + nodes[at + 1].size;
            work.insert(work.end(), {sign + 1, sign, at + 1});
        } else {
            chain.operands.emplace_back(&node, node.size);
        }
    }
    return chain;
}

class Rebuild {
  public:
    explicit Rebuild(const Chain& chain) : chain_(chain) {
        for (const std::span<const Node> it : chain.operands) {
            sizes_before_.push_back(sizes_before_.back() + it.front().size);
            errors_before_.push_back(errors_before_.back() + (it.front().has_error() ? 1 : 0));
        }
    }

    // `^` between runs of `&`; both from left to right.
    std::vector<Node> run() {
        std::vector<std::size_t> starts = {0};
        for (std::size_t at = 0; at < chain_.signs.size(); ++at) {
            if (chain_.signs[at].kind == Kind::caret) starts.push_back(at + 1);
        }
        starts.push_back(chain_.operands.size());
        const std::size_t runs = starts.size() - 1;
        for (std::size_t last = runs; last-- > 1;) open(0, starts[last + 1] - 1, Field::left);
        for (std::size_t run = 0; run < runs; ++run) {
            if (run > 0) out_.push_back(chain_.signs[starts[run] - 1]);
            ampersands(starts[run], starts[run + 1] - 1, run == 0 ? Field::left : Field::right);
        }
        return std::move(out_);
    }

  private:
    void ampersands(std::size_t first, std::size_t last, Field outer) {
        for (std::size_t end = last; end > first; --end) {
            open(first, end, end == last ? outer : Field::left);
        }
        operand(first, last == first ? outer : Field::left);
        for (std::size_t at = first + 1; at <= last; ++at) {
            out_.push_back(chain_.signs[at - 1]);
            operand(at, Field::right);
        }
    }

    // A binary operator over the operands from `first` to `last`.
    void open(std::size_t first, std::size_t last, Field field) {
        Node node;
        node.kind = Kind::binary_operator;
        node.field = field;
        node.begin = chain_.operands[first].front().begin;
        node.end = chain_.operands[last].front().end;
        node.size = static_cast<std::uint32_t>((last - first) * 2);
        node.size += sizes_before_[last + 1] - sizes_before_[first];
        if (errors_before_[last + 1] != errors_before_[first]) node.flags = Node::kHasError;
        out_.push_back(node);
    }

    void operand(std::size_t at, Field field) {
        const std::size_t begin = out_.size();
        out_.insert(out_.end(), chain_.operands[at].begin(), chain_.operands[at].end());
        out_[begin].field = field;
    }

    const Chain& chain_;
    // Of all operands in front of one.
    std::vector<std::uint32_t> sizes_before_ = {0};
    std::vector<std::uint32_t> errors_before_ = {0};
    std::vector<Node> out_;
};

}  // namespace

void lift_splat(std::vector<Node>& nodes, std::uint32_t top, std::uint32_t splat) {
    if (splat + 2 >= nodes.size() || nodes[splat + 1].kind != Kind::star) return;
    Node lifted = nodes[splat];
    lifted.end = nodes[top].end;
    lifted.size = nodes[top].size;
    nodes[splat + 2].field = lifted.field;
    lifted.field = nodes[top].field;
    nodes[top].field = Field::none;
    const Node sign = nodes[splat + 1];
    for (std::uint32_t at = splat; at-- > top;) {
        nodes[at + 2] = nodes[at];
        nodes[at + 2].begin = nodes[splat + 2].begin;
        nodes[at + 2].size -= 2;
    }
    nodes[top] = lifted;
    nodes[top + 1] = sign;
}

void split_format(std::vector<Node>& nodes, std::uint32_t named_expression) {
    const std::uint32_t name = named_expression + 1;
    const std::uint32_t end = named_expression + nodes[named_expression].size;
    if (name + 1 >= end || nodes[name].kind != Kind::identifier) return;
    Node format;
    format.kind = Kind::format_specifier;
    format.field = Field::format_specifier;
    format.begin = nodes[name].end;
    format.end = nodes[named_expression].end;
    format.size = end - name;
    const Field field = nodes[named_expression].field;
    nodes[named_expression] = nodes[name];
    nodes[named_expression].field = field;
    nodes[name] = format;
    // What looked like an expression is text.
    for (std::uint32_t at = name + 1; at < end; ++at) nodes[at].kind = Kind::other;
}

void reorder_bitwise(std::vector<Node>& nodes) {
    std::uint32_t at = 0;
    while (at < nodes.size()) {
        if (!is_bitwise(nodes, at)) {
            ++at;
            continue;
        }
        const Chain chain = chain_at(nodes, at);
        const auto is_caret = [](const Node& sign) { return sign.kind == Kind::caret; };
        const bool mixed = !std::all_of(chain.signs.begin(), chain.signs.end(), is_caret) &&
                           !std::none_of(chain.signs.begin(), chain.signs.end(), is_caret);
        if (mixed) {
            std::vector<Node> rebuilt = Rebuild(chain).run();
            rebuilt.front().field = nodes[at].field;
            std::copy(rebuilt.begin(), rebuilt.end(), nodes.begin() + at);
        }
        // On to what stands inside the first operand; the headers in front of it are done.
        at += static_cast<std::uint32_t>(chain.signs.size());
    }
}

}  // namespace doppelint::syntax
