// A peer's connection and what is said to it: an answer, the stream of what happens, a copy of the
// store. It shows Asio and Beast, and is for the .cpp files of this folder.
//
// In any full expression with co_await every argument is a name: g++ 12 destroys temporaries of
// such expressions twice.
#pragma once

#include "daemon/control/backup_file.hpp"
#include "daemon/control/call.hpp"
#include "daemon/control/watch.hpp"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>

#include <chrono>
#include <memory>

namespace vesper {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using Local = asio::local::stream_protocol;
using Peer = beast::basic_stream<Local>;
template <class T>
using Awaitable = asio::awaitable<T>;

/// One peer's connection, on the list of its socket for as long as it lives.
struct Connection {
    explicit Connection(Local::socket socket) : peer(std::move(socket)) {}
    Peer peer;
    bool asked = false;    // it has had an answer already
    bool waiting = false;  // for the first byte or the rest of a header
};

/// The form of an answer, whatever it says.
struct Form {
    unsigned version = 11;                 // of HTTP
    bool head = false;                     // only the header was asked for
    bool keep_alive = false;               // another request may follow
    std::chrono::milliseconds patience{};  // for each stretch to be read
};

/// A whole answer; false if the peer did not take it.
Awaitable<bool> send_answer(Peer& peer, Answer answer, Form form);

/// Lines of what happens, from now on until the watch ends or the peer goes. `watch` outlives it.
Awaitable<void> send_watch(std::shared_ptr<Connection> connection, Watch& watch, Form form);

/// A copy of the store, made now. `under_way` holds the one that is being made, and outlives it:
/// there is one at a time.
Awaitable<void> send_backup(Peer& peer, House& house, std::unique_ptr<BackupFile>& under_way,
                            Form form);

}  // namespace vesper
