// Mail submission by SMTP (RFC 5321, RFC 6409) through libcurl.
#pragma once

#include "daemon/delivery/courier.hpp"
#include "daemon/delivery/curl_loop.hpp"

#include <chrono>

namespace vesper {

/// How long a relay may take.
struct SmtpPatience {
    /// To a connection that is encrypted and authenticated. A relay that does not greet in this
    /// time would only hold up the letters behind.
    std::chrono::milliseconds connect{30'000};
    /// For each reply. RFC 5321 4.5.3.2.6 wants ten minutes after the final dot: a shorter wait
    /// makes duplicates (RFC 1047).
    std::chrono::seconds reply{600};
    /// For the whole transaction.
    std::chrono::milliseconds whole{1'200'000};
    /// How long a connection is kept without a letter. Relays should wait five minutes for the next
    /// command (RFC 5321 4.5.3.2.7); some give one.
    std::chrono::milliseconds idle{20'000};
};

/// At most config.connections transactions at once; what is delivered beyond waits inside. A
/// connection is used for one letter after the other. Where one that was kept turns out to be dead
/// before the letter was asked for, the letter goes out over a new one. `loop` outlives the
/// channel; letters unfinished when the channel is destroyed are reported before it is gone.
std::unique_ptr<Channel> make_email(const ChannelConfig& config, const std::string& password,
                                    CurlLoop& loop, const SmtpPatience& patience = {});

}  // namespace vesper
