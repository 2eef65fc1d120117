#include "rules/calendar.hpp"
#include "rules/country.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"
#include "rules/subdivision_code.hpp"
#include "rules/toml_reader.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::size_t days_max = 400;  // of a region
constexpr std::size_t day_name_bytes_max = 64;

std::optional<Weekdays> read_weekend(const TomlSection& section) {
    const auto texts = section.texts("weekend");
    if (!texts) return std::nullopt;
    unsigned days = 0;
    for (const auto& [text, at] : *texts) {
        const auto some = parse_weekdays(text);
        if (some)
            days |= *some;
        else
            section.report().error(at, some.error().words);
    }
    return static_cast<Weekdays>(days);
}

std::vector<DayRule> read_days(const TomlSection& section, std::string_view key) {
    std::vector<DayRule> days;
    const auto texts = section.texts(key);
    if (!texts) return days;
    for (const auto& [text, at] : *texts) {
        auto rule = parse_day_rule(text);
        if (rule)
            days.push_back(*std::move(rule));
        else
            section.report().error(at, rule.error().words);
    }
    if (texts->empty()) section.report().error(section.at(key), say("no day is named"));
    return days;
}

/// One row of [CC.holidays]: a text, a list of texts, or a table with `on`.
Holiday read_holiday(const TomlEntry& entry, const std::string& title, const std::string& source,
                     const Report& report) {
    Holiday holiday;
    holiday.name = entry.key;
    holiday.source = source;
    if (entry.key.empty() || entry.key.size() > day_name_bytes_max)
        report.error(entry.key_at, say("a day's name has 1 to {} letters", day_name_bytes_max));
    if (entry.value.kind != TomlValue::Kind::table) {
        TomlValue alone;
        alone.entries.push_back(entry);
        const TomlSection row{alone, '[' + title + ']', report};
        holiday.on = read_days(row, entry.key);
        return holiday;
    }
    const TomlSection row{entry.value, quoted(entry.key), report};
    row.only({"on", "kind", "source"});
    if (row.has("on"))
        holiday.on = read_days(row, "on");
    else
        report.error(entry.key_at, say("{} lacks {}", quoted(entry.key), "\"on\""),
                     say("write {} = {}", "on", "\"12-25\""));
    if (const auto kind = row.word("kind", {"public", "custom"})) holiday.by_law = *kind == 0;
    if (const auto own = row.text("source")) holiday.source = *own;
    return holiday;
}

void read_holidays(const TomlSection& region, std::string_view key, const std::string& code,
                   const std::string& source, std::vector<Holiday>& holidays) {
    const TomlValue* table = region.table(key);
    if (!table) return;
    const std::string title = code + '.' + std::string{key};
    for (const TomlEntry& entry : table->entries) {
        Holiday holiday = read_holiday(entry, title, source, region.report());
        const auto same = std::find_if(holidays.begin(), holidays.end(), [&](const Holiday& known) {
            return known.name == holiday.name;
        });
        if (same != holidays.end()) {
            *same = std::move(holiday);
        } else if (holidays.size() == days_max) {
            region.report().error(entry.key_at, say("more than {} days in {}", days_max, code));
            return;
        } else {
            holidays.push_back(std::move(holiday));
        }
    }
}

void read_region(const TomlEntry& entry, const Report& report, CalendarSet& set) {
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, say("{} is a table of days, not {}", quoted(entry.key),
                                         in_words(entry.value.kind)));
        return;
    }
    const TomlSection section{entry.value, '[' + entry.key + ']', report};
    section.only({"weekend", "friday", "source", "drop", "holidays", "workdays"});
    RegionCalendar& region = set.regions[entry.key];
    if (const auto weekend = read_weekend(section)) region.weekend = *weekend;
    if (const TomlEntry* friday = entry.value.find("friday")) {
        if (friday->value.kind == TomlValue::Kind::boolean)
            region.friday = friday->value.boolean;
        else
            report.error(friday->value.at,
                         say("{} is {}, not {}", "\"friday\"", in_words(TomlValue::Kind::boolean),
                             in_words(friday->value.kind)));
    }
    const std::string source = section.text("source").value_or("");
    if (const auto dropped = section.texts("drop"))
        for (const auto& [name, at] : *dropped) region.drop.push_back(name);
    read_holidays(section, "holidays", entry.key, source, region.holidays);
    read_holidays(section, "workdays", entry.key, source, region.workdays);
}

/// What [XX] may be called, where it is no region.
Words region_hint(const std::string& code) {
    return code.find('-') == std::string::npos ? country_hint(code) : subdivision_hint(code);
}

void read_named_calendar(const TomlEntry& entry, const Report& report, CalendarSet& set) {
    if (!is_plain_name(entry.key))
        report.error(entry.key_at, say("a calendar's name is small letters, digits and hyphens"));
    if (occasion_named(entry.key)) {
        report.error(entry.key_at, say("{} has a meaning already; call the calendar otherwise",
                                       quoted(entry.key)));
        return;
    }
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, say("a calendar is a table [calendar.{}], not {}", entry.key,
                                         in_words(entry.value.kind)));
        return;
    }
    const std::string title = "calendar." + entry.key;
    const TomlSection section{entry.value, '[' + title + ']', report};
    section.only({"name", "source", "days", "in"});
    NamedCalendar& calendar = set.named[entry.key];  // a shop's own replaces the shipped one
    calendar = NamedCalendar{};
    calendar.title = section.text("name").value_or(entry.key);
    calendar.source = section.text("source").value_or("");
    calendar.everywhere = read_days(section, "days");
    if (const TomlValue* regions = section.table("in")) {
        for (const TomlEntry& region : regions->entries) {
            if (!is_region_code(region.key)) {
                report.error(region.key_at, say("unknown region {}", quoted(region.key)),
                             region_hint(region.key));
                continue;
            }
            if (region.value.kind != TomlValue::Kind::table) {
                report.error(region.value.at, say("{} is a table with days, not {}",
                                                  quoted(region.key), in_words(region.value.kind)));
                continue;
            }
            const TomlSection part{region.value, '[' + title + ".in." + region.key + ']', report};
            part.only({"days"});
            calendar.in[region.key] = read_days(part, "days");
        }
    }
    if (!section.has("days") && calendar.in.empty())
        report.error(entry.key_at,
                     say("{} lacks {}", say("calendar {}", quoted(entry.key)), "\"days\""),
                     say("write {} = {}", "days", "[\"11-11\"]"));
}

/// Names that `drop` mentions and nobody defines: a slip would leave a holiday in force.
void check_drops(const std::vector<std::pair<const Source*, TomlValue>>& documents,
                 const CalendarSet& set, Diagnostics& diagnostics) {
    for (const auto& [source, tree] : documents) {
        const Report report{*source, diagnostics};
        for (const TomlEntry& entry : tree.entries) {
            if (!is_region_code(entry.key) || entry.value.kind != TomlValue::Kind::table) continue;
            const TomlEntry* drop = entry.value.find("drop");
            if (!drop || drop->value.kind != TomlValue::Kind::list) continue;
            std::vector<std::string_view> known;
            for (const std::string& code : {entry.key, entry.key.substr(0, 2)}) {
                const auto region = set.regions.find(code);
                if (region == set.regions.end()) continue;
                for (const Holiday& holiday : region->second.holidays)
                    known.push_back(holiday.name);
            }
            for (const TomlValue& item : drop->value.items)
                if (std::find(known.begin(), known.end(), item.text) == known.end())
                    report.error(item.at,
                                 say("no holiday of {} is called {}", entry.key, quoted(item.text)),
                                 suggestion(item.text, known));
        }
    }
}

}  // namespace

bool is_region_code(std::string_view text) {
    return is_country_code(text) || is_subdivision_code(text);
}

CalendarSet load_calendars(const std::vector<Source>& sources, Diagnostics& diagnostics) {
    CalendarSet set;
    std::vector<std::pair<const Source*, TomlValue>> documents;
    for (const Source& source : sources)
        if (auto tree = read_toml(source, diagnostics))
            documents.emplace_back(&source, *std::move(tree));
    for (const auto& [source, tree] : documents) {
        const Report report{*source, diagnostics};
        const TomlSection top{tree, "", report};
        for (const TomlEntry& entry : tree.entries) {
            if (entry.key == "calendar") continue;
            if (is_region_code(entry.key))
                read_region(entry, report, set);
            else
                report.error(entry.key_at, say("unknown region {}", quoted(entry.key)),
                             region_hint(entry.key));
        }
        if (const TomlValue* named = top.table("calendar"))
            for (const TomlEntry& entry : named->entries) read_named_calendar(entry, report, set);
    }
    check_drops(documents, set, diagnostics);
    return set;
}

}  // namespace vesper
