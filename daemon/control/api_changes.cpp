// What people change: jobs, suppressed addresses, pauses, the rule files. Each change is made in
// the next turn's commit and answered after it.
#include "daemon/control/call.hpp"
#include "daemon/control/json_text.hpp"
#include "daemon/control/views.hpp"

#include <charconv>

namespace vesper {

namespace {

using Work = std::function<Result<std::string>()>;
using View = std::function<std::string(const std::string& words)>;

Answer ok(const std::string& view) {
    return Answer{200, "application/json", view + "\n", {}};
}

void change(Call& call, Work work, View view) {
    call.control.house.in_next_turn(
        std::move(work),
        [done = std::move(call.done), view = std::move(view)](const House::Done& outcome) {
            switch (outcome.kind) {
                case House::Done::Kind::done:
                    return done(ok(view(outcome.text)));
                case House::Done::Kind::refused:
                    return done(error_answer(409, "refused", outcome.text));
                case House::Done::Kind::unwritable:
                    return done(unwritable_answer(outcome.text));
            }
        });
}

/// The `why` of the body; answers the call itself when the body is not understood.
std::optional<JsonTexts> read_body(Call& call) {
    std::string error;
    auto texts = JsonTexts::read(call.request.body, error);
    if (!texts) call.done(bad_request(error, R"(the body is like {"why": "asked by the buyer"})"));
    return texts;
}

std::string words_view(const std::string& words) {
    return JsonObject{}.text("words", words).done();
}

using JobVerb = Result<std::string> (House::*)(std::int64_t, const std::string&);

void change_job(Call& call, JobVerb verb) {
    House& house = call.control.house;
    std::int64_t id = 0;
    const std::string& word = call.words[0];
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), id);
    if (error != std::errc{} || end != word.data() + word.size() || !house.store().job(id))
        return call.done(not_found("there is no job " + word, "vesper queue lists them"));
    const auto body = read_body(call);
    if (!body) return;
    change(
        call, [&house, verb, id, why = body->text("why")] { return (house.*verb)(id, why); },
        [&house, id](const std::string& words) {
            const auto job = house.store().job(id);
            return JsonObject{}
                .text("words", words)
                .json("job", job ? job_json(house, *job) : "null")
                .done();
        });
}

void change_channel(Call& call, const std::string& channel, bool pause) {
    House& house = call.control.house;
    const auto& channels = house.config().channels;
    if (channel != "*" && channels.count(channel) == 0) {
        std::string known;
        for (const auto& [name, config] : channels) known += (known.empty() ? "" : ", ") + name;
        return call.done(not_found("there is no channel " + channel, "configured: " + known));
    }
    const auto body = read_body(call);
    if (!body) return;
    change(
        call,
        [&house, channel, pause, why = body->text("why")] {
            return pause ? house.pause(channel, why) : house.resume(channel);
        },
        words_view);
}

}  // namespace

void answer_cancel(Call& call) {
    change_job(call, &House::cancel);
}
void answer_hold(Call& call) {
    change_job(call, &House::hold);
}
void answer_release(Call& call) {
    change_job(call, &House::release);
}
void answer_now(Call& call) {
    change_job(call, &House::send_now);
}

void answer_pause_channel(Call& call) {
    change_channel(call, call.words[0], true);
}
void answer_resume_channel(Call& call) {
    change_channel(call, call.words[0], false);
}
void answer_pause_all(Call& call) {
    change_channel(call, "*", true);
}
void answer_resume_all(Call& call) {
    change_channel(call, "*", false);
}

void answer_suppressions(Call& call) {
    const House& house = call.control.house;
    JsonArray list;
    for (const Suppression& suppression : house.store().suppressions())
        list.json(JsonObject{}
                      .text("address", suppression.address)
                      .json("since", moment_json(suppression.since, clocks_of(house, "")))
                      .text("reason", suppression.reason)
                      .done());
    call.done(ok(JsonObject{}.json("suppressions", list.done()).done()));
}

void answer_suppress(Call& call) {
    const auto body = read_body(call);
    if (!body) return;
    const std::string address = body->text("address");
    if (address.empty())
        return call.done(bad_request(
            "address is missing", R"(the body is like {"address": "a@example.com", "why": ""})"));
    House& house = call.control.house;
    change(
        call, [&house, address, why = body->text("why")] { return house.suppress(address, why); },
        words_view);
}

void answer_unsuppress(Call& call) {
    House& house = call.control.house;
    const std::string address = call.words[0];
    if (!house.store().suppression(address))
        return call.done(not_found(address + " is not suppressed", "vesper suppress --list"));
    change(
        call, [&house, address] { return house.unsuppress(address); }, words_view);
}

void answer_reload(Call& call) {
    const std::string to_past = call.asked("apply_to_past");
    if (!to_past.empty() && to_past != "true" && to_past != "false")
        return call.done(bad_request("apply_to_past is true or false, not \"" + to_past + '"'));
    const Reload reload = call.control.reload_files(to_past == "true");
    const Translation& into = call.translation();
    if (!reload.accepted && !has_errors(reload.diagnostics))  // good, and not to be written down
        return call.done(unwritable_answer(call.control.house.status().unwritable));
    JsonObject view;
    if (!reload.accepted)
        view.json(
            "error",
            JsonObject{}
                .text("code", "broken-set")
                .text("message",
                      translated(say("the files have errors; the running set stays"), into))
                .text("next", translated(say("mend them and reload again; vesper check says the "
                                             "same at any time"),
                                         into))
                .done());
    view.flag("accepted", reload.accepted)
        .json("diagnostics", diagnostics_json(reload.diagnostics, into))
        .text("text", format(reload.diagnostics, into))
        .json("replan", replan_json(reload.replan));
    Answer answer = ok(view.done());
    if (!reload.accepted) answer.status = 422;
    name_language(answer, call.language());
    call.done(std::move(answer));
}

}  // namespace vesper
