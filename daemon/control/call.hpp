// One request on its way to an answer, and the table of everything that can be asked.
#pragma once

#include "daemon/control/api.hpp"
#include "daemon/translation.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// A request taken apart: the words its path holds where the route has `{}`, and its query,
/// decoded.
struct Call {
    const Control& control;
    const Request& request;
    std::vector<std::string> words;
    std::map<std::string, std::string> query;
    std::function<void(Answer)> done;

    /// "" when the query has no such word.
    std::string asked(const std::string& name) const;
    /// The language that the asker reads best of those that are spoken here.
    Language language() const { return language_accepted(request.accept_language); }
    const Translation& translation() const { return translation_into(language()); }
};

enum class Stream { none, watch, backup };

struct Route {
    std::string_view method;
    std::string_view pattern;  // "/v1/jobs/{}/cancel"
    bool admin;                // only by the admin socket
    std::string_view query;    // names it understands, separated by blanks
    void (*answer)(Call&);     // nullptr: a stream, which is the server's
    Stream stream = Stream::none;
};

/// Everything there is, in the order of docs/openapi.yaml.
const std::vector<Route>& routes();

/// Which stream a request asks for, by path alone.
Stream stream_asked_for(const std::string& target);

/// `%41` decoded; nothing if it is malformed.
std::optional<std::string> percent_decoded(std::string_view text);

/// Says in which language an answer is, which another asker may get in another (RFC 9110, 12.5.5).
void name_language(Answer& answer, Language language);

/// The answer to a problem with one word of the query or of a body.
Answer bad_request(const std::string& message, const std::string& next = "");
Answer not_found(const std::string& message, const std::string& next = "");
/// 507: the store cannot be written.
Answer unwritable_answer(const std::string& reason);

// The answers, by subject: api_status.cpp, api_jobs.cpp, api_orders.cpp, api_tonight.cpp,
// api_events.cpp, api_changes.cpp.
void answer_status(Call& call);
void answer_metrics(Call& call);
void answer_jobs(Call& call);
void answer_job(Call& call);
void answer_orders(Call& call);
void answer_order(Call& call);
void answer_why(Call& call);
void answer_tonight(Call& call);
void answer_events(Call& call);
void answer_cancel(Call& call);
void answer_hold(Call& call);
void answer_release(Call& call);
void answer_now(Call& call);
void answer_suppressions(Call& call);
void answer_suppress(Call& call);
void answer_unsuppress(Call& call);
void answer_pause_channel(Call& call);
void answer_resume_channel(Call& call);
void answer_pause_all(Call& call);
void answer_resume_all(Call& call);
void answer_reload(Call& call);

}  // namespace vesper
