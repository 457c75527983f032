#include "report/heap_svg.h"

#include <algorithm>
#include <utility>

#include "report/figure_layout.h"
#include "report/heap_legend.h"
#include "report/heap_shapes.h"
#include "report/markup.h"
#include "report/svg_text.h"
#include "report/words.h"

namespace doppelint::report {
namespace {

constexpr int kMargin = 20;
constexpr int kHeading = 52;  // the place and the line of code
constexpr int kColumnHeads = 26;
constexpr int kNarrowest = 360;
constexpr int kNarrowestWithRemarks = 600;
constexpr int kStacked = 5;      // how far the box behind a box stands out
constexpr int kFromCorner = 24;  // where an arrow between neighbors of a column stands

/// Where a picture goes.
enum class Setting : std::uint8_t { alone, in_page };

std::string_view class_of(Sharing sharing) {
    switch (sharing) {
        case Sharing::none: return "heap-box";
        case Sharing::possible: return "heap-maybe-shared";
        case Sharing::certain: return "heap-shared";
    }
    return "heap-box";
}

std::string description_of(const Figure& figure) {
    std::string text =
        counted(figure.names.size(), "name") + " and " + counted(figure.boxes.size(), "object") + ".";
    for (const FigureBox& it : figure.boxes) {
        if (it.sharing == Sharing::none) continue;
        text += " The " + it.title + (it.place.empty() ? "" : " of " + it.place) + " is " + it.holders + ".";
    }
    return text;
}

class Picture {
  public:
    explicit Picture(const Figure& figure) : figure_(figure), names_(name_column(figure.names)) {
        nodes_.assign(figure.names.size(), {names_.width, NameColumn::kHeight, true});
        for (const FigureBox& it : figure.boxes) {
            box_shapes_.push_back(box_shape(it));
            nodes_.push_back({box_shapes_.back().width, box_shapes_.back().height, false});
        }
        find_edges();
        layout_ = figure_layout(nodes_, edges_);
    }

    std::string draw(Setting setting) && {
        draw_heading();
        draw_column_heads();
        for (std::uint32_t at = 0; at < figure_.boxes.size(); ++at) draw_copies(at);
        for (std::uint32_t at = 0; at < figure_.boxes.size(); ++at) draw_box(at);
        for (std::size_t at = 0; at < figure_.names.size(); ++at) draw_name(at);
        for (std::size_t at = 0; at < edges_.size(); ++at) draw_arrow(at);
        const int width = width_of_picture();
        const int below = kMargin + kHeading + (nodes_.empty() ? 0 : kColumnHeads + layout_.height + 20);
        const int bottom = draw_legend(figure_, {kMargin, below}, width - 2 * kMargin, svg_);
        return framed(setting, {width, bottom + kMargin - 6});
    }

  private:
    /// An arrow to be drawn, beside its edge.
    struct Line {
        Sharing sharing = Sharing::none;  ///< of the box
        bool is_certain = false;
    };

    [[nodiscard]] std::uint32_t node_of_box(std::uint32_t box) const {
        return static_cast<std::uint32_t>(figure_.names.size()) + box;
    }

    void find_edges() {
        for (std::uint32_t at = 0; at < figure_.names.size(); ++at) {
            add_edges(figure_.names[at], at, NameColumn::kPort);
        }
        for (std::uint32_t box = 0; box < figure_.boxes.size(); ++box) {
            for (std::size_t row = 0; row < figure_.boxes[box].rows.size(); ++row) {
                add_edges(figure_.boxes[box].rows[row], node_of_box(box), box_shapes_[box].port_y(row));
            }
        }
    }

    void add_edges(const FigureRow& row, std::uint32_t from, int from_y) {
        for (const FigureArrow& it : row.arrows) {
            edges_.push_back({from, node_of_box(it.box), from_y, kArrival});
            lines_.push_back({figure_.boxes[it.box].sharing, it.is_certain});
        }
    }

    [[nodiscard]] static Point moved(Point it) {
        return {it.x + kMargin, it.y + kMargin + kHeading + kColumnHeads};
    }
    [[nodiscard]] Point corner_of(std::uint32_t node) const { return moved(layout_.corners[node]); }

    [[nodiscard]] int width_of_picture() const {
        const int heading =
            std::max(text_width(place_of_figure(), Font::words), text_width(figure_.code, Font::code));
        // Arrows that lead back bend out to the right.
        const bool bends = std::ranges::any_of(layout_.routes, [](const Route& it) {
            return it.leaves == Side::right && it.arrives == Side::right;
        });
        const int narrowest = figure_.remarks.empty() ? kNarrowest : kNarrowestWithRemarks;
        return std::max({narrowest, heading, layout_.width + kStacked + (bends ? 40 : 0)}) + 2 * kMargin;
    }

    [[nodiscard]] std::string place_of_figure() const { return figure_.place + ", in " + figure_.function; }

    void draw_heading() {
        svg_.text({kMargin, kMargin + 12}, "heap-quiet", place_of_figure());
        svg_.text({kMargin, kMargin + 34}, "heap-code", figure_.code);
    }

    void draw_column_heads() {
        if (nodes_.empty()) return;
        const int y = kMargin + kHeading + 8;
        if (!figure_.names.empty()) svg_.text({kMargin, y}, "heap-head", "NAMES");
        for (std::uint32_t at = 0; at < figure_.boxes.size(); ++at) {
            if (layout_.columns[node_of_box(at)] != 1) continue;
            return svg_.text({corner_of(node_of_box(at)).x, y}, "heap-head", "OBJECTS");
        }
    }

    void draw_name(std::size_t at) {
        const FigureRow& name = figure_.names[at];
        const Point corner = corner_of(static_cast<std::uint32_t>(at));
        const int y = corner.y + NameColumn::kLetters;
        svg_.text({corner.x + names_.labels_end, y}, "heap-title heap-end", name.label);
        draw_value(name, {corner.x + names_.labels_end + kGapOfValue, y});
    }

    void draw_value(const FigureRow& row, Point at) {
        if (!row.value.empty()) svg_.text(at, row.is_code ? "heap-code heap-quiet" : "heap-quiet", row.value);
    }

    void draw_box(std::uint32_t at) {
        const FigureBox& box = figure_.boxes[at];
        const BoxShape& shape = box_shapes_[at];
        const Point corner = corner_of(node_of_box(at));
        if (box.is_several) {
            svg_.box({corner.x + kStacked, corner.y + kStacked}, {shape.width, shape.height},
                     class_of(box.sharing));
        }
        svg_.box(corner, {shape.width, shape.height}, class_of(box.sharing));
        svg_.text({corner.x + kPadding, corner.y + shape.title_y}, "heap-title", box.title);
        if (!box.place.empty()) {
            svg_.text({corner.x + shape.width - kPadding, corner.y + shape.title_y}, "heap-quiet heap-end",
                      box.place);
        }
        for (const BoxLine& it : shape.lines) draw_line(it, corner);
        if (box.rows.empty()) return;
        const int y = corner.y + shape.rows_begin;
        svg_.line({corner.x + 1, y}, {corner.x + shape.width - 1, y}, "heap-rule");
        for (std::size_t row = 0; row < box.rows.size(); ++row) {
            const int letters = corner.y + shape.row_y[row];
            svg_.text({corner.x + kPadding, letters}, "heap-code", box.rows[row].label);
            draw_value(box.rows[row], {corner.x + shape.values_x, letters});
        }
        if (!box.more.empty())
            svg_.text({corner.x + kPadding, corner.y + shape.more_y}, "heap-quiet", box.more);
    }

    void draw_line(const BoxLine& line, Point corner) {
        std::string_view classes = "heap-quiet";
        if (line.what == BoxLine::What::shared) classes = "heap-shared-text";
        if (line.what == BoxLine::What::changed) classes = "heap-changed-text";
        svg_.text({corner.x + kPadding, corner.y + line.y}, classes, line.text);
    }

    void draw_arrow(std::size_t at) {
        const Line& line = lines_[at];
        Route route = layout_.routes[at];
        for (Point& it : route.points) it = moved(it);
        // The port of a slot lies in its box; an arrow of a name begins behind what is written.
        const std::uint32_t from = edges_[at].from;
        if (from >= figure_.names.size()) {
            route.points.front().x += route.leaves == Side::right ? -8 : 4;
        } else {
            const Point begin{corner_of(from).x + arrows_begin(names_, figure_.names[from]),
                              route.points.front().y};
            if (begin.x < route.points.front().x) route.points.insert(route.points.begin(), begin);
        }
        std::string classes = "heap-arrow";
        std::string point = "heap-point";
        if (line.sharing != Sharing::none) {
            classes += " heap-to-shared";
            point = "heap-point-to-shared";
        }
        svg_.dot(route.points.front(), point);
        if (!line.is_certain) classes += " heap-may";
        svg_.arrow(route, classes, point);
    }

    // From a copy to what it was made of.
    void draw_copies(std::uint32_t at) {
        for (const std::uint32_t source : figure_.boxes[at].copied_from) {
            const std::uint32_t from = node_of_box(at);
            const std::uint32_t to = node_of_box(source);
            if (are_neighbors(from, to)) {
                const int x = corner_of(from).x + kFromCorner;
                const bool is_above = corner_of(from).y < corner_of(to).y;
                svg_.upright_arrow({x, is_above ? bottom_of(from) : corner_of(from).y},
                                   {x, is_above ? corner_of(to).y : bottom_of(to)}, "heap-copy",
                                   "heap-point-copy");
            } else if (from != to) {
                svg_.arrow(route_of_copy(from, to), "heap-copy", "heap-point-copy");
            }
        }
    }

    [[nodiscard]] int bottom_of(std::uint32_t node) const { return corner_of(node).y + nodes_[node].height; }

    // Whether they stand one below the other, and nothing between.
    [[nodiscard]] bool are_neighbors(std::uint32_t one, std::uint32_t other) const {
        if (one == other || layout_.columns[one] != layout_.columns[other]) return false;
        const auto [top, bottom] = std::minmax(layout_.corners[one].y, layout_.corners[other].y);
        for (std::uint32_t at = node_of_box(0); at < nodes_.size(); ++at) {
            const int y = layout_.corners[at].y;
            if (layout_.columns[at] == layout_.columns[one] && top < y && y < bottom) return false;
        }
        return true;
    }

    [[nodiscard]] Route route_of_copy(std::uint32_t from, std::uint32_t to) const {
        const Point begin = corner_of(from);
        const Point end = corner_of(to);
        Route route;
        route.leaves = layout_.columns[to] > layout_.columns[from] ? Side::right : Side::left;
        route.arrives = layout_.columns[to] < layout_.columns[from] ? Side::right : Side::left;
        const int x = route.leaves == Side::right ? begin.x + nodes_[from].width : begin.x;
        const int to_x = route.arrives == Side::right ? end.x + nodes_[to].width : end.x;
        const bool is_below = begin.y > end.y;
        route.points = {{x, begin.y + (is_below ? 6 : nodes_[from].height - 8)},
                        {to_x, end.y + (is_below ? nodes_[to].height - 8 : 6)}};
        return route;
    }

    [[nodiscard]] std::string framed(Setting setting, Point size) const {
        const std::string width = std::to_string(size.x);
        const std::string height = std::to_string(size.y);
        std::string text = "<svg";
        // In a page the parser knows what an SVG picture is.
        if (setting == Setting::alone) text += " xmlns=\"http://www.w3.org/2000/svg\"";
        text += R"( class="heap-picture" role="img" width=")" + width + "\" height=\"" + height +
                "\" viewBox=\"0 0 " + width + " " + height + "\">\n<title>" +
                markup("Names and objects at " + place_of_figure()) + "</title>\n<desc>" +
                markup(description_of(figure_)) + "</desc>\n";
        if (setting == Setting::alone) {
            text += "<style>" + std::string(kHeapStyle) + "</style>\n<rect class=\"heap-page\" width=\"" +
                    width + "\" height=\"" + height + "\"/>\n";
        }
        return text + svg_.written() + "</svg>\n";
    }

    const Figure& figure_;
    NameColumn names_;
    std::vector<BoxShape> box_shapes_;
    std::vector<LayoutNode> nodes_;  ///< names, then boxes
    std::vector<LayoutEdge> edges_;
    std::vector<Line> lines_;  ///< by edge
    FigureLayout layout_;
    SvgText svg_;
};

}  // namespace

std::string render_heap_svg(const views::HeapRecord& record) {
    const Figure figure = heap_figure(record);
    return Picture(figure).draw(Setting::alone);
}

std::string render_heap_svg_in_page(const views::HeapRecord& record) {
    const Figure figure = heap_figure(record);
    return figure.boxes.empty() ? std::string() : Picture(figure).draw(Setting::in_page);
}

}  // namespace doppelint::report
