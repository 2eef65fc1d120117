// One connection to a relay, used for one letter after the other.
//
// libcurl makes it: names, addresses, TLS and its verification, EHLO, AUTH. The letters are said
// here, because libcurl waits for the answer to the final dot, and to QUIT, while nothing else of
// its loop moves: one relay that thinks for ten minutes would hold up all others.
#pragma once

#include "daemon/delivery/email.hpp"
#include "daemon/delivery/smtp_talk.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace vesper {

class SmtpConnection {
public:
    SmtpConnection(const ChannelConfig& config, const std::string& password,
                   const SmtpPatience& patience, CurlLoop& loop);
    ~SmtpConnection();
    SmtpConnection(const SmtpConnection&) = delete;
    SmtpConnection& operator=(const SmtpConnection&) = delete;

    bool busy() const { return done_ != nullptr; }
    bool open() const { return socket_ >= 0; }
    /// Not while busy. `done` is called once, perhaps before deliver() returns.
    void deliver(Parcel parcel, Channel::Done done);
    /// Breaks off a delivery and says what is known of it.
    void stop();

private:
    using Time = CurlLoop::Time;
    struct Curl;

    void connect();
    void connected(int result);
    void begin();
    std::string recipient_command() const;
    void say(const std::string& command);
    void move(bool timed_out);
    bool push();
    bool pull();
    void hear(const std::string& line);
    void lost(const std::string& trouble);
    void finish(Outcome outcome, bool keep);
    void wait();
    void wait_idle();
    void leave();
    void close();

    ChannelConfig config_;
    SmtpPatience patience_;
    CurlLoop& loop_;
    std::unique_ptr<Curl> curl_;
    int socket_ = -1;
    bool takes_size_ = false;  // RFC 1870
    bool pipelines_ = false;   // RFC 2920
    bool data_ahead_ = false;  // DATA is said with MAIL and RCPT, and not answered yet

    Parcel parcel_;
    Channel::Done done_;
    SmtpTalk talk_;
    bool kept_ = false;   // an earlier letter went over this connection
    bool again_ = false;  // the second try, on a new connection
    std::string unsent_;
    std::size_t sent_ = 0;
    std::string unread_;
    std::optional<Outcome> outcome_;
    Time answer_by_;
    Time end_by_;
};

}  // namespace vesper
