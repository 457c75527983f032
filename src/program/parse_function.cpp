#include "program/parse_function.h"

#include <array>
#include <utility>

#include "program/print.h"

namespace doppelint::program {
namespace {

constexpr std::array<std::string_view, 3> kAdjectives = {"incomplete", "async", "generator"};

std::uint32_t size_of(const auto& pool) {
    return static_cast<std::uint32_t>(pool.size());
}

std::optional<FunctionKind> function_kind(std::string_view word) {
    for (auto kind = FunctionKind::module; kind <= FunctionKind::type_scope;
         kind = static_cast<FunctionKind>(static_cast<int>(kind) + 1)) {
        if (name_of(kind) == word) return kind;
    }
    return {};
}

std::optional<ParameterKind> parameter_kind(std::string_view word) {
    for (auto kind = ParameterKind::positional_only; kind <= ParameterKind::double_star;
         kind = static_cast<ParameterKind>(static_cast<int>(kind) + 1)) {
        if (name_of(kind) == word) return kind;
    }
    return {};
}

}  // namespace

bool FunctionReader::begins(std::string_view word) {
    for (const std::string_view it : kAdjectives) {
        if (it == word) return true;
    }
    return function_kind(word).has_value();
}

void FunctionReader::header(Cursor& cursor) {
    values_.clear();
    blocks_.clear();
    Function function;
    adjectives(cursor, function);
    const std::optional<FunctionKind> kind = function_kind(cursor.word());
    if (!kind) return cursor.fail("this is no kind of function");
    function.kind = *kind;
    if (cursor.number() != module_.functions.size()) cursor.fail("functions are numbered from 0");
    names(cursor, function);
    function.first_parameter = size_of(module_.parameters);
    parameters(cursor);
    function.parameter_count = size_of(module_.parameters) - function.first_parameter;
    attributes(cursor, function);
    function.first_capture = size_of(module_.captures);
    function.first_block = size_of(module_.blocks);
    function.first_instruction = size_of(module_.instructions);
    module_.functions.push_back(function);
}

void FunctionReader::adjectives(Cursor& cursor, Function& function) {
    function.incomplete = cursor.take_word(kAdjectives[0]);
    function.is_async = cursor.take_word(kAdjectives[1]);
    function.is_generator = cursor.take_word(kAdjectives[2]);
}

// One text in quotes is the qualified name; of two, the first is the name.
void FunctionReader::names(Cursor& cursor, Function& function) {
    const std::string_view next = cursor.peek_word();
    if (cursor.peek() == '<' || (!next.empty() && next != "in" && next != "scope")) {
        function.name = name(cursor);
    }
    if (cursor.peek() == '"') function.qualified_name = module_.names.intern(cursor.text());
    if (cursor.peek() == '"') {
        function.name = std::exchange(function.qualified_name, module_.names.intern(cursor.text()));
    }
}

void FunctionReader::attributes(Cursor& cursor, Function& function) {
    if (cursor.take_word("in")) function.parent = FunctionId{cursor.number()};
    if (cursor.take_word("scope")) function.scope = ScopeId{cursor.number()};
    if (cursor.take_word("annotations")) function.annotation_count = cursor.number();
    if (cursor.take("@")) function.node = syntax::NodeId{cursor.number()};
}

void FunctionReader::parameters(Cursor& cursor) {
    if (!cursor.take("(") || cursor.take(")")) return;
    const std::size_t first = module_.parameters.size();
    ParameterKind kind = ParameterKind::ordinary;
    do {
        if (cursor.take("/")) {
            for (std::size_t at = first; at < module_.parameters.size(); ++at) {
                module_.parameters[at].kind = ParameterKind::positional_only;
            }
            continue;
        }
        Parameter it;
        it.kind = kind;
        if (cursor.take("**")) {
            it.kind = ParameterKind::double_star;
        } else if (cursor.take("*")) {
            kind = ParameterKind::keyword_only;
            if (cursor.peek() == ',') continue;
            it.kind = ParameterKind::star;
        }
        parameter(cursor, it);
        module_.parameters.push_back(it);
    } while (cursor.take(","));
    cursor.expect(")");
}

void FunctionReader::parameter(Cursor& cursor, Parameter& it) {
    it.name = name(cursor);
    if (cursor.take("@")) it.node = syntax::NodeId{cursor.number()};
    if (cursor.take(":")) {
        cursor.expect("@");
        it.annotation = syntax::NodeId{cursor.number()};
    }
    if (cursor.take_word("is")) {
        const std::optional<ParameterKind> kind = parameter_kind(cursor.word());
        if (!kind) return cursor.fail("this is no kind of parameter");
        it.kind = *kind;
    }
    if (cursor.take("=")) {
        cursor.expect_word("default");
        it.has_default = true;
    }
}

void FunctionReader::captures(Cursor& cursor) {
    if (module_.functions.empty()) return cursor.fail("captures stand in a function");
    do {
        Capture it;
        it.name = name(cursor);
        if (cursor.take_word("by")) {
            cursor.expect_word("value");
            it.by_value = true;
        }
        module_.captures.push_back(it);
        ++module_.functions.back().capture_count;
    } while (cursor.take(","));
}

void FunctionReader::block(Cursor& cursor) {
    if (module_.functions.empty()) return cursor.fail("a block stands in a function");
    Function& function = module_.functions.back();
    const BlockId id{function.block_count++};
    if (!blocks_.emplace(cursor.word(), id).second) cursor.fail("this block is there twice");
    Block it;
    it.first_instruction = function.instruction_count;
    it.first_predecessor = size_of(module_.edges);
    if (cursor.take_word("from")) edge_list(cursor);
    it.predecessor_count = size_of(module_.edges) - it.first_predecessor;
    it.first_successor = size_of(module_.edges);
    if (cursor.take_word("handler")) handler_uses_.push_back({size_of(module_.blocks), cursor.word()});
    it.loop_header = cursor.take_word("loop");
    it.reachable = !cursor.take_word("dead");
    module_.blocks.push_back(it);
}

void FunctionReader::edge_list(Cursor& cursor) {
    do {
        edge_uses_.push_back({size_of(module_.edges), cursor.word()});
        module_.edges.emplace_back();
    } while (cursor.take(","));
}

void FunctionReader::successors(Cursor& cursor) {
    if (!cursor.take_word("to")) return;
    Block& it = module_.blocks.back();
    if (it.successor_count == 0) it.first_successor = size_of(module_.edges);
    edge_list(cursor);
    it.successor_count = size_of(module_.edges) - it.first_successor;
}

std::optional<std::string> FunctionReader::finish() {
    std::optional<std::string> problem = resolve();
    operand_uses_.clear();
    edge_uses_.clear();
    handler_uses_.clear();
    return problem;
}

std::optional<std::string> FunctionReader::resolve() {
    for (const Use& it : operand_uses_) {
        const auto found = values_.find(it.word);
        if (found == values_.end()) return "nothing makes `%" + std::string(it.word) + "`";
        module_.operands[it.place] = found->second;
    }
    const auto block_named = [this](const Use& it, BlockId& place) -> std::optional<std::string> {
        const auto found = blocks_.find(it.word);
        if (found == blocks_.end()) return "there is no block `" + std::string(it.word) + "`";
        place = found->second;
        return {};
    };
    for (const Use& it : edge_uses_) {
        if (auto problem = block_named(it, module_.edges[it.place])) return problem;
    }
    for (const Use& it : handler_uses_) {
        if (auto problem = block_named(it, module_.blocks[it.place].handler)) return problem;
    }
    return {};
}

}  // namespace doppelint::program
