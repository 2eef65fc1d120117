// One request to vesperd: HTTP over its Unix socket.
#pragma once

#include "daemon/cli/failure.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace vesper::cli {

struct Reply {
    int status = 0;
    std::string body;
};

class Client {
public:
    /// `group` is who may use the socket: named when the door is shut. `language`: that of the
    /// answers, where the daemon speaks it.
    Client(std::string socket, std::string group, std::string language = "en")
        : socket_(std::move(socket)), group_(std::move(group)), language_(std::move(language)) {}

    /// Any answer of the daemon, whatever its status. Failure (unreachable) if there is none.
    Reply send(const std::string& method, const std::string& target, const std::string& body = "",
               const std::string& content_type = "application/json") const;

    /// The body of an answer 2xx; any other is a Failure in the daemon's own words.
    std::string ask(const std::string& target) const;
    std::string change(const std::string& method, const std::string& target,
                       const std::string& body = "") const;

    /// A long answer, piece by piece until it ends or `take` says false. Failure as above, and when
    /// the stream breaks before its end.
    void stream(const std::string& target, const std::function<bool(std::string_view)>& take) const;

private:
    std::string socket_;
    std::string group_;
    std::string language_;
};

/// A Failure that says what an answer other than 2xx means.
Failure failure_of(const Reply& reply);

/// "a b/c" -> "a%20b%2Fc" (RFC 3986 2.1: all but unreserved characters).
std::string percent_encoded(std::string_view text);

}  // namespace vesper::cli
