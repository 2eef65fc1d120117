#include "rules/key_words.hpp"

#include "rules/ascii.hpp"
#include "rules/spelling.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace vesper {

namespace {

// What is meant may differ by table: then the word has several lines, and the table decides.
constexpr auto synonyms = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"if", "when"},
    {"where", "when"},
    {"condition", "when"},
    {"conditions", "when"},
    {"only_if", "when"},
    {"filter", "when"},
    {"trigger", "on"},
    {"event", "on"},
    {"stage", "on"},
    {"start", "on"},
    {"starts", "on"},
    {"start", "from"},
    {"deadline", "of"},
    {"delay", "after"},
    {"wait", "after"},
    {"in", "after"},
    {"template", "message"},
    {"text", "message"},
    {"letter", "message"},
    {"mail", "message"},
    {"email", "channel"},
    {"send", "message"},
    {"body", "message"},
    {"except", "unless"},
    {"stop", "unless"},
    {"until", "latest"},
    {"until", "to"},
    {"end", "to"},
    {"close", "to"},
    {"open", "from"},
    {"expires", "latest"},
    {"steps", "step"},
    {"via", "channel"},
    {"by", "channel"},
    {"channels", "channel"},
    {"hours", "window"},
    {"type", "class"},
    {"kind", "class"},
    {"category", "class"},
    {"repeat", "every"},
    {"interval", "every"},
    {"count", "times"},
    {"recipient", "to"},
    {"params", "with"},
    {"parameters", "with"},
    {"renamed_from", "was"},
    {"countries", "country"},
    {"languages", "language"},
    {"lang", "language"},
    {"locale", "language"},
    {"platforms", "platform"},
    {"state", "subdivision"},
    {"province", "subdivision"},
    {"region", "subdivision"},
    {"tag", "tags"},
    {"amount", "total"},
    {"price", "total"},
    {"pieces", "quantity"},
    {"and", "all"},
    {"or", "any"},
    {"none", "not"},
    {"min", "from"},
    {"max", "below"},
    {"to", "below"},
    {"stars", "rating"},
    {"holdback", "holdout"},
    {"weekdays", "days"},
    {"day", "days"},
    {"except", "avoid"},
    {"触发", "on"},
    {"当", "on"},
    {"阶段", "on"},
    {"截止", "of"},
    {"延迟", "after"},
    {"之后", "after"},
    {"之前", "before"},
    {"除非", "unless"},
    {"条件", "when"},
    {"如果", "when"},
    {"类别", "class"},
    {"类型", "class"},
    {"时段", "window"},
    {"渠道", "channel"},
    {"信件", "message"},
    {"文本", "message"},
    {"模板", "message"},
    {"步骤", "step"},
    {"收件人", "to"},
    {"参数", "with"},
    {"规则", "rule"},
    {"优先级", "priority"},
    {"国家", "country"},
    {"语言", "language"},
    {"平台", "platform"},
    {"标签", "tags"},
    {"金额", "total"},
    {"数量", "quantity"},
    {"开始", "from"},
    {"结束", "to"},
});

std::string folded(std::string_view word) {
    std::string out = lower(word);
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}

}  // namespace

std::optional<std::string_view> key_meant(std::string_view word,
                                          const std::vector<std::string_view>& known) {
    const std::string plain = folded(word);
    for (const std::string_view key : known)
        if (key == plain) return key;  // `After`, `no-evening`
    for (const auto& [written, key] : synonyms)
        if (written == plain && std::find(known.begin(), known.end(), key) != known.end())
            return key;
    return std::nullopt;
}

std::optional<std::string> key_or_slip_of(std::string_view word,
                                          const std::vector<std::string_view>& known) {
    if (const auto meant = key_meant(word, known)) return std::string{*meant};
    return nearest(word, known);
}

std::string_view key_meant(std::string_view word) {
    const std::string plain = folded(word);
    for (const auto& [written, key] : synonyms)
        if (written == plain) return key;
    return {};
}

}  // namespace vesper
