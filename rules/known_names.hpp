// Names that come from outside and of which many are known: a slip among them can be seen, though a
// name that is not known may be right.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// Marketplaces and shop systems. Others may be written: a shop's own system has its own name. One
/// that is nearly one of these is a slip.
const std::vector<std::string_view>& known_platforms();

/// The one of them that is meant: "amazon" for "Amazon", "amazon.de", "amazn" and "亚马逊"; ""
/// where nobody knows.
std::string platform_meant(std::string_view text);

/// Amazon's marketplaces by their ids, as its events name them. There may be new ones.
const std::vector<std::string_view>& known_marketplaces();

/// The country whose marketplace is meant: "DE" for "DE" and "amazon.de", "GB" for "amazon.co.uk";
/// empty for others.
std::string country_of_marketplace(const std::string& text);

/// The id of Amazon's marketplace in a country; empty where it has none.
std::string_view marketplace_of(const std::string& country);

/// Whether it is nearly one of the known ids, or has their form.
bool is_doubtful_marketplace(const std::string& text);

/// "DHL Express" for "DHL": a name that orders have for a carrier of several names; empty for
/// others.
std::string another_name_of_carrier(const std::string& text);

}  // namespace vesper
