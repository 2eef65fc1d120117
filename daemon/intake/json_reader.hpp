// Reading untrusted JSON into values, with a problem by JSON pointer for whatever does not fit.
//
// Included by .cpp files of intake/ only. Numbers that do not fit an integer keep their digits: an
// id of 19 digits and an amount of 49.90 arrive as the text that was sent.
#pragma once

#include "daemon/intake/cloud_event.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// Strict UTF-8 JSON, at most json_depth_max deep, no member twice. Fractions and integers beyond
/// 64 bits come as strings of their digits. Problem: what the text is not, with the byte where it
/// stopped.
struct ParsedJson {
    nlohmann::json value;
    std::string problem;  // empty: good
};
inline constexpr int json_depth_max = 32;
ParsedJson parse_json(std::string_view text);

/// One object of a document and where it stands. Reads members that are there; null and "" are not
/// there.
class JsonReader {
public:
    JsonReader(const nlohmann::json& object, std::string pointer, std::vector<Problem>& problems);

    bool has(const char* member) const;
    void text(const char* member, std::string& into, std::size_t bytes_max = 500) const;
    /// An identifier: a string, or a whole number taken digit for digit. No control characters, no
    /// blanks at the ends.
    void id(const char* member, std::string& into, std::size_t bytes_max = 200) const;
    void instant(const char* member, std::optional<Instant>& into) const;
    void decimal(const char* member, std::optional<Decimal>& into) const;
    void degrees(const char* member, std::optional<double>& into, double limit) const;
    void integer(const char* member, std::int64_t& into, std::int64_t least,
                 std::int64_t most) const;
    void boolean(const char* member, bool& into) const;
    void currency(const char* member, std::string& into) const;
    void country(const char* member, std::string& into) const;
    void locale(const char* member, std::string& into) const;
    /// A member that is an object; reads nothing if absent.
    template <class Read>
    void object(const char* member, Read read) const {
        if (const nlohmann::json* inner = find_object(member))
            read(JsonReader{*inner, at(member), problems_});
    }
    /// Each object of an array, at most `most`.
    template <class Read>
    void each(const char* member, std::size_t most, Read read) const {
        if (const nlohmann::json* array = find_array(member, most)) {
            for (std::size_t i = 0; i < array->size(); ++i) {
                const std::string where = at(member) + "/" + std::to_string(i);
                if ((*array)[i].is_object()) {
                    read(JsonReader{(*array)[i], where, problems_});
                } else {
                    problems_.push_back({where, "must be an object"});
                }
            }
        }
    }
    /// Member names of the object.
    std::vector<std::string> members() const;
    void problem(const char* member, std::string message) const;

private:
    std::string at(std::string_view member) const;
    const nlohmann::json* find(const char* member) const;  // nullptr: absent, null or ""
    const nlohmann::json* find_object(const char* member) const;
    const nlohmann::json* find_array(const char* member, std::size_t most) const;

    const nlohmann::json& object_;
    std::string pointer_;
    std::vector<Problem>& problems_;
};

/// `data` of the canonical event into what it says of the order; the same for the store's own
/// record.
Order read_order(const JsonReader& data);

}  // namespace vesper
