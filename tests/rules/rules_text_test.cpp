// Rule files: what loads, and what it means.
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace std::string_literals;

namespace {

/// The words of the example beyond one step on one stage.
void check_later_words(const RuleSet& set) {
    const Step& news = set.find("parcel-news")->steps.at(0);
    CHECK(news.after == Delay{CalendarDays{4}});
    CHECK(news.every_days == 4);
    CHECK(news.times == 6);

    const Rule& protection = *set.find("protection-runs-out");
    CHECK(protection.trigger == Trigger::deadline);
    CHECK(protection.of == DeadlineKind::confirm_receipt);
    REQUIRE(protection.steps.size() == 2);
    CHECK(protection.steps[0].is_action());
    CHECK(protection.steps[0].channel == "extend-receipt");
    CHECK(protection.steps[0].with.at("days") == Parameter{Parameter::Kind::number, "15"});
    CHECK(protection.steps[1].before == Delay{CalendarDays{5}});
    CHECK(protection.steps[1].channel == "email");

    const Rule& unpaid = *set.find("unpaid");
    REQUIRE(unpaid.steps.size() == 2);
    CHECK(unpaid.steps[0].after == Delay{Elapsed{seconds{20 * 3600}}});
    CHECK(unpaid.steps[1].message == "unpaid-last-reminder");

    const Rule& bad = *set.find("bad-review");
    CHECK(bad.steps.at(0).to == Audience::shop);
    CHECK(bad.steps.at(0).window == "office");
    CHECK(bad.when.sentiment == std::vector<std::string>{"negative", "neutral"});
    CHECK(set.find("win-back")->holdout_percent == 10);
}

}  // namespace

TEST_CASE("the example loads whole") {
    Diagnostics diagnostics;
    const RuleSet set =
        load_rules({{"example.toml", file_text("tests/rules/example.toml")}}, diagnostics);
    CHECK(format(diagnostics).empty());
    std::vector<std::string> names;
    for (const Rule& rule : set.rules) names.push_back(rule.name);
    CHECK(names == std::vector<std::string>{"payment-review", "confirm-before-shipping",
                                            "review-request", "parcel-news", "protection-runs-out",
                                            "unpaid", "bad-review", "win-back"});
    CHECK(set.limits == Limits{1, 3});
    check_later_words(set);

    const Rule& confirm = *set.find("confirm-before-shipping");
    CHECK(confirm.on == Stage::paid);
    CHECK(confirm.message_class == MessageClass::critical);
    CHECK(confirm.when.country == std::vector<std::string>{"BR", "CL", "KR", "TR"});
    CHECK(confirm.when.platform.size() == 3);
    const Step& step = confirm.steps.at(0);
    CHECK(step.after == Delay{CalendarDays{0}});
    CHECK(step.latest == Delay{CalendarDays{2}});
    CHECK(step.no_evening == NoEvening::daytime);
    CHECK(step.missed == Missed::next);
    CHECK(step.window == "evening");
    CHECK(step.channel == "email");
    CHECK(step.unknown == OnUnknown::resend);

    const Rule& review = *set.find("review-request");
    CHECK(review.steps.at(0).unknown == OnUnknown::hold);
    CHECK(review.unless.size() == 4);
    CHECK(review.when.total_from.at("JPY") == *parse_decimal("3000"));
    CHECK_FALSE(set.find("win-bakc"));

    const Window& evening = set.windows.at("evening");
    CHECK(opens_in(evening, "DE", false).from == std::variant<seconds, Iftar>{seconds{68400}});
    CHECK(opens_in(evening, "ES", false).until == seconds{81000});
    CHECK(opens_in(evening, "IL", false).avoid ==
          std::vector{Occasion{Occasion::Kind::shabbat, "shabbat", {}}});
    CHECK(opens_in(evening, "SA", false).until == seconds{75600});
    CHECK(opens_in(evening, "SA", true).from == std::variant<seconds, Iftar>{Iftar{seconds{4500}}});
    CHECK(set.windows.at("office").clock == Window::Clock::shop);
    CHECK(set.windows.at("office").everywhere.days == Weekdays{0x1f});
}

TEST_CASE("defaults hold for the whole set, and a rule says otherwise") {
    Diagnostics diagnostics;
    const std::string bare =
        "[rule.b]\non = \"paid\"\nafter = \"0d\"\nclass = \"marketing\"\n"
        "message = \"m\"\n";
    const RuleSet set =
        load_rules({{"00.toml",
                     "[defaults]\nwindow = \"evening\"\nchannel = \"email\"\nmissed = \"drop\"\n"
                     "unknown = \"resend\"\nlatest = \"9d\"\ndoubt = \"hold\"\n"},
                    {"10.toml", a_rule("missed = \"send\"\n")},
                    {"20.toml", bare}},
                   diagnostics);
    CHECK(format(diagnostics).empty());
    CHECK(set.find("b")->steps[0].missed == Missed::drop);
    CHECK(set.find("b")->steps[0].unknown == OnUnknown::resend);
    CHECK(set.find("b")->steps[0].latest == Delay{CalendarDays{9}});
    CHECK(set.find("b")->steps[0].doubt == Doubt{Doubt::Way::hold, ""});
    CHECK(set.find("thanks")->steps[0].missed == Missed::send);
}

TEST_CASE("defaults of a stage and of a channel hold where the rule says nothing") {
    Diagnostics diagnostics;
    const RuleSet set = load_rules(
        {{"r.toml",
          "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
          "[window.noon]\nfrom = \"11:00\"\nto = \"13:00\"\n"
          "[window.early]\nfrom = \"08:00\"\nto = \"10:00\"\n"
          "[defaults]\nwindow = \"evening\"\nchannel = \"email\"\n"
          "[defaults.on.delivered]\nwindow = \"noon\"\nlatest = \"9d\"\n"
          "[defaults.channels.sms]\nwindow = \"early\"\nmissed = \"drop\"\n"
          "[rule.a]\non = \"paid\"\nafter = \"1d\"\nclass = \"critical\"\nmessage = \"m\"\n"
          "[rule.b]\non = \"delivered\"\nafter = \"1d\"\nclass = \"critical\"\nmessage = \"m\"\n"
          "[rule.c]\non = \"delivered\"\nafter = \"1d\"\nclass = \"critical\"\nmessage = \"m\"\n"
          "channel = \"sms\"\n"
          "[rule.d]\non = \"delivered\"\nafter = \"1d\"\nclass = \"critical\"\nmessage = \"m\"\n"
          "channel = \"sms\"\nwindow = \"evening\"\n"}},
        diagnostics);
    CHECK(format(diagnostics).empty());
    CHECK(set.find("a")->steps[0].window == "evening");
    CHECK(set.find("b")->steps[0].window == "noon");
    CHECK(set.find("b")->steps[0].latest == Delay{CalendarDays{9}});
    CHECK(set.find("c")->steps[0].window == "early");
    CHECK(set.find("c")->steps[0].missed == Missed::drop);
    CHECK(set.find("c")->steps[0].latest == Delay{CalendarDays{9}});
    CHECK(set.find("d")->steps[0].window == "evening");
}

TEST_CASE("rules mean the same whatever their place") {
    Diagnostics diagnostics;
    const Rule one = load_rules({{"a", a_rule("")}}, diagnostics).rules.at(0);
    const Rule same = load_rules({{"b", "\n\n" + a_rule("")}}, diagnostics).rules.at(0);
    const Rule other = load_rules({{"a", a_rule("missed = \"drop\"\n")}}, diagnostics).rules.at(0);
    CHECK(same_meaning(one, same));
    CHECK_FALSE(same_meaning(one, other));
}
