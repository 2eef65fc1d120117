#include "daemon/delivery/fields.hpp"
#include "daemon/delivery/letter.hpp"
#include "daemon/delivery/plain_text.hpp"
#include "daemon/delivery/wording.hpp"
#include "rules/field_tag.hpp"

#include <md4c-html.h>
#include <kainjow/mustache.hpp>

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace vesper {

namespace {

using kainjow::mustache::basic_context;
using kainjow::mustache::data;

/// RFC 5322 2.1.1 wants lines under 998 octets, and mail programs show some 70 characters.
constexpr std::size_t subject_characters_max = 200;

/// Marks the name of a tag that prints a value, apart from one that opens a section. Mustache asks
/// the same question for both and prints nothing for a missing value; a letter with a hole in it
/// must not leave the house.
constexpr char prints = '$';

std::string mark_values(const std::string& text) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t open; (open = text.find("{{", at)) != std::string::npos;) {
        std::size_t name = text.find_first_not_of(" \t\n", open + 2);
        if (name == std::string::npos) break;
        out.append(text, at, name - at);
        if (std::string_view("#^/!").find(text[name]) == std::string_view::npos) out += prints;
        at = name;
    }
    return out.append(text, at);
}

/// Looks names up as they are written, dots included, innermost section first.
class Facts : public basic_context<std::string> {
public:
    explicit Facts(data values) : values_(std::move(values)) { push(&values_); }

    void push(const data* values) override { scopes_.push_back(values); }
    void pop() override { scopes_.pop_back(); }

    const data* get(const std::string& name) const override {
        return name.front() == prints ? value(name.substr(1)) : known(name);
    }

    const data* get_partial(const std::string&) const override { return nullptr; }
    const std::string& missing() const { return missing_; }

private:
    const data* known(const std::string& field) const {
        for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
            const data* found = (*scope)->is_object() ? (*scope)->get(field) : nullptr;
            if (found != nullptr) return found;
        }
        return nullptr;
    }

    /// What a tag prints: the fact, the words for so many of it, or the words for its absence.
    const data* value(const std::string& inside) const {
        const FieldTag tag = read_field_tag(inside);
        const data* fact = known(tag.name);
        if (fact == nullptr) {
            if (tag.otherwise) return kept(*tag.otherwise);
            if (missing_.empty()) missing_ = tag.name;
            return nullptr;
        }
        const data* category = known(tag.name + category_mark);
        if (tag.forms.empty() || category == nullptr) return fact;
        std::string words = form_for(tag, category->string_value());
        const std::string& number = fact->string_value();
        for (std::size_t at = 0; (at = words.find('#', at)) != std::string::npos;
             at += number.size())
            words.replace(at, 1, number);
        return kept(std::move(words));
    }

    const data* kept(std::string text) const { return &made_.emplace_back(std::move(text)); }

    data values_;
    std::vector<const data*> scopes_;
    mutable std::deque<data> made_;  // texts of tags; a deque leaves them where they are
    mutable std::string missing_;
};

/// A buyer's words as Markdown that means only themselves. The first group may act anywhere in a
/// line, the second only where a line begins: there, "1." and "#" would start a list or a heading.
std::string for_markdown(const std::string& text) {
    constexpr std::string_view anywhere = "\\`*_[](<>)&!~|$^{}:\"'";
    constexpr std::string_view at_start = "#+-=.";
    std::string out;
    bool start = true;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (anywhere.find(c) != std::string_view::npos ||
            (start && at_start.find(c) != std::string_view::npos))
            out += '\\';
        out += c;
        start = start && digit;
    }
    return out;
}

std::string as_is(const std::string& text) {
    return text;
}

using Escape = std::string (*)(const std::string&);

data values_for(const Fields::Values& values, Escape escape) {
    data out;
    for (const auto& [name, text] : values) out.set(name, is_link(name) ? text : escape(text));
    return out;
}

/// A text, taken apart. A shop writes some dozens and sends each a thousand times; reading one
/// takes longer than filling it.
kainjow::mustache::mustache& form_of(const std::string& text) {
    constexpr std::size_t kept_max = 256;
    thread_local std::unordered_map<std::string, kainjow::mustache::mustache> kept;
    const auto known = kept.find(text);
    if (known != kept.end()) return known->second;
    if (kept.size() >= kept_max) kept.clear();
    auto& form = kept.emplace(text, mark_values(text)).first->second;
    form.set_custom_escape(as_is);  // the values are escaped already
    return form;
}

Result<std::string> fill(const std::string& text, const Fields& fields, Escape escape) {
    kainjow::mustache::mustache& form = form_of(text);
    if (!form.is_valid()) return fail(form.error_message());
    data values = values_for(fields.values, escape);
    if (!fields.items.empty()) {
        data items{data::type::list};
        for (const auto& item : fields.items) items.push_back(values_for(item, escape));
        values.set("order.items", items);
    }
    Facts facts(std::move(values));
    std::string filled = form.render(facts);
    if (!facts.missing().empty()) return fail("the order has no " + facts.missing());
    return {boost::system::in_place_value, std::move(filled)};
}

std::string for_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else {
            out += c;
        }
    }
    return out;
}

void collect(const MD_CHAR* text, MD_SIZE size, void* out) {
    static_cast<std::string*>(out)->append(text, size);
}

/// A whole document that needs nothing from elsewhere; styles stand in the elements because many
/// mail programs drop a style sheet.
std::string document(const std::string& subject, const std::string& markdown,
                     const std::string& language) {
    const std::string tongue = " lang=\"" + for_html(language) + "\" dir=\"" +
                               (runs_right_to_left(language) ? "rtl" : "ltr") + '"';
    // Some mail programs show only what is inside the body, so the innermost element says it again.
    std::string html = "<!DOCTYPE html>\n<html" + tongue +
                       ">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
                       for_html(subject) +
                       "</title>\n</head>\n"
                       "<body style=\"margin:0;padding:0\">\n"
                       "<div" +
                       tongue +
                       " style=\"max-width:36em;margin:0 auto;padding:1.5em;"
                       "font-family:sans-serif;font-size:16px;line-height:1.5\">\n";
    md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), collect, &html,
            markdown_dialect, 0);
    return html + "</div>\n</body>\n</html>\n";
}

}  // namespace

Result<Letter> render(const Message& message, const Order& order, const Shop& shop,
                      const Zone& zone, const StepFacts& step) {
    const Fields fields = fields_of(order, shop, zone, message.language, step);
    Result<std::string> subject = fill(message.subject, fields, as_is);
    if (!subject) return subject.error();
    Result<std::string> body = fill(message.body, fields, for_markdown);
    if (!body) return body.error();

    Letter letter;
    letter.language = message.language;
    letter.subject = shortened(one_line_of_ours(*subject), subject_characters_max);
    if (letter.subject.empty()) return fail("the subject is empty");
    Result<std::string> text = plain_text(*body);
    if (!text) return text.error();
    letter.text = std::move(*text);
    letter.html = document(letter.subject, *body, letter.language);
    if (names_field(message, "shop.unsubscribe"))
        letter.unsubscribe = unsubscribe_link(order, shop);
    return letter;
}

}  // namespace vesper
