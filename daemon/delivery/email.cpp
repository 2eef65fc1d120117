#include "daemon/delivery/email.hpp"

#include "daemon/delivery/letter.hpp"
#include "daemon/delivery/smtp_talk.hpp"
#include "rules/check.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <utility>
#include <vector>

namespace vesper {

namespace {

struct EndEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

struct EndList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One place for a transaction: its easy handle is set up once and used for many letters.
struct Transaction {
    std::unique_ptr<CURL, EndEasy> easy{curl_easy_init()};
    CurlLoop* loop = nullptr;
    Parcel parcel;
    Channel::Done done;
    SmtpTalk talk;
    std::unique_ptr<curl_slist, EndList> recipients;
    std::size_t sent = 0;
    bool again = false;  // the second try, on a new connection
    char trouble[CURL_ERROR_SIZE] = {};
};

std::size_t give_bytes(char* out, std::size_t size, std::size_t count, void* data) {
    auto& transaction = *static_cast<Transaction*>(data);
    const std::string& bytes = transaction.parcel.bytes;
    const std::size_t given = std::min(size * count, bytes.size() - transaction.sent);
    std::memcpy(out, bytes.data() + transaction.sent, given);
    transaction.sent += given;
    return given;
}

/// libcurl may want to start over when it resends on another connection.
int rewind_bytes(void* data, curl_off_t offset, int origin) {
    if (origin != SEEK_SET || offset < 0) return CURL_SEEKFUNC_FAIL;
    auto& transaction = *static_cast<Transaction*>(data);
    transaction.sent = static_cast<std::size_t>(offset);
    return CURL_SEEKFUNC_OK;
}

std::size_t drop_bytes(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

int listen(CURL* easy, curl_infotype type, char* text, std::size_t size, void* data) {
    auto& transaction = *static_cast<Transaction*>(data);
    const std::string_view line(text, size);
    if (type == CURLINFO_HEADER_OUT) {
        transaction.talk.said(line);
        if (transaction.talk.leaving()) transaction.loop->take_leave(easy);
    } else if (type == CURLINFO_HEADER_IN) {
        transaction.talk.heard(line);
    }
    return 0;
}

/// libcurl asks about once a second, also while it waits for the answer to QUIT and does nothing
/// else: when what mattered is over, the wait is, too.
int give_up_leaving(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Transaction*>(data)->talk.leaving() ? 1 : 0;
}

bool is_ascii(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

class Email : public Channel {
public:
    Email(const ChannelConfig& config, const std::string& password, CurlLoop& loop,
          const SmtpPatience& patience)
        : config_(config), password_(password), loop_(loop), patience_(patience) {
        for (int i = 0; i < std::max(1, config_.connections); ++i) {
            auto& made = places_.emplace_back(std::make_unique<Transaction>());
            set_up(*made);
            free_.push_back(made.get());
        }
    }

    ~Email() override {
        for (Waiting& waiting : waiting_)
            waiting.done(Deferred{"the service is stopping", std::nullopt, false});
        for (const auto& place : places_) {
            if (!place->done) continue;
            loop_.remove(place->easy.get());
            place->done(judge(place->talk, "the service is stopping"));
        }
    }

    void deliver(Parcel parcel, Done done) override {
        if (!is_mail_address(parcel.to)) {
            done(Refused{"the recipient's mail address is not valid", false});
        } else if (!is_ascii(parcel.to)) {
            done(
                Refused{"the recipient's mail address is not ASCII, which mail needs an extension "
                        "for that is not supported (RFC 6531)",
                        false});
        } else {
            waiting_.push_back({std::move(parcel), std::move(done)});
            begin_waiting();
        }
    }

    Asked ask(const std::string&) const override { return Asked::cannot_be_asked; }

private:
    struct Waiting {
        Parcel parcel;
        Done done;
    };

    void set_up(Transaction& transaction) {
        CURL* easy = transaction.easy.get();
        VESPER_CHECK(easy != nullptr, "libcurl makes an easy handle");
        transaction.loop = &loop_;
        loop_.adopt(easy);
        const bool implicit = config_.tls == ChannelConfig::Tls::implicit;
        const std::string url = (implicit ? "smtps://" : "smtp://") + config_.relay +
                                (config_.helo.empty() ? std::string{} : "/" + config_.helo);
        curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(easy, CURLOPT_PROXY, "");  // whatever the environment says
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
        if (config_.tls != ChannelConfig::Tls::none)
            curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
        if (!config_.tls_ca.empty()) {
            curl_easy_setopt(easy, CURLOPT_CAINFO, config_.tls_ca.c_str());
            curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);  // this authority and no other
        }
        if (!config_.user.empty()) {
            curl_easy_setopt(easy, CURLOPT_USERNAME, config_.user.c_str());
            curl_easy_setopt(easy, CURLOPT_PASSWORD, password_.c_str());
        }
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                         static_cast<long>(patience_.connect.count()));
        curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT,
                         static_cast<long>(patience_.reply.count()));
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(patience_.whole.count()));
        set_up_callbacks(transaction);
    }

    static void set_up_callbacks(Transaction& transaction) {
        CURL* easy = transaction.easy.get();
        curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(easy, CURLOPT_READFUNCTION, give_bytes);
        curl_easy_setopt(easy, CURLOPT_READDATA, &transaction);
        curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, rewind_bytes);
        curl_easy_setopt(easy, CURLOPT_SEEKDATA, &transaction);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop_bytes);
        curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);  // the commands and replies, to listen()
        curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, listen);
        curl_easy_setopt(easy, CURLOPT_DEBUGDATA, &transaction);
        curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, give_up_leaving);
        curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &transaction);
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transaction.trouble);
    }

    void begin_waiting() {
        while (!waiting_.empty() && !free_.empty()) {
            Transaction& transaction = *free_.back();
            free_.pop_back();
            transaction.parcel = std::move(waiting_.front().parcel);
            transaction.done = std::move(waiting_.front().done);
            waiting_.pop_front();
            begin(transaction, false);
        }
    }

    void begin(Transaction& transaction, bool on_new_connection) {
        CURL* easy = transaction.easy.get();
        transaction.talk = {};
        transaction.sent = 0;
        transaction.again = on_new_connection;
        transaction.trouble[0] = '\0';
        curl_slist* recipients = curl_slist_append(nullptr, transaction.parcel.to.c_str());
        VESPER_CHECK(recipients != nullptr, "there is memory for an address");
        curl_easy_setopt(easy, CURLOPT_MAIL_FROM, transaction.parcel.from.c_str());
        curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients);
        transaction.recipients.reset(recipients);
        curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE,
                         static_cast<curl_off_t>(transaction.parcel.bytes.size()));
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, on_new_connection ? 1L : 0L);
        loop_.add(easy, [this, &transaction](int result) { finish(transaction, result); });
    }

    void finish(Transaction& transaction, int result) {
        if (died_while_idle(transaction, result)) {
            begin(transaction, true);
            return;
        }
        const auto code = static_cast<CURLcode>(result);
        const char* trouble = "";
        if (code != CURLE_OK)
            trouble =
                transaction.trouble[0] != '\0' ? transaction.trouble : curl_easy_strerror(code);
        const Outcome outcome = judge(transaction.talk, without_addresses(trouble));
        const Done done = std::exchange(transaction.done, nullptr);
        transaction.parcel = {};
        free_.push_back(&transaction);
        begin_waiting();
        done(outcome);
    }

    /// A kept connection that the relay closed meanwhile, or that it closes now with 421: nothing
    /// of the letter was asked for, so saying it again on a new connection is no second copy.
    static bool died_while_idle(const Transaction& transaction, int result) {
        if (result == CURLE_OK || result == CURLE_OPERATION_TIMEDOUT) return false;
        long made = 0;
        curl_easy_getinfo(transaction.easy.get(), CURLINFO_NUM_CONNECTS, &made);
        const SmtpTalk& talk = transaction.talk;
        // On a kept connection the first word is MAIL; one that was never made leaves no word.
        const bool kept =
            made == 0 && (talk.phase() >= SmtpPhase::sender || result == CURLE_SEND_ERROR);
        const bool lost = talk.code() == 0 || talk.code() == 421;
        return !transaction.again && kept && lost && talk.phase() < SmtpPhase::letter;
    }

    ChannelConfig config_;
    std::string password_;
    CurlLoop& loop_;
    SmtpPatience patience_;
    std::vector<std::unique_ptr<Transaction>> places_;
    std::vector<Transaction*> free_;
    std::deque<Waiting> waiting_;
};

}  // namespace

std::unique_ptr<Channel> make_email(const ChannelConfig& config, const std::string& password,
                                    CurlLoop& loop, const SmtpPatience& patience) {
    return std::make_unique<Email>(config, password, loop, patience);
}

}  // namespace vesper
