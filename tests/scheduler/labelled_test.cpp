// The ladder before addresses whose clock is known from elsewhere (tests/scheduler/labelled; each
// file says how it was made). An answer is right when its wall clock agrees with the label's at
// every instant from November 2026 through 2028: names of one clock are as good as each other.
#include "scheduler/buyer_zone.hpp"
#include "tests/support/tree.hpp"
#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

using namespace vesper;

namespace {

const ZoneSnapshot& world() {
    return *test::system_zones();
}

/// By column name; a short line has empty values at its end.
using Row = std::map<std::string, std::string>;

std::vector<std::string> split(const std::string& line, char at) {
    std::vector<std::string> values;
    std::istringstream text(line);
    for (std::string value; std::getline(text, value, at);) values.push_back(value);
    return values;
}

std::vector<Row> rows_of(const std::string& file) {
    std::ifstream in(source_tree() + "/tests/scheduler/labelled/" + file);
    std::vector<std::string> names;
    std::vector<Row> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        const std::vector<std::string> values = split(line, '\t');
        if (names.empty()) {
            names = values;
            continue;
        }
        if (values.size() > names.size()) throw std::runtime_error(file + ": " + line);
        Row& row = rows.emplace_back();
        for (std::size_t i = 0; i < names.size(); ++i) {
            row[names[i]] = i < values.size() ? values[i] : "";
        }
    }
    return rows;
}

bool same_time(const std::string& one, const std::string& other) {
    static const Instant from = test::at("2026-11-01T00:00:00Z");
    static const Instant until = test::at("2029-01-01T00:00:00Z");
    return same_clock(test::zone(one), test::zone(other), from, until);
}

/// What a row expects: "none", one zone, or "A + B": both are lived by, and neither is a fact.
bool is_right(const ZoneAnswer& answer, const std::string& expected) {
    if (expected == "none") return answer.grade == Grade::none;
    std::vector<std::string> zones;
    std::istringstream words(expected);
    for (std::string word; words >> word;) {
        if (word != "+") zones.push_back(word);
    }
    if (zones.size() == 1) return !answer.zone.empty() && same_time(answer.zone, zones[0]);
    return answer.grade != Grade::exact &&
           std::all_of(zones.begin(), zones.end(), [&](const std::string& zone) {
               return std::any_of(answer.candidates.begin(), answer.candidates.end(),
                                  [&](const auto& c) { return same_time(c.zone, zone); });
           });
}

struct Tally {
    int asked = 0;
    std::vector<std::string> missed;
    std::vector<std::string> false_facts;  // graded exact, and wrong

    void judge(const ZoneAnswer& answer, const std::string& expected,
               const std::string& asked_for) {
        ++asked;
        if (is_right(answer, expected)) return;
        const std::string line = asked_for + ": expected " + expected + ", got " +
                                 (answer.zone.empty() ? "no zone" : answer.zone) + " [" +
                                 std::string{name(answer.grade)} + ", " + answer.rung + "] " +
                                 answer.reason;
        missed.push_back(line);
        if (answer.grade == Grade::exact) false_facts.push_back(line);
    }
    double share_right() const {
        return asked == 0 ? 0 : 1 - static_cast<double>(missed.size()) / asked;
    }
    std::string text() const {
        std::ostringstream out;
        out << missed.size() << " of " << asked << " missed\n";
        for (const std::string& line : missed) out << "  " << line << '\n';
        return out.str();
    }
};

std::optional<double> degrees(const std::string& text) {
    return text.empty() ? std::optional<double>{} : std::stod(text);
}

ZoneAnswer answer_to(Row row) {
    Order order;
    const auto address = [&](const std::string& whose) {
        Address place;
        place.country = row[whose + "country"];
        place.region = row[whose + "subdivision"];
        place.city = row[whose + "city"];
        place.postal = row[whose + "postal"];
        return place;
    };
    order.ship_to = address("");
    order.ship_to.lat = degrees(row["lat"]);
    order.ship_to.lon = degrees(row["lon"]);
    order.bill_to = address("billing_");
    order.buyer.phone = row["phone"];
    order.timezone = row["timezone"];
    return resolve_buyer(order, Shop{}, world());
}

std::string in_short(const Row& row) {
    std::string text;
    for (const char* column :
         {"country", "subdivision", "city", "postal", "lat", "lon", "phone", "timezone",
          "billing_country", "billing_subdivision", "billing_city", "billing_postal"}) {
        const auto value = row.find(column);
        if (value == row.end() || value->second.empty()) continue;
        text += (text.empty() ? "" : " | ") + value->second;
    }
    return text;
}

Tally tally_of(const std::vector<Row>& rows) {
    Tally tally;
    for (const Row& row : rows) tally.judge(answer_to(row), row.at("expected"), in_short(row));
    return tally;
}

/// "01-05 07": the numbers of a row of us_zips.tsv.
std::vector<int> numbers_in(const std::string& runs) {
    std::vector<int> numbers;
    std::istringstream words(runs);
    for (std::string word; words >> word;) {
        const int first = std::stoi(word.substr(0, 2));
        const int last = word.size() > 2 ? std::stoi(word.substr(3)) : first;
        for (int n = first; n <= last; ++n) numbers.push_back(n);
    }
    return numbers;
}

/// As buyers, and the spreadsheets of their shops, write a ZIP.
std::vector<std::string> spellings_of(const std::string& zip) {
    std::vector<std::string> spellings{zip, zip + "-0001"};
    if (zip.front() == '0') spellings.push_back(zip.substr(zip.find_first_not_of('0')));
    return spellings;
}

Tally tally_of_zips(const std::vector<Row>& rows) {
    Tally tally;
    for (const Row& row : rows) {
        for (const int number : numbers_in(row.at("last2"))) {
            const std::string last = std::to_string(number);
            const std::string zip = row.at("first3") + (number < 10 ? "0" : "") + last;
            for (const std::string& spelling : spellings_of(zip)) {
                const ZoneEvidence evidence{.country = "US",
                                            .subdivision = {},
                                            .city = {},
                                            .postal = spelling,
                                            .lat = {},
                                            .lon = {},
                                            .phone = {},
                                            .timezone = {}};
                tally.judge(resolve_zone(evidence, world()), row.at("expected"), "US " + spelling);
            }
        }
    }
    return tally;
}

constexpr double bar = 0.99;

}  // namespace

TEST_CASE("99 in 100 hard addresses get the buyer's local time, and no fact is wrong") {
    const std::string file = GENERATE("places.tsv", "by_hand.tsv");
    const Tally tally = tally_of(rows_of(file));
    std::cout << file << ": " << tally.text();
    CHECK(tally.asked > 1'000);
    CHECK(tally.share_right() >= bar);
    CHECK(tally.false_facts.empty());
}

TEST_CASE("every US ZIP gets its local time") {
    const Tally tally = tally_of_zips(rows_of("us_zips.tsv"));
    std::cout << "us_zips.tsv: " << tally.text();
    CHECK(tally.asked > 80'000);
    CHECK(tally.missed.empty());
}

TEST_CASE("a wrong label is counted as a miss, and as a false fact where the ladder was sure") {
    const auto labelled = [](const std::string& country, const std::string& postal,
                             const std::string& expected) {
        return Row{{"country", country}, {"postal", postal}, {"expected", expected}};
    };
    const Tally good =
        tally_of({labelled("DE", "", "Europe/Vienna"), labelled("US", "10001", "America/Detroit"),
                  labelled("US", "09001", "none")});
    INFO(good.text());
    CHECK(good.missed.empty());

    const Tally bad =
        tally_of({labelled("DE", "", "Europe/London"), labelled("DE", "", "none"),
                  labelled("DE", "", "Europe/Berlin + Europe/London"), labelled("US", "", "none"),
                  labelled("US", "09001", "America/New_York")});
    CHECK(bad.missed.size() == 5);
    CHECK(bad.false_facts.size() == 3);
    CHECK(bad.share_right() < bar);
    CHECK(tally_of_zips({Row{{"first3", "100"}, {"last2", "01-03"}, {"expected", "Asia/Tokyo"}}})
              .missed.size() == 6);
    CHECK(tally_of({}).share_right() < bar);
}
