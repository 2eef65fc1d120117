#include "daemon/cli/schema.hpp"

#include "rules/country.hpp"
#include "rules/currency_codes.hpp"
#include "rules/known_names.hpp"
#include "rules/rule.hpp"
#include "rules/vocabulary.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

using Json = nlohmann::ordered_json;

Json reference(std::string_view name) {
    return {{"$ref", "#/definitions/" + std::string{name}}};
}

Json text(const char* pattern, const char* help) {
    return {{"type", "string"}, {"pattern", pattern}, {"description", help}};
}

Json words(const std::vector<std::string_view>& list) {
    return {{"type", "string"}, {"enum", list}};
}

/// The words of an enumeration, from its first to `last`.
template <class Enumeration>
Json words_to(Enumeration last) {
    std::vector<std::string_view> list;
    for (int value = 0; value <= static_cast<int>(last); ++value)
        list.push_back(name(static_cast<Enumeration>(value)));
    return words(list);
}

/// A list of them, or one alone.
Json one_or_more(const Json& one) {
    return {{"anyOf", {one, {{"type", "array"}, {"items", one}}}}};
}

Json either(const Json& a, const Json& b) {
    return {{"anyOf", {a, b}}};
}

Json number(std::int64_t least, std::int64_t most) {
    return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

/// A table whose keys are names: [window.NAME].
Json named(const char* key_pattern, const Json& each) {
    return {{"type", "object"},
            {"patternProperties", {{key_pattern, each}}},
            {"additionalProperties", false}};
}

constexpr const char* name_pattern = "^[a-z0-9_][a-z0-9_-]{0,63}$";
constexpr const char* region_pattern = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$";
constexpr const char* delay_pattern = "^[0-9]{1,9}[smhdw]$";
constexpr const char* time_pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?)$";
constexpr const char* opening_pattern = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$";
constexpr const char* iftar_pattern = "^iftar *(\\+ *[0-9]{1,5}[smh])?$";
constexpr const char* weekdays_pattern =
    "^ *(daily|(mon|tue|wed|thu|fri|sat|sun)( *- *(mon|tue|wed|thu|fri|sat|sun))?"
    "( *, *(mon|tue|wed|thu|fri|sat|sun)( *- *(mon|tue|wed|thu|fri|sat|sun))?)*) *$";
constexpr const char* stretch_pattern =
    "^([a-z, -]+ )?([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?-"
    "(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?)$";

std::vector<std::string> country_codes() {
    std::vector<std::string> codes;
    for (char first = 'A'; first <= 'Z'; ++first)
        for (char second = 'A'; second <= 'Z'; ++second)
            if (const std::string code{first, second}; is_country_code(code)) codes.push_back(code);
    return codes;
}

std::string currency_pattern() {
    std::string pattern;
    for (const std::string_view code : currency_codes)
        pattern += (pattern.empty() ? "^(" : "|") + std::string{code};
    return pattern + ")$";
}

Json known_or_named(const std::vector<std::string_view>& known) {
    return either(words(known), text(name_pattern, "A name: small letters, digits and hyphens."));
}

void add_words(Json& types) {
    types["stage"] = words(stage_names());
    types["stages"] = one_or_more(reference("stage"));
    types["deadline"] = words(deadline_names());
    types["deadlines"] = one_or_more(reference("deadline"));
    types["class"] = words_to(MessageClass::marketing);
    types["classes"] = one_or_more(reference("class"));
    types["missed"] = words_to(Missed::send);
    types["no_evening"] = words_to(NoEvening::drop);
    types["unknown"] = words_to(OnUnknown::hold);
    types["on_change"] = words_to(OnChange::withdraw);
    types["no_channel"] = words_to(NoChannel::sleep);
    types["audience"] = words_to(Audience::shop);
    types["clock"] = words({"buyer", "shop"});
    types["by_platform"] = words({"platform"});
    types["consents"] = one_or_more(words({"granted", "denied", "unknown"}));
    types["sentiments"] = one_or_more(words({"positive", "neutral", "negative"}));
    types["doubt"] = either(words({name(Doubt::Way::both), name(Doubt::Way::hold)}),
                            text("/", "A zone, like \"America/New_York\"."));
    types["countries"] = one_or_more({{"type", "string"}, {"enum", country_codes()}});
    types["platform_names"] = one_or_more(known_or_named(known_platforms()));
    types["occasions"] = one_or_more(known_or_named(occasion_words()));
}

void add_texts(Json& types) {
    types["text"] = {{"type", "string"}};
    types["flag"] = {{"type", "boolean"}};
    types["texts"] = one_or_more({{"type", "string"}, {"minLength", 1}});
    types["name"] = text(name_pattern, "A name: small letters, digits and hyphens.");
    types["names"] = one_or_more(reference("name"));
    types["delay"] = text(delay_pattern,
                          "\"90m\", \"36h\": time that passes. \"3d\", \"2w\": days on the "
                          "buyer's calendar.");
    types["share"] = text("^(0?[1-9]|[1-9][0-9])%$", "From \"1%\" to \"99%\".");
    types["time"] = text(time_pattern, "\"21:00\", up to \"24:00\".");
    types["opening_time"] = text(opening_pattern, "\"19:00\".");
    types["iftar_or_time"] =
        either(text(iftar_pattern, "\"iftar + 75m\"."), text(opening_pattern, "\"19:00\"."));
    types["weekdays"] =
        one_or_more(text(weekdays_pattern, "\"mon-fri\", \"sat,sun\" or \"daily\"."));
    types["stretches"] =
        one_or_more(text(stretch_pattern, "\"19:00-21:00\" or \"sat,sun 10:00-12:00\"."));
    types["languages"] =
        one_or_more(text("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "\"de\" or \"pt-BR\"."));
    types["subdivisions"] = one_or_more(text("^[A-Z]{2}-.{1,3}$", "\"US-CA\" (ISO 3166-2)."));
}

void add_numbers(Json& types) {
    types["priority"] = number(-100, 100);
    types["times"] = number(2, 60);
    types["letters"] = number(1, 100);
    types["days"] = number(0, 400);
    types["count"] = {{"type", "integer"}, {"minimum", 0}};
    types["rating"] = either(number(1, 5), reference("bounds"));
    types["range"] = either(reference("count"), reference("bounds"));
    types["amounts"] =
        named(currency_pattern().c_str(), {{"type", {"integer", "number", "string"}},
                                           {"description", "A number like 20 or \"19.90\"."}});
    types["parameters"] = {
        {"type", "object"},
        {"additionalProperties", {{"type", {"string", "integer", "number", "boolean"}}}}};
}

/// Tables whose keys are names, and lists of tables.
void add_collections(Json& types) {
    types["windows"] = named(name_pattern, reference("window"));
    types["rules"] = named(name_pattern, reference("rule"));
    types["platforms"] = named(name_pattern, reference("platform"));
    types["regions"] = named(region_pattern, reference("region"));
    types["defaults_by_channel"] = named(name_pattern, reference("shared"));
    types["steps"] = one_or_more(reference("step"));
    types["platform_limits"] = one_or_more(reference("platform_limit"));
    types["nested_conditions"] = one_or_more(reference("conditions"));
    Json& by_stage = types["defaults_by_stage"] = {{"type", "object"}};
    Json& days_in = types["days_in"] = {{"type", "object"}};
    for (const std::string_view stage : stage_names()) {
        by_stage["properties"][std::string{stage}] = reference("shared");
        days_in["properties"][std::string{stage}] = reference("range");
    }
    by_stage["additionalProperties"] = false;
    days_in["additionalProperties"] = false;
}

Json table_schema(const TableWords& table) {
    Json schema = {{"type", "object"}};
    for (const KeyWord& word : table.keys)
        // A description beside $ref is not read by draft 4: allOf carries both.
        schema["properties"][std::string{word.key}] = {
            {"description", word.help}, {"allOf", Json::array({reference(word.takes)})}};
    schema["additionalProperties"] = false;
    if (table.name == "rule") {
        schema["required"] = {"class"};
        schema["anyOf"] = Json::array({{{"required", {"on"}}}, {{"required", {"of"}}}});
    }
    if (table.name == "platform_limit") schema["required"] = {"because", "source"};
    return schema;
}

Exit schema(Session& session, const std::string& of) {
    if (of != "rules")
        throw Failure(Exit::usage, "there is no schema of \"" + of + "\"", "vesper schema rules");
    session.console.out << rules_schema();
    return Exit::ok;
}

}  // namespace

std::string rules_schema() {
    Json types = Json::object();
    add_words(types);
    add_texts(types);
    add_numbers(types);
    add_collections(types);
    Json document = {{"$schema", "http://json-schema.org/draft-04/schema#"},
                     {"title", "Vesper rules"},
                     {"description", "Rule files of Vesper: /etc/vesper/rules/*.toml"}};
    for (const TableWords& table : rule_tables()) {
        Json made = table_schema(table);
        if (table.name == "file")
            document.update(made);
        else
            types[std::string{table.name}] = std::move(made);
    }
    document["definitions"] = std::move(types);
    return document.dump(2) + "\n";
}

void add_schema(CLI::App& app, Session& session) {
    CLI::App* command =
        app.add_subcommand("schema", "The JSON Schema of rule files, for editors that know TOML");
    const auto of = std::make_shared<std::string>("rules");
    command->add_option("of", *of, "What kind of files: rules")->capture_default_str();
    command->callback(
        [&session, of] { session.action = [of](Session& s) { return schema(s, *of); }; });
}

}  // namespace vesper::cli
