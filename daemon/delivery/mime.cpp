#include "daemon/delivery/letter.hpp"
#include "daemon/delivery/wording.hpp"
#include "rules/addresses.hpp"
#include "scheduler/place.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

namespace vesper {

namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(GDateTime* when) const { g_date_time_unref(when); }
    void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

/// How GMime is to write: lines end in CRLF. It wants to be started once in a process; a function's
/// static is safe between threads.
GMimeFormatOptions* on_the_wire() {
    static const Owned<GMimeFormatOptions> options = [] {
        g_mime_init();
        Owned<GMimeFormatOptions> made{g_mime_format_options_new()};
        g_mime_format_options_set_newline_format(made.get(), GMIME_NEWLINE_FORMAT_DOS);
        return made;
    }();
    return options.get();
}

/// A text of GLib's becomes ours.
std::string taken(char* text) {
    std::string out = text == nullptr ? "" : text;
    g_free(text);
    return out;
}

std::string bare_message_id(const JobKey& key, const Shop& shop) {
    const std::size_t at = shop.sender_address.rfind('@');
    const std::string domain = at == std::string::npos ? "" : shop.sender_address.substr(at + 1);
    return "v1." + job_digits(to_string(key), "message-id") + "@" +
           (domain.empty() ? "localhost" : domain);
}

/// Both parts are always encoded, though plain ASCII would not need it: the boundary starts with
/// "=_", which neither encoding can produce (RFC 2045 6.7), and no line is ever too long or begins
/// with something a relay changes.
GMimeContentEncoding encoding_for(const std::string& text) {
    const auto eight_bit =
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
    // A byte costs three in quoted-printable and 4/3 in base64.
    return static_cast<std::size_t>(eight_bit) * 6 > text.size()
               ? GMIME_CONTENT_ENCODING_BASE64
               : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
}

/// RFC 2046 4.1.1: the canonical form of text has CRLF, under base64 too.
std::string with_crlf(const std::string& text) {
    std::string out;
    out.reserve(text.size() + text.size() / 32);
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

std::string encoded(const std::string& text, GMimeContentEncoding encoding) {
    GMimeEncoding state;
    g_mime_encoding_init_encode(&state, encoding);
    std::string out(g_mime_encoding_outlen(&state, text.size()), '\0');
    out.resize(g_mime_encoding_flush(&state, text.data(), text.size(), out.data()));
    return with_crlf(out);
}

void add_part(std::string& out, const std::string& boundary, const std::string& subtype,
              const std::string& text) {
    const GMimeContentEncoding encoding = encoding_for(text);
    // Quoted-printable keeps line ends as they are and would encode a \r; base64 encodes what it is
    // given.
    const std::string content = encoding == GMIME_CONTENT_ENCODING_BASE64 ? with_crlf(text) : text;
    out += "\r\n--" + boundary + "\r\nContent-Type: text/" + subtype +
           "; charset=utf-8\r\nContent-Transfer-Encoding: " +
           g_mime_content_encoding_to_string(encoding) + "\r\n\r\n" + encoded(content, encoding);
}

/// One line that is no encoded word (RFC 2047 2): GMime would leave one as it stands, and the
/// reader would be shown what it stands for.
std::string header_text(const std::string& text) {
    std::string clean = one_line_of_ours(text);
    for (std::size_t at = 0; (at = clean.find("=?", at)) != std::string::npos; at += 3)
        clean.insert(at + 1, " ");
    return clean;
}

bool is_plain(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

/// RFC 5322 2.1.1 would have at most 78; encoded words have their own bound below it (RFC 2047 2).
constexpr std::size_t header_line_max = 76;

/// RFC 5322 2.2: a text of ours or a buyer's; folded and encoded (RFC 2047) where it must be.
void add_header(std::string& out, const std::string& name, const std::string& value) {
    std::string line = name + ": " + value;
    if (is_plain(value) && line.size() <= header_line_max) {
        out += line + "\r\n";
        return;
    }
    line =
        name + ": " + taken(g_mime_utils_header_encode_text(on_the_wire(), value.c_str(), "utf-8"));
    out += with_crlf(
        taken(g_mime_utils_unstructured_header_fold(nullptr, on_the_wire(), line.c_str())));
}

/// GMime asks for the ASCII form of every domain, whatever it is made of, which takes longer than
/// all the rest of a header.
void add_address(std::string& out, const std::string& header, const std::string& name,
                 const std::string& address) {
    if (!is_mail_address(address)) return;
    const std::string clean = header_text(one_line(name));
    std::string line = header + ": ";
    if (!clean.empty())
        line += taken(g_mime_utils_header_encode_phrase(on_the_wire(), clean.c_str(), "utf-8")) +
                " <" + address + ">";
    else
        line += address;
    if (is_plain(line) && line.size() <= header_line_max) {
        out += line + "\r\n";
        return;
    }
    const Owned<InternetAddress> mailbox{
        internet_address_mailbox_new(clean.empty() ? nullptr : clean.c_str(), address.c_str())};
    internet_address_set_charset(mailbox.get(), "utf-8");
    const Owned<InternetAddressList> list{internet_address_list_new()};
    internet_address_list_add(list.get(), mailbox.get());
    GString* folded = g_string_new((header + ": ").c_str());
    internet_address_list_encode(list.get(), on_the_wire(), folded);
    out += with_crlf(taken(g_string_free(folded, FALSE)));
}

/// RFC 2369 3.2; one click is enough where the address is a page that takes a POST (RFC 8058).
void say_how_to_leave(std::string& out, const std::string& address) {
    add_header(out, "List-Unsubscribe", "<" + address + ">");
    if (address.starts_with("https://"))
        add_header(out, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
}

}  // namespace

std::string job_digits(const std::string& key, std::string_view use) {
    char digits[33];  // two hashes, since SipHash gives 64 bits
    std::snprintf(digits, sizeof digits, "%016llx%016llx",
                  static_cast<unsigned long long>(stable_hash(std::string(use) + "-1:" + key)),
                  static_cast<unsigned long long>(stable_hash(std::string(use) + "-2:" + key)));
    return digits;
}

std::string message_id(const JobKey& key, const Shop& shop) {
    return "<" + bare_message_id(key, shop) + ">";
}

Envelope to_mime(const Letter& letter, const Order& order, const Shop& shop, const JobKey& key,
                 Instant sent) {
    const bool redirected = !shop.redirect_to.empty();
    Envelope envelope;
    envelope.from = shop.sender_address;
    envelope.to = redirected ? shop.redirect_to : order.buyer.email;
    envelope.redirected_from = redirected ? order.buyer.email : "";
    envelope.message_id = message_id(key, shop);

    std::string& out = envelope.bytes;
    const Owned<GDateTime> date{g_date_time_new_from_unix_utc(unix_seconds(sent))};
    add_header(out, "Date", taken(g_mime_utils_header_format_date(date.get())));
    add_address(out, "From", shop.sender_name, shop.sender_address);
    add_address(out, "To", redirected ? "" : order.buyer.name, envelope.to);
    add_address(out, "Reply-To", "", shop.reply_to);
    add_header(out, "Message-ID", envelope.message_id);
    const std::string recipient = one_line(order.buyer.email);
    const std::string subject =
        redirected ? "[to " + recipient + "] " + letter.subject : letter.subject;
    add_header(out, "Subject", header_text(subject));
    add_header(out, "Auto-Submitted", "auto-generated");
    if (!redirected && !letter.unsubscribe.empty()) say_how_to_leave(out, letter.unsubscribe);
    if (redirected) add_header(out, "X-Vesper-Redirected-From", recipient);
    add_header(out, "MIME-Version", "1.0");
    add_header(out, "Content-Language", letter.language);
    const std::string boundary = "=_" + job_digits(to_string(key), "boundary");
    out += "Content-Type: multipart/alternative;\r\n\tboundary=\"" + boundary + "\"\r\n";
    add_part(out, boundary, "plain", letter.text);
    add_part(out, boundary, "html", letter.html);
    out += "\r\n--" + boundary + "--\r\n";
    return envelope;
}

}  // namespace vesper
