// The files of a set, watched while the house runs: save, and it is live.
//
// What is taken is what two looks at least a second apart find the same, text for text, with no
// file open for writing in between: never half of a save, and never half of a `git checkout`. By
// what stands in them, not by their times: a file that was touched changes nothing. While people
// or programs keep writing the set waits, however long.
#pragma once

#include "daemon/folder_watch.hpp"
#include "rules/load.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace vesper {

/// When two looks count as two.
inline constexpr std::chrono::seconds set_settles{1};

class SetWatch {
public:
    using Moment = FolderWatch::Moment;

    /// `live`: is told what changes; else it reads when asked.
    SetWatch(std::string manager_dir, std::string library_dir, bool live);

    /// The files as they are now, at rest or not: at the start, and when somebody asks.
    SetSources read(Moment now);
    /// What was read or found last has been judged: it comes again only after it has changed.
    void judged() { judged_ = seen_; }
    /// What was judged may be judged otherwise now: it comes again, at rest as ever.
    void judge_again() { judged_.clear(); }

    struct Look {
        std::optional<SetSources> sources;  // at rest, and not judged yet
        bool restless = false;              // look again when set_settles has passed
    };
    Look look(Moment now);

    /// Something in the folders changed; the next look tells what.
    bool changed(Moment now) { return folders_ && folders_->changed(now); }
    /// When to look after something changed: soon, and yet no two looks within set_settles.
    Moment next_look(Moment now) const;

    /// Readable when something may have changed; -1: there is none.
    int descriptor() const { return folders_ ? folders_->descriptor() : -1; }
    /// Why not every change is told; empty: it is.
    Words problem() const { return folders_ ? folders_->problem() : Words{}; }

private:
    std::string manager_dir_;
    std::string library_dir_;
    std::optional<FolderWatch> folders_;
    std::string judged_;  // digests
    std::string seen_;
    Moment looked_at_{};
};

}  // namespace vesper
