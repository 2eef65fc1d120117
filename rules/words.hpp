// A sentence for a person, in no language yet.
//
// rules/ finds out what is wrong; who reads it, and in which language, is known only where somebody
// reads. So a sentence keeps what it says apart from what it says it of:
//
//     say("unknown stage {}", quoted(text))
//     say_count(days, "{} day", "{} days")
//
// The English sentence, gaps and all, is the key of the catalogs (daemon/po), so it is always whole
// and never glued from pieces. A gap is {}, the next argument, or {2}, the second: a translation
// may name them in another order. An argument is a text that is the same in every language (a name,
// a number, what somebody wrote), or words of its own.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vesper {

/// The gap that begins at `at`: how long it is, and its number from 1, or 0 for {}. Other braces
/// are text: letters are full of {{fields}}.
struct Gap {
    std::size_t size = 0;  // 0: there is none
    std::size_t number = 0;
};
constexpr Gap gap_at(std::string_view text, std::size_t at) {
    if (text[at] != '{') return {};
    Gap gap;
    std::size_t end = at + 1;
    for (; end < text.size() && text[end] >= '0' && text[end] <= '9' && end < at + 3; ++end)
        gap.number = gap.number * 10 + static_cast<std::size_t>(text[end] - '0');
    if (end < text.size() && text[end] == '}') gap.size = end + 1 - at;
    return gap;
}

/// How many arguments a sentence wants.
constexpr std::size_t gaps_in(std::string_view text) {
    std::size_t next = 0;
    std::size_t most = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Gap gap = gap_at(text, at);
        if (gap.size == 0) continue;
        const std::size_t number = gap.number == 0 ? ++next : gap.number;
        most = number > most ? number : most;
        at += gap.size - 1;
    }
    return most;
}

/// A literal of the source with as many gaps as there are arguments: the compiler counts.
template <std::size_t arguments>
struct Sentence {
    const char* text;
    consteval Sentence(const char* literal) : text{literal} {
        if (gaps_in(literal) != arguments) throw "a sentence has a gap for each argument";
    }
};

/// From a sentence to what a language says for it; of one that counts, `many` is its plural and
/// `count` chooses the form. nullptr: the language has no words for it, and English stands in.
using Translation =
    std::function<const char*(const char* sentence, const char* many, std::int64_t count)>;

class Words {
public:
    /// Nothing said.
    Words() = default;
    bool empty() const { return text_.empty(); }

    friend bool operator==(const Words&, const Words&) = default;
    /// Whether they say this in English.
    friend bool operator==(const Words& words, std::string_view english);

private:
    friend std::string translated(const Words& words, const Translation& translation);
    friend Words as_written(std::string text);
    friend Words from_table(std::string sentence);
    friend Words make_words(const char* sentence, const char* many, std::int64_t count,
                            std::vector<Words> arguments);

    std::string text_;  // the sentence, or what is the same in every language
    bool is_sentence_ = false;
    std::string many_;  // of a sentence that counts
    std::int64_t count_ = 0;
    std::vector<Words> arguments_;
};

/// What every language leaves as it is: a name, a value, somebody else's words.
Words as_written(std::string text);

/// A sentence that stands in a shipped table instead of the source, and in the catalogs, too.
Words from_table(std::string sentence);

Words make_words(const char* sentence, const char* many, std::int64_t count,
                 std::vector<Words> arguments);

/// `a, b, c`, with the comma of the language.
Words listed(const std::vector<std::string>& texts);
Words listed(const std::vector<std::string_view>& texts);

std::string translated(const Words& words, const Translation& translation);
std::string in_english(const Words& words);

namespace words_detail {

inline Words argument(Words words) {
    return words;
}
inline Words argument(std::string_view text) {
    return as_written(std::string{text});
}
template <std::integral Number>
requires(!std::same_as<Number, char> && !std::same_as<Number, bool>) Words argument(Number number) {
    return as_written(std::to_string(number));
}

}  // namespace words_detail

template <class... Arguments>
Words say(std::type_identity_t<Sentence<sizeof...(Arguments)>> sentence,
          const Arguments&... arguments) {
    return make_words(sentence.text, nullptr, 0, {words_detail::argument(arguments)...});
}

/// The count fills the first gap.
template <class... Arguments>
Words say_count(std::int64_t count,
                std::type_identity_t<Sentence<sizeof...(Arguments) + 1>> sentence,
                std::type_identity_t<Sentence<sizeof...(Arguments) + 1>> many,
                const Arguments&... arguments) {
    return make_words(sentence.text, many.text, count,
                      {words_detail::argument(count), words_detail::argument(arguments)...});
}

}  // namespace vesper
