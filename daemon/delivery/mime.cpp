#include "daemon/delivery/letter.hpp"
#include "daemon/delivery/wording.hpp"
#include "rules/check.hpp"
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

/// GMime wants to be started once in a process; a function's static is safe between threads.
void start_gmime() {
    static const bool started = [] {
        g_mime_init();
        return true;
    }();
    VESPER_CHECK(started, "GMime starts or ends the process");
}

/// 32 hexadecimal digits that name a job for ever. Two hashes, since SipHash gives 64 bits.
std::string job_digits(const JobKey& key, std::string_view use) {
    const std::string text = to_string(key);
    char digits[33];
    std::snprintf(digits, sizeof digits, "%016llx%016llx",
                  static_cast<unsigned long long>(stable_hash(std::string(use) + "-1:" + text)),
                  static_cast<unsigned long long>(stable_hash(std::string(use) + "-2:" + text)));
    return digits;
}

std::string bare_message_id(const JobKey& key, const Shop& shop) {
    const std::size_t at = shop.sender_address.rfind('@');
    const std::string domain = at == std::string::npos ? "" : shop.sender_address.substr(at + 1);
    return "v1." + job_digits(key, "message-id") + "@" + (domain.empty() ? "localhost" : domain);
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

Owned<GMimeObject> text_part(const char* subtype, const std::string& text) {
    const GMimeContentEncoding encoding = encoding_for(text);
    // GMime's quoted-printable turns \n into the line end asked for when writing, and would encode
    // a \r; its base64 encodes what it is given.
    const std::string content = encoding == GMIME_CONTENT_ENCODING_BASE64 ? with_crlf(text) : text;
    const Owned<GMimeStream> stream{
        g_mime_stream_mem_new_with_buffer(content.data(), content.size())};
    const Owned<GMimeDataWrapper> wrapper{
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT)};
    GMimePart* part = g_mime_part_new_with_type("text", subtype);
    g_mime_part_set_content(part, wrapper.get());
    g_mime_part_set_content_encoding(part, encoding);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    return Owned<GMimeObject>{GMIME_OBJECT(part)};
}

Owned<GMimeObject> alternative(const Letter& letter, const JobKey& key) {
    GMimeMultipart* multipart = g_mime_multipart_new_with_subtype("alternative");
    g_mime_multipart_set_boundary(multipart, ("=_" + job_digits(key, "boundary")).c_str());
    g_mime_multipart_add(multipart, text_part("plain", letter.text).get());
    g_mime_multipart_add(multipart, text_part("html", letter.html).get());
    // GMime keeps the Content- headers of a letter with its body.
    g_mime_object_set_header(GMIME_OBJECT(multipart), "Content-Language", letter.language.c_str(),
                             "utf-8");
    return Owned<GMimeObject>{GMIME_OBJECT(multipart)};
}

/// One line that is no encoded word (RFC 2047 2): GMime would leave one as it stands, and the
/// reader would be shown what it stands for.
std::string header_text(const std::string& text) {
    std::string clean = one_line(text);
    for (std::size_t at = 0; (at = clean.find("=?", at)) != std::string::npos; at += 3)
        clean.insert(at + 1, " ");
    return clean;
}

void add_address(GMimeMessage* message, GMimeAddressType type, const std::string& name,
                 const std::string& address) {
    if (!is_mail_address(address)) return;
    const std::string clean = header_text(name);
    g_mime_message_add_mailbox(message, type, clean.empty() ? nullptr : clean.c_str(),
                               address.c_str());
}

void set_header(GMimeMessage* message, const char* name, const std::string& value) {
    g_mime_object_set_header(GMIME_OBJECT(message), name, value.c_str(), "utf-8");
}

std::string written(GMimeMessage* message) {
    const Owned<GMimeFormatOptions> options{g_mime_format_options_new()};
    g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    const Owned<GMimeStream> stream{g_mime_stream_mem_new()};
    const gssize size =
        g_mime_object_write_to_stream(GMIME_OBJECT(message), options.get(), stream.get());
    VESPER_CHECK(size > 0, "a letter can be written to memory");
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace

std::string message_id(const JobKey& key, const Shop& shop) {
    return "<" + bare_message_id(key, shop) + ">";
}

Envelope to_mime(const Letter& letter, const Order& order, const Shop& shop, const JobKey& key,
                 Instant sent) {
    start_gmime();
    const bool redirected = !shop.redirect_to.empty();
    Envelope envelope;
    envelope.from = shop.sender_address;
    envelope.to = redirected ? shop.redirect_to : order.buyer.email;
    envelope.redirected_from = redirected ? order.buyer.email : "";
    envelope.message_id = message_id(key, shop);

    const Owned<GMimeMessage> message{g_mime_message_new(FALSE)};
    const Owned<GDateTime> date{g_date_time_new_from_unix_utc(unix_seconds(sent))};
    g_mime_message_set_date(message.get(), date.get());
    add_address(message.get(), GMIME_ADDRESS_TYPE_FROM, shop.sender_name, shop.sender_address);
    add_address(message.get(), GMIME_ADDRESS_TYPE_TO, redirected ? "" : order.buyer.name,
                envelope.to);
    add_address(message.get(), GMIME_ADDRESS_TYPE_REPLY_TO, "", shop.reply_to);
    g_mime_message_set_message_id(message.get(), bare_message_id(key, shop).c_str());
    const std::string recipient = one_line(order.buyer.email);
    const std::string subject =
        redirected ? "[to " + recipient + "] " + letter.subject : letter.subject;
    g_mime_message_set_subject(message.get(), header_text(subject).c_str(), "utf-8");
    set_header(message.get(), "Auto-Submitted", "auto-generated");
    if (redirected) set_header(message.get(), "X-Vesper-Redirected-From", recipient);
    g_mime_message_set_mime_part(message.get(), alternative(letter, key).get());
    envelope.bytes = written(message.get());
    return envelope;
}

bool is_mail_address(std::string_view text) {
    // RFC 5321 4.5.3.1.3: a path has at most 256 octets, two of them angle brackets.
    const std::size_t at = text.find('@');
    if (text.size() > 254 || at == std::string_view::npos || at == 0) return false;
    if (at + 1 == text.size() || text.find('@', at + 1) != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte != 0x7f && c != '<' && c != '>';
    });
}

}  // namespace vesper
