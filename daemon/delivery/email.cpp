#include "daemon/delivery/email.hpp"

#include "daemon/delivery/letter.hpp"
#include "daemon/delivery/smtp_connection.hpp"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

namespace vesper {

namespace {

bool is_ascii(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

class Email : public Channel {
public:
    Email(const ChannelConfig& config, const std::string& password, CurlLoop& loop,
          const SmtpPatience& patience) {
        for (int i = 0; i < std::max(1, config.connections); ++i)
            connections_.push_back(
                std::make_unique<SmtpConnection>(config, password, patience, loop));
    }

    ~Email() override {
        for (Waiting& waiting : std::exchange(waiting_, {}))
            waiting.done(Deferred{"the service is stopping", std::nullopt, false});
        for (const auto& connection : connections_) connection->stop();
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

    void begin_waiting() {
        while (!waiting_.empty()) {
            SmtpConnection* const connection = free_connection();
            if (connection == nullptr) return;
            Waiting next = std::move(waiting_.front());
            waiting_.pop_front();
            connection->deliver(std::move(next.parcel),
                                [this, done = std::move(next.done)](const Outcome& outcome) {
                                    begin_waiting();
                                    done(outcome);
                                });
        }
    }

    /// One that is open if there is one: relays see no more connections than are needed.
    SmtpConnection* free_connection() const {
        SmtpConnection* found = nullptr;
        for (const auto& connection : connections_) {
            if (connection->busy()) continue;
            if (connection->open()) return connection.get();
            found = connection.get();
        }
        return found;
    }

    std::vector<std::unique_ptr<SmtpConnection>> connections_;
    std::deque<Waiting> waiting_;
};

}  // namespace

std::unique_ptr<Channel> make_email(const ChannelConfig& config, const std::string& password,
                                    CurlLoop& loop, const SmtpPatience& patience) {
    return std::make_unique<Email>(config, password, loop, patience);
}

}  // namespace vesper
