#include "daemon/intake/cloud_event.hpp"

#include "daemon/intake/json_reader.hpp"
#include "rules/addresses.hpp"
#include "rules/ascii.hpp"
#include "rules/language.hpp"
#include "rules/spelling.hpp"
#include "scheduler/own_zone.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

struct TypeRow {
    std::string_view type;  // between "vesper." and ".v1"
    Event::Kind kind;
    std::optional<Stage> stage;
};

constexpr std::string_view type_prefix = "vesper.";
constexpr std::string_view type_suffix = ".v1";

const std::array<TypeRow, 35> types = {{
    {"order.placed", Event::Kind::stage, Stage::placed},
    {"order.payment_review", Event::Kind::stage, Stage::payment_review},
    {"order.paid", Event::Kind::stage, Stage::paid},
    {"order.preparing", Event::Kind::stage, Stage::preparing},
    {"order.address_problem", Event::Kind::stage, Stage::address_problem},
    {"order.confirmed", Event::Kind::stage, Stage::confirmed},
    {"order.cancel_requested", Event::Kind::stage, Stage::cancel_requested},
    {"order.cancelled", Event::Kind::stage, Stage::cancelled},
    {"order.closed", Event::Kind::stage, Stage::closed},
    {"order.updated", Event::Kind::updated, std::nullopt},
    {"order.snapshot", Event::Kind::snapshot, std::nullopt},
    {"shipment.shipped", Event::Kind::stage, Stage::shipped},
    {"shipment.in_transit", Event::Kind::stage, Stage::in_transit},
    {"shipment.customs_hold", Event::Kind::stage, Stage::customs_hold},
    {"shipment.customs_released", Event::Kind::stage, Stage::customs_released},
    {"shipment.delayed", Event::Kind::stage, Stage::delayed},
    {"shipment.out_for_delivery", Event::Kind::stage, Stage::out_for_delivery},
    {"shipment.pickup_ready", Event::Kind::stage, Stage::pickup_ready},
    {"shipment.attempt_failed", Event::Kind::stage, Stage::attempt_failed},
    {"shipment.returning", Event::Kind::stage, Stage::returning},
    {"shipment.lost", Event::Kind::stage, Stage::lost},
    {"shipment.delivered", Event::Kind::stage, Stage::delivered},
    {"review.left", Event::Kind::stage, Stage::review},
    {"review.changed", Event::Kind::review_changed, std::nullopt},
    {"review.removed", Event::Kind::review_removed, std::nullopt},
    {"refund.requested", Event::Kind::stage, Stage::refund_requested},
    {"refund.issued", Event::Kind::stage, Stage::refunded},
    {"return.requested", Event::Kind::stage, Stage::return_requested},
    {"return.received", Event::Kind::stage, Stage::return_received},
    {"dispute.opened", Event::Kind::stage, Stage::dispute},
    {"dispute.resolved", Event::Kind::stage, Stage::dispute_resolved},
    {"inquiry.received", Event::Kind::stage, Stage::inquiry},
    {"inquiry.answered", Event::Kind::stage, Stage::inquiry_answered},
    {"message.received", Event::Kind::stage, Stage::buyer_wrote},
    {"buyer.consent_changed", Event::Kind::consent_changed, std::nullopt},
}};
constexpr std::string_view redacted_type = "buyer.redacted";

void read_type(const JsonReader& in, Event& event) {
    in.id("type", event.type);
    if (event.type.empty())
        return in.problem("type", "is required, such as \"vesper.order.paid.v1\"");
    std::string_view core = event.type;
    if (core.starts_with(type_prefix) && core.ends_with(type_suffix) &&
        core.size() > type_prefix.size() + type_suffix.size()) {
        core =
            core.substr(type_prefix.size(), core.size() - type_prefix.size() - type_suffix.size());
        if (core == redacted_type) {
            event.kind = Event::Kind::redacted;
            return;
        }
        for (const TypeRow& row : types) {
            if (row.type == core) {
                event.kind = row.kind;
                event.stage = row.stage;
                return;
            }
        }
    }
    std::vector<std::string_view> known;
    for (const TypeRow& row : types) known.push_back(row.type);
    known.push_back(redacted_type);
    const auto near = nearest(core, known);
    in.problem("type", "unknown type \"" + event.type + "\"" +
                           (near ? ": did you mean \"vesper." + *near + ".v1\"?" : ""));
}

/// "<platform>:/<account>"; a platform as in order.platform, and what else a URI begins with (RFC
/// 3986, section 3.1).
bool is_source(std::string_view text) {
    const std::size_t colon = text.find(":/");
    if (colon == std::string_view::npos || colon == 0 || colon + 2 == text.size()) return false;
    const std::string_view platform = text.substr(0, colon);
    return std::all_of(platform.begin(), platform.end(), [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view{"_-+."}.find(c) != std::string::npos;
    });
}

void read_envelope(const JsonReader& in, Event& event) {
    std::string specversion;
    in.id("specversion", specversion);
    if (specversion != "1.0") in.problem("specversion", "must be \"1.0\" (CloudEvents)");
    in.id("id", event.id);
    if (event.id.empty()) in.problem("id", "is required");
    in.id("source", event.source);
    if (event.source.empty()) {
        in.problem("source", "is required, such as \"shopify:/my-shop.myshopify.com\"");
    } else if (!is_source(event.source)) {
        in.problem("source",
                   "must be <platform>:/<account>, such as \"shopify:/my-shop.myshopify.com\"");
    }
    in.id("sequence", event.sequence);
    read_type(in, event);
    std::string content_type;
    in.text("datacontenttype", content_type, 100);
    if (!content_type.empty() && content_type.find("json") == std::string::npos) {
        in.problem("datacontenttype", "must be application/json");
    }
}

/// Which order is it about: data.order.key, platform/account/id, the subject, or a tracking number.
void read_identity(const JsonReader& envelope, const JsonReader& data, Event& event) {
    Order& said = event.said;
    std::string subject;
    envelope.id("subject", subject);
    data.object("order", [&](const JsonReader& order) {
        const bool plain = std::all_of(said.platform.begin(), said.platform.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        });
        if (!plain) order.problem("platform", "may hold a-z, 0-9, _ and - only");
        if (said.id.empty()) return;
        if (said.platform.empty()) order.problem("platform", "is required beside id");
        if (said.account.empty()) order.problem("account", "is required beside id");
        const std::string derived = order_key(said.platform, said.account, said.id);
        if (said.key.empty()) said.key = derived;
        if (said.key != derived)
            order.problem("key", "is not platform/account/id (\"" + derived + "\")");
    });
    if (said.key.empty()) said.key = subject;
    if (said.key.empty() && said.shipment.tracking_number.empty()) {
        data.problem("order",
                     "names no order: give order.id with platform and account, order.key, or "
                     "shipment.tracking_number");
    }
}

/// Asked of events only: a record that was kept before these questions reads back as it is.
void check_buyer(const JsonReader& data, const Buyer& said) {
    data.object("buyer", [&](const JsonReader& in) {
        if (!said.email.empty() && !is_mail_address(said.email))
            in.problem("email", "must be an e-mail address, or left out where there is none");
        if (!said.locale.empty() && !is_well_formed_tag(said.locale))
            in.problem("locale", not_a_language_tag);
    });
}

void check_stage_needs(const JsonReader& data, const Event& event, std::string_view core) {
    const Order& said = event.said;
    if (core.starts_with("shipment.") && said.shipment.tracking_number.empty() &&
        said.shipment.id.empty()) {
        data.problem("shipment", "tracking_number or id is required for " + event.type);
    }
    if ((event.stage == Stage::review || event.kind == Event::Kind::review_changed) &&
        said.review.rating == 0 && said.review.sentiment.empty()) {
        data.problem("review", "rating or sentiment is required for " + event.type);
    }
    if (core.starts_with("dispute.") && said.dispute.kind.empty()) {
        data.problem("dispute", "kind is required for " + event.type);
    }
}

void read_data(const JsonReader& envelope, const JsonReader& data, Event& event,
               const ZoneSnapshot& zones) {
    event.said = read_order(data);
    check_buyer(data, event.said.buyer);
    read_identity(envelope, data, event);
    std::string_view core = event.type;
    core.remove_prefix(std::min(core.size(), type_prefix.size()));
    check_stage_needs(data, event, core);
    if (event.kind != Event::Kind::snapshot && !event.said.facts.empty()) {
        data.problem("facts", "only an order.snapshot has them");
    }
    if (!event.said.timezone.empty()) {
        const std::string problem = own_zone_problem(event.said.timezone, zones);
        if (!problem.empty()) data.problem("timezone", problem);
    }
}

std::string_view stripped(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

/// The end of the first JSON value of `text`, by brackets and quotes; npos if it does not end.
std::size_t value_end(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth <= 0) {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

void split_array(std::string_view text, SplitBody& split) {
    std::string_view rest = stripped(text.substr(1));
    while (!rest.empty() && rest.front() != ']') {
        const std::size_t end = rest.front() == '{' ? value_end(rest) : std::string_view::npos;
        if (end == std::string_view::npos) {
            split.problems.push_back(
                {"/" + std::to_string(split.events.size()), "must be an event object"});
            return;
        }
        split.events.emplace_back(rest.substr(0, end));
        rest = stripped(rest.substr(end));
        if (rest.starts_with(',')) {
            rest = stripped(rest.substr(1));
        } else if (!rest.starts_with(']')) {
            split.problems.push_back({"", "not a JSON array of events"});
            return;
        }
    }
    if (stripped(rest) != "]")
        split.problems.push_back({"", "the array does not end where the text does"});
}

}  // namespace

ParsedEvent parse_event(std::string_view text, const ZoneSnapshot& zones) {
    ParsedEvent parsed;
    if (text.size() > event_bytes_max) {
        parsed.problems.push_back(
            {"", "an event is at most " + std::to_string(event_bytes_max) + " bytes"});
        return parsed;
    }
    const ParsedJson document = parse_json(text);
    if (!document.problem.empty() || document.value.kind != JsonValue::Kind::object) {
        parsed.problems.push_back(
            {"", document.problem.empty() ? "must be a JSON object" : document.problem});
        return parsed;
    }
    const JsonReader envelope{document.value, parsed.problems};
    Event& event = parsed.event;
    read_envelope(envelope, event);
    if (envelope.has("data")) {
        envelope.object("data",
                        [&](const JsonReader& data) { read_data(envelope, data, event, zones); });
    } else {
        envelope.problem("data", "is required");
    }
    std::optional<Instant> time;
    envelope.instant("time", time);
    if (!time) time = event.said.updated_at;
    if (time) {
        event.time = *time;
    } else if (parsed.problems.empty()) {
        envelope.problem("time", "is required where data.order.updated_at is not given");
    }
    return parsed;
}

SplitBody split_events(std::string_view body, std::size_t events_max) {
    SplitBody split;
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);  // a byte order mark, from editors
    std::string_view rest = stripped(body);
    if (rest.empty()) {
        split.problems.push_back(
            {"", "empty: expected an event, an array of events, or one event a line"});
        return split;
    }
    if (rest.front() == '[') {
        split_array(rest, split);
    } else if (const std::size_t end = value_end(rest); end == rest.size()) {
        split.events.emplace_back(rest);  // one object, on as many lines as it likes
    } else {
        while (!rest.empty()) {
            const std::size_t newline = std::min(rest.find('\n'), rest.size());
            const std::string_view line = stripped(rest.substr(0, newline));
            if (!line.empty()) split.events.emplace_back(line);
            rest.remove_prefix(std::min(newline + 1, rest.size()));
        }
    }
    if (split.events.size() > events_max) {
        split.problems.push_back(
            {"", "more than " + std::to_string(events_max) + " events in one batch"});
    }
    return split;
}

std::string canonical_json(std::string_view text) {
    const ParsedJson parsed = parse_json(text);
    if (!parsed.problem.empty()) return std::string{text};
    std::string canonical;
    append_json(canonical, parsed.value);
    return canonical;
}

}  // namespace vesper
