#include "analysis/annotations.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace doppelint::analysis {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view without_quotes(std::string_view text) {
    text = trimmed(text);
    const bool quoted =
        text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    return quoted ? trimmed(text.substr(1, text.size() - 2)) : text;
}

// What stands between separators that are in no brackets and no quotes.
std::vector<std::string_view> parts_of(std::string_view text, char separator) {
    std::vector<std::string_view> result;
    std::size_t depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '[' || text[at] == '(') ++depth;
        if ((text[at] == ']' || text[at] == ')') && depth > 0) --depth;
        if (text[at] != separator || depth != 0) continue;
        result.push_back(trimmed(text.substr(begin, at - begin)));
        begin = at + 1;
    }
    result.push_back(trimmed(text.substr(begin)));
    return result;
}

std::string_view first_name(std::string_view dotted) {
    return dotted.substr(0, dotted.find('.'));
}

// The dotted name, where its first part is this member of a library.
std::string continued(std::string_view member, std::string_view dotted) {
    constexpr std::string_view kBuiltins = "builtins.";
    std::string name(member);
    name += dotted.substr(first_name(dotted).size());
    return name.starts_with(kBuiltins) ? name.substr(kBuiltins.size()) : name;
}

// `typing.List` is `list`.
std::string_view without_alias(std::string_view name) {
    constexpr std::string_view kTyping = "typing.";
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kSame{
        {{"List", "list"},
         {"Dict", "dict"},
         {"Set", "set"},
         {"Tuple", "tuple"},
         {"FrozenSet", "frozenset"},
         {"Deque", "collections.deque"},
         {"DefaultDict", "collections.defaultdict"},
         {"OrderedDict", "collections.OrderedDict"},
         {"Counter", "collections.Counter"}}};
    if (!name.starts_with(kTyping)) return name;
    const auto* const found = std::ranges::find(kSame, name.substr(kTyping.size()),
                                                &std::pair<std::string_view, std::string_view>::first);
    return found != kSame.end() ? found->second : name;
}

bool is_one_of(std::string_view name, std::string_view one, std::string_view other) {
    return name == one || name == other;
}

// `resolved(dotted)` is the name with imports resolved; empty where no import explains it.
template <class Resolved>
Annotated read_annotation(std::string_view written, const Resolved& resolved) {
    constexpr std::size_t kMostParts = 16;
    std::vector<std::string_view> pending{written};
    Annotated result;
    for (std::size_t turn = 0; !pending.empty(); ++turn) {
        if (turn == kMostParts) return {};
        const std::string_view text = without_quotes(pending.back());
        pending.pop_back();
        const std::vector<std::string_view> alternatives = parts_of(text, '|');
        if (alternatives.size() > 1) {
            pending.insert(pending.end(), alternatives.begin(), alternatives.end());
            continue;
        }
        result.or_none |= text == "None";
        if (text == "None") continue;
        const std::size_t bracket = std::min(text.find('['), text.size());
        const std::string name = resolved(trimmed(text.substr(0, bracket)));
        result.or_none |= name == "typing.Optional";
        const bool wraps = is_one_of(name, "typing.Optional", "typing.Union") ||
                           is_one_of(name, "typing.Annotated", "typing.Final");
        if (wraps && bracket < text.size() && text.back() == ']') {
            std::vector<std::string_view> inner =
                parts_of(text.substr(bracket + 1, text.size() - bracket - 2), ',');
            if (name == "typing.Annotated") inner.resize(1);
            pending.insert(pending.end(), inner.begin(), inner.end());
            continue;
        }
        if (name.empty() || (!result.name.empty() && result.name != name)) return {};
        result.name = name;
    }
    return result;
}

// The dotted name, as far as it is one of a library or a builtin; else empty.
std::string library_name(const project::Meanings& first, std::string_view dotted) {
    if (first.any.empty()) return std::string(dotted);
    const std::string member = first.only_library();
    return member.empty() ? std::string() : continued(member, dotted);
}

}  // namespace

Annotated annotated(const GlobalReader& globals, std::string_view written) {
    return read_annotation(written, [&](std::string_view dotted) -> std::string {
        const GlobalName& known = globals.called(first_name(dotted));
        if (known.what == GlobalName::What::unbound) return std::string(dotted);
        return known.what == GlobalName::What::library ? continued(known.dotted, dotted) : std::string();
    });
}

Annotated annotated(const project::Project& project, program::ModuleId module, std::string_view written) {
    return read_annotation(written, [&](std::string_view dotted) -> std::string {
        return library_name(project.member(module, first_name(dotted)), dotted);
    });
}

CodeId annotated_class(const project::Project& project, program::ModuleId module, std::string_view written) {
    using What = project::Meaning::What;
    const auto only = [](const project::Meanings& it, What what) {
        return it.any.size() == 1 && it.any.front().what == what ? &it.any.front() : nullptr;
    };
    CodeId found;
    const Annotated type = read_annotation(written, [&](std::string_view dotted) -> std::string {
        const std::string_view first = first_name(dotted);
        project::Meanings known = project.member(module, first);
        if (const auto* const inside = only(known, What::module); inside != nullptr && first != dotted)
            known = project.attribute(*inside, dotted.substr(first.size() + 1));
        if (const auto* const named = only(known, What::class_)) {
            found = named->code;
            return "class " + project.name(named->code);
        }
        return library_name(known, dotted);
    });
    return type.name.starts_with("class ") ? found : CodeId{};
}

// A whole number may stand for one with a fraction, and a truth for a whole number.
models::Kinds values_named(std::string_view name) {
    using models::Kind;
    if (name == "str") return Kind::string;
    if (name == "bytes") return Kind::bytes;
    if (name == "bool") return Kind::boolean;
    if (name == "int") return models::Kinds(Kind::integer) | Kind::boolean;
    if (name == "float") return models::Kinds(Kind::floating) | Kind::integer | Kind::boolean;
    return {};
}

heap::Shape shape_named(const models::Library& library, std::string_view name) {
    const std::string_view class_name = without_alias(name);
    const bool is_abstract = class_name == "object" || class_name.starts_with("collections.abc.") ||
                             class_name.starts_with("typing.");
    const models::Class* const known =
        class_name.empty() || is_abstract ? nullptr : library.find_class(class_name);
    if (known == nullptr) return {};
    // The builtin containers go by their kind.
    const bool is_plain = models::find_kind(class_name) == known->kind;
    return {known->kind, is_plain ? heap::ClassName{} : heap::ClassName{known->name, {}}};
}

}  // namespace doppelint::analysis
