#include "daemon/intake/json_value.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>  // the library itself, compiled here

#include <algorithm>
#include <limits>
#include <memory_resource>
#include <new>
#include <vector>

namespace vesper {

namespace {

using boost::json::error_code;
using boost::json::string_view;

/// What Boost's parser calls with the pieces of a document. Finished values wait on a stack until
/// the array or object around them ends and takes them into the tree.
class Builder {
public:
    explicit Builder(std::pmr::memory_resource& memory) : memory_(memory) { stack_.reserve(64); }

    JsonValue root() const { return stack_.empty() ? JsonValue{} : stack_.back(); }
    std::string problem;

    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_array_begin(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

    bool on_array_end(std::size_t count, error_code&) {
        const std::span<JsonValue> kept = list<JsonValue>(count);
        std::copy(stack_.end() - static_cast<std::ptrdiff_t>(count), stack_.end(), kept.begin());
        stack_.resize(stack_.size() - count);
        put(JsonValue::Kind::array).elements = kept;
        return true;
    }

    bool on_object_end(std::size_t count, error_code& error) {
        const std::span<JsonMember> kept = list<JsonMember>(count);
        const std::size_t first = stack_.size() - 2 * count;
        for (std::size_t i = 0; i < count; ++i)
            kept[i] = {stack_[first + 2 * i].text, stack_[first + 2 * i + 1]};
        stack_.resize(first);
        const auto by_name = [](const JsonMember& a, const JsonMember& b) {
            return a.name < b.name;
        };
        std::sort(kept.begin(), kept.end(), by_name);
        const auto twice = std::adjacent_find(
            kept.begin(), kept.end(),
            [](const JsonMember& a, const JsonMember& b) { return a.name == b.name; });
        if (twice != kept.end()) {
            problem = "member \"" + std::string{twice->name.substr(0, 80)} + "\" is there twice";
            error = boost::json::error::syntax;
            return false;
        }
        put(JsonValue::Kind::object).members = kept;
        return true;
    }

    bool on_key_part(string_view part, std::size_t, error_code&) { return begin_text(part); }
    bool on_key(string_view rest, std::size_t, error_code&) { return end_text(rest); }
    bool on_string_part(string_view part, std::size_t, error_code&) { return begin_text(part); }
    bool on_string(string_view rest, std::size_t, error_code&) { return end_text(rest); }
    bool on_number_part(string_view part, error_code&) { return begin_text(part); }
    bool on_double(double, string_view rest, error_code&) { return end_text(rest); }
    bool on_int64(std::int64_t number, string_view rest, error_code&) {
        end_text(rest);
        stack_.back().kind = JsonValue::Kind::whole;
        stack_.back().number = number;
        stack_.back().fits = true;
        return true;
    }
    bool on_uint64(std::uint64_t, string_view rest, error_code&) {  // more than on_int64 takes
        end_text(rest);
        stack_.back().kind = JsonValue::Kind::whole;
        return true;
    }
    bool on_bool(bool yes, error_code&) {
        put(JsonValue::Kind::boolean).yes = yes;
        return true;
    }
    bool on_null(error_code&) {
        put(JsonValue::Kind::null);
        return true;
    }

private:
    JsonValue& put(JsonValue::Kind kind) {
        stack_.emplace_back();
        stack_.back().kind = kind;
        return stack_.back();
    }
    bool begin_text(string_view part) {
        parts_.append(part.data(), part.size());
        return true;
    }
    bool end_text(string_view rest) {
        const std::size_t size = parts_.size() + rest.size();
        auto* kept = static_cast<char*>(memory_.allocate(std::max<std::size_t>(size, 1), 1));
        std::copy(rest.begin(), rest.end(), std::copy(parts_.begin(), parts_.end(), kept));
        parts_.clear();
        put(JsonValue::Kind::text).text = {kept, size};
        return true;
    }
    template <class Entry>
    std::span<Entry> list(std::size_t count) {
        if (count == 0) return {};
        void* const room = memory_.allocate(count * sizeof(Entry), alignof(Entry));
        auto* const first = static_cast<Entry*>(room);
        std::uninitialized_value_construct_n(first, count);
        return {first, count};
    }

    std::pmr::memory_resource& memory_;
    std::vector<JsonValue> stack_;
    std::string parts_;  // of a text or number that the parser hands over in pieces
};

std::string problem_at(std::size_t byte) {
    return "not JSON (UTF-8) at byte " + std::to_string(byte);
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
    const auto found = std::lower_bound(
        members.begin(), members.end(), name,
        [](const JsonMember& member, std::string_view wanted) { return member.name < wanted; });
    return found != members.end() && found->name == name ? &found->value : nullptr;
}

ParsedJson parse_json(std::string_view text) {
    ParsedJson parsed;
    // A member takes some 100 bytes of tree and 20 of text.
    const auto memory = std::make_shared<std::pmr::monotonic_buffer_resource>(
        std::max<std::size_t>(1024, 6 * text.size()));
    boost::json::parse_options strict;
    strict.max_depth = json_depth_max;
    boost::json::basic_parser<Builder> parser{strict, *memory};
    error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && parser.done() && read == text.size()) {
        parsed.value = parser.handler().root();
        parsed.memory = memory;
        return parsed;
    }
    parsed.problem = parser.handler().problem;
    if (error == boost::json::error::too_deep)
        parsed.problem = "nested more than " + std::to_string(json_depth_max) + " deep";
    if (parsed.problem.empty()) parsed.problem = problem_at(read + 1);
    return parsed;
}

void append_json_string(std::string& out, std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, from, at - from);
        from = at + 1;
        if (byte < 0x20) {
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 0xf];
        } else {
            out += '\\';
            out += text[at];
        }
    }
    out.append(text, from);
    out += '"';
}

void append_json(std::string& out, const JsonValue& value) {
    switch (value.kind) {
        case JsonValue::Kind::null:
            out += "null";
            return;
        case JsonValue::Kind::boolean:
            out += value.yes ? "true" : "false";
            return;
        case JsonValue::Kind::whole:
            out += value.text;
            return;
        case JsonValue::Kind::text:
            append_json_string(out, value.text);
            return;
        case JsonValue::Kind::array:
            out += '[';
            for (const JsonValue& element : value.elements) {
                if (&element != value.elements.data()) out += ',';
                append_json(out, element);
            }
            out += ']';
            return;
        case JsonValue::Kind::object:
            out += '{';
            for (const JsonMember& member : value.members) {
                if (&member != value.members.data()) out += ',';
                append_json_string(out, member.name);
                out += ':';
                append_json(out, member.value);
            }
            out += '}';
            return;
    }
}

}  // namespace vesper
