// A mail relay on the loopback that answers as a test tells it to.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using SSL_CTX = struct ssl_ctx_st;

namespace vesper::test {

/// Reply by command: CONNECT, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, "." and QUIT. "drop" closes
/// the connection, "hang" never answers, "REPLY|drop" answers first. What is not named is accepted.
using Script = std::map<std::string, std::string>;

class ScriptedRelay {
public:
    enum class Tls { none, starttls, implicit };

    /// `scripts`: of the first connection, the second, ...; the last is used from then on.
    /// `certificate`: PEM file with key and chain.
    explicit ScriptedRelay(std::vector<Script> scripts, Tls tls = Tls::none,
                           const std::string& certificate = {});
    ~ScriptedRelay();
    ScriptedRelay(const ScriptedRelay&) = delete;
    ScriptedRelay& operator=(const ScriptedRelay&) = delete;

    int port() const { return port_; }
    /// As they came: dots still stuffed, without the final one.
    std::vector<std::string> letters() const;
    /// Every command line, "MAIL FROM:<...>", of all connections; and in the clear only.
    std::vector<std::string> commands() const;
    std::string heard_in_clear() const;
    int connections() const { return connections_; }

private:
    struct Wire;
    void accept_all();
    void serve(int socket, Script script);
    bool answer(Wire& wire, const Script& script, const std::string& command,
                const std::string& usual);
    bool obey(Wire& wire, const Script& script, const std::string& line);

    std::vector<Script> scripts_;
    Tls tls_;
    SSL_CTX* context_ = nullptr;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> connections_{0};
    mutable std::mutex mutex_;
    std::vector<std::string> letters_;
    std::vector<std::string> commands_;
    std::string clear_;
    std::vector<int> sockets_;
    std::vector<std::thread> serving_;
    std::thread accepting_;
};

}  // namespace vesper::test
