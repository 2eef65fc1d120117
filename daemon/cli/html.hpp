// HTML written straight to text. Markup comes from the program's own literals alone; everything
// else goes through `text`, which escapes it, so that nothing a buyer typed can become markup.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vesper::cli {

/// `text` with the five characters that mean something to HTML (and SVG) written as references,
/// and without control characters.
std::string escaped(std::string_view text);

class Html {
public:
    /// A literal of the program's: its type keeps out what is only known when it runs.
    template <std::size_t Size>
    Html& mark(const char (&literal)[Size]) {
        text_.append(literal, Size - 1);
        return *this;
    }
    Html& text(std::string_view value) {
        text_ += escaped(value);
        return *this;
    }
    Html& number(long long value) {
        text_ += std::to_string(value);
        return *this;
    }
    /// To a tenth, for coordinates.
    Html& tenths(double value);
    /// A text of the program's that is markup already: the style sheet.
    Html& sheet(std::string_view own_text) {
        text_ += own_text;
        return *this;
    }
    std::string done() { return std::move(text_); }

private:
    std::string text_;
};

}  // namespace vesper::cli
