// The connections of one channel, and the letters that wait for one of them to be free.
#pragma once

#include "daemon/delivery/courier.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace vesper {

/// A Connection carries one letter at a time: deliver(Parcel, Done), busy(); open(): it need not be
/// made first; stop(): what is under way is reported. Letters left are reported on destruction.
template <class Connection>
class Connections {
public:
    /// `make()` gives a std::unique_ptr<Connection>; it is called `count` times, at least once.
    template <class Make>
    Connections(int count, Make make) {
        for (int i = 0; i < std::max(1, count); ++i) connections_.push_back(make());
    }
    ~Connections() {
        for (Waiting& waiting : std::exchange(waiting_, {}))
            waiting.done(Deferred{"the service is stopping", std::nullopt, false});
        for (const auto& connection : connections_) connection->stop();
    }
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    void deliver(Parcel parcel, Channel::Done done) {
        waiting_.push_back({std::move(parcel), std::move(done)});
        begin_waiting();
    }

private:
    struct Waiting {
        Parcel parcel;
        Channel::Done done;
    };

    void begin_waiting() {
        while (!waiting_.empty()) {
            Connection* const connection = free_connection();
            if (connection == nullptr) return;
            Waiting next = std::move(waiting_.front());
            waiting_.pop_front();
            connection->deliver(std::move(next.parcel),
                                [this, done = std::move(next.done)](const Outcome& outcome) {
                                    begin_waiting();
                                    done(outcome);
                                });
        }
    }

    /// One that is open if there is one: the far side sees no more connections than are needed.
    Connection* free_connection() const {
        Connection* found = nullptr;
        for (const auto& connection : connections_) {
            if (connection->busy()) continue;
            if (connection->open()) return connection.get();
            found = connection.get();
        }
        return found;
    }

    std::vector<std::unique_ptr<Connection>> connections_;
    std::deque<Waiting> waiting_;
};

}  // namespace vesper
