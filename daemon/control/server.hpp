// HTTP/1.1 on Unix sockets: `curl --unix-socket /run/vesper/vesper.sock http://v/v1/status`.
//
// The guard is the mode of the socket file: whoever may connect to the admin socket may change
// things. Everything a peer can make the house hold is bounded (ServerLimits); a peer that holds a
// connection without asking gives way to one that asks.
#pragma once

#include "daemon/control/api.hpp"

#include <chrono>
#include <cstdint>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace vesper {

struct ServerLimits {
    std::uint32_t header_bytes = 16 * 1024;
    std::uint64_t body_bytes = 16u << 20;
    std::uint64_t bodies_bytes = 48u << 20;  // all requests' bodies at one time
    std::size_t target_bytes = 8 * 1024;
    std::size_t connections = 256;               // of each socket
    std::chrono::milliseconds patience{30'000};  // for a header, a body, an answer to be read
};

class Server {
public:
    /// `control` and the loop outlive the server; the loop runs on the calling thread.
    Server(boost::asio::io_context& loop, Control control, ServerLimits limits = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Serves a listening socket and owns its descriptor.
    void listen(int descriptor, bool may_change);
    /// To everybody who watches.
    void publish(const Happening& happening);
    /// Accepts no more. Requests under way are answered, idle connections closed, watchers told.
    void stop();
    std::size_t connections() const;

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}  // namespace vesper
