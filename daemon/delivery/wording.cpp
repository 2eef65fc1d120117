#include "daemon/delivery/wording.hpp"

#include "rules/check.hpp"

#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/dtitvfmt.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <map>
#include <memory>

namespace vesper {

namespace {

/// What one thread keeps of one language. DateFormat is not safe to share between threads.
struct Language {
    icu::Locale locale;
    std::unique_ptr<icu::DateFormat> date;
    std::unique_ptr<icu::DateIntervalFormat> dates;
    icu::number::LocalizedNumberFormatter number;
    std::unique_ptr<icu::PluralRules> plurals;
    std::map<std::string, icu::number::LocalizedNumberFormatter> money;
};

/// More languages than any shop writes in; the bound keeps odd tags from filling the memory.
constexpr std::size_t kept_max = 64;

Language make(const std::string& tag) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
    if (U_FAILURE(status)) locale = icu::Locale::getEnglish();
    status = U_ZERO_ERROR;
    locale.setKeywordValue("calendar", "gregorian", status);

    Language made;
    made.locale = locale;
    made.date.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
    made.dates.reset(icu::DateIntervalFormat::createInstance("yMMMMd", locale, status));
    made.plurals.reset(icu::PluralRules::forLocale(locale, status));
    VESPER_CHECK(U_SUCCESS(status) && made.date && made.dates && made.plurals,
                 "ICU's data are not installed");
    made.date->adoptTimeZone(icu::TimeZone::getGMT()->clone());
    made.dates->adoptTimeZone(icu::TimeZone::getGMT()->clone());
    made.number = icu::number::NumberFormatter::withLocale(locale);
    return made;
}

Language& language_of(const std::string& tag) {
    thread_local std::map<std::string, Language> kept;
    const auto found = kept.find(tag);
    if (found != kept.end()) return found->second;
    if (kept.size() >= kept_max) kept.clear();
    return kept.emplace(tag, make(tag)).first->second;
}

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// The wall clock as if it were UTC, which is what the GMT formatters above expect.
UDate wall_clock(Instant instant, const Zone& zone) {
    return 1000.0 * static_cast<double>(zone.local(instant).time_since_epoch().count());
}

/// CLDR writes a plain 1.
const char* first_of_month(const icu::Locale& locale) {
    const std::string_view language = locale.getLanguage();
    const std::string_view country = locale.getCountry();
    if (language == "fr") return "1er";
    if (language == "pt" && (country.empty() || country == "BR")) return "1º";
    return nullptr;
}

bool reorders(UChar32 c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool blank(UChar32 c) {
    return c <= 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029;
}

bool isolates(UChar32 c) {
    return c == 0x2068 || c == 0x2069;
}

void append(std::string& out, UChar32 c) {
    char bytes[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    out.append(bytes, length);
}

std::string on_one_line(std::string_view text, bool keep_isolates) {
    std::string out;
    out.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    bool gap = false;
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, c);
        if (reorders(c) && !(keep_isolates && isolates(c))) continue;
        if (blank(c)) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        append(out, c);
    }
    return out;
}

}  // namespace

std::string money_in_words(Decimal amount, const std::string& currency,
                           const std::string& language) {
    Language& words = language_of(language);
    auto found = words.money.find(currency);
    if (found == words.money.end()) {
        if (words.money.size() >= kept_max) words.money.clear();
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString code = icu::UnicodeString::fromUTF8(currency);
        const icu::CurrencyUnit unit(code.getTerminatedBuffer(), status);
        if (U_FAILURE(status)) return to_string(amount) + " " + currency;
        auto format = icu::number::NumberFormatter::withLocale(words.locale).unit(unit);
        found = words.money.emplace(currency, std::move(format)).first;
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto formatted = found->second.formatDecimal(to_string(amount), status);
    const icu::UnicodeString text = formatted.toString(status);
    return U_SUCCESS(status) ? utf8(text) : to_string(amount) + " " + currency;
}

std::string date_in_words(Instant instant, const Zone& zone, const std::string& language) {
    icu::UnicodeString text;
    const Language& words = language_of(language);
    words.date->format(wall_clock(instant, zone), text);
    std::string date = utf8(text);
    if (const char* first = first_of_month(words.locale); first && date.starts_with("1 "))
        date.replace(0, 1, first);
    return date;
}

std::string dates_in_words(Instant from, Instant until, const Zone& zone,
                           const std::string& language) {
    if (zone.local_date(from) == zone.local_date(until))
        return date_in_words(until, zone, language);
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateInterval interval(wall_clock(from, zone), wall_clock(until, zone));
    icu::UnicodeString text;
    icu::FieldPosition ignored;
    language_of(language).dates->format(&interval, text, ignored, status);
    return U_SUCCESS(status) ? utf8(text) : date_in_words(until, zone, language);
}

std::string number_in_words(std::int64_t number, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const auto formatted = language_of(language).number.formatInt(number, status);
    const icu::UnicodeString text = formatted.toString(status);
    return U_SUCCESS(status) ? utf8(text) : std::to_string(number);
}

std::string plural_category(std::int64_t number, const std::string& language) {
    return utf8(language_of(language).plurals->select(static_cast<double>(number)));
}

std::string country_in_words(const std::string& country, const std::string& language) {
    icu::UnicodeString name;
    icu::Locale("", country.c_str()).getDisplayCountry(language_of(language).locale, name);
    return name.isEmpty() ? country : utf8(name);
}

bool is_named_as_country(const std::string& city, const std::string& country,
                         const std::string& language) {
    const icu::UnicodeString name = icu::UnicodeString::fromUTF8(city);
    const auto same = [&](const std::string& words) {
        return name.caseCompare(icu::UnicodeString::fromUTF8(words), U_FOLD_CASE_DEFAULT) == 0;
    };
    return !city.empty() && !country.empty() &&
           (same(country_in_words(country, language)) || same(country_in_words(country, "en")));
}

std::string language_in_words(const std::string& tag, const std::string& language) {
    icu::UnicodeString name;
    const icu::Locale alone(language_of(tag).locale.getLanguage());
    alone.getDisplayLanguage(language_of(language).locale, name);
    return name.isEmpty() ? tag : utf8(name);
}

bool runs_right_to_left(const std::string& language) {
    return language_of(language).locale.isRightToLeft();
}

std::string one_line(std::string_view text) {
    return on_one_line(text, false);
}

std::string one_line_of_ours(std::string_view text) {
    return on_one_line(text, true);
}

std::string isolated(std::string text, bool line_runs_right_to_left) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, c);
        const UCharDirection direction = u_charDirection(c);
        const bool leftward = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
        const bool rightward = direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER;
        if (line_runs_right_to_left ? rightward : leftward) return "\u2068" + text + "\u2069";
    }
    return text;
}

std::string shortened(std::string text, std::size_t characters_max) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t at = 0;
    for (std::size_t seen = 0; at < size && seen < characters_max; ++seen) {
        U8_FWD_1(bytes, at, size);
    }
    if (at == size) return text;
    text.resize(static_cast<std::size_t>(at));
    return text + "\u2026";
}

}  // namespace vesper
