#include "report/summaries.h"

#include <nlohmann/json.hpp>

#include "report/one_line.h"

namespace doppelint::report {
namespace {

using Json = nlohmann::ordered_json;
using views::SummaryPlace;
using views::SummaryView;

template <class T>
std::string listed(const std::vector<T>& items, std::string_view between) {
    std::string result;
    for (const auto& it : items) {
        if (!result.empty()) result += between;
        result += on_one_line(it);
    }
    return result;
}

std::string any_of(const std::vector<std::string>& things) {
    return things.empty() ? "nothing" : listed(things, " or ");
}

std::string line_of(const SummaryPlace& place) {
    if (place.line == 0) return "";
    const std::string cell = place.cell != 0 ? "cell " + std::to_string(place.cell) + " " : "";
    return cell + "line " + std::to_string(place.line);
}

/// Writes one function's summary, a sentence a line.
class Text {
  public:
    explicit Text(const SummaryView& view) : view_(view) {}

    std::string write() {
        text_ = on_one_line(view_.function) + "(" + listed(view_.parameters, ", ") + ")";
        if (!view_.place.path.empty()) text_ += "  " + on_one_line(view_.place.path);
        if (view_.place.line != 0) text_ += ", " + line_of(view_.place);
        text_ += "\n";
        if (!view_.known) {
            say("nothing is known of a call");
            return text_;
        }
        if (view_.incomplete) say("may do anything else, too");
        if (!view_.returns) say("never returns");
        if (view_.returns) say("returns " + any_of(view_.results));
        if (!view_.yielded.empty()) say("yields " + any_of(view_.yielded));
        for (const SummaryView::Made& it : view_.made) say(it);
        for (const SummaryView::Holds& it : view_.holds) {
            say(on_one_line(it.slot) + " is " + any_of(it.values) + (it.may_hold_more ? " or more" : ""));
        }
        for (const SummaryView::Changes& it : view_.changes) say(it);
        for (const std::string& it : view_.consumed) say("walks " + on_one_line(it) + " to its end");
        for (const SummaryView::Open& it : view_.open) say(it);
        if (!view_.asked.empty()) say("would like to know what " + listed(view_.asked, ", ") + " is");
        if (!view_.assumptions.empty()) say("assumes " + listed(view_.assumptions, ", "));
        return text_;
    }

  private:
    void say(const std::string& sentence) { text_ += "  " + sentence + "\n"; }

    void say(const SummaryView::Made& it) {
        std::string sentence = on_one_line(it.name) + " is " + (it.many ? "any number of new " : "a new ") +
                               on_one_line(it.kind);
        if (!it.copied.empty()) sentence += ", a copy of " + on_one_line(it.copied);
        if (it.unknown) sentence += ", of which the content is not known";
        if (it.consumed) sentence += ", at its end";
        say(sentence);
    }

    void say(const SummaryView::Changes& it) {
        std::string sentence =
            std::string(it.must ? "" : "maybe ") + std::string(it.how) + ": " + on_one_line(it.thing);
        if (!it.key.empty()) sentence += "[" + on_one_line(it.key) + "]";
        if (it.place.line != 0) sentence += " (" + line_of(it.place) + ")";
        if (!it.assumptions.empty()) sentence += ", assuming " + listed(it.assumptions, ", ");
        say(sentence);
    }

    void say(const SummaryView::Open& it) {
        std::string sentence = "leaves open that ";
        if (it.claim == "copy") {
            sentence += any_of(it.copies) + " is independent of " + any_of(it.sources);
        } else if (it.claim == "walk") {
            sentence += any_of(it.sources) + " does not change while it yields";
        } else {
            sentence += any_of(it.sources) + " does not change while `" + it.attribute + "` of " +
                        any_of(it.copies) + " holds it";
        }
        if (it.place.line != 0) {
            sentence += " (" + (it.function != view_.function ? on_one_line(it.function) + ", " : "") +
                        line_of(it.place) + ")";
        }
        say(sentence);
    }

    const SummaryView& view_;
    std::string text_;
};

void add_place(Json& into, const SummaryPlace& place) {
    if (!place.path.empty()) into["path"] = place.path;
    if (place.cell != 0) into["cell"] = place.cell;
    if (place.line != 0) into["line"] = place.line;
}

Json to_json(const SummaryView& view) {
    Json result{{"function", view.function}};
    add_place(result, view.place);
    result["parameters"] = view.parameters;
    result["known"] = view.known;
    if (!view.known) return result;
    result["returns"] = view.returns;
    result["incomplete"] = view.incomplete;
    result["results"] = view.results;
    result["yielded"] = view.yielded;
    Json made = Json::object();
    for (const SummaryView::Made& it : view.made) {
        Json one{{"kind", it.kind}, {"many", it.many}};
        if (!it.copied.empty()) one["copied"] = it.copied;
        one["unknown"] = it.unknown;
        one["exact"] = it.exact;
        made[it.name] = std::move(one);
    }
    result["made"] = std::move(made);
    Json holds = Json::object();
    for (const SummaryView::Holds& it : view.holds) holds[it.slot] = it.values;
    result["holds"] = std::move(holds);
    Json changes = Json::array();
    for (const SummaryView::Changes& it : view.changes) {
        Json one{{"thing", it.thing}, {"how", it.how}, {"must", it.must}};
        if (!it.key.empty()) one["key"] = it.key;
        add_place(one, it.place);
        one["assumptions"] = it.assumptions;
        changes.push_back(std::move(one));
    }
    result["changes"] = std::move(changes);
    result["consumed"] = view.consumed;
    Json open = Json::array();
    for (const SummaryView::Open& it : view.open) {
        Json one{{"claim", it.claim}, {"copies", it.copies}, {"sources", it.sources}};
        if (!it.attribute.empty()) one["attribute"] = it.attribute;
        one["function"] = it.function;
        add_place(one, it.place);
        open.push_back(std::move(one));
    }
    result["open"] = std::move(open);
    result["asked"] = view.asked;
    result["assumptions"] = view.assumptions;
    return result;
}

}  // namespace

std::string render_summaries_text(const std::vector<SummaryView>& views) {
    std::string result;
    for (const SummaryView& it : views) {
        if (!result.empty()) result += "\n";
        result += Text(it).write();
    }
    return result;
}

std::string render_summaries_json(const std::vector<SummaryView>& views) {
    Json result = Json::array();
    for (const SummaryView& it : views) result.push_back(to_json(it));
    return result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace doppelint::report
