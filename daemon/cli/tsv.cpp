#include "daemon/cli/tsv.hpp"

#include <algorithm>
#include <istream>

namespace vesper::cli {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

}  // namespace

TsvReader::TsvReader(std::istream& in, std::vector<std::string_view> known)
    : in_(in), place_of_(known.size(), absent) {
    if (!read_line()) return;
    columns_ = values_.size();
    for (std::size_t place = 0; place < columns_; ++place) {
        std::string_view name = values_[place];
        if (place == 0 && name.starts_with("\xEF\xBB\xBF")) name.remove_prefix(3);
        name = trimmed(name);
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) {
            unused_.emplace_back(name);
        } else {
            place_of_[static_cast<std::size_t>(found - known.begin())] = place;
        }
    }
}

bool TsvReader::has_any() const {
    return std::any_of(place_of_.begin(), place_of_.end(),
                       [](std::size_t place) { return place != absent; });
}

bool TsvReader::next() {
    return read_line();
}

std::string_view TsvReader::value(std::size_t index) const {
    const std::size_t place = place_of_[index];
    return place < values_.size() ? trimmed(values_[place]) : std::string_view{};
}

bool TsvReader::read_line() {
    if (!std::getline(in_, line_)) return false;
    if (line_.ends_with('\r')) line_.pop_back();
    values_.clear();
    std::string_view rest = line_;
    for (std::size_t tab = rest.find('\t'); tab != std::string_view::npos; tab = rest.find('\t')) {
        values_.push_back(rest.substr(0, tab));
        rest.remove_prefix(tab + 1);
    }
    values_.push_back(rest);
    return true;
}

std::string tsv_value(std::string_view value) {
    std::string clean(value);
    for (char& letter : clean) {
        const unsigned char byte = static_cast<unsigned char>(letter);
        if (byte < 0x20 || byte == 0x7f) letter = ' ';
    }
    return clean;
}

}  // namespace vesper::cli
