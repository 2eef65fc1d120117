#include "daemon/delivery/email.hpp"

#include "daemon/delivery/connections.hpp"
#include "daemon/delivery/letter.hpp"
#include "daemon/delivery/smtp_connection.hpp"
#include "rules/addresses.hpp"

#include <algorithm>
#include <utility>

namespace vesper {

namespace {

bool is_ascii(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

class Email : public Channel {
public:
    Email(const ChannelConfig& config, const std::string& password, CurlLoop& loop,
          const SmtpPatience& patience)
        : connections_(config.connections, [&] {
              return std::make_unique<SmtpConnection>(config, password, patience, loop);
          }) {}

    void deliver(Parcel parcel, Done done) override {
        if (!is_mail_address(parcel.to)) {
            done(Refused{"the recipient's mail address is not valid", false});
        } else if (!is_ascii(parcel.to)) {
            done(
                Refused{"the recipient's mail address is not ASCII, which mail needs an extension "
                        "for that is not supported (RFC 6531)",
                        false});
        } else {
            connections_.deliver(std::move(parcel), std::move(done));
        }
    }

    Asked ask(const std::string&) const override { return Asked::cannot_be_asked; }

private:
    Connections<SmtpConnection> connections_;
};

}  // namespace

std::unique_ptr<Channel> make_email(const ChannelConfig& config, const std::string& password,
                                    CurlLoop& loop, const SmtpPatience& patience) {
    return std::make_unique<Email>(config, password, loop, patience);
}

}  // namespace vesper
