#include "daemon/not_read.hpp"

#include "daemon/set_files.hpp"
#include "rules/ascii.hpp"
#include "rules/spelling.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

namespace vesper {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t entries_max = 10 * set_files_max;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Somebody keeps it on purpose, or a program left it.
bool is_leftover(std::string_view stem, std::string_view end) {
    return is_one_of(end, {".bak", ".old", ".orig", ".rej", ".swp", ".swo", ".swx", ".tmp", ".part",
                           ".save", ".off", ".disabled"}) ||
           end.starts_with(".dpkg-") || end.starts_with(".ucf-") || end.starts_with(".rpm") ||
           stem.starts_with("readme") || stem.starts_with("license");
}

/// What a file of texts is called instead by other programs, and by slips of the hand.
bool is_taken_for(std::string_view end, std::string_view ending) {
    if (is_one_of(end, {".txt", ".text", ".rtf", ".doc", ".docx"})) return true;
    if (ending == ".md") return is_one_of(end, {".markdown", ".mdown", ".mkd", ".htm", ".html"});
    return is_one_of(end, {".conf", ".ini", ".yaml", ".yml", ".json"}) ||
           nearest(end, {ending}).has_value();
}

/// The name under which it would be read; "": it was not meant to be.
std::string name_meant(const std::string& name, std::string_view ending) {
    const std::string small = lower(name);
    const std::size_t dot = small.rfind('.');
    if (dot == std::string::npos || dot == 0) return {};
    const std::string_view end = std::string_view{small}.substr(dot);
    if (is_leftover(small, end)) return {};
    const std::size_t inside = small.find(ending);
    const std::size_t behind = inside + ending.size();
    const bool has_ending =
        inside != std::string::npos && (behind == small.size() || small[behind] == '.');
    if (!has_ending && !is_taken_for(end, ending)) return {};
    return name.substr(0, has_ending ? inside : dot) + std::string{ending};
}

Words why(std::string_view group, const std::string& end, std::string_view ending) {
    if (group == "messages")
        return say("not read: its name ends in {}; the names of messages end in {}", end, ending);
    if (group == "calendars")
        return say("not read: its name ends in {}; the names of calendars end in {}", end, ending);
    return say("not read: its name ends in {}; the names of rules end in {}", end, ending);
}

}  // namespace

Diagnostics not_read(const std::string& manager_dir) {
    std::map<std::string, Diagnostic> found;
    for (const auto& [group, ending] :
         {std::pair{"rules", ".toml"}, {"messages", ".md"}, {"calendars", ".toml"}}) {
        std::error_code error;
        fs::recursive_directory_iterator entries{fs::path{manager_dir} / group, error};
        for (std::size_t seen = 0;
             !error && entries != fs::recursive_directory_iterator{} && ++seen < entries_max;
             entries.increment(error)) {
            const fs::path& path = entries->path();
            const std::string name = path.filename().string();
            const std::string end = path.extension().string();
            std::error_code gone;
            if (entries.depth() >= static_cast<int>(set_depth_max) || passed_over(name))
                entries.disable_recursion_pending();
            if (passed_over(name) || end == ending || !entries->is_regular_file(gone)) continue;
            const std::string meant = name_meant(name, ending);
            if (meant.empty()) continue;
            const std::string shown = path.lexically_relative(manager_dir).string();
            found[shown] = {Severity::warning,
                            shown,
                            {},
                            why(group, end, ending),
                            fs::exists(path.parent_path() / meant, gone)
                                ? Words{}
                                : say("rename it to {}", meant),
                            {}};
        }
    }
    Diagnostics all;
    for (auto& [name, one] : found)
        if (all.size() < not_read_shown_max) all.push_back(std::move(one));
    return all;
}

}  // namespace vesper
