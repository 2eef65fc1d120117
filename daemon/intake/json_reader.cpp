#include "daemon/intake/json_reader.hpp"

#include "rules/ascii.hpp"
#include "scheduler/country_meant.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vesper {

namespace {

using Kind = JsonValue::Kind;

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

std::string too_long(std::size_t bytes_max) {
    return "longer than " + std::to_string(bytes_max) + " bytes";
}

}  // namespace

JsonReader::JsonReader(const JsonValue& object, std::vector<Problem>& problems)
    : object_(object), problems_(problems) {}

JsonReader::JsonReader(const JsonValue& object, const JsonReader& around, std::string_view member,
                       std::optional<std::size_t> element)
    : object_(object),
      around_(&around),
      member_(member),
      element_(element),
      problems_(around.problems_) {}

std::string JsonReader::pointer() const {
    if (!around_) return {};
    return around_->at(member_) + (element_ ? "/" + std::to_string(*element_) : "");
}

std::string JsonReader::at(std::string_view member) const {
    std::string pointer = this->pointer() + "/";
    for (const char c : member) {  // RFC 6901 section 3
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
    return pointer;
}

void JsonReader::problem(std::string_view member, std::string message) const {
    problems_.push_back({at(member), std::move(message)});
}

const JsonValue* JsonReader::find(const char* member) const {
    const JsonValue* value = object_.find(member);
    if (!value || value->kind == Kind::null) return nullptr;
    if (value->kind == Kind::text && value->text.empty()) return nullptr;
    return value;
}

bool JsonReader::has(const char* member) const {
    return find(member) != nullptr;
}

const JsonValue* JsonReader::find_object(const char* member) const {
    const JsonValue* value = find(member);
    if (value && value->kind != Kind::object) {
        problem(member, "must be an object");
        return nullptr;
    }
    return value;
}

const JsonValue* JsonReader::find_array(const char* member, std::size_t most) const {
    const JsonValue* value = find(member);
    if (!value) return nullptr;
    if (value->kind != Kind::array) {
        problem(member, "must be an array");
        return nullptr;
    }
    if (value->elements.size() > most) {
        problem(member, "more than " + std::to_string(most) + " entries");
        return nullptr;
    }
    return value;
}

std::vector<std::string> JsonReader::members() const {
    std::vector<std::string> names;
    for (const JsonMember& member : object_.members) names.emplace_back(member.name);
    return names;
}

void JsonReader::text(const char* member, std::string& into, std::size_t bytes_max) const {
    const JsonValue* value = find(member);
    if (!value) return;
    if (value->kind != Kind::text) return problem(member, "must be text");
    if (value->text.size() > bytes_max) return problem(member, too_long(bytes_max));
    into = value->text;
    // What a person typed may hold line ends and worse; none of it means anything to us.
    std::replace_if(into.begin(), into.end(), is_control, ' ');
}

void JsonReader::texts(const char* member, std::vector<std::string>& into, std::size_t most,
                       std::size_t bytes_max) const {
    const JsonValue* array = find_array(member, most);
    if (!array) return;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < array->elements.size(); ++i) {
        const JsonValue& value = array->elements[i];
        const std::string where = at(member) + "/" + std::to_string(i);
        if (value.kind != Kind::text) {
            problems_.push_back({where, "must be text"});
        } else if (value.text.size() > bytes_max) {
            problems_.push_back({where, too_long(bytes_max)});
        } else if (std::any_of(value.text.begin(), value.text.end(), is_control)) {
            problems_.push_back({where, "has control characters"});
        } else if (!value.text.empty()) {
            texts.emplace_back(value.text);
        }
    }
    into = std::move(texts);
}

void JsonReader::id(const char* member, std::string& into, std::size_t bytes_max) const {
    const JsonValue* value = find(member);
    if (!value) return;
    if (value->kind != Kind::text && value->kind != Kind::whole)
        return problem(member, "must be text or a whole number");
    const std::string_view text = value->text;
    if (text.size() > bytes_max) return problem(member, too_long(bytes_max));
    if (std::any_of(text.begin(), text.end(), is_control) || text.front() == ' ' ||
        text.back() == ' ') {
        return problem(member, "has control characters or blanks at an end");
    }
    into = text;
}

void JsonReader::instant(const char* member, std::optional<Instant>& into) const {
    const JsonValue* value = find(member);
    if (!value) return;
    if (value->kind != Kind::text) return problem(member, "must be a time as in RFC 3339, as text");
    const auto parsed = parse_instant(value->text);
    if (!parsed) return problem(member, parsed.error().message);
    into = *parsed;
}

void JsonReader::decimal(const char* member, std::optional<Decimal>& into) const {
    const JsonValue* value = find(member);
    if (!value) return;
    if (value->kind != Kind::text && value->kind != Kind::whole)
        return problem(member, "must be a decimal number");
    const auto parsed = parse_decimal(value->text);
    if (!parsed) return problem(member, parsed.error().message);
    into = *parsed;
}

void JsonReader::degrees(const char* member, std::optional<double>& into, double limit) const {
    const JsonValue* value = find(member);
    if (!value) return;
    const std::string_view text = value->text;  // of what is no number and no text: none
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(number) <= limit)) {
        return problem(member, "must be a number of degrees between -" +
                                   std::to_string(static_cast<int>(limit)) + " and " +
                                   std::to_string(static_cast<int>(limit)));
    }
    into = number;
}

void JsonReader::integer(const char* member, std::int64_t& into, std::int64_t least,
                         std::int64_t most) const {
    const JsonValue* value = find(member);
    if (!value) return;
    if (value->fits && value->number >= least && value->number <= most) {
        into = value->number;
        return;
    }
    problem(member,
            "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

void JsonReader::boolean(const char* member, bool& into) const {
    const JsonValue* value = find(member);
    if (!value) return;
    if (value->kind != Kind::boolean) return problem(member, "must be true or false");
    into = value->yes;
}

void JsonReader::currency(const char* member, std::string& into) const {
    std::string code;
    text(member, code, 16);
    if (code.empty()) return;
    if (!is_currency_code(code))
        return problem(member, "must be a currency code of ISO 4217, such as \"EUR\"");
    into = code;
}

void JsonReader::country(const char* member, Address& address) const {
    std::string written;
    text(member, written, 100);
    if (written.empty()) return;
    if (written.size() == 2 && is_letter(written[0]) && is_letter(written[1])) {
        const std::string code = upper(written);
        address.country = code == "UK" ? "GB" : code;  // what shops write for the United Kingdom
        return;
    }
    const CountryMeant meant = country_meant({.country = written,
                                              .region = address.region,
                                              .city = address.city,
                                              .postal = address.postal,
                                              .lat = address.lat,
                                              .lon = address.lon});
    if (meant.country.empty()) {
        return problem(member,
                       "must be a country, by its code of ISO 3166-1 or by its name, such as "
                       "\"PT\" or \"Portugal\"");
    }
    if (meant.either) {
        return problem(member, meant.country == "GE"
                                   ? "must say which Georgia: \"GE\" for the country, or \"US\" "
                                     "with the region \"GA\" for the state"
                                   : "must say which Congo: \"CG\" for the one of Brazzaville, or "
                                     "\"CD\" for the one of Kinshasa");
    }
    address.country = meant.country;
    if (!meant.region.empty()) address.region = meant.region;
}

void JsonReader::locale(const char* member, std::string& into) const {
    std::string tag;
    text(member, tag, 35);
    if (tag.empty()) return;
    // POSIX adds a code set and a modifier, Java a script; what has no country may keep the "_".
    tag.resize(std::min(tag.find_first_of(".@#"), tag.size()));
    while (tag.ends_with('_') || tag.ends_with('-')) tag.pop_back();
    if (tag == "C" || tag == "POSIX") return;  // the locale of nobody
    std::replace(tag.begin(), tag.end(), '_', '-');
    const bool plain = std::all_of(tag.begin(), tag.end(),
                                   [](char c) { return c == '-' || is_digit(c) || is_letter(c); });
    const std::size_t primary = std::min(tag.find('-'), tag.size());
    if (!plain || primary < 2 || primary > 3) {
        return problem(member, not_a_language_tag);
    }
    into = tag;
}

}  // namespace vesper
