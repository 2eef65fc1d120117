#include "scheduler/evidence.hpp"

#include <charconv>
#include <cstdio>
#include <vector>

namespace vesper {

namespace {

constexpr char between = '\x1f';
constexpr std::string_view form = "2";  // of the text; another form, another number

class Writer {
public:
    Writer() = default;
    /// Goes on in the memory of a text that is needed no more.
    explicit Writer(std::string&& memory) : text_(std::move(memory)) { text_.clear(); }
    void put(std::string_view field) {
        good_ = good_ && field.find(between) == std::string_view::npos;
        text_ += field;
        text_ += between;
    }
    void put(std::optional<Instant> instant) {
        put(instant ? std::to_string(unix_seconds(*instant)) : std::string{});
    }
    void put(std::optional<double> degrees) {
        char digits[32];
        // Seventeen digits give the same number back.
        const int length = degrees ? std::snprintf(digits, sizeof digits, "%.17g", *degrees) : 0;
        put(std::string_view{digits, static_cast<std::size_t>(length)});
    }
    void put(const Address& address) {
        for (const std::string* part :
             {&address.country, &address.region, &address.city, &address.postal})
            put(*part);
        put(address.lat);
        put(address.lon);
    }
    std::string done() const { return good_ ? text_ : std::string{}; }
    std::string take() {
        if (!good_) text_.clear();
        return std::move(text_);
    }

private:
    std::string text_;
    bool good_ = true;
};

class Reader {
public:
    explicit Reader(std::string_view text) : left_(text) {}

    std::string_view next() {
        const std::size_t end = left_.find(between);
        if (end == std::string_view::npos) {
            good_ = false;
            return {};
        }
        const std::string_view field = left_.substr(0, end);
        left_.remove_prefix(end + 1);
        return field;
    }
    template <class Number>
    std::optional<Number> number() {
        const std::string_view field = next();
        if (field.empty()) return std::nullopt;
        Number value{};
        const char* end = field.data() + field.size();
        const auto read = std::from_chars(field.data(), end, value);
        good_ = good_ && read.ec == std::errc{} && read.ptr == end;
        return value;
    }
    std::optional<Instant> instant() {
        const auto at = number<std::int64_t>();
        return at ? std::optional{from_unix(*at)} : std::nullopt;
    }
    void read(Address& address) {
        for (std::string* part :
             {&address.country, &address.region, &address.city, &address.postal})
            *part = next();
        address.lat = number<double>();
        address.lon = number<double>();
    }
    bool more() const { return good_ && !left_.empty(); }
    bool good() const { return good_; }

private:
    std::string_view left_;
    bool good_ = true;
};

constexpr char tag_ends = '\x1e';

std::string joined(const std::vector<std::string>& tags) {
    std::string text;
    for (const std::string& tag : tags) (text += tag) += tag_ends;
    return text;
}

std::vector<std::string> tags_of(std::string_view text) {
    std::vector<std::string> tags;
    for (std::size_t end; (end = text.find(tag_ends)) != std::string_view::npos;
         text.remove_prefix(end + 1))
        tags.emplace_back(text.substr(0, end));
    return tags;
}

void put_clock(Writer& writer, const Order& order, std::string_view phone, std::string_view tags) {
    writer.put(order.ship_to);
    writer.put(order.bill_to);
    writer.put(order.timezone);
    writer.put(phone);
    writer.put(order.buyer.locale);
    writer.put(tags);
}

}  // namespace

Order what_plans_read(const Order& order) {
    Order part;
    part.ship_to = order.ship_to;
    part.ship_to.recipient.clear();
    part.bill_to = order.bill_to;
    part.bill_to.recipient.clear();
    part.timezone = order.timezone;
    part.tags = order.tags;
    part.buyer.id = order.buyer.id;
    part.buyer.email = order.buyer.email;
    part.buyer.phone = order.buyer.phone;
    part.buyer.locale = order.buyer.locale;
    part.deadlines = order.deadlines;
    part.dispute.due_at = order.dispute.due_at;
    return part;
}

std::string evidence_text(const Order& order) {
    Writer writer;
    writer.put(form);
    put_clock(writer, order, order.buyer.phone, joined(order.tags));
    writer.put(order.buyer.id);
    writer.put(order.buyer.email);
    writer.put(order.dispute.due_at);
    for (const Deadline& deadline : order.deadlines) {
        writer.put(name(deadline.kind));
        writer.put(std::optional{deadline.at});
    }
    return writer.done();
}

std::optional<Order> order_from_evidence(std::string_view text) {
    Reader reader{text};
    if (reader.next() != form) return std::nullopt;
    std::optional<Order> order{std::in_place};
    reader.read(order->ship_to);
    reader.read(order->bill_to);
    order->timezone = reader.next();
    order->buyer.phone = reader.next();
    order->buyer.locale = reader.next();
    order->tags = tags_of(reader.next());
    order->buyer.id = reader.next();
    order->buyer.email = reader.next();
    order->dispute.due_at = reader.instant();
    while (reader.more()) {
        const auto kind = deadline_named(reader.next());
        const auto at = reader.instant();
        if (!kind || !at) return std::nullopt;
        order->deadlines.push_back({*kind, *at});
    }
    if (!reader.good()) return std::nullopt;
    return order;
}

std::string clock_evidence(const Order& order) {
    Writer writer;
    put_clock(writer, order, order.buyer.phone, joined(order.tags));
    return writer.done();
}

void put_clock_evidence(const Order& order, std::string_view phone, const Shop& shop,
                        std::string& text) {
    Writer writer{std::move(text)};
    std::vector<std::string> telling =
        shop.zone_of_tag.empty() ? std::vector<std::string>{} : order.tags;
    std::erase_if(telling, [&](const std::string& tag) { return !shop.zone_of_tag.contains(tag); });
    put_clock(writer, order, phone, joined(telling));
    text = writer.take();
}

}  // namespace vesper
