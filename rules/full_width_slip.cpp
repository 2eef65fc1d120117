#include "rules/full_width_slip.hpp"

#include "rules/ascii.hpp"
#include "rules/full_width.hpp"
#include "rules/toml_line.hpp"

namespace vesper {

namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::size_t mended_bytes_max = 160;  // a longer line is not shown again

/// Which quotes belong together.
enum class Quotes { straight, curved, single, corner };

Quotes quotes_of(std::string_view written) {
    if (written == "\u300c" || written == "\u300d") return Quotes::corner;
    return written == "\u2018" || written == "\u2019" ? Quotes::single : Quotes::curved;
}

/// A line with an English keyboard's signs in the place of the full-width ones; texts in quotes
/// and comments as they are.
class Mended {
public:
    /// `closing`: a curved quote ends a text that a straight one began.
    Mended(std::string_view line, bool closing) : line_{line}, closing_{closing} {
        std::size_t at = 0;
        while (at < line.size() && !at_comment_) at += in_text_ ? text_char(at) : char_outside(at);
    }

    std::size_t slips() const { return slips_; }
    std::size_t first() const { return first_; }
    char meant() const { return meant_; }
    bool ends_in_text() const { return in_text_; }
    bool is_before_value() const { return equals_ == none || last_outside_ <= equals_; }
    std::string key() const { return out_.substr(0, out_.find('=')); }
    std::string value() const {
        const std::size_t equals = equals_ == none ? none : out_.find('=');
        return equals == none ? std::string{}
                              : value_for(std::string_view{out_}.substr(equals + 1));
    }
    /// Whether the value needs more than its signs replaced.
    bool has_other_value() const {
        const std::size_t equals = equals_ == none ? none : out_.find('=');
        return equals != none && value() != trimmed(std::string_view{out_}.substr(equals + 1));
    }
    std::string line() const {
        if (equals_ == none) return std::string{trimmed(out_)};
        return std::string{trimmed(key())} + " = " + value();
    }
    bool key_is_changed() const { return first_ <= equals_; }

private:
    void slip(std::size_t at, char meant) {
        if (slips_++ == 0) {
            first_ = at;
            meant_ = meant;
        }
        last_outside_ = at;
    }

    /// An apostrophe ends no text that a double quote began: “it’s”.
    bool ends_text(std::string_view quote) const {
        if (opened_ != Quotes::straight) return quotes_of(quote) == opened_;
        return closing_ && quotes_of(quote) == (quote_ == '"' ? Quotes::curved : Quotes::single);
    }

    std::size_t text_char(std::size_t at) {
        const auto wide = full_width_at(line_, at);
        const bool curved = wide && wide->meant == '"' && ends_text(line_.substr(at, wide->size));
        if (curved) slip(at, '"');
        if (curved || line_[at] == quote_) {
            in_text_ = false;
            out_ += quote_;
            return curved ? wide->size : 1;
        }
        const std::size_t size =
            line_[at] == '\\' && quote_ == '"' && at + 1 < line_.size() ? 2 : 1;
        out_ += line_.substr(at, size);
        return size;
    }

    std::size_t char_outside(std::size_t at) {
        const auto wide = full_width_at(line_, at);
        char c = wide ? wide->meant : line_[at];
        if (wide && c == ':' && (equals_ == none || out_.find('{') != none)) {
            c = '=';
            if (!out_.empty() && out_.back() != ' ') out_ += ' ';
        }
        if (wide) slip(at, c);
        if (c == '#') {
            at_comment_ = true;
            out_ += wide ? "#" + std::string{line_.substr(at + wide->size)} : std::string{};
            return 1;
        }
        if (c == '=' && equals_ == none) equals_ = at;
        if (c == '"' || c == '\'') {
            in_text_ = true;
            opened_ = wide ? quotes_of(line_.substr(at, wide->size)) : Quotes::straight;
            quote_ = c;
        }
        out_ += c;
        return wide ? wide->size : 1;
    }

    std::string_view line_;
    bool closing_;
    std::string out_;
    std::size_t slips_ = 0;
    std::size_t first_ = none;
    std::size_t last_outside_ = 0;
    std::size_t equals_ = none;  // in line_
    char meant_ = 0;
    char quote_ = 0;
    bool in_text_ = false;
    Quotes opened_ = Quotes::straight;
    bool at_comment_ = false;
};

/// All that is to be written instead.
Words whole(const Mended& mended) {
    const std::string all = mended.key_is_changed() ? mended.line() : mended.value();
    if (all.empty() || all.size() > mended_bytes_max) return {};
    return mended.key_is_changed() ? write_line(all) : write_value(all);
}

}  // namespace

std::optional<TomlSlip> full_width_slip(const std::string& line, bool in_text) {
    Mended mended{line, false};
    if (in_text && !mended.ends_in_text()) return std::nullopt;  // a text of several lines
    if (mended.ends_in_text()) mended = Mended{line, true};
    if (mended.slips() == 0) return std::nullopt;
    const bool odd = mended.ends_in_text();  // quotes inside of a text: which of them ends it?
    if (odd && (in_text || mended.meant() != '"')) return std::nullopt;
    const char meant = mended.meant();
    const std::size_t size = full_width_at(line, mended.first())->size;
    const std::string written = line.substr(mended.first(), size);
    const bool alone = mended.slips() == 1 && meant != ' ' && meant != '"' &&
                       (meant == '#' || !mended.has_other_value());
    return TomlSlip{column_of(line, mended.first()),
                    meant == ' '   ? say("this is a full-width blank")
                    : meant == '"' ? say("text is written in straight quotes")
                                   : say("this is the full-width {}", written),
                    alone ? say("write {}", std::string(1, meant))
                    : odd ? Words{}
                          : whole(mended)};
}

}  // namespace vesper
