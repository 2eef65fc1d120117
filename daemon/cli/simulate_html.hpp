// A simulation as one page of HTML that needs nothing else: for a manager to look at and to send
// on.
//
// No script, no font, no picture from anywhere; a policy in its head holds the browser to that. The
// same simulation gives the same bytes. It names orders, rules and messages and no buyer; subjects
// only where they are asked for, for a subject may hold a name.
#pragma once

#include "daemon/simulate.hpp"

#include <string>

namespace vesper::cli {

struct HtmlPage {
    const Simulation& simulation;
    std::string shop_name;
    const Zone& shop;
    const ZoneSnapshot& zones;
    bool subjects = false;
};

std::string simulation_html(const HtmlPage& page);

}  // namespace vesper::cli
