#include "rules/mustache.hpp"

#include "rules/field.hpp"
#include "rules/field_tag.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace vesper {

namespace {

constexpr std::string_view items_section = "order.items";
constexpr std::string_view item_prefix = "item.";
constexpr std::string_view blanks = " \t\r\n";
// What a Chinese or Japanese keyboard gives for {{ and }}: U+FF5B and U+FF5D, twice.
constexpr std::string_view wide_open = "\uff5b\uff5b";
constexpr std::string_view wide_close = "\uff5d\uff5d";

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Why a tag that begins with `mark` is refused; nothing for marks that are allowed.
std::optional<Words> refused_mark(char mark) {
    switch (mark) {
        case '{':
            return say("\"{{{\" would put a buyer's words in unescaped; write {{name}}");
        case '&':
            return say("\"{{&\" would put a buyer's words in unescaped; write {{name}}");
        case '=':
            return say("\"{{=\" (other brackets than {{ and }}) is not allowed");
        case '<':
        case '$':
            return say("\"{{{}\" (blocks) is not allowed", std::string{mark});
        default:
            return std::nullopt;
    }
}

/// How a field is written where it stands alone.
std::string shown_as(const MessageField& field) {
    const std::string name{field.name};
    if (field.kind == FieldKind::list)
        return "{{#order.items}} ... {{item.title}} ... {{/order.items}}";
    if (field.kind == FieldKind::flag || (field.kind == FieldKind::link && !field.always))
        return "{{#" + name + "}} ... {{/" + name + "}}";
    return field.always ? "{{" + name + "}}" : "{{" + name + " | else: ...}}";
}

std::string_view last_part(std::string_view name) {
    return name.substr(name.rfind('.') + 1);  // npos + 1 == 0
}

/// What is meant by a field that is none: {{name}} lacks the part before its dot, and {{order.nr}}
/// is no slip of order.id, though that is nearest.
Words field_hint(std::string_view name) {
    constexpr auto synonyms = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"nr", "number"},
         {"no", "number"},
         {"num", "number"},
         {"order_number", "number"},
         {"orderno", "number"},
         {"order_id", "id"},
         {"first_name", "given_name"},
         {"firstname", "given_name"},
         {"customer", "name"},
         {"fullname", "name"},
         {"full_name", "name"},
         {"tracking", "tracking_number"},
         {"tracking_no", "tracking_number"},
         {"product", "title"},
         {"qty", "quantity"},
         {"amount", "total"},
         {"price", "total"},
         {"link", "url"},
         {"products", "items"},
         {"date", "placed_on"}});
    std::string_view last = last_part(name);
    for (const auto& [written, meant] : synonyms)
        if (written == last) last = meant;
    const std::string before{name.substr(0, name.size() - last_part(name).size())};
    if (const MessageField* field = field_named(before + std::string{last}))
        return did_you_mean(field->name);
    const bool alone = before.empty() || before == "customer." || before == "user.";
    for (const MessageField& field : message_field_list())
        if (alone && last_part(field.name) == last)
            return field.name.starts_with(item_prefix) ? did_you_mean(field.name)
                                                       : say("write {}", shown_as(field));
    const Words near = suggestion(name, message_fields());
    return near.empty() ? say("a field is written like {}", "{{order.number}}") : near;
}

class Scan {
public:
    Scan(std::string_view text, const MustachePlace& place) : text_{text}, place_{place} {}

    MustacheText run() {
        std::size_t at = 0;
        while (at < text_.size()) {
            const std::size_t open = text_.find("{{", at);
            add_text(text_.substr(at, open - at));
            if (open == std::string_view::npos) break;
            at = tag(open);
        }
        for (const Open& section : open_)
            problem(section.offset, say("section {} is never closed", "{{#" + section.name + "}}"),
                    say("write {} where it ends", "{{/" + section.name + "}}"));
        return std::move(out_);
    }

private:
    struct Open {
        std::string name;
        std::size_t offset;
        bool shown_if_known;  // {{#name}}; not {{^name}}
    };

    void problem(std::size_t offset, Words message, Words hint = {}) {
        out_.problems.push_back({offset, std::move(message), std::move(hint)});
    }

    /// `whole`: the part as it is written, inside text_.
    void add(MustachePart::Kind kind, std::string_view text, std::string_view whole) {
        out_.parts.push_back({kind, std::string{text},
                              static_cast<std::size_t>(whole.data() - text_.data()), whole.size()});
    }

    void add_text(std::string_view text) {
        const std::size_t stray = text.find("}}");
        if (stray != std::string_view::npos)
            problem(static_cast<std::size_t>(text.data() - text_.data()) + stray,
                    say("}} closes nothing"), say("a field is written {{name}}"));
        for (const std::string_view wide : {wide_open, wide_close}) {
            const std::size_t found = text.find(wide);
            if (found == std::string_view::npos) continue;
            problem(static_cast<std::size_t>(text.data() - text_.data()) + found,
                    say("full-width braces would be sent as they are"),
                    say("a field is written {{name}}, with the braces of an English keyboard"));
            break;
        }
        if (!text.empty()) add(MustachePart::Kind::text, text, text);
    }

    /// Reads the tag at `open`; answers where the text goes on.
    std::size_t tag(std::size_t open) {
        const std::size_t inside = open + 2;
        const std::size_t close = text_.find("}}", inside);
        if (close == std::string_view::npos) {
            problem(open, say("{{ is never closed"), say("a field is written {{name}}"));
            return text_.size();
        }
        const std::string_view content = text_.substr(inside, close - inside);
        const std::size_t line_end = content.find('\n');
        if (line_end != std::string_view::npos && !content.starts_with('!')) {
            problem(open, say("{{ is not closed on its line"), say("a field is written {{name}}"));
            return inside + line_end;
        }
        const char mark = content.empty() ? '\0' : content.front();
        if (const auto reason = refused_mark(mark)) {
            problem(open, *reason);
            const bool triple = mark == '{' && text_.substr(close).starts_with("}}}");
            return close + (triple ? 3 : 2);
        }
        tag_ = text_.substr(open, close + 2 - open);
        if (mark == '#' || mark == '^')
            begin_section(open, mark, trimmed(content.substr(1)));
        else if (mark == '/')
            end_section(open, trimmed(content.substr(1)));
        else if (mark == '>')
            partial(open, trimmed(content.substr(1)));
        else if (mark != '!')
            field(open, content);
        return close + 2;
    }

    bool is_guarded(std::string_view name) const {
        return std::any_of(open_.begin(), open_.end(),
                           [&](const Open& one) { return one.shown_if_known && one.name == name; });
    }

    /// The field that may stand here; says so if there is none.
    const MessageField* known(std::size_t offset, std::string_view name) {
        if (name.empty()) {
            problem(offset, say("a field's name is missing"), say("a field is written {{name}}"));
            return nullptr;
        }
        const MessageField* field = field_named(name);
        if (!field) {
            problem(offset, say("unknown field {}", quoted(name)), field_hint(name));
            return nullptr;
        }
        if (name.starts_with(item_prefix) && !is_guarded(items_section)) {
            problem(offset, say("{} is known only inside {{#order.items}}", quoted(name)));
            return nullptr;
        }
        return field;
    }

    /// A value: of a kind that can be printed, and with words for the order that lacks it.
    void field(std::size_t offset, std::string_view content) {
        const FieldTag tag = read_field_tag(content, place_.language);
        const MessageField* field = known(offset, tag.name);
        if (!field) return;
        add(MustachePart::Kind::field, tag.name, tag_);
        const std::string section = "{{#" + tag.name + "}} ... {{/" + tag.name + "}}";
        if (!tag.problem.empty()) return problem(offset, tag.problem, tag.hint);
        if (field->kind == FieldKind::list)
            return problem(
                offset, say("{} is a list", quoted(tag.name)),
                say("write {}", "{{#order.items}} ... {{item.title}} ... {{/order.items}}"));
        if (field->kind == FieldKind::flag)
            return problem(offset, say("{} is true or not, and prints nothing", quoted(tag.name)),
                           say("write {}", section));
        if (!tag.forms.empty() && field->kind != FieldKind::number)
            return problem(offset, say("{} is no number and has no plural", quoted(tag.name)),
                           say("only \"else\" may stand behind its |"));
        if (field->kind == FieldKind::link && tag.otherwise)
            return problem(offset, say("{} is a link; \"else\" would not be one", quoted(tag.name)),
                           say("write {}", section));
        if (!field->always && !tag.otherwise && !is_guarded(tag.name))
            return problem(
                offset, say("not every order has {}", quoted(tag.name)),
                field->kind == FieldKind::link
                    ? say("write {}", section)
                    : say("write {} or {}", "{{" + tag.name + " | else: ...}}", section));
    }

    void partial(std::size_t offset, std::string_view name) {
        if (!place_.partials)
            problem(offset, say("{} may stand only in the text of a message",
                                "{{> " + std::string{name} + "}}"));
        else if (!is_plain_name(name))
            problem(offset, say("{} is not a partial's name", quoted(name)),
                    say("as in {}", "{{> signature}}"));
        else
            add(MustachePart::Kind::partial, name, tag_);
    }

    void begin_section(std::size_t offset, char mark, std::string_view content) {
        const std::string_view name = trimmed(content.substr(0, content.find('|')));
        if (name.size() < content.size())
            problem(offset, say("a section has no | behind its name"),
                    say("write {}", "{{" + std::string(1, mark) + std::string{name} + "}}"));
        else
            known(offset, name);
        if (name == items_section && is_guarded(items_section))  // it would repeat the repetition
            problem(offset, say("{{#order.items}} stands inside itself"));
        if (open_.size() == section_depth_max)
            problem(offset, say("sections lie more than {} deep in each other", section_depth_max));
        open_.push_back({std::string{name}, offset, mark == '#'});
        add(mark == '#' ? MustachePart::Kind::section : MustachePart::Kind::inverted, name, tag_);
    }

    void end_section(std::size_t offset, std::string_view name) {
        if (!open_.empty() && open_.back().name == name) {
            open_.pop_back();
            add(MustachePart::Kind::end, name, tag_);
            return;
        }
        problem(offset,
                say("{} closes a section that is not open", "{{/" + std::string{name} + "}}"),
                open_.empty() ? Words{} : say("open is {}", "{{#" + open_.back().name + "}}"));
        // A section closed out of turn is closed all the same: one slip is one problem.
        const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                        [&](const Open& one) { return one.name == name; });
        if (found != open_.rend()) open_.erase(found.base() - 1, open_.end());
    }

    std::string_view text_;
    MustachePlace place_;
    std::string_view tag_;  // the one being read, braces included
    std::vector<Open> open_;
    MustacheText out_;
};

}  // namespace

MustacheText scan_mustache(std::string_view text, const MustachePlace& place) {
    return Scan{text, place}.run();
}

}  // namespace vesper
