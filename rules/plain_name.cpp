#include "rules/plain_name.hpp"

#include "rules/ascii.hpp"
#include "rules/full_width.hpp"

#include <algorithm>

namespace vesper {

bool is_plain_name(std::string_view name) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= name_bytes_max && name.front() != '-' &&
           std::all_of(name.begin(), name.end(), plain);
}

std::string plain_name_for(std::string_view text) {
    std::string name;
    for (const char c : half_width(text)) {
        if (static_cast<unsigned char>(c) >= 0x80) return {};  // half a name is another name
        if (is_letter(c) || is_digit(c) || c == '_')
            name += lower(c);
        else if ((c == ' ' || c == '-' || c == '.' || c == '/') && !name.empty() &&
                 name.back() != '-')
            name += '-';
    }
    while (name.ends_with('-')) name.pop_back();
    return name;
}

std::string_view name_like(std::string_view table) {
    return table == "window" ? "evening" : table == "calendar" ? "our-holidays" : "thank-you";
}

Words name_hint(std::string_view name, std::string_view shape) {
    const auto shaped = [&](std::string_view inside) {
        std::string out{shape};
        return out.replace(out.find("{}"), 2, inside);
    };
    const std::string meant = plain_name_for(name);
    return is_plain_name(meant)
               ? say("write {}", shaped(meant))
               : say("like {}",
                     shaped(name_like(shape.starts_with("[window") ? "window" : "rule")));
}

}  // namespace vesper
