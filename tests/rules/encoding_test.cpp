// What a file that is not UTF-8 probably is.
#include "rules/encoding.hpp"

#include <catch2/catch.hpp>

#include <string>

using vesper::likely_encoding;
using namespace std::string_literals;

TEST_CASE("files saved in another encoding are told by their bytes") {
    auto [bytes, expected] = GENERATE(table<std::string, std::string>({
        // "# 买家已付款" and "尊敬的顾客，您好！", as Windows in China saves them
        {"# \xc2\xf2\xbc\xd2\xd2\xd1\xb8\xb6\xbf\xee", "GBK"},
        {"\xd7\xf0\xbe\xb4\xb5\xc4\xb9\xcb\xbf\xcd\xa3\xac\xc4\xfa\xba\xc3\xa3\xa1", "GBK"},
        // "您的訂單正在等待付款", as in Taiwan and Hong Kong
        {"\xb1\x7a\xaa\xba\xad\x71\xb3\xe6\xa5\xbf\xa6\x62\xb5\xa5\xab\xdd\xa5\x49\xb4\xda",
         "Big5"},
        // "ご注文ありがとう", as in Japan
        {"\x82\xb2\x92\x8d\x95\xb6\x82\xa0\x82\xe8\x82\xaa\x82\xc6\x82\xa4", "Shift_JIS"},
        // "Здравствуйте, заказ", as in Russia
        {"\xc7\xe4\xf0\xe0\xe2\xf1\xf2\xe2\xf3\xe9\xf2\xe5, \xe7\xe0\xea\xe0\xe7", "Windows-1251"},
        // "Prüfen Sie die Größe", "ação, não", as in the West
        {"Pr\xfc\x66\x65n Sie die Gr\xf6\xdf\x65, f\xfcr \xdc\x62\x65n", "Windows-1252"},
        {"a\xe7\xe3o, n\xe3o, voc\xea", "Windows-1252"},
        {"\xff\xfe#\0"s, "UTF-16"},
        {"\0#\0 "s, "UTF-16"},
        {"# plain", ""},
        {"\x80\xff\x80\xff\x80\xff", ""},
    }));
    CHECK(likely_encoding(bytes) == expected);
}
