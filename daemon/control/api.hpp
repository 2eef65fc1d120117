// What people and programs ask: requests to answers. Knows no socket (docs/openapi.yaml describes
// it).
#pragma once

#include "daemon/house.hpp"

#include <functional>
#include <string>

namespace vesper {

struct Request {
    std::string method;  // "GET"
    std::string target;  // "/v1/jobs?state=scheduled"
    std::string content_type;
    std::string body;
    bool may_change = false;  // it came by the admin socket
};

struct Answer {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
};

/// Answers now or after the next turn's commit; `done` is called exactly once, on the loop thread.
/// Streams
/// (/v1/watch, /v1/backup) are the server's and answer 404 here.
void answer(House& house, const Request& request, std::function<void(Answer)> done);

/// Reads the rule files again; the service says how (signal and request share it).
using ReloadFiles = std::function<Reload()>;

/// {"error": {"code": "...", "message": "...", "next": "what to do"}}
Answer error_answer(int status, const std::string& code, const std::string& message,
                    const std::string& next = "");

/// Prometheus text exposition format 0.0.4.
std::string metrics(const House& house);

/// One line of JSON without its newline.
std::string to_json(const Happening& happening);

}  // namespace vesper
