#include "daemon/control/peer.hpp"

#include <boost/beast/http.hpp>

namespace vesper {

namespace http = boost::beast::http;

namespace {

http::response<http::string_body> to_http(Answer answer, const Form& form) {
    http::response<http::string_body> response{static_cast<http::status>(answer.status),
                                               form.version};
    response.set(http::field::server, "vesperd");
    response.set(http::field::content_type, answer.content_type);
    response.set(http::field::cache_control, "no-store");
    for (const auto& [name, value] : answer.headers) response.set(name, value);
    response.keep_alive(form.keep_alive);
    response.body() = std::move(answer.body);
    response.prepare_payload();
    return response;
}

}  // namespace

Awaitable<bool> send_answer(Peer& peer, Answer answer, Form form) {
    auto response = to_http(std::move(answer), form);
    http::response_serializer<http::string_body> serializer{response};
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    peer.expires_after(form.patience);
    if (form.head)  // the length of the answer to GET, and no body (RFC 9110 section 9.3.2)
        co_await http::async_write_header(peer, serializer, token);
    else
        co_await http::async_write(peer, serializer, token);
    co_return !error;
}

}  // namespace vesper
