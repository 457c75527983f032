#include "report/svg_text.h"

#include <algorithm>
#include <cstdlib>

#include "report/markup.h"

namespace doppelint::report {
namespace {

constexpr int kHeadLength = 8;
constexpr int kHeadWidth = 4;

std::string point(Point it) {
    return std::to_string(it.x) + " " + std::to_string(it.y);
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string number(std::string_view name, int value) {
    return attribute(name, std::to_string(value));
}

// How far a curve goes on in the direction in which it begins.
int reach_of(Point from, Point to, bool is_bend) {
    const int along = std::abs(to.x - from.x);
    if (is_bend) return std::clamp(28 + std::abs(to.y - from.y) / 6, 34, 60);
    return std::max(along / 2, 12);
}

}  // namespace

void SvgText::text(Point at, std::string_view classes, std::string_view content) {
    text_ += "<text" + number("x", at.x) + number("y", at.y);
    if (!classes.empty()) text_ += attribute("class", classes);
    text_ += ">" + markup(content) + "</text>\n";
}

void SvgText::box(Point corner, Point size, std::string_view classes) {
    text_ += "<rect" + number("x", corner.x) + number("y", corner.y) + number("width", size.x) +
             number("height", size.y) + number("rx", 6) + attribute("class", classes) + "/>\n";
}

void SvgText::line(Point from, Point to, std::string_view classes) {
    text_ += "<path d=\"M" + point(from) + "L" + point(to) + "\"" + attribute("class", classes) + "/>\n";
}

void SvgText::dot(Point at, std::string_view classes) {
    text_ += "<circle" + number("cx", at.x) + number("cy", at.y) + attribute("r", "2.5") +
             attribute("class", classes) + "/>\n";
}

void SvgText::arrow(const Route& route, std::string_view classes, std::string_view classes_of_head) {
    const bool is_bend = route.leaves == route.arrives;
    const int out = route.leaves == Side::right ? 1 : -1;
    const int in = route.arrives == Side::right ? 1 : -1;
    std::string way = "M" + point(route.points.front());
    for (std::size_t at = 0; at + 1 < route.points.size(); ++at) {
        const Point from = route.points[at];
        Point to = route.points[at + 1];
        if (at + 2 == route.points.size()) to.x += in * (kHeadLength - 1);
        const int reach = reach_of(from, to, is_bend);
        way += "C" + point({from.x + out * reach, from.y}) + " " + point({to.x + in * reach, to.y}) + " " +
               point(to);
    }
    text_ += "<path d=\"" + way + "\"" + attribute("class", classes) + "/>\n";
    const Point tip = route.points.back();
    head(tip, {tip.x + in * kHeadLength, tip.y}, classes_of_head);
}

void SvgText::upright_arrow(Point from, Point to, std::string_view classes,
                            std::string_view classes_of_head) {
    const int back = from.y < to.y ? -kHeadLength : kHeadLength;
    line(from, {to.x, to.y + back}, classes);
    head(to, {to.x, to.y + back}, classes_of_head);
}

// A triangle; one of the two directions is level.
void SvgText::head(Point tip, Point base, std::string_view classes) {
    const Point aside = tip.y == base.y ? Point{0, kHeadWidth} : Point{kHeadWidth, 0};
    text_ += "<path d=\"M" + point(tip) + "L" + point({base.x - aside.x, base.y - aside.y}) + "L" +
             point({base.x + aside.x, base.y + aside.y}) + "Z\"" + attribute("class", classes) + "/>\n";
}

}  // namespace doppelint::report
