// The schema and the loader know the same words: each key that the schema allows is one the loader
// understands, in the same table, and no other.
#include "daemon/cli/schema.hpp"
#include "rules/load.hpp"
#include "rules/vocabulary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <set>

using namespace vesper;
using nlohmann::json;

namespace {

/// Where a table of this name stands in a file: the lines before its keys.
const std::map<std::string, std::string> openings{
    {"file", ""},
    {"defaults", "[defaults]\n"},
    {"shared", "[defaults.on.delivered]\n"},
    {"rule", "[rule.a]\n"},
    {"step", "[rule.a]\n[[rule.a.step]]\n"},
    {"limits", "[limits]\n"},
    {"conditions", "[rule.a.when]\n"},
    {"item", "[rule.a.when.item]\n"},
    {"bounds", "[rule.a.when.quantity]\n"},
    {"money", "[rule.a.when.total]\n"},
    {"buyer", "[rule.a.when.buyer]\n"},
    {"consent", "[rule.a.when.consent]\n"},
    {"review", "[rule.a.when.review]\n"},
    {"window", "[window.a]\n"},
    {"region", "[window.a.in.DE]\n"},
    {"during", "[window.a.during]\n"},
    {"ramadan", "[window.a.during.ramadan]\n"},
    {"platform", "[platform.amazon]\n"},
    {"platform_limit", "[[platform.amazon.limit]]\n"},
};

bool is_unknown(const std::string& table, const std::string& key) {
    const std::string text = openings.at(table) + key + " = true\n";
    Diagnostics diagnostics;
    load_rules({{"r.toml", text}}, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics)
        if (in_english(diagnostic.message).starts_with("unknown word \"" + key + "\"")) return true;
    return false;
}

json properties_of(const json& schema, const std::string& table) {
    return table == "file" ? schema["properties"] : schema["definitions"][table]["properties"];
}

std::set<std::string> keys_of_all() {
    std::set<std::string> keys;
    for (const TableWords& table : rule_tables())
        for (const KeyWord& word : table.keys) keys.insert(std::string{word.key});
    return keys;
}

void references(const json& part, std::set<std::string>& into) {
    if (part.is_object() && part.contains("$ref")) into.insert(part["$ref"].get<std::string>());
    for (const json& inner : part)
        if (inner.is_structured()) references(inner, into);
}

}  // namespace

TEST_CASE("in every table the loader knows a key exactly if the schema does") {
    const json schema = json::parse(cli::rules_schema());
    for (const TableWords& table : rule_tables()) {
        const std::string name{table.name};
        const json properties = properties_of(schema, name);
        // Every key of any table, and a slip: what the schema does not allow is unknown, too.
        std::set<std::string> keys = keys_of_all();
        keys.insert("windwo");
        for (const std::string& key : keys) {
            INFO(name << ": " << key);
            CHECK(is_unknown(name, key) == !properties.contains(key));
        }
    }
}

TEST_CASE("whatever the schema refers to is in it, and every key has help") {
    const json schema = json::parse(cli::rules_schema());
    std::set<std::string> named;
    references(schema, named);
    for (const std::string& one : named) {
        INFO(one);
        CHECK(schema["definitions"].contains(one.substr(std::string{"#/definitions/"}.size())));
    }
    CHECK(named.size() == schema["definitions"].size());  // and nothing stands there unused
    for (const TableWords& table : rule_tables())
        for (const KeyWord& word : table.keys) CHECK(word.help.ends_with('.'));
    CHECK(cli::rules_schema() == cli::rules_schema());
}
