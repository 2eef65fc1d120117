// One thread's wait for many connections: those that libcurl is making, those that are spoken over,
// and a bell for other threads.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <unordered_map>

namespace vesper {

/// An easy handle (CURL*) is passed as void*, which is what libcurl's C header makes of it.
class CurlLoop {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// The result (a CURLcode) of a handle's work.
    using Finished = std::function<void(int result)>;
    /// A socket is ready, or its time is over.
    using Ready = std::function<void(bool timed_out)>;

    CurlLoop();
    ~CurlLoop();
    CurlLoop(const CurlLoop&) = delete;
    CurlLoop& operator=(const CurlLoop&) = delete;

    /// Lets libcurl work; `finished` is called once, from run(). The handle stays added.
    void add(void* easy, Finished finished);
    /// Breaks off what is not finished, and closes the connection the handle made.
    void remove(void* easy);

    /// Calls `ready` from run(), once, when the socket can be read (or written, if asked for), or
    /// at `deadline`. Replaces what was asked for this socket before.
    void watch(int socket, bool for_writing, Time deadline, Ready ready);
    void unwatch(int socket);

    /// Moves bytes, then waits for more to do, at most `wait`, and calls who waits for it.
    void run(std::chrono::milliseconds wait);
    /// Ends the wait of run(); from any thread.
    void wake();

private:
    struct Watch {
        bool for_writing;
        Time deadline;
        Ready ready;
        bool asked = true;  // and not called yet; the kernel looks at the socket all the same
    };
    void move_curl();
    void wait_until(Time until);
    void report_ready();
    void call(int socket, bool timed_out);

    void* multi_;
    int ready_;  // epoll(7): a letter costs several waits, and each would name every socket
    int bell_;
    std::unordered_map<void*, Finished> working_;
    std::map<int, Watch> watched_;
};

}  // namespace vesper
