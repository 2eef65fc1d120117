// The two answers that are streams: what happens, line by line as it happens, and a copy of the
// store.
#include "daemon/control/peer.hpp"
#include "daemon/house.hpp"
#include "daemon/log.hpp"

#include <boost/beast/http.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

namespace http = boost::beast::http;

namespace {

constexpr std::size_t transport_bytes = 64 * 1024;
constexpr const char* backup_type = "application/vnd.sqlite3";

/// The header of a stream, which closes its connection.
http::response<http::empty_body> header_of(const char* content_type, const Form& form) {
    http::response<http::empty_body> response{http::status::ok, form.version};
    response.set(http::field::server, "vesperd");
    response.set(http::field::content_type, content_type);
    response.keep_alive(false);
    return response;
}

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

/// Once the header is out, with the length of the copy, nothing but the copy may follow: where it
/// cannot be read it ends, too short for its length.
std::size_t next_bytes(BackupFile& copy, std::vector<char>& buffer) {
    try {
        return copy.read(buffer);
    } catch (const StoreUnwritable& reason) {
        log::error(std::string{"a backup breaks off: "} + reason.what());
        return 0;
    }
}

Awaitable<void> send_copy(Peer& peer, BackupFile& copy, Form form) {
    auto response = header_of(backup_type, form);
    response.content_length(copy.bytes());
    http::response_serializer<http::empty_body> serializer{response};
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    peer.expires_after(form.patience);
    co_await http::async_write_header(peer, serializer, token);
    std::vector<char> buffer(transport_bytes);
    while (!error) {
        const std::size_t got = next_bytes(copy, buffer);
        if (got == 0) break;
        const auto bytes = asio::buffer(buffer.data(), got);
        peer.expires_after(form.patience);
        co_await asio::async_write(peer, bytes, token);
    }
}

/// The next backup need not wait for it.
Awaitable<void> give_back(std::unique_ptr<BackupFile> copy) {
    const auto executor = co_await asio::this_coro::executor;
    auto next = asio::use_awaitable;
    while (copy && copy->shrink()) co_await asio::post(executor, next);
}

}  // namespace

Awaitable<void> send_watch(std::shared_ptr<Connection> connection, Watch& watch, Form form) {
    Peer& peer = connection->peer;
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const auto executor = co_await asio::this_coro::executor;
    const auto ready =
        std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
    // Joined before the header is out: who has read it misses nothing.
    const std::shared_ptr<Watcher> watcher = watch.join();
    watcher->wake = [ready] { ready->cancel(); };
    auto response = header_of("application/x-ndjson", form);
    const bool chunked = form.version == 11;
    if (chunked) response.chunked(true);
    http::response_serializer<http::empty_body> serializer{response};
    peer.expires_after(form.patience);
    co_await http::async_write_header(peer, serializer, token);
    if (error || form.head) co_return;

    asio::co_spawn(executor, notice_leaving(connection, watcher), asio::detached);
    while (!error || error == asio::error::operation_aborted) {
        const std::string lines = watcher->take();
        if (lines.empty()) {
            if (watcher->ended()) break;
            co_await ready->async_wait(token);
            continue;
        }
        peer.expires_after(form.patience);
        const auto body = asio::buffer(lines);
        if (chunked) {
            const auto chunk = http::make_chunk(body);
            co_await asio::async_write(peer, chunk, token);
        } else {
            co_await asio::async_write(peer, body, token);
        }
    }
    if (chunked) {
        const auto last = http::make_chunk_last();
        co_await asio::async_write(peer, last, token);
    }
}

Awaitable<void> send_backup(Peer& peer, House& house, std::unique_ptr<BackupFile>& under_way,
                            Form form) {
    std::optional<Answer> refusal;
    if (form.head)
        refusal = Answer{200, backup_type, "", {}};
    else if (under_way)
        refusal = error_answer(409, "busy", "a backup is being made already",
                               "wait for it to end, then ask again");
    if (refusal) {
        co_await send_answer(peer, *refusal, form);
        co_return;
    }
    struct Ending {
        std::unique_ptr<BackupFile>& file;
        ~Ending() { file.reset(); }
    } const ending{under_way};
    const auto executor = co_await asio::this_coro::executor;
    auto next = asio::use_awaitable;
    try {
        under_way = std::make_unique<BackupFile>(house.store_for_backup(), house.config().database);
        while (!under_way->step()) co_await asio::post(executor, next);  // turns go on
        co_await send_copy(peer, *under_way, form);
    } catch (const StoreUnwritable& reason) {
        refusal = unwritable_answer(reason.what());
    }
    asio::co_spawn(executor, give_back(std::move(under_way)), asio::detached);
    if (refusal) co_await send_answer(peer, *refusal, form);
}

}  // namespace vesper
