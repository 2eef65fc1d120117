// Something that answers on a Unix socket as vesperd would: canned answers, every request kept.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vesper::cli {

class FakeDaemon {
public:
    struct Canned {
        int status = 200;
        std::string body;
        bool broken = false;  // the connection ends in the middle of the body
    };

    FakeDaemon();
    ~FakeDaemon();
    FakeDaemon(const FakeDaemon&) = delete;
    FakeDaemon& operator=(const FakeDaemon&) = delete;

    const std::string& socket() const { return socket_; }
    /// `what` is "GET /v1/status". What is not canned is answered 404.
    void answer(const std::string& what, Canned canned);
    /// "POST /v1/pause {...}", in order.
    std::vector<std::string> requests() const;
    /// Of the last request.
    std::string accept_language() const;

private:
    void serve();
    void serve_one(int connection);

    std::string folder_;
    std::string socket_;
    int listener_ = -1;
    mutable std::mutex mutex_;
    std::map<std::string, Canned> canned_;
    std::vector<std::string> requests_;
    std::string accept_language_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

}  // namespace vesper::cli
