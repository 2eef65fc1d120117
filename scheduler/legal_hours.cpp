#include "scheduler/legal_hours.hpp"

#include "scheduler/law_words.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

constexpr std::array<std::string_view, 3> media{"email", "sms", "call"};

bool is_bound(Medium medium, MessageClass message_class) {
    const bool asks =
        message_class == MessageClass::marketing || message_class == MessageClass::solicitation;
    return asks && medium != Medium::email;
}

/// Where the law looks.
struct Where {
    std::string_view country;
    std::string_view subdivision;
};

Where where(const Place& place) {
    if (place.addressee) return {place.addressee->country, place.addressee->subdivision};
    return {place.country, place.subdivision};
}

bool concerns(const LegalHours& row, const Place& place) {
    if (place.medium == Medium::sms ? !row.sms : !row.call) return false;
    const auto [country, subdivision] = where(place);
    if (country.empty() || !row.region.starts_with(country)) return false;
    const bool whole_country = row.region.size() == country.size();
    return whole_country || subdivision.empty() || row.region == subdivision;
}

bool is_public_holiday(LocalDate date, const Place& place) {
    static const Occasion public_holidays{Occasion::Kind::public_holidays, {}, {}};
    const auto [country, subdivision] = where(place);
    return place.holidays &&
           place.holidays->is_on(public_holidays, Locality{country, subdivision}, date);
}

Weekdays bit_of(LocalDate date) {
    return static_cast<Weekdays>(1u << (date::weekday{date}.iso_encoding() - 1));
}

}  // namespace

Clamp::Clamp(const Place& place) {
    if (!is_bound(place.medium, place.message_class)) return;
    const std::span<const LegalHours> rows = legal_hours();
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[end].law == rows[i].law) ++end;
        if (concerns(rows[i], place)) laws_.push_back(rows.subspan(i, end - i));
        i = end;
    }
}

Clamp Clamp::alone(std::span<const LegalHours> law) const {
    Clamp one;
    one.laws_.push_back(law);
    return one;
}

Verdict Clamp::allows(Instant instant, const Place& place) const {
    const Zone* zone = place.addressee ? place.addressee->zone : place.zone;
    Verdict verdict = allows_on(*zone, instant, place);
    for (const Zone* other : place.other_clocks) {
        const Verdict there = allows_on(*other, instant, place);
        verdict.yes = verdict.yes && there.yes;
        verdict.until = std::min(verdict.until, there.until);
    }
    return verdict;
}

Verdict Clamp::allows_on(const Zone& zone, Instant instant, const Place& place) const {
    const LocalTime local = zone.local(instant);
    const LocalDate date = date::floor<date::days>(local);
    const seconds clock = local - LocalTime{date};
    const Weekdays today = bit_of(date);
    Verdict verdict{true, end_of_day_at(instant, zone)};
    for (const auto& law : laws_) {
        const bool shut = !law.front().on_holidays && is_public_holiday(date, place);
        bool allowed = false;
        for (const LegalHours& row : law) {
            if ((row.hours.days & today) == 0) continue;
            allowed = allowed || (!shut && row.hours.from <= clock && clock < row.hours.until);
            for (const seconds edge : {row.hours.from, row.hours.until})
                if (edge > clock) verdict.until = std::min(verdict.until, instant + (edge - clock));
        }
        verdict.yes = verdict.yes && allowed;
    }
    return verdict;
}

std::string in_words(std::span<const LegalHours> law) {
    return in_english(say_hours(law));
}

std::string_view name(Medium medium) {
    return media[static_cast<std::size_t>(medium)];
}

std::optional<Medium> medium_named(std::string_view word) {
    const auto found = std::find(media.begin(), media.end(), word);
    if (found == media.end()) return std::nullopt;
    return static_cast<Medium>(found - media.begin());
}

}  // namespace vesper
