#include "daemon/cli/table.hpp"

#include "daemon/cli/text.hpp"
#include "rules/check.hpp"

#include <algorithm>
#include <numeric>

namespace vesper::cli {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 8;  // a column is never cut to less: a time still fits

const char* escape_of(Colour colour) {
    switch (colour) {
        case Colour::green:
            return "\x1b[32m";
        case Colour::yellow:
            return "\x1b[33m";
        case Colour::red:
            return "\x1b[31m";
        case Colour::dim:
            return "\x1b[2m";
        case Colour::plain:
            break;
    }
    return "";
}

}  // namespace

std::string painted(const std::string& text, Colour colour, bool colours) {
    if (!colours || colour == Colour::plain || text.empty()) return text;
    return escape_of(colour) + text + "\x1b[0m";
}

Colour colour_of_state(std::string_view state) {
    if (state == "delivered") return Colour::green;
    if (state == "held" || state == "unknown") return Colour::yellow;
    if (state == "refused" || state == "expired") return Colour::red;
    return state == "withdrawn" ? Colour::dim : Colour::plain;
}

Table& Table::align_right(std::size_t column) {
    right_.push_back(column);
    return *this;
}

void Table::add(std::vector<Cell> row) {
    VESPER_CHECK(row.size() == headings_.size(),
                 "a row has as many cells as the table has columns");
    for (Cell& cell : row) cell.text = printable(cell.text);
    rows_.push_back(std::move(row));
}

std::vector<std::size_t> Table::widths(int width) const {
    std::vector<std::size_t> widths;
    for (const std::string& heading : headings_) widths.push_back(display_width(heading));
    for (const std::vector<Cell>& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(row[i].text));
        }
    }
    if (width <= 0) return widths;
    const std::size_t limit = static_cast<std::size_t>(width);
    std::size_t total = std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
    while (total > limit) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= narrowest) break;
        --*widest;
        --total;
    }
    return widths;
}

std::string Table::text(int width, bool colours) const {
    const std::vector<std::size_t> widths = this->widths(width);
    std::string text;
    const auto add_line = [&](const std::vector<Cell>& row) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string cell = cut(row[i].text, widths[i]);
            const std::string blanks(widths[i] - display_width(cell), ' ');
            const bool right = std::find(right_.begin(), right_.end(), i) != right_.end();
            const std::string shown = painted(cell, row[i].colour, colours);
            line += right ? blanks + shown : shown + blanks;
            line += std::string(gap, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    };
    std::vector<Cell> headings;
    for (const std::string& heading : headings_) headings.emplace_back(heading, Colour::dim);
    add_line(headings);
    for (const std::vector<Cell>& row : rows_) add_line(row);
    return text;
}

}  // namespace vesper::cli
