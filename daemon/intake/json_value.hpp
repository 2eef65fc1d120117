// An untrusted JSON document as a tree that is only read.
//
// The tree is one piece of memory: names, texts and lists stand one behind the other and go
// together, so that reading an event asks for memory a few times and not once a member. The
// digits of a number are kept as they were sent: an id of 19 digits and an amount of 49.90 would
// not survive a double.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vesper {

struct JsonMember;

/// One value. Its texts and lists live as long as the ParsedJson that it came with.
struct JsonValue {
    enum class Kind : std::uint8_t { null, boolean, whole, text, array, object };
    Kind kind = Kind::null;
    bool yes = false;
    bool fits = false;        // whole: `number` holds it; false beyond 2^63 - 1
    std::int64_t number = 0;  // whole
    /// Of a text its characters, of a whole number its digits. A fraction, and a whole number
    /// beyond 64 bits, is a text of its digits.
    std::string_view text;
    std::span<const JsonValue> elements;
    std::span<const JsonMember> members;  // by name

    const JsonValue* find(std::string_view name) const;  // nullptr: there is no such member
};

struct JsonMember {
    std::string_view name;
    JsonValue value;
};

/// Strict UTF-8 JSON, at most json_depth_max deep, no member twice. Problem: what the text is not,
/// with the byte where it stopped. The text need not outlive it.
struct ParsedJson {
    JsonValue value;
    std::string problem;  // empty: good
    std::shared_ptr<const void> memory;
};
inline constexpr std::size_t json_depth_max = 32;
ParsedJson parse_json(std::string_view text);

/// `text`, which is UTF-8, as a JSON string with its quotes, at the end of `out`.
void append_json_string(std::string& out, std::string_view text);

/// The value as text: members by name, no blanks.
void append_json(std::string& out, const JsonValue& value);

}  // namespace vesper
