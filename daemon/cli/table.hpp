// Tables for people: columns aligned by what a terminal shows, not by bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vesper::cli {

enum class Colour { plain, green, yellow, red, dim };

struct Cell {
    std::string text;
    Colour colour = Colour::plain;
    Cell(std::string value, Colour paint = Colour::plain) : text(std::move(value)), colour(paint) {}
    Cell(const char* value) : text(value) {}
};

/// `text` in that colour, if `colours`.
std::string painted(const std::string& text, Colour colour, bool colours);

/// The colour of a job's state: what is well, what needs a look, what went wrong.
Colour colour_of_state(std::string_view state);

class Table {
public:
    explicit Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}
    /// Numbers read better at the right edge.
    Table& align_right(std::size_t column);
    /// As many cells as there are headings.
    void add(std::vector<Cell> row);
    bool empty() const { return rows_.empty(); }
    /// Headings and rows, two blanks between columns. `width` > 0: the widest columns are cut until
    /// a row fits.
    std::string text(int width, bool colours) const;

private:
    std::vector<std::size_t> widths(int width) const;

    std::vector<std::string> headings_;
    std::vector<std::vector<Cell>> rows_;
    std::vector<std::size_t> right_;
};

}  // namespace vesper::cli
