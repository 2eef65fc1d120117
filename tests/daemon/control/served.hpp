// A control desk behind real Unix sockets, and peers that speak raw bytes to it, all on one thread:
// the loop runs only while a peer waits for something.
#pragma once

#include "daemon/control/server.hpp"
#include "tests/daemon/control/desk.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <boost/asio/io_context.hpp>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

namespace vesper::test {

class ServedFolder {
public:
    ServedFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "control-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
        path = name;
    }
    ~ServedFolder() { std::filesystem::remove_all(path); }
    ServedFolder(const ServedFolder&) = delete;
    ServedFolder& operator=(const ServedFolder&) = delete;
    std::string path;
};

inline int listen_at(const std::string& path) {
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, path.size());
    if (bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(descriptor, 512) != 0)
        throw std::runtime_error("cannot listen at " + path);
    return descriptor;
}

class Peer {
public:
    explicit Peer(const std::string& path)
        : descriptor_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, path.size());
        if (connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect to " + path);
        fcntl(descriptor_, F_SETFL, O_NONBLOCK);
    }
    ~Peer() { hang_up(); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    void hang_up() {
        if (descriptor_ >= 0) close(descriptor_);
        descriptor_ = -1;
    }
    /// As many bytes as the socket takes now.
    std::size_t say(std::string_view bytes) {
        const ssize_t sent = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        return sent < 0 ? 0 : static_cast<std::size_t>(sent);
    }
    /// Takes in what has arrived; false at the end of the connection.
    bool listen() {
        char bytes[65536];
        while (true) {
            const ssize_t got = recv(descriptor_, bytes, sizeof bytes, 0);
            if (got > 0)
                heard.append(bytes, static_cast<std::size_t>(got));
            else
                return !(ended = got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK));
        }
    }

    std::string heard;
    bool ended = false;

private:
    int descriptor_;
};

class Served {
public:
    explicit Served(ServerLimits limits = {})
        : desk(folder.path + "/vesper.db"), server(loop, desk.control, limits) {
        desk.sim.house().on_pending = [this] { pending_ = true; };
        server.listen(listen_at(read_socket), false);
        server.listen(listen_at(admin_socket), true);
    }

    /// Runs the loop, and the house when something waits for it, until `done`; false if it never
    /// was.
    bool until(const std::function<bool()>& done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (!done()) {
            if (std::chrono::steady_clock::now() > end) return false;
            loop.run_one_for(std::chrono::milliseconds{5});
            if (std::exchange(pending_, false) && turning) desk.sim.house().turn();
        }
        return true;
    }
    /// Says it and hears everything until the server closes.
    std::string exchange_all(const std::string& path, const std::string& bytes) {
        ::vesper::test::Peer peer{path};
        std::size_t said = 0;
        until([&] {
            if (said < bytes.size()) said += peer.say(std::string_view{bytes}.substr(said));
            return !peer.listen();
        });
        return peer.heard;
    }
    bool hears(Peer& peer, const std::string& words) {
        return until([&] {
            peer.listen();
            return peer.heard.find(words) != std::string::npos;
        });
    }
    bool hears_the_end(Peer& peer) {
        return until([&] { return !peer.listen(); });
    }

    ServedFolder folder;
    std::string read_socket = folder.path + "/read.sock";
    std::string admin_socket = folder.path + "/admin.sock";
    boost::asio::io_context loop;
    ControlDesk desk;
    Server server;
    bool turning = true;  // false: the house does not get its turn

private:
    bool pending_ = false;
};

inline std::string get_and_close(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: v\r\nConnection: close\r\n\r\n";
}

inline std::string post_and_close(const std::string& target, const std::string& body) {
    return "POST " + target + " HTTP/1.1\r\nHost: v\r\nConnection: close\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline int status_of(const std::string& heard) {
    return heard.size() < 12 ? 0 : std::atoi(heard.c_str() + 9);
}

inline std::string body_of(const std::string& heard) {
    const std::size_t end = heard.find("\r\n\r\n");
    return end == std::string::npos ? "" : heard.substr(end + 4);
}

}  // namespace vesper::test
