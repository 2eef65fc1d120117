#include "tests/support/sim_house.hpp"

#include "rules/check.hpp"

#include <nlohmann/json.hpp>

namespace vesper::test {

using nlohmann::json;

// ---- events

EventBuilder::EventBuilder(std::string order, std::string noun_verb) {
    const auto text = [](const std::string& word) { return json(word).dump(); };
    members_ = {{"/specversion", "\"1.0\""},
                {"/id", text(order + ":" + noun_verb)},
                {"/source", "\"shopify:/shop.example\""},
                {"/type", text("vesper." + noun_verb + ".v1")},
                {"/time", "\"2026-03-01T10:00:00Z\""},
                {"/data/order/id", text(order)},
                {"/data/order/platform", "\"shopify\""},
                {"/data/order/account", "\"shop.example\""},
                {"/data/order/number", text("#" + order)},
                {"/data/buyer/email", text("buyer-" + order + "@example.org")},
                {"/data/buyer/name", "\"Erika Beispiel\""}};
    if (noun_verb.starts_with("shipment."))
        set("/data/shipment/tracking_number", text("TR-" + order));
}

EventBuilder& EventBuilder::set(const std::string& pointer, const std::string& value) {
    members_.emplace_back(pointer, value);
    return *this;
}
EventBuilder& EventBuilder::in(const std::string& country, const std::string& region,
                               const std::string& city) {
    set("/data/ship_to/country", json(country).dump());
    if (!region.empty()) set("/data/ship_to/region", json(region).dump());
    if (!city.empty()) set("/data/ship_to/city", json(city).dump());
    return *this;
}
EventBuilder& EventBuilder::zone(const std::string& name) {
    return set("/data/timezone", json(name).dump());
}
EventBuilder& EventBuilder::at(const std::string& when) {
    return set("/time", json(when).dump());
}
EventBuilder& EventBuilder::id(const std::string& id) {
    return set("/id", json(id).dump());
}
EventBuilder& EventBuilder::total(const std::string& amount, const std::string& currency) {
    set("/data/order/total", json(amount).dump());
    return set("/data/order/currency", json(currency).dump());
}
EventBuilder& EventBuilder::email(const std::string& address) {
    return set("/data/buyer/email", json(address).dump());
}
EventBuilder& EventBuilder::locale(const std::string& tag) {
    return set("/data/buyer/locale", json(tag).dump());
}
EventBuilder& EventBuilder::updated_at(const std::string& when) {
    return set("/data/order/updated_at", json(when).dump());
}
EventBuilder& EventBuilder::consent(const std::string& word) {
    return set("/data/buyer/consent/email_marketing", json(word).dump());
}
EventBuilder& EventBuilder::test_order() {
    return set("/data/order/test", "true");
}
EventBuilder& EventBuilder::without_order() {
    removed_ = {"order", "buyer", "ship_to"};
    return *this;
}

std::string EventBuilder::text() const {
    json event;
    for (const auto& [pointer, value] : members_) {
        event[json::json_pointer(pointer)] = json::parse(value);
    }
    for (const std::string& member : removed_) event["data"].erase(member);
    return event.dump();
}

EventBuilder an_event(const std::string& order, const std::string& noun_verb) {
    return EventBuilder{order, noun_verb};
}

SetSources sources_with(const std::string& rules, const std::string& shop_lines,
                        const std::vector<std::string>& messages) {
    SetSources sources;
    // Most stories ask a buyer in Germany for a review, and are about something else.
    const bool asks_consent = shop_lines.find("reviews_need_consent") != std::string::npos;
    sources.shop = {"shop.toml",
                    "name = \"Test Shop\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\"]\n"
                    "currency = \"USD\"\nsender = \"Test Shop <care@shop.example>\"\n" +
                        std::string{asks_consent ? "" : "reviews_need_consent = []\n"} +
                        shop_lines};
    sources.rules = {{"rules/10-test.toml", rules}};
    for (const std::string& name : messages) {
        sources.messages.push_back({"messages/" + name + "/en.md",
                                    "+++\nsubject = \"Order {{order.number}}\"\n+++\nHello.\n"});
        sources.messages.push_back(
            {"messages/" + name + "/de.md",
             "+++\nsubject = \"Bestellung {{order.number}}\"\n+++\nHallo.\n"});
    }
    return sources;
}

// ---- the house

SimHouse::SimHouse(const SetSources& sources, const std::string& start, const std::string& database,
                   const std::function<void(Config&)>& adjust)
    : sources_(sources),
      clock_(std::make_unique<SimClock>(test::at(start))),
      zones_(system_zones()) {
    config_.database = database;
    ChannelConfig email;
    email.name = "email";
    config_.channels["email"] = email;
    if (adjust) adjust(config_);
    build();
}

void SimHouse::build() {
    House::Parts parts;
    parts.config = config_;
    parts.clock = clock_.get();
    parts.zones = zones_;
    parts.sources = sources_;
    parts.courier = make_inline_courier([this](const Parcel& parcel) -> Outcome {
        Outcome outcome = Delivered{"250 2.0.0 Ok"};
        if (!answers_->empty()) {
            outcome = answers_->front();
            answers_->pop_front();
        }
        const auto job = house_->store().job(parcel.job);
        const Zone* zone = zones_->find(job->intent.zone);
        const std::string local = date::format("%F %R", zone->local(clock_->now()));
        sent_->push_back({clock_->now(), parcel, local});
        return outcome;
    });
    try {
        house_ = std::make_unique<House>(std::move(parts));
    } catch (const NoGoodSet& none) {
        NoGoodSet told{std::string{none.what()} + ":\n" + format(none.diagnostics)};
        told.diagnostics = none.diagnostics;
        throw told;
    }
}

void SimHouse::restart() {
    house_.reset();
    build();
}

void SimHouse::restart_with(const SetSources& sources) {
    sources_ = sources;
    restart();
}

void SimHouse::set_zones(std::shared_ptr<const ZoneSnapshot> zones) {
    zones_ = std::move(zones);
}

Receipt SimHouse::receive(const std::string& event) {
    return receive(std::vector<std::string>{event});
}

Receipt SimHouse::receive(const std::vector<std::string>& events) {
    Receipt receipt;
    bool answered = false;
    house_->submit(events, [&](const Receipt& given) {
        receipt = given;
        answered = true;
    });
    house_->turn();
    VESPER_CHECK(answered, "a submission is answered in its turn");
    return receipt;
}

House::Done SimHouse::work(std::function<Result<std::string>()> work) {
    House::Done done;
    house_->in_next_turn(std::move(work), [&](const House::Done& given) { done = given; });
    house_->turn();
    return done;
}

void SimHouse::run_until(const std::string& rfc3339) {
    const Instant end = test::at(rfc3339);
    while (clock_->now() <= end) {
        const Instant wake = house_->turn();
        if (!house_->idle()) continue;
        // Nothing happens between here and the next due job, so the minute's cap need not be slept
        // through.
        const auto due = house_->status().next_due;
        const Instant next = due && wake > clock_->now() ? std::max(*due, wake) : wake;
        if (next > end || (!due && wake > clock_->now())) break;
        clock_->set(std::max(next, clock_->now()));
    }
    clock_->set(end);
    house_->turn();
    while (!house_->idle()) house_->turn();
}

void SimHouse::run_for(seconds span) {
    run_until(to_string(clock_->now() + span));
}

void SimHouse::answer(std::vector<Outcome> outcomes) {
    answers_->insert(answers_->end(), outcomes.begin(), outcomes.end());
}

std::vector<std::string> SimHouse::sent_local() const {
    std::vector<std::string> times;
    for (const Sent& letter : *sent_) times.push_back(letter.local);
    return times;
}

std::vector<Job> SimHouse::jobs() const {
    JobFilter filter;
    filter.limit = 1000;
    return house_->store().jobs(filter);
}

std::vector<Job> SimHouse::all_jobs() const {
    std::vector<Job> all;
    JobFilter filter;
    filter.limit = 1000;
    for (;;) {
        const std::vector<Job> page = house_->store().jobs(filter);
        all.insert(all.end(), page.begin(), page.end());
        if (page.size() < 1000) return all;
        filter.after = {page.back().due, page.back().id};
    }
}

Job SimHouse::only_job() const {
    const std::vector<Job> all = jobs();
    VESPER_CHECK(all.size() == 1, "the story has one job");
    return all.front();
}

}  // namespace vesper::test
