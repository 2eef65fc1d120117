// What people and programs ask: requests to answers. Knows no socket (docs/openapi.yaml describes
// it).
#pragma once

#include "daemon/control/histogram.hpp"
#include "daemon/house.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace vesper {

struct Request {
    std::string method;  // "GET"; HEAD is the server's to turn into GET
    std::string target;  // "/v1/jobs?state=scheduled"
    std::string accept;  // the Accept header; empty = anything
    std::string body;
    bool may_change = false;           // it came by the admin socket
    std::string accept_language = {};  // likewise; what is for people is said in it
};

struct Answer {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;  // besides type and length
};

/// Reads the rule files again, and applies them to the past if asked; the service says how (signal
/// and request share it).
using ReloadFiles = std::function<Reload(bool to_past)>;

/// What answers are made from, besides the request.
struct Control {
    House& house;
    ReloadFiles reload_files;
    const Histogram& turn_seconds;  // how long turns took, by a steady clock
};

/// Answers now or after the next turn's commit; `done` is called exactly once, on the loop thread.
/// What `control` refers to outlives the answer. Streams (/v1/watch, /v1/backup) are the server's
/// and answer 404 here.
void answer(const Control& control, const Request& request, std::function<void(Answer)> done);

/// {"error": {"code": "...", "message": "...", "next": "what to do"}}
Answer error_answer(int status, const std::string& code, const std::string& message,
                    const std::string& next = "");

/// Prometheus text exposition format 0.0.4.
std::string metrics(const House& house, const Histogram& turn_seconds);

/// One line of JSON without its newline.
std::string to_json(const Happening& happening);

}  // namespace vesper
