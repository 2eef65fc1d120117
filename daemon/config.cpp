#include "daemon/config.hpp"

#include "rules/ascii.hpp"
#include "rules/duration.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_reader.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::int64_t rate_max = 100'000;    // letters a minute of one channel
constexpr std::int64_t connections_max = 64;  // of one channel, at once
constexpr std::int64_t attempts_most = 1000;  // of one letter
constexpr std::int64_t park_days_max = 90;    // an order that late is not coming
constexpr std::int64_t keep_days_max = 3650;
constexpr std::size_t channels_max = 50;
constexpr std::int64_t timeout_most_s = 600;
constexpr seconds first_retry_least{10};  // less is hammering
constexpr seconds longest_retry_most{86400};

/// One table of the file, "[store]", if it is there.
std::optional<TomlSection> section_of(const TomlSection& top, std::string_view key) {
    const TomlValue* table = top.table(key);
    if (!table) return std::nullopt;
    return TomlSection{*table, '[' + std::string{key} + ']', top.report()};
}

Words lacks(const std::string& channel, std::string_view key) {
    return say("{} lacks {}", say("channel {}", quoted(channel)), quoted(key));
}

/// Settings of [store], [control], ... read with the folder that relative paths start from.
class Settings {
public:
    Settings(const TomlSection& top, const std::string& base_dir) : top_{top}, base_{base_dir} {}

    void read(Config& config) const {
        top_.only(
            {"store", "control", "intake", "folders", "log", "rules", "retry", "keep", "channel"});
        read_places(config);
        if (const auto log = section_of(top_, "log")) {
            log->only({"level"});
            const std::vector<std::string_view> levels{"trace", "debug", "info", "warning",
                                                       "error"};
            if (const auto level = log->word("level", levels))
                config.log_level = std::string{levels[*level]};
        }
        if (const auto rules = section_of(top_, "rules")) {
            rules->only({"live"});
            if (const auto live = rules->flag("live")) config.rules_live = *live;
        }
        if (const auto retry = section_of(top_, "retry")) read_retry(*retry, config.retry);
        if (const auto keep = section_of(top_, "keep")) {
            keep->only({"days"});
            read_integer(*keep, "days", 1, keep_days_max, config.keep_days);
        }
        if (const TomlValue* channels = top_.table("channel")) read_channels(*channels, config);
    }

private:
    static void read_integer(const TomlSection& section, std::string_view key, std::int64_t least,
                             std::int64_t most, int& into) {
        if (const auto value = section.integer(key, least, most)) into = static_cast<int>(*value);
    }

    static void read_text(const TomlSection& section, std::string_view key, std::string& into) {
        const auto text = section.text(key);
        if (!text) return;
        const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
        if (std::any_of(text->begin(), text->end(), is_control))
            section.report().error(section.at(key), say("{} has a control character", quoted(key)));
        else
            into = *text;
    }

    /// `may_be_empty`: "" switches the thing off.
    void read_path(const TomlSection& section, std::string_view key, std::string& into,
                   bool may_be_empty = false) const {
        std::string path = into;
        read_text(section, key, path);
        if (!section.has(key)) return;
        if (path.empty() && !may_be_empty)
            section.report().error(section.at(key), say("{} is empty", quoted(key)));
        else
            into = path.empty() || path.front() == '/' ? path : base_ + '/' + path;
    }

    void read_places(Config& config) const {
        if (const auto store = section_of(top_, "store")) {
            store->only({"path"});
            read_path(*store, "path", config.database);
        }
        if (const auto control = section_of(top_, "control")) {
            control->only({"read_socket", "admin_socket"});
            read_path(*control, "read_socket", config.read_socket);
            read_path(*control, "admin_socket", config.admin_socket);
            if (config.read_socket == config.admin_socket)
                control->report().error(control->at("admin_socket"),
                                        say("both sockets have the same path"),
                                        say("one reads, one changes: file mode tells them apart"));
        }
        if (const auto intake = section_of(top_, "intake")) {
            intake->only({"inbox", "park_days"});
            read_path(*intake, "inbox", config.inbox);
            read_integer(*intake, "park_days", 1, park_days_max, config.park_days);
        }
        if (const auto folders = section_of(top_, "folders")) {
            folders->only({"manager", "library", "zoneinfo"});
            read_path(*folders, "manager", config.manager_dir);
            read_path(*folders, "library", config.library_dir, true);
            read_path(*folders, "zoneinfo", config.zoneinfo);
        }
    }

    static void read_span(const TomlSection& section, std::string_view key, seconds& into) {
        const auto text = section.text(key);
        if (!text) return;
        const auto delay = parse_delay(*text);
        if (!delay)
            section.report().error(section.at(key), delay.error().words);
        else if (const auto* elapsed = std::get_if<Elapsed>(&*delay))
            into = elapsed->span;
        else
            section.report().error(section.at(key), say("{} counts dates", quoted(*text)),
                                   say("write time that passes, like \"5m\" or \"1h\""));
    }

    static void read_retry(const TomlSection& section, RetryPolicy& retry) {
        section.only({"first", "longest", "attempts"});
        read_span(section, "first", retry.first);
        read_span(section, "longest", retry.longest);
        read_integer(section, "attempts", 1, attempts_most, retry.attempts_max);
        const Report& report = section.report();
        if (retry.first < first_retry_least)
            report.error(
                section.at("first"),
                say("the first retry comes after less than {} seconds", first_retry_least.count()));
        if (retry.longest > longest_retry_most)
            report.error(section.at("longest"), say("the longest wait is more than 24 hours"));
        if (retry.longest < retry.first)
            report.error(section.at(section.has("longest") ? "longest" : "first"),
                         say("the longest wait ({}) is shorter than the first ({})",
                             say_span(Elapsed{retry.longest}), say_span(Elapsed{retry.first})));
    }

    void read_channels(const TomlValue& table, Config& config) const {
        const Report& report = top_.report();
        if (!table.entries.empty()) config.channels.clear();
        for (const TomlEntry& entry : table.entries) {
            if (!is_plain_name(entry.key))

                report.error(entry.key_at,
                             say("a channel's name is small letters, digits and hyphens"));
            if (entry.value.kind != TomlValue::Kind::table) {
                report.error(entry.value.at, say("a channel is a table [channel.{}], not {}",
                                                 entry.key, in_words(entry.value.kind)));
                continue;
            }
            if (config.channels.size() == channels_max) {
                report.error(entry.key_at, say("more than {} channels", channels_max));
                return;
            }
            config.channels[entry.key] = read_channel(entry);
        }
    }

    ChannelConfig read_channel(const TomlEntry& entry) const;
    void read_email(const TomlSection& section, Position at, ChannelConfig& channel) const;
    void read_webhook(const TomlSection& section, Position at, ChannelConfig& channel) const;

    const TomlSection& top_;
    const std::string& base_;
};

/// "mail.example.com:587" or "[::1]:25": the host without brackets; nothing for another form.
std::optional<std::string> host_of(std::string_view relay) {
    const std::size_t colon = relay.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view port = relay.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit))
        return std::nullopt;
    const int number = std::stoi(std::string{port});
    if (number < 1 || number > 65535) return std::nullopt;
    std::string_view host = relay.substr(0, colon);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    const auto fits = [&](char c) {
        const bool plain = is_letter(c) || is_digit(c) || c == '.' || c == '-';
        return plain || (bracketed && (c == ':' || c == '%'));
    };
    if (!std::all_of(host.begin(), host.end(), fits)) return std::nullopt;
    return std::string{host};
}

/// RFC 6761, 6.3 and the loopback networks: what never leaves this machine. A name that merely
/// begins with "127." is somebody's domain, so the whole form is asked for.
bool is_loopback(const std::string& host) {
    if (host == "localhost" || host == "::1") return true;
    if (!host.starts_with("127.")) return false;
    const bool digits_and_dots =
        std::all_of(host.begin(), host.end(), [](char c) { return c == '.' || is_digit(c); });
    return digits_and_dots && std::count(host.begin(), host.end(), '.') == 3;
}

ChannelConfig Settings::read_channel(const TomlEntry& entry) const {
    const Report& report = top_.report();
    ChannelConfig channel;
    channel.name = entry.key;
    const TomlSection section{entry.value, "[channel." + entry.key + ']', report};
    if (!section.has("kind")) {
        report.error(entry.key_at, lacks(entry.key, "kind"),
                     say("\"maildir\", \"email\" or \"webhook\""));
        return channel;
    }
    const auto kind = section.word("kind", {"maildir", "email", "webhook"});
    if (!kind) return channel;
    channel.kind = static_cast<ChannelConfig::Kind>(*kind);
    read_integer(section, "rate", 0, rate_max, channel.rate);
    read_integer(section, "connections", 1, connections_max, channel.connections);
    if (const auto medium = section.word("medium", {"email", "sms", "call"}))
        channel.medium = static_cast<Medium>(*medium);
    if (channel.kind == ChannelConfig::Kind::email) {
        read_email(section, entry.key_at, channel);
        return channel;
    }
    if (channel.kind == ChannelConfig::Kind::webhook) {
        read_webhook(section, entry.key_at, channel);
        return channel;
    }
    section.only({"kind", "rate", "connections", "medium", "path"});
    read_path(section, "path", channel.path);
    if (!section.has("path"))
        report.error(entry.key_at, lacks(entry.key, "path"),
                     say("the Maildir's folder, like path = \"/var/spool/vesper/outbox\""));
    return channel;
}

/// The host of "https://host:port/path"; nothing for another form.
std::optional<std::string> host_of_url(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return std::nullopt;
    if (url.substr(0, scheme) != "https" && url.substr(0, scheme) != "http") return std::nullopt;
    std::string_view authority = url.substr(scheme + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    if (authority.find('@') != std::string_view::npos) return std::nullopt;  // a secret in a URL
    const bool has_port = !authority.empty() && authority.back() != ']' &&
                          authority.rfind(':') != std::string_view::npos;
    return host_of(has_port ? std::string{authority} : std::string{authority} + ":443");
}

void check_credential(const TomlSection& section, const std::string& credential) {
    if (!credential.empty() && credential.front() != '/' &&
        credential.find('/') != std::string::npos)
        section.report().error(section.at("credential"),
                               say("{} is neither a name nor a whole path", quoted(credential)));
}

void Settings::read_webhook(const TomlSection& section, Position at, ChannelConfig& channel) const {
    const Report& report = section.report();
    section.only({"kind", "rate", "connections", "medium", "url", "credential", "address",
                  "timeout", "tls_ca"});
    read_text(section, "url", channel.url);
    read_text(section, "credential", channel.credential);
    check_credential(section, channel.credential);
    read_path(section, "tls_ca", channel.tls_ca, true);
    if (const auto address = section.word("address", {"none", "email", "phone"}))
        channel.address = static_cast<ChannelConfig::Address>(*address);
    // What goes to a telephone is a text message to the law, unless the operator says otherwise.
    if (channel.address == ChannelConfig::Address::phone && !section.has("medium"))
        channel.medium = Medium::sms;
    seconds timeout{channel.timeout_s};
    read_span(section, "timeout", timeout);
    if (timeout.count() < 1 || timeout.count() > timeout_most_s)
        report.error(section.at("timeout"), say("a request takes between 1 second and 10 minutes"));
    else
        channel.timeout_s = static_cast<int>(timeout.count());
    if (!section.has("url")) {
        report.error(at, lacks(channel.name, "url"),
                     say("like {}", "url = \"https://example.com/vesper\""));
        return;
    }
    const auto host = host_of_url(channel.url);
    if (!host)
        report.error(section.at("url"),
                     say("{} is not a URL without a password", quoted(channel.url)),
                     say("like {}", "\"https://example.com/vesper\""));
    else if (channel.url.starts_with("http:") && !is_loopback(*host))
        report.error(section.at("url"), say("buyers' data would cross the network unencrypted"),
                     say("write {}", "https://"));
}

void Settings::read_email(const TomlSection& section, Position at, ChannelConfig& channel) const {
    const Report& report = section.report();
    section.only({"kind", "rate", "connections", "medium", "relay", "tls", "tls_ca", "user",
                  "credential", "helo"});
    const auto relay = section.text("relay");
    channel.relay = relay.value_or("");
    const auto host = host_of(channel.relay);
    if (!section.has("relay"))
        report.error(at, lacks(channel.name, "relay"),
                     say("like {}", "relay = \"mail.example.com:587\""));
    else if (relay && !host)
        report.error(section.at("relay"), say("{} is not a relay", quoted(channel.relay)),
                     say("write host and port, like \"mail.example.com:587\""));
    if (const auto tls = section.word("tls", {"none", "starttls", "implicit"}))
        channel.tls = static_cast<ChannelConfig::Tls>(*tls);
    read_path(section, "tls_ca", channel.tls_ca, true);
    read_text(section, "user", channel.user);
    read_text(section, "credential", channel.credential);
    read_text(section, "helo", channel.helo);
    if (channel.helo.find(' ') != std::string::npos)
        report.error(section.at("helo"), say("{} is not a host's name", quoted(channel.helo)));
    check_credential(section, channel.credential);

    const bool plain = channel.tls == ChannelConfig::Tls::none;
    if (plain && !channel.user.empty() && host && !is_loopback(*host))
        report.error(section.at("tls"), say("a password would cross the network unencrypted"),
                     say("write tls = \"starttls\" or \"implicit\""));
    if (plain && !channel.tls_ca.empty())
        report.error(section.at("tls_ca"), say("\"tls_ca\" has no use with tls = \"none\""));
    if (!channel.user.empty() && channel.credential.empty())
        report.error(section.at("user"), say("\"user\" needs \"credential\""),
                     say("the name of the credential that holds the password"));
    if (channel.user.empty() && !channel.credential.empty())
        report.error(section.at("credential"), say("\"credential\" needs \"user\""));
}

}  // namespace

std::vector<KnownChannel> known_channels(const Config& config) {
    std::vector<KnownChannel> known;
    for (const auto& [name, channel] : config.channels)
        known.emplace_back(name, channel.kind == ChannelConfig::Kind::webhook).is_sms =
            channel.medium == Medium::sms;
    return known;
}

Config default_config() {
    Config config;
    ChannelConfig outbox;
    outbox.name = "email";
    outbox.path = "/var/spool/vesper/outbox";
    config.channels.emplace(outbox.name, outbox);
    return config;
}

Config load_config(const Source& source, const std::string& base_dir, Diagnostics& diagnostics) {
    Config config = default_config();
    const auto table = read_toml(source, diagnostics);
    if (!table) return config;
    const Report report{source, diagnostics};
    const TomlSection top{*table, "", report};
    Settings{top, base_dir}.read(config);
    return config;
}

}  // namespace vesper
