#include "daemon/cli/client.hpp"

#include "daemon/os_words.hpp"

#include <curl/curl.h>

#include <cerrno>
#include <exception>
#include <memory>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

using nlohmann::json;
using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

/// Long enough for a reload that re-plans a million jobs; what hangs for longer is broken.
constexpr long answer_timeout_s = 600;
constexpr long connect_timeout_s = 10;
/// No answer other than a stream comes near it.
constexpr std::size_t body_bytes_max = 256u << 20;

/// Where the pieces of one answer go.
struct Sink {
    CURL* easy = nullptr;
    std::string* body = nullptr;
    const std::function<bool(std::string_view)>* take = nullptr;
    bool stopped = false;
    std::exception_ptr thrown{};  // by `take`: libcurl is C, nothing may fly across it

    bool accept(std::string_view piece) {
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        if (take != nullptr && status / 100 == 2) {
            try {
                stopped = !(*take)(piece);
            } catch (...) {
                thrown = std::current_exception();
            }
            return !stopped && !thrown;
        }
        if (body->size() + piece.size() > body_bytes_max) return false;
        body->append(piece);
        return true;
    }
};

std::size_t on_piece(char* bytes, std::size_t, std::size_t count, void* sink) {
    return static_cast<Sink*>(sink)->accept({bytes, count}) ? count : 0;
}

Words next_after(int error, const std::string& group) {
    switch (error) {
        case ENOENT:
        case ECONNREFUSED:
            return say("is it running? systemctl status vesperd");
        case EACCES:
            return say("are you in group {1}? sudo adduser \"$USER\" {1}, then log in again",
                       group);
        default:
            return say("is it running? systemctl status vesperd; are you in group {}?", group);
    }
}

Failure no_answer(CURL* easy, CURLcode code, const std::string& socket, const std::string& group) {
    long error = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &error);
    if (code == CURLE_COULDNT_CONNECT) {
        const int number = static_cast<int>(error);
        const Words message = say("cannot reach vesperd at {}", socket);
        return {Exit::unreachable,
                number == 0 ? message : say("{}: {}", message, say_error(number)),
                next_after(number, group)};
    }
    return {Exit::unreachable, say("vesperd at {} broke off: {}", socket, curl_easy_strerror(code)),
            say("journalctl -u vesperd says why; what was asked may have been done")};
}

struct Exchange {
    const std::string& socket;
    const std::string& group;
    const std::string& language;
    const std::string& method;
    const std::string& target;
    const std::string& body;
    const std::string& content_type;
    const std::function<bool(std::string_view)>* take;
};

Reply perform(const Exchange& exchange) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    const Easy easy(started == CURLE_OK ? curl_easy_init() : nullptr, &curl_easy_cleanup);
    if (!easy) throw Failure(Exit::no, "libcurl cannot be started");
    Reply reply;
    Sink sink{easy.get(), &reply.body, exchange.take};
    const std::string address = "http://vesper" + exchange.target;
    const auto set = [&](CURLoption option, auto value) {
        curl_easy_setopt(easy.get(), option, value);
    };
    set(CURLOPT_UNIX_SOCKET_PATH, exchange.socket.c_str());
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_CONNECTTIMEOUT, connect_timeout_s);
    if (exchange.take == nullptr) set(CURLOPT_TIMEOUT, answer_timeout_s);
    set(CURLOPT_WRITEFUNCTION, &on_piece);
    set(CURLOPT_WRITEDATA, &sink);
    curl_slist* fields = curl_slist_append(nullptr, "Expect:");
    const std::string type = "Content-Type: " + exchange.content_type;
    const std::string language = "Accept-Language: " + exchange.language;
    fields = curl_slist_append(fields, language.c_str());
    if (exchange.method != "GET") {
        fields = curl_slist_append(fields, type.c_str());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(exchange.body.size()));
        set(CURLOPT_POSTFIELDS, exchange.body.data());
        set(CURLOPT_CUSTOMREQUEST, exchange.method.c_str());
    }
    set(CURLOPT_HTTPHEADER, fields);
    const CURLcode code = curl_easy_perform(easy.get());
    curl_slist_free_all(fields);
    if (sink.thrown) std::rethrow_exception(sink.thrown);
    if (code != CURLE_OK && !sink.stopped) {
        throw no_answer(easy.get(), code, exchange.socket, exchange.group);
    }
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    return reply;
}

Exit exit_of(int status) {
    switch (status) {
        case 404:
            return Exit::no;
        case 429:
        case 503:
        case 507:
            return Exit::temporary;
        default:
            return Exit::refused;
    }
}

}  // namespace

Reply Client::send(const std::string& method, const std::string& target, const std::string& body,
                   const std::string& content_type) const {
    return perform({socket_, group_, language_, method, target, body, content_type, nullptr});
}

std::string Client::ask(const std::string& target) const {
    return change("GET", target);
}

std::string Client::change(const std::string& method, const std::string& target,
                           const std::string& body) const {
    Reply reply = send(method, target, body);
    if (reply.status / 100 != 2) throw failure_of(reply);
    return std::move(reply.body);
}

void Client::stream(const std::string& target,
                    const std::function<bool(std::string_view)>& take) const {
    const Reply reply = perform({socket_, group_, language_, "GET", target, "", "", &take});
    if (reply.status / 100 != 2) throw failure_of(reply);
}

Failure failure_of(const Reply& reply) {
    const json answer = json::parse(reply.body, nullptr, false);
    const Exit code = exit_of(reply.status);
    if (!answer.is_object() || !answer.contains("error") || !answer["error"].is_object()) {
        return {code, "vesperd answered with status " + std::to_string(reply.status)};
    }
    const json& error = answer["error"];
    return {code, error.value("message", "status " + std::to_string(reply.status)),
            error.value("next", "")};
}

std::string percent_encoded(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : text) {
        const unsigned char byte = static_cast<unsigned char>(letter);
        const bool alphanumeric = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                                  (byte >= 'a' && byte <= 'z');
        if (alphanumeric || byte == '-' || byte == '.' || byte == '_' || byte == '~') {
            encoded += letter;
        } else {
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

}  // namespace vesper::cli
