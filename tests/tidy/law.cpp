#include "law.hpp"

#include "lines.hpp"
#include "rooms.hpp"

#include <algorithm>
#include <regex>
#include <string_view>

namespace vesper::tidy {
namespace {

bool is_header(std::string_view path) {
    return path.ends_with(".hpp");
}

/// A width in columns: a code point is one, a byte that continues one is none.
int columns(const std::string& line) {
    return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) >> 6) != 2;
    }));
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
        const char* const takes_now = "a pure room takes now as a parameter";
        ban(R"(::\s*now\b)", takes_now);
        ban(R"((\.|->)\s*now\s*\()", takes_now);
        ban(R"((^|[^\w.>])(time|clock|gettimeofday|clock_gettime|timespec_get|ftime)\s*\()",
            takes_now);
        ban(R"((^|[^\w.>])(localtime|localtime_r|gmtime|gmtime_r|mktime|timegm|ctime)\s*\()",
            takes_now);
        ban(R"(\b__(DATE|TIME|TIMESTAMP)__)", takes_now);
        ban(R"((^|[^\w.>])(getenv|setlocale|rand|srand|system)\s*\()",
            "a pure room reads nothing but its parameters");
        ban(R"(\b(current_zone|locate_zone|get_tzdb|zoned_time)\b)",
            "a pure room reads nothing but its parameters");
        ban(R"(\b(cout|cerr|clog|printf|fprintf|fopen|puts|fputs|fwrite)\b)",
            "a pure room prints nothing");
        // The precompiled header brings names that a file did not ask for.
        ban(R"(\b(pthread_\w+|std\s*::\s*(jthread|thread|this_thread|mutex|atomic\w*))\b)",
            "a pure room has no threads");
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
    const bool pure = is_pure(file.path) && file.path != "rules/check.hpp";
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
    if (!is_header(file.path) && !file.path.ends_with(".cpp")) return found;
    const Lines lines = lines_of(file.text);
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
