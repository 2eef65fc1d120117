#include "daemon/control/server.hpp"

#include "daemon/control/backup_file.hpp"
#include "daemon/control/call.hpp"
#include "daemon/control/watch.hpp"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <list>
#include <optional>
#include <vector>

// In any full expression with co_await every argument is a name: g++ 12 destroys temporaries of
// such expressions twice.

namespace vesper {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Local = asio::local::stream_protocol;
using Peer = beast::basic_stream<Local>;
using Parser = http::request_parser<http::string_body>;
template <class T>
using Awaitable = asio::awaitable<T>;

namespace {

constexpr std::size_t transport_bytes = 64 * 1024;
constexpr std::chrono::seconds last_words{2};  // for a refused peer to read why
constexpr std::size_t discarded_bytes_max = 1u << 20;

/// One peer's connection, on the list of its socket for as long as it lives.
struct Connection {
    explicit Connection(Local::socket socket) : peer(std::move(socket)) {}
    Peer peer;
    bool asked = false;    // it has had an answer already
    bool waiting = false;  // for the first byte or the rest of a header
};

/// A socket that listens, and who came by it; the longest waiting first.
struct Listener {
    Listener(asio::io_context& loop, int descriptor, bool change)
        : acceptor(loop, Local{}, descriptor), may_change(change) {}
    Local::acceptor acceptor;
    bool may_change;
    std::list<std::shared_ptr<Connection>> connections;
};

/// Part of the bytes that all bodies together may take; given back when it goes.
class Reservation {
public:
    Reservation(std::uint64_t& taken, std::uint64_t bytes) : taken_(taken), bytes_(bytes) {
        taken_ += bytes_;
    }
    ~Reservation() { taken_ -= bytes_; }
    Reservation(const Reservation&) = delete;
    Reservation& operator=(const Reservation&) = delete;

private:
    std::uint64_t& taken_;
    std::uint64_t bytes_;
};

/// An answer that may come later.
struct Awaited {
    explicit Awaited(const asio::any_io_executor& executor)
        : ready(executor, asio::steady_timer::time_point::max()) {}
    asio::steady_timer ready;
    std::optional<Answer> answer;
};

/// Why a request could not be read, as an answer; nothing if there is nobody to tell.
std::optional<Answer> refusal_of(const error_code& error) {
    if (error == http::error::end_of_stream || error == asio::error::eof ||
        error == asio::error::connection_reset || error == asio::error::operation_aborted ||
        error == asio::error::broken_pipe || error == http::error::partial_message ||
        error == beast::error::timeout)  // which has closed the connection already
        return std::nullopt;
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return error_answer(431, "header-too-large", "the header is larger than 16 KiB");
    if (error == http::error::body_limit)
        return error_answer(413, "body-too-large", "the body is larger than 16 MiB",
                            "send fewer events at once");
    return error_answer(400, "bad-request", "this is not HTTP/1.1: " + error.message());
}

unsigned version_of(const Parser& parser) {
    return parser.get().version() == 10 ? 10 : 11;
}

http::response<http::string_body> to_http(Answer answer, unsigned version, bool keep_alive) {
    http::response<http::string_body> response{static_cast<http::status>(answer.status), version};
    response.set(http::field::server, "vesperd");
    response.set(http::field::content_type, answer.content_type);
    response.set(http::field::cache_control, "no-store");
    for (const auto& [name, value] : answer.headers) response.set(name, value);
    response.keep_alive(keep_alive);
    response.body() = std::move(answer.body);
    response.prepare_payload();
    return response;
}

}  // namespace

struct Server::Shared : std::enable_shared_from_this<Server::Shared> {
    Shared(asio::io_context& io, Control desk, ServerLimits bounds)
        : loop(io), control(std::move(desk)), limits(bounds) {}

    asio::io_context& loop;
    Control control;
    ServerLimits limits;
    Watch watch;
    std::list<Listener> listeners;
    std::uint64_t bodies = 0;
    std::unique_ptr<BackupFile> backup;  // one at a time; gone before the store is
    bool stopping = false;

    Awaitable<void> accept_all(Listener& listener);
    void make_room(Listener& listener);
    Awaitable<void> serve(Listener& listener, std::shared_ptr<Connection> connection);
    Awaitable<bool> serve_one(Listener& listener, std::shared_ptr<Connection> connection,
                              beast::flat_buffer& buffer);
    Awaitable<bool> answer_one(const Listener& listener, std::shared_ptr<Connection> connection,
                               Parser& parser);
    std::optional<Answer> unwelcome(const Listener& listener, const Parser& parser) const;
    Awaitable<bool> read_body(Connection& connection, beast::flat_buffer& buffer, Parser& parser);
    Awaitable<Answer> ask(const Request& request);
    Awaitable<bool> write(Peer& peer, Answer answer, unsigned version, bool keep_alive, bool head);
    Awaitable<void> refuse(Peer& peer, Answer answer, unsigned version);
    Awaitable<void> send_watch(std::shared_ptr<Connection> connection, unsigned version, bool head);
    Awaitable<void> send_backup(Peer& peer, unsigned version, bool head);
    Awaitable<void> send_copy(Peer& peer, unsigned version);
};

Server::Server(asio::io_context& loop, Control control, ServerLimits limits)
    : shared_(std::make_shared<Shared>(loop, std::move(control), limits)) {}

Server::~Server() {
    stop();
    shared_->backup.reset();
}

void Server::listen(int descriptor, bool may_change) {
    Listener& listener = shared_->listeners.emplace_back(shared_->loop, descriptor, may_change);
    // What a coroutine throws is the house's, never a peer's: it ends the loop.
    asio::co_spawn(shared_->loop, shared_->accept_all(listener), [](std::exception_ptr broken) {
        if (broken) std::rethrow_exception(broken);
    });
}

void Server::publish(const Happening& happening) {
    shared_->watch.publish(happening);
}

void Server::stop() {
    if (std::exchange(shared_->stopping, true)) return;
    error_code ignored;
    for (Listener& listener : shared_->listeners) {
        listener.acceptor.close(ignored);
        for (const auto& connection : listener.connections)
            if (connection->waiting && connection->asked) connection->peer.close();
    }
    shared_->watch.end("vesperd stops");
}

std::size_t Server::connections() const {
    std::size_t count = 0;
    for (const Listener& listener : shared_->listeners) count += listener.connections.size();
    return count;
}

Awaitable<void> Server::Shared::accept_all(Listener& listener) {
    const auto self = shared_from_this();
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    while (!stopping) {
        Local::socket socket = co_await listener.acceptor.async_accept(token);
        if (stopping) co_return;
        if (error) {  // no descriptors left: those who wait for an answer must close some first
            asio::steady_timer pause{loop, std::chrono::milliseconds{100}};
            co_await pause.async_wait(token);
            continue;
        }
        make_room(listener);
        const auto connection = std::make_shared<Connection>(std::move(socket));
        listener.connections.push_back(connection);
        asio::co_spawn(
            loop, serve(listener, connection),
            [shared = shared_from_this(), &listener, connection](std::exception_ptr broken) {
                listener.connections.remove(connection);
                if (broken) std::rethrow_exception(broken);
            });
    }
}

/// Whoever has waited longest without asking gives way.
void Server::Shared::make_room(Listener& listener) {
    if (listener.connections.size() < limits.connections) return;
    for (const auto& connection : listener.connections)
        if (connection->waiting) return connection->peer.close();
}

Awaitable<void> Server::Shared::serve(Listener& listener, std::shared_ptr<Connection> connection) {
    const auto self = shared_from_this();
    if (listener.connections.size() > limits.connections + limits.connections / 4) {
        Answer busy = error_answer(503, "busy", "too many connections", "try again in a second");
        co_await refuse(connection->peer, busy, 11);
        co_return;
    }
    beast::flat_buffer buffer{limits.header_bytes + transport_bytes};
    bool more = true;
    while (more) {
        more = co_await serve_one(listener, connection, buffer);
        connection->asked = true;
        more = more && !stopping;
    }
    connection->peer.close();
}

/// The answer to a header whose body is not worth reading.
std::optional<Answer> Server::Shared::unwelcome(const Listener& listener,
                                                const Parser& parser) const {
    const auto& header = parser.get();
    const bool reads = header.method() == http::verb::get || header.method() == http::verb::head;
    if (header.target().size() > limits.target_bytes)
        return error_answer(414, "target-too-long", "the request target is longer than 8 KiB");
    if (!listener.may_change && !reads) {
        Answer only_reads;
        const Request request{std::string{header.method_string()}, std::string{header.target()}, "",
                              "", false};
        answer(control, request, [&only_reads](Answer given) { only_reads = std::move(given); });
        return only_reads;
    }
    const std::string expect{header[http::field::expect]};
    if (!expect.empty() && !beast::iequals(expect, "100-continue"))
        return error_answer(417, "expectation", "only 100-continue can be expected");
    const std::uint64_t bytes =
        parser.chunked() ? limits.body_bytes : parser.content_length().value_or(0);
    if (!listener.may_change && bytes > 0)
        return error_answer(413, "body-too-large", "a GET on this socket has no body");
    if (bodies + bytes > limits.bodies_bytes) {
        Answer busy = error_answer(503, "busy", "too many large requests at one time",
                                   "send them one after the other");
        busy.headers.emplace_back("Retry-After", "1");
        return busy;
    }
    return std::nullopt;
}

/// True: the connection may go on with its next request.
Awaitable<bool> Server::Shared::serve_one(Listener& listener,
                                          std::shared_ptr<Connection> connection,
                                          beast::flat_buffer& buffer) {
    Peer& peer = connection->peer;
    Parser parser;
    parser.header_limit(limits.header_bytes);
    parser.body_limit(limits.body_bytes);
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    peer.expires_after(limits.patience);
    connection->waiting = true;
    co_await http::async_read_header(peer, buffer, parser, token);
    connection->waiting = false;
    std::optional<Answer> refusal;
    if (error)
        refusal = refusal_of(error);
    else
        refusal = unwelcome(listener, parser);
    if (refusal) co_await refuse(peer, *refusal, version_of(parser));
    if (error || refusal) co_return false;

    const std::uint64_t expected =
        parser.chunked() ? limits.body_bytes : parser.content_length().value_or(0);
    const Reservation reservation{bodies, expected};
    const bool whole = co_await read_body(*connection, buffer, parser);
    if (!whole) co_return false;
    co_return co_await answer_one(listener, connection, parser);
}

Awaitable<bool> Server::Shared::answer_one(const Listener& listener,
                                           std::shared_ptr<Connection> connection, Parser& parser) {
    Peer& peer = connection->peer;
    const unsigned version = version_of(parser);
    const bool head = parser.get().method() == http::verb::head;
    const Request request{head ? "GET" : std::string{parser.get().method_string()},
                          std::string{parser.get().target()},
                          std::string{parser.get()[http::field::accept]},
                          std::move(parser.get().body()),
                          listener.may_change,
                          std::string{parser.get()[http::field::accept_language]}};
    const Stream stream = request.method == "GET" ? stream_asked_for(request.target) : Stream::none;
    if (stream == Stream::watch) {
        co_await send_watch(connection, version, head);
        co_return false;
    }
    if (stream == Stream::backup && listener.may_change) {
        co_await send_backup(peer, version, head);
        co_return false;
    }
    Answer given = co_await ask(request);
    const bool keep_alive = parser.keep_alive() && !stopping;
    const bool written = co_await write(peer, given, version, keep_alive, head);
    co_return written&& keep_alive;
}

Awaitable<bool> Server::Shared::read_body(Connection& connection, beast::flat_buffer& buffer,
                                          Parser& parser) {
    Peer& peer = connection.peer;
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    peer.expires_after(limits.patience);
    if (!parser.get()[http::field::expect].empty() && parser.get().version() >= 11) {
        http::response<http::empty_body> go_on{http::status::continue_, 11};
        co_await http::async_write(peer, go_on, token);
        if (error) co_return false;
    }
    co_await http::async_read(peer, buffer, parser, token);
    if (!error) co_return true;
    const std::optional<Answer> refusal = refusal_of(error);
    if (refusal) co_await refuse(peer, *refusal, version_of(parser));
    co_return false;
}

/// Changes are answered after the next turn's commit; other connections go on meanwhile.
Awaitable<Answer> Server::Shared::ask(const Request& request) {
    const auto executor = co_await asio::this_coro::executor;
    const auto awaited = std::make_shared<Awaited>(executor);
    const std::function<void(Answer)> done = [awaited](Answer given) {
        awaited->answer = std::move(given);
        awaited->ready.cancel();
    };
    try {
        answer(control, request, done);
    } catch (const StoreUnwritable& reason) {
        done(unwritable_answer(reason.what()));
    } catch (const CommitUnknown& reason) {  // between a failed commit and the reopening
        done(unwritable_answer(reason.what()));
    }
    error_code cancelled;
    auto token = asio::redirect_error(asio::use_awaitable, cancelled);
    while (!awaited->answer) co_await awaited->ready.async_wait(token);
    co_return std::move(*awaited->answer);
}

Awaitable<bool> Server::Shared::write(Peer& peer, Answer given, unsigned version, bool keep_alive,
                                      bool head) {
    auto response = to_http(std::move(given), version, keep_alive);
    http::response_serializer<http::string_body> serializer{response};
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    peer.expires_after(limits.patience);
    if (head)  // the length of the answer to GET, and no body (RFC 9110 section 9.3.2)
        co_await http::async_write_header(peer, serializer, token);
    else
        co_await http::async_write(peer, serializer, token);
    co_return !error;
}

/// Answers, and lets the peer read the answer although part of its request was never read.
Awaitable<void> Server::Shared::refuse(Peer& peer, Answer given, unsigned version) {
    const bool written = co_await write(peer, given, version, false, false);
    if (!written) co_return;
    error_code error;
    peer.socket().shutdown(Local::socket::shutdown_send, error);
    auto token = asio::redirect_error(asio::use_awaitable, error);
    std::vector<char> discarded(transport_bytes);
    const auto room = asio::buffer(discarded);
    peer.expires_after(last_words);
    for (std::size_t total = 0; !error && total < discarded_bytes_max;) {
        const std::size_t got = co_await peer.async_read_some(room, token);
        total += got;
    }
}

namespace {

/// Waits for the peer of a watch to go: it has nothing more to say, so whatever comes is its end.
Awaitable<void> notice_leaving(std::shared_ptr<Connection> connection,
                               std::shared_ptr<Watcher> watcher) {
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    std::array<char, 256> bytes{};
    const auto room = asio::buffer(bytes);
    connection->peer.expires_never();
    co_await connection->peer.async_read_some(room, token);
    watcher->end("");
}

}  // namespace

Awaitable<void> Server::Shared::send_watch(std::shared_ptr<Connection> connection, unsigned version,
                                           bool head) {
    Peer& peer = connection->peer;
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const auto executor = co_await asio::this_coro::executor;
    const auto ready =
        std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
    // Joined before the header is out: who has read it misses nothing.
    const std::shared_ptr<Watcher> watcher = watch.join();
    watcher->wake = [ready] { ready->cancel(); };
    http::response<http::empty_body> response{http::status::ok, version};
    response.set(http::field::server, "vesperd");
    response.set(http::field::content_type, "application/x-ndjson");
    response.keep_alive(false);
    if (version == 11) response.chunked(true);
    http::response_serializer<http::empty_body> serializer{response};
    peer.expires_after(limits.patience);
    co_await http::async_write_header(peer, serializer, token);
    if (error || head) co_return;

    asio::co_spawn(executor, notice_leaving(connection, watcher), asio::detached);
    while (!error || error == asio::error::operation_aborted) {
        const std::string lines = watcher->take();
        if (lines.empty()) {
            if (watcher->ended()) break;
            co_await ready->async_wait(token);
            continue;
        }
        peer.expires_after(limits.patience);
        const auto body = asio::buffer(lines);
        if (version == 11) {
            const auto chunk = http::make_chunk(body);
            co_await asio::async_write(peer, chunk, token);
        } else {
            co_await asio::async_write(peer, body, token);
        }
    }
    if (version == 11) {
        const auto last = http::make_chunk_last();
        co_await asio::async_write(peer, last, token);
    }
}

Awaitable<void> Server::Shared::send_backup(Peer& peer, unsigned version, bool head) {
    std::optional<Answer> refusal;
    if (head)
        refusal = Answer{200, "application/vnd.sqlite3", "", {}};
    else if (backup)
        refusal = error_answer(409, "busy", "a backup is being made already",
                               "wait for it to end, then ask again");
    if (refusal) {
        co_await write(peer, *refusal, version, false, head);
        co_return;
    }
    struct Ending {
        std::unique_ptr<BackupFile>& file;
        ~Ending() { file.reset(); }
    } const ending{backup};
    const auto executor = co_await asio::this_coro::executor;
    auto next = asio::use_awaitable;
    try {
        backup = std::make_unique<BackupFile>(control.house.store_for_backup(),
                                              control.house.config().database);
        while (!backup->step()) co_await asio::post(executor, next);  // turns go on
        co_await send_copy(peer, version);
    } catch (const StoreUnwritable& reason) {
        refusal = unwritable_answer(reason.what());
    }
    if (refusal) co_await write(peer, *refusal, version, false, false);
}

Awaitable<void> Server::Shared::send_copy(Peer& peer, unsigned version) {
    http::response<http::empty_body> response{http::status::ok, version};
    response.set(http::field::server, "vesperd");
    response.set(http::field::content_type, "application/vnd.sqlite3");
    response.content_length(backup->bytes());
    response.keep_alive(false);
    http::response_serializer<http::empty_body> serializer{response};
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    peer.expires_after(limits.patience);
    co_await http::async_write_header(peer, serializer, token);
    std::vector<char> buffer(transport_bytes);
    while (!error) {
        const std::size_t got = backup->read(buffer);
        if (got == 0) break;
        const auto bytes = asio::buffer(buffer.data(), got);
        peer.expires_after(limits.patience);
        co_await asio::async_write(peer, bytes, token);
    }
}

}  // namespace vesper
