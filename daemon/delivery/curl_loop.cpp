#include "daemon/delivery/curl_loop.hpp"

#include "rules/check.hpp"

#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

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

void look_at(int all, int change, int socket, bool for_writing) {
    epoll_event event{};
    event.events = EPOLLIN | (for_writing ? EPOLLOUT : 0U);
    event.data.fd = socket;
    const int done = ::epoll_ctl(all, change, socket, &event);
    VESPER_CHECK(done == 0, "an open socket can be waited for");
}

}  // namespace

CurlLoop::CurlLoop()
    : multi_(make_multi()),
      ready_(::epoll_create1(EPOLL_CLOEXEC)),
      bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    VESPER_CHECK(ready_ >= 0 && bell_ >= 0, "the kernel gives descriptors");
    look_at(ready_, EPOLL_CTL_ADD, bell_, false);
}

CurlLoop::~CurlLoop() {
    VESPER_CHECK(working_.empty() && watched_.empty(), "connections end before their loop");
    curl_multi_cleanup(multi_);
    ::close(bell_);
    ::close(ready_);
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
    const auto known = watched_.find(socket);
    if (known == watched_.end())
        look_at(ready_, EPOLL_CTL_ADD, socket, for_writing);
    else if (known->second.for_writing != for_writing)
        look_at(ready_, EPOLL_CTL_MOD, socket, for_writing);
    watched_.insert_or_assign(socket, Watch{for_writing, deadline, std::move(ready)});
}

void CurlLoop::unwatch(int socket) {
    if (watched_.erase(socket) == 1) look_at(ready_, EPOLL_CTL_DEL, socket, false);
}

void CurlLoop::run(milliseconds wait) {
    if (!working_.empty()) move_curl();
    Time until = steady_clock::now() + wait;
    for (const auto& [socket, watch] : watched_) until = std::min(until, watch.deadline);
    wait_until(until);
    report_ready();
}

void CurlLoop::wake() {
    const std::uint64_t once = 1;
    (void)!::write(bell_, &once, sizeof once);  // fails only when the bell is ringing already
}

void CurlLoop::move_curl() {
    int working = 0;
    curl_multi_perform(multi_, &working);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode result = message->data.result;
        auto node = working_.extract(message->easy_handle);
        if (!node.empty()) node.mapped()(result);
    }
}

/// Until a socket is ready, of ours or of libcurl's.
void CurlLoop::wait_until(Time until) {
    const auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
    const int wait = static_cast<int>(std::max(left, milliseconds{0}).count());
    if (working_.empty()) {
        epoll_event any{};
        ::epoll_wait(ready_, &any, 1, wait);
    } else {
        curl_waitfd ours{ready_, CURL_WAIT_POLLIN, 0};
        curl_multi_poll(multi_, &ours, 1, wait, nullptr);
    }
}

/// Whoever is called may watch and unwatch any socket, so each is looked up again.
void CurlLoop::report_ready() {
    std::array<epoll_event, 64> events{};
    const int count = ::epoll_wait(ready_, events.data(), static_cast<int>(events.size()), 0);
    std::uint64_t rung = 0;
    for (int i = 0; i < count; ++i) {
        const int socket = events.at(static_cast<std::size_t>(i)).data.fd;
        if (socket == bell_)
            (void)!::read(bell_, &rung, sizeof rung);
        else
            call(socket, false);
    }
    std::vector<int> late;
    const Time now = steady_clock::now();
    for (const auto& [socket, watch] : watched_)
        if (watch.deadline <= now) late.push_back(socket);
    for (const int socket : late) {
        const auto found = watched_.find(socket);
        if (found != watched_.end() && found->second.deadline <= now) call(socket, true);
    }
}

void CurlLoop::call(int socket, bool timed_out) {
    const auto found = watched_.find(socket);
    if (found == watched_.end()) return;
    found->second.asked = false;
    const Ready ready = std::move(found->second.ready);
    ready(timed_out);
    const auto after = watched_.find(socket);
    if (after != watched_.end() && !after->second.asked) unwatch(socket);
}

}  // namespace vesper
