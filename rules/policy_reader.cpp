#include "rules/policy_reader.hpp"

#include "rules/spelling.hpp"
#include "rules/vocabulary.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::int64_t days_max = 400;

/// Words of a list that `find` knows.
template <class Word, class Find>
std::vector<Word> read_all(const TomlSection& section, std::string_view key, std::string_view what,
                           const std::vector<std::string_view>& names, Find find) {
    std::vector<Word> words;
    const auto texts = section.texts(key);
    if (!texts) return words;
    for (const auto& [text, at] : *texts) {
        if (const auto word = find(text))
            words.push_back(*word);
        else
            section.report().error(at, say("unknown {} {}", what, quoted(text)),
                                   suggestion(text, names));
    }
    return words;
}

std::vector<std::string> read_names(const TomlSection& section, std::string_view key) {
    std::vector<std::string> names;
    if (const auto texts = section.texts(key))
        for (const auto& [text, at] : *texts) names.push_back(text);
    return names;
}

PlatformLimit read_limit(const TomlSection& section, Position at) {
    PlatformLimit limit;
    section.only(keys_of("platform_limit"));
    limit.stages = read_all<Stage>(section, "stages", "stage", stage_names(),
                                   [](const std::string& text) { return stage_named(text); });
    limit.deadlines =
        read_all<DeadlineKind>(section, "deadlines", "deadline", deadline_names(),
                               [](const std::string& text) { return deadline_named(text); });
    const std::vector<std::string_view> classes{"critical", "transactional", "solicitation",
                                                "marketing"};
    limit.classes =
        read_all<MessageClass>(section, "classes", "class", classes, [&](const std::string& text) {
            const auto found = std::find(classes.begin(), classes.end(), text);
            return found == classes.end() ? std::optional<MessageClass>{}
                                          : static_cast<MessageClass>(found - classes.begin());
        });
    limit.actions = read_names(section, "actions");
    limit.kinds = read_names(section, "kinds");
    limit.by_platform = section.word("by", {"platform"}).has_value();
    limit.counts_from = read_all<Stage>(section, "counts_from", "stage", stage_names(),
                                        [](const std::string& text) { return stage_named(text); });
    limit.once = section.flag("once").value_or(false);
    if (section.has("from"))
        if (const auto days = section.integer("from", 0, days_max))
            limit.from_days = static_cast<int>(*days);
    if (section.has("until"))
        if (const auto days = section.integer("until", 0, days_max))
            limit.until_days = static_cast<int>(*days);
    limit.because = section.text("because").value_or("");
    limit.source = section.text("source").value_or("");
    for (const char* key : {"because", "source"})
        if (!section.has(key))
            section.report().error(at, say("{} lacks {}", section.title(), quoted(key)),
                                   say("whoever is refused must be told why, and who says so"));
    return limit;
}

}  // namespace

Platform read_platform(const TomlEntry& entry, const Report& report) {
    Platform platform;
    platform.name = entry.key;
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, say("a platform is a table [platform.{}], not {}", entry.key,
                                         in_words(entry.value.kind)));
        return platform;
    }
    const TomlSection section{entry.value, "[platform." + entry.key + ']', report};
    section.only(keys_of("platform"));
    platform.silent = read_names(section, "silent");
    for (const TomlValue* table : section.tables("limit")) {
        const std::string number = std::to_string(platform.limits.size() + 1);
        const TomlSection one{*table, say("limit {} of {}", number, section.title()), report};
        platform.limits.push_back(read_limit(one, table->at));
    }
    return platform;
}

}  // namespace vesper
