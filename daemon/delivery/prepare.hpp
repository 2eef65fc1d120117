// One job made ready to leave: addressed, written, and in the form of its channel.
#pragma once

#include "daemon/config.hpp"
#include "daemon/delivery/courier.hpp"
#include "rules/load.hpp"
#include "scheduler/job.hpp"
#include "scheduler/zones.hpp"

#include <string>
#include <variant>

namespace vesper {

/// What leaves, and what is kept of it as evidence. `parcel.attempt` is the caller's to fill in.
struct Prepared {
    Parcel parcel;
    std::string redirected_from;
    std::string subject;
    std::string text;
};
/// This channel cannot reach this person; another may.
struct Unserved {
    std::string reason;
};
/// Nothing can be written: for a person to mend.
struct Unwritten {
    std::string reason;
    std::string shareable{};  // without where the buyer lives; empty: it does not say
};
using Preparation = std::variant<Prepared, Unserved, Unwritten>;

/// `step` is the job's, `channel` the configuration of the job's channel. Letters to the shop go to
/// its staff, in its own language. In a safe first week (`redirect_to`) only mail can be
/// redirected: what would reach a buyer some other way, or act for one, is unserved.
Preparation prepare(const Job& job, const Step& step, const Order& order, const RunningSet& set,
                    const ChannelConfig& channel, const ZoneSnapshot& zones, Instant now);

/// The text that its reader gets, in the reader's language or the nearest there is; nullptr: none.
const Message* text_of(const Job& job, const Step& step, const Order& order, const RunningSet& set);

}  // namespace vesper
