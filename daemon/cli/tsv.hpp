// Tab-separated values, as analysts' tools write them: a header line names the columns, in any
// order, then a row per line. No quoting: a value holds neither tab nor newline.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace vesper::cli {

class TsvReader {
public:
    /// Reads the header line; a byte order mark and carriage returns are passed over.
    TsvReader(std::istream& in, std::vector<std::string_view> known);

    /// Names of the header that are not known here; their columns are passed over.
    const std::vector<std::string>& unused() const { return unused_; }
    /// Whether the header names known column `index`.
    bool has(std::size_t index) const { return place_of_[index] != absent; }
    bool has_any() const;

    /// The next row; false at the end.
    bool next();
    /// Of known column `index`, without blanks around it; empty where the row is short. Valid until
    /// next().
    std::string_view value(std::size_t index) const;
    /// The row has more values than the header has names.
    bool too_long() const { return values_.size() > columns_; }

private:
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);
    bool read_line();

    std::istream& in_;
    std::string line_;
    std::vector<std::string_view> values_;
    std::vector<std::size_t> place_of_;
    std::vector<std::string> unused_;
    std::size_t columns_ = 0;
};

/// Tabs, newlines and other control characters of `value` as blanks.
std::string tsv_value(std::string_view value);

}  // namespace vesper::cli
