// The rungs of scheduler/buyer_zone, for one address.
//
// Each rung yields candidates; the first that leaves one clock wins, later ones may only confirm or
// contradict. Where evidence contradicts itself (shipping and billing, postal code and region, a
// telephone elsewhere) both clocks stay candidates, so that a window can be found that suits both.
//
//   rung           evidence                                              grade
//   shop           a tag of the order that the shop gave a zone          exact; fair
//   explicit       the person's own zone: IANA name, link, Windows name  exact
//   country        a country with one clock                              exact
//   postal         a known range of postal codes                         exact, strong
//   subdivision    a region with one clock                               exact
//   place          a town in its region; a name of one clock alone       strong; fair
//   coordinates    the nearest known places                              strong
//   phone          a prefix, where there is no address                   fair, weak
//   offset         "+02:00" narrows what is left                         fair
//   majority       a region with several clocks, and no more             weak
//   country-candidates   a country with several clocks, and no more      weak
//   conflict       evidence against evidence                             fair, weak
//   addresses      shipping against billing, or together                 fair, weak
//   none           nothing; hints (a language, the shop's way with doubt) are listed, decide
//   nothing
#pragma once

#include "scheduler/buyer_zone.hpp"
#include "scheduler/candidates.hpp"
#include "scheduler/geo/fold.hpp"
#include "scheduler/geo/tables.hpp"
#include "scheduler/own_zone.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// What is no evidence, but may be told where there is none.
struct ZoneHints {
    std::string language;  // BCP 47: its region
    std::string assumed;   // the zone that the shop takes where it knows nothing
};

/// An answer without its sentence; what it names lives in the snapshot.
struct ZoneFinding {
    ClockSet clocks;  // heaviest first; with grade none: what hints suggest
    Grade grade = Grade::none;
    std::string_view rung = "none";
};

/// resolve_zone without words: allocates nothing.
ZoneFinding find_zone(const ZoneEvidence& evidence, const ZoneSnapshot& zones);
ZoneAnswer resolve_zone(const ZoneEvidence& evidence, const ZoneHints& hints,
                        const ZoneSnapshot& zones);
/// What of a telephone number has a say: the digits of it that the tables know.
std::string_view known_prefix(std::string_view phone);

/// Climbs the ladder once. With a text for the reason it says what it found, in sentences; without
/// one it allocates nothing.
class Ladder {
public:
    Ladder(const ZoneEvidence& evidence, const ZoneHints& hints, const ZoneSnapshot& zones,
           std::string* reason)
        : evidence_(evidence), hints_(hints), zones_(zones), reason_(reason) {}

    ZoneFinding climb();

private:
    ZoneFinding by_address();
    ZoneFinding by_postal();
    ZoneFinding by_mother_code();
    ZoneFinding by_region();
    ZoneFinding by_name_alone();
    ZoneFinding without_country();
    ZoneFinding postal_against_region(const ClockSet& by_region);

    void find_country();
    void find_postal();
    void read_letters(std::string_view code);
    void find_region();
    void find_point();
    bool is_military() const;
    bool is_mother_code() const;
    void move_to(std::string_view territory);
    ZoneFinding answer(const ClockSet& clocks, Grade grade, std::string_view rung);
    ZoneFinding nowhere(std::initializer_list<std::string_view> words);
    ZoneFinding hinted();

    ZoneFinding narrowed_by_point(ZoneFinding found);
    ZoneFinding narrowed_by_phone(ZoneFinding found);
    ZoneFinding narrowed_by_offset(ZoneFinding found);
    ClockSet clocks_of_point(const geo::Nearby& near) const;
    ClockSet own_clocks(std::string_view text) const;
    ClockSet clocks_of_city(std::string_view region) const;
    ClockSet clocks_of_slip() const;

    /// `also` begins a sentence, `say` goes on with it.
    void say(std::initializer_list<std::string_view> words);
    void also(std::initializer_list<std::string_view> words);
    void say_clocks(const ClockSet& clocks);
    void say_postal();
    void say_region();

    const ZoneEvidence& evidence_;
    const ZoneHints& hints_;
    const ZoneSnapshot& zones_;
    std::string* reason_;
    OwnZone own_;
    std::string_view country_;
    std::string_view state_;       // that the country's name says: CountryMeant::region
    bool either_country_ = false;  // CountryMeant::either
    std::optional<geo::Region> region_;
    ShortText city_;
    std::optional<geo::Postal> postal_;
    std::optional<geo::Nearby> near_;
    bool point_is_abroad_ = false;      // clearly, and not in a territory
    bool region_is_territory_ = false;  // the region names one: "DK Greenland"
    std::optional<geo::Phone> phone_;
};

}  // namespace vesper
