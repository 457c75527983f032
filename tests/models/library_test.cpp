#include <algorithm>

#include <gtest/gtest.h>

#include "models/rows.h"

namespace doppelint::models {
namespace {

const Library& standard() {
    return Library::standard();
}

TEST(StandardLibrary, FindsFunctionsByTheirDottedNames) {
    EXPECT_EQ(result_of(standard(), "copy.copy"), "copy(x)");
    EXPECT_EQ(result_of(standard(), "builtins.len"), "int");
    EXPECT_EQ(result_of(standard(), "len"), "int");
    EXPECT_EQ(result_of(standard(), "list"), "list(star(iterable))");
    EXPECT_EQ(result_of(standard(), "builtins.list"), "list(star(iterable))");
    EXPECT_TRUE(standard().functions("copy.nothing").empty());
    EXPECT_TRUE(standard().functions("").empty());
}

TEST(StandardLibrary, HasOneModelForEachRangeOfVersions) {
    const std::span<const Model> found = standard().functions("builtins.locals");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].versions, (Versions{0, 12}));
    EXPECT_EQ(found[1].versions, (Versions{13, 255}));
}

TEST(StandardLibrary, FindsMethodsOnTheClassOrItsBases) {
    const auto name = [](std::string_view of, std::string_view method) {
        const std::span<const Model> found = standard().methods(of, method);
        return found.empty() ? std::string_view() : found.front().name;
    };
    EXPECT_EQ(name("list", "append"), "list.append");
    EXPECT_EQ(name("builtins.list", "append"), "list.append");
    EXPECT_EQ(name("collections.Counter", "popitem"), "dict.popitem");
    EXPECT_EQ(name("collections.Counter", "__eq__"), "object.__eq__");
    EXPECT_EQ(name("list", "appendleft"), "");
    EXPECT_EQ(name("nowhere.Nothing", "append"), "");
}

TEST(StandardLibrary, KnowsWhatAnUnknownReceiverMayMean) {
    std::vector<std::string_view> names;
    for (const std::uint16_t index : standard().methods_named("update"))
        names.push_back(standard().model(index).name);
    EXPECT_EQ(names, (std::vector<std::string_view>{"dict.update", "set.update"}));
    EXPECT_TRUE(standard().methods_named("nothing").empty());
}

TEST(StandardLibrary, KnowsClassesConstantsAndModules) {
    ASSERT_NE(standard().find_class("collections.Counter"), nullptr);
    EXPECT_EQ(standard().find_class("collections.Counter")->kind, Kind::dict);
    EXPECT_EQ(standard().find_class("builtins.tuple")->kind, Kind::tuple);
    EXPECT_FALSE(standard().find_class("tuple")->is_mutable);
    EXPECT_EQ(standard().find_class("tuples"), nullptr);
    ASSERT_NE(standard().find_constant("os.environ"), nullptr);
    EXPECT_EQ(standard().find_constant("os.nothing"), nullptr);
    EXPECT_TRUE(standard().has_module("os.path"));
    EXPECT_FALSE(standard().has_module("os.paths"));
}

TEST(StandardLibrary, SaysHowMethodsAreReached) {
    EXPECT_EQ(standard().functions("dict.fromkeys").front().binding, Binding::class_);
    EXPECT_EQ(standard().functions("str.maketrans").front().binding, Binding::static_);
    EXPECT_TRUE(standard().functions("collections.deque.maxlen").front().is_property);
    EXPECT_FALSE(standard().functions("list.append").front().may_raise);
    EXPECT_TRUE(standard().functions("str.strip").front().only_computes);
    EXPECT_FALSE(standard().functions("list.append").front().only_computes);
}

TEST(StandardLibrary, FindsEachOfItsOwnRows) {
    const auto seen_by = [](const LibraryRange& range, std::vector<UsedLibrary>& used) {
        used.assign(range.library.empty() ? 0 : 1, {range.library, range.first});
        return standard().with(used);
    };
    std::vector<UsedLibrary> used;
    for (const Model& model : standard().tables().models) {
        const std::span<const Model> found = seen_by(model.library, used).functions(model.name);
        EXPECT_TRUE(std::ranges::any_of(found, [&](const Model& it) { return &it == &model; })) << model.name;
        EXPECT_NE(model.evidence, Evidence::none) << model.name;
    }
    for (const Class& it : standard().tables().classes)
        EXPECT_EQ(seen_by(it.library, used).find_class(it.name), &it) << it.name;
    for (const Constant& it : standard().tables().constants)
        EXPECT_EQ(seen_by(it.library, used).find_constant(it.name, it.versions), &it) << it.name;
}

/// Rows of `m.f`, `m.C` and `m.X`, each once for every range of versions, in this order.
Read with_ranges(std::initializer_list<std::string_view> ranges) {
    std::string rows;
    for (const std::string_view range : ranges) {
        const std::string library = "library = \"" + std::string(range) + "\"\n";
        const std::string value = "item(x, " + std::string(range.substr(range.find_last_of("<=") + 1)) + ")";
        rows += function("x", value, library);
        rows += "[[class]]\nname = \"m.C\"\n" + library;
        rows += "[[constant]]\nname = \"m.X\"\nvalue = \"int\"\n" + library;
    }
    return read(rows);
}

TEST(VersionsOfLibraries, AreTheNewestWhereNothingIsKnown) {
    const Read library = with_ranges({"panda<2", "panda>=2,<3", "panda>=3"});
    ASSERT_EQ(library.errors, std::vector<std::string>{});
    EXPECT_EQ(library->functions("m.f").size(), 1U);
    EXPECT_EQ(result_of(*library, "m.f"), "item(x, 3)");
    EXPECT_EQ(library->find_class("m.C")->library.first, (LibraryVersion{3, 0, 0}));
    EXPECT_EQ(library->find_constant("m.X")->library.first, (LibraryVersion{3, 0, 0}));
}

TEST(VersionsOfLibraries, AreThoseInUse) {
    const Read library = with_ranges({"panda>=3", "panda<2", "panda>=2,<3"});
    ASSERT_EQ(library.errors, std::vector<std::string>{});
    const auto result = [&](const LibraryVersion& version) {
        const std::vector<UsedLibrary> used{{"other", {1, 0, 0}}, {"panda", version}};
        return result_of(library->with(used), "m.f");
    };
    EXPECT_EQ(result({1, 5, 3}), "item(x, 2)");
    EXPECT_EQ(result({2, 0, 0}), "item(x, 3)");
    EXPECT_EQ(result({2, 99, 1}), "item(x, 3)");
    const std::vector<UsedLibrary> used{{"panda", {2, 2, 0}}};
    EXPECT_EQ(library->with(used).find_class("m.C")->library.first, (LibraryVersion{2, 0, 0}));
    EXPECT_EQ(library->with(used).find_constant("m.X")->library.end, (LibraryVersion{3, 0, 0}));
}

TEST(VersionsOfLibraries, MayHaveNoRow) {
    const Read library = with_ranges({"panda<2"});
    ASSERT_EQ(library.errors, std::vector<std::string>{});
    const std::vector<UsedLibrary> used{{"panda", {2, 0, 0}}};
    EXPECT_TRUE(library->with(used).functions("m.f").empty());
    EXPECT_EQ(library->with(used).find_class("m.C"), nullptr);
    EXPECT_EQ(library->with(used).find_constant("m.X"), nullptr);
    EXPECT_EQ(library->functions("m.f").size(), 1U);
}

TEST(EmptyLibrary, HasNothing) {
    const Library library;
    EXPECT_TRUE(library.functions("len").empty());
    EXPECT_TRUE(library.methods("list", "append").empty());
    EXPECT_TRUE(library.methods_named("append").empty());
    EXPECT_EQ(library.find_class("list"), nullptr);
    EXPECT_EQ(library.find_constant("os.environ"), nullptr);
    EXPECT_FALSE(library.has_module("os"));
}

TEST(Words, AreFoundByTheirText) {
    EXPECT_EQ(find_word("append"), Word::append);
    EXPECT_EQ(find_word("argument"), std::nullopt);
    EXPECT_EQ(find_word("thing"), std::nullopt);
    EXPECT_EQ(form_of(Word::append).role, Role::effect);
}

TEST(Kinds, AreFoundByTheirText) {
    EXPECT_EQ(find_kind("class"), Kind::class_);
    EXPECT_EQ(find_kind("thing"), std::nullopt);
    EXPECT_EQ(name_of(Kind::other_atom), "atom");
    EXPECT_TRUE(is_mutable(Kind::opaque));
    EXPECT_FALSE(is_mutable(Kind::tuple));
    EXPECT_TRUE(kAtoms.has(Kind::bytes));
    EXPECT_FALSE(kAtoms.has(Kind::list));
}

}  // namespace
}  // namespace doppelint::models
