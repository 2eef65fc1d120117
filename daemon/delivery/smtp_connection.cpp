#include "daemon/delivery/smtp_connection.hpp"

#include "rules/addresses.hpp"
#include "rules/check.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace vesper {

namespace {

using std::chrono::steady_clock;

/// RFC 5321 4.5.3.1.5 allows 512; nothing but an attack sends more than this.
constexpr std::size_t reply_line_bytes_max = 16'384;

/// RFC 5321 4.5.2: a line that starts with a dot gets one more, and a dot alone ends the letter.
std::string with_final_dot(const std::string& letter) {
    std::string out;
    out.reserve(letter.size() + letter.size() / 64 + 5);
    std::size_t from = 0;
    if (letter.starts_with('.')) out += '.';
    for (std::size_t end; (end = letter.find("\n.", from)) != std::string::npos; from = end + 1)
        out.append(letter, from, end + 1 - from) += '.';
    out.append(letter, from);
    if (!out.empty() && !out.ends_with('\n')) out += "\r\n";
    return out + ".\r\n";
}

struct EndEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct EndShare {
    void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};

}  // namespace

/// What libcurl needs for one connection.
struct SmtpConnection::Curl {
    // A cache of connections with one place. In a common one libcurl closes those it thinks idle,
    // with an answer that we have not read yet.
    std::unique_ptr<CURLSH, EndShare> share{curl_share_init()};
    std::unique_ptr<CURL, EndEasy> easy{curl_easy_init()};
    char trouble[CURL_ERROR_SIZE] = {};
    std::set<int> sockets;
    SmtpConnection* owner = nullptr;

    static int listen(CURL*, curl_infotype type, char* text, std::size_t size, void* data);
    static curl_socket_t open(void* data, curlsocktype, curl_sockaddr* address);
    static int close(void* data, curl_socket_t socket);
    void set_up(const ChannelConfig& config, const std::string& password,
                const SmtpPatience& patience);
};

/// The commands and replies up to the end of AUTH. When libcurl takes its leave of a relay that
/// will not do, it would wait for the answer; with its ear shut it does not.
int SmtpConnection::Curl::listen(CURL*, curl_infotype type, char* text, std::size_t size,
                                 void* data) {
    auto& curl = *static_cast<Curl*>(data);
    const std::string_view line(text, size);
    if (type == CURLINFO_HEADER_OUT) {
        curl.owner->talk_.said(line);
        if (curl.owner->talk_.leaving())
            for (const int socket : curl.sockets) ::shutdown(socket, SHUT_RD);
    } else if (type == CURLINFO_HEADER_IN) {
        curl.owner->talk_.heard(line);
        // "250-SIZE 10240000"
        const std::string_view word = line.substr(std::min<std::size_t>(4, size));
        if (word.substr(0, 4) == "SIZE") curl.owner->takes_size_ = true;
        if (word.substr(0, 10) == "PIPELINING") curl.owner->pipelines_ = true;
    }
    return 0;
}

curl_socket_t SmtpConnection::Curl::open(void* data, curlsocktype, curl_sockaddr* address) {
    const int made = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (made >= 0) static_cast<Curl*>(data)->sockets.insert(made);
    return made;
}

int SmtpConnection::Curl::close(void* data, curl_socket_t socket) {
    static_cast<Curl*>(data)->sockets.erase(socket);
    return ::close(socket);
}

void SmtpConnection::Curl::set_up(const ChannelConfig& config, const std::string& password,
                                  const SmtpPatience& patience) {
    VESPER_CHECK(easy && share, "libcurl makes handles");
    CURL* handle = easy.get();
    curl_share_setopt(share.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
    curl_easy_setopt(handle, CURLOPT_SHARE, share.get());
    const bool implicit = config.tls == ChannelConfig::Tls::implicit;
    const std::string url = (implicit ? "smtps://" : "smtp://") + config.relay +
                            (config.helo.empty() ? "" : "/" + config.helo);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");  // whatever the environment says
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
    if (config.tls != ChannelConfig::Tls::none)
        curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!config.tls_ca.empty()) {
        curl_easy_setopt(handle, CURLOPT_CAINFO, config.tls_ca.c_str());
        curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // this authority and no other
    }
    if (!config.user.empty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, config.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, password.c_str());
    }
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(patience.connect.count()));
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);  // the commands and replies, to listen()
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listen);
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, close);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, this);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, trouble);
}

SmtpConnection::SmtpConnection(const ChannelConfig& config, const std::string& password,
                               const SmtpPatience& patience, CurlLoop& loop)
    : config_(config), patience_(patience), loop_(loop), curl_(std::make_unique<Curl>()) {
    curl_->owner = this;
    curl_->set_up(config, password, patience);
}

SmtpConnection::~SmtpConnection() {
    leave();
}

void SmtpConnection::deliver(Parcel parcel, Channel::Done done) {
    VESPER_CHECK(!busy(), "a connection takes one letter at a time");
    parcel_ = std::move(parcel);
    done_ = std::move(done);
    again_ = false;
    kept_ = open();
    if (kept_) {
        begin();
    } else {
        connect();
    }
}

void SmtpConnection::stop() {
    if (!busy()) return;
    const Outcome outcome = judge(talk_, "the service is stopping");
    close();
    std::exchange(done_, nullptr)(outcome);
}

void SmtpConnection::connect() {
    talk_ = {};
    data_ahead_ = false;
    takes_size_ = false;
    pipelines_ = false;
    curl_->trouble[0] = '\0';
    loop_.add(curl_->easy.get(), [this](int result) { connected(result); });
}

void SmtpConnection::connected(int result) {
    const auto code = static_cast<CURLcode>(result);
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (code == CURLE_OK) curl_easy_getinfo(curl_->easy.get(), CURLINFO_ACTIVESOCKET, &socket);
    if (socket == CURL_SOCKET_BAD) {
        const char* trouble = curl_->trouble[0] != '\0' ? curl_->trouble : curl_easy_strerror(code);
        finish(judge(talk_, without_addresses(trouble)), false);
        return;
    }
    socket_ = socket;
    begin();
}

void SmtpConnection::begin() {
    talk_ = {};
    outcome_.reset();
    end_by_ = steady_clock::now() + patience_.whole;
    say("MAIL FROM:<" + parcel_.from + ">" +
        (takes_size_ ? " SIZE=" + std::to_string(parcel_.bytes.size()) : ""));
    // One packet, one answer. A relay that refuses the buyer refuses DATA too (RFC 2920 3.1); from
    // one that asks for the letter all the same we part without a word of it.
    data_ahead_ = pipelines_;
    if (pipelines_) unsent_ += recipient_command() + "\r\nDATA\r\n";
    move(false);
}

std::string SmtpConnection::recipient_command() const {
    return "RCPT TO:<" + parcel_.to + ">";
}

void SmtpConnection::say(const std::string& command) {
    talk_.said(command);
    unsent_ = command + "\r\n";
    sent_ = 0;
    answer_by_ = steady_clock::now() + patience_.reply;
}

/// Reads what is there, answers it, and sends what is to be said. Reading comes first: a kept
/// connection that was closed is noticed before anything is said.
void SmtpConnection::move(bool timed_out) {
    if (timed_out) return lost("no answer in time");
    if (!pull()) return lost("the connection was closed");
    for (std::size_t end; !outcome_ && (end = unread_.find('\n')) != std::string::npos;) {
        const std::string line = unread_.substr(0, end);
        unread_.erase(0, end + 1);
        hear(line);
    }
    if (outcome_) {
        const int code = talk_.code();
        if (code == 421) return lost(talk_.reply());
        return finish(*outcome_, talk_.phase() == SmtpPhase::letter);
    }
    if (unread_.size() > reply_line_bytes_max) return lost("a reply line has no end");
    if (!push()) return lost("the connection was closed");
    wait();
}

void SmtpConnection::hear(const std::string& line) {
    const SmtpPhase asked = talk_.phase();
    talk_.heard(line);
    if (asked == SmtpPhase::data && talk_.code() != 0) data_ahead_ = false;
    if (asked == SmtpPhase::data && talk_.phase() == SmtpPhase::letter) {
        data_ahead_ = false;
        unsent_ = with_final_dot(parcel_.bytes);
        sent_ = 0;
        answer_by_ = steady_clock::now() + patience_.reply;
        return;
    }
    if (talk_.code() == 0) return;  // a line of several
    const bool yes = talk_.code() >= 200 && talk_.code() < 300;
    if (yes && asked == SmtpPhase::sender && pipelines_) {
        talk_.said(recipient_command());  // with MAIL, in one packet
    } else if (yes && asked == SmtpPhase::recipient && pipelines_) {
        talk_.said("DATA");
    } else if (yes && asked == SmtpPhase::sender) {
        say(recipient_command());
    } else if (yes && asked == SmtpPhase::recipient) {
        say("DATA");
    } else {
        outcome_ = judge(talk_, "an answer that makes no sense");
    }
}

bool SmtpConnection::push() {
    while (sent_ < unsent_.size()) {
        std::size_t sent = 0;
        const CURLcode result = curl_easy_send(curl_->easy.get(), unsent_.data() + sent_,
                                               unsent_.size() - sent_, &sent);
        if (result == CURLE_AGAIN) return true;
        if (result != CURLE_OK) return false;
        sent_ += sent;
    }
    return true;
}

bool SmtpConnection::pull() {
    char bytes[4096];
    while (unread_.size() <= reply_line_bytes_max) {
        std::size_t got = 0;
        const CURLcode result = curl_easy_recv(curl_->easy.get(), bytes, sizeof bytes, &got);
        if (result == CURLE_AGAIN) return true;
        // What was said before the connection was closed is heard first.
        if (result != CURLE_OK || got == 0) return unread_.find('\n') != std::string::npos;
        unread_.append(bytes, got);
        // That was all, unless TLS keeps some of it back.
        if (got < sizeof bytes && config_.tls == ChannelConfig::Tls::none) return true;
    }
    return true;
}

/// A kept connection that the relay closed meanwhile, or closes now with 421, before it asked for
/// the letter: nothing of it was taken, so saying it again on a new connection is no second copy.
void SmtpConnection::lost(const std::string& trouble) {
    const bool asked_for = talk_.phase() == SmtpPhase::letter;
    const bool patient = steady_clock::now() < answer_by_;
    if (!kept_ || again_ || asked_for || !patient) {
        finish(outcome_ ? *outcome_ : judge(talk_, trouble), false);
        return;
    }
    close();
    again_ = true;
    connect();
}

void SmtpConnection::finish(Outcome outcome, bool keep) {
    if (keep) {
        wait_idle();
    } else if (data_ahead_) {
        close();  // to a relay that answers DATA with 354, QUIT would be a letter's first line
    } else {
        leave();
    }
    parcel_ = {};
    const Channel::Done done = std::exchange(done_, nullptr);
    done(std::move(outcome));
}

void SmtpConnection::wait() {
    loop_.watch(socket_, sent_ < unsent_.size(), std::min(answer_by_, end_by_),
                [this](bool timed_out) { move(timed_out); });
}

/// Whatever happens next on an idle connection ends it: the relay closes it, or time does.
void SmtpConnection::wait_idle() {
    loop_.watch(socket_, false, steady_clock::now() + patience_.idle, [this](bool) { leave(); });
}

void SmtpConnection::leave() {
    constexpr std::string_view quit = "QUIT\r\n";
    std::size_t sent = 0;
    if (open() && sent_ == unsent_.size())
        curl_easy_send(curl_->easy.get(), quit.data(), quit.size(), &sent);
    close();
}

void SmtpConnection::close() {
    if (open()) loop_.unwatch(socket_);
    socket_ = -1;
    loop_.remove(curl_->easy.get());
    unread_.clear();
    unsent_.clear();
    sent_ = 0;
}

}  // namespace vesper
