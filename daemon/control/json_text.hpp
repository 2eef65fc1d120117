// JSON written straight to text, members in the order they are added: what the API answers with.
//
// Answers are only ever written, so there is no tree to build: a page of a thousand jobs is one
// growing string. Text that is not UTF-8 comes out with replacement characters.
#pragma once

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// `text` as a JSON string, with its quotes.
std::string json_string(std::string_view text);

class JsonObject {
public:
    JsonObject& text(std::string_view name, std::string_view value);
    /// Left out when empty: empty text means "not known" in the house.
    JsonObject& text_if_known(std::string_view name, std::string_view value);
    JsonObject& number(std::string_view name, std::integral auto value) {
        return json(name, std::to_string(value));
    }
    JsonObject& fraction(std::string_view name, double value);
    JsonObject& flag(std::string_view name, bool value) {
        return json(name, value ? "true" : "false");
    }
    JsonObject& nothing(std::string_view name) { return json(name, "null"); }
    /// `value` is JSON already.
    JsonObject& json(std::string_view name, std::string_view value);
    std::string done() const { return text_ + "}"; }

private:
    std::string text_ = "{";
};

class JsonArray {
public:
    JsonArray& json(std::string_view value);
    JsonArray& text(std::string_view value) { return json(json_string(value)); }
    std::string done() const { return text_ + "]"; }

private:
    std::string text_ = "[";
};

/// A request's body that is an object of texts, `{"why": "asked by the buyer"}`; an empty body is
/// an empty object.
class JsonTexts {
public:
    /// Error: what is wrong with the body, for the caller to mend.
    static std::optional<JsonTexts> read(const std::string& body, std::string& error);
    /// Empty when it is not there.
    std::string text(const std::string& name) const;

private:
    std::map<std::string, std::string> members_;
};

}  // namespace vesper
