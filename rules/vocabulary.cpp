#include "rules/vocabulary.hpp"

#include "rules/check.hpp"

#include <map>

namespace vesper {

namespace {

KeyWords joined(std::initializer_list<KeyWords> lists) {
    KeyWords all;
    for (const KeyWords& list : lists) all.insert(all.end(), list.begin(), list.end());
    return all;
}

const KeyWords file{
    {"window", "windows", "Hours in which letters may land, each a table [window.NAME]."},
    {"defaults", "defaults", "What rules need not repeat. In one file of the set."},
    {"rule", "rules", "What follows an event, each a table [rule.NAME]."},
    {"limits", "limits", "How much one buyer hears, over all orders. In one file of the set."},
    {"platform", "platforms", "What marketplaces allow, each a table [platform.NAME]."},
};

/// What [defaults], a rule and a step may say.
const KeyWords shared{
    {"latest", "delay",
     "How long after \"on\" it is still worth sending, to the end of that day: \"14d\"."},
    {"missed", "missed",
     "It could not leave in its evening: the next evening, drop it, or send it at once."},
    {"no_evening", "no_evening",
     "No evening is left before \"latest\" or \"by\": send early, in the daytime, or drop it."},
    {"unknown", "unknown",
     "Nobody can tell whether it arrived (a crash, a lost reply): resend, or hold for a person."},
    {"doubt", "doubt",
     "The buyer's clock is not certain: an hour that is decent on both, hold for a person, or the "
     "clock of a zone like \"America/New_York\"."},
    {"window", "name", "When it may land: the name of a window."},
    {"channel", "names", "How it goes out: a channel of vesper.toml, or several in turn."},
    {"fallback", "names", "The channels behind \"channel\", in turn."},
};

/// What a step may say, and a rule for its steps.
const KeyWords step{
    {"after", "delay",
     "How long after \"on\" (or the deadline \"of\"). \"36h\" is time that passes, \"3d\" days on "
     "the buyer's calendar."},
    {"before", "delay", "How long before the deadline that \"of\" names: \"5d\"."},
    {"by", "deadline", "A deadline of the order that it must leave before."},
    {"without_news", "delay", "How long the parcel has been silent since \"on\": \"7d\"."},
    {"every", "delay", "Again after so many days: \"4d\". Goes with \"times\"."},
    {"times", "times", "How often in all, with \"every\"."},
    {"message", "name", "The text to send: messages/NAME/. Without one the step is an action."},
    {"to", "audience", "The buyer, or the shop's own staff."},
    {"with", "parameters", "Values for the channel, as they are: with.days = 15."},
};

const KeyWords rule{
    {"on", "stage", "The stage that starts the rule."},
    {"of", "deadline", "A deadline of the order from which it counts, in place of \"on\"."},
    {"class", "class",
     "What kind of message: critical, transactional, solicitation (asks for something), or "
     "marketing (sells; goes only to buyers who agreed)."},
    {"unless", "stages", "Stages that end the rule, before or after it has begun."},
    {"when", "conditions", "Conditions, all of which must hold."},
    {"priority", "priority",
     "Who is planned first among letters of one class that want the same evening; 0 if absent."},
    {"holdout", "share", "A share of the buyers, always the same ones, who get nothing: \"10%\"."},
    {"no_channel", "no_channel",
     "A channel that it names is not configured: refuse the files, or let the rule sleep until it "
     "is."},
    {"was", "name", "The name the rule had before."},
    {"on_change", "on_change", "What becomes of waiting letters when the rule's words change."},
    {"step", "steps", "One follow-up of several, each a table [[rule.NAME.step]]."},
};

const KeyWords conditions{
    {"country", "countries", "The buyer's address is in one of them: \"DE\"."},
    {"subdivision", "subdivisions",
     "The buyer's address is in one of them: \"US-CA\" (ISO 3166-2)."},
    {"language", "languages", "The buyer reads one of them: \"pt\" is every Portuguese."},
    {"platform", "platform_names", "The order came by one of them."},
    {"account", "texts", "The shop's account there is one of them."},
    {"marketplace", "texts", "The marketplace is one of them."},
    {"carrier", "texts", "The parcel travels with one of them; * stands for anything: \"DHL*\"."},
    {"tags", "texts", "The order has one of them."},
    {"item", "item", "What was bought."},
    {"quantity", "range", "Pieces in the order: { from = 10, below = 50 }; 10 alone means from."},
    {"total", "money", "The order's total, by currency."},
    {"buyer", "buyer", "What the buyer ordered and paid before, this order included."},
    {"consent", "consent", "Whether the buyer agreed to marketing."},
    {"review", "review", "The buyer's review."},
    {"days_in", "days_in", "Whole days since the order came to a stage: days_in.paid."},
    {"all", "nested_conditions", "Every one of these holds."},
    {"any", "nested_conditions", "One of these holds."},
    {"not", "nested_conditions", "None of these holds."},
};

const KeyWords hours{
    {"from", "opening_time", "It opens: \"19:00\"."},
    {"to", "time", "It closes: \"21:00\". Before \"from\" it is on the next day."},
    {"hours", "stretches", "Several stretches: \"mon-fri 12:00-13:30\". In place of from and to."},
    {"days", "weekdays", "On these weekdays alone: \"mon-fri\", \"sat,sun\", \"daily\"."},
    {"avoid", "occasions", "Not on these dates: \"public-holidays\", \"shabbat\"."},
    {"only", "occasions", "On these dates alone."},
};
const KeyWords ramadan_hours{
    {"from", "iftar_or_time", "It opens: \"iftar + 75m\" is 75 minutes after sunset."},
};

const std::vector<TableWords>& all_tables() {
    const KeyWords during{{"during", "during", "Other hours in a season."}};
    static const std::vector<TableWords> tables{
        {"file", file},
        {"defaults",
         joined({shared,
                 {{"on", "defaults_by_stage", "For rules that start on a stage."},
                  {"channels", "defaults_by_channel", "For steps that go out by a channel."}}})},
        {"shared", shared},
        {"rule", joined({rule, step, shared})},
        {"step", joined({step, shared})},
        {"limits",
         {{"buyer_per_day", "letters", "Letters to one buyer on one date."},
          {"buyer_per_week", "letters", "Letters to one buyer within seven dates in a row."}}},
        {"conditions", conditions},
        {"item",
         {{"sku", "texts", "An item's SKU is like one of them; * stands for anything."},
          {"title", "texts", "An item's title is like one of them; * stands for anything."}}},
        {"bounds",
         {{"from", "count", "This many, or more."}, {"below", "count", "Fewer than this."}}},
        {"money",
         {{"from", "amounts", "This much, or more: { USD = 20, EUR = 18 }."},
          {"below", "amounts", "Less than this."}}},
        {"buyer",
         {{"orders", "range", "Orders with the shop, this one included, cancelled ones not."},
          {"spent", "money", "What the buyer has paid for so far, by currency."}}},
        {"consent",
         {{"email", "consents", "To marketing by e-mail."},
          {"sms", "consents", "To marketing by text message."}}},
        {"review",
         {{"sentiment", "sentiments", "positive (4, 5), neutral (3), negative."},
          {"rating", "rating", "1 to 5: { below = 3 }."}}},
        {"window",
         joined({hours,
                 {{"clock", "clock", "Whose clock: the buyer's, or the shop's."},
                  {"in", "regions", "Other hours for a country, or a part of one: in.ES."}},
                 during})},
        {"region", joined({hours, during})},
        {"during", {{"ramadan", "ramadan", "During Ramadan."}}},
        {"ramadan", joined({ramadan_hours, KeyWords(hours.begin() + 1, hours.end())})},
        {"platform",
         {{"silent", "names", "Actions that no buyer sees: no limit concerns them."},
          {"limit", "platform_limits", "What the platform does not allow."}}},
        {"platform_limit",
         {{"stages", "stages",
           "Of rules that start on these; without these and deadlines: of all."},
          {"deadlines", "deadlines", "Of rules that count from these."},
          {"classes", "classes", "Of these classes; absent: of all."},
          {"actions", "names", "Only by an action of one of these channels."},
          {"kinds", "names", "Only with one of these as with.kind."},
          {"by", "by_platform", "Only through a channel that stands in the platform's name."},
          {"counts_from", "stages", "Only where \"after\" counts from one of these."},
          {"from", "days", "Not before so many days after the stage."},
          {"until", "days", "Not later than so many days after the stage."},
          {"once", "flag", "One for each order, whichever rule does it."},
          {"because", "text", "Why, for whoever is refused."},
          {"source", "text", "Who says so: an address."}}},
    };
    return tables;
}

}  // namespace

const std::vector<TableWords>& rule_tables() {
    return all_tables();
}

const std::vector<std::string_view>& keys_of(std::string_view table) {
    static const std::map<std::string_view, std::vector<std::string_view>> keys = [] {
        std::map<std::string_view, std::vector<std::string_view>> by_name;
        for (const TableWords& one : all_tables())
            for (const KeyWord& word : one.keys) by_name[one.name].push_back(word.key);
        return by_name;
    }();
    const auto found = keys.find(table);
    VESPER_CHECK(found != keys.end(), "a table of rule files has its words");
    return found->second;
}

}  // namespace vesper
