#include "scheduler/law_in_the_way.hpp"

#include "scheduler/calendar.hpp"
#include "scheduler/legal_hours.hpp"

namespace vesper {

namespace {

std::string law_in_words(const Clamp& clamp, const Place& place) {
    constexpr std::size_t named_max = 2;
    const std::string& country = place.addressee ? place.addressee->country : place.country;
    const std::string& subdivision =
        place.addressee ? place.addressee->subdivision : place.subdivision;
    std::string text = "the law in " + (subdivision.empty() ? country : subdivision);
    if (clamp.laws().size() > named_max) {
        return text + ", where the part of it is not known (" +
               std::to_string(clamp.laws().size()) + " laws)";
    }
    std::string laws;
    for (const auto& law : clamp.laws()) {
        if (!laws.empty()) laws += "; ";
        laws += std::string{law.front().law} + ": " + in_words(law);
    }
    return text + " (" + laws + ')';
}

}  // namespace

std::string law_that_shuts(const Window& window, const Place& place, Instant from) {
    const Clamp clamp{place};
    if (!clamp.binds() || first_opening(window, place, from)) return {};
    Place unbound = place;
    unbound.medium = Medium::email;
    if (!first_opening(window, unbound, from)) return {};
    return law_in_words(clamp, place);
}

}  // namespace vesper
