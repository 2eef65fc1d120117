#include "daemon/delivery/curl_loop.hpp"

#include "rules/check.hpp"

#include <curl/curl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

namespace vesper {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

CURLM* make_multi() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    VESPER_CHECK(started == CURLE_OK, "libcurl starts");
    CURLM* multi = curl_multi_init();
    VESPER_CHECK(multi != nullptr, "libcurl makes a multi handle");
    return multi;
}

}  // namespace

CurlLoop::CurlLoop() : multi_(make_multi()), bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    VESPER_CHECK(bell_ >= 0, "the kernel gives an event descriptor");
}

CurlLoop::~CurlLoop() {
    VESPER_CHECK(working_.empty() && watched_.empty(), "connections end before their loop");
    curl_multi_cleanup(multi_);
    ::close(bell_);
}

void CurlLoop::add(void* easy, Finished finished) {
    working_[easy] = std::move(finished);
    const CURLMcode added = curl_multi_add_handle(multi_, easy);
    VESPER_CHECK(added == CURLM_OK, "a connection can be begun");
}

void CurlLoop::remove(void* easy) {
    working_.erase(easy);
    curl_multi_remove_handle(multi_, easy);
}

void CurlLoop::watch(int socket, bool for_writing, Time deadline, Ready ready) {
    watched_[socket] = {for_writing, deadline, std::move(ready)};
}

void CurlLoop::unwatch(int socket) {
    watched_.erase(socket);
}

void CurlLoop::run(milliseconds wait) {
    int working = 0;
    if (!working_.empty()) curl_multi_perform(multi_, &working);
    report_finished();

    std::vector<curl_waitfd> sockets;
    sockets.reserve(watched_.size() + 1);
    sockets.push_back({bell_, CURL_WAIT_POLLIN, 0});
    Time until = steady_clock::now() + wait;
    for (const auto& [socket, watch] : watched_) {
        const int events = CURL_WAIT_POLLIN | (watch.for_writing ? CURL_WAIT_POLLOUT : 0);
        sockets.push_back({socket, static_cast<short>(events), 0});
        until = std::min(until, watch.deadline);
    }
    const auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
    curl_multi_poll(multi_, sockets.data(), static_cast<unsigned>(sockets.size()),
                    static_cast<int>(std::max(left, milliseconds{0}).count()), nullptr);

    std::uint64_t rung = 0;
    if (sockets[0].revents != 0) (void)!::read(bell_, &rung, sizeof rung);
    std::vector<int> ready;
    for (const curl_waitfd& socket : sockets)
        if (socket.fd != bell_ && socket.revents != 0) ready.push_back(socket.fd);
    report_ready(ready);
}

void CurlLoop::wake() {
    const std::uint64_t once = 1;
    (void)!::write(bell_, &once, sizeof once);  // fails only when the bell is ringing already
}

void CurlLoop::report_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode result = message->data.result;
        auto node = working_.extract(message->easy_handle);
        if (!node.empty()) node.mapped()(result);
    }
}

/// Whoever is called may watch and unwatch any socket, so each is looked up again.
void CurlLoop::report_ready(const std::vector<int>& ready) {
    std::vector<int> late;
    const Time now = steady_clock::now();
    for (const auto& [socket, watch] : watched_)
        if (watch.deadline <= now) late.push_back(socket);
    const auto call = [this](int socket, bool timed_out) {
        auto node = watched_.extract(socket);
        if (!node.empty()) node.mapped().ready(timed_out);
    };
    for (const int socket : ready) call(socket, false);
    for (const int socket : late) {
        const auto found = watched_.find(socket);
        if (found != watched_.end() && found->second.deadline <= now) call(socket, true);
    }
}

}  // namespace vesper
