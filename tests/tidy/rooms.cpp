#include "rooms.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <regex>
#include <string_view>

namespace vesper::tidy {
namespace {

using std::string_view_literals::operator""sv;

/// "daemon/store/jobs.cpp" -> "daemon"; "vesper.cpp" -> "".
std::string_view room_of(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? ""sv : path.substr(0, slash);
}

std::string_view folder_of(std::string_view path) {
    return path.substr(0, path.rfind('/') + 1);
}

bool is_header(std::string_view path) {
    return path.ends_with(".hpp");
}

template <class Texts>
bool holds(const Texts& texts, std::string_view text) {
    return std::find(std::begin(texts), std::end(texts), text) != std::end(texts);
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// --- the pure rooms ---------------------------------------------------------------------------

struct Pure {
    std::string_view room;
    std::vector<std::string_view> rooms;  // whose headers it may include, besides the standard's
    std::vector<std::string_view> links;  // what CMake may link it to
};

const std::array<Pure, 2>& pure_rooms() {
    static const std::array<Pure, 2> all{{
        {"rules", {"rules"}, {"Boost::headers", "date::date", "tomlplusplus::tomlplusplus"}},
        {"scheduler", {"scheduler", "rules"}, {"rules"}},
    }};
    return all;
}

const Pure* pure_room(std::string_view name) {
    const auto& all = pure_rooms();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Pure& pure) { return pure.room == name; });
    return found == all.end() ? nullptr : &*found;
}

/// What the standard library says of values, texts and numbers. Threads, files, streams, locales,
/// dice and the C clock are left out; <chrono> is here for its units, and law.cpp bans its clocks.
bool is_pure_standard(std::string_view header) {
    static constexpr std::string_view all =
        " algorithm any array bit bitset cassert cfloat charconv chrono cinttypes climits cmath"
        " compare complex concepts cstddef cstdint cstdio cstdlib cstring deque exception"
        " forward_list functional initializer_list iterator limits list map memory new numbers"
        " numeric optional queue ranges ratio set source_location span stack stdexcept string"
        " string_view tuple type_traits typeindex typeinfo unordered_map unordered_set utility"
        " variant vector version ";
    return all.find(' ' + std::string(header) + ' ') != all.npos;
}

bool may_include(const Pure& pure, std::string_view path, bool angled, std::string_view header) {
    if (!angled) return header.find("..") == header.npos && holds(pure.rooms, room_of(header));
    if (is_pure_standard(header) || header == "date/date.h") return true;
    if (header.starts_with("toml++/")) return pure.room == "rules" && path.ends_with(".cpp");
    return header == "boost/system/result.hpp" && path == "rules/result.hpp";
}

// --- the daemon -------------------------------------------------------------------------------

/// Third-party headers that wrap the world, and where in daemon/ each may stand.
struct Wrapped {
    std::string_view header;
    std::vector<std::string_view> folders;
};

const std::vector<Wrapped>& wrapped() {
    static const std::vector<Wrapped> all{
        {"sqlite3.h", {"daemon/store/"}},
        {"curl/", {"daemon/delivery/", "daemon/cli/"}},
        {"boost/asio", {"daemon/control/", "daemon/lookout", "daemon/service"}},
        {"boost/beast", {"daemon/control/"}},
        {"spdlog/", {"daemon/log"}},
        {"nlohmann/", {"daemon/"}},
        {"boost/json", {"daemon/intake/"}},
        {"openssl/", {"daemon/digest"}},
        {"CLI/", {"daemon/cli/"}},
        {"md4c", {"daemon/delivery/"}},
        {"gmime/", {"daemon/delivery/"}},
        {"unicode/", {"daemon/delivery/"}},
        {"toml++/", {"daemon/config"}},
        {"systemd/", {"daemon/"}},
    };
    return all;
}

/// A room's own page between its .cpp files: it may show the library that the room wraps, and in
/// return no header includes it, nor another room.
bool is_inner(std::string_view path) {
    static const std::array inner{"daemon/control/peer.hpp"sv, "daemon/intake/json_reader.hpp"sv};
    return holds(inner, path);
}

bool is_third_party(std::string_view header) {
    // The standard library's headers have no dot and no folder; the system's stand below.
    if (starts_with_any(header, {"sys/", "netinet/", "arpa/", "linux/", "net/"})) return false;
    if (header.find('/') != std::string_view::npos) return true;
    return starts_with_any(header, {"sqlite3.h", "md4c.h", "md4c-html.h", "glib.h"});
}

void look_at_daemon(const File& file, int line, bool angled, const std::string& header,
                    std::vector<Violation>& found) {
    if (header.starts_with("tests/") || header.starts_with("bench/"))
        found.push_back({file.path, line, "daemon/ may not include " + header});
    for (const Wrapped& wrap : wrapped())
        if (header.starts_with(wrap.header) && !starts_with_any(file.path, wrap.folders))
            found.push_back({file.path, line, header + " does not belong in this folder"});
    if (is_inner(header) && (is_header(file.path) || folder_of(file.path) != folder_of(header)))
        found.push_back({file.path, line, header + " is for the .cpp files of its room"});
    // A header of ours shows no third-party type, so that its users need not know the library.
    if (is_header(file.path) && angled && is_third_party(header) && !is_inner(file.path) &&
        header != "date/date.h")
        found.push_back({file.path, line, "a header of ours shows " + header});
}

}  // namespace

bool is_pure(std::string_view path) {
    return pure_room(room_of(path)) != nullptr;
}

void look_at_includes(const File& file, const Lines& lines, std::vector<Violation>& found) {
    static const std::regex directive(R"(^\s*#\s*(include|include_next|import)\b)");
    static const std::regex named(R"(^\s*([<"])([^>"]+)[>"])");
    const std::string room(room_of(file.path));
    const Pure* pure = pure_room(room);
    for (std::size_t i = 0; i < lines.code.size(); ++i) {
        std::smatch begin;
        std::smatch match;
        if (!std::regex_search(lines.code[i], begin, directive)) continue;
        const int line = static_cast<int>(i + 1);
        const std::string rest = lines.raw[i].substr(static_cast<std::size_t>(begin.length()));
        if (!std::regex_search(rest, match, named)) {
            found.push_back({file.path, line, "an include that names no header"});
            continue;
        }
        const bool angled = match[1] == "<";
        const std::string header = match[2];
        if (pure && !may_include(*pure, file.path, angled, header))
            found.push_back({file.path, line, room + "/ may not include " + header});
        if (room == "daemon") look_at_daemon(file, line, angled, header, found);
    }
}

std::vector<Violation> look_at_links(const File& cmake) {
    static const std::regex comment("#[^\n]*");
    static const std::regex call(R"((vesper_room|target_link_libraries)\s*\(\s*(\w+)([^)]*)\))");
    static const std::regex word(R"([^\s"]+)");
    static const std::array neutral{"PUBLIC"sv, "PRIVATE"sv, "INTERFACE"sv, "vesper_flags"sv};
    std::vector<Violation> found;
    const std::string text = std::regex_replace(cmake.text, comment, "");
    for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at) {
        const std::string room = (*at)[2];
        const std::string words = (*at)[3];
        const Pure* pure = pure_room(room);
        if (!pure) continue;
        const auto line = 1 + std::count(text.begin(), text.begin() + at->position(), '\n');
        for (std::sregex_iterator each(words.begin(), words.end(), word); each != end; ++each) {
            const std::string name = each->str();
            const bool folder = (*at)[1] == "vesper_room" && name == room && each->position() == 1;
            if (!folder && !holds(neutral, name) && !holds(pure->links, name))
                found.push_back(
                    {cmake.path, static_cast<int>(line), room + " may not link " + name});
        }
    }
    return found;
}

}  // namespace vesper::tidy
