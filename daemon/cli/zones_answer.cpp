#include "daemon/cli/zones_answer.hpp"

#include "daemon/cli/moment.hpp"
#include "daemon/cli/text.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace vesper::cli {

ZonesView read_zones(const std::string& body) {
    using Json = nlohmann::json;
    const Json answer = Json::parse(body);
    const Json zones = answer.value("zones", Json::object());
    const auto text = [](const Json& from, const char* name) {
        const auto found = from.find(name);
        return found != from.end() && found->is_string() ? found->get<std::string>() : "";
    };
    const auto number = [](const Json& from, const char* name) {
        const auto found = from.find(name);
        return found != from.end() && found->is_number() ? found->get<std::int64_t>() : 0;
    };
    ZonesView view;
    view.version = text(answer, "tzdata");
    view.released = text(zones.value("released", Json::object()), "utc");
    view.age_days = number(zones, "age_days");
    view.from = text(zones, "from");
    view.to = text(zones, "to");
    view.changed = text(zones.value("changed", Json::object()), "shop");
    view.moved = number(zones, "moved");
    for (const char* way : {"hold", "both", "zone"})
        view.in_doubt[way] = number(answer.value("in_doubt", Json::object()), way);
    return view;
}

Words zones_words(const ZonesView& zones) {
    Words words = say("tzdata {}", printable(zones.version));
    if (!zones.released.empty())
        words = say("{} of {}, {}", words, printable(zones.released.substr(0, 10)),
                    say_count(zones.age_days, "{} day old", "{} days old"));
    if (!zones.to.empty())
        words = say("{}; {}", words,
                    say("{} -> {} on {}: {}", printable(zones.from), printable(zones.to),
                        say_moment(zones.changed),
                        say_count(zones.moved, "{} letter moved", "{} letters moved")));
    return words;
}

Words doubt_words(const ZonesView& zones) {
    const auto count_of = [&](const char* way) {
        const auto found = zones.in_doubt.find(way);
        return found == zones.in_doubt.end() ? 0 : found->second;
    };
    const std::pair<std::int64_t, Words> ways[] = {
        {count_of("hold"), say("held")},
        {count_of("both"), say("at an hour decent on every clock")},
        {count_of("zone"), say("by the zone named for it")}};
    Words words;
    for (const auto& [count, how] : ways) {
        if (count == 0) continue;
        words = words.empty() ? say_count(count, "{} letter {}", "{} letters {}", how)
                              : say("{}, {}", words, say("{} {}", count, how));
    }
    return words.empty() ? words : say("{}: the buyer's clock is not certain", words);
}

}  // namespace vesper::cli
