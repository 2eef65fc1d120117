#include "scheduler/release.hpp"

#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;

TEST_CASE("when a release of tzdata was made") {
    // version, when its table was written, the date; "" = not known
    auto [version, written, expected] = GENERATE(table<std::string, std::string, std::string>({
        // the package keeps the date of its build
        {"2026f", "2026-10-29T10:32:16Z", "2026-10-29T10:32:16Z"},
        {"2025c", "2026-01-12T08:00:00Z", "2026-01-12T08:00:00Z"},
        // copied or compiled here: the file is younger than its release may be
        {"2025b", "2026-11-25T12:00:00Z", "2025-02-20T00:00:00Z"},
        // a file from before its own release: a clock was wrong
        {"2026f", "1970-01-01T00:00:00Z", "2026-09-08T00:00:00Z"},
        {"2026a", "", "2026-01-01T00:00:00Z"},
        {"2026z", "", "2026-12-31T00:00:00Z"},
        {"2026", "2026-10-29T10:32:16Z", ""},
        {"unknown", "2026-10-29T10:32:16Z", ""},
        {"", "2026-10-29T10:32:16Z", ""},
    }));
    CAPTURE(version, written);
    const auto when =
        release_date(version, written.empty() ? std::nullopt : std::optional<Instant>{at(written)});
    CHECK((when ? to_string(*when) : "") == expected);
}
