#include "tests/daemon/delivery/scripted_relay.hpp"

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <stdexcept>

namespace vesper::test {

/// One connection, in the clear or not.
struct ScriptedRelay::Wire {
    ScriptedRelay& relay;
    int socket;
    SSL* ssl = nullptr;
    std::string unread;

    ~Wire() { SSL_free(ssl); }

    bool start_tls() {
        ssl = SSL_new(relay.context_);
        SSL_set_fd(ssl, socket);
        return SSL_accept(ssl) == 1;
    }

    bool more() {
        char bytes[65536];
        const long got = ssl != nullptr ? SSL_read(ssl, bytes, sizeof bytes)
                                        : ::recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0) return false;
        unread.append(bytes, static_cast<std::size_t>(got));
        if (ssl == nullptr) {
            const std::lock_guard lock(relay.mutex_);
            relay.clear_.append(bytes, static_cast<std::size_t>(got));
        }
        return true;
    }

    /// Up to and without `end`; false when the connection is over.
    bool read_to(const std::string& end, std::string& out) {
        std::size_t at = 0;
        while ((at = unread.find(end)) == std::string::npos)
            if (!more()) return false;
        out = unread.substr(0, at);
        unread.erase(0, at + end.size());
        return true;
    }

    void write(const std::string& text) {
        const std::string line = text + "\r\n";
        if (ssl != nullptr) {
            SSL_write(ssl, line.data(), static_cast<int>(line.size()));
        } else {
            (void)!::send(socket, line.data(), line.size(), MSG_NOSIGNAL);
        }
    }
};

ScriptedRelay::ScriptedRelay(std::vector<Script> scripts, Tls tls, const std::string& certificate)
    : scripts_(std::move(scripts)), tls_(tls) {
    std::signal(SIGPIPE, SIG_IGN);
    if (tls_ != Tls::none) {
        context_ = SSL_CTX_new(TLS_server_method());
        if (SSL_CTX_use_certificate_chain_file(context_, certificate.c_str()) != 1 ||
            SSL_CTX_use_PrivateKey_file(context_, certificate.c_str(), SSL_FILETYPE_PEM) != 1)
            throw std::runtime_error("the certificate cannot be used");
    }
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("the relay cannot listen");
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { accept_all(); });
}

ScriptedRelay::~ScriptedRelay() {
    ::shutdown(listener_, SHUT_RDWR);
    accepting_.join();
    {
        const std::lock_guard lock(mutex_);
        for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread& thread : serving_) thread.join();
    for (const int socket : sockets_) ::close(socket);
    ::close(listener_);
    SSL_CTX_free(context_);
}

std::vector<std::string> ScriptedRelay::letters() const {
    const std::lock_guard lock(mutex_);
    return letters_;
}

std::vector<std::string> ScriptedRelay::commands() const {
    const std::lock_guard lock(mutex_);
    return commands_;
}

std::string ScriptedRelay::heard_in_clear() const {
    const std::lock_guard lock(mutex_);
    return clear_;
}

void ScriptedRelay::accept_all() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const auto number = static_cast<std::size_t>(connections_++);
        Script script = scripts_[std::min(number, scripts_.size() - 1)];
        const std::lock_guard lock(mutex_);
        sockets_.push_back(socket);
        serving_.emplace_back([this, socket, script] { serve(socket, script); });
    }
}

void ScriptedRelay::serve(int socket, Script script) {
    Wire wire{*this, socket, nullptr, {}};
    std::string line;
    if ((tls_ != Tls::implicit || wire.start_tls()) &&
        answer(wire, script, "CONNECT", "220 relay.example ESMTP")) {
        while (wire.read_to("\r\n", line)) {
            {
                const std::lock_guard lock(mutex_);
                commands_.push_back(line);
            }
            if (!obey(wire, script, line)) break;
        }
    }
    // Closed with the relay: a number used again would be another test's connection.
    ::shutdown(socket, SHUT_RDWR);
}

bool ScriptedRelay::answer(Wire& wire, const Script& script, const std::string& command,
                           const std::string& usual) {
    const auto found = script.find(command);
    std::string reply = found == script.end() ? usual : found->second;
    const std::size_t bar = reply.find('|');
    const std::string after = bar == std::string::npos ? reply : reply.substr(bar + 1);
    if (bar != std::string::npos) {
        wire.write(reply.substr(0, bar));
    } else if (after != "drop" && after != "hang") {
        wire.write(reply);
    }
    while (after == "hang" && wire.more()) {
    }
    return after != "drop" && after != "hang";
}

bool ScriptedRelay::obey(Wire& wire, const Script& script, const std::string& line) {
    const std::string verb = line.substr(0, line.find(' '));
    if (verb == "EHLO") {
        const bool offer = tls_ == Tls::starttls && wire.ssl == nullptr;
        return answer(wire, script, "EHLO",
                      std::string("250-relay.example\r\n") + (offer ? "250-STARTTLS\r\n" : "") +
                          "250-AUTH PLAIN\r\n250-SIZE 10240000\r\n250 8BITMIME");
    }
    if (verb == "HELO") return answer(wire, script, "EHLO", "250 relay.example");
    if (verb == "STARTTLS") {
        const bool refuses = script.count("STARTTLS") != 0;
        return answer(wire, script, "STARTTLS", "220 go ahead") && (refuses || wire.start_tls());
    }
    if (verb == "AUTH") {
        std::string secret;
        wire.write("334 ");
        return wire.read_to("\r\n", secret) && answer(wire, script, "AUTH", "235 2.7.0 welcome");
    }
    if (verb == "MAIL" || verb == "RCPT") return answer(wire, script, verb, "250 2.1.0 ok");
    if (verb == "QUIT") return answer(wire, script, verb, "221 2.0.0 bye|drop");
    if (verb != "DATA") return answer(wire, script, verb, "502 5.5.1 not here");
    if (!answer(wire, script, "DATA", "354 go on")) return false;
    const auto data = script.find("DATA");
    if (data != script.end() && data->second.substr(0, 3) != "354") return true;
    std::string letter;
    if (!wire.read_to("\r\n.\r\n", letter)) return false;
    {
        const std::lock_guard lock(mutex_);
        letters_.push_back(letter + "\r\n");
    }
    return answer(wire, script, ".", "250 2.0.0 Ok: queued as 4XyZ");
}

}  // namespace vesper::test
