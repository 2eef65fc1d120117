#include "daemon/delivery/curl_loop.hpp"

#include "rules/check.hpp"

#include <curl/curl.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

namespace vesper {

namespace {

using std::chrono::steady_clock;

/// More than all channels together use; libcurl closes the oldest beyond it.
constexpr long connections_max = 256;

curl_socket_t open_socket(void* known, curlsocktype, curl_sockaddr* address) {
    const int made = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (made >= 0) static_cast<std::set<int>*>(known)->insert(made);
    return made;
}

int close_socket(void* known, curl_socket_t socket) {
    static_cast<std::set<int>*>(known)->erase(socket);
    return ::close(socket);
}

CURLM* make_multi() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    VESPER_CHECK(started == CURLE_OK, "libcurl starts");
    CURLM* multi = curl_multi_init();
    VESPER_CHECK(multi != nullptr, "libcurl makes a multi handle");
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections_max);
    return multi;
}

}  // namespace

CurlLoop::CurlLoop(std::chrono::seconds idle)
    : multi_(make_multi()),
      bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      idle_(idle),
      last_moved_(steady_clock::now()) {
    VESPER_CHECK(bell_ >= 0, "the kernel gives an event descriptor");
}

CurlLoop::~CurlLoop() {
    VESPER_CHECK(running_.empty(), "transfers end before their loop");
    close_connections();
    ::close(bell_);
}

void CurlLoop::adopt(void* easy) {
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &sockets_);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, &sockets_);
}

void CurlLoop::add(void* easy, Finished finished) {
    const CURLMcode added = curl_multi_add_handle(multi_, easy);
    VESPER_CHECK(added == CURLM_OK, "a transfer can be begun");
    running_.emplace(easy, std::move(finished));
    last_moved_ = steady_clock::now();
}

void CurlLoop::remove(void* easy) {
    running_.erase(easy);
    curl_multi_remove_handle(multi_, easy);
}

void CurlLoop::take_leave(void* easy) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket);
    if (sockets_.count(socket) != 0) ::shutdown(socket, SHUT_RD);
}

void CurlLoop::run(std::chrono::milliseconds wait) {
    int moving = 0;
    curl_multi_perform(multi_, &moving);
    report();
    if (running_.empty() && !sockets_.empty()) {
        if (steady_clock::now() - last_moved_ >= idle_) {
            close_connections();
            multi_ = make_multi();
        } else {
            wait = std::min<std::chrono::milliseconds>(wait, idle_);
        }
    }
    curl_waitfd bell{bell_, CURL_WAIT_POLLIN, 0};
    curl_multi_poll(multi_, &bell, 1, static_cast<int>(wait.count()), nullptr);
    std::uint64_t rung = 0;
    if (bell.revents != 0) (void)!::read(bell_, &rung, sizeof rung);
}

void CurlLoop::wake() {
    const std::uint64_t once = 1;
    (void)!::write(bell_, &once, sizeof once);  // fails only when the bell is ringing already
}

void CurlLoop::report() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL* easy = message->easy_handle;
        const CURLcode result = message->data.result;
        auto node = running_.extract(easy);
        curl_multi_remove_handle(multi_, easy);
        last_moved_ = steady_clock::now();
        if (!node.empty()) node.mapped()(result);
    }
}

/// Says QUIT to every relay and waits for none.
void CurlLoop::close_connections() {
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RD);
    curl_multi_cleanup(multi_);
}

}  // namespace vesper
