// A message rendered for one buyer, and its MIME form.
#pragma once

#include "rules/message.hpp"
#include "rules/order.hpp"
#include "rules/shop.hpp"
#include "scheduler/job.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace vesper {

/// One message rendered for one buyer.
struct Letter {
    std::string subject;
    std::string text;              // the text/plain part
    std::string html;              // the text/html part, a whole document
    std::string language;          // of the message file chosen
    std::string unsubscribe = {};  // the address the text names for leaving; empty = it names none
};

/// What the step that sends a letter adds to the order's facts.
struct StepFacts {
    std::optional<std::int64_t>
        extension_days;  // by how much the step before it extended protection
};

/// Renders `message` with the order's facts, money, numbers and dates in the buyer's language (ICU)
/// and dates on the clock of `zone`. Buyers' words are escaped for Markdown and HTML. Error: a
/// field that the text needs outside a section and the order lacks (named).
Result<Letter> render(const Message& message, const Order& order, const Shop& shop,
                      const Zone& zone, const StepFacts& step = {});

/// The letter as RFC 5322 bytes with CRLF: Date (`sent`), From, To, Reply-To, Message-ID, Subject
/// (RFC 2047), Content-Language, Auto-Submitted: auto-generated (RFC 3834), multipart/alternative
/// of text and HTML (RFC 2046). A letter that names an address for leaving says so to mail
/// programs, too: List-Unsubscribe (RFC 2369), over https with one click (RFC 8058). With
/// `shop.redirect_to` the letter goes there, names the real recipient in the subject and in
/// X-Vesper-Redirected-From, and does not say how to leave: a colleague's click would take the
/// buyer off.
struct Envelope {
    std::string from;  // envelope sender: the shop's address
    std::string to;    // envelope recipient
    std::string redirected_from;
    std::string message_id;  // "<...@domain>", of message_id()
    std::string bytes;
};
Envelope to_mime(const Letter& letter, const Order& order, const Shop& shop, const JobKey& key,
                 Instant sent);

/// Stable per job, under the sender's domain: "<v1.SIPHASH-HEX(32)@example.com>". The same for
/// every attempt.
std::string message_id(const JobKey& key, const Shop& shop);

/// 32 hexadecimal digits that name a job for ever, for the use given; `key` is to_string(JobKey).
std::string job_digits(const std::string& key, std::string_view use);

}  // namespace vesper
