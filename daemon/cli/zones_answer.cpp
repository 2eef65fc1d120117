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

/// moved".
std::string zones_text(const ZonesView& zones) {
    std::string text = "tzdata " + printable(zones.version);
    if (!zones.released.empty()) {
        text += " of " + printable(zones.released.substr(0, 10)) + ", " +
                counted(zones.age_days, "day", "days") + " old";
    }
    if (!zones.to.empty()) {
        text += "; " + printable(zones.from) + " -> " + printable(zones.to) + " on " +
                in_words(zones.changed) + ": " + counted(zones.moved, "letter", "letters") +
                " moved";
    }
    return text;
}

std::string doubt_text(const ZonesView& zones) {
    const std::pair<const char*, const char*> ways[] = {
        {"hold", "held"},
        {"both", "at an hour decent on every clock"},
        {"zone", "by the zone named for it"}};
    std::string text;
    for (const auto& [way, words] : ways) {
        const auto count = zones.in_doubt.find(way);
        if (count == zones.in_doubt.end() || count->second == 0) continue;
        text += text.empty() ? counted(count->second, "letter", "letters") + ' '
                             : ", " + std::to_string(count->second) + ' ';
        text += words;
    }
    return text.empty() ? text : text + ": the buyer's clock is not certain";
}

}  // namespace vesper::cli
