#include "daemon/delivery/email.hpp"
#include "rules/addresses.hpp"
#include "tests/daemon/delivery/samples.hpp"
#include "tests/daemon/delivery/scripted_relay.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

using namespace vesper;
using namespace vesper::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr SmtpPatience short_patience{milliseconds{400}, std::chrono::seconds{1},
                                      milliseconds{3000}};

/// Accepts whatever comes.
const std::vector<Script> willing{Script{}};

ChannelConfig channel_to(int port) {
    ChannelConfig config;
    config.name = "email";
    config.kind = ChannelConfig::Kind::email;
    config.relay = "localhost:" + std::to_string(port);
    config.tls = ChannelConfig::Tls::none;
    config.helo = "vesper.example";
    config.connections = 1;
    return config;
}

/// Sends letters one after the other over one channel.
class Sender {
public:
    explicit Sender(const ChannelConfig& config, SmtpPatience patience = short_patience)
        : channel_(make_email(config, "secret", loop_, patience)) {}

    Outcome send(const Parcel& parcel = a_parcel()) {
        outcomes_.clear();
        channel_->deliver(parcel, [this](Outcome outcome) { outcomes_.push_back(outcome); });
        const auto end = steady_clock::now() + std::chrono::seconds{20};
        while (outcomes_.empty() && steady_clock::now() < end) loop_.run(milliseconds{50});
        REQUIRE(outcomes_.size() == 1);
        return outcomes_.front();
    }

    CurlLoop& loop() { return loop_; }
    Channel& channel() { return *channel_; }
    void destroy_channel() { channel_.reset(); }

private:
    std::vector<Outcome> outcomes_;
    CurlLoop loop_;
    std::unique_ptr<Channel> channel_;
};

/// "deferred, slow down", "refused, suppress".
std::string in_short(const Outcome& outcome) {
    std::string text{name(outcome)};
    if (const auto* deferred = std::get_if<Deferred>(&outcome); deferred && deferred->slow_down)
        text += ", slow down";
    if (const auto* refused = std::get_if<Refused>(&outcome); refused && refused->suppress)
        text += ", suppress";
    return text;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what a relay says at each step, and what becomes of the letter") {
    auto [at, reply, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"CONNECT", "421 4.3.2 not now|drop", "deferred, slow down"},
        {"CONNECT", "450 4.3.2 not now", "deferred, slow down"},
        {"CONNECT", "554 5.3.2 no service", "deferred, slow down"},
        {"CONNECT", "drop", "deferred, slow down"},
        {"CONNECT", "hang", "deferred, slow down"},
        {"EHLO", "421 4.3.2 bye|drop", "deferred, slow down"},
        {"EHLO", "450 4.3.2 not now", "deferred, slow down"},
        {"EHLO", "550 5.7.1 who are you", "deferred, slow down"},
        {"EHLO", "drop", "deferred, slow down"},
        {"EHLO", "hang", "deferred, slow down"},
        {"AUTH", "421 4.3.2 bye|drop", "deferred, slow down"},
        {"AUTH", "454 4.7.0 later", "deferred, slow down"},
        {"AUTH", "535 5.7.8 wrong password", "deferred, slow down"},
        {"AUTH", "drop", "deferred, slow down"},
        {"AUTH", "hang", "deferred, slow down"},
        {"MAIL", "421 4.3.2 bye|drop", "deferred, slow down"},
        {"MAIL", "451 4.3.0 later", "deferred"},
        {"MAIL", "530 5.7.0 authenticate first", "deferred, slow down"},
        {"MAIL", "550 5.7.1 sender not allowed", "deferred, slow down"},
        {"MAIL", "552 5.3.4 too large", "refused"},
        {"MAIL", "drop", "deferred, slow down"},
        {"MAIL", "hang", "deferred, slow down"},
        {"RCPT", "421 4.3.2 bye|drop", "deferred, slow down"},
        {"RCPT", "450 4.2.0 greylisted", "deferred"},
        {"RCPT", "550 5.1.1 no such user", "refused, suppress"},
        {"RCPT", "550 5.1.10 null MX", "refused, suppress"},
        {"RCPT", "550 5.2.1 disabled", "refused, suppress"},
        {"RCPT", "550 5.7.1 not allowed", "refused"},
        {"RCPT", "550 no enhanced code", "refused"},
        {"RCPT", "552 5.2.2 mailbox full", "deferred"},
        {"RCPT", "552 full", "deferred"},
        {"RCPT", "530 5.7.0 authenticate first", "deferred, slow down"},
        {"RCPT", "drop", "deferred, slow down"},
        {"RCPT", "hang", "deferred, slow down"},
        {"DATA", "421 4.3.2 bye|drop", "deferred, slow down"},
        {"DATA", "451 4.3.0 later", "deferred"},
        {"DATA", "554 5.5.1 no", "refused"},
        {"DATA", "drop", "deferred, slow down"},
        {"DATA", "hang", "deferred, slow down"},
        {"DATA", "354 go on|drop", "unknown"},
        {"DATA", "354 go on|hang", "unknown"},
        {".", "250 2.0.0 accepted", "delivered"},
        {".", "250-2.0.0 many\r\n250 2.0.0 lines", "delivered"},
        {".", "250 2.0.0 accepted|drop", "delivered"},
        {".", "421 4.3.2 bye|drop", "deferred, slow down"},
        {".", "451 4.3.0 later", "deferred"},
        {".", "552 5.2.2 mailbox full", "deferred"},
        {".", "552 5.3.4 too large", "refused"},
        {".", "550 5.1.1 no such user", "refused, suppress"},
        {".", "554 5.7.1 looks like spam", "refused"},
        {".", "drop", "unknown"},
        {".", "hang", "unknown"},
        {"QUIT", "drop", "delivered"},
        {"QUIT", "hang", "delivered"},
        {"QUIT", "500 what", "delivered"},
    }));
    const bool pipelining = GENERATE(false, true);
    CAPTURE(at, reply, pipelining);
    Script script{{at, reply}};
    if (pipelining) script.emplace("EHLO", "250-relay.example\r\n250-AUTH PLAIN\r\n250 PIPELINING");
    ScriptedRelay relay(std::vector<Script>{script});
    ChannelConfig config = channel_to(relay.port());
    config.user = "shop";
    Sender sender(config);
    const Outcome outcome = sender.send();
    CAPTURE(words(outcome));
    CHECK(in_short(outcome) == expected);
    CHECK(!words(outcome).empty());
}

TEST_CASE("a refused buyer's letter stays here, though the relay asks for it") {
    const std::string at = GENERATE(as<std::string>{}, "MAIL", "RCPT");
    ScriptedRelay relay({Script{{"EHLO", "250-relay.example\r\n250 PIPELINING"},
                                {at, "550 5.7.1 not this one"},
                                {"DATA", "354 go on"}},
                         Script{}});
    Sender sender(channel_to(relay.port()));
    CHECK(name(sender.send(a_parcel(1))) == (at == "RCPT" ? "refused" : "deferred"));
    CHECK(relay.letters().empty());
    // QUIT would be the first line of a letter to nobody; the next letter has a new connection.
    CHECK(name(sender.send(a_parcel(2))) == "delivered");
    const std::vector<std::string> said = relay.commands();
    CHECK(std::count(said.begin(), said.end(), "QUIT") == 0);
    CHECK(relay.connections() == 2);
    CHECK(relay.letters().size() == 1);
}

TEST_CASE("commands share a packet where the relay takes them so") {
    ScriptedRelay relay({Script{{"EHLO", "250-relay.example\r\n250 PIPELINING"}}});
    Sender sender(channel_to(relay.port()));
    for (int i = 1; i <= 3; ++i) CHECK(name(sender.send(a_parcel(i))) == "delivered");
    CHECK(relay.connections() == 1);
    CHECK(relay.letters().size() == 3);
    const std::vector<std::string> said = relay.commands();
    REQUIRE(said.size() == 10);
    CHECK(has(said[7], "MAIL FROM:"));
    CHECK(has(said[8], "RCPT TO:"));
    CHECK(said[9] == "DATA");
}

TEST_CASE("a letter arrives byte by byte, dots and all") {
    ScriptedRelay relay(willing);
    Sender sender(channel_to(relay.port()));
    const Outcome outcome = sender.send();
    CHECK(words(outcome) == "250 2.0.0 Ok: queued as 4XyZ");
    REQUIRE(relay.letters().size() == 1);
    // Transparency, RFC 5321 4.5.2: one more dot at the start of a line that has one.
    CHECK(relay.letters()[0] == "Subject: Good evening\r\n\r\nHello\r\n..\r\n...two\r\nbye\r\n");
    const auto commands = relay.commands();
    REQUIRE(commands.size() >= 4);
    CHECK(commands[0] == "EHLO vesper.example");
    CHECK(has(commands[1], "MAIL FROM:<service@shop.example>"));
    CHECK(commands[2] == "RCPT TO:<anna@buyer.example>");
}

TEST_CASE("connections are kept and used again") {
    ScriptedRelay relay(willing);
    Sender sender(channel_to(relay.port()));
    for (int i = 0; i < 5; ++i) CHECK(name(sender.send()) == "delivered");
    CHECK(relay.connections() == 1);
    CHECK(relay.letters().size() == 5);
}

TEST_CASE("a kept connection that died is replaced, and the letter goes once") {
    const std::string last_words = GENERATE(as<std::string>{}, "250 2.0.0 ok|drop",
                                            "250 2.0.0 ok\r\n421 4.4.2 idle for too long|drop");
    ScriptedRelay relay({Script{{".", last_words}}, Script{}});
    Sender sender(channel_to(relay.port()));
    CHECK(in_short(sender.send(a_parcel(1))) == "delivered");
    CHECK(in_short(sender.send(a_parcel(2))) == "delivered");
    CHECK(relay.connections() == 2);
    CHECK(relay.letters().size() == 2);
}

TEST_CASE("a kept connection that says 421 to MAIL is replaced; a new one that does is not") {
    // Control: the same answer on the first letter of a connection slows the channel down.
    ScriptedRelay relay({Script{{"MAIL", "421 4.4.2 bye|drop"}}});
    CHECK(in_short(Sender(channel_to(relay.port())).send()) == "deferred, slow down");
    CHECK(relay.connections() == 1);
}

TEST_CASE("a relay that hangs at QUIT holds up nobody") {
    ScriptedRelay relay({Script{{"RCPT", "550 5.1.1 no"}, {"QUIT", "hang"}}});
    const SmtpPatience long_patience{};
    Sender sender(channel_to(relay.port()), long_patience);
    const auto start = steady_clock::now();
    CHECK(in_short(sender.send()) == "refused, suppress");
    CHECK(steady_clock::now() - start < std::chrono::seconds{5});
}

TEST_CASE("idle connections are closed, and opened again when needed") {
    ScriptedRelay relay(willing);
    SmtpPatience patience = short_patience;
    patience.idle = milliseconds{0};
    Sender sender(channel_to(relay.port()), patience);
    sender.send();
    const auto left = [&] { return relay.commands().back() == "QUIT"; };
    for (int i = 0; i < 400 && !left(); ++i) sender.loop().run(milliseconds{20});
    CHECK(left());
    CHECK(name(sender.send()) == "delivered");
    CHECK(relay.connections() == 2);
}

TEST_CASE("a relay that thinks long about one letter holds up no other") {
    const std::string at = GENERATE(as<std::string>{}, ".", "RCPT", "EHLO");
    ScriptedRelay relay({Script{{at, "hang"}}, Script{}});
    ChannelConfig config = channel_to(relay.port());
    config.connections = 2;
    Sender sender(config, SmtpPatience{});
    bool first_done = false;
    sender.channel().deliver(a_parcel(1), [&](const Outcome&) { first_done = true; });
    for (int i = 0; i < 1000 && relay.connections() == 0; ++i) sender.loop().run(milliseconds{10});
    const auto start = steady_clock::now();
    for (std::int64_t job = 2; job < 10; ++job)
        CHECK(name(sender.send(a_parcel(job))) == "delivered");
    CHECK(steady_clock::now() - start < std::chrono::seconds{10});
    CHECK(!first_done);
    CHECK(relay.connections() == 2);
    sender.destroy_channel();
    CHECK(first_done);
}

TEST_CASE("nobody at the relay's address puts the letter off") {
    int port = 0;
    { port = ScriptedRelay(willing).port(); }
    CHECK(in_short(Sender(channel_to(port)).send()) == "deferred, slow down");
}

TEST_CASE("no outcome shows a mail address") {
    ScriptedRelay relay(
        {Script{{"RCPT", "550 5.1.1 <anna@buyer.example>: unknown (anna@other.example)"}}});
    const Outcome outcome = Sender(channel_to(relay.port())).send();
    CHECK(words(outcome) ==
          "the relay does not take mail for this recipient: "
          "550 5.1.1 <(address)>: unknown ((address))");
    CHECK(without_addresses("rcpt=anna@buyer.example\r\n550 anna@other.example, no such user") ==
          "rcpt=(address)\r\n550 (address), no such user");
    CHECK(without_addresses("250 queued as 12AB") == "250 queued as 12AB");
}

TEST_CASE("hostile replies are bounded and harmless") {
    const std::string reply = GENERATE(
        as<std::string>{}, "550 5.1.1 " + std::string(10'000, 'x'), std::string(1'000'000, 'y'),
        std::string("550 5.0.0 a\0b\x1b[1m", 17), "no number", "999999999999 x", "2", "25\r\n0 x");
    ScriptedRelay relay({Script{{"RCPT", reply + "|drop"}}});
    const Outcome outcome = Sender(channel_to(relay.port())).send();
    CHECK(name(outcome) != "delivered");
    CHECK(words(outcome).size() < 700);
    CHECK(words(outcome).find_first_of(std::string("\0\x1b\r\n", 4)) == std::string::npos);
}

TEST_CASE("addresses that cannot be sent to are refused before a word is said") {
    ScriptedRelay relay(willing);
    Sender sender(channel_to(relay.port()));
    for (const char* to : {"", "nobody", "a b@x.example", "a@x.example>\r\nRCPT TO:<b@y.example",
                           "j\u00f6rg@x.example"}) {
        Parcel parcel = a_parcel();
        parcel.to = to;
        CHECK(in_short(sender.send(parcel)) == "refused");
    }
    CHECK(relay.connections() == 0);
}

TEST_CASE("a channel that ends says what it knows of each letter") {
    auto [at, expected] = GENERATE(
        table<std::string, std::string>({{"RCPT", "deferred, slow down"}, {".", "unknown"}}));
    ScriptedRelay relay({Script{{at, "hang"}}});
    Sender sender(channel_to(relay.port()), SmtpPatience{});
    std::vector<std::string> outcomes;
    const auto note = [&](const Outcome& outcome) { outcomes.push_back(in_short(outcome)); };
    sender.channel().deliver(a_parcel(1), note);
    sender.channel().deliver(a_parcel(2), note);
    const auto reached = [&] {
        if (at == ".") return !relay.letters().empty();
        const auto said = relay.commands();
        return !said.empty() && has(said.back(), at);
    };
    for (int i = 0; i < 1000 && !reached(); ++i) sender.loop().run(milliseconds{10});
    REQUIRE(reached());
    sender.destroy_channel();
    CHECK(outcomes == std::vector<std::string>{"deferred", expected});
}

// --- encryption -------------------------------------------------------------------------------

namespace {

/// A certificate authority and a server certificate for `name`, made with the openssl command.
class Certificates {
public:
    explicit Certificates(const std::string& name) {
        const std::string key = " -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 ";
        run("openssl req -x509" + key + "-subj /CN=authority -keyout " + path("ca.key") + " -out " +
            authority());
        run("openssl req -x509" + key + "-subj /CN=" + name + " -addext subjectAltName=DNS:" +
            name + " -addext basicConstraints=critical,CA:FALSE -CA " + authority() + " -CAkey " +
            path("ca.key") + " -keyout " + path("key.pem") + " -out " + path("cert.pem"));
        run("cat " + path("cert.pem") + " " + path("key.pem") + " > " + server());
    }
    std::string authority() const { return path("ca.pem"); }
    std::string server() const { return path("server.pem"); }

private:
    std::string path(const std::string& name) const { return scratch_ / name; }
    static void run(const std::string& command) {
        REQUIRE(std::system((command + " 2>/dev/null").c_str()) == 0);
    }
    Scratch scratch_;
};

}  // namespace

TEST_CASE("a letter goes over TLS to a relay that proves its name, and to no other") {
    const bool implicit = GENERATE(false, true);
    const auto offered = implicit ? ScriptedRelay::Tls::implicit : ScriptedRelay::Tls::starttls;
    auto [name_in_certificate, trusted, expected] = GENERATE(table<std::string, bool, std::string>({
        {"localhost", true, "delivered"},
        {"other.example", true, "deferred, slow down"},
        {"localhost", false, "deferred, slow down"},
    }));
    const Certificates certificates(name_in_certificate);
    const Certificates others("localhost");
    ScriptedRelay relay(willing, offered, certificates.server());
    ChannelConfig config = channel_to(relay.port());
    config.tls = implicit ? ChannelConfig::Tls::implicit : ChannelConfig::Tls::starttls;
    config.tls_ca = trusted ? certificates.authority() : others.authority();
    config.user = "shop";
    const Outcome outcome =
        Sender(config, {milliseconds{5000}, std::chrono::seconds{5}, milliseconds{9000}}).send();
    CAPTURE(words(outcome));
    CHECK(in_short(outcome) == expected);
    CHECK(relay.letters().size() == (expected == "delivered" ? 1 : 0));
    CHECK(!has(relay.heard_in_clear(), "MAIL"));
    CHECK(!has(relay.heard_in_clear(), "AUTH"));
}

TEST_CASE("where encryption is wanted and not offered, nothing is said in the clear") {
    const std::string reply =
        GENERATE(as<std::string>{}, "", "454 4.7.0 not available", "502 what", "drop");
    Script script;
    if (!reply.empty())
        script = {{"EHLO", "250-relay.example\r\n250 STARTTLS"}, {"STARTTLS", reply}};
    ScriptedRelay relay(std::vector<Script>{script});
    ChannelConfig config = channel_to(relay.port());
    config.tls = ChannelConfig::Tls::starttls;
    config.user = "shop";
    CHECK(in_short(Sender(config).send()) == "deferred, slow down");
    CHECK(!has(relay.heard_in_clear(), "MAIL"));
    CHECK(!has(relay.heard_in_clear(), "AUTH"));
    CHECK(relay.letters().empty());

    // Control: asked for no encryption, the same relay gets the letter in the clear.
    config.tls = ChannelConfig::Tls::none;
    CHECK(in_short(Sender(config).send()) == "delivered");
}
