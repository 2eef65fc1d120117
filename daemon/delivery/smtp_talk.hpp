// What was said in one SMTP transaction, and what it means for the letter.
//
// libcurl's result code does not tell a refusal of the buyer from a refusal of ourselves, nor
// whether the letter may have been accepted. The words on the wire do, so they are listened to.
#pragma once

#include "scheduler/outcome.hpp"

#include <string>
#include <string_view>

namespace vesper {

/// The last thing we said. `letter` begins with the 354 that asks for the text.
enum class SmtpPhase { connect, hello, starttls, authenticate, sender, recipient, data, letter };

class SmtpTalk {
public:
    /// One command line of ours. Only its first word is looked at; nothing of it is kept.
    void said(std::string_view command);
    /// One reply line of theirs, of several perhaps.
    void heard(std::string_view line);

    SmtpPhase phase() const { return phase_; }
    /// Of the reply to what we said last; 0 when there is none yet.
    int code() const { return code_; }
    /// The last line of that reply, clean, with mail addresses left out, at most 500 bytes.
    std::string reply() const;
    /// Whether we are taking our leave: what comes now changes nothing.
    bool leaving() const { return leaving_; }

private:
    SmtpPhase phase_ = SmtpPhase::connect;
    int code_ = 0;
    std::string line_;  // as it came, cut
    bool leaving_ = false;
};

/// The outcome of a transaction that is over. `trouble` is what the transport says went wrong, ""
/// if nothing did.
Outcome judge(const SmtpTalk& talk, const std::string& trouble);

}  // namespace vesper
