#include "rules/words.hpp"

namespace vesper {

namespace {

template <class Text>
Words list(const std::vector<Text>& texts) {
    Words all;
    for (const Text& text : texts)
        all = all.empty() ? as_written(std::string{text}) : say("{}, {}", all, text);
    return all;
}

}  // namespace

Words as_written(std::string text) {
    Words words;
    words.text_ = std::move(text);
    return words;
}

Words from_table(std::string sentence) {
    Words words = as_written(std::move(sentence));
    words.is_sentence_ = true;
    return words;
}

Words make_words(const char* sentence, const char* many, std::int64_t count,
                 std::vector<Words> arguments) {
    Words words = from_table(sentence);
    if (many != nullptr) words.many_ = many;
    words.count_ = count;
    words.arguments_ = std::move(arguments);
    return words;
}

Words listed(const std::vector<std::string>& texts) {
    return list(texts);
}

Words listed(const std::vector<std::string_view>& texts) {
    return list(texts);
}

std::string translated(const Words& words, const Translation& translation) {
    // A catalog's entry for nothing is its own header.
    if (!words.is_sentence_ || words.text_.empty()) return words.text_;
    const bool counts = !words.many_.empty();
    const char* found = nullptr;
    if (translation)
        found =
            translation(words.text_.c_str(), counts ? words.many_.c_str() : nullptr, words.count_);
    std::string_view sentence = counts && words.count_ != 1 ? words.many_ : words.text_;
    if (found != nullptr) sentence = found;
    std::string out;
    std::size_t next = 0;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        const Gap gap = gap_at(sentence, at);
        const std::size_t number = gap.number == 0 ? next + 1 : gap.number;
        if (gap.size == 0 || number > words.arguments_.size()) {
            out += sentence[at];
            continue;
        }
        if (gap.number == 0) ++next;
        out += translated(words.arguments_[number - 1], translation);
        at += gap.size - 1;
    }
    return out;
}

std::string in_english(const Words& words) {
    return translated(words, {});
}

bool operator==(const Words& words, std::string_view english) {
    return in_english(words) == english;
}

}  // namespace vesper
