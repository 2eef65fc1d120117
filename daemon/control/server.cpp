#include "daemon/control/server.hpp"

#include "daemon/control/peer.hpp"

#include <boost/beast/http.hpp>

#include <list>
#include <optional>
#include <vector>

namespace vesper {

namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;

namespace {

constexpr std::size_t transport_bytes = 64 * 1024;
constexpr std::chrono::seconds last_words{2};  // for a refused peer to read why
constexpr std::size_t discarded_bytes_max = 1u << 20;

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
    Awaitable<void> refuse(Peer& peer, Answer answer, unsigned version);
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
    Form form{version_of(parser), parser.get().method() == http::verb::head, false,
              limits.patience};
    const Request request{form.head ? "GET" : std::string{parser.get().method_string()},
                          std::string{parser.get().target()},
                          std::string{parser.get()[http::field::accept]},
                          std::move(parser.get().body()),
                          listener.may_change,
                          std::string{parser.get()[http::field::accept_language]}};
    const Stream stream = request.method == "GET" ? stream_asked_for(request.target) : Stream::none;
    if (stream == Stream::watch) {
        co_await send_watch(connection, watch, form);
        co_return false;
    }
    if (stream == Stream::backup && listener.may_change) {
        co_await send_backup(peer, control.house, backup, form);
        co_return false;
    }
    Answer given = co_await ask(request);
    form.keep_alive = parser.keep_alive() && !stopping;
    const bool written = co_await send_answer(peer, given, form);
    co_return written&& form.keep_alive;
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

/// Answers, and lets the peer read the answer although part of its request was never read.
Awaitable<void> Server::Shared::refuse(Peer& peer, Answer given, unsigned version) {
    const Form form{version, false, false, limits.patience};
    const bool written = co_await send_answer(peer, given, form);
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

}  // namespace vesper
