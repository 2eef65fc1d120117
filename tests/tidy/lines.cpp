#include "lines.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace vesper::tidy {
namespace {

/// Blanks out comments and the insides of string and character literals, keeping every newline.
class Blanker {
public:
    explicit Blanker(const std::string& text) : text_(text), code_(text) {}

    std::string run() {
        while (at_ < text_.size()) {
            if (ahead("//")) {
                blank_until("\n", 0);
            } else if (ahead("/*")) {
                blank_until("*/", 2);
            } else if (ahead("R\"")) {
                const std::size_t open = text_.find('(', at_);
                const std::string name = text_.substr(at_ + 2, open - at_ - 2);
                at_ = open + 1;
                blank_until(")" + name + "\"", 0);
                at_ += name.size() + 2;
            } else if (text_[at_] == '"') {
                quoted('"');
            } else if (text_[at_] == '\'' && !digit_separator()) {
                quoted('\'');
            } else {
                ++at_;
            }
        }
        return std::move(code_);
    }

private:
    bool ahead(std::string_view word) const { return text_.compare(at_, word.size(), word) == 0; }
    bool digit_separator() const {
        return at_ > 0 && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0;
    }
    void blank() {
        if (text_[at_] != '\n') code_[at_] = ' ';
        ++at_;
    }
    void blank_until(const std::string& end, std::size_t extra) {
        const std::size_t stop = std::min(text_.find(end, at_), text_.size());
        while (at_ < std::min(stop + extra, text_.size())) blank();
    }
    void quoted(char quote) {
        ++at_;
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) blank();
            blank();
        }
        ++at_;
    }

    const std::string& text_;
    std::string code_;
    std::size_t at_ = 0;
};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

Lines lines_of(const std::string& text) {
    return {split(text), split(Blanker(text).run())};
}

}  // namespace vesper::tidy
