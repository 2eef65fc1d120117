// A web server on the loopback that answers as a test tells it to.
#pragma once

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vesper::test {

/// What becomes of one request: an answer's status line and headers ("503 Busy\r\nRetry-After: 7"),
/// "drop" closes the connection once the request is read, "drop early" before it is, and "hang"
/// never answers.
class ScriptedServer {
public:
    /// `script`: of the first request, the second, ...; the last is used from then on.
    explicit ScriptedServer(std::vector<std::string> script);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    int port() const { return port_; }
    struct Request {
        std::string head;  // the request line and the headers
        std::string body;
        std::string header(const std::string& name) const;  // "" if it is not there
    };
    std::vector<Request> requests() const;
    int connections() const;

private:
    void accept_all();
    void serve(int socket);
    std::string next_word();

    std::vector<std::string> script_;
    int listener_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::size_t answered_ = 0;
    int connections_ = 0;
    std::vector<Request> requests_;
    std::vector<int> sockets_;
    std::vector<std::thread> serving_;
    std::thread accepting_;
};

}  // namespace vesper::test
