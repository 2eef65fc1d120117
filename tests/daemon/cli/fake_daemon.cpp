#include "tests/daemon/cli/fake_daemon.hpp"

#include "rules/check.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace vesper::cli {

FakeDaemon::FakeDaemon() {
    std::string folder = (std::filesystem::temp_directory_path() / "vesper-cli-XXXXXX").string();
    VESPER_CHECK(mkdtemp(folder.data()) != nullptr, "a test can make a folder");
    folder_ = folder;
    socket_ = folder_ + "/s";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket_.c_str(), sizeof address.sun_path - 1);
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto* name = reinterpret_cast<const sockaddr*>(&address);
    VESPER_CHECK(::bind(listener_, name, sizeof address) == 0, "a test can bind a socket");
    VESPER_CHECK(::listen(listener_, 8) == 0, "a test can listen");
    thread_ = std::thread([this] { serve(); });
}

FakeDaemon::~FakeDaemon() {
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);  // wakes accept
    thread_.join();
    ::close(listener_);
    std::filesystem::remove_all(folder_);
}

void FakeDaemon::answer(const std::string& what, Canned canned) {
    const std::lock_guard lock(mutex_);
    canned_[what] = std::move(canned);
}

std::vector<std::string> FakeDaemon::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::string FakeDaemon::accept_language() const {
    const std::lock_guard lock(mutex_);
    return accept_language_;
}

void FakeDaemon::serve() {
    while (!stopping_) {
        const int connection = ::accept(listener_, nullptr, nullptr);
        if (connection < 0) continue;
        serve_one(connection);
        ::close(connection);
    }
}

void FakeDaemon::serve_one(int connection) {
    std::string request;
    char bytes[4096];
    std::size_t head = std::string::npos;
    std::size_t length = 0;
    while (head == std::string::npos || request.size() < head + 4 + length) {
        const ssize_t count = ::read(connection, bytes, sizeof bytes);
        if (count <= 0) return;
        request.append(bytes, static_cast<std::size_t>(count));
        head = request.find("\r\n\r\n");
        if (head == std::string::npos) continue;
        const std::size_t field = request.find("Content-Length: ");
        length = field < head ? std::strtoul(request.c_str() + field + 16, nullptr, 10) : 0;
    }
    const std::string what = request.substr(0, request.find(" HTTP/1.1"));
    const std::string body = request.substr(head + 4);
    Canned canned{404, R"({"error":{"code":"not-found","message":"there is no such thing"}})"};
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(body.empty() ? what : what + " " + body);
        constexpr std::string_view field = "\r\nAccept-Language: ";
        const std::size_t at = std::min(request.find(field), head);
        accept_language_ = at == head
                               ? ""
                               : request.substr(at + field.size(),
                                                request.find("\r\n", at + 2) - at - field.size());
        if (const auto found = canned_.find(what); found != canned_.end()) canned = found->second;
    }
    const std::size_t promised = canned.body.size() + (canned.broken ? 100 : 0);
    const std::string answer = "HTTP/1.1 " + std::to_string(canned.status) +
                               " X\r\nContent-Type: application/json\r\nConnection: close\r\n"
                               "Content-Length: " +
                               std::to_string(promised) + "\r\n\r\n" + canned.body;
    for (std::size_t sent = 0; sent < answer.size();) {
        const ssize_t count =
            ::send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) return;
        sent += static_cast<std::size_t>(count);
    }
}

}  // namespace vesper::cli
