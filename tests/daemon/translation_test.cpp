// Who is spoken to in which language, and what Chinese shop managers read: whole texts.
#include "daemon/translation.hpp"

#include "daemon/config.hpp"
#include "rules/load.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace vesper;

namespace {

/// What `vesper check` prints in Chinese of a file of rules, a message, a shop, a configuration.
std::string in_chinese(const Diagnostics& found) {
    return format(found, translation_into(Language::chinese));
}

std::string of_rules(const std::string& text) {
    Diagnostics found;
    load_rules({{"r.toml", text}}, found);
    return in_chinese(found);
}

std::string of_message(const std::string& body) {
    Diagnostics found;
    load_message({"messages/m/zh.md", "+++\nsubject = \"s\"\n+++\n" + body}, found);
    return in_chinese(found);
}

std::string of_config(const std::string& text) {
    Diagnostics found;
    load_config({"vesper.toml", text}, "/etc/vesper", found);
    return in_chinese(found);
}

const std::string window = "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n";

std::string a_rule(const std::string& more) {
    return window +
           "[rule.thanks]\non = \"delivered\"\nafter = \"3d\"\nclass = \"transactional\"\n"
           "window = \"evening\"\nchannel = \"email\"\nmessage = \"thanks\"\n" +
           more;
}

}  // namespace

TEST_CASE("the language of a locale, as gettext finds it") {
    auto [set, expected] = GENERATE(table<std::string, Language>({
        {"", Language::english},
        {"LANG=zh_CN.UTF-8", Language::chinese},
        {"LANG=zh_TW.UTF-8", Language::chinese},
        {"LANG=zh", Language::chinese},
        {"LANG=de_DE.UTF-8", Language::english},
        {"LANG=C", Language::english},
        {"LANG=zh_CN.UTF-8 LC_ALL=C", Language::english},
        {"LANG=zh_CN.UTF-8 LC_MESSAGES=en_GB.UTF-8", Language::english},
        {"LANG=en_US.UTF-8 LC_MESSAGES=zh_CN", Language::chinese},
        {"LANG=de_DE.UTF-8 LANGUAGE=de:zh_CN:en", Language::chinese},
        {"LANG=zh_CN.UTF-8 LANGUAGE=en", Language::english},
        {"LANG=C.UTF-8 LANGUAGE=zh_CN", Language::chinese},
        {"LC_ALL=C LANGUAGE=zh_CN", Language::english},
        {"LANGUAGE=zh_CN", Language::english},
        {"LC_ALL=zhuang", Language::english},
    }));
    const std::string blanked = ' ' + set + ' ';
    CHECK(language_of_locale([&](const char* name) -> std::string {
              const std::string wanted = ' ' + std::string{name} + '=';
              const std::size_t at = blanked.find(wanted);
              if (at == std::string::npos) return "";
              const std::size_t begin = at + wanted.size();
              return blanked.substr(begin, blanked.find(' ', begin) - begin);
          }) == expected);
}

TEST_CASE("the language of a request, by its weights") {
    auto [header, expected] = GENERATE(table<std::string, Language>({
        {"", Language::english},
        {"zh-CN", Language::chinese},
        {"ZH-hans-cn", Language::chinese},
        {"zh-TW, zh;q=0.9, en;q=0.8", Language::chinese},
        {"en, zh;q=0.9", Language::english},
        {"en;q=0.5 , zh;q=0.7", Language::chinese},
        {"de, fr;q=0.9", Language::english},
        {"de, zh;q=0.1", Language::chinese},
        {"zh;q=0", Language::english},
        {"*, zh;q=0.5", Language::english},
        {"zh;q=nonsense", Language::english},
        {",,;;=,zh", Language::chinese},
    }));
    CHECK(language_accepted(header) == expected);
}

TEST_CASE("the catalog is there; a sentence it does not know stays English") {
    const Translation& into = translation_into(Language::chinese);
    REQUIRE(into);
    CHECK(translated(say_count(3, "{} error", "{} errors"), into) == "3 个错误");
    CHECK(translated(say_count(1, "{} error", "{} errors"), into) == "1 个错误");
    CHECK(translated(say("nobody ever {} this", "translated"), into) ==
          "nobody ever translated this");
    CHECK_FALSE(translation_into(Language::english));
}

TEST_CASE("what a shop manager reads of rules") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {a_rule("latst = \"9d\"\n"),
         "r.toml:11:1: 错误：[rule.thanks] 里没有 \"latst\" 这个词\n"
         "   latst = \"9d\"\n"
         "   ^ 是不是想写 \"latest\"？\n"},
        {a_rule("times = \"six\"\nevery = \"4d\"\n"),
         "r.toml:11:9: 错误：\"times\" 应当是整数，而不是引号里的文本\n"
         "   times = \"six\"\n"
         "           ^\n"},
        {window + "[rule.thanks]\non = \"delivered\"\nafter = \"3d\"\nclass = \"transactional\"\n"
                  "window = \"evening\"\nmessage = \"thanks\"\n",
         "r.toml:4:7: 错误：规则 \"thanks\" 缺少 \"channel\"\n"
         "   [rule.thanks]\n"
         "         ^ 写在这里或 [defaults] 里，如 channel = \"email\"\n"},
        {a_rule("latest = \"1.5d\"\n"),
         "r.toml:11:10: 错误：\"1.5d\" 不是整数；请改用更小的单位，如一个半小时写 \"90m\"\n"
         "   latest = \"1.5d\"\n"
         "            ^\n"},
        {a_rule("latest = \"2d\"\n"),
         "r.toml:11:10: 错误：latest（2 天）早于 after（3 天）\n"
         "   latest = \"2d\"\n"
         "            ^ 两者都从 on 所写的事件算起\n"},
        {"[window.w]\nfrom = \"20:00\"\nto = \"20:00\"\n[window.w.in.ES]\nfrom = \"20:00\"\n",
         "r.toml:3:6: 错误：时段 \"w\" 的开始和结束都是 20:00\n"
         "   to = \"20:00\"\n"
         "        ^\n"},
        {window + "days = \"mon-fry\"\n",
         "r.toml:4:8: 错误：没有 \"fry\" 这个日子；日子写作 \"mon-fri\"、\"sat,sun\" 或 \"daily\"\n"
         "   days = \"mon-fry\"\n"
         "          ^\n"},
        {window + "[window.evening]\nfrom = \"18:00\"\n",
         "r.toml:4:1: 错误：\"window.evening\" 写了两次\n"
         "   [window.evening]\n"
         "   ^ 第一次在第 1 行\n"},
        {"# \xc2\xf2\xbc\xd2\xd2\xd1\xb8\xb6\xbf\xee\n",
         "r.toml:1:3: 错误：这个文件不是 UTF-8 编码；看起来是 GBK\n"
         "   # ?????\xd1\xb8???\n"
         "     ^ 请另存为 UTF-8 编码；在记事本里：另存为，编码\n"},
        {a_rule("when.country = [\"UK\"]\nwhen.total.from = { EUR = \"ten\" }\n"),
         "r.toml:11:17: 错误：没有 \"UK\" 这个国家代码\n"
         "   when.country = [\"UK\"]\n"
         "                   ^ 是不是想写 \"GB\"？\n"
         "r.toml:12:27: 错误：\"ten\" 不是 \"49.90\" 这样的金额\n"
         "   when.total.from = { EUR = \"ten\" }\n"
         "                             ^\n"},
        {a_rule("when.review.sentiment = \"bad\" # 差评\n"),
         "r.toml:11:6: 警告：条件在规则开始时判断，而评价在 \"delivered\" 之后才有\n"
         "   when.review.sentiment = \"bad\" # 差评\n"
         "        ^ 在那时开始的规则写 on = \"review\"\n"
         "r.toml:11:25: 错误：sentiment 不能是 \"bad\"\n"
         "   when.review.sentiment = \"bad\" # 差评\n"
         "                           ^ 可用的有：positive、neutral、negative\n"},
        {"[window.夜晚]\nfrom = \"19:00\"\n",
         "r.toml:1:9: 错误：时段的名字只能用小写字母、数字和连字符\n"
         "   [window.夜晚]\n"
         "           ^ 如 [window.evening]\n"},
        {a_rule("unless = [\"review\" dispute]\n"),
         "r.toml:11:20: 错误：无法读取列表：应当是逗号或结尾的 ']'，实际是 'd'\n"
         "   unless = [\"review\" dispute]\n"
         "                      ^\n"},
        {a_rule("on： “delivered”\n"),
         "r.toml:11:3: 错误：这是全角的 ：\n"
         "   on： “delivered”\n"
         "     ^ 请写 on = \"delivered\"\n"},
        {a_rule("unless = \"退款\"\n"),
         "r.toml:11:10: 错误：没有 \"退款\" 这个阶段\n"
         "   unless = \"退款\"\n"
         "            ^ 是不是想写其中之一：\"refund-requested\"、\"refunded\"？\n"},
        {a_rule("to = “shop”\n"),
         "r.toml:11:6: 错误：文本要写在英文直引号里\n"
         "   to = “shop”\n"
         "        ^ 请写 \"shop\"\n"},
    }));
    CHECK(of_rules(text) == expected);
}

TEST_CASE("what a shop manager reads of messages, of the set and of settings") {
    CHECK(of_message("您好 {{buyer.name}}\n") ==
          "messages/m/zh.md:4:4: 错误：并非每个订单都有 \"buyer.name\"\n"
          "   您好 {{buyer.name}}\n"
          "        ^ 请写 {{buyer.name | else: ...}} 或 {{#buyer.name}} ... {{/buyer.name}}\n");
    CHECK(of_message("｛｛shop.name｝｝\n") ==
          "messages/m/zh.md:4:1: 错误：全角花括号会原样发出去\n"
          "   ｛｛shop.name｝｝\n"
          "   ^ 字段写作 {{name}}，花括号请用英文键盘输入\n");
    CHECK(of_config("[channel.mail]\nkind = \"email\"\n") ==
          "vesper.toml:1:10: 错误：渠道 \"mail\" 缺少 \"relay\"\n"
          "   [channel.mail]\n"
          "            ^ 如 relay = \"mail.example.com:587\"\n");
    const SetSources sources{
        {"shop.toml",
         "name = \"S\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\", \"de\"]\n"
         "sender = \"S <s@example.com>\"\n"},
        {{"r.toml", a_rule("")}},
        {{"messages/thanks/en.md", "+++\nsubject = \"s\"\n+++\nHello\n"}}};
    CHECK(in_chinese(load_set(sources, {"email"}).diagnostics) ==
          "r.toml:10:11: 警告：消息 \"thanks\" 没有语言 de 的文本；这些买家会读到语言 en 的文本\n"
          "   message = \"thanks\"\n"
          "             ^ 缺少：messages/thanks/de.md\n");
    CHECK(in_chinese(load_set({{"shop.toml", ""}, {}, {}}, {}).diagnostics) ==
          "shop.toml: 错误：店铺缺少 \"name\"；请写 name = \"Sample Shop\"\n"
          "shop.toml: 错误：店铺缺少 \"zone\"；店铺的时区，如 zone = \"Asia/Shanghai\"\n"
          "shop.toml: 错误：店铺缺少 \"languages\"；请写 languages = [\"en\"]\n"
          "shop.toml: 错误：店铺缺少 \"sender\"；请写 sender = \"Sample Shop "
          "<shop@example.com>\"\n");
}

TEST_CASE("nothing said is nothing in Chinese: a catalog's entry for it is its own header") {
    CHECK(translation_into(Language::chinese)("", nullptr, 0) != nullptr);
    CHECK(translated(from_table(""), translation_into(Language::chinese)).empty());
}

TEST_CASE("why a platform does not allow a rule is said in Chinese, reason and all") {
    std::ifstream file{source_tree() + "/rules/library/rules/90-platforms.toml"};
    std::ostringstream table;
    table << file.rdbuf();
    SetSources sources;
    sources.shop = {"shop.toml",
                    "name = \"S\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\"]\n"
                    "sender = \"S <s@example.com>\"\n"};
    sources.rules = {{"p.toml", table.str()}, {"r.toml", a_rule("when.platform = \"amazon\"\n")}};
    sources.messages = {{"messages/thanks/en.md", "+++\nsubject = \"s\"\n+++\nHello\n"}};
    CHECK(in_chinese(load_set(sources, {"email"}).diagnostics) ==
          "r.toml:11:1: 错误：amazon 不允许规则 \"thanks\" 的做法：不得发送：Amazon "
          "自己通知买家包裹的情况，不允许发货确认信\n"
          "   when.platform = \"amazon\"\n"
          "   ^ 这条规则没有用处；请删掉它\n");
}
