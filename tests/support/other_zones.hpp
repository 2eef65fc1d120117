// The machine's zones as another release would have them.
#pragma once

#include "tests/support/zones.hpp"

namespace vesper::test {

/// `name` keeps the clock of `like`.
inline std::shared_ptr<const ZoneSnapshot> zones_where(const std::string& name,
                                                       const std::string& like,
                                                       const std::string& version) {
    auto text = read_zoneinfo_text("/usr/share/zoneinfo");
    if (!text) throw std::runtime_error(text.error().message);
    std::string bytes;
    for (const ZoneFile& file : text->files)
        if (file.name == like) bytes = file.tzif;
    for (ZoneFile& file : text->files)
        if (file.name == name) file.tzif = bytes;
    auto built = ZoneSnapshot::build(version, text->files, text->links, text->places);
    if (!built || bytes.empty()) throw std::runtime_error("no such zones");
    return *built;
}

}  // namespace vesper::test
