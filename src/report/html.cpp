#include "report/html.h"

#include <algorithm>
#include <set>
#include <utility>

#include "report/heap_svg.h"
#include "report/html_parts.h"
#include "report/marks.h"
#include "report/markup.h"
#include "report/one_line.h"
#include "report/piece.h"
#include "report/summary.h"

namespace doppelint::report {
namespace {

using findings::Finding;

/// Of a line with more characters, so many around the marked part are shown.
constexpr std::uint32_t kWidestLine = 400;

std::string element(std::string_view name, std::string_view attributes, const std::string& content) {
    std::string result = "<" + std::string(name);
    if (!attributes.empty()) result.append(" ").append(attributes);
    return result + ">" + content + "</" + std::string(name) + ">";
}

std::string with_class(std::string_view name) {
    return "class=\"" + std::string(name) + "\"";
}

// What stands between backticks is code.
std::string sentence(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t opens = std::min(text.find('`'), text.size());
        const std::size_t closes = text.find('`', opens + 1);
        if (closes == std::string_view::npos) break;
        result += markup(text.substr(0, opens));
        result += element("code", "", markup(text.substr(opens + 1, closes - opens - 1)));
        text.remove_prefix(closes + 1);
    }
    return result + markup(text);
}

class Frame {
  public:
    Frame(const Finding& finding, const Quotes& quotes)
        : finding_(finding), quotes_(quotes), before_(&finding.place) {}

    std::string draw() && {
        for (const Mark& it : marks_of(finding_, Steps::shown)) draw(it);
        return element("pre", "", text_);
    }

  private:
    void draw(const Mark& mark) {
        const findings::Place& place = *mark.place;
        if (!in_same_text(place, *before_)) {
            text_ += element("div", with_class("place"), markup(shown(place)));
        }
        before_ = &place;
        draw_line(mark, quotes_.line_of(place).value_or(""));
        if (mark.label.empty()) return;
        text_ += element("div", with_class(mark.is_main ? "note main" : "note"), sentence(mark.label));
    }

    void draw_line(const Mark& mark, std::string_view line) {
        const findings::Place& place = *mark.place;
        const Piece piece = piece_of(line, stretch_of(place), kWidestLine);
        const std::string marked =
            element("mark", mark.is_main ? with_class("main") : "", markup(piece.marked));
        const std::string text = markup(piece.before) + marked + markup(piece.after);
        const std::string number = std::to_string(place.start.line);
        text_ += element("div", with_class("line"),
                         element("span", with_class("number"), number) + element("span", "", text));
    }

    const Finding& finding_;
    const Quotes& quotes_;
    const findings::Place* before_;
    std::string text_;
};

std::string fix_of(const findings::Fix& fix) {
    const bool is_safe = fix.applicability == findings::Applicability::safe;
    const std::string how =
        is_safe ? "safe, `doppelint check --fix`" : "unsafe, `doppelint check --fix --unsafe-fixes`";
    return element("p", with_class("fix"), "Fix: " + sentence(fix.message + " (" + how + ")")) + "\n";
}

// `path:41:5` without the path, which stands above.
std::string place_in_file(const findings::Place& place) {
    const std::string cell = place.cell == 0 ? "" : "cell " + std::to_string(place.cell) + ", ";
    return cell + "line " + std::to_string(place.start.line) + ", column " +
           std::to_string(place.start.column);
}

/// The picture of the heap at one finding: the page's first is seen, the others open on request.
class FoldedPictures {
  public:
    explicit FoldedPictures(const Pictures& pictures) : pictures_(pictures.of_finding) {}

    [[nodiscard]] std::string at(std::size_t finding) const {
        const auto found = pictures_.find(finding);
        if (found == pictures_.end()) return {};
        const std::string_view attributes = found == pictures_.begin() ? "open" : "";
        return element("details", attributes,
                       element("summary", "", "The heap after this line") + "\n" + found->second) +
               "\n";
    }

  private:
    const std::map<std::size_t, std::string>& pictures_;
};

std::string article_of(const Finding& finding, const Quotes& quotes, const std::string& picture) {
    const std::string attributes = "data-rule=\"" + markup(finding.code) + "\" data-confidence=\"" +
                                   std::string(name_of(finding.confidence)) + "\" data-path=\"" +
                                   markup(finding.place.path) + "\"";
    const std::string code =
        element("span", with_class("code " + std::string(name_of(finding.severity))), markup(finding.code));
    const std::string facts = markup(finding.name) + ", " + std::string(name_of(finding.confidence)) + ", " +
                              place_in_file(finding.place);
    std::string content = "\n" + element("p", with_class("message"), code + " " + sentence(finding.message));
    content += "\n" + element("p", with_class("where"), facts) + "\n";
    content += Frame(finding, quotes).draw() + "\n";
    if (finding.fix) content += fix_of(*finding.fix);
    content += picture;
    return element("article", attributes, content) + "\n";
}

std::string sections_of(const Told& told) {
    std::string result;
    const FoldedPictures pictures(told.pictures);
    for (std::size_t at = 0; at < told.findings.size();) {
        const std::string& path = told.findings[at].place.path;
        std::string content = "\n" + element("h2", "", markup(path)) + "\n";
        for (; at < told.findings.size() && told.findings[at].place.path == path; ++at) {
            content += article_of(told.findings[at], told.quotes, pictures.at(at));
        }
        result += element("section", "", content) + "\n";
    }
    return result;
}

std::string option(std::string_view value, std::string_view text) {
    return element("option", "value=\"" + markup(value) + "\"", markup(text));
}

std::string chooser(std::string_view label, std::string_view name, const std::string& options) {
    return element("label", "",
                   std::string(label) + " " +
                       element("select", "name=\"" + std::string(name) + "\"", option("", "all") + options));
}

// Hidden until the script shows it: without one, nothing would answer.
std::string filters_of(std::span<const Finding> findings) {
    std::set<std::pair<std::string, std::string>> rules;
    std::set<findings::Confidence> confidences;
    for (const Finding& it : findings) {
        rules.emplace(it.code, it.name);
        confidences.insert(it.confidence);
    }
    std::string of_rules;
    for (const auto& [code, name] : rules) {
        of_rules.append(option(code, std::string(code).append(" ").append(name)));
    }
    std::string of_confidences;
    for (const findings::Confidence it : confidences) of_confidences.append(option(name_of(it), name_of(it)));
    return element("form", "hidden",
                   "\n" + chooser("Rule", "rule", of_rules) + "\n" +
                       chooser("Confidence", "confidence", of_confidences) +
                       "\n<label>Text <input name=\"text\" type=\"search\"></label>\n<output></output>\n") +
           "\n";
}

}  // namespace

std::string render_html(const Told& told) {
    std::string body = "\n<header>\n<h1>doppelint</h1>\n";
    body += element("p", with_class("quiet"), summary({told.findings.size(), told.files})) + "\n";
    if (told.pictures.are_cut) {
        const std::string text = "Only the first " + std::to_string(kMostPictures) +
                                 " have a picture of the heap; `doppelint heap PATH:LINE --format svg` draws "
                                 "that of any line.";
        body += element("p", with_class("quiet"), sentence(text)) + "\n";
    }
    body += "</header>\n";
    body += filters_of(told.findings) + element("main", "", "\n" + sections_of(told)) + "\n";
    body += element("script", "", std::string(kHtmlScript)) + "\n";
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>doppelint: " +
           summary({told.findings.size(), told.files}) + "</title>\n" +
           element("style", "", std::string(kHtmlStyle) + std::string(kHeapStyle)) + "\n</head>\n" +
           element("body", "", body) + "\n</html>\n";
}

}  // namespace doppelint::report
