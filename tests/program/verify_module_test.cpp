#include <functional>

#include "programs.h"

namespace doppelint::program {
namespace {

constexpr std::string_view kSound = R"(scope 0 module
  f: local assigned
  scope 1 function f in 0
    a: cell parameter
    scope 2 function g in 1 nested
      a: free of 1 referenced

module 0 <module> scope 0
  block 0
    %0 = constant 1
    %1 = make_function 1 f(%0)
    %2 = call %1(%0, key=%0, *%0)
    %3 = import_module os
    return_value %2

function 1 f "f" (a, b = default) in 0 scope 1
  block 0
    %0 = parameter a
    %1 = make_cell a %0
    %2 = parameter b
    %3 = make_function 2 g(%1, %2)
    %4 = make_class 3 C(%3, metaclass=%3, %1)
    return_value %3

function 2 g "f.<locals>.g" () in 1 scope 2
  captures a, b by value
  block 0
    %0 = capture a
    %1 = load_cell a %0
    return_value %1

class_body 3 C "f.<locals>.C" in 1 scope 2
  captures a
  block 0
    %0 = capture a
    %1 = load_local_name a %0
    return_value %1
)";

TEST(VerifyModule, finds_nothing_in_a_sound_one) {
    EXPECT_EQ(problems_of(kSound), std::vector<std::string>{});
}

// The sound text with one place changed.
std::string changed(std::string_view from, std::string_view to) {
    std::string text(kSound);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

struct Changed {
    std::string_view from;
    std::string_view to;
    std::string_view sentence;
};

void PrintTo(const Changed& it, std::ostream* out) {
    *out << it.to;
}

class VerifyText : public testing::TestWithParam<Changed> {};

TEST_P(VerifyText, tells) {
    const auto told = problems_of(changed(GetParam().from, GetParam().to));
    EXPECT_TRUE(tells(told, GetParam().sentence));
    EXPECT_EQ(told.size(), 1U) << "it breaks exactly one promise";
}

INSTANTIATE_TEST_SUITE_P(
    Scopes, VerifyText,
    testing::Values(
        Changed{"scope 1 function f in 0", "scope 1 module in 0",
                "the first scope, and no other, is the module's"},
        Changed{"scope 1 function f in 0", "scope 1 function f in 2", "its parent does not come before it"},
        Changed{"a: cell parameter\n", "a: cell parameter\n    a: local\n", "it has two symbols of one name"},
        Changed{"a: cell parameter\n", "a: local parameter\n", "the owner of a is no cell"},
        Changed{"a: free of 1 ", "a: free ", "a is free or passed on without an owner"},
        Changed{"f: local assigned", "f: local of 0 assigned", "has an owner and is not free"},
        Changed{"      a: free of 1 referenced\n",
                "      a: free of 1\n    scope 3 lambda in 0\n      a: free of 1\n",
                "scope 3: the owner of a is not in a scope around it"},
        Changed{"      a: free of 1 referenced\n", "      a: free of 1\n      scope 3 lambda in 2\n",
                "what is inside a nested scope is nested"}));

INSTANTIATE_TEST_SUITE_P(
    Functions, VerifyText,
    testing::Values(
        Changed{"in 0 scope 1", "in 2 scope 1", "function 1: its parent does not come before it"},
        Changed{"in 0 scope 1", "scope 1", "function 1: its parent does not come before it"},
        Changed{"in 1 scope 2", "in 1 scope 9", "function 2: its scope does not exist"},
        Changed{"make_function 1 f(%0)", "make_function 1 f(%0, %0)",
                "it has not one operand per default, capture and annotation"},
        Changed{"make_function 1 f(%0)", "make_function 9(%0)", "what its payload names does not exist"},
        Changed{"make_function 2 g(%1, %2)", "make_function 2 g(%0, %2)",
                "a captured name does not get its cell"},
        Changed{"make_function 2 g(%1, %2)", "make_function 2 g(%1, %1)",
                "a cell is given for a name that is captured by value"},
        Changed{"make_class 3 C(%3, metaclass=%3, %1)", "make_class 3 C()", "captures are missing"},
        Changed{"make_class 3 C(%3, metaclass=%3, %1)", "make_class 3 C(%3, a=%1)", "a capture has a label"},
        Changed{"make_class 3 C(%3, metaclass=%3, %1)", "make_class 3 C(%3, metaclass=%3, %2)",
                "a captured name does not get its cell"},
        Changed{"make_class 3 C(%3, metaclass=%3, %1)", "make_function 3 C(%3, %1)",
                "it makes a thing of another kind"},
        Changed{"C \"f.<locals>.C\" in 1", "C \"f.<locals>.C\" in 0",
                "what it makes belongs to another function"}));

INSTANTIATE_TEST_SUITE_P(
    Instructions, VerifyText,
    testing::Values(
        Changed{"%3 = import_module os", "%3 = parameter 0", "what its payload names does not exist"},
        Changed{"%3 = import_module os", "%3 = capture 0", "what its payload names does not exist"},
        Changed{"%3 = import_module os", "%3 = binary add %0", "it has another number of operands"},
        Changed{"%3 = import_module os", "%3 = get_item %0, none", "an operand that must be there is none"},
        Changed{"%3 = import_module os", "%3 = make_dict %0: none", "an operand that must be there is none"},
        Changed{"%3 = import_module os", "%3 = get_item %0, *%0", "an operand cannot have a star"},
        Changed{"%3 = import_module os", "%3 = unpacked %0 index 0", "its operand is no unpack"},
        Changed{"%3 = import_module os", "%3 = unpack %0 into 1 + star + 1\n    %4 = unpacked %3 index 3",
                "there is no such target"},
        Changed{"%3 = import_module os", "%3 = next_item %0", "no iterate follows it"},
        Changed{"%3 = import_module os", "%3 = exception_group_rest %0",
                "its operand is no match of a group"},
        Changed{"%3 = import_module os", "%3 = match_exception %0, %0\n    %4 = exception_group_rest %3",
                "its operand is no match of a group"}));

struct Edit {
    std::string_view what;
    std::function<void(Module&)> apply;
    std::string_view sentence;
};

void PrintTo(const Edit& it, std::ostream* out) {
    *out << it.what;
}

class VerifyEdited : public testing::TestWithParam<Edit> {};

TEST_P(VerifyEdited, tells) {
    Module module = read(kSound);
    GetParam().apply(module);
    EXPECT_TRUE(tells(verify(module), GetParam().sentence));
}

INSTANTIATE_TEST_SUITE_P(
    Ranges, VerifyEdited,
    testing::Values(
        Edit{"no functions", [](Module& it) { it.functions.clear(); }, "there is no function for the module"},
        Edit{"a function without blocks", [](Module& it) { it.functions[1].block_count = 0; },
             "function 1: it has no blocks"},
        Edit{"a gap between functions", [](Module& it) { ++it.functions[1].first_instruction; },
             "its instructions do not follow those of the function before"},
        Edit{"blocks too many", [](Module& it) { it.functions[3].block_count = 9; },
             "its blocks do not follow those of the function before"},
        Edit{"parameters too many", [](Module& it) { it.functions[3].parameter_count = 9; },
             "its parameters do not follow those of the function before"},
        Edit{"captures of nobody", [](Module& it) { it.captures.push_back(it.captures[0]); },
             "there are captures behind those of the last function"},
        Edit{"instructions of no block", [](Module& it) { --it.blocks[1].instruction_count; },
             "there are instructions behind the last block"},
        Edit{"a handler that is not there", [](Module& it) { it.blocks[0].handler = BlockId{7}; },
             "its handler does not exist"},
        Edit{"an edge to nowhere",
             [](Module& it) {
                 it.blocks[0].first_successor = static_cast<std::uint32_t>(it.edges.size());
                 it.blocks[0].successor_count = 1;
                 it.edges.emplace_back(5);
             },
             "an edge goes to a block that does not exist"},
        Edit{"edges outside the pool", [](Module& it) { it.blocks[0].successor_count = 99; },
             "its edges lie outside the pool"},
        Edit{"operands outside the pool", [](Module& it) { it.instructions[0].operand_count = 999; },
             "its operands lie outside the pool"},
        Edit{"labels outside the pool", [](Module& it) { it.labels.clear(); },
             "its labels lie outside the pool"},
        Edit{"an operand that is not there", [](Module& it) { it.operands[0] = ValueId{99}; },
             "an operand does not exist"},
        Edit{"an opcode that is none", [](Module& it) { it.instructions[0].opcode = Opcode::count; },
             "it has no opcode"},
        Edit{"a name that is none", [](Module& it) { it.functions[1].name = NameId{9999}; },
             "its name is not interned"},
        Edit{"a capture without a name", [](Module& it) { it.captures[0].name = NameId{}; },
             "a capture's name is not interned"},
        Edit{"a parameter without a name", [](Module& it) { it.parameters[0].name = NameId{}; },
             "a parameter's name is not interned"},
        Edit{"a constant's text that is none", [](Module& it) { it.constants[0].text = NameId{999}; },
             "a constant's text is not interned"},
        Edit{"an import's name that is none", [](Module& it) { it.imports[0].member = NameId{999}; },
             "an import's name is not interned"},
        Edit{"a gap between scopes", [](Module& it) { ++it.scopes[1].first_symbol; },
             "its names do not follow those of the scope before"},
        Edit{"names of no scope", [](Module& it) { it.scope_symbols.emplace_back(0); },
             "there are names behind those of the last scope"},
        Edit{"a name that does not exist", [](Module& it) { it.scope_symbols[0] = SymbolId{9}; },
             "a scope lists a name that does not exist"},
        Edit{"a name of no scope", [](Module& it) { it.symbols[0].scope = ScopeId{9}; },
             "its scope does not exist"},
        Edit{"an owner that is not there", [](Module& it) { it.symbols[2].owner = SymbolId{9}; },
             "its owner does not exist"}));

INSTANTIATE_TEST_SUITE_P(
    Meanings, VerifyEdited,
    testing::Values(Edit{"a name listed by another scope",
                         [](Module& it) { it.symbols[0].scope = ScopeId{1}; },
                         "it lists a name of another scope"},
                    Edit{"a name that no scope lists",
                         [](Module& it) {
                             it.symbols.push_back(it.symbols[0]);
                             it.symbols.back().name = it.symbols[1].name;
                         },
                         "it does not list its name a"},
                    Edit{"names out of order",
                         [](Module& it) {
                             it.symbols[1].scope = ScopeId{0};
                             it.scopes[0].symbol_count = 2;
                             it.scopes[1].first_symbol = 2;
                             it.scopes[1].symbol_count = 0;
                             std::swap(it.scope_symbols[0], it.scope_symbols[1]);
                         },
                         "its names are not in order"},
                    Edit{"an owner of another name",
                         [](Module& it) { it.symbols[1].name = it.symbols[0].name; },
                         "the owner of a has another name"},
                    Edit{"a detail without a meaning", [](Module& it) { it.instructions[0].detail = 3; },
                         "its detail has no meaning"},
                    Edit{"an operand that is an effect",
                         [](Module& it) { it.operands[it.instructions[1].first_operand] = ValueId{4}; },
                         "an operand is an instruction that makes no value"},
                    Edit{"a keyword that is none", [](Module& it) { it.labels[3].value = 9999; },
                         "the name of a keyword does not exist"},
                    Edit{"a keyword on the callee",
                         [](Module& it) { it.labels[it.instructions[2].first_operand].value = 0; },
                         "an operand cannot have a keyword"},
                    Edit{"a payload that is none", [](Module& it) { it.instructions[0].payload = 99; },
                         "what its payload names does not exist"},
                    Edit{"a key without a value",
                         [](Module& it) {
                             it.instructions[1].opcode = Opcode::make_dict;
                             it.operands[it.instructions[1].first_operand] = ValueId{0};
                         },
                         "a key has no value"}));

}  // namespace
}  // namespace doppelint::program
