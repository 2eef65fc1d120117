#include "daemon/intake/json_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vesper {

using nlohmann::json;

namespace {

/// Builds the document itself, to keep digits, refuse doubled members and bound the depth.
class Builder final : public json::json_sax_t {
public:
    explicit Builder(json& root) : root_(root) {}

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t, const string_t& digits) override { return put(digits); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        if (open_.back()->contains(name)) {
            problem = "member \"" + name.substr(0, 80) + "\" is there twice";
            return false;
        }
        key_ = name;
        return true;
    }
    bool parse_error(std::size_t byte, const std::string&, const json::exception&) override {
        problem = "not JSON (UTF-8) at byte " + std::to_string(byte);
        return false;
    }

    std::string problem;

private:
    template <class Value>
    json* place(Value&& value) {
        if (open_.empty()) {
            root_ = std::forward<Value>(value);
            return &root_;
        }
        json& parent = *open_.back();
        if (parent.is_object()) return &(parent[key_] = std::forward<Value>(value));
        parent.push_back(std::forward<Value>(value));
        return &parent.back();
    }
    template <class Value>
    bool put(Value&& value) {
        place(std::forward<Value>(value));
        return true;
    }
    bool open(json container) {
        if (open_.size() >= json_depth_max) {
            problem = "nested more than " + std::to_string(json_depth_max) + " deep";
            return false;
        }
        open_.push_back(place(std::move(container)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    json& root_;
    std::vector<json*> open_;
    std::string key_;
};

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

std::string too_long(std::size_t bytes_max) {
    return "longer than " + std::to_string(bytes_max) + " bytes";
}

}  // namespace

ParsedJson parse_json(std::string_view text) {
    ParsedJson parsed;
    Builder builder{parsed.value};
    if (!json::sax_parse(text.begin(), text.end(), &builder)) {
        parsed.problem = builder.problem.empty() ? "not JSON" : builder.problem;
        parsed.value = nullptr;
    }
    return parsed;
}

JsonReader::JsonReader(const json& object, std::string pointer, std::vector<Problem>& problems)
    : object_(object), pointer_(std::move(pointer)), problems_(problems) {}

std::string JsonReader::at(std::string_view member) const {
    std::string pointer = pointer_ + "/";
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

void JsonReader::problem(const char* member, std::string message) const {
    problems_.push_back({at(member), std::move(message)});
}

const json* JsonReader::find(const char* member) const {
    const auto found = object_.find(member);
    if (found == object_.end() || found->is_null()) return nullptr;
    if (found->is_string() && found->get_ref<const std::string&>().empty()) return nullptr;
    return &*found;
}

bool JsonReader::has(const char* member) const {
    return find(member) != nullptr;
}

const json* JsonReader::find_object(const char* member) const {
    const json* value = find(member);
    if (value && !value->is_object()) {
        problem(member, "must be an object");
        return nullptr;
    }
    return value;
}

const json* JsonReader::find_array(const char* member, std::size_t most) const {
    const json* value = find(member);
    if (!value) return nullptr;
    if (!value->is_array()) {
        problem(member, "must be an array");
        return nullptr;
    }
    if (value->size() > most) {
        problem(member, "more than " + std::to_string(most) + " entries");
        return nullptr;
    }
    return value;
}

std::vector<std::string> JsonReader::members() const {
    std::vector<std::string> names;
    for (const auto& [name, value] : object_.items()) names.push_back(name);
    return names;
}

void JsonReader::text(const char* member, std::string& into, std::size_t bytes_max) const {
    const json* value = find(member);
    if (!value) return;
    if (!value->is_string()) return problem(member, "must be text");
    const auto& text = value->get_ref<const std::string&>();
    if (text.size() > bytes_max) return problem(member, too_long(bytes_max));
    into = text;
    // What a person typed may hold line ends and worse; none of it means anything to us.
    std::replace_if(
        into.begin(), into.end(),
        [](char c) {
            return has_control({&c, 1});
        },
        ' ');
}

void JsonReader::id(const char* member, std::string& into, std::size_t bytes_max) const {
    const json* value = find(member);
    if (!value) return;
    std::string text;
    if (value->is_string()) {
        text = value->get_ref<const std::string&>();
    } else if (value->is_number_integer()) {
        text = value->dump();
    } else {
        return problem(member, "must be text or a whole number");
    }
    if (text.size() > bytes_max) return problem(member, too_long(bytes_max));
    if (has_control(text) || text.front() == ' ' || text.back() == ' ') {
        return problem(member, "has control characters or blanks at an end");
    }
    into = std::move(text);
}

void JsonReader::instant(const char* member, std::optional<Instant>& into) const {
    const json* value = find(member);
    if (!value) return;
    if (!value->is_string()) return problem(member, "must be a time as in RFC 3339, as text");
    const auto parsed = parse_instant(value->get_ref<const std::string&>());
    if (!parsed) return problem(member, parsed.error().message);
    into = *parsed;
}

void JsonReader::decimal(const char* member, std::optional<Decimal>& into) const {
    const json* value = find(member);
    if (!value) return;
    if (!value->is_string() && !value->is_number_integer())
        return problem(member, "must be a decimal number");
    const auto parsed =
        parse_decimal(value->is_string() ? value->get_ref<const std::string&>() : value->dump());
    if (!parsed) return problem(member, parsed.error().message);
    into = *parsed;
}

void JsonReader::degrees(const char* member, std::optional<double>& into, double limit) const {
    const json* value = find(member);
    if (!value) return;
    const std::string text = value->is_string() ? value->get<std::string>() : value->dump();
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
    const json* value = find(member);
    if (!value) return;
    if (value->is_number_integer()) {
        const bool huge =
            value->is_number_unsigned() &&
            value->get<std::uint64_t>() > static_cast<std::uint64_t>(most < 0 ? 0 : most);
        const auto number = value->get<std::int64_t>();
        if (!huge && number >= least && number <= most) {
            into = number;
            return;
        }
    }
    problem(member,
            "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

void JsonReader::boolean(const char* member, bool& into) const {
    const json* value = find(member);
    if (!value) return;
    if (!value->is_boolean()) return problem(member, "must be true or false");
    into = value->get<bool>();
}

void JsonReader::currency(const char* member, std::string& into) const {
    std::string code;
    text(member, code, 16);
    if (code.empty()) return;
    if (!is_currency_code(code))
        return problem(member, "must be a currency code of ISO 4217, such as \"EUR\"");
    into = code;
}

void JsonReader::country(const char* member, std::string& into) const {
    std::string code;
    text(member, code, 100);
    if (code.empty()) return;
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    if (code.size() != 2 || !letter(code[0]) || !letter(code[1])) {
        return problem(member,
                       "must be a country code of two letters (ISO 3166-1), such as \"PT\"");
    }
    for (char& c : code) c = static_cast<char>(c & ~0x20);
    into = code == "UK" ? "GB" : code;  // what shops write for the United Kingdom
}

void JsonReader::locale(const char* member, std::string& into) const {
    std::string tag;
    text(member, tag, 35);
    if (tag.empty()) return;
    std::replace(tag.begin(), tag.end(), '_', '-');
    const bool plain = std::all_of(tag.begin(), tag.end(), [](char c) {
        return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               (c >= 'a' && c <= 'z');
    });
    const std::size_t primary = std::min(tag.find('-'), tag.size());
    if (!plain || primary < 2 || primary > 3) {
        return problem(member, "must be a language tag (BCP 47), such as \"de-CH\"");
    }
    into = tag;
}

}  // namespace vesper
