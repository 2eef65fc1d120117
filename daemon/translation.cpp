#include "daemon/translation.hpp"

#include <boost/locale/gnu_gettext.hpp>

#include <cstdlib>
#include <filesystem>
#include <locale>
#include <optional>

namespace vesper {

namespace {

namespace fs = std::filesystem;
using Catalog = boost::locale::message_format<char>;

constexpr const char* domain = "vesper";

/// "zh_CN.UTF-8", "zh-Hant", "zh": whatever script and country, there is one Chinese.
std::optional<Language> language_named(std::string_view name) {
    const std::string_view primary = name.substr(0, name.find_first_of("_-.@"));
    if (primary == "zh" || primary == "ZH" || primary == "Zh") return Language::chinese;
    if (primary == "en" || primary == "EN" || primary == "En") return Language::english;
    return std::nullopt;
}

std::string own_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// The part of `list` before `mark`; `list` goes on behind it.
std::string_view next_part(std::string_view& list, char mark) {
    const std::string_view part = list.substr(0, list.find(mark));
    list.remove_prefix(std::min(part.size() + 1, list.size()));
    return trimmed(part);
}

/// "q=0.8" in thousandths; of anything else 1000, as if it were not there.
int weight_of(std::string_view parameter) {
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return 1000;
    int weight = 0;
    int place = 1000;
    for (const char c : parameter.substr(2)) {
        if (c == '.') continue;
        if (c < '0' || c > '9' || place == 0) break;
        weight += (c - '0') * place;
        place /= 10;
    }
    return weight;
}

/// The catalog of /usr/bin/vesper is in /usr/share/locale; that of BUILD/vesper and of
/// BUILD/tests/test_cli in BUILD/share/locale.
Translation read_catalog(const std::string& language, const std::string& country) {
    std::error_code unknown;
    const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
    boost::locale::gnu_gettext::messages_info info;
    info.language = language;
    info.country = country;
    info.encoding = "UTF-8";
    info.domains.emplace_back(domain);
    info.paths = {(program.parent_path() / "share" / "locale").string(),
                  (program.parent_path().parent_path() / "share" / "locale").string()};
    Catalog* catalog = boost::locale::gnu_gettext::create_messages_facet<char>(info);
    if (catalog == nullptr) return {};
    const std::locale owner{std::locale::classic(), catalog};
    const int index = catalog->domain(domain);
    return [owner, catalog, index](const char* sentence, const char* many, std::int64_t count) {
        return many == nullptr ? catalog->get(index, nullptr, sentence)
                               : catalog->get(index, nullptr, sentence, static_cast<int>(count));
    };
}

}  // namespace

std::string_view tag(Language language) {
    return language == Language::chinese ? "zh-CN" : "en";
}

Language language_of_locale(const std::function<std::string(const char*)>& environment) {
    std::string locale;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (locale.empty()) locale = environment(name);
    if (locale.empty() || locale == "C" || locale == "POSIX") return Language::english;
    const std::string wanted = environment("LANGUAGE");
    for (std::string_view rest = wanted; !rest.empty();)
        if (const auto language = language_named(next_part(rest, ':'))) return *language;
    return language_named(locale).value_or(Language::english);
}

Language own_language() {
    return language_of_locale(own_environment);
}

Language language_accepted(std::string_view header) {
    Language best = Language::english;
    int best_weight = 0;
    while (!header.empty()) {
        std::string_view range = next_part(header, ',');
        const std::string_view name = next_part(range, ';');
        const int weight = range.empty() ? 1000 : weight_of(trimmed(range));
        const auto language = name == "*" ? std::optional{Language::english} : language_named(name);
        if (!language || weight <= best_weight) continue;
        best = *language;
        best_weight = weight;
    }
    return best;
}

const Translation& translation_into(Language language) {
    static const Translation english;
    static const Translation chinese = read_catalog("zh", "CN");
    return language == Language::chinese ? chinese : english;
}

std::string in_own_language(const Words& words) {
    return translated(words, translation_into(own_language()));
}

}  // namespace vesper
