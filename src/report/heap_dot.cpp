#include "report/heap_dot.h"

#include <string_view>

#include "report/heap_figure.h"
#include "report/markup.h"

namespace doppelint::report {
namespace {

constexpr std::string_view kInk = "#1c2024";
constexpr std::string_view kQuiet = "#5f6873";
constexpr std::string_view kLine = "#98a2ad";
constexpr std::string_view kFill = "#f6f7f9";
constexpr std::string_view kShared = "#c2570c";
constexpr std::string_view kSharedFill = "#fff1dc";
constexpr std::string_view kChanged = "#b3261e";

std::string in_color(std::string_view color, std::string_view text) {
    return "<FONT COLOR=\"" + std::string(color) + "\">" + markup(text) + "</FONT>";
}

std::string cell(std::string_view attributes, const std::string& content) {
    return "<TD ALIGN=\"LEFT\"" + std::string(attributes) + ">" + content + "</TD>";
}

std::string row(const std::string& cells) {
    return "<TR>" + cells + "</TR>";
}

std::string whole_row(const std::string& content) {
    return row(cell(" COLSPAN=\"2\"", content));
}

std::string port(std::size_t row) {
    return "s" + std::to_string(row);
}

/// Writes the graph, a statement a line.
class Graph {
  public:
    explicit Graph(const Figure& figure) : figure_(figure) {}

    std::string write() && {
        text_ = "digraph heap {\n";
        line("rankdir=LR; nodesep=0.25; ranksep=0.9; fontname=\"sans-serif\"; labelloc=t; labeljust=l;");
        line(R"(node [shape=plain, fontname="monospace", fontsize=11, fontcolor=")" + std::string(kInk) +
             "\"];");
        line("edge [arrowsize=0.7, color=\"" + std::string(kInk) + "\"];");
        line("label=<" + heading() + ">;");
        for (std::size_t at = 0; at < figure_.names.size(); ++at) write_name(at);
        write_rank_of_names();
        for (const FigureBox& it : figure_.boxes) write_box(it);
        for (std::size_t at = 0; at < figure_.names.size(); ++at)
            write_arrows(figure_.names[at], "n" + std::to_string(at));
        for (const FigureBox& it : figure_.boxes) {
            for (std::size_t at = 0; at < it.rows.size(); ++at)
                write_arrows(it.rows[at], it.id + ":" + port(at) + ":e");
            write_copies(it);
        }
        return std::move(text_) + "}\n";
    }

  private:
    void line(const std::string& text) { text_ += "  " + text + "\n"; }

    [[nodiscard]] std::string heading() const {
        constexpr std::string_view kEnd = "<BR ALIGN=\"LEFT\"/>";
        std::string text = markup(figure_.place + ", in " + figure_.function) + std::string(kEnd);
        if (!figure_.code.empty()) text += markup(figure_.code) + std::string(kEnd);
        for (const std::string& it : figure_.remarks) text += in_color(kQuiet, it) + std::string(kEnd);
        return text;
    }

    void write_name(std::size_t at) {
        const FigureRow& name = figure_.names[at];
        std::string label = "<B>" + markup(name.label) + "</B>";
        if (!name.value.empty()) label += "  " + in_color(kQuiet, name.value);
        line("n" + std::to_string(at) + " [label=<" + label + ">, shape=plaintext];");
    }

    void write_rank_of_names() {
        if (figure_.names.empty()) return;
        std::string names;
        for (std::size_t at = 0; at < figure_.names.size(); ++at) names += " n" + std::to_string(at) + ";";
        line("{ rank=same;" + names + " }");
    }

    void write_box(const FigureBox& box) {
        const bool is_shared = box.sharing != Sharing::none;
        std::string title = "<B>" + markup(box.title) + "</B>";
        if (!box.place.empty()) title += "  " + in_color(kQuiet, box.place);
        std::string rows = row(cell(R"( COLSPAN="2" PORT="head")", title));
        if (!box.holders.empty()) rows += whole_row("<B>" + in_color(kShared, box.holders) + "</B>");
        if (!box.change.empty()) rows += whole_row(in_color(kChanged, box.change));
        for (const std::string& it : box.notes) rows += whole_row(in_color(kQuiet, it));
        if (!box.rows.empty()) rows += "<HR/>";
        for (std::size_t at = 0; at < box.rows.size(); ++at) {
            const FigureRow& it = box.rows[at];
            const std::string value = it.value.empty() ? " " : in_color(kQuiet, it.value);
            rows += row(cell("", markup(it.label)) + cell(" PORT=\"" + port(at) + "\"", value));
        }
        if (!box.more.empty()) rows += whole_row(in_color(kQuiet, box.more));
        const std::string look = std::string(" COLOR=\"") + std::string(is_shared ? kShared : kLine) +
                                 "\" BGCOLOR=\"" + std::string(is_shared ? kSharedFill : kFill) +
                                 "\" BORDER=\"" + (is_shared ? "3" : "1") + "\"" +
                                 (box.sharing == Sharing::possible ? " STYLE=\"DASHED\"" : "");
        line(box.id + " [label=<<TABLE" + look + R"( CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">)" +
             rows + "</TABLE>>];");
    }

    void write_arrows(const FigureRow& row, const std::string& from) {
        for (const FigureArrow& it : row.arrows) {
            const FigureBox& box = figure_.boxes[it.box];
            std::string look = it.is_certain ? "style=solid" : "style=dashed";
            if (box.sharing != Sharing::none)
                look += ", color=\"" + std::string(kShared) + "\", penwidth=1.6";
            std::string arrow = from;
            arrow.append(" -> ").append(box.id).append(":head [").append(look).append("];");
            line(arrow);
        }
    }

    void write_copies(const FigureBox& box) {
        for (const std::uint32_t it : box.copied_from) {
            line(box.id + " -> " + figure_.boxes[it].id + " [style=dotted, color=\"" + std::string(kLine) +
                 "\", fontcolor=\"" + std::string(kQuiet) +
                 R"(", fontname="sans-serif", fontsize=9, label="was copied from", constraint=false];)");
        }
    }

    const Figure& figure_;
    std::string text_;
};

}  // namespace

std::string render_heap_dot(const views::HeapRecord& record) {
    const Figure figure = heap_figure(record);
    return Graph(figure).write();
}

}  // namespace doppelint::report
