// vesper.toml: the operator's settings. Everything has a default, so that an empty file is a
// working service whose letters go to the outbox.
#pragma once

#include "rules/diagnostic.hpp"
#include "rules/instant.hpp"
#include "rules/load.hpp"
#include "scheduler/legal_hours.hpp"
#include "scheduler/outcome.hpp"

#include <map>
#include <string>
#include <vector>

namespace vesper {

struct ChannelConfig {
    enum class Kind { maildir, email, webhook };
    enum class Address { none, email, phone };  // what it needs of the person it is to reach
    enum class Tls { none, starttls, implicit };
    std::string name;
    Kind kind = Kind::maildir;
    int rate = 60;                  // letters a minute; 0 = no limit
    int connections = 4;            // at once
    Medium medium = Medium::email;  // how it reaches people: the law of their place looks at it
    // maildir
    std::string path;  // the Maildir (tmp/, new/, cur/ are made)
    // email
    std::string relay;  // "mail.example.com:587" ("[::1]:25" for IPv6)
    Tls tls = Tls::starttls;
    std::string tls_ca;  // PEM file; empty = the system's
    std::string user;    // AUTH; empty = none
    std::string
        credential;    // name under $CREDENTIALS_DIRECTORY, or an absolute path; holds the password
    std::string helo;  // EHLO name; empty = the host's
    // webhook; `credential` holds the key of its signature, `tls_ca` as above
    std::string url;
    Address address = Address::none;
    int timeout_s = 30;  // for the whole request
};

struct Config {
    std::string database = "/var/lib/vesper/vesper.db";
    std::string read_socket = "/run/vesper/vesper.sock";
    std::string admin_socket = "/run/vesper/admin.sock";
    std::string inbox = "/var/spool/vesper/inbox";
    std::string manager_dir = "/etc/vesper";        // shop.toml, rules/, messages/
    std::string library_dir = "/usr/share/vesper";  // shipped rules/ and messages/; empty = none
    std::string zoneinfo = "/usr/share/zoneinfo";
    bool rules_live = true;  // a saved file is taken up without being asked for
    std::string log_level = "info";
    std::map<std::string, ChannelConfig> channels;  // never empty: "email" -> the outbox by default
    RetryPolicy retry;
    int park_days = 7;    // how long an event waits for its order
    int keep_days = 400;  // finished jobs, events and letters
};

/// What rules must know of the channels.
std::vector<KnownChannel> known_channels(const Config& config);

/// The defaults: one channel "email" of kind maildir at /var/spool/vesper/outbox.
Config default_config();

/// Reads `source`; unknown keys, bad values and impossible combinations are diagnostics with their
/// place. Relative paths are taken from `base_dir`.
Config load_config(const Source& source, const std::string& base_dir, Diagnostics& diagnostics);

}  // namespace vesper
