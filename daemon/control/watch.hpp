// Who is watching, and what they have not read yet.
//
// A watcher that reads too slowly is dropped with a last line that says so: the house waits for
// nobody, and memory is bounded by watchers times the queue.
#pragma once

#include "daemon/control/api.hpp"

#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <string>

namespace vesper {

class Watcher {
public:
    static constexpr std::size_t lines_max = 1000;

    /// Takes a line, or, when the queue is full, ends with the line that says so.
    void push(const std::string& line);
    /// Ends with a last line; with none if it is empty, as for a peer that has gone.
    void end(const std::string& line);
    /// Everything not read yet, each line with its newline; empty when there is nothing.
    std::string take();
    bool ended() const { return ended_; }

    /// Called when there is something to take.
    std::function<void()> wake;

private:
    std::deque<std::string> lines_;
    bool ended_ = false;
};

class Watch {
public:
    std::shared_ptr<Watcher> join();
    void publish(const Happening& happening);
    /// The service stops: everybody gets a last line.
    void end(const std::string& words);
    std::size_t watching() const { return watchers_.size(); }

private:
    void forget_the_gone();
    std::list<std::weak_ptr<Watcher>> watchers_;
};

}  // namespace vesper
