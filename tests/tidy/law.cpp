#include "law.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <regex>
#include <sstream>
#include <string_view>

namespace vesper::tidy {
namespace {

using std::string_view_literals::operator""sv;

struct Lines {
    std::vector<std::string> raw;
    std::vector<std::string> code;  // the same without comments and without the insides of literals
};

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return text.starts_with(beginning); });
}

bool ends_with_any(std::string_view text, const std::vector<std::string_view>& endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return text.ends_with(ending); });
}

/// Blanks out comments and the insides of string and character literals, keeping every newline.
class Blanker {
public:
    explicit Blanker(const std::string& text) : text_(text), code_(text) {}

    std::string run() {
        while (at_ < text_.size()) {
            if (ahead("//")) {
                blank_until("\n", 0);
            } else if (ahead("/*")) {
                blank_until("*/", 2);
            } else if (ahead("R\"")) {
                const std::size_t open = text_.find('(', at_);
                const std::string name = text_.substr(at_ + 2, open - at_ - 2);
                at_ = open + 1;
                blank_until(")" + name + "\"", 0);
                at_ += name.size() + 2;
            } else if (text_[at_] == '"') {
                quoted('"');
            } else if (text_[at_] == '\'' && !digit_separator()) {
                quoted('\'');
            } else {
                ++at_;
            }
        }
        return std::move(code_);
    }

private:
    bool ahead(std::string_view word) const { return text_.compare(at_, word.size(), word) == 0; }
    bool digit_separator() const {
        return at_ > 0 && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0;
    }
    void blank() {
        if (text_[at_] != '\n') code_[at_] = ' ';
        ++at_;
    }
    void blank_until(const std::string& end, std::size_t extra) {
        const std::size_t stop = std::min(text_.find(end, at_), text_.size());
        while (at_ < std::min(stop + extra, text_.size())) blank();
    }
    void quoted(char quote) {
        ++at_;
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) blank();
            blank();
        }
        ++at_;
    }

    const std::string& text_;
    std::string code_;
    std::size_t at_ = 0;
};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// "daemon/store/jobs.cpp" -> "daemon"; "vesper.cpp" -> "".
std::string_view room_of(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? ""sv : path.substr(0, slash);
}

std::string_view folder_of(std::string_view path) {
    return path.substr(0, path.rfind('/') + 1);
}

bool is_source(std::string_view path) {
    return ends_with_any(path, {".cpp", ".hpp"});
}
bool is_header(std::string_view path) {
    return path.ends_with(".hpp");
}

/// A width in columns: a code point is one, a byte that continues one is none.
int columns(const std::string& line) {
    return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) >> 6) != 2;
    }));
}

// --- who may include whom ---------------------------------------------------------------------

struct Reach {
    std::string_view room;
    std::vector<std::string_view> rooms;  // whose headers it may include, besides std and date
};

const std::array<Reach, 2> reaches{{
    {"rules", {"rules"}},
    {"scheduler", {"scheduler", "rules"}},
}};

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
        {"toml++/", {"rules/", "daemon/config"}},
        {"systemd/", {"daemon/"}},
    };
    return all;
}

/// A header of ours shows no third-party type, so that its users need not know the library.
bool third_party_allowed_in_header(std::string_view path, std::string_view header) {
    if (header == "date/date.h") return true;
    return header == "boost/system/result.hpp" && path == "rules/result.hpp";
}

/// A room's own page between its .cpp files: it may show the library that the room wraps, and in
/// return no header includes it, nor another room.
bool is_inner(std::string_view path) {
    static const std::array<std::string_view, 2> inner{"daemon/control/peer.hpp",
                                                       "daemon/intake/json_reader.hpp"};
    return std::find(inner.begin(), inner.end(), path) != inner.end();
}

bool is_third_party(std::string_view header) {
    // The standard library's headers have no dot and no folder; the system's stand below.
    if (starts_with_any(header, {"sys/", "netinet/", "arpa/", "linux/", "net/"})) return false;
    if (header.find('/') != std::string_view::npos) return true;
    static const std::vector<std::string_view> known{"sqlite3.h", "md4c.h", "md4c-html.h",
                                                     "glib.h"};
    return starts_with_any(header, known);
}

void look_at_include(const File& file, int line, bool angled, std::string_view header,
                     std::vector<Violation>& found) {
    const std::string_view room = room_of(file.path);
    const std::string name(header);
    for (const Reach& reach : reaches) {
        if (room != reach.room || angled) continue;
        if (std::find(reach.rooms.begin(), reach.rooms.end(), room_of(header)) == reach.rooms.end())
            found.push_back({file.path, line, std::string(room) + "/ may not include " + name});
    }
    if (room == "daemon" && (header.starts_with("tests/") || header.starts_with("bench/")))
        found.push_back({file.path, line, "daemon/ may not include " + name});
    if (room == "tests" || room == "bench") return;
    for (const Wrapped& wrap : wrapped())
        if (angled && header.starts_with(wrap.header) && !starts_with_any(file.path, wrap.folders))
            found.push_back({file.path, line, name + " does not belong in this folder"});
    if (!angled && is_inner(header) &&
        (is_header(file.path) || folder_of(file.path) != folder_of(header)))
        found.push_back({file.path, line, name + " is for the .cpp files of its room"});
    if (is_header(file.path) && angled && is_third_party(header) && !is_inner(file.path) &&
        !third_party_allowed_in_header(file.path, header))
        found.push_back({file.path, line, "a header of ours shows " + name});
}

void look_at_includes(const File& file, const Lines& lines, std::vector<Violation>& found) {
    static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    for (std::size_t i = 0; i < lines.raw.size(); ++i) {
        std::smatch match;
        if (std::regex_search(lines.raw[i], match, include))
            look_at_include(file, static_cast<int>(i + 1), match[1] == "<", match[2].str(), found);
    }
}

// --- what the pure rooms may not name ---------------------------------------------------------

struct Ban {
    std::regex pattern;
    const char* what;
};

const std::vector<Ban>& pure_bans() {
    static const std::vector<Ban> bans = [] {
        std::vector<Ban> all;
        const auto ban = [&](const char* pattern, const char* what) {
            all.push_back({std::regex(pattern, std::regex::optimize), what});
        };
        ban(R"(#\s*include\s*<(thread|mutex|shared_mutex|condition_variable|future|atomic)>)",
            "a pure room has no threads");
        ban(R"(#\s*include\s*<(fstream|filesystem|iostream|unistd\.h|fcntl\.h)>)",
            "a pure room has no files and no streams");
        ban(R"(#\s*include\s*<(sys/|netinet/|arpa/|dirent\.h|signal\.h|csignal))",
            "a pure room makes no system calls");
        ban(R"(#\s*include\s*<(random|ctime|time\.h)>)", "a pure room has no dice and no clock");
        ban(R"((system_clock|steady_clock|high_resolution_clock|utc_clock)\s*::\s*now)",
            "a pure room takes now as a parameter");
        ban(R"((^|[^\w.>])(gettimeofday|clock_gettime|localtime|gmtime|mktime)\s*\()",
            "a pure room takes now as a parameter");
        ban(R"((^|[^\w.>])time\s*\(\s*(nullptr|NULL|0|&))", "a pure room takes now as a parameter");
        ban(R"((^|[^\w.>])(getenv|setlocale|rand|srand|system)\s*\()",
            "a pure room reads nothing but its parameters");
        ban(R"(\b(cout|cerr|clog|printf|fprintf|fopen|puts)\b)", "a pure room prints nothing");
        return all;
    }();
    return bans;
}

void look_at_bans(const File& file, const Lines& lines, std::vector<Violation>& found) {
    static const std::regex using_date(R"(using\s+namespace\s+date\s*;)");
    // Spelled so that this file does not hold the words itself.
    static const std::regex promise(
        "\\b(TO"
        "DO|FIX"
        "ME|XX"
        "X|HA"
        "CK)\\b");
    // check.hpp says why on its way out; there is nobody left to hand a value to.
    const bool pure =
        starts_with_any(file.path, {"rules/", "scheduler/"}) && file.path != "rules/check.hpp";
    for (std::size_t i = 0; i < lines.code.size(); ++i) {
        const int number = static_cast<int>(i + 1);
        if (std::regex_search(lines.code[i], using_date))
            found.push_back({file.path, number, "using namespace date collides with std::chrono"});
        if (std::regex_search(lines.raw[i], promise))
            found.push_back({file.path, number, "a promise for later"});
        if (!pure) continue;
        for (const Ban& ban : pure_bans())
            if (std::regex_search(lines.code[i], ban.pattern))
                found.push_back({file.path, number, ban.what});
    }
}

// --- what a reader can take in ----------------------------------------------------------------

void look_at_text(const File& file, const Lines& lines, std::vector<Violation>& found) {
    if (is_header(file.path) && !file.text.starts_with("//"))
        found.push_back({file.path, 1, "a header begins with a comment that says what it is for"});
    if (!file.text.empty() && file.text.back() != '\n')
        found.push_back({file.path, 0, "no newline at the end"});
    for (std::size_t i = 0; i < lines.raw.size(); ++i) {
        const std::string& line = lines.raw[i];
        const int number = static_cast<int>(i + 1);
        if (line.find('\t') != std::string::npos) found.push_back({file.path, number, "a tab"});
        if (line.find('\r') != std::string::npos)
            found.push_back({file.path, number, "a carriage return"});
        if (columns(line) > columns_max)
            found.push_back({file.path, number,
                             std::to_string(columns(line)) + " columns; " +
                                 std::to_string(columns_max) + " are allowed"});
    }
}

bool begins_initialisers(const std::string& line) {
    const std::size_t text = line.find_first_not_of(' ');
    return text != std::string::npos && line.compare(text, 2, ": ") == 0;
}

/// The line on which the statement that ends on line `last` begins: where its parentheses balance,
/// and before the members that a constructor initialises.
std::size_t first_line_of(const Lines& lines, std::size_t last) {
    std::ptrdiff_t open = 0;
    for (std::size_t i = last;; --i) {
        const std::string& line = lines.code[i];
        open +=
            std::count(line.begin(), line.end(), ')') - std::count(line.begin(), line.end(), '(');
        if (i == 0) return i;
        if (open > 0 || begins_initialisers(line)) continue;
        std::size_t above = i;
        while (above > 0 && lines.code[above - 1].ends_with(',') &&
               !begins_initialisers(lines.code[above]))
            --above;
        if (!begins_initialisers(lines.code[above])) return i;
        i = above + 1;  // the loop steps onto it; what lies between is balanced
    }
}

/// A body ends at the first "}" in the column in which its statement began. clang-format holds the
/// columns in order, so nesting needs no parser.
void look_at_functions(const File& file, const Lines& lines, std::vector<Violation>& found) {
    static const std::regex opens(R"(\)( const)?( noexcept)?( override)?( -> .+)? \{$)");
    static const std::regex not_a_function(
        R"(^(\} )?(else |catch |if|for|while|switch|TEST_CASE|SECTION)\b)");
    for (std::size_t i = 0; i < lines.code.size(); ++i) {
        if (!std::regex_search(lines.code[i], opens)) continue;
        const std::size_t begin = first_line_of(lines, i);
        const std::size_t indent = lines.code[begin].find_first_not_of(' ');
        const std::string first = lines.code[begin].substr(indent);
        if (std::regex_search(first, not_a_function)) continue;
        const std::string close = std::string(indent, ' ') + "}";
        std::size_t end = i + 1;
        while (end < lines.code.size() && !lines.code[end].starts_with(close)) ++end;
        const int length = static_cast<int>(end - begin + 1);
        if (length > function_lines_max)
            found.push_back({file.path, static_cast<int>(begin + 1),
                             "a function of " + std::to_string(length) + " lines; " +
                                 std::to_string(function_lines_max) + " are allowed"});
    }
}

}  // namespace

std::vector<Violation> look_at(const File& file) {
    std::vector<Violation> found;
    if (!is_source(file.path)) return found;
    const Lines lines{split(file.text), split(Blanker(file.text).run())};
    look_at_includes(file, lines, found);
    look_at_bans(file, lines, found);
    look_at_text(file, lines, found);
    look_at_functions(file, lines, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Violation& a, const Violation& b) { return a.line < b.line; });
    return found;
}

std::string to_text(const std::vector<Violation>& violations) {
    std::string text;
    for (const Violation& violation : violations)
        text +=
            violation.path + ":" + std::to_string(violation.line) + ": " + violation.what + "\n";
    return text;
}

}  // namespace vesper::tidy
