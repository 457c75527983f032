#include "syntax/parser.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include <tree_sitter/api.h>

#include "base/check.h"
#include "syntax/flatten.h"
#include "syntax/grammar.h"
#include "syntax/open_lines.h"
#include "syntax/parse_memory.h"
#include "syntax/problems.h"
#include "syntax/repair.h"
#include "syntax/tokens.h"

namespace doppelint::syntax {
namespace {

// A file that is not Python at all can cost the parser's error recovery far more than its size. It reports
// back every hundred steps, of which ordinary code takes about one a byte; what it does in them shows in the
// memory that it asks for: the densest code there is takes about 350 bytes a byte.
constexpr std::uint64_t kStepsPerReport = 100;
constexpr std::uint64_t kStepsPerByte = 8;
constexpr std::uint64_t kStepsAlways = 2'000'000;
constexpr std::uint64_t kMemoryPerByte = 1024;
constexpr std::uint64_t kMemoryAlways = std::uint64_t{64} << 20;

struct Budget {
    const ParseMemory& memory;
    std::uint64_t reports_left;
    std::uint64_t most_memory;

    Budget(std::size_t bytes, const ParseMemory& used)
        : memory(used),
          reports_left((kStepsAlways + bytes * kStepsPerByte) / kStepsPerReport),
          most_memory(kMemoryAlways + bytes * kMemoryPerByte) {}

    static bool spent(TSParseState* state) {
        auto& budget = *static_cast<Budget*>(state->payload);
        if (budget.reports_left == 0) return true;
        --budget.reports_left;
        return budget.memory.requested() > budget.most_memory;
    }
};

const char* whole_text(void* text, std::uint32_t offset, TSPoint /*place*/, std::uint32_t* size) {
    const auto& whole = *static_cast<const std::string_view*>(text);
    const std::string_view rest = whole.substr(std::min<std::size_t>(offset, whole.size()));
    *size = static_cast<std::uint32_t>(rest.size());
    return rest.data();
}

// One run of the parser; none if the text cost more than its budget.
std::optional<Flat> parse_once(std::string_view text, ParseMemory& memory) {
    const ParseMemory::Use use(memory);
    TSParser* parser = ts_parser_new();
    const bool fits = ts_parser_set_language(parser, Grammar::python().language());
    DOPPELINT_CHECK(fits, "the grammar was made for this version of tree-sitter");
    Budget budget(text.size(), memory);
    const TSInput input{&text, whole_text, TSInputEncodingUTF8, nullptr};
    const TSTree* tree = ts_parser_parse_with_options(parser, nullptr, input, {&budget, Budget::spent});
    std::optional<Flat> flat;
    if (tree != nullptr) {
        flat = flatten(*tree, text);
    } else {
        ts_parser_reset(parser);  // the scanner's state is not in the memory
    }
    return flat;  // the parser and its tree go with the memory
}

std::optional<Flat> parse_without_comments(std::string_view text, ParseMemory& memory) {
    Repair plain{std::string(text), scan_tokens(text).comments, {}, {}};
    blank_comments(plain);
    std::optional<Flat> flat = parse_once(plain.text, memory);
    if (flat) flat->comments = std::move(plain.comments);
    return flat;
}

// `type(x).y = z` is an assignment, which the grammar takes for a `type` statement.
bool misreads_type(const std::vector<Node>& nodes) {
    for (std::size_t at = 0; at + 2 < nodes.size(); ++at) {
        if (nodes[at].kind != Kind::type_alias_statement) continue;
        const Kind left = nodes[at + 2].kind;
        if (left != Kind::identifier && left != Kind::generic_type) return true;
    }
    return false;
}

bool needs_repair(const Flat& flat) {
    return flat.nodes.front().has_error() || flat.has_python2_statement ||
           (flat.has_type_alias && misreads_type(flat.nodes));
}

// The tree of the repaired text, unless that costs too much.
void read_again(const Repair& repair, ParseMemory& memory, Flat& flat) {
    std::optional<Flat> again = parse_once(repair.text, memory);
    if (again) flat = std::move(*again);
}

// Near enough to be about the same thing.
bool on_one_line(std::string_view text, std::uint32_t a, std::uint32_t b) {
    constexpr std::uint32_t kLongestLine = 1000;
    const std::uint32_t first = std::min(a, b);
    const std::uint32_t size = std::max(a, b) - first;
    return size < kLongestLine && text.substr(first, size).find('\n') == std::string_view::npos;
}

// Of what the parser and the repair say about one line, the repair knows better.
void add_problems(std::string_view text, std::vector<Problem>& problems, std::vector<Problem> more) {
    const auto by_range = [](const Problem& a, const Problem& b) { return a.range < b.range; };
    std::sort(more.begin(), more.end(), by_range);
    const auto is_told = [&](const Problem& it) {
        const auto behind = std::upper_bound(more.begin(), more.end(), it, by_range);
        const bool before =
            behind != more.begin() && on_one_line(text, std::prev(behind)->range.begin, it.range.begin);
        return before || (behind != more.end() && on_one_line(text, behind->range.begin, it.range.begin));
    };
    std::erase_if(problems, is_told);
    problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
    std::sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.range, a.message) < std::tie(b.range, b.message);
    });
}

Tree hopeless(std::string_view text) {
    const Range whole{0, static_cast<std::uint32_t>(text.size())};
    std::vector<Node> nodes(1);
    nodes[0].end = whole.end;
    nodes[0].kind = Kind::module;
    nodes[0].flags = Node::kHasError;
    return {text, std::move(nodes), {}, {{whole, "this file is not Python"}}, {}};
}

}  // namespace

class Parser::State {
  public:
    ParseMemory memory;
};

Parser::Parser() : state_(std::make_unique<State>()) {
    static const bool installed = (ParseMemory::install(), true);
    DOPPELINT_CHECK(installed, "the parser's memory is installed once");
}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

Tree Parser::parse(std::string_view text) {
    const bool hides_comments = has_long_comment(text);
    std::optional<Flat> flat =
        hides_comments ? parse_without_comments(text, state_->memory) : parse_once(text, state_->memory);
    if (!flat) return hopeless(text);
    Repair repair;
    if (needs_repair(*flat)) {
        repair = repair_text(text);
        if (hides_comments) blank_comments(repair);
        if (repair.text != text) read_again(repair, state_->memory, *flat);
        if (flat->nodes.front().has_error()) {
            end_open_lines(text, repair);
            if (!repair.problems.empty()) read_again(repair, state_->memory, *flat);
        }
        flat->comments = std::move(repair.comments);
    }
    std::vector<Problem> problems = problems_in(text, flat->nodes);
    const std::string nothing_there = "expected an indented block here";
    for (const Range range : flat->empty_blocks) repair.problems.push_back({range, nothing_there});
    add_problems(text, problems, std::move(repair.problems));
    return {text, std::move(flat->nodes), std::move(flat->comments), std::move(problems),
            std::move(repair.marks)};
}

std::string grammar_version() {
    const TSLanguageMetadata* it = ts_language_metadata(Grammar::python().language());
    if (it == nullptr) return "unknown";
    return std::to_string(it->major_version) + '.' + std::to_string(it->minor_version) + '.' +
           std::to_string(it->patch_version);
}

}  // namespace doppelint::syntax
