#pragma once

#include <string>
#include <string_view>

#include "report/figure_layout.h"

namespace doppelint::report {

/// Elements of an SVG picture, one a line.
class SvgText {
  public:
    void text(Point at, std::string_view classes, std::string_view content);
    void box(Point corner, Point size, std::string_view classes);
    void line(Point from, Point to, std::string_view classes);
    void dot(Point at, std::string_view classes);
    /// A curve along the route, and its head at the end.
    void arrow(const Route& route, std::string_view classes, std::string_view classes_of_head);
    /// A straight one, up or down.
    void upright_arrow(Point from, Point to, std::string_view classes, std::string_view classes_of_head);

    [[nodiscard]] const std::string& written() const { return text_; }

  private:
    void head(Point tip, Point base, std::string_view classes);

    std::string text_;
};

}  // namespace doppelint::report
