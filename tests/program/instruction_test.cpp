#include "program/instruction.h"

#include <gtest/gtest.h>

#include "program/form.h"

namespace doppelint::program {
namespace {

TEST(Opcode, says_its_name_shape_and_whether_it_may_raise) {
    EXPECT_EQ(name_of(Opcode::set_item), "set_item");
    EXPECT_EQ(shape_of(Opcode::set_item), Shape::effect);
    EXPECT_EQ(shape_of(Opcode::get_item), Shape::value);
    EXPECT_EQ(shape_of(Opcode::branch), Shape::end);
    EXPECT_TRUE(may_raise(Opcode::call));
    EXPECT_FALSE(may_raise(Opcode::jump));
}

TEST(Operators, have_names) {
    EXPECT_EQ(name_of(UnaryOperator::not_), "not");
    EXPECT_EQ(name_of(BinaryOperator::bit_xor), "bit_xor");
    EXPECT_EQ(name_of(Comparison::is_not), "is_not");
}

TEST(Unpacking, is_packed_into_one_number) {
    const Unpacking plain{.before = 65535, .after = 0, .starred = false};
    EXPECT_EQ(Unpacking::from(plain.packed()), plain);
    const Unpacking starred{.before = 2, .after = 1, .starred = true};
    EXPECT_EQ(Unpacking::from(starred.packed()), starred);
    EXPECT_EQ(starred.targets(), 4U);
}

TEST(Unpacking, forgets_targets_behind_the_star_that_nobody_has) {
    const Unpacking huge{.before = 0, .after = 65535, .starred = true};
    EXPECT_EQ(Unpacking::from(huge.packed()), (Unpacking{0, 32767, true}));
}

TEST(Form, ends_have_successors_and_nothing_else_has) {
    for (std::uint8_t it = 0; it < static_cast<std::uint8_t>(Opcode::count); ++it) {
        const auto opcode = static_cast<Opcode>(it);
        if (shape_of(opcode) == Shape::end) continue;
        EXPECT_EQ(form_of(opcode).successors.most, 0U) << name_of(opcode);
    }
    EXPECT_EQ(form_of(Opcode::branch).successors.least, 2U);
    EXPECT_FALSE(form_of(Opcode::select).successors.holds(0));
}

TEST(Form, has_a_word_for_every_detail_that_does_not_go_without_saying) {
    EXPECT_EQ(word_for(DetailForm::comparison, 7), "not_in");
    EXPECT_EQ(word_for(DetailForm::synchrony, 0), "");
    EXPECT_EQ(word_for(DetailForm::synchrony, 1), "async");
    EXPECT_EQ(word_for(DetailForm::synchrony, 2), "");
}

}  // namespace
}  // namespace doppelint::program
