#include "daemon/delivery/courier.hpp"
#include "daemon/delivery/curl_loop.hpp"
#include "daemon/delivery/email.hpp"
#include "daemon/delivery/maildir.hpp"
#include "daemon/delivery/webhook.hpp"
#include "rules/check.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace vesper {

namespace {

/// Twice the connections: when one becomes free, its next letter is here already and need not wait
/// for a turn of the loop thread. More would only be letters that a crash leaves unknown.
int places(const ChannelConfig& config) {
    return 2 * std::max(1, config.connections);
}

/// The password of a relay, or the key of a webhook's signature.
std::string read_secret(const ChannelConfig& config) {
    const bool signs = config.kind == ChannelConfig::Kind::webhook && !config.credential.empty();
    if (config.user.empty() && !signs) return {};
    const auto complain = [&](const std::string& what) {
        return std::runtime_error("channel " + config.name + ": " + what);
    };
    std::string path = config.credential;
    if (path.empty()) throw complain("a user is set and no credential");
    if (path.front() != '/') {
        const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
        if (folder == nullptr)
            throw complain("credential \"" + path +
                           "\" is not an absolute path, and $CREDENTIALS_DIRECTORY is not set");
        path = std::string(folder) + "/" + path;
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) throw complain("cannot read credential " + path + ": " + std::strerror(errno));
    std::string password{std::istreambuf_iterator<char>(file), {}};
    while (!password.empty() && (password.back() == '\n' || password.back() == '\r'))
        password.pop_back();
    return password;
}

class NetworkCourier : public Courier {
public:
    NetworkCourier(const std::map<std::string, ChannelConfig>& channels, std::function<void()> wake)
        : wake_(std::move(wake)) {
        for (const auto& [name, config] : channels) {
            channels_[name] = make_channel(config);
            free_[name] = places(config);
        }
        thread_ = std::thread([this] { deliver(); });
    }

    ~NetworkCourier() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        loop_.wake();
        thread_.join();
        channels_.clear();  // they report what is unfinished, which needs the rest of the courier
    }

    int free_slots(const std::string& channel) const override {
        const auto found = free_.find(channel);
        VESPER_CHECK(found != free_.end(), "a channel is configured before it is used");
        return found->second;
    }

    void carry(Parcel parcel) override {
        VESPER_CHECK(free_slots(parcel.channel) > 0, "a channel gets no more than it has room for");
        --free_[parcel.channel];
        ++in_flight_;
        bool first = false;
        {
            const std::lock_guard lock(mutex_);
            first = outgoing_.empty();
            outgoing_.push_back(std::move(parcel));
        }
        if (first) loop_.wake();  // otherwise the bell has rung, and was not answered yet
    }

    std::vector<Returned> collect() override {
        std::vector<Arrived> arrived;
        {
            const std::lock_guard lock(mutex_);
            arrived.swap(arrived_);
        }
        std::vector<Returned> returned;
        returned.reserve(arrived.size());
        for (Arrived& one : arrived) {
            ++free_[one.channel];
            --in_flight_;
            returned.push_back(std::move(one.returned));
        }
        return returned;
    }

    int in_flight() const override { return in_flight_; }

    Asked ask(const std::string& channel, const std::string& key) override {
        const auto found = channels_.find(channel);
        return found == channels_.end() ? Asked::cannot_be_asked : found->second->ask(key);
    }

private:
    std::unique_ptr<Channel> make_channel(const ChannelConfig& config) {
        switch (config.kind) {
            case ChannelConfig::Kind::maildir:
                return make_maildir(config);
            case ChannelConfig::Kind::email:
                return make_email(config, read_secret(config), loop_);
            case ChannelConfig::Kind::webhook:
                break;
        }
        return make_webhook(config, read_secret(config), loop_);
    }

    struct Arrived {
        std::string channel;
        Returned returned;
    };

    /// The delivery thread.
    void deliver() {
        for (;;) {
            std::vector<Parcel> parcels;
            {
                const std::lock_guard lock(mutex_);
                if (stopping_) return;
                parcels.swap(outgoing_);
            }
            for (Parcel& parcel : parcels) hand_over(std::move(parcel));
            loop_.run(std::chrono::minutes{1});
        }
    }

    void hand_over(Parcel parcel) {
        Channel& channel = *channels_.at(parcel.channel);
        auto done = [this, name = parcel.channel, job = parcel.job,
                     attempt = parcel.attempt](Outcome outcome) {
            bool news = false;
            {
                const std::lock_guard lock(mutex_);
                news = arrived_.empty() && !stopping_;
                arrived_.push_back({name, {job, attempt, std::move(outcome)}});
            }
            if (news) wake_();
        };
        channel.deliver(std::move(parcel), std::move(done));
    }

    std::function<void()> wake_;
    CurlLoop loop_;
    std::map<std::string, std::unique_ptr<Channel>> channels_;

    // Of the loop thread: a place is taken from carry() to collect().
    std::map<std::string, int> free_;
    int in_flight_ = 0;

    std::mutex mutex_;
    std::vector<Parcel> outgoing_;
    std::vector<Arrived> arrived_;
    bool stopping_ = false;

    std::thread thread_;
};

}  // namespace

std::unique_ptr<Courier> make_network_courier(const std::map<std::string, ChannelConfig>& channels,
                                              std::function<void()> wake) {
    return std::make_unique<NetworkCourier>(channels, std::move(wake));
}

}  // namespace vesper
