// vesper plan says what a reload does, to the row: it is tried on a copy, and then done.
#include "daemon/rehearsal.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace vesper;
using namespace vesper::test;

namespace {

const std::string thanks = rule("thanks", "3d");
const std::string review = rule("review", "7d", "when = { country = [\"DE\", \"JP\", \"US\"] }\n");

SetSources set_of(const std::string& rules) {
    return sources_with(rules, "", {"news", "more"});
}

/// A shop with some sixty orders: letters out, waiting, held for doubt, held and withdrawn by hand.
class BusyShop {
public:
    BusyShop() : house_{set_of(evening + thanks + review), morning, scratch_.path("v.db")} {
        const std::vector<std::string> countries = {"DE", "JP", "US", "BR", "FR", "GB"};
        for (std::size_t i = 0; i < 60; ++i)
            house_.receive(an_event("A" + std::to_string(i), "shipment.delivered")
                               .in(countries[i % countries.size()])
                               .at(to_string(at(morning) - date::days{i % 6})));
        house_.run_for(date::days{1});
        std::vector<Job> waiting = this->waiting();
        house_.work([&] { return house_.house().hold(waiting.at(0).id, "she called"); });
        house_.work([&] { return house_.house().cancel(waiting.at(1).id, "not this one"); });
    }

    std::string copy(const std::string& name) {
        const std::string path = scratch_.path(name);
        const auto backup = house_.house().store_for_backup().begin_backup(path);
        while (!backup->step(100)) {
        }
        return path;
    }

    std::vector<Job> waiting() const {
        std::vector<Job> jobs = house_.all_jobs();
        std::erase_if(jobs, [](const Job& job) {
            return job.state != JobState::scheduled && job.state != JobState::held;
        });
        return jobs;
    }

    SimHouse& house() { return house_; }

private:
    Scratch scratch_;
    SimHouse house_;
};

/// A job's row, as far as it is told to anybody.
std::string row(const Job& job) {
    std::string text = std::to_string(job.id);
    for (const std::string& part :
         {to_string(job.key), job.key.rule, std::string{name(job.state)}, job.channel, job.message,
          std::string{name(job.message_class)}, to_string(job.local_date), to_string(job.due),
          to_string(job.closes), job.explanation, job.reason})
        text += " | " + part;
    return text;
}

std::vector<std::string> rows(const Store& store) {
    std::vector<std::string> found;
    JobFilter filter;
    filter.limit = 1000;
    for (const Job& job : store.jobs(filter)) found.push_back(row(job));
    std::sort(found.begin(), found.end());
    return found;
}

/// What a plan says of each job that it names: effect, rule, from, to.
std::map<std::int64_t, std::string> told(const Rehearsal& rehearsal) {
    std::map<std::int64_t, std::string> lines;
    const auto text = [](const std::optional<Instant>& instant) {
        return instant ? to_string(*instant) : "-";
    };
    for (const RuleOutcome& outcome : rehearsal.rules)
        for (const Consequence& one : outcome.consequences)
            lines[one.job] = std::string{name(one.effect)} + ' ' + one.key.rule + ' ' +
                             text(one.from) + ' ' + text(one.to);
    return lines;
}

/// The same, from what stood in the store before and stands there now.
std::map<std::int64_t, std::string> done(const std::vector<Job>& before, const Store& store,
                                         const std::vector<Job>& after) {
    std::map<std::int64_t, std::string> lines;
    std::map<std::int64_t, Job> old;
    for (const Job& job : before) old[job.id] = job;
    const auto due = [](const Job& job) {
        return job.state == JobState::scheduled ? to_string(job.due) : "-";
    };
    for (const Job& job : after) {
        const auto was = old.find(job.id);
        const bool held = job.state == JobState::held;
        if (was == old.end()) {
            lines[job.id] = (held ? "held " : "added ") + job.key.rule + " - " + due(job);
            continue;
        }
        const bool was_held = was->second.state == JobState::held;
        std::string effect;
        if (held != was_held)
            effect = held ? "held" : "released";
        else if (!held && job.due != was->second.due)
            effect = "moved";
        else if (!held && job.message != was->second.message)
            effect = "reworded";
        if (!effect.empty())
            lines[job.id] = effect + ' ' + job.key.rule + ' ' + due(was->second) + ' ' + due(job);
        old.erase(was);
    }
    for (const auto& [id, job] : old) {
        const auto now = store.job(id);
        if (now->state == JobState::withdrawn)
            lines[id] = "withdrawn " + now->key.rule + ' ' + due(job) + " -";
    }
    return lines;
}

struct Edit {
    std::string what;
    SetSources set;
    bool to_past = false;
    bool changes = true;
};

std::vector<Edit> edits() {
    SetSources other_text = set_of(evening + thanks + review);
    other_text.messages.front().text += "And thank you.\n";
    SetSources other_shop = set_of(evening + thanks + review);
    other_shop.shop.text += "doubt = \"hold\"\n";
    const std::string limits = "[limits]\nbuyer_per_day = 1\n";
    return {
        {"nothing", set_of(evening + thanks + review), false, false},
        {"a later evening", set_of(evening + rule("thanks", "5d") + review)},
        {"another window", set_of(noon + thanks + review)},
        {"a limit", set_of(limits + evening + thanks + rule("review", "3d"))},
        {"a removed rule", set_of(evening + thanks)},
        {"a rule for fewer countries",
         set_of(evening + thanks + rule("review", "7d", "when = { country = [\"DE\"] }\n"))},
        // What waits stays, and whom it had left out are not written to unasked.
        {"a rule for more", set_of(evening + thanks + rule("review", "7d")), false, false},
        {"a rule for more, and the past", set_of(evening + thanks + rule("review", "7d")), true},
        {"another name", set_of(evening + thanks +
                                rule("rating", "7d",
                                     "was = \"review\"\nwhen = { country = "
                                     "[\"DE\", \"JP\", \"US\"] }\n"))},
        {"another name and evening",
         set_of(evening + rule("thank-you", "4d", "was = \"thanks\"\n") + review)},
        {"names exchanged",
         set_of(evening + rule("review", "3d", "was = \"thanks\"\n") +
                rule("thanks", "7d",
                     "was = \"review\"\nwhen = { country = [\"DE\", \"JP\", \"US\"] }\n"))},
        {"a new rule", set_of(evening + thanks + review + rule("third", "4d"))},
        {"a new rule, and the past", set_of(evening + thanks + review + rule("third", "4d")), true},
        {"another message", set_of(evening + rule("thanks", "3d", "", "more") + review)},
        {"another text", other_text},
        {"another way with doubt", other_shop},
        {"keep", set_of(noon + rule("thanks", "9d", "on_change = \"keep\"\n") + review)},
        {"withdraw", set_of(evening + rule("thanks", "9d", "on_change = \"withdraw\"\n") + review)},
        {"much at once, and the past",
         set_of(limits + noon + rule("thank-you", "2d", "was = \"thanks\"\n") +
                rule("third", "6d", "", "more")),
         true},
    };
}

}  // namespace

TEST_CASE("a reload does what its plan said, to the row") {
    for (const Edit& edit : edits()) {
        INFO(edit.what);
        BusyShop shop;
        const std::vector<std::string> untouched = rows(shop.house().house().store());
        CopiedHouse copied{shop.copy("copy.db"), shop.house().house().config(), system_zones(),
                           shop.house().clock().now()};
        CHECK(rows(copied.house().store()) == untouched);  // opening a copy changes nothing
        const Rehearsal rehearsal = copied.rehearse(edit.set, edit.to_past);
        REQUIRE(rehearsal.reload.accepted);
        CHECK(rehearsal.changes() == edit.changes);
        CHECK(rows(shop.house().house().store()) == untouched);

        const std::vector<Job> before = shop.waiting();
        REQUIRE(shop.house().house().reload(edit.set, edit.to_past).accepted);
        CHECK(rows(copied.house().store()) == rows(shop.house().house().store()));
        CHECK(told(rehearsal) == done(before, shop.house().house().store(), shop.waiting()));
        // Every letter that waited is in the plan: as it is, or as it becomes.
        CHECK(rehearsal.count(Effect::kept) + static_cast<std::int64_t>(told(rehearsal).size()) >=
              static_cast<std::int64_t>(before.size()));
    }
}

TEST_CASE("the control: the plan of one edit is not what another edit does") {
    const std::vector<Edit> all = edits();
    const auto plan_of = [](const Edit& edit) {
        BusyShop shop;
        CopiedHouse copied{shop.copy("copy.db"), shop.house().house().config(), system_zones(),
                           shop.house().clock().now()};
        const Rehearsal rehearsal = copied.rehearse(edit.set, edit.to_past);
        return std::pair{told(rehearsal), rows(copied.house().store())};
    };
    std::set<std::vector<std::string>> different;
    std::size_t without_jobs = 0;
    for (const Edit& edit : all) {
        const auto [lines, found] = plan_of(edit);
        if (lines.empty()) ++without_jobs;
        different.insert(found);
    }
    // A text, and doubt that no letter is in, change letters and no job; so does nothing at all,
    // and a rule that acts from now on.
    CHECK(different.size() >= all.size() - 6);
    CHECK(without_jobs <= 8);
}

TEST_CASE("a set with errors has no plan, and says why") {
    BusyShop shop;
    CopiedHouse copied{shop.copy("copy.db"), shop.house().house().config(), system_zones(),
                       shop.house().clock().now()};
    const Rehearsal rehearsal = copied.rehearse(set_of(evening + rule("thanks", "3 days")), false);
    CHECK_FALSE(rehearsal.reload.accepted);
    CHECK(has_errors(rehearsal.reload.diagnostics));
    CHECK(rehearsal.rules.empty());
}

TEST_CASE("a plan counts the letters whose text differs, and names no person") {
    BusyShop shop;
    SetSources set = set_of(evening + rule("thanks", "5d") + review);
    for (Source& message : set.messages)
        if (message.name == "messages/news/en.md") message.text += "And thank you.\n";
    CopiedHouse copied{shop.copy("copy.db"), shop.house().house().config(), system_zones(),
                       shop.house().clock().now()};
    const Rehearsal rehearsal = copied.rehearse(set, false);
    REQUIRE(rehearsal.texts.size() == 1);
    CHECK(rehearsal.texts[0].message == "news");
    CHECK(rehearsal.texts[0].language == "en");
    CHECK(rehearsal.texts[0].letters == static_cast<std::int64_t>(shop.waiting().size()));
    CHECK(rehearsal.count(Effect::moved) > 5);
    for (const RuleOutcome& outcome : rehearsal.rules)
        for (const Consequence& one : outcome.consequences) {
            CHECK(one.why.find("; zone ") == std::string::npos);
            CHECK(one.why.find("example.org") == std::string::npos);
        }
}

TEST_CASE("a plan says why letters come off it, and not what their orders hold") {
    Scratch scratch;
    SimHouse house{set_of(evening + thanks), morning, scratch.path("v.db")};
    house.receive(delivered("A1")
                      .in("IN", "", "Kolkata")
                      .set("/data/bill_to", R"({"country": "US"})")
                      .set("/data/order/tags", R"(["VIP", "Anna"])"));
    const auto backup = house.house().store_for_backup().begin_backup(scratch.path("copy.db"));
    while (!backup->step(100)) {
    }
    CopiedHouse copied{scratch.path("copy.db"), house.house().config(), system_zones(),
                       house.clock().now()};
    const std::string tags = "when.tags = [\"wholesale\"]\n";
    const std::string both = "doubt = \"both\"\n";
    const Rehearsal rehearsal = copied.rehearse(
        set_of(evening + rule("thanks", "3d", tags) + rule("more", "4d", both)), true);
    REQUIRE(rehearsal.count(Effect::withdrawn) == 1);
    REQUIRE(rehearsal.count(Effect::held) == 1);
    for (const RuleOutcome& outcome : rehearsal.rules) {
        for (const Consequence& one : outcome.consequences) {
            if (one.effect == Effect::withdrawn)
                CHECK(one.why == "the rules changed: not met: tags wholesale");
            else
                CHECK_THAT(one.why,
                           Catch::StartsWith("no hour of \"evening\" is a decent one on every "
                                             "clock that may be the buyer's; it would be night"));
        }
    }
}

TEST_CASE("a letter that is under way when the copy is made is no part of the plan") {
    BusyShop shop;
    const std::string copy = shop.copy("copy.db");
    {
        Store store{copy};
        const Job job = shop.waiting().at(3);
        store.in_one_commit([&] {
            AttemptRow attempt;
            attempt.job = job.id;
            attempt.number = 1;
            attempt.channel = job.channel;
            attempt.started = shop.house().clock().now();
            store.start(job, attempt);
        });
    }
    CopiedHouse copied{copy, shop.house().house().config(), system_zones(),
                       shop.house().clock().now()};
    const Rehearsal rehearsal = copied.rehearse(set_of(evening + rule("thanks", "9d")), false);
    CHECK(told(rehearsal).count(shop.waiting().at(3).id) == 0);
    CHECK(told(rehearsal).count(shop.waiting().at(4).id) == 1);
}
