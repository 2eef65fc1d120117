#include "daemon/cli/html.hpp"

#include "daemon/cli/text.hpp"

#include <cmath>

namespace vesper::cli {

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char letter : printable(text)) {
        switch (letter) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += letter;
        }
    }
    return safe;
}

Html& Html::tenths(double value) {
    const long long tenths = std::llround(value * 10);
    if (tenths < 0) text_ += '-';
    number(std::llabs(tenths) / 10);
    if (tenths % 10 != 0) text_ += '.' + std::to_string(std::llabs(tenths) % 10);
    return *this;
}

}  // namespace vesper::cli
