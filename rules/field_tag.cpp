#include "rules/field_tag.hpp"

#include "rules/check.hpp"
#include "rules/plural.hpp"
#include "rules/spelling.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view wide_bar = "\uff5c";  // of a Chinese or Japanese keyboard
constexpr std::string_view wide_colon = "\uff1a";

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool has_form(const FieldTag& tag, std::string_view category) {
    return std::any_of(tag.forms.begin(), tag.forms.end(),
                       [&](const FieldTag::Form& form) { return form.category == category; });
}

void complain(FieldTag& tag, Words problem, Words hint = {}) {
    if (!tag.problem.empty()) return;
    tag.problem = std::move(problem);
    tag.hint = std::move(hint);
}

/// One part behind a bar: "one: # day".
void read_form(std::string_view part, FieldTag& tag) {
    const std::size_t colon = part.find(':');
    const std::string_view word = trimmed(part.substr(0, colon));
    if (colon == std::string_view::npos) {
        const bool wide = part.find(wide_colon) != std::string_view::npos;
        return complain(
            tag, say("a word and a colon are missing behind |"),
            wide ? say("the colon is that of an English keyboard, as in \"else: friend\"")
                 : say("as in {}", "{{" + tag.name + " | else: ...}}"));
    }
    const std::string text{trimmed(part.substr(colon + 1))};
    if (word == "else") {
        if (tag.otherwise) return complain(tag, say("{} is written twice", "\"else\""));
        tag.otherwise = text;
        return;
    }
    std::vector<std::string_view> words = plural_categories();
    if (std::find(words.begin(), words.end(), word) == words.end()) {
        words.insert(words.begin(), "else");
        return complain(tag, say("unknown word {} behind |", quoted(word)),
                        suggestion(word, words));
    }
    if (has_form(tag, word)) return complain(tag, say("{} is written twice", quoted(word)));
    if (text.empty()) return complain(tag, say("{} has no text", quoted(word)));
    tag.forms.push_back({std::string{word}, text});
}

/// Whether the language finds a form for every number: either "other" alone, for words that do not
/// change, or all that it tells apart.
void check_forms(FieldTag& tag, std::string_view language) {
    const auto needed = plural_categories_of(language);
    if (tag.forms.size() == 1 && tag.forms.front().category == "other") return;
    std::vector<std::string> missing;
    std::string example = "{{" + tag.name;
    for (const std::string_view category : needed) {
        if (!has_form(tag, category)) missing.push_back(quoted(category));
        example += " | " + std::string{category} + ": ...";
    }
    if (!missing.empty())
        complain(tag, say("the plural of {} lacks {}", language, listed(missing)),
                 say("write {}, or only other: ...", example + "}}"));
    for (const FieldTag::Form& form : tag.forms) {
        const bool known = form.category == "other" || form.category == "many" ||
                           std::find(needed.begin(), needed.end(), form.category) != needed.end();
        if (!known)
            complain(tag, say("{} has no plural {}", language, quoted(form.category)),
                     say("write {}", example + "}}"));
    }
}

}  // namespace

FieldTag read_field_tag(std::string_view inside, std::string_view language) {
    FieldTag tag;
    std::size_t bar = inside.find('|');
    tag.name = trimmed(inside.substr(0, bar));
    if (bar == std::string_view::npos && inside.find(wide_bar) != std::string_view::npos) {
        tag.name = trimmed(inside.substr(0, inside.find(wide_bar)));
        complain(tag, say("a full-width bar stands in the field"),
                 say("write | with an English keyboard"));
        return tag;
    }
    while (bar != std::string_view::npos) {
        const std::size_t next = inside.find('|', bar + 1);
        read_form(inside.substr(bar + 1, next == std::string_view::npos ? next : next - bar - 1),
                  tag);
        bar = next;
    }
    if (!language.empty() && !tag.forms.empty()) check_forms(tag, language);
    return tag;
}

const std::string& form_for(const FieldTag& tag, std::string_view category) {
    VESPER_CHECK(!tag.forms.empty(), "words by count have at least one form");
    for (const std::string_view wanted : {category, std::string_view{"other"}})
        for (const FieldTag::Form& form : tag.forms)
            if (form.category == wanted) return form.text;
    return tag.forms.back().text;
}

}  // namespace vesper
