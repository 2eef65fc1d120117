// Carries letters out and brings outcomes back. Values in, values out: a courier never sees the
// store, the rules or the clock.
#pragma once

#include "daemon/config.hpp"
#include "scheduler/outcome.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vesper {

/// One hand-over.
struct Parcel {
    std::int64_t job = 0;
    std::int64_t attempt = 0;
    std::string channel;  // name of a ChannelConfig
    std::string key;      // to_string(JobKey): names the file in a Maildir
    std::string message_id;
    std::string from;
    std::string to;
    std::string bytes;  // RFC 5322 with CRLF; for a webhook the JSON body
    Instant sent{};     // when this try began: what a webhook signs and replays are known by
};

struct Returned {
    std::int64_t job = 0;
    std::int64_t attempt = 0;
    Outcome outcome;
};

/// Whether the far side has a letter already, after a crash.
enum class Asked { accepted, not_accepted, cannot_be_asked };

class Courier {
public:
    virtual ~Courier() = default;
    /// How many more parcels this channel takes now; parcels beyond it are a bug and abort.
    virtual int free_slots(const std::string& channel) const = 0;
    virtual void carry(Parcel parcel) = 0;
    /// What came back since the last call, in order of arrival. Each parcel comes back exactly
    /// once.
    virtual std::vector<Returned> collect() = 0;
    virtual int in_flight() const = 0;
    virtual Asked ask(const std::string& channel, const std::string& key) = 0;
};

/// A way out. Lives on the delivery thread; three real ones: Maildir, SMTP and webhooks.
class Channel {
public:
    using Done = std::function<void(Outcome)>;
    virtual ~Channel() = default;
    /// Begins one delivery; calls `done` exactly once, now or later, on the delivery thread.
    virtual void deliver(Parcel parcel, Done done) = 0;
    virtual Asked ask(const std::string& key) const = 0;
};

/// The delivery thread on curl_multi, a channel for each configuration. `wake` is called from that
/// thread whenever collect() has something. Credentials are read here, once, from
/// $CREDENTIALS_DIRECTORY or an absolute path. Throws std::runtime_error if a credential cannot be
/// read or an outbox cannot be made.
std::unique_ptr<Courier> make_network_courier(const std::map<std::string, ChannelConfig>& channels,
                                              std::function<void()> wake);

/// Answers at once, in the calling thread: for simulations and tests. `answer` decides each
/// outcome.
std::unique_ptr<Courier> make_inline_courier(std::function<Outcome(const Parcel&)> answer);

}  // namespace vesper
