// From the texts people edit to a set the house can run on.
//
// A set is taken whole or not at all. Diagnostics carry the first syntax error of a file, or all of
// its other problems at once; several files are all reported. Later sources override earlier ones
// by file name (the shipped library comes first, then /etc).
#pragma once

#include "rules/calendar.hpp"
#include "rules/diagnostic.hpp"
#include "rules/message.hpp"
#include "rules/rule.hpp"
#include "rules/shop.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vesper {

inline constexpr std::size_t rules_max = 1000;     // of a set
inline constexpr std::size_t windows_max = 200;    // of a set
inline constexpr std::size_t messages_max = 5000;  // texts of a set, all languages

/// The texts a set is made of. Names are relative: "shop.toml", "rules/20-paid.toml",
/// "messages/x/de.md", "calendars/holidays.toml".
struct SetSources {
    Source shop;
    std::vector<Source> rules;  // sorted by name; overriding by name already done
    std::vector<Source> messages;
    std::vector<Source> calendars{};  // in the order in which they count: shipped ones first
    /// Names of those that are not shipped but the manager's own, and of the folders they may lie
    /// in, which end in a slash: "rules/", "rules/20-paid.toml".
    std::set<std::string> own{};
};

/// A folder of the manager's that is gone, or from which all files are gone at once, although the
/// set that runs has some from it (`before`, as SetSources::own): a disk that is not mounted and a
/// slip of the hand look like that, and what is shipped alone would withdraw the shop's letters.
Diagnostics vanished(const std::set<std::string>& before, const SetSources& now);

/// Everything managers wrote, understood.
struct RunningSet {
    Shop shop;
    RuleSet rules;
    MessageSet messages;
    CalendarSet calendars;
};

/// A channel of the configuration, as far as rules must know it.
struct KnownChannel {
    std::string name;
    bool acts = false;  // it can do something that is not a letter, and stands in a platform's name
    bool is_sms = false;  // what it carries is read on a telephone, and paid for by the piece
    KnownChannel(std::string channel_name, bool can_act = false)
        : name{std::move(channel_name)}, acts{can_act} {}
    KnownChannel(const char* channel_name) : name{channel_name} {}
};

struct Loaded {
    std::optional<RunningSet> set;  // absent exactly when `diagnostics` has an error
    Diagnostics diagnostics;
    std::optional<RunningSet> draft{};  // in its place: what could be read, to look for more errors
};

/// Parses and cross-checks: windows, messages in the shop's default language, and channels named by
/// rules exist (`channels`: those configured; empty = not known, do not check). `is_zone` answers
/// whether a zone that the texts name is known; empty = do not check.
Loaded load_set(const SetSources& sources, const std::vector<KnownChannel>& channels,
                const std::function<bool(const std::string&)>& is_zone = {});

// The parts, for tests and editors. Each appends to `diagnostics`.
Shop load_shop(const Source& source, Diagnostics& diagnostics,
               const std::function<bool(const std::string&)>& is_zone = {});
RuleSet load_rules(const std::vector<Source>& sources, Diagnostics& diagnostics);

}  // namespace vesper
