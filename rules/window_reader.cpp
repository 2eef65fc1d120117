#include "rules/window_reader.hpp"

#include "rules/calendar.hpp"
#include "rules/country.hpp"
#include "rules/duration.hpp"
#include "rules/meant.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"
#include "rules/subdivision_code.hpp"
#include "rules/vocabulary.hpp"

namespace vesper {

namespace {

constexpr std::string_view ramadan_key = "ramadan";
constexpr std::size_t hours_max = 20;  // of one table
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
    const Error form = fail(say("{} is not like \"iftar + 75m\"", quoted(text)));
    if (rest.front() != '+') return form;
    const auto after = parse_delay(without_blanks_before(rest.substr(1)));
    if (!after || !std::holds_alternative<Elapsed>(*after)) return form;
    const seconds span = std::get<Elapsed>(*after).span;
    if (span > iftar_after_max)
        return fail(say("{} is more than 6 hours after sunset", quoted(text)));
    return Iftar{span};
}

std::optional<seconds> read_time(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text) return std::nullopt;
    const auto time = parse_time_of_day(*text);
    if (time) return *time;
    section.report().error(section.at(key), time.error().words);
    return std::nullopt;
}

void read_from(const TomlSection& section, bool in_ramadan, Opens& opens) {
    const auto text = section.text("from");
    if (!text) return;
    if (const auto iftar = parse_iftar(*text)) {
        if (!in_ramadan)
            section.report().error(section.at("from"),
                                   say("\"iftar\" is known only during Ramadan"),
                                   say("write it in a table [window.NAME.in.CC.during.ramadan]"));
        else if (!*iftar)
            section.report().error(section.at("from"), iftar->error().words);
        else
            opens.from = **iftar;
        return;
    }
    const auto time = read_time(section, "from");
    if (time && *time == end_of_day)
        section.report().error(section.at("from"), say("a window cannot open at \"24:00\""),
                               say("write {}", "\"00:00\""));
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
            section.report().error(at, some.error().words);
            return;
        }
        days = static_cast<Weekdays>(days | *some);
    }
    if (days == 0)
        section.report().error(section.at("days"),
                               say("{} never opens: it has no days", section.title()),
                               say("write \"daily\", \"mon-fri\" or \"sat,sun\""));
    else
        opens.days = days;
}

std::optional<std::vector<Occasion>> read_occasions(const TomlSection& section,
                                                    std::string_view key) {
    const auto texts = section.texts(key);
    if (!texts) return std::nullopt;
    std::vector<Occasion> occasions;
    for (const auto& [text, at] : *texts) {
        // A word that is not known here may be a calendar's name; the set as a whole knows.
        Occasion occasion{occasion_named(text).value_or(Occasion::Kind::named), text, at};
        if (key == "only" && occasion.kind == Occasion::Kind::shabbat)
            section.report().error(at, say("a window cannot open only on Shabbat"));
        else
            occasions.push_back(std::move(occasion));
    }
    return occasions;
}

/// "19:00-21:00" or "mon-fri 19:00-21:00".
Result<Hours> parse_plain_hours(std::string_view text) {
    Hours hours;
    std::string_view times = text;
    if (const std::size_t blank = text.rfind(' '); blank != std::string_view::npos) {
        const auto days = parse_weekdays(text.substr(0, blank));
        if (!days) return days.error();
        hours.days = *days;
        times = text.substr(blank + 1);
    }
    const std::size_t dash = times.find('-');
    const Error form =
        fail(say("{} is not like \"19:00-21:00\" or \"sat,sun 10:00-12:00\"", quoted(text)));
    if (dash == std::string_view::npos) return form;
    // Of "9-5" nobody knows which half of the day it means: one side alone must not be guessed.
    const auto edge = [&](std::string_view side) -> Result<seconds> {
        const auto time = parse_time_of_day(side);
        return time || time_meant(side).empty() ? time : form;
    };
    const auto from = edge(times.substr(0, dash));
    if (!from) return from.error();
    const auto until = edge(times.substr(dash + 1));
    if (!until) return until.error();
    if (*from == end_of_day) return fail(say("a window cannot open at \"24:00\"; write \"00:00\""));
    if (*from == *until) return fail(say("{} opens and closes at the same time", quoted(text)));
    hours.from = *from;
    hours.until = *until;
    return hours;
}

Result<Hours> parse_hours(std::string_view text) {
    Result<Hours> hours = parse_plain_hours(text);
    if (hours) return hours;
    const std::string meant = hours_meant(text);
    if (meant.empty() || meant == text || !parse_plain_hours(meant)) return hours;
    return fail(say("{} is written {}", quoted(text), quoted(meant)));
}

/// Whether there is an instant at which both are open, on the clock of a week.
bool overlap(const Hours& a, const Hours& b) {
    constexpr std::int64_t day = 86400;
    const auto length = [&](const Hours& hours) {
        return (hours.until - hours.from).count() + (hours.from > hours.until ? day : 0);
    };
    for (int i = 0; i < 7; ++i) {
        for (int j = -1; j < 8; ++j) {
            if ((a.days >> i & 1) == 0 || (b.days >> ((j + 7) % 7) & 1) == 0) continue;
            const std::int64_t one = i * day + a.from.count();
            const std::int64_t other = j * day + b.from.count();
            if (one < other + length(b) && other < one + length(a)) return true;
        }
    }
    return false;
}

void read_hours(const TomlSection& section, Opens& opens) {
    const auto texts = section.texts("hours");
    if (!texts) return;
    for (const std::string_view key : {"from", "to"})
        if (section.has(key))
            section.report().error(section.at(key), say("\"hours\" says it already"),
                                   say("write either hours or from and to"));
    std::vector<Hours> all;
    for (const auto& [text, at] : *texts) {
        const auto hours = parse_hours(text);
        if (!hours) {
            section.report().error(at, hours.error().words);
            return;
        }
        for (std::size_t i = 0; i < all.size(); ++i)
            if (overlap(all[i], *hours))
                section.report().error(
                    at, say("{} overlaps {}", quoted(text), quoted((*texts)[i].text)));
        all.push_back(*hours);
    }
    if (all.empty())
        section.report().error(section.at("hours"), say("{} has no hours", section.title()),
                               say("write hours = [\"12:00-13:30\", \"19:00-21:00\"]"));
    else if (all.size() > hours_max)
        section.report().error(section.at("hours"),
                               say("more than {} stretches of hours", hours_max));
    else
        opens.hours = std::move(all);
}

Opens read_opens(const TomlSection& section, bool in_ramadan) {
    Opens opens;
    read_from(section, in_ramadan, opens);
    opens.until = read_time(section, "to");
    read_hours(section, opens);
    read_days(section, opens);
    opens.avoid = read_occasions(section, "avoid");
    opens.only = read_occasions(section, "only");
    return opens;
}

/// `during.ramadan` below `section`, if it is there.
std::optional<Opens> read_during(const TomlSection& section, const std::string& title) {
    const TomlValue* seasons = section.table("during");
    if (!seasons) return std::nullopt;
    const Report& report = section.report();
    const TomlSection during{*seasons, '[' + title + ".during]", report};
    during.only(keys_of("during"));
    const TomlValue* table = during.table(ramadan_key);
    if (!table) return std::nullopt;
    const TomlSection ramadan{*table, '[' + title + ".during.ramadan]", report};
    ramadan.only(keys_of("ramadan"));
    return read_opens(ramadan, true);
}

void read_country(const TomlEntry& entry, const Report& report, Window& window) {
    const std::string& code = entry.key;
    if (!is_region_code(code)) {
        const bool part = code.find('-') == 2 && is_country_code(code.substr(0, 2));
        report.error(entry.key_at, say("unknown country {}", quoted(code)),
                     part ? subdivision_hint(code) : country_hint(code));
        return;
    }
    const std::string title = "window." + window.name + ".in." + code;
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, say("{} is a table of hours, not {}", quoted(code),
                                         in_words(entry.value.kind)));
        return;
    }
    const TomlSection section{entry.value, '[' + title + ']', report};
    section.only(keys_of("region"));
    const Opens opens = read_opens(section, false);
    if (opens != Opens{}) window.in[code] = opens;
    if (const auto ramadan = read_during(section, title)) window.ramadan[code] = *ramadan;
}

/// What is wrong with the hours that a buyer of some region would see; empty if nothing is.
Words fault(const Opens& opens) {
    if (opens.hours) {
        const Weekdays days = opens.days.value_or(every_day);
        for (const Hours& hours : *opens.hours)
            if ((hours.days & days) != 0) return {};
        return say("never opens: its hours and its days have no day in common");
    }
    if (!opens.from || !opens.until) return say("has no {}", opens.from ? "\"to\"" : "\"from\"");
    const auto* from = std::get_if<seconds>(&*opens.from);
    if (!from || *from != *opens.until) return {};
    return say("opens and closes at {}", time_of_day(*from));
}

/// Hours that begin and end at once, or lack an edge, seen as the buyer of `region` would.
void check_length(const Window& window, const std::string& region, bool ramadan, Position at,
                  const Report& report) {
    const Opens opens =
        opens_in(window, region.substr(0, 2), ramadan, region.size() > 2 ? region : std::string{});
    const Words what = fault(opens);
    if (what.empty()) return;
    const std::string name = quoted(window.name);
    const auto* at_once = opens.from ? std::get_if<seconds>(&*opens.from) : nullptr;
    const bool midnight = at_once && *at_once == seconds{0};
    report.error(at,
                 region.empty() ? ramadan ? say("window {} {} during Ramadan", name, what)
                                          : say("window {} {}", name, what)
                 : ramadan ? say("window {} {} in {} during Ramadan", name, what, region)
                                : say("window {} {} in {}", name, what, region),
                 midnight ? say("the whole day is \"00:00\" to \"24:00\"") : Words{});
}

void check_lengths(const Window& window, const TomlSection& section, const Report& report) {
    // The wider table is named once; a narrower one only where it is the narrower one's doing.
    const std::size_t known = window.in.size() + window.ramadan.size();
    const Position at = section.has("to") ? section.at("to") : window.at;
    if (!window.everywhere.hours && (!window.everywhere.from || !window.everywhere.until)) return;
    check_length(window, "", false, at, report);
    if (known == 0 || !fault(window.everywhere).empty()) return;
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
        report.error(entry.key_at, say("a window's name is small letters, digits and hyphens"),
                     name_hint(entry.key, "[window.{}]"));
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, say("a window is a table [window.{}], not {}", entry.key,
                                         in_words(entry.value.kind)));
        return window;
    }
    const TomlSection section{entry.value, "[window." + entry.key + ']', report};
    section.only(keys_of("window"));
    if (const auto clock = section.word("clock", {"buyer", "shop"}))
        window.clock = static_cast<Window::Clock>(*clock);
    window.everywhere = read_opens(section, false);
    for (const std::string_view key : {"from", "to"})
        if (!section.has(key) && !section.has("hours"))
            report.error(entry.key_at,
                         say("{} lacks {}", say("window {}", quoted(entry.key)), quoted(key)),
                         say("write {} = {}", key, key == "from" ? "\"19:00\"" : "\"21:00\""));
    if (const auto ramadan = read_during(section, "window." + entry.key))
        window.ramadan[""] = *ramadan;
    if (const TomlValue* countries = section.table("in"))
        for (const TomlEntry& country : countries->entries) read_country(country, report, window);
    check_lengths(window, section, report);
    return window;
}

}  // namespace vesper
