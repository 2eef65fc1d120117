#include "tests/daemon/delivery/scripted_server.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace vesper::test {

std::string ScriptedServer::Request::header(const std::string& name) const {
    const std::string start = "\r\n" + name + ": ";
    const std::size_t at = head.find(start);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + start.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

ScriptedServer::ScriptedServer(std::vector<std::string> script) : script_(std::move(script)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::listen(listener_, 64) == 0 &&
                       ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (!bound) throw std::runtime_error("no port on the loopback");
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { accept_all(); });
}

ScriptedServer::~ScriptedServer() {
    ::shutdown(listener_, SHUT_RDWR);
    accepting_.join();
    {
        const std::lock_guard lock(mutex_);
        for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread& one : serving_) one.join();
    for (const int socket : sockets_) ::close(socket);
    ::close(listener_);
}

std::vector<ScriptedServer::Request> ScriptedServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

int ScriptedServer::connections() const {
    const std::lock_guard lock(mutex_);
    return connections_;
}

void ScriptedServer::accept_all() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const std::lock_guard lock(mutex_);
        ++connections_;
        sockets_.push_back(socket);
        serving_.emplace_back([this, socket] { serve(socket); });
    }
}

std::string ScriptedServer::next_word() {
    const std::lock_guard lock(mutex_);
    return script_[std::min(answered_++, script_.size() - 1)];
}

void ScriptedServer::serve(int socket) {
    std::string unread;
    const auto more = [&] {
        char bytes[65536];
        const long got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got > 0) unread.append(bytes, static_cast<std::size_t>(got));
        return got > 0;
    };
    for (;;) {
        std::size_t end = 0;
        while ((end = unread.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return;
        const std::string word = next_word();
        if (word == "drop early") {
            ::shutdown(socket, SHUT_RDWR);
            return;
        }
        Request request;
        request.head = unread.substr(0, end + 2);
        unread.erase(0, end + 4);
        const std::size_t length = std::stoul("0" + request.header("Content-Length"));
        while (unread.size() < length)
            if (!more()) return;
        request.body = unread.substr(0, length);
        unread.erase(0, length);
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request);
        }
        if (word == "hang") continue;
        if (word == "drop") {
            ::shutdown(socket, SHUT_RDWR);
            return;
        }
        const std::string answer = "HTTP/1.1 " + word + "\r\nContent-Length: 3\r\n\r\nok\n";
        (void)!::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
}

}  // namespace vesper::test
