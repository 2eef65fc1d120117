// vesper zone: whose clock? One person, or a table of them.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/spelled_place.hpp"
#include "daemon/cli/table.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/cli/tsv.hpp"
#include "scheduler/ladder.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

struct ZoneQuestion {
    ZoneEvidence evidence;
    ZoneHints hints;
    std::string lat;
    std::string lon;
    bool tsv = false;
};

/// Degrees, or nothing for an empty text.
Result<std::optional<double>> parse_degrees(std::string_view text, std::string_view what,
                                            double limit) {
    if (text.empty()) return std::optional<double>{};
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return fail(std::string(what) + " \"" + std::string(text) + "\" is not a number");
    }
    if (std::abs(value) > limit) {
        return fail(std::string(what) + " " + std::string(text) + " is not within " +
                    std::to_string(static_cast<int>(limit)) + " degrees");
    }
    return std::optional<double>{value};
}

Result<bool> place(ZoneEvidence& evidence, std::string_view lat, std::string_view lon) {
    const auto north = parse_degrees(lat, "lat", 90);
    if (!north) return north.error();
    const auto east = parse_degrees(lon, "lon", 180);
    if (!east) return east.error();
    if (north->has_value() != east->has_value()) {
        return fail(north->has_value() ? "lat without lon" : "lon without lat");
    }
    evidence.lat = *north;
    evidence.lon = *east;
    return true;
}

/// Four digits say enough about a share of people.
std::string weight_text(double weight) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", weight);
    return text.data();
}

std::string candidates_text(const ZoneAnswer& answer) {
    std::string text;
    for (const ZoneCandidate& candidate : answer.candidates) {
        if (!text.empty()) text += ',';
        text += candidate.zone + ':' + weight_text(candidate.weight);
    }
    return text;
}

enum Column { country, subdivision, city, postal, lat, lon, phone, timezone_name };

Result<ZoneEvidence> evidence_of(const TsvReader& rows) {
    if (rows.too_long()) return fail("more values than the header has columns");
    ZoneEvidence evidence;
    evidence.country = rows.value(country);
    evidence.subdivision = rows.value(subdivision);
    evidence.city = rows.value(city);
    evidence.postal = rows.value(postal);
    evidence.phone = rows.value(phone);
    evidence.timezone = rows.value(timezone_name);
    const Result<bool> placed = place(evidence, rows.value(lat), rows.value(lon));
    if (!placed) return placed.error();
    return evidence;
}

Exit zone_table(Session& session) {
    const std::vector<std::string_view> known = {"country", "subdivision", "city",  "postal",
                                                 "lat",     "lon",         "phone", "timezone"};
    const ZoneSnapshot& zones = *session.zones();
    TsvReader rows(session.console.in, known);
    if (!rows.has_any()) {
        throw Failure(Exit::usage, "the header line names no column of evidence",
                      "tab-separated, any of: country, subdivision, city, postal, lat, lon, phone, "
                      "timezone");
    }
    for (const std::string& name : rows.unused()) {
        session.console.err << "vesper: column \"" << printable(name) << "\" is not used\n";
    }
    std::ostream& out = session.console.out;
    out << "zone\tgrade\trung\tcandidates\treason\n";
    bool good = true;
    while (rows.next()) {
        const Result<ZoneEvidence> evidence = evidence_of(rows);
        if (!evidence) {
            good = false;
            out << "error: " << tsv_value(evidence.error().message) << "\t\t\t\t\n";
            continue;
        }
        const ZoneAnswer answer = resolve_zone(*evidence, zones);
        out << answer.zone << '\t' << name(answer.grade) << '\t' << answer.rung << '\t'
            << candidates_text(answer) << '\t' << tsv_value(answer.reason) << '\n';
    }
    return good ? Exit::ok : Exit::no;
}

void print_json(const ZoneAnswer& answer, Session& session) {
    nlohmann::ordered_json shown = {
        {"zone", answer.zone},     {"grade", name(answer.grade)},
        {"rung", answer.rung},     {"candidates", nlohmann::ordered_json::array()},
        {"reason", answer.reason},
    };
    for (const ZoneCandidate& candidate : answer.candidates) {
        shown["candidates"].push_back({{"zone", candidate.zone}, {"weight", candidate.weight}});
    }
    if (const Zone* zone = session.zones()->find(answer.zone)) {
        shown["local_time"] = with_offset(session.now(), *zone);
    }
    using nlohmann::ordered_json;
    session.console.out << shown.dump(2, ' ', false, ordered_json::error_handler_t::replace)
                        << '\n';
}

void print(const ZoneAnswer& answer, Session& session) {
    std::ostream& out = session.console.out;
    if (answer.zone.empty()) {
        out << "no zone\n";
    } else {
        out << answer.zone << "  (" << name(answer.grade) << ", by " << answer.rung << ")\n";
    }
    out << printable(answer.reason) << '\n';
    if (answer.candidates.empty()) return;
    out << '\n';
    Table table({"ZONE", "WEIGHT", "LOCAL TIME NOW"});
    table.align_right(1);
    for (const ZoneCandidate& candidate : answer.candidates) {
        const Zone& zone = zone_named(candidate.zone, *session.zones());
        table.add({candidate.zone, weight_text(candidate.weight), in_words(session.now(), zone)});
    }
    out << table.text(session.console.width, session.colours());
}

Exit zone(Session& session, ZoneQuestion question) {
    if (question.tsv) return zone_table(session);
    const Result<bool> placed = place(question.evidence, question.lat, question.lon);
    if (!placed) throw Failure(Exit::usage, placed.error().message);
    const ZoneAnswer answer = resolve_zone(question.evidence, question.hints, *session.zones());
    if (session.options.json) {
        print_json(answer, session);
    } else {
        print(answer, session);
        const std::string& country = question.evidence.country;
        if (!country.empty() && country_code(country).empty())
            session.console.out << "  " << country_advice(country) << '\n';
    }
    return answer.zone.empty() ? Exit::no : Exit::ok;
}

}  // namespace

void add_zone(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("zone", "Whose clock? The time zone of an address");
    const auto question = std::make_shared<ZoneQuestion>();
    ZoneEvidence& evidence = question->evidence;
    command->add_option("country,--country", evidence.country, "Code or name: DE, DEU, Germany");
    command->add_option("region,--region", evidence.subdivision, "State or province: CA, US-CA");
    command->add_option("city,--city", evidence.city, "City");
    command->add_option("postal,--postal", evidence.postal, "Postal code");
    command->add_option("--timezone", evidence.timezone,
                        "The person's own zone, by IANA or Windows name; an offset narrows");
    command->add_option("--phone", evidence.phone, "Phone number, +49...");
    command->add_option("--language", question->hints.language,
                        "Language and region, pt-BR: a hint");
    command->add_option("--lat", question->lat, "Degrees north");
    command->add_option("--lon", question->lon, "Degrees east");
    command->add_flag("--tsv", question->tsv,
                      "A table on standard input: tab-separated, the header line names columns "
                      "among country, subdivision, city, postal, lat, lon, phone, timezone");
    command->callback([&session, question] {
        session.action = [question](Session& s) { return zone(s, *question); };
    });
}

}  // namespace vesper::cli
