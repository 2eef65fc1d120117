#include "daemon/cli/simulate_drawing.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace vesper::cli {

std::string day_text(LocalDate date) {
    return date::format("%a %d %b %Y", date);
}

std::string hour_text(double hours) {
    constexpr int day = 24 * 60;
    const int minutes = (static_cast<int>(std::floor(hours * 60 + 1e-6)) % day + day) % day;
    char text[8];
    std::snprintf(text, sizeof text, "%02d:%02d", minutes / 60 % 24, minutes % 60);
    return text;
}

std::string offset_text(seconds offset) {
    const long long minutes = std::llabs(offset.count()) / 60;
    std::string text = offset.count() < 0 ? "UTC−" : "UTC+";
    text += std::to_string(minutes / 60);
    const std::string rest = std::to_string(minutes % 60);
    if (minutes % 60 != 0) text += (rest.size() == 1 ? ":0" : ":") + rest;
    return text;
}

void draw_axis(Html& html, double first, double last) {
    constexpr int labels_max = 9;  // as many as fit on a telephone
    const int span = static_cast<int>(std::lround(last - first));
    int step = std::max(1, (span + labels_max - 1) / labels_max);
    while (span % step != 0) ++step;
    html.mark("<div class=\"row axis\" aria-hidden=\"true\"><div class=\"name\"></div>");
    html.mark("<div class=\"ticks\">");
    for (int hour = 0; hour <= span; hour += step)
        html.mark("<span>").text(hour_text(first + hour)).mark("</span>");
    html.mark("</div><div class=\"sum\"></div></div>\n");
}

void draw_bar(Html& html, const Bar& bar, const std::string& title) {
    const double height = bar.most == 0 ? 0 : 100.0 * bar.count / bar.most;
    html.mark("<rect x=\"").tenths(bar.x).mark("\" y=\"").tenths(100 - height);
    html.mark("\" width=\"").tenths(bar.width).mark("\" height=\"").tenths(height);
    html.mark("\"><title>").text(title).mark("</title></rect>");
}

std::string where_of(const std::string& problem) {
    const std::size_t pointer = problem.find(": /");
    if (pointer == std::string::npos) return problem;
    const std::size_t from = pointer + 2;
    return problem.substr(0, pointer) + ", " +
           problem.substr(from, problem.find(": ", from) - from);
}

}  // namespace vesper::cli
