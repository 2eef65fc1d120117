// The words of rule files: every table, its keys, what a key takes, and one sentence on each.
//
// The readers ask these tables which keys there are, and `vesper schema` writes them out for
// editors: there is no second list that could differ.
#pragma once

#include <string_view>
#include <vector>

namespace vesper {

struct KeyWord {
    std::string_view key;
    std::string_view takes;  // what it takes: a name of vocabulary_types() or of a table
    std::string_view help;
};
using KeyWords = std::vector<KeyWord>;

/// A table of a rule file, by the name that KeyWord::takes uses for it.
struct TableWords {
    std::string_view name;
    KeyWords keys;
};

/// All tables: "file" is the top. Keys in the order in which people read them.
const std::vector<TableWords>& rule_tables();

/// The keys of one of them, for TomlSection::only.
const std::vector<std::string_view>& keys_of(std::string_view table);

}  // namespace vesper
