#include "daemon/delivery/webhook.hpp"

#include "daemon/delivery/connections.hpp"
#include "rules/ascii.hpp"
#include "rules/check.hpp"

#include <curl/curl.h>
#include <glib.h>

#include <algorithm>
#include <array>
#include <utility>

namespace vesper {

namespace {

constexpr std::size_t answer_bytes_max = 200;  // of the far side's words that are kept
constexpr std::int64_t retry_after_most_s = 86400;
constexpr std::string_view base64_key = "whsec_";

struct EndEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct EndList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, EndList>;

void add_header(Headers& headers, const std::string& line) {
    curl_slist* const longer = curl_slist_append(headers.get(), line.c_str());
    VESPER_CHECK(longer != nullptr, "there is memory for a header");
    (void)headers.release();
    headers.reset(longer);
}

std::string raw_key(const std::string& key) {
    if (!key.starts_with(base64_key)) return key;
    gsize size = 0;
    const std::unique_ptr<guchar, decltype(&g_free)> bytes{
        g_base64_decode(key.c_str() + base64_key.size(), &size), &g_free};
    return {reinterpret_cast<const char*>(bytes.get()), size};
}

std::int64_t unix_of(Instant instant) {
    return unix_seconds(instant);
}

/// RFC 9110 10.2.3: seconds, or a date.
std::optional<seconds> wait_of(const std::string& retry_after, Instant sent) {
    if (retry_after.empty()) return std::nullopt;
    const bool digits =
        retry_after.size() <= 9 && std::all_of(retry_after.begin(), retry_after.end(), is_digit);
    std::int64_t wait_s = 0;
    if (digits) {
        wait_s = std::stoll(retry_after);
    } else {
        const time_t date = curl_getdate(retry_after.c_str(), nullptr);
        if (date < 0) return std::nullopt;
        wait_s = static_cast<std::int64_t>(date) - unix_of(sent);
    }
    return seconds{std::clamp<std::int64_t>(wait_s, 0, retry_after_most_s)};
}

/// One request at a time on one handle, whose connection libcurl keeps for the next.
class Request {
public:
    Request(const ChannelConfig& config, const std::string& key, CurlLoop& loop)
        : config_{config}, key_{key}, loop_{loop} {
        VESPER_CHECK(easy_, "libcurl makes handles");
    }
    ~Request() { stop(); }
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    bool busy() const { return static_cast<bool>(done_); }
    bool open() const { return true; }  // libcurl keeps what is open, for whichever is next

    void deliver(Parcel parcel, Channel::Done done) {
        parcel_ = std::move(parcel);
        done_ = std::move(done);
        answer_.clear();
        retry_after_.clear();
        set_up();
        loop_.add(easy_.get(), [this](int result) { finished(static_cast<CURLcode>(result)); });
    }

    void stop() {
        if (!done_) return;
        const bool out = is_out();
        loop_.remove(easy_.get());
        report(out ? Outcome{Unknown{"the service stopped while the request was under way"}}
                   : Outcome{Deferred{"the service is stopping", std::nullopt, false}});
    }

private:
    void set_up() {
        CURL* const easy = easy_.get();
        curl_easy_reset(easy);  // the connection stays
        curl_easy_setopt(easy, CURLOPT_URL, config_.url.c_str());
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_PROXY, "");  // whatever the environment says
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(config_.timeout_s));
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, trouble_.data());
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_answer);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
        if (!config_.tls_ca.empty()) {
            curl_easy_setopt(easy, CURLOPT_CAINFO, config_.tls_ca.c_str());
            curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);  // this authority and no other
        }
        headers_.reset();
        add_header(headers_, "Content-Type: application/json");
        add_header(headers_, "User-Agent: vesper");
        add_header(headers_, "Expect:");  // a server that waits for nothing costs a second
        add_header(headers_, "webhook-id: " + parcel_.message_id);
        add_header(headers_, "Idempotency-Key: " + parcel_.message_id);
        add_header(headers_, "webhook-timestamp: " + std::to_string(unix_of(parcel_.sent)));
        if (!key_.empty())
            add_header(headers_,
                       "webhook-signature: " + webhook_signature(key_, parcel_.message_id,
                                                                 parcel_.sent, parcel_.bytes));
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_.get());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(parcel_.bytes.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, parcel_.bytes.c_str());
    }

    /// Whether the far side may have the whole request, headers and body.
    bool is_out() const {
        curl_off_t sent = 0;
        long request_bytes = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_UPLOAD_T, &sent);
        curl_easy_getinfo(easy_.get(), CURLINFO_REQUEST_SIZE, &request_bytes);
        return request_bytes > 0 && sent >= static_cast<curl_off_t>(parcel_.bytes.size());
    }

    void finished(CURLcode result) {
        long status = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        const bool out = is_out();
        loop_.remove(easy_.get());
        if (result == CURLE_OK) {
            report(outcome_of_status(status, answer_, retry_after_, parcel_.sent));
            return;
        }
        const std::string why =
            trouble_[0] != '\0' ? std::string{trouble_.data()} : curl_easy_strerror(result);
        if (out)
            report(Unknown{"no answer to the request: " + why});
        else
            report(Deferred{why, std::nullopt, true});
    }

    void report(Outcome outcome) {
        const Channel::Done done = std::exchange(done_, nullptr);
        done(std::move(outcome));
    }

    static std::size_t take_answer(char* bytes, std::size_t, std::size_t size, void* self) {
        std::string& answer = static_cast<Request*>(self)->answer_;
        for (std::size_t i = 0; i < size && answer.size() < answer_bytes_max; ++i) {
            const auto byte = static_cast<unsigned char>(bytes[i]);
            // What a stranger sends goes into records and terminals: plain characters alone.
            answer += byte >= 0x20 && byte < 0x7f ? bytes[i] : ' ';
        }
        return size;
    }

    static std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* self) {
        constexpr std::string_view name = "retry-after:";
        const std::string_view line{bytes, size};
        const bool is_it = line.size() > name.size() &&
                           std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) {
                               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
                           });
        if (!is_it) return size;
        const std::string_view value = line.substr(name.size());
        const std::size_t begin = value.find_first_not_of(" \t");
        const std::size_t end = value.find_last_not_of(" \t\r\n");
        if (begin != std::string_view::npos && begin <= end)
            static_cast<Request*>(self)->retry_after_ = value.substr(begin, end - begin + 1);
        return size;
    }

    const ChannelConfig& config_;
    const std::string& key_;
    CurlLoop& loop_;
    std::unique_ptr<CURL, EndEasy> easy_{curl_easy_init()};
    Headers headers_;
    std::array<char, CURL_ERROR_SIZE> trouble_{};
    Parcel parcel_;
    Channel::Done done_;
    std::string answer_;
    std::string retry_after_;
};

class Webhook : public Channel {
public:
    Webhook(const ChannelConfig& config, const std::string& key, CurlLoop& loop)
        : config_{config}, key_{key}, requests_{config.connections, [&] {
                                                    return std::make_unique<Request>(config_, key_,
                                                                                     loop);
                                                }} {}

    void deliver(Parcel parcel, Done done) override {
        requests_.deliver(std::move(parcel), std::move(done));
    }

    Asked ask(const std::string&) const override { return Asked::cannot_be_asked; }

private:
    const ChannelConfig config_;
    const std::string key_;
    Connections<Request> requests_;
};

/// The end of a telephone number that begins at `at`, perhaps in groups: "13055550123", "+1 (305)
/// 555-0123"; `at` where none does.
std::size_t end_of_number(const std::string& words, std::size_t at) {
    constexpr std::size_t digits_min = 6;
    constexpr std::string_view between_groups = " -.()/";
    // Codes stand side by side, too: "21211 550 5.1.1".
    const bool dialled =
        words[at] == '0' || (at > 0 && (words[at - 1] == '+' || words[at - 1] == '('));
    std::size_t digits = 0;
    std::size_t end = at;
    std::size_t last = at;  // behind the last digit
    for (; end < words.size() && end - last < 3; ++end) {
        if (is_digit(words[end])) {
            ++digits;
            last = end + 1;
        } else if (digits == 0 || !dialled ||
                   between_groups.find(words[end]) == std::string_view::npos) {
            break;
        }
    }
    return digits >= digits_min ? last : at;
}

/// Gateways repeat the telephone number that they could not reach: it stays out of records and
/// logs.
std::string without_numbers(const std::string& words) {
    std::string kept;
    for (std::size_t at = 0; at < words.size();) {
        if (const std::size_t end = end_of_number(words, at); end > at) {
            kept += "...";
            at = end;
            continue;
        }
        // A run that is no number is kept whole: its own end may look like the begin of one.
        do kept += words[at++];
        while (at < words.size() && is_digit(words[at - 1]) && is_digit(words[at]));
    }
    return kept;
}

}  // namespace

Outcome outcome_of_status(long status, const std::string& words, const std::string& retry_after,
                          Instant sent) {
    std::string said = "HTTP " + std::to_string(status);
    if (!words.empty()) said += ": " + without_numbers(words);
    if (status >= 200 && status < 300) return Delivered{std::move(said)};
    // Too many requests, and a service that is down, hold up the whole channel.
    const bool busy = status == 429 || status == 503;
    if (busy || status == 408 || status == 425 || status >= 500)
        return Deferred{std::move(said), wait_of(retry_after, sent), busy};
    return Refused{std::move(said), false};
}

std::string webhook_signature(const std::string& key, const std::string& id, Instant sent,
                              const std::string& body) {
    const std::string secret = raw_key(key);
    const std::string text = id + '.' + std::to_string(unix_of(sent)) + '.' + body;
    std::array<guint8, 32> digest{};
    gsize size = digest.size();
    const std::unique_ptr<GHmac, decltype(&g_hmac_unref)> hmac{
        g_hmac_new(G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(secret.data()),
                   secret.size()),
        &g_hmac_unref};
    g_hmac_update(hmac.get(), reinterpret_cast<const guchar*>(text.data()),
                  static_cast<gssize>(text.size()));
    g_hmac_get_digest(hmac.get(), digest.data(), &size);
    const std::unique_ptr<gchar, decltype(&g_free)> encoded{g_base64_encode(digest.data(), size),
                                                            &g_free};
    return std::string{"v1,"} + encoded.get();
}

std::unique_ptr<Channel> make_webhook(const ChannelConfig& config, const std::string& key,
                                      CurlLoop& loop) {
    return std::make_unique<Webhook>(config, key, loop);
}

}  // namespace vesper
