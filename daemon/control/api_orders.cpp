// Orders: find one by what a person may type, its record, and its story.
#include "daemon/control/call.hpp"
#include "daemon/control/json_text.hpp"
#include "daemon/control/story.hpp"
#include "daemon/control/views.hpp"
#include "daemon/control/why_not.hpp"
#include "daemon/intake/order_json.hpp"
#include "rules/spelling.hpp"
#include "scheduler/ladder.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// By key; else the one order that has this id, number or tracking number. Answers the call itself
/// when there is none or more than one.
std::optional<Order> find_order(Call& call) {
    const Store& store = call.control.house.store();
    const std::string& word = call.words[0];
    if (auto order = store.order(word)) return order;
    const std::vector<std::string> keys = store.find_orders(word);
    if (keys.size() == 1) return store.order(keys[0]);
    if (keys.empty()) {
        call.done(not_found("no order has the key, id, number or tracking number " + word,
                            "vesper queue --buyer ADDRESS finds a buyer's orders"));
        return std::nullopt;
    }
    std::string list;
    for (const std::string& key : keys) list += (list.empty() ? "" : ", ") + key;
    call.done(error_answer(409, "ambiguous", "several orders answer to " + word,
                           "ask for one by its key: " + list));
    return std::nullopt;
}

std::string summary(const House& house, const Order& order) {
    const auto stage = current_stage(order);
    return JsonObject{}
        .text("key", order.key)
        .text("number", order.number)
        .text("stage", stage ? name(*stage) : "")
        .text("country", address_of(order).country)
        .text("zone", resolve_buyer(order, house.set().shop, house.zones()).zone)
        .done();
}

bool wants_text(const Call& call) {
    const std::string format = call.asked("format");
    if (!format.empty()) return format == "text";
    return call.request.accept.find("text/plain") != std::string::npos &&
           call.request.accept.find("application/json") == std::string::npos;
}

/// The order of a question that may be answered in two forms; nothing: the call is answered.
std::optional<Order> order_to_tell_of(Call& call) {
    const std::string format = call.asked("format");
    if (format.empty() || format == "text" || format == "json") return find_order(call);
    call.done(bad_request("format: text or json"));
    return std::nullopt;
}

constexpr std::size_t rules_listed_max = 10;

/// Names the rule that is meant, or those that there are, the nearest first.
Answer no_such_rule(const std::string& rule, const std::vector<std::string>& known) {
    const auto names = by_nearness(rule, {known.begin(), known.end()});
    std::string next;
    if (const auto near = nearest(rule, names)) {
        next = in_english(did_you_mean(*near));
    } else {
        const std::size_t shown = std::min(names.size(), rules_listed_max);
        for (std::size_t i = 0; i < shown; ++i)
            next += (i == 0 ? "the rules are " : ", ") + std::string{names[i]};
        if (shown < names.size()) next += ", and " + std::to_string(names.size() - shown) + " more";
    }
    return not_found("there is no rule \"" + rule + "\", and there was none", next);
}

}  // namespace

void answer_orders(Call& call) {
    const House& house = call.control.house;
    const std::string word = call.asked("q");
    if (word.empty())
        return call.done(
            bad_request("q is missing", "?q= an order's id, number or tracking number"));
    JsonArray list;
    for (const std::string& key : house.store().find_orders(word))
        if (const auto order = house.store().order(key)) list.json(summary(house, *order));
    const std::string view = JsonObject{}.json("orders", list.done()).done();
    call.done(Answer{200, "application/json", view + "\n", {}});
}

void answer_order(Call& call) {
    const House& house = call.control.house;
    const auto order = find_order(call);
    if (!order) return;
    const auto stage = current_stage(*order);
    const ZoneAnswer zone = resolve_buyer(*order, house.set().shop, house.zones());
    const Clocks clocks = clocks_of(house, zone.zone);
    JsonObject facts;
    for (const auto& [reached, at] : order->facts)
        facts.json(name(reached), moment_json(at, clocks));
    JsonArray jobs;
    for (const Job& job : house.store().jobs_of_order(order->key)) jobs.json(job_json(house, job));
    const std::string view = JsonObject{}
                                 .text("key", order->key)
                                 .text("stage", stage ? name(*stage) : "")
                                 .json("zone", zone_answer_json(zone))
                                 .json("facts", facts.done())
                                 .json("order", to_json(*order))
                                 .json("jobs", jobs.done())
                                 .done();
    call.done(Answer{200, "application/json", view + "\n", {}});
}

void answer_why(Call& call) {
    const auto order = order_to_tell_of(call);
    if (!order) return;
    const House& house = call.control.house;
    const Story story = tell_story(house, *order);
    if (wants_text(call))
        return call.done(Answer{200, "text/plain; charset=utf-8", story_text(house, story), {}});
    call.done(Answer{200, "application/json", story_json(house, story) + "\n", {}});
}

void answer_why_not(Call& call) {
    const auto order = order_to_tell_of(call);
    if (!order) return;
    const House& house = call.control.house;
    const std::string& rule = call.words[1];
    const std::vector<std::string> known = rules_known_of(house, *order);
    if (std::find(known.begin(), known.end(), rule) == known.end())
        return call.done(no_such_rule(rule, known));
    const WhyNot why = tell_why_not(house, *order, rule);
    if (wants_text(call))
        return call.done(Answer{200, "text/plain; charset=utf-8", why_not_text(house, why), {}});
    call.done(Answer{200, "application/json", why_not_json(house, why) + "\n", {}});
}

}  // namespace vesper
