#include "daemon/control/json_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace vesper {

using nlohmann::json;

std::string json_string(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
    });
    if (plain) {  // nearly everything: names of ours, ids, numbers, times
        std::string quoted;
        quoted.reserve(text.size() + 2);
        return quoted.append(1, '"').append(text).append(1, '"');
    }
    return json(std::string{text}).dump(-1, ' ', false, json::error_handler_t::replace);
}

JsonObject& JsonObject::text(std::string_view name, std::string_view value) {
    return json(name, json_string(value));
}

JsonObject& JsonObject::text_if_known(std::string_view name, std::string_view value) {
    return value.empty() ? *this : text(name, value);
}

JsonObject& JsonObject::fraction(std::string_view name, double value) {
    return json(name, nlohmann::json(value).dump());
}

JsonObject& JsonObject::json(std::string_view name, std::string_view value) {
    if (text_.size() > 1) text_ += ',';
    text_ += json_string(name);
    text_ += ':';
    text_ += value;
    return *this;
}

JsonArray& JsonArray::json(std::string_view value) {
    if (text_.size() > 1) text_ += ',';
    text_ += value;
    return *this;
}

std::optional<JsonTexts> JsonTexts::read(const std::string& body, std::string& error) {
    JsonTexts texts;
    if (body.find_first_not_of(" \t\r\n") == std::string::npos) return texts;
    const json parsed = json::parse(body, nullptr, false);
    if (!parsed.is_object()) {
        error = "the body is not a JSON object";
        return std::nullopt;
    }
    for (const auto& [name, value] : parsed.items()) {
        if (!value.is_string()) {
            error = "/" + name + " is not text";
            return std::nullopt;
        }
        texts.members_[name] = value.get<std::string>();
    }
    return texts;
}

std::string JsonTexts::text(const std::string& name) const {
    const auto found = members_.find(name);
    return found == members_.end() ? std::string{} : found->second;
}

}  // namespace vesper
