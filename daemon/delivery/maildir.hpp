// Maildir, as D. J. Bernstein's maildir(5) describes it: write in tmp/, fsync, link into new/,
// fsync.
#pragma once

#include "daemon/delivery/courier.hpp"

namespace vesper {

/// The file is named by its job, so a second delivery of a job finds the first and counts as
/// delivered: this channel can be asked. Full disk is Deferred with slow_down. Throws if the
/// folders cannot be made.
std::unique_ptr<Channel> make_maildir(const ChannelConfig& config);

}  // namespace vesper
