#include "rules/currency.hpp"

#include "rules/currency_codes.hpp"
#include "rules/spelling.hpp"

#include <algorithm>
#include <vector>

namespace vesper {

bool is_currency(std::string_view text) {
    return std::find(currency_codes.begin(), currency_codes.end(), text) != currency_codes.end();
}

Words currency_hint(std::string_view text) {
    if (text == "RMB" || text == "CNH") return did_you_mean("CNY");
    const auto near = nearest(text, {currency_codes.begin(), currency_codes.end()});
    return near ? did_you_mean(*near) : say("three capital letters, as in \"USD\"");
}

}  // namespace vesper
