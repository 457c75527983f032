#include <gtest/gtest.h>

#include "models/rows.h"

namespace doppelint::models {
namespace {

using Errors = std::vector<std::string>;

/// What a term is read as, or what is wrong with it.
std::string value(std::string_view text) {
    const Read found = read(function("self, x, *args, key=None, **options", text));
    return found.errors.empty() ? result_of(*found, "m.f") : found.errors.front();
}

std::string effect(const std::string& text) {
    const Read found = read(function("self, x, key=None", "None", "effects = [\"" + text + "\"]"));
    if (!found.errors.empty()) return found.errors.front();
    const Model& model = found->functions("m.f").front();
    return text_of(*found, model, found->effects_of(model).front());
}

TEST(Terms, AreWhatTheirTextSays) {
    for (const std::string_view text : {"self",
                                        "int",
                                        "None",
                                        "atom",
                                        "-1",
                                        "opaque",
                                        "items(self)",
                                        "item(self, -1)",
                                        "attribute(self, data)",
                                        "either(self, list(star(x)))",
                                        "tuple(int, int)",
                                        "list",
                                        "list(x, star(self), some(items(x)), repeated(x))",
                                        "dict(double_star(self), pair(x, None))",
                                        "instance(m.C, keyword(data, x), star(self))",
                                        "if_passed(key, key, None)",
                                        "if_kind(tuple, x, x, tuple(star(x)))",
                                        "if_empty(x, self, tuple(each(x)))",
                                        "call(key, x, star(args))",
                                        "view(keys, self)",
                                        "operation(iadd, self, x)",
                                        "library(copy.copy)",
                                        "attribute(attribute(self, a), b)"}) {
        const Read found =
            read("[[class]]\nname = \"m.C\"\n" + function("self, x, *args, key=None, **options", text));
        ASSERT_EQ(found.errors, Errors{}) << text;
        EXPECT_EQ(result_of(*found, "m.f"), text);
    }
    EXPECT_EQ(value("  either( self ,x )"), "either(self, x)");
    EXPECT_EQ(value("list()"), "list");
}

TEST(Terms, OfEffects) {
    for (const std::string text :
         {"append(self, x)", "sometimes(clear(self), remove(x))", "calls(key, items(self))",
          "unless_passed(key, delete_item(self, x))", "set_attribute(self, a, x)", "anything"}) {
        EXPECT_EQ(effect(text), text);
    }
}

TEST(Terms, PreferParametersToWords) {
    const Read found = read(function("list, object, set", "list(star(list), object, set)"));
    ASSERT_EQ(found.errors, Errors{});
    const Model& model = found->functions("m.f").front();
    const Term& result = found->term(model.result);
    EXPECT_EQ(result.word, Word::list);
    EXPECT_EQ(found->arguments_of(result)[2].word, Word::argument);
    EXPECT_EQ(found->arguments_of(result)[2].detail, 2U);
}

TEST(Terms, ThatAreNone) {
    EXPECT_EQ(value("itmes(self)"), "5: there is no word `itmes`");
    EXPECT_EQ(value("other"), "5: `other` is neither a parameter nor a word");
    EXPECT_EQ(value("items(other)"), "5: `other` is neither a parameter nor a word");
    EXPECT_EQ(value("items(self, x)"), "5: `items` takes 1 argument, not 2");
    EXPECT_EQ(value("items"), "5: `items` takes 1 argument, not 0");
    EXPECT_EQ(value("either(self)"), "5: `either` takes at least 2 arguments, not 1");
    EXPECT_EQ(value("append(self, x)"), "5: `append` is an effect where a value is needed");
    EXPECT_EQ(value("list(append(self, x))"), "5: `append` is an effect where `list` needs a value");
    EXPECT_EQ(value("star(self)"), "5: `star` is a part of something, and no value by itself");
    EXPECT_EQ(value("either(self, star(x))"),
              "5: `star` is a part of a new container, and cannot stand in `either`");
    EXPECT_EQ(value("list(pair(self, x))"), "5: `pair` is a part of a new dict, and cannot stand in `list`");
    EXPECT_EQ(value("dict(self)"), "5: a new dict consists of `pair` and `double_star`, not of values");
    EXPECT_EQ(value("list(keyword(a, x))"), "5: `keyword` is a part of a call, and cannot stand in `list`");
    EXPECT_EQ(value("view(things, self)"),
              "5: there is no view called `things`; it is keys, values, items, proxy or bytes");
    EXPECT_EQ(value("if_kind(thing, x, x, x)"), "5: `thing` is no kind of object");
    EXPECT_EQ(value("if_passed(items(x), x, x)"), "5: the first argument of `if_passed` is a parameter");
    EXPECT_EQ(value("attribute(self)"), "5: `attribute` needs a name after the comma");
    EXPECT_EQ(value("attribute"), "5: `attribute` needs brackets with a name");
    EXPECT_EQ(value("object()"), "5: `object` needs a name here");
    EXPECT_EQ(value("items(self"), "5: a comma or closing bracket is missing");
    EXPECT_EQ(value("items(self))"), "5: something follows the end of the term");
    EXPECT_EQ(value(""), "5: the term ends too early");
    EXPECT_EQ(value("items(,)"), "5: a term is missing before `,`");
    EXPECT_EQ(value("item(self, 99999999999)"), "5: `99999999999` is no small integer");
    EXPECT_EQ(value("object(m.Nowhere)"), "2: no row describes the class `m.Nowhere`");
}

TEST(Terms, ThatAreNoEffects) {
    EXPECT_EQ(effect("items(self)"), "6: `items` is no effect");
    EXPECT_EQ(effect("sometimes(self)"), "6: `sometimes` needs an effect, not a value");
    EXPECT_EQ(effect("append(self, clear(self))"), "6: `clear` is an effect where `append` needs a value");
}

TEST(Terms, MayBeNestedAsDeepAsAnyoneLikes) {
    constexpr std::size_t kDepth = 2000;
    std::string text;
    for (std::size_t i = 0; i < kDepth; ++i) text += "items(";
    EXPECT_EQ(value(text + "self" + std::string(kDepth, ')')), text + "self" + std::string(kDepth, ')'));
    EXPECT_EQ(value(text), "5: the term ends too early");
}

TEST(Parameters, AreThoseOfASignature) {
    const Read found =
        read(function("self, object, /, other, third=(1, 2), *args, key=None, **options", "None"));
    ASSERT_EQ(found.errors, Errors{});
    std::string seen;
    for (const ModelParameter& it : found->parameters_of(found->functions("m.f").front())) {
        seen += std::string(it.name) + " " + std::to_string(static_cast<int>(it.kind)) +
                (it.has_default ? "=" : "") + "; ";
    }
    EXPECT_EQ(seen, "self 0; object 0; other 1; third 1=; args 2; key 3=; options 4; ");
}

TEST(Parameters, ThatAreNone) {
    const auto problem = [](std::string_view text) {
        const Read found = read(function(text, "None"));
        return found.errors.empty() ? std::string() : found.errors.front();
    };
    EXPECT_EQ(problem("a, /, b, /"), "4: `/` stands once, after a parameter and before `*`");
    EXPECT_EQ(problem("a, *"), "4: no parameter follows `*`");
    EXPECT_EQ(problem("*a, *b"), "4: `*` stands twice");
    EXPECT_EQ(problem("a, a"), "4: two parameters are called `a`");
    EXPECT_EQ(problem("a=1, b"), "4: `b` has no default and follows one that has");
    EXPECT_EQ(problem("**a, b"), "4: `b` follows `**a`");
    EXPECT_EQ(problem("*a=1"), "4: `a` cannot have a default");
    EXPECT_EQ(problem("a="), "4: the default of `a` is missing");
    EXPECT_EQ(problem("a b"), "4: a comma is missing between parameters");
    EXPECT_EQ(problem("1"), "4: a parameter's name is missing");
    EXPECT_EQ(problem("*, key, **options"), "");
}

TEST(Rows, HaveKnownKeysOfTheRightTypes) {
    EXPECT_EQ(
        read("[[function]]\nname = \"m.f\"\nresutl = \"None\"\nparameters = \"\"\nresult = \"None\"").errors,
        Errors{"4: there is no key `resutl` here"});
    EXPECT_EQ(read("[[function]]\nname = \"m.f\"").errors,
              (Errors{"2: the key `parameters` is missing", "2: the key `result` is missing"}));
    EXPECT_EQ(read(function("", "None", "since = 3.9")).errors, Errors{"6: `since` must be a string"});
    EXPECT_EQ(read(function("", "None", "since = \"2.7\"")).errors,
              Errors{"6: `since` must be a version such as \"3.9\""});
    EXPECT_EQ(read(function("", "None", "since = \"3.10\"\nuntil = \"3.9\"")).errors,
              Errors{"2: `since` is later than `until`"});
    EXPECT_EQ(read(function("", "None", "raises = 1")).errors, Errors{"6: `raises` must be true or false"});
    EXPECT_EQ(read(function("", "None", "effects = [1]")).errors,
              Errors{"6: `effects` must hold strings only"});
    EXPECT_EQ(read(function("", "None", "access = \"slow\"")).errors,
              Errors{"6: `access` is \"property\", \"classmethod\" or \"staticmethod\""});
    EXPECT_EQ(read("[[class]]\nname = \"m.C\"\nkind = \"lists\"").errors,
              Errors{"4: `lists` is no kind of object"});
    EXPECT_EQ(read("[class]\nname = \"m.C\"").errors, Errors{"2: rows are written `[[class]]`"});
    EXPECT_EQ(read("[[functions]]\nname = \"m.f\"").errors, Errors{"2: there is no key `functions` here"});
    ASSERT_EQ(read("x = = 1").errors.size(), 1U);
    EXPECT_EQ(read("x = = 1").errors.front().substr(0, 12), "2: not TOML:");
}

TEST(Rows, FitToOneAnother) {
    const std::string f = function("", "None");
    EXPECT_EQ(read(f + f).errors, Errors{"7: `m.f` is described twice for some version, first at m.toml:2"});
    const std::string early = function("", "None", "until = \"3.9\"");
    EXPECT_EQ(read(early + function("", "int", "since = \"3.9\"")).errors.size(), 1U);
    EXPECT_EQ(read(early + function("", "int", "since = \"3.10\"")).errors, Errors{});
    EXPECT_EQ(read("[[class]]\nname = \"m.C\"\nbase = \"m.B\"").errors,
              Errors{"2: no row describes the base `m.B`"});
    EXPECT_EQ(read("[[class]]\nname = \"m.C\"\nbase = \"m.C\"").errors, Errors{"2: `m.C` is its own base"});
    EXPECT_EQ(read("[[function]]\nname = \"n.f\"\nparameters = \"\"\nresult = \"None\"").errors,
              Errors{"2: `n.f` is neither in the module `m` nor a method of a class that a row describes"});
    EXPECT_EQ(read("[[class]]\nname = \"n.C\"").errors.size(), 1U);
}

TEST(Rows, OfOneNameMayBeOfSeveralVersionsOfALibrary) {
    const auto errors = [](std::string_view one, std::string_view other) {
        return read(function("", "None", one) + function("", "int", other)).errors.size();
    };
    EXPECT_EQ(errors("library = \"p<3\"", "library = \"p>=3\""), 0U);
    EXPECT_EQ(errors("library = \"p<3\"", "library = \"p>=2.9\""), 1U);
    EXPECT_EQ(errors("library = \"p<3\"", "library = \"q>=3\""), 1U);
    EXPECT_EQ(errors("library = \"p<3\"", ""), 1U);
    EXPECT_EQ(errors("library = \"p>=3\"", "library = \"p\""), 1U);
    EXPECT_EQ(errors("library = \"p\"\nsince = \"3.9\"", "library = \"p\"\nuntil = \"3.8\""), 0U);
    EXPECT_EQ(errors("library = \"p<3\"\nsince = \"3.9\"", "library = \"p<4\"\nuntil = \"3.8\""), 1U);
    EXPECT_EQ(read(function("", "None", "library = \"p>3\"")).errors,
              Errors{"6: `library`: `p>3` is no range such as \"pandas>=2,<3\""});
}

TEST(Rows, AreOfTheLibraryOfTheirFile) {
    const Read found = read("library = \"p\"\n" + function("", "None") +
                            "[[function]]\nname = \"m.g\"\nparameters = \"\"\nresult = \"None\"\n"
                            "library = \"p>=2\"");
    ASSERT_EQ(found.errors, Errors{});
    EXPECT_EQ(found->functions("m.f").front().library, (LibraryRange{"p", {}, kNoLastVersion}));
    EXPECT_EQ(found->functions("m.g").front().library, (LibraryRange{"p", {2, 0, 0}, kNoLastVersion}));
}

TEST(Rows, SayHowTheyAreKnownToBeTrueWhereThatIsNeeded) {
    const auto errors = [](std::string_view more) {
        return read(function("", "None", more), {}, EvidenceNeed::required).errors;
    };
    EXPECT_EQ(errors(""), Errors{"2: an `example` is missing, or else `checked = \"documentation\"`"});
    EXPECT_EQ(errors("checked = \"hope\"").front(), "6: `checked` can only be \"documentation\"");
    EXPECT_EQ(errors("checked = \"documentation\""), Errors{});
    EXPECT_EQ(errors("example = [\"m.f()\"]"), Errors{});
    EXPECT_EQ(errors("example = \"m.f()\"\nchecked = \"documentation\"").size(), 1U);
    EXPECT_EQ(read(function("", "None")).errors, Errors{});
}

TEST(Rows, OfUsersReplaceThoseOfTheStandardLibrary) {
    const std::string text =
        "module = \"copy\"\n[[function]]\nname = \"copy.copy\"\nparameters = \"x\"\nresult = \"x\"\n"
        "[[function]]\nname = \"list.push\"\nparameters = \"self, x\"\nresult = \"None\"\neffects = "
        "[\"append(self, x)\"]";
    const std::vector<ModelFile> files{{"own.toml", text}};
    const auto library = read_models(files, Library::standard());
    ASSERT_TRUE(library.has_value());
    EXPECT_EQ(result_of(**library, "copy.copy"), "x");
    EXPECT_EQ(result_of(**library, "copy.deepcopy"), "deepcopy(x, memo)");
    EXPECT_EQ((*library)->methods("list", "push").size(), 1U);
    EXPECT_EQ((*library)->methods("list", "append").size(), 1U);
    EXPECT_EQ(result_of(Library::standard(), "copy.copy"), "copy(x)");
}

}  // namespace
}  // namespace doppelint::models
