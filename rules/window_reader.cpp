#include "rules/window_reader.hpp"

#include "rules/country.hpp"
#include "rules/duration.hpp"
#include "rules/spelling.hpp"

namespace vesper {

namespace {

constexpr std::string_view ramadan_key = "ramadan";
constexpr seconds end_of_day{86400};
constexpr seconds iftar_after_max{6 * 3600};  // more would reach into the next morning

std::string_view without_blanks_before(std::string_view text) {
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

/// "iftar" or "iftar + 75m"; nothing if the text does not begin with the word.
std::optional<Result<Iftar>> parse_iftar(std::string_view text) {
    constexpr std::string_view word = "iftar";
    if (!text.starts_with(word)) return std::nullopt;
    std::string_view rest = without_blanks_before(text.substr(word.size()));
    if (rest.empty()) return Iftar{};
    const std::string form = quoted(text) + " is not like \"iftar + 75m\"";
    if (rest.front() != '+') return fail(form);
    const auto after = parse_delay(without_blanks_before(rest.substr(1)));
    if (!after || !std::holds_alternative<Elapsed>(*after)) return fail(form);
    const seconds span = std::get<Elapsed>(*after).span;
    if (span > iftar_after_max) return fail(quoted(text) + " is more than 6 hours after sunset");
    return Iftar{span};
}

std::optional<seconds> read_time(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text) return std::nullopt;
    const auto time = parse_time_of_day(*text);
    if (time) return *time;
    section.report().error(section.at(key), time.error().message);
    return std::nullopt;
}

void read_from(const TomlSection& section, bool in_ramadan, Opens& opens) {
    const auto text = section.text("from");
    if (!text) return;
    if (const auto iftar = parse_iftar(*text)) {
        if (!in_ramadan)
            section.report().error(section.at("from"), "\"iftar\" is known only during Ramadan",
                                   "write it in a table [window.NAME.in.CC.during.ramadan]");
        else if (!*iftar)
            section.report().error(section.at("from"), iftar->error().message);
        else
            opens.from = **iftar;
        return;
    }
    const auto time = read_time(section, "from");
    if (time && *time == end_of_day)
        section.report().error(section.at("from"), "a window cannot open at \"24:00\"",
                               "write \"00:00\"");
    else if (time)
        opens.from = *time;
}

void read_days(const TomlSection& section, Opens& opens) {
    const auto texts = section.texts("days");
    if (!texts) return;
    Weekdays days = 0;
    for (const auto& [text, at] : *texts) {
        if (text.empty()) continue;
        const auto some = parse_weekdays(text);
        if (!some) {
            section.report().error(at, some.error().message);
            return;
        }
        days = static_cast<Weekdays>(days | *some);
    }
    if (days == 0)
        section.report().error(section.at("days"), section.title() + " never opens: it has no days",
                               "write \"daily\", \"mon-fri\" or \"sat,sun\"");
    else
        opens.days = days;
}

void read_avoid(const TomlSection& section, Opens& opens) {
    const auto texts = section.texts("avoid");
    if (!texts) return;
    opens.avoid.emplace();
    for (const auto& [text, at] : *texts) {
        if (text == "shabbat")
            opens.avoid->assign(1, Avoid::shabbat);
        else
            section.report().error(at, "cannot avoid " + quoted(text), "known: shabbat");
    }
}

Opens read_opens(const TomlSection& section, bool in_ramadan) {
    Opens opens;
    read_from(section, in_ramadan, opens);
    opens.until = read_time(section, "to");
    read_days(section, opens);
    read_avoid(section, opens);
    return opens;
}

/// `during.ramadan` below `section`, if it is there.
std::optional<Opens> read_during(const TomlSection& section, const std::string& title) {
    const TomlValue* seasons = section.table("during");
    if (!seasons) return std::nullopt;
    const Report& report = section.report();
    const TomlSection during{*seasons, '[' + title + ".during]", report};
    during.only({ramadan_key});
    const TomlValue* table = during.table(ramadan_key);
    if (!table) return std::nullopt;
    const TomlSection ramadan{*table, '[' + title + ".during.ramadan]", report};
    ramadan.only({"from", "to", "days", "avoid"});
    return read_opens(ramadan, true);
}

void read_country(const TomlEntry& entry, const Report& report, Window& window) {
    const std::string& code = entry.key;
    if (!is_country_code(code)) {
        report.error(entry.key_at, "unknown country " + quoted(code), country_hint(code));
        return;
    }
    const std::string title = "window." + window.name + ".in." + code;
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, quoted(code) + " is a table of hours, not " +
                                         std::string{in_words(entry.value.kind)});
        return;
    }
    const TomlSection section{entry.value, '[' + title + ']', report};
    section.only({"from", "to", "days", "avoid", "during"});
    const Opens opens = read_opens(section, false);
    if (opens != Opens{}) window.in[code] = opens;
    if (const auto ramadan = read_during(section, title)) window.ramadan[code] = *ramadan;
}

/// Hours that begin and end at once, seen as the buyer of `country` would.
void check_length(const Window& window, const std::string& country, bool ramadan, Position at,
                  const Report& report) {
    const Opens opens = opens_in(window, country, ramadan);
    const auto* from = opens.from ? std::get_if<seconds>(&*opens.from) : nullptr;
    if (!from || !opens.until || *from != *opens.until) return;
    const std::string where = country.empty() ? "" : " in " + country;
    const std::string when = ramadan ? " during Ramadan" : "";
    report.error(at,
                 "window " + quoted(window.name) + " opens and closes at " + time_of_day(*from) +
                     where + when,
                 *from == seconds{0} ? "the whole day is \"00:00\" to \"24:00\"" : "");
}

void check_lengths(const Window& window, const TomlSection& section, const Report& report) {
    // The wider table is named once; a narrower one only where it is the narrower one's doing.
    const std::size_t known = window.in.size() + window.ramadan.size();
    const Position at = section.has("to") ? section.at("to") : window.at;
    check_length(window, "", false, at, report);
    const auto* from =
        window.everywhere.from ? std::get_if<seconds>(&*window.everywhere.from) : nullptr;
    const bool wide_is_empty = from && window.everywhere.until && *from == *window.everywhere.until;
    if (known == 0 || wide_is_empty) return;
    const TomlEntry* countries = nullptr;
    for (const TomlEntry& entry : section.entries())
        if (entry.key == "in") countries = &entry;
    const auto place_of = [&](const std::string& country) {
        const TomlEntry* entry = countries ? countries->value.find(country) : nullptr;
        return entry ? entry->key_at : window.at;
    };
    for (const auto& [country, opens] : window.in)
        check_length(window, country, false, place_of(country), report);
    for (const auto& [country, opens] : window.ramadan)
        check_length(window, country, true, place_of(country), report);
}

}  // namespace

Window read_window(const TomlEntry& entry, const Report& report) {
    Window window;
    window.name = entry.key;
    window.file = report.file();
    window.at = entry.key_at;
    if (!is_plain_name(entry.key))
        report.error(entry.key_at, "a window's name is small letters, digits and hyphens");
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, "a window is a table [window." + entry.key + "], not " +
                                         std::string{in_words(entry.value.kind)});
        return window;
    }
    const TomlSection section{entry.value, "[window." + entry.key + ']', report};
    section.only({"from", "to", "days", "clock", "avoid", "in", "during"});
    if (const auto clock = section.word("clock", {"buyer", "shop"}))
        window.clock = static_cast<Window::Clock>(*clock);
    window.everywhere = read_opens(section, false);
    for (const std::string_view key : {"from", "to"})
        if (!section.has(key))
            report.error(
                entry.key_at, "window " + quoted(entry.key) + " lacks " + quoted(key),
                "write " + std::string{key} + " = \"" + (key == "from" ? "19:00" : "21:00") + '"');
    if (const auto ramadan = read_during(section, "window." + entry.key))
        window.ramadan[""] = *ramadan;
    if (const TomlValue* countries = section.table("in"))
        for (const TomlEntry& country : countries->entries) read_country(country, report, window);
    check_lengths(window, section, report);
    return window;
}

}  // namespace vesper
