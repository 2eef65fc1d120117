#include "scheduler/tzif.hpp"

#include "scheduler/posix_tz.hpp"

#include <algorithm>
#include <limits>

namespace vesper {

namespace {

// RFC 9636 section 3.1: the header is 44 bytes; section 3.2: times of the second block are 8 bytes.
constexpr std::size_t header_bytes = 44;
constexpr int footer_from_year = 1900;  // for a file of a rule alone, without transitions

// RFC 9636 section 3.2: utoff "should be more than -25 hours and less than 26 hours".
constexpr std::int32_t offset_least = -89999;
constexpr std::int32_t offset_most = 93599;

struct Header {
    char version = 0;
    std::size_t universal = 0, standard = 0, leaps = 0, times = 0, types = 0, characters = 0;

    std::size_t block_bytes(std::size_t time_bytes) const {
        return times * time_bytes + times + types * 6 + characters + leaps * (time_bytes + 4) +
               standard + universal;
    }
};

std::uint64_t big_endian(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

std::int32_t signed_four(std::string_view bytes, std::size_t at) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(big_endian(bytes, at, 4)));
}

Result<Header> read_header(std::string_view bytes) {
    if (bytes.size() < header_bytes) return fail("it ends inside a header");
    if (bytes.substr(0, 4) != "TZif") return fail("it is not a TZif file");
    Header header;
    header.version = bytes[4];
    header.universal = big_endian(bytes, 20, 4);
    header.standard = big_endian(bytes, 24, 4);
    header.leaps = big_endian(bytes, 28, 4);
    header.times = big_endian(bytes, 32, 4);
    header.types = big_endian(bytes, 36, 4);
    header.characters = big_endian(bytes, 40, 4);
    return header;
}

/// What the clock does, before it becomes a Zone.
struct Clockwork {
    std::vector<std::int64_t> starts{std::numeric_limits<std::int64_t>::min()};
    std::vector<std::int32_t> offsets;
    Instant repeats_from = Instant::max();
};

/// The second data block: transitions and their types.
Result<Clockwork> read_block(const Header& header, std::string_view block) {
    if (header.leaps != 0) return fail("it counts leap seconds, which POSIX time does not");
    if (header.types == 0 || header.types > 256) return fail("its number of types is impossible");
    if (header.characters == 0) return fail("it has no designations");
    if ((header.universal != 0 && header.universal != header.types) ||
        (header.standard != 0 && header.standard != header.types)) {
        return fail("its indicators do not match its types");
    }
    const std::size_t type_of_at = header.times * 8;
    const std::size_t types_at = type_of_at + header.times;
    std::vector<std::int32_t> offset_of;
    for (std::size_t type = 0; type < header.types; ++type) {
        const std::int32_t offset = signed_four(block, types_at + type * 6);
        if (offset < offset_least || offset > offset_most) {
            return fail("an offset of " + std::to_string(offset) + " s is impossible");
        }
        offset_of.push_back(offset);
    }
    Clockwork clock;
    clock.offsets.push_back(offset_of[0]);
    for (std::size_t i = 0; i < header.times; ++i) {
        const auto at = static_cast<std::int64_t>(big_endian(block, i * 8, 8));
        const auto type = static_cast<unsigned char>(block[type_of_at + i]);
        if (at <= clock.starts.back()) return fail("its transitions do not follow one another");
        if (type >= header.types) return fail("a transition has a type that is not there");
        clock.starts.push_back(at);
        clock.offsets.push_back(offset_of[type]);
    }
    return clock;
}

/// The rule for all years after the last transition, written out.
Result<bool> expand_footer(std::string_view footer, Clockwork& clock) {
    if (footer.empty()) return true;  // nothing is known: the last offset stays
    const auto rule = parse_posix_tz(footer);
    if (!rule) return fail(rule.error().message);
    const bool rule_alone = clock.starts.size() == 1;
    if (rule_alone) clock.offsets.front() = rule->standard;
    const std::int64_t last = clock.starts.back();
    int from_year = footer_from_year;
    if (!rule_alone && last > unix_seconds(date::sys_days{date::year{footer_from_year} / 1 / 1})) {
        const auto day = date::floor<date::days>(from_unix(last));
        from_year = static_cast<int>(date::year_month_day{day}.year()) - 1;
    }
    // What is repeated is the 400 years before `until_year`; they, and the stretch that reaches
    // into their first day, lie wholly after the last transition.
    const int until_year = std::max(tzif_expand_until, from_year + 403);
    for (const ClockChange& change : changes(*rule, from_year, until_year)) {
        if (change.at <= last) continue;
        clock.starts.push_back(change.at);
        clock.offsets.push_back(change.offset);
    }
    if (rule->saving) clock.repeats_from = date::sys_days{date::year{until_year} / 1 / 1};
    return true;
}

}  // namespace

Result<Zone> read_tzif(std::string name, std::string_view bytes) {
    const auto first = read_header(bytes);
    if (!first) return fail(first.error().message);
    if (first->version < '2') return fail("it is of version 1, which ends in 2038");
    bytes.remove_prefix(header_bytes);
    if (bytes.size() < first->block_bytes(4)) return fail("it ends inside the first block");
    bytes.remove_prefix(first->block_bytes(4));

    const auto second = read_header(bytes);
    if (!second) return fail(second.error().message);
    if (second->version != first->version) return fail("its two headers differ in version");
    bytes.remove_prefix(header_bytes);
    if (bytes.size() < second->block_bytes(8)) return fail("it ends inside the second block");
    auto clock = read_block(*second, bytes);
    if (!clock) return fail(clock.error().message);
    bytes.remove_prefix(second->block_bytes(8));

    // RFC 9636 section 3.3: a line of its own, between two newlines. A torn file has lost the
    // second.
    if (bytes.size() < 2 || bytes.front() != '\n' || bytes.back() != '\n') {
        return fail("it ends before its footer does");
    }
    const std::string_view footer = bytes.substr(1, bytes.size() - 2);
    if (footer.find('\n') != std::string_view::npos) return fail("there is more after its footer");
    const auto expanded = expand_footer(footer, *clock);
    if (!expanded) return fail(expanded.error().message);
    return Zone(std::move(name), clock->starts, clock->offsets, clock->repeats_from);
}

}  // namespace vesper
