// Reading the members of an untrusted JSON document into values, with a problem by JSON pointer for
// whatever does not fit.
//
// Included by .cpp files of intake/ only. An id of 19 digits and an amount of 49.90 arrive as the
// text that was sent.
#pragma once

#include "daemon/intake/cloud_event.hpp"
#include "daemon/intake/json_value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vesper {

inline constexpr const char* not_a_language_tag =
    "must be a language tag (BCP 47), such as \"de-CH\"";

/// One object of a document and where it stands: the readers within it hold on to it, so it stays
/// where it is for as long as they are used. Reads members that are there; null and "" are not
/// there.
class JsonReader {
public:
    /// The whole document.
    JsonReader(const JsonValue& object, std::vector<Problem>& problems);
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;

    bool has(const char* member) const;
    void text(const char* member, std::string& into, std::size_t bytes_max = 500) const;
    /// An array of texts, each as `text`; empty ones are left out.
    void texts(const char* member, std::vector<std::string>& into, std::size_t most,
               std::size_t bytes_max) const;
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
    /// By a code of two or three letters or by name, as the tables know it; into two letters. The
    /// rest of the address, read before, tells the two Georgias and the two Congos apart, and gets
    /// the region that the name of the state says where it has none.
    void country(const char* member, Address& address) const;
    /// A language tag, also as POSIX and Java write it ("de_DE.UTF-8"); "C" and "POSIX" are not
    /// there.
    void locale(const char* member, std::string& into) const;
    /// A member that is an object; reads nothing if absent.
    template <class Read>
    void object(const char* member, Read read) const {
        if (const JsonValue* inner = find_object(member))
            read(JsonReader{*inner, *this, member, {}});
    }
    /// Each object of an array, at most `most`.
    template <class Read>
    void each(const char* member, std::size_t most, Read read) const {
        const JsonValue* array = find_array(member, most);
        if (!array) return;
        for (std::size_t i = 0; i < array->elements.size(); ++i) {
            if (array->elements[i].kind == JsonValue::Kind::object) {
                read(JsonReader{array->elements[i], *this, member, i});
            } else {
                problems_.push_back({at(member) + "/" + std::to_string(i), "must be an object"});
            }
        }
    }
    /// Member names of the object.
    std::vector<std::string> members() const;
    void problem(std::string_view member, std::string message) const;

private:
    JsonReader(const JsonValue& object, const JsonReader& around, std::string_view member,
               std::optional<std::size_t> element);
    std::string pointer() const;  // made only where there is a problem to name
    std::string at(std::string_view member) const;
    const JsonValue* find(const char* member) const;  // nullptr: absent, null or ""
    const JsonValue* find_object(const char* member) const;
    const JsonValue* find_array(const char* member, std::size_t most) const;

    const JsonValue& object_;
    const JsonReader* around_ = nullptr;
    std::string_view member_;             // what `around_` calls it
    std::optional<std::size_t> element_;  // and which of a list it is
    std::vector<Problem>& problems_;
};

/// `data` of the canonical event into what it says of the order; the same for the store's own
/// record.
Order read_order(const JsonReader& data);

}  // namespace vesper
