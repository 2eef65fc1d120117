#include "daemon/set_watch.hpp"

#include "daemon/set_files.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::chrono::milliseconds soon{100};  // editors rename within a few

}  // namespace

SetWatch::SetWatch(std::string manager_dir, std::string library_dir, bool live)
    : manager_dir_(std::move(manager_dir)), library_dir_(std::move(library_dir)) {
    if (live) folders_.emplace();
}

SetSources SetWatch::read(Moment now) {
    looked_at_ = now;
    // Watched first: what changes while it is read is told.
    if (folders_) folders_->follow(folders_to_watch(manager_dir_, library_dir_));
    SetSources sources = read_set(manager_dir_, library_dir_);
    seen_ = digest_of(sources);
    return sources;
}

SetWatch::Look SetWatch::look(Moment now) {
    const std::string before = seen_;
    const bool early = now - looked_at_ < set_settles;
    Look look;
    SetSources sources = read(now);
    if (seen_ == judged_) return look;
    look.restless = early || seen_ != before || (folders_ && folders_->being_written(now));
    if (!look.restless) look.sources = std::move(sources);
    return look;
}

SetWatch::Moment SetWatch::next_look(Moment now) const {
    return std::max(now + soon, looked_at_ + set_settles);
}

}  // namespace vesper
