#include "checks/annotations.h"

#include <gtest/gtest.h>

#include "checks/snippet.h"

namespace doppelint::checks {
namespace {

// Of the annotation of `x`, below some imports.
std::string annotated(const std::string& annotation) {
    const Snippet snippet(
        "import typing\nimport builtins\nimport collections.abc\nimport typing as t\nfrom typing import "
        "*\nfrom typing import "
        "Optional, "
        "Sequence, Union, Annotated\nfrom collections.abc import Mapping as M\nclass Local: pass\ndef f(x: " +
        annotation + "): pass\n");
    return annotated_class(snippet.file(), snippet.module().parameters.front().annotation);
}

TEST(AnnotatedClass, is_resolved_through_imports) {
    EXPECT_EQ(annotated("Sequence"), "typing.Sequence");
    EXPECT_EQ(annotated("M[str, int]"), "collections.abc.Mapping");
    EXPECT_EQ(annotated("t.Iterable[t.Sequence[int]]"), "typing.Iterable");
    EXPECT_EQ(annotated("collections.abc.Set"), "collections.abc.Set");
    EXPECT_EQ(annotated("list"), "list");
    EXPECT_EQ(annotated("builtins.int"), "int");
    EXPECT_EQ(annotated("Local"), "");
}

TEST(AnnotatedClass, is_behind_strings_none_and_wrappers) {
    EXPECT_EQ(annotated("'Sequence[int]'"), "typing.Sequence");
    EXPECT_EQ(annotated("Optional[Sequence[int]]"), "typing.Sequence");
    EXPECT_EQ(annotated("Sequence[int] | None"), "typing.Sequence");
    EXPECT_EQ(annotated("'None | Sequence[int | str]'"), "typing.Sequence");
    EXPECT_EQ(annotated("Union[Sequence, None, 'Sequence']"), "typing.Sequence");
    EXPECT_EQ(annotated("Annotated[Sequence, 'note']"), "typing.Sequence");
}

TEST(AnnotatedClass, is_none_of_several) {
    EXPECT_EQ(annotated("Union[list, Sequence]"), "");
    EXPECT_EQ(annotated("Sequence | list"), "");
    EXPECT_EQ(annotated("None"), "");
    EXPECT_EQ(annotated("'Sequence['"), "typing.Sequence");
}

}  // namespace
}  // namespace doppelint::checks
