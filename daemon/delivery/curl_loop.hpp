// Many transfers on one thread, over connections that are kept and used again (curl_multi).
//
// libcurl leaves two things open that matter here. It says QUIT and waits for the answer while
// nothing else moves, as long as the response time-out; and it keeps idle connections until it
// happens to need the place, so that relays run into their own time-outs. The loop therefore knows
// every socket: whoever takes leave has its receiving side shut, so that the wait ends at once, and
// when nothing has moved for a while all connections are closed.
#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>

namespace vesper {

/// An easy handle (CURL*) is passed as void*, which is what libcurl's C header makes of it.
class CurlLoop {
public:
    /// Called once with the result (a CURLcode), from run().
    using Finished = std::function<void(int result)>;

    /// `idle` is how long connections are kept after the last transfer: shorter than any relay
    /// waits for the next command (RFC 5321 4.5.3.2.7 asks for five minutes, some give one).
    explicit CurlLoop(std::chrono::seconds idle = std::chrono::seconds{20});
    ~CurlLoop();
    CurlLoop(const CurlLoop&) = delete;
    CurlLoop& operator=(const CurlLoop&) = delete;

    /// Makes the loop know the sockets of a handle; before its first add.
    void adopt(void* easy);
    void add(void* easy, Finished finished);
    /// Breaks a transfer off; its Finished is not called.
    void remove(void* easy);
    /// Ends the wait for the answer to a QUIT that was just sent on the handle's connection.
    void take_leave(void* easy);
    /// Moves bytes, reports what is finished, then waits for more to do, at most `wait`.
    void run(std::chrono::milliseconds wait);
    /// Ends the wait of run(); from any thread.
    void wake();
    std::size_t open_connections() const { return sockets_.size(); }

private:
    void report();
    void close_connections();

    void* multi_;
    int bell_;  // rung by wake(): unlike curl_multi_wakeup it may ring while multi_ is replaced
    std::chrono::seconds idle_;
    std::chrono::steady_clock::time_point last_moved_;
    std::unordered_map<void*, Finished> running_;
    std::set<int> sockets_;
};

}  // namespace vesper
