#include "daemon/journal_line.hpp"

#include "daemon/log.hpp"
#include "rules/addresses.hpp"

namespace vesper {

std::string journal_line(const Happening& happening) {
    std::string line;
    if (happening.job != 0) line += "job=" + std::to_string(happening.job) + " ";
    if (!happening.order.empty()) line += "order=" + log::value(happening.order) + " ";
    line += "what=" + log::value(happening.what);
    if (!happening.rule.empty()) line += " rule=" + log::value(happening.rule);
    const std::string& words = happening.shareable.empty() ? happening.words : happening.shareable;
    if (!words.empty())
        line +=
            " words=" + log::value(without_addresses(log::in_own_words(log::without_place(words))));
    return line;
}

}  // namespace vesper
