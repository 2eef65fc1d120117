// Events by HTTP: one, a CloudEvents batch, or JSON lines; all or nothing, answered after the
// commit.
#include "daemon/control/call.hpp"
#include "daemon/control/json_text.hpp"
#include "daemon/control/views.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// A good event in a body that was refused is called what it is: nothing of it was kept.
std::string_view kind_name(EventVerdict::Kind kind, bool stored) {
    switch (kind) {
        case EventVerdict::Kind::accepted:
            return stored ? "accepted" : "not-stored";
        case EventVerdict::Kind::duplicate:
            return "duplicate";
        case EventVerdict::Kind::conflict:
            return "conflict";
        case EventVerdict::Kind::invalid:
            return "invalid";
    }
    return "";
}

std::string verdict_json(const EventVerdict& verdict, std::size_t index, bool stored) {
    JsonObject view;
    view.number("index", index)
        .text("verdict", kind_name(verdict.kind, stored))
        .text("source", verdict.source)
        .text("id", verdict.id)
        .text("order", verdict.order_key)
        .text("effect", verdict.effect)
        .number("planned", verdict.planned)
        .number("withdrawn", verdict.withdrawn);
    if (!verdict.problems.empty()) view.json("problems", problems_json(verdict.problems));
    return view.done();
}

std::string verdicts_json(const Receipt& receipt) {
    JsonArray list;
    for (std::size_t i = 0; i < receipt.events.size(); ++i)
        list.json(verdict_json(receipt.events[i], i, receipt.kind == Receipt::Kind::stored));
    return list.done();
}

struct Refusal {
    int status;
    std::string_view code, message, next;
};

constexpr Refusal invalid{422, "invalid-event", "not every event is valid; nothing was stored",
                          "mend the fields that `problems` names and send all of it again"};
constexpr Refusal twins{409, "conflict",
                        "two events of this body share source and id and say different things; "
                        "nothing was stored",
                        "`problems` names the pair: leave one out, or give it an id of its own"};
constexpr Refusal conflict{409, "conflict",
                           "an event with this source and id was stored before, with another "
                           "body; nothing was stored",
                           "give a changed event a new id"};

const Refusal& refusal_of(const Receipt& receipt) {
    const auto any = [&](auto has) {
        return std::any_of(receipt.events.begin(), receipt.events.end(), has);
    };
    if (any([](const EventVerdict& one) { return one.kind == EventVerdict::Kind::invalid; }))
        return invalid;
    return any([](const EventVerdict& one) { return one.twin; }) ? twins : conflict;
}

Answer refused(const Receipt& receipt) {
    const Refusal& refusal = refusal_of(receipt);
    const std::string error = JsonObject{}
                                  .text("code", refusal.code)
                                  .text("message", refusal.message)
                                  .text("next", refusal.next)
                                  .done();
    const std::string body =
        JsonObject{}.json("error", error).json("events", verdicts_json(receipt)).done();
    return Answer{refusal.status, "application/json", body + "\n", {}};
}

Answer answer_to(const Receipt& receipt) {
    switch (receipt.kind) {
        case Receipt::Kind::stored:
            return Answer{202,
                          "application/json",
                          JsonObject{}.json("events", verdicts_json(receipt)).done() + "\n",
                          {}};
        case Receipt::Kind::refused:
            return refused(receipt);
        case Receipt::Kind::unwritable:
            return unwritable_answer(receipt.reason);
    }
    return unwritable_answer(receipt.reason);
}

}  // namespace

Answer unwritable_answer(const std::string& reason) {
    Answer refusal =
        error_answer(507, "unwritable", "nothing can be stored: " + reason,
                     "send it again when the disk can be written; vesperd resumes by itself");
    refusal.headers.emplace_back("Retry-After", "10");
    return refusal;
}

void answer_events(Call& call) {
    SplitBody split = split_events(call.request.body);
    if (split.problems.empty() && split.events.empty())
        split.problems.push_back({"", "there is no event in the body"});
    if (!split.problems.empty()) {
        const std::string error =
            JsonObject{}
                .text("code", "invalid-event")
                .text("message", split.problems.front().message)
                .text("next", "send one CloudEvents JSON object, an array of them, or JSON lines")
                .done();
        const std::string body = JsonObject{}
                                     .json("error", error)
                                     .json("problems", problems_json(split.problems))
                                     .json("events", "[]")
                                     .done();
        return call.done(Answer{422, "application/json", body + "\n", {}});
    }
    call.control.house.submit(
        std::move(split.events),
        [done = std::move(call.done)](const Receipt& receipt) { done(answer_to(receipt)); });
}

}  // namespace vesper
