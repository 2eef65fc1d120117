#include "rules/message_check.hpp"

#include "rules/mustache.hpp"
#include "rules/sms.hpp"
#include "rules/spelling.hpp"

namespace vesper {

namespace {

std::string file_of(const std::string& message, const std::string& language) {
    return "messages/" + message + '/' + language + ".md";
}

Words no_text(const std::string& message, const std::string& language) {
    return say("message {} has no text in {}", quoted(message), language);
}

}  // namespace

void MessageCheck::check(const MessageUse& use, const Report& report) {
    if (shop_.languages.empty()) return;  // said already
    if (!messages_.contains(use.message)) {
        const std::vector<std::string> names = messages_.names();
        const auto near = nearest(use.message, {names.begin(), names.end()});
        report.error(use.at, say("unknown message {}", quoted(use.message)),
                     near ? did_you_mean(*near)
                          : say("missing: {}", file_of(use.message, shop_.languages.front())));
        return;
    }
    if (use.to_staff)
        check_staff(use, report);
    else
        check_languages(use, report);
    if (use.marketing) check_unsubscribe(use, report);
    if (use.by_sms) check_sms(use, report);
}

/// The shop's first language must be there, for it stands in for every other, unless all that the
/// rule can meet are there themselves.
void MessageCheck::check_languages(const MessageUse& use, const Report& report) {
    const std::string& first = shop_.languages.front();
    const bool covered = messages_.find(use.message, first, {}) != nullptr;
    for (const std::string& language : use.languages) {
        if (messages_.find(use.message, language, {})) continue;
        const Words hint = say("missing: {}", file_of(use.message, language));
        if (!covered) return report.error(use.at, no_text(use.message, language), hint);
        if (said_.insert(use.message + '/' + language).second)
            report.warning(use.at,
                           say("message {} has no text in {}; its buyers will read {}",
                               quoted(use.message), language, first),
                           hint);
    }
}

void MessageCheck::check_staff(const MessageUse& use, const Report& report) const {
    const auto languages = fallback_languages(shop_, true);
    if (!messages_.find(use.message, "", languages))
        report.error(use.at, no_text(use.message, languages.front()),
                     say("missing: {}", file_of(use.message, languages.front())));
}

/// In every language it is written in.
void MessageCheck::check_unsubscribe(const MessageUse& use, const Report& report) const {
    if (shop_.unsubscribe.empty())
        report.error(use.at, say("marketing needs a way to unsubscribe"),
                     say("shop.toml: unsubscribe = \"https://...\" or \"mailto:...\""));
    for (const std::string& language : messages_.languages(use.message))
        if (!names_field(*messages_.find(use.message, language, {}), "shop.unsubscribe"))
            report.error(
                use.at,
                say("marketing without a link to unsubscribe: {}", file_of(use.message, language)),
                say("write {{> unsubscribe}} at its end"));
}

/// Of each language; the fields come on top.
void MessageCheck::check_sms(const MessageUse& use, const Report& report) {
    for (const std::string& language : messages_.languages(use.message)) {
        std::string words;
        std::string with_fields;  // each as one letter: **{{order.number}}** is bold
        for (const MustachePart& part :
             scan_mustache(messages_.find(use.message, language, {})->body, {{}, true}).parts) {
            if (part.kind == MustachePart::Kind::text) words += part.text;
            if (part.kind == MustachePart::Kind::text) with_fields += part.text;
            if (part.kind == MustachePart::Kind::field) with_fields += 'x';
        }
        check_markup(use, markup_in(with_fields), file_of(use.message, language), report);
        const std::size_t parts = sms_parts(words);
        if (parts <= sms_parts_fair || !said_.insert(use.message + "/sms/" + language).second)
            continue;
        const std::string file = file_of(use.message, language);
        if (parts > sms_parts_max)
            report.error(use.at,
                         say("message {} needs {} SMS in {}; one text has at most {}",
                             quoted(use.message), parts, language, sms_parts_max),
                         say("shorten {}", file));
        else
            report.warning(
                use.at, say("message {} needs {} SMS in {}", quoted(use.message), parts, language),
                say("each is paid for; shorten {}", file));
    }
}

/// Each once for a message: its other languages have the same.
void MessageCheck::check_markup(const MessageUse& use, const Markup& markup,
                                const std::string& file, const Report& report) {
    const auto doubt = [&](bool has, const char* kind, Words words, Words hint) {
        if (has && said_.insert(use.message + "/sms " + kind).second)
            report.warning(use.at, std::move(words), std::move(hint));
    };
    const Words plain = say("an SMS is plain text; a message of its own may say it shorter");
    doubt(markup.heading, "heading",
          say("message {} has a heading, and may go by SMS: {}", quoted(use.message), file), plain);
    doubt(markup.emphasis, "emphasis",
          say("message {} has bold or slanted words, and may go by SMS: {}", quoted(use.message),
              file),
          plain);
    doubt(
        markup.link, "link",
        say("message {} has a link behind words, and may go by SMS: {}", quoted(use.message), file),
        say("an SMS shows the words, then the address: write the address alone, like {}",
            "{{order.url}}"));
}

}  // namespace vesper
