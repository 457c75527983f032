#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/global_names.h"
#include "lowering/lower.h"
#include "models/intent.h"
#include "models/model.h"
#include "project/function_names.h"
#include "syntax/parser.h"
#include "views/heap_view.h"

namespace doppelint::views {

/// A program in memory, and the pictures of its heap. Its module is called `app`.
class Pictures {
  public:
    explicit Pictures(std::string text, heap::Policy policy = heap::Policy::report, heap::Limits limits = {})
        : file_(source::make_source("app.py", std::move(text)).value()),
          tree_(syntax::Parser().parse(file_.text)),
          module_(lowering::lower(tree_, {})),
          globals_(module_),
          methods_(module_),
          unit_{file_, tree_, module_, project::function_names(module_, "app")},
          context_{module_,  globals_, methods_, models::Library::standard(), models::Intent::standard(),
                   {11, 14}, policy,   limits} {}

    [[nodiscard]] const Unit& unit() const { return unit_; }
    [[nodiscard]] const source::SourceFile& file() const { return file_; }

    [[nodiscard]] FunctionView function(std::string_view name, const PictureLimits& limits = {}) const {
        for (std::uint32_t at = 0; at < module_.functions.size(); ++at) {
            if (unit_.function_names[at] == name) {
                return heap_view(unit_, program::FunctionId{at}, unit_.function_names[at], context_, limits);
            }
        }
        return {};
    }

    /// After the statement at the line, as `doppelint heap` finds it.
    [[nodiscard]] StatementView at(std::uint32_t line, const PictureLimits& limits = {}) const {
        for (const program::FunctionId it : functions_around(unit_, line)) {
            const FunctionView view =
                heap_view(unit_, it, unit_.function_names[it.index()], context_, limits);
            if (const StatementView* const found = statement_at(view, line)) return *found;
        }
        return {};
    }

  private:
    source::SourceFile file_;
    syntax::Tree tree_;
    program::Module module_;
    analysis::GlobalNames globals_;
    analysis::Methods methods_;
    Unit unit_;
    analysis::Context context_;
};

/// The names of a statement, each with its objects: "a=o1 b=o2|o3".
inline std::string names_of(const StatementView& view) {
    std::string text;
    for (const NameView& it : view.names) {
        if (!text.empty()) text += " ";
        text += it.name + "=";
        for (std::size_t at = 0; at < it.objects.size(); ++at) {
            text += (at == 0 ? "o" : "|o") + std::to_string(it.objects[at]);
        }
    }
    return text;
}

/// "a b, a c"
inline std::string text_of(const std::vector<PairView>& pairs) {
    std::string text;
    for (const PairView& it : pairs) text += (text.empty() ? "" : ", ") + it.first + " " + it.second;
    return text;
}

inline const ObjectView& object_of(const StatementView& view, std::string_view name) {
    static const ObjectView none;
    for (const NameView& it : view.names) {
        if (it.name != name || it.objects.size() != 1) continue;
        for (const ObjectView& object : view.objects) {
            if (object.number == it.objects.front()) return object;
        }
    }
    return none;
}

/// "[0]=o2 [1]=o2"
inline std::string slots_of(const ObjectView& object) {
    std::string text;
    for (const SlotView& it : object.slots) {
        if (!text.empty()) text += " ";
        text += it.slot + "=";
        for (std::size_t at = 0; at < it.objects.size(); ++at) {
            text += (at == 0 ? "o" : "|o") + std::to_string(it.objects[at]);
        }
    }
    return text;
}

}  // namespace doppelint::views
