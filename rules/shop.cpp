#include "rules/shop.hpp"

#include "rules/country.hpp"
#include "rules/currency.hpp"
#include "rules/language.hpp"
#include "rules/load.hpp"
#include "rules/money.hpp"
#include "rules/rule_reader.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_reader.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::size_t address_bytes_max = 254;  // RFC 5321, 4.5.3.1.3, less the angle brackets
constexpr std::size_t line_bytes_max = 200;     // of a name that people read

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

/// One @ with something on both sides, and nothing that an SMTP command or a header would trip
/// over.
bool looks_like_address(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos && text.size() <= address_bytes_max &&
           text.find_first_of(" \t<>(),;:\"\\") == std::string_view::npos && !has_control(text);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// A text of one line that is not empty; anything else is reported and answered as "".
std::string read_line(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text) return {};
    const Position at = section.at(key);
    if (trimmed(*text).empty())
        section.report().error(at, say("{} is empty", quoted(key)));
    else if (has_control(*text))
        section.report().error(
            at, say("{} has more than one line or a control character", quoted(key)));
    else if (text->size() > line_bytes_max)
        section.report().error(at, say("{} is longer than {} bytes", quoted(key), line_bytes_max));
    else
        return *text;
    return {};
}

std::string read_address(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text || text->empty()) return {};  // "" is how one says "none" and keeps the line
    if (looks_like_address(*text)) return *text;
    section.report().error(section.at(key), say("{} is not a mail address", quoted(*text)));
    return {};
}

/// `Sample Shop <shop@example.com>` or the address alone.
void read_sender(const TomlSection& section, Shop& shop) {
    const std::string text = read_line(section, "sender");
    if (text.empty()) return;
    const std::size_t open = text.rfind('<');
    const bool bracketed = open != std::string::npos && text.ends_with('>');
    const std::string address = bracketed ? text.substr(open + 1, text.size() - open - 2) : text;
    if (!looks_like_address(address)) {
        section.report().error(section.at("sender"), say("{} is not a sender", quoted(text)),
                               say("write \"Sample Shop <shop@example.com>\""));
        return;
    }
    shop.sender_address = address;
    std::string_view display = trimmed(std::string_view{text}.substr(0, bracketed ? open : 0));
    if (display.size() >= 2 && display.front() == '"' && display.back() == '"')
        display = trimmed(display.substr(1, display.size() - 2));
    shop.sender_name = std::string{display};
}

void read_languages(const TomlSection& section, Shop& shop) {
    const auto texts = section.texts("languages");
    if (!texts) return;
    if (texts->empty())
        section.report().error(section.at("languages"), say("{} names none", "\"languages\""),
                               say("the first is used where a buyer's own has no text"));
    for (const auto& [text, at] : *texts) {
        if (const auto slip = language_slip(text))
            section.report().error(at, slip->message, slip->hint);
        else if (std::find(shop.languages.begin(), shop.languages.end(), text) !=
                 shop.languages.end())
            section.report().error(at, say("{} is written twice", quoted(text)));
        else
            shop.languages.push_back(text);
    }
}

/// Names that an unsubscribe address may hold; the receiving page has to know who left.
const std::vector<std::string_view> unsubscribe_names{"order.id", "order.key", "buyer.email"};

/// "https://shop.example/leave?order={{order.id}}" or "mailto:leave@shop.example".
void read_unsubscribe(const TomlSection& section, Shop& shop) {
    constexpr std::string_view key = "unsubscribe";
    const auto text = section.text(key);
    if (!text || text->empty()) return;  // "" is how one says "none" and keeps the line
    const Report& report = section.report();
    const Position at = section.at(key);
    constexpr std::string_view mailto = "mailto:";
    constexpr std::string_view https = "https://";
    if (has_control(*text) || text->find(' ') != std::string::npos)
        return report.error(at, say("\"unsubscribe\" holds a blank or a control character"));
    if (text->starts_with(mailto)) {
        const std::string address = text->substr(mailto.size(), text->find('?') - mailto.size());
        if (!looks_like_address(address))
            return report.error(at, say("{} is not a mail address", quoted(address)));
    } else if (!text->starts_with(https) || text->size() == https.size()) {
        return report.error(at, say("\"unsubscribe\" is a https:// or mailto: address"),
                            say("mail programs unsubscribe with one click over https alone"));
    }
    for (std::size_t open = 0; (open = text->find("{{", open)) != std::string::npos; ++open) {
        const std::size_t close = text->find("}}", open);
        if (close == std::string::npos) return report.error(at, say("{{ is never closed"));
        const std::string name{trimmed(std::string_view{*text}.substr(open + 2, close - open - 2))};
        if (std::find(unsubscribe_names.begin(), unsubscribe_names.end(), name) ==
            unsubscribe_names.end())
            return report.error(at, say("{} is not known in \"unsubscribe\"", quoted(name)),
                                suggestion(name, unsubscribe_names));
    }
    shop.unsubscribe = *text;
}

void read_staff_language(const TomlSection& section, Shop& shop) {
    const auto text = section.text("staff_language");
    if (!text) return;
    if (const auto slip = language_slip(*text))
        section.report().error(section.at("staff_language"), slip->message, slip->hint);
    else
        shop.staff_language = *text;
}

/// Where courts take a request for a review for advertising (Germany: BGH VI ZR 225/17). [] where
/// the shop has asked a lawyer and knows better.
void read_consent_countries(const TomlSection& section, Shop& shop) {
    const auto texts = section.texts("reviews_need_consent");
    if (!texts) return;
    shop.reviews_need_consent.clear();
    for (const auto& [text, at] : *texts) {
        if (is_country_code(text))
            shop.reviews_need_consent.push_back(text);
        else
            section.report().error(at, say("unknown country {}", quoted(text)), country_hint(text));
    }
}

/// "moved-to-lisbon" = "Europe/Lisbon"
void read_zones_of_tags(const TomlSection& section, Shop& shop,
                        const std::function<bool(const std::string&)>& is_zone) {
    const TomlValue* table = section.table("zone_of_tag");
    if (!table) return;
    const TomlSection tags{*table, "[zone_of_tag]", section.report()};
    for (const TomlEntry& entry : tags.entries()) {
        const auto zone = tags.text(entry.key);
        if (!zone) continue;
        if (is_zone && !is_zone(*zone))
            section.report().error(tags.at(entry.key), say("unknown time zone {}", quoted(*zone)),
                                   say("a name like {}", "\"America/New_York\""));
        else
            shop.zone_of_tag[entry.key] = *zone;
    }
}

void report_missing(const TomlSection& section) {
    struct Needed {
        std::string_view key;
        Words hint;
    };
    const Needed needed[] = {
        {"name", say("write name = \"Sample Shop\"")},
        {"zone", say("the shop's clock, like zone = \"Asia/Shanghai\"")},
        {"languages", say("write languages = [\"en\"]")},
        {"sender", say("write sender = \"Sample Shop <shop@example.com>\"")},
    };
    for (const auto& [key, hint] : needed)
        if (!section.has(key))
            section.report().error({}, say("the shop lacks {}", quoted(key)), hint);
}

}  // namespace

Shop load_shop(const Source& source, Diagnostics& diagnostics,
               const std::function<bool(const std::string&)>& is_zone) {
    Shop shop;
    const auto table = read_toml(source, diagnostics);
    if (!table) return shop;
    const Report report{source, diagnostics};
    const TomlSection section{*table, "", report};
    section.only({"name", "zone", "languages", "staff_language", "currency", "sender", "reply_to",
                  "redirect_to", "unsubscribe", "doubt", "staff", "reviews_need_consent",
                  "zone_of_tag"});
    report_missing(section);
    shop.name = read_line(section, "name");
    shop.zone = read_line(section, "zone");
    if (!shop.zone.empty() && is_zone && !is_zone(shop.zone))
        report.error(section.at("zone"), say("unknown time zone {}", quoted(shop.zone)),
                     say("a name like {}", "\"Asia/Shanghai\""));
    read_languages(section, shop);
    if (const auto currency = section.text("currency")) {
        if (is_currency(*currency))
            shop.currency = *currency;
        else
            report.error(section.at("currency"), say("unknown currency {}", quoted(*currency)),
                         currency_hint(*currency));
    }
    read_sender(section, shop);
    shop.reply_to = read_address(section, "reply_to");
    shop.redirect_to = read_address(section, "redirect_to");
    read_unsubscribe(section, shop);
    read_staff_language(section, shop);
    shop.staff = read_address(section, "staff");
    read_consent_countries(section, shop);
    read_zones_of_tags(section, shop, is_zone);
    if (const auto doubt = read_doubt(section)) {
        shop.doubt = *doubt;
        if (doubt->way == Doubt::Way::zone && is_zone && !is_zone(doubt->zone))
            report.error(section.at("doubt"), say("unknown time zone {}", quoted(doubt->zone)),
                         say("a name like {}", "\"America/New_York\""));
    }
    return shop;
}

std::vector<std::string> fallback_languages(const Shop& shop, bool staff) {
    std::vector<std::string> languages;
    if (staff && !shop.staff_language.empty()) languages.push_back(shop.staff_language);
    languages.insert(languages.end(), shop.languages.begin(), shop.languages.end());
    // Letters to the shop are shipped in these two; a shop that writes to its buyers in Polish
    // alone still gets them.
    if (staff) languages.insert(languages.end(), {"en", "zh"});
    return languages;
}

const std::string& staff_address(const Shop& shop) {
    if (!shop.staff.empty()) return shop.staff;
    return shop.reply_to.empty() ? shop.sender_address : shop.reply_to;
}

}  // namespace vesper
