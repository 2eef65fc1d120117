#include "daemon/zoneinfo.hpp"

#include "daemon/files.hpp"
#include "scheduler/place.hpp"

#include <sys/stat.h>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace vesper {

namespace {

constexpr std::string_view version_word = "# version ";
constexpr std::size_t zone_bytes_max = 1u << 20;   // the largest of 2026 has 4 kB
constexpr std::size_t table_bytes_max = 4u << 20;  // tzdata.zi has 110 kB

std::vector<std::string_view> split(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(between);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == '/';
}

/// A name may only lead downwards: "..", "." and the root would need a dot or a leading slash.
bool is_zone_name(std::string_view name) {
    return !name.empty() && name.front() != '/' && name.find("//") == std::string_view::npos &&
           std::all_of(name.begin(), name.end(), is_name_character);
}

/// "2026f" of "# version 2026f"; empty if the line is another.
std::string version_of(std::string_view first_line) {
    if (first_line.substr(0, version_word.size()) != version_word) return {};
    return std::string(first_line.substr(version_word.size()));
}

/// The names: Z NAME ... and L TARGET NAME (zic(8)).
Result<bool> read_names(std::string_view table, std::vector<std::string>& zones,
                        std::vector<std::pair<std::string, std::string>>& links) {
    for (const std::string_view line : split(table, '\n')) {
        if (line.size() < 2 || line[1] != ' ' || (line[0] != 'Z' && line[0] != 'L')) continue;
        const auto words = split(line, ' ');
        const bool is_link = line[0] == 'L';
        if (is_link && words.size() < 3) return fail("tzdata.zi ends inside a line");
        for (std::size_t i = 1; i <= (is_link ? 2u : 1u); ++i) {
            if (!is_zone_name(words[i])) {
                return fail("tzdata.zi names a zone \"" + std::string(words[i]) + "\"");
            }
        }
        if (is_link) {
            links.emplace_back(words[2], words[1]);
        } else {
            zones.emplace_back(words[1]);
        }
    }
    if (zones.empty()) return fail("tzdata.zi names no zone");
    return true;
}

/// ISO 6709: a sign, then degrees of `degree_digits`, minutes, and perhaps seconds.
std::optional<double> degrees(std::string_view text, std::size_t degree_digits) {
    if (text.size() != degree_digits + 3 && text.size() != degree_digits + 5) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = -1;
        const char* end = text.data() + at + digits;
        const auto read = std::from_chars(text.data() + at, end, value);
        return read.ec == std::errc{} && read.ptr == end ? value : -1;
    };
    const int whole = number(1, degree_digits);
    const int minutes = number(1 + degree_digits, 2);
    const int arc_seconds = text.size() == degree_digits + 5 ? number(degree_digits + 3, 2) : 0;
    if (whole < 0 || minutes < 0 || minutes > 59 || arc_seconds < 0 || arc_seconds > 59) {
        return std::nullopt;
    }
    const double value = whole + minutes / 60.0 + arc_seconds / 3600.0;
    return text.front() == '-' ? -value : value;
}

/// zone.tab: country, coordinates (+DDMM+DDDMM or +DDMMSS+DDDMMSS), zone, comment.
Result<std::vector<ZonePlace>> read_places(std::string_view table) {
    std::vector<ZonePlace> places;
    for (const std::string_view line : split(table, '\n')) {
        if (line.empty() || line.front() == '#') continue;
        const auto columns = split(line, '\t');
        if (columns.size() < 3) return fail("zone.tab: \"" + std::string(line) + "\"");
        const std::string_view where = columns[1];
        const std::size_t second = where.find_first_of("+-", 1);
        if (where.find_first_of("+-") != 0 || second == std::string_view::npos) {
            return fail("zone.tab: \"" + std::string(where) + "\" is not a place of ISO 6709");
        }
        const auto lat = degrees(where.substr(0, second), 2);
        const auto lon = degrees(where.substr(second), 3);
        if (!lat || !lon || *lat < -90 || *lat > 90 || *lon < -180 || *lon > 180) {
            return fail("zone.tab: \"" + std::string(where) + "\" is not a place of ISO 6709");
        }
        places.push_back({std::string(columns[0]), std::string(columns[2]), *lat, *lon});
    }
    return places;
}

std::string moment(const timespec& time) {
    return std::to_string(time.tv_sec) + '.' + std::to_string(time.tv_nsec);
}

/// Debian keeps the whole tree twice more: with leap seconds, and without under another name.
bool is_twin_tree(const std::string& folder) {
    return folder == "right" || folder == "posix";
}

}  // namespace

Result<std::shared_ptr<const ZoneSnapshot>> read_zoneinfo(const std::string& dir) {
    auto text = read_zoneinfo_text(dir);
    if (!text) return text.error();
    return build_zoneinfo(dir, std::move(*text));
}

Result<ZoneinfoText> read_zoneinfo_text(const std::string& dir) {
    ZoneinfoText text;
    text.fingerprint = zoneinfo_fingerprint(dir);
    const auto table = read_file(dir + "/tzdata.zi", table_bytes_max);
    if (!table) return table.error();
    text.version = version_of(std::string_view(*table).substr(0, table->find('\n')));
    if (text.version.empty()) return fail(dir + "/tzdata.zi does not begin with its version");
    std::vector<std::string> zones;
    const auto names = read_names(*table, zones, text.links);
    if (!names) return fail(dir + "/" + names.error().message);
    text.files.reserve(zones.size());
    for (std::string& zone : zones) {
        auto bytes = read_file(dir + "/" + zone, zone_bytes_max);
        if (!bytes) return bytes.error();
        text.files.push_back({std::move(zone), std::move(*bytes)});
    }
    const auto places = read_file(dir + "/zone.tab", table_bytes_max);
    if (!places) return places.error();
    auto read = read_places(*places);
    if (!read) return fail(dir + "/" + read.error().message);
    text.places = std::move(*read);
    return text;
}

Result<std::shared_ptr<const ZoneSnapshot>> build_zoneinfo(const std::string& dir,
                                                           ZoneinfoText text) {
    if (zoneinfo_fingerprint(dir) != text.fingerprint) {
        return fail(dir + " is being replaced: it changed while it was read");
    }
    return ZoneSnapshot::build(std::move(text.version), text.files, text.links,
                               std::move(text.places));
}

std::string zoneinfo_fingerprint(const std::string& dir) {
    std::ifstream file(dir + "/tzdata.zi");
    std::string line;
    if (!std::getline(file, line)) return {};
    std::vector<std::string> facts;
    std::error_code problem;
    std::filesystem::recursive_directory_iterator entry(dir, problem);
    for (; !problem && entry != end(entry); entry.increment(problem)) {
        if (entry.depth() == 0 && is_twin_tree(entry->path().filename().string())) {
            entry.disable_recursion_pending();
            continue;
        }
        struct stat status {};
        if (::stat(entry->path().c_str(), &status) != 0) continue;
        facts.push_back(entry->path().string() + ' ' + std::to_string(status.st_ino) + ' ' +
                        std::to_string(status.st_size) + ' ' + moment(status.st_mtim) + ' ' +
                        moment(status.st_ctim));
    }
    std::sort(facts.begin(), facts.end());
    std::string all;
    for (const std::string& fact : facts) all += fact + '\n';
    return version_of(line) + ' ' + std::to_string(stable_hash(all));
}

}  // namespace vesper
