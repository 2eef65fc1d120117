#include "daemon/delivery/smtp_talk.hpp"

#include "daemon/delivery/wording.hpp"
#include "rules/addresses.hpp"
#include "rules/ascii.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace vesper {

namespace {

constexpr std::size_t reply_bytes_max = 500;

bool begins_with(std::string_view line, std::string_view word) {
    if (line.size() < word.size()) return false;
    return std::equal(word.begin(), word.end(), line.begin(), [](char upper, char c) {
        return upper == std::toupper(static_cast<unsigned char>(c));
    });
}

/// "5.1.1" of "550 5.1.1 No such user" (RFC 2034 4); "" where the reply has none.
std::string enhanced_code(const std::string& reply) {
    const std::size_t from = 4;
    const std::size_t end = std::min(reply.find(' ', from), reply.size());
    if (reply.size() < from || end < from + 5 || reply[from] != reply[0]) return {};
    const std::string code = reply.substr(from, end - from);
    const bool well_formed =
        std::all_of(code.begin(), code.end(), [](char c) { return is_digit(c) || c == '.'; });
    return well_formed && std::count(code.begin(), code.end(), '.') == 2 ? code : "";
}

/// RFC 3463 3.2 and 3.3, RFC 7505 4: the address itself is dead, whatever the letter says.
/// 5.1.1 no such mailbox, 5.1.2 no such domain, 5.1.3 not an address, 5.1.6 moved without a new
/// address, 5.1.10 the domain takes no mail, 5.2.1 mailbox disabled.
bool address_is_dead(const std::string& code) {
    constexpr std::array<std::string_view, 6> dead = {"5.1.1", "5.1.2",  "5.1.3",
                                                      "5.1.6", "5.1.10", "5.2.1"};
    return std::find(dead.begin(), dead.end(), code) != dead.end();
}

/// 5yz replies that speak of us and not of this letter or buyer: every other letter would get the
/// same, and someone can mend it, so no letter may be lost to it. Anything before RCPT does, but
/// for a sender's "too large" (RFC 1870 6.1); so do 530, 534, 535 and 538, which ask for other
/// authentication or encryption (RFC 4954 6, RFC 3207 4), wherever they are said.
bool speaks_of_us(SmtpPhase phase, int code, const std::string& enhanced) {
    if (code == 530 || code == 534 || code == 535 || code == 538) return true;
    if (phase == SmtpPhase::sender) return code != 552 && enhanced != "5.3.4";
    return phase < SmtpPhase::sender;
}

/// RFC 3463 3.3 calls a full mailbox (X.2.2) "a persistent transient failure" though servers say
/// 552; and RFC 5321 4.5.3.1.10 wants 552 in reply to RCPT taken as 452. Both are tried again.
bool is_full(SmtpPhase phase, int code, const std::string& enhanced) {
    if (enhanced == "5.2.2") return true;
    return phase == SmtpPhase::recipient && code == 552 && enhanced.empty();
}

std::string words_for(SmtpPhase phase) {
    switch (phase) {
        case SmtpPhase::connect:
            return "the relay cannot be reached";
        case SmtpPhase::hello:
            return "the relay does not greet us";
        case SmtpPhase::starttls:
            return "no encrypted connection to the relay";
        case SmtpPhase::authenticate:
            return "the relay does not accept our user name and password";
        case SmtpPhase::sender:
            return "the relay does not accept our sender address";
        case SmtpPhase::recipient:
            return "the relay does not take mail for this recipient";
        case SmtpPhase::data:
            return "the relay does not take the letter";
        case SmtpPhase::letter:
            return "the relay does not take the letter";
    }
    return {};
}

}  // namespace

void SmtpTalk::said(std::string_view command) {
    if (begins_with(command, "QUIT")) {
        leaving_ = true;
        return;
    }
    if (begins_with(command, "EHLO") || begins_with(command, "HELO")) {
        phase_ = SmtpPhase::hello;
    } else if (begins_with(command, "STARTTLS")) {
        phase_ = SmtpPhase::starttls;
    } else if (begins_with(command, "AUTH")) {
        phase_ = SmtpPhase::authenticate;
    } else if (begins_with(command, "MAIL FROM")) {
        phase_ = SmtpPhase::sender;
    } else if (begins_with(command, "RCPT TO")) {
        phase_ = SmtpPhase::recipient;
    } else if (begins_with(command, "DATA")) {
        phase_ = SmtpPhase::data;
    }
    code_ = 0;
    line_.clear();
}

std::string SmtpTalk::reply() const {
    std::string clean = without_addresses(one_line(line_));
    if (clean.size() > reply_bytes_max) clean = one_line(clean.substr(0, reply_bytes_max - 3));
    return clean;
}

void SmtpTalk::heard(std::string_view line) {
    const bool numbered = line.size() >= 3 && std::all_of(line.begin(), line.begin() + 3, is_digit);
    const bool last = numbered && (line.size() == 3 || line[3] != '-');
    if (leaving_ || !last) return;
    code_ = 100 * (line[0] - '0') + 10 * (line[1] - '0') + (line[2] - '0');
    line_ = line.substr(0, 2 * reply_bytes_max);
    if (phase_ == SmtpPhase::data && code_ == 354) {
        phase_ = SmtpPhase::letter;
        code_ = 0;
        line_.clear();
    }
}

Outcome judge(const SmtpTalk& talk, const std::string& trouble) {
    const SmtpPhase phase = talk.phase();
    const int code = talk.code();
    if (phase == SmtpPhase::letter && code >= 200 && code < 300) return Delivered{talk.reply()};
    // After 354 a broken connection looks the same before and after the final dot, so the letter
    // may have been accepted (RFC 1047). Only a reply says more.
    if (phase == SmtpPhase::letter && code < 400)
        return Unknown{"the connection broke after the letter was sent" +
                       (trouble.empty() ? "" : ": " + trouble)};
    if (code < 400)
        return Deferred{words_for(phase) + (trouble.empty() ? "" : ": " + trouble), std::nullopt,
                        true};

    const std::string enhanced = enhanced_code(talk.reply());
    const std::string reason = words_for(phase) + ": " + talk.reply();
    const bool of_us = phase < SmtpPhase::sender || code == 421;
    if (code < 500) return Deferred{reason, std::nullopt, of_us};
    if (speaks_of_us(phase, code, enhanced)) return Deferred{reason, std::nullopt, true};
    if (is_full(phase, code, enhanced)) return Deferred{reason, std::nullopt, false};
    return Refused{reason, address_is_dead(enhanced)};
}

}  // namespace vesper
