// What is shipped: rules, messages, calendars and the default shop.
#include "tests/rules/a_set.hpp"

#include <algorithm>
#include <filesystem>

using namespace vesper;

TEST_CASE("the shipped library and the default shop load without a word of complaint") {
    namespace fs = std::filesystem;
    const fs::path tree{source_tree()};
    const fs::path library = tree / "rules/library";
    const auto sources_below = [&](const std::string& folder, const std::string& extension) {
        std::vector<Source> sources;
        for (const auto& entry : fs::recursive_directory_iterator{library / folder})
            if (entry.path().extension() == extension)
                sources.push_back({fs::relative(entry.path(), library).string(),
                                   file_text(fs::relative(entry.path(), tree).string())});
        std::sort(sources.begin(), sources.end(),
                  [](const Source& a, const Source& b) { return a.name < b.name; });
        return sources;
    };
    SetSources sources{{"shop.toml", file_text("systemd/etc/shop.toml")},
                       sources_below("rules", ".toml"),
                       sources_below("messages", ".md"),
                       sources_below("calendars", ".toml")};
    REQUIRE(sources.calendars.size() >= 3);
    REQUIRE(sources.rules.size() >= 3);
    REQUIRE(sources.messages.size() >= 6);
    // What acts on a marketplace needs a bridge to it, and sleeps until there is one.
    CHECK(
        problems_of(sources, {"email"}) ==
        "rules/30-afterwards.toml:19: note: rule \"amazon-review-request\" sleeps: channel "
        "\"request-review\" is not configured; [channel.request-review] in vesper.toml wakes it\n"
        "rules/50-overdue.toml:5: note: rule \"protection-runs-out\" sleeps: channel "
        "\"extend-receipt\" is not configured; [channel.extend-receipt] in vesper.toml wakes it\n");
    CHECK(problems_of(sources, {"email", {"extend-receipt", true}, {"request-review", true}}) ==
          "");
}

TEST_CASE("every shipped day has its source, every season too") {
    namespace fs = std::filesystem;
    const fs::path tree{source_tree()};
    std::vector<Source> sources;
    for (const auto& entry : fs::directory_iterator{tree / "rules/library/calendars"})
        if (entry.path().extension() == ".toml")
            sources.push_back({entry.path().filename().string(),
                               file_text(fs::relative(entry.path(), tree).string())});
    Diagnostics diagnostics;
    const CalendarSet set = load_calendars(sources, diagnostics);
    CHECK(format(diagnostics).empty());
    std::size_t countries = 0;
    std::size_t days = 0;
    for (const auto& [code, region] : set.regions) {
        countries += code.size() == 2 && !region.holidays.empty() ? 1 : 0;
        for (const Holiday& holiday : region.holidays) {
            INFO(code << ' ' << holiday.name);
            CHECK_FALSE(holiday.source.empty());
            ++days;
        }
    }
    CHECK(countries >= 60);
    CHECK(days >= 600);
    for (const auto& [name, calendar] : set.named) {
        INFO(name);
        CHECK_FALSE(calendar.source.empty());
    }
}
