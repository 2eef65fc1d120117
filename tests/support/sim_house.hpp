// The whole house on a simulated clock, and builders for what happens to it.
#pragma once

#include "daemon/house.hpp"
#include "daemon/system_clock.hpp"
#include "tests/support/zones.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vesper::test {

/// One canonical event, as a sentence: `an_event("A1",
/// "shipment.delivered").in("DE").at("2026-03-02T10:00:00Z")`.
class EventBuilder {
public:
    EventBuilder(std::string order, std::string noun_verb);
    EventBuilder& in(const std::string& country, const std::string& region = "",
                     const std::string& city = "");
    EventBuilder& zone(const std::string& name);
    EventBuilder& at(const std::string& rfc3339);
    EventBuilder& id(const std::string& id);
    EventBuilder& total(const std::string& amount, const std::string& currency);
    EventBuilder& email(const std::string& address);
    EventBuilder& locale(const std::string& tag);
    EventBuilder& updated_at(const std::string& rfc3339);
    EventBuilder& consent(const std::string& word);
    EventBuilder& test_order();
    EventBuilder& without_order();  // only the tracking number names it
    /// Any other member, by JSON pointer and JSON text.
    EventBuilder& set(const std::string& pointer, const std::string& json);
    std::string text() const;
    operator std::string() const { return text(); }

private:
    std::vector<std::pair<std::string, std::string>> members_;  // pointer -> JSON
    std::vector<std::string> removed_;
};
EventBuilder an_event(const std::string& order, const std::string& noun_verb);

/// shop.toml and messages that every story can use; messages exist in English and German for each
/// name.
SetSources sources_with(const std::string& rules, const std::string& shop_lines = "",
                        const std::vector<std::string>& messages = {"news"});

/// A letter that left, and when.
struct Sent {
    Instant when;
    Parcel parcel;
    std::string local;  // wall clock of the job's zone: "2026-03-28 19:37"
};

class SimHouse {
public:
    /// `database`: ":memory:", or a file that outlives this house.
    explicit SimHouse(const SetSources& sources, const std::string& start = "2026-03-01T00:00:00Z",
                      const std::string& database = ":memory:",
                      const std::function<void(Config&)>& adjust = {});

    /// Submits and turns once; the receipt is what the sender would get.
    Receipt receive(const std::string& event);
    Receipt receive(const std::vector<std::string>& events);
    House::Done work(std::function<Result<std::string>()> work);
    /// Turns until the clock reads `end` and nothing is left to do before it.
    void run_until(const std::string& rfc3339);
    void run_for(seconds span);
    /// What the far side will say, in order; when the list is used up: Delivered.
    void answer(std::vector<Outcome> outcomes);

    House& house() { return *house_; }
    const House& house() const { return *house_; }
    SimClock& clock() { return *clock_; }
    const std::vector<Sent>& sent() const { return *sent_; }
    std::vector<std::string> sent_local() const;
    std::vector<Job> jobs() const;      // the first thousand
    std::vector<Job> all_jobs() const;  // page by page
    Job only_job() const;
    /// As kill -9 and a start: the house is built again on the same file.
    void restart();
    /// The same, and the files were edited meanwhile.
    void restart_with(const SetSources& sources);
    void set_zones(std::shared_ptr<const ZoneSnapshot> zones);

private:
    void build();

    SetSources sources_;
    Config config_;
    std::unique_ptr<SimClock> clock_;
    std::shared_ptr<const ZoneSnapshot> zones_;
    std::unique_ptr<std::vector<Sent>> sent_ = std::make_unique<std::vector<Sent>>();
    std::unique_ptr<std::deque<Outcome>> answers_ = std::make_unique<std::deque<Outcome>>();
    std::unique_ptr<House> house_;
};

}  // namespace vesper::test
