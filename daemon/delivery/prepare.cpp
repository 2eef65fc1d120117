#include "daemon/delivery/prepare.hpp"

#include "daemon/delivery/letter.hpp"
#include "rules/addresses.hpp"
#include "scheduler/place.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace vesper {

namespace {

using nlohmann::json;

std::string address_of(const ChannelConfig& channel, const Step& step, const Order& order,
                       const Shop& shop) {
    if (step.to == Audience::shop)
        return channel.address == ChannelConfig::Address::phone ? "" : staff_address(shop);
    return channel.address == ChannelConfig::Address::phone ? order.buyer.phone : order.buyer.email;
}

bool needs_mail_address(const ChannelConfig& channel) {
    return channel.kind != ChannelConfig::Kind::webhook ||
           channel.address == ChannelConfig::Address::email;
}

/// Why the channel cannot serve this person; empty: it can.
std::string unserved(const ChannelConfig& channel, const Step& step, const Order& order,
                     const Shop& shop) {
    const bool shops_own = step.to == Audience::shop;
    // Mail is redirected when it is written; what a bridge does with an order cannot be.
    if (channel.kind == ChannelConfig::Kind::webhook && !shops_own && !shop.redirect_to.empty())
        return "redirect_to is set, and channel " + channel.name + " cannot be redirected";
    if (needs_mail_address(channel)) {
        if (is_mail_address(address_of(channel, step, order, shop))) return {};
        return shops_own ? "the shop has no usable e-mail address"
                         : "the order has no usable e-mail address";
    }
    if (channel.address == ChannelConfig::Address::phone && !shops_own && order.buyer.phone.empty())
        return "the order has no telephone number";
    return {};
}

json order_part(const Order& order) {
    json part = {{"key", order.key},         {"id", order.id},
                 {"number", order.number},   {"platform", order.platform},
                 {"account", order.account}, {"marketplace", order.marketplace}};
    for (const Deadline& deadline : order.deadlines)
        part["deadlines"][std::string{name(deadline.kind)}] = to_string(deadline.at);
    if (!order.shipment.tracking_number.empty())
        part["tracking_number"] = order.shipment.tracking_number;
    return part;
}

json parameters(const Step& step) {
    json with = json::object();
    for (const auto& [key, parameter] : step.with) {
        if (parameter.kind == Parameter::Kind::text)
            with[key] = parameter.text;
        else  // digits as they were written, or true and false
            with[key] = json::parse(parameter.text);
    }
    return with;
}

/// Names and addresses go only where a letter goes: who acts on an order needs the order.
json body_of(const Job& job, const Step& step, const Order& order, const std::string& id,
             const std::string& address) {
    json body = {{"id", id},
                 {"channel", job.channel},
                 {"rule", job.key.rule},
                 {"step", job.key.step + 1},
                 {"occurrence", job.key.occurrence + 1},
                 {"class", name(job.message_class)},
                 {"audience", name(step.to)},
                 {"order", order_part(order)}};
    if (!step.with.empty()) body["with"] = parameters(step);
    if (!address.empty()) body["to"] = address;
    return body;
}

Prepared action(const Job& job, const Step& step, const Order& order, const std::string& address,
                const std::string& id) {
    Prepared ready;
    ready.parcel.bytes = body_of(job, step, order, id, address).dump();
    ready.subject = job.channel;
    for (const auto& [key, parameter] : step.with)
        ready.text += (ready.text.empty() ? "" : ", ") + key + " = " + parameter.text;
    return ready;
}

Prepared webhook_letter(const Job& job, const Step& step, const Order& order, const Letter& letter,
                        const std::string& address, const std::string& id) {
    Prepared ready;
    json body = body_of(job, step, order, id, address);
    body["letter"] = {
        {"subject", letter.subject}, {"text", letter.text}, {"language", letter.language}};
    ready.parcel.bytes = body.dump();
    ready.subject = letter.subject;
    ready.text = letter.text;
    return ready;
}

Prepared mail(const Job& job, const Step& step, const Order& order, const Letter& letter,
              const Shop& shop, Instant now) {
    Order addressed = order;
    if (step.to == Audience::shop) {
        addressed.buyer.name.clear();
        addressed.buyer.email = staff_address(shop);
    }
    const Envelope envelope = to_mime(letter, addressed, shop, job.key, now);
    Prepared ready;
    ready.parcel.message_id = envelope.message_id;
    ready.parcel.from = envelope.from;
    ready.parcel.to = envelope.to;
    ready.parcel.bytes = envelope.bytes;
    ready.redirected_from = envelope.redirected_from;
    ready.subject = letter.subject;
    ready.text = letter.text;
    return ready;
}

}  // namespace

namespace {

/// What the actions before this step were asked to do, for the letter that tells of it.
StepFacts facts_of(const Job& job, const RunningSet& set) {
    StepFacts facts;
    const Rule* rule = set.rules.find(job.key.rule);
    if (!rule) return facts;
    const auto own = std::min(static_cast<std::size_t>(job.key.step), rule->steps.size());
    for (std::size_t i = 0; i < own; ++i) {
        const Step& before = rule->steps[i];
        const auto days = before.with.find("days");
        if (!before.is_action() || days == before.with.end() ||
            days->second.kind != Parameter::Kind::number)
            continue;
        const std::string& digits = days->second.text;
        std::int64_t count = 0;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), count).ec == std::errc{})
            facts.extension_days = count;
    }
    return facts;
}

}  // namespace

Preparation prepare(const Job& job, const Step& step, const Order& order, const RunningSet& set,
                    const ChannelConfig& channel, const ZoneSnapshot& zones, Instant now) {
    if (std::string reason = unserved(channel, step, order, set.shop); !reason.empty())
        return Unserved{std::move(reason)};
    const bool is_webhook = channel.kind == ChannelConfig::Kind::webhook;
    const std::string id = "v1." + job_digits(to_string(job.key), "webhook");
    const std::string address = is_webhook && channel.address == ChannelConfig::Address::none
                                    ? std::string{}
                                    : address_of(channel, step, order, set.shop);
    Prepared ready;
    if (step.is_action()) {
        if (!is_webhook) return Unwritten{"channel " + channel.name + " carries letters only"};
        ready = action(job, step, order, address, id);
    } else {
        const Message* message = text_of(job, step, order, set);
        if (!message) return Unwritten{"there is no message \"" + job.message + "\""};
        const Zone* zone = zones.find(job.intent.zone);
        if (!zone)
            return Unwritten{
                "the zone " + job.intent.zone + " is not known to tzdata " + zones.version(),
                "the letter's zone is not known to tzdata " + zones.version()};
        const Result<Letter> letter = render(*message, order, set.shop, *zone, facts_of(job, set));
        if (!letter) return Unwritten{letter.error().message};
        ready = is_webhook ? webhook_letter(job, step, order, *letter, address, id)
                           : mail(job, step, order, *letter, set.shop, now);
    }
    if (is_webhook) {
        ready.parcel.message_id = id;
        ready.parcel.to = address.empty() ? channel.name : address;
    }
    ready.parcel.job = job.id;
    ready.parcel.channel = job.channel;
    ready.parcel.key = to_string(job.key);
    ready.parcel.sent = now;
    return ready;
}

const Message* text_of(const Job& job, const Step& step, const Order& order,
                       const RunningSet& set) {
    const bool staff = step.to == Audience::shop;
    return set.messages.find(job.message, staff ? std::string{} : order.buyer.locale,
                             fallback_languages(set.shop, staff));
}

}  // namespace vesper
