#include "daemon/config.hpp"

#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

Config loaded(const std::string& text) {
    Diagnostics diagnostics;
    Config config = load_config({"vesper.toml", text}, "/etc/vesper", diagnostics);
    INFO(format(diagnostics));
    REQUIRE(diagnostics.empty());
    return config;
}

std::string problems_of(const std::string& text) {
    Diagnostics diagnostics;
    load_config({"vesper.toml", text}, "/etc/vesper", diagnostics);
    return format(diagnostics);
}

const std::string email = "[channel.email]\nkind = \"email\"\nrelay = \"mail.example.com:587\"\n";

}  // namespace

TEST_CASE("an empty file is a working service whose letters go to the outbox") {
    const Config config = loaded("");
    REQUIRE(config.channels.size() == 1);
    const ChannelConfig& outbox = config.channels.at("email");
    CHECK(outbox.name == "email");
    CHECK(outbox.kind == ChannelConfig::Kind::maildir);
    CHECK(outbox.path == "/var/spool/vesper/outbox");
    CHECK(config.database == "/var/lib/vesper/vesper.db");
    CHECK(config.park_days == 7);
}

TEST_CASE("every setting is read, relative paths from the file's folder") {
    const Config config = loaded(
        "[store]\npath = \"state/v.db\"\n"
        "[control]\nread_socket = \"/run/r\"\nadmin_socket = \"a.sock\"\n"
        "[intake]\ninbox = \"in\"\npark_days = 3\n"
        "[folders]\nmanager = \"m\"\nlibrary = \"\"\nzoneinfo = \"/zi\"\n"
        "[log]\nlevel = \"debug\"\n"
        "[rules]\nlive = false\n"
        "[retry]\nfirst = \"1m\"\nlongest = \"2h\"\nattempts = 9\n"
        "[keep]\ndays = 30\n"
        "[channel.outbox]\nkind = \"maildir\"\npath = \"out\"\nrate = 0\n"
        "[channel.email]\nkind = \"email\"\nrelay = \"[::1]:2525\"\ntls = \"none\"\nuser = \"u\"\n"
        "credential = \"smtp\"\nhelo = \"h.example.com\"\nconnections = 8\n");
    CHECK(config.database == "/etc/vesper/state/v.db");
    CHECK(config.read_socket == "/run/r");
    CHECK(config.admin_socket == "/etc/vesper/a.sock");
    CHECK(config.inbox == "/etc/vesper/in");
    CHECK(config.park_days == 3);
    CHECK(config.manager_dir == "/etc/vesper/m");
    CHECK(config.library_dir.empty());
    CHECK(config.zoneinfo == "/zi");
    CHECK(config.log_level == "debug");
    CHECK_FALSE(config.rules_live);
    CHECK(default_config().rules_live);
    CHECK(config.retry.first == seconds{60});
    CHECK(config.retry.longest == seconds{7200});
    CHECK(config.retry.attempts_max == 9);
    CHECK(config.keep_days == 30);
    REQUIRE(config.channels.size() == 2);
    CHECK(config.channels.at("outbox").path == "/etc/vesper/out");
    CHECK(config.channels.at("outbox").rate == 0);
    const ChannelConfig& mail = config.channels.at("email");
    CHECK(mail.relay == "[::1]:2525");
    CHECK(mail.tls == ChannelConfig::Tls::none);
    CHECK(mail.user == "u");
    CHECK(mail.credential == "smtp");
    CHECK(mail.helo == "h.example.com");
    CHECK(mail.connections == 8);
}

TEST_CASE("what goes to a telephone is a text message to the law, unless the settings say a call") {
    auto [lines, medium] = GENERATE(table<std::string, Medium>({
        {"address = \"phone\"\n", Medium::sms},
        {"address = \"phone\"\nmedium = \"call\"\n", Medium::call},
        {"address = \"phone\"\nmedium = \"email\"\n", Medium::email},
        {"address = \"email\"\n", Medium::email},
        {"", Medium::email},
    }));
    const Config config =
        loaded("[channel.bridge]\nkind = \"webhook\"\nurl = \"https://example.com/\"\n" + lines);
    INFO(lines);
    CHECK(config.channels.at("bridge").medium == medium);
}

TEST_CASE("problems of the settings are shown with their place") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"[stor]\npath = \"x\"\n",
         "vesper.toml:1:2: error: unknown word \"stor\"\n"
         "   [stor]\n"
         "    ^ did you mean \"store\"?\n"},
        {"[store]\npath = \"\"\n",
         "vesper.toml:2:8: error: \"path\" is empty\n"
         "   path = \"\"\n"
         "          ^\n"},
        {"[log]\nlevel = \"verbose\"\n",
         "vesper.toml:2:9: error: unknown level \"verbose\"\n"
         "   level = \"verbose\"\n"
         "           ^ known: trace, debug, info, warning, error\n"},
        {"[intake]\npark_days = 0\n",
         "vesper.toml:2:13: error: \"park_days\" lies between 1 and 90\n"
         "   park_days = 0\n"
         "               ^\n"},
        {"[retry]\nfirst = \"1d\"\n",
         "vesper.toml:2:9: error: \"1d\" counts dates\n"
         "   first = \"1d\"\n"
         "           ^ write time that passes, like \"5m\" or "
         "\"1h\"\n"},
        {"[retry]\nfirst = \"2h\"\nlongest = \"1h\"\n",
         "vesper.toml:3:11: error: the longest wait (1 hour) is shorter than the first (2 hours)\n"
         "   longest = \"1h\"\n"
         "             ^\n"},
        {"[control]\nread_socket = \"/s\"\nadmin_socket = \"/s\"\n",
         "vesper.toml:3:16: error: both sockets have the same path\n"
         "   admin_socket = \"/s\"\n"
         "                  ^ one reads, one changes: file mode tells them apart\n"},
        {"[channel.x]\nrate = 5\n",
         "vesper.toml:1:10: error: channel \"x\" lacks \"kind\"\n"
         "   [channel.x]\n"
         "            ^ \"maildir\", \"email\" or \"webhook\"\n"},
        {"[channel.x]\nkind = \"webhook\"\n",
         "vesper.toml:1:10: error: channel \"x\" lacks \"url\"\n"
         "   [channel.x]\n"
         "            ^ like url = \"https://example.com/vesper\"\n"},
        {"[channel.x]\nkind = \"webhook\"\nurl = \"example.com\"\n",
         "vesper.toml:3:7: error: \"example.com\" is not a URL without a password\n"
         "   url = \"example.com\"\n"
         "         ^ like \"https://example.com/vesper\"\n"},
        {"[channel.x]\nkind = \"webhook\"\nurl = \"http://10.0.0.1/x\"\n",
         "vesper.toml:3:7: error: buyers' data would cross the network unencrypted\n"
         "   url = \"http://10.0.0.1/x\"\n"
         "         ^ write https://\n"},
        {"[channel.x]\nkind = \"webhook\"\nurl = \"https://a.b/\"\naddress = \"phnoe\"\n",
         "vesper.toml:4:11: error: unknown address \"phnoe\"\n"
         "   address = \"phnoe\"\n"
         "             ^ did you mean \"phone\"?\n"},
        {"[channel.x]\nkind = \"webhook\"\nurl = \"https://a.b/\"\ntimeout = \"1h\"\n",
         "vesper.toml:4:11: error: a request takes between 1 second and 10 minutes\n"
         "   timeout = \"1h\"\n"
         "             ^\n"},
        {"[channel.x]\nkind = \"webhook\"\nurl = \"https://a.b/\"\ncredential = \"../c\"\n",
         "vesper.toml:4:14: error: \"../c\" is neither a name nor a whole path\n"
         "   credential = \"../c\"\n"
         "                ^\n"},
        {"[channel.x]\nkind = \"maildir\"\n",
         "vesper.toml:1:10: error: channel \"x\" lacks \"path\"\n"
         "   [channel.x]\n"
         "            ^ the Maildir's folder, like path = \"/var/spool/vesper/outbox\"\n"},
        {"[channel.x]\nkind = \"email\"\n",
         "vesper.toml:1:10: error: channel \"x\" lacks \"relay\"\n"
         "   [channel.x]\n"
         "            ^ like relay = \"mail.example.com:587\"\n"},
        {"[channel.x]\nkind = \"maildir\"\npath = \"p\"\nrelay = \"h:25\"\n",
         "vesper.toml:4:1: error: unknown word \"relay\" in [channel.x]\n"
         "   relay = \"h:25\"\n"
         "   ^ known: kind, rate, connections, medium, path\n"},
        {email + "user = \"u\"\n",
         "vesper.toml:4:8: error: \"user\" needs \"credential\"\n"
         "   user = \"u\"\n"
         "          ^ the name of the credential that holds the "
         "password\n"},
        {email + "tls = \"none\"\nuser = \"u\"\ncredential = \"c\"\n",
         "vesper.toml:4:7: error: a password would cross the network unencrypted\n"
         "   tls = \"none\"\n"
         "         ^ write tls = \"starttls\" or \"implicit\"\n"},
        {email + "credential = \"../c\"\nuser = \"u\"\n",
         "vesper.toml:4:14: error: \"../c\" is neither a name nor a whole path\n"
         "   credential = \"../c\"\n"
         "                ^\n"},
        {email + "helo = \"a\\r\\nQUIT\"\n",
         "vesper.toml:4:8: error: \"helo\" has a control character\n"
         "   helo = \"a\\r\\nQUIT\"\n"
         "          ^\n"},
    }));
    CHECK(problems_of(text) == expected);
}

TEST_CASE("a relay is a host and a port") {
    auto [relay, good] = GENERATE(table<std::string, bool>({
        {"mail.example.com:587", true},
        {"localhost:25", true},
        {"[2001:db8::1]:25", true},
        {"mail.example.com", false},
        {"mail.example.com:0", false},
        {"mail.example.com:65536", false},
        {":25", false},
        {"smtp://mail.example.com:25", false},
        {"user@mail.example.com:25", false},
        {"::1:25", false},
        {"", false},
    }));
    INFO(relay);
    CHECK(problems_of("[channel.x]\nkind = \"email\"\nrelay = \"" + relay + "\"\n").empty() ==
          good);
}

TEST_CASE("a password goes unencrypted to this machine only") {
    auto [host, good] = GENERATE(table<std::string, bool>({
        {"localhost", true},
        {"127.0.0.1", true},
        {"127.8.9.10", true},
        {"[::1]", true},
        {"127.0.0.1.example.com", false},
        {"10.0.0.1", false},
        {"mail.example.com", false},
    }));
    INFO(host);
    CHECK(problems_of("[channel.x]\nkind = \"email\"\ntls = \"none\"\nuser = \"u\"\n"
                      "credential = \"c\"\nrelay = \"" +
                      host + ":25\"\n")
              .empty() == good);
}

TEST_CASE("a webhook's URL is https, or this machine") {
    auto [url, good] = GENERATE(table<std::string, bool>({
        {"https://example.com", true},
        {"https://example.com:8443/a?b=c", true},
        {"https://[2001:db8::1]/x", true},
        {"http://127.0.0.1:8080/x", true},
        {"http://localhost/x", true},
        {"http://[::1]:8080/x", true},
        {"http://example.com/x", false},
        {"https://user:secret@example.com/x", false},
        {"ftp://example.com/x", false},
        {"https://", false},
    }));
    INFO(url);
    CHECK(problems_of("[channel.x]\nkind = \"webhook\"\nurl = \"" + url + "\"\n").empty() == good);
}

TEST_CASE("the channels that the pages on rules show are good ones") {
    for (const char* page : {"docs/rules.md", "docs/rules.zh-CN.md"}) {
        int found = 0;
        for (const std::string& block : blocks(file_text(page), "toml")) {
            if (!block.starts_with("# vesper.toml\n")) continue;
            INFO(page);
            CHECK(problems_of(block).empty());
            ++found;
        }
        CHECK(found == 1);
    }
}
