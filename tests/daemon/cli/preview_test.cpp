// preview: a letter for an invented order, for an order of a file, for one of the daemon.
#include "tests/daemon/cli/fake_daemon.hpp"
#include "tests/daemon/cli/typed.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace vesper::cli;
namespace fs = std::filesystem;

namespace {

/// A shop of one message, gone with the test.
struct Desk {
    fs::path path;
    Person person;

    Desk() {
        std::string made = (fs::temp_directory_path() / "vesper-preview-XXXXXX").string();
        REQUIRE(mkdtemp(made.data()) != nullptr);
        path = made;
        write("shop.toml",
              "name = \"Sample Shop\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\", \"de\"]\n"
              "currency = \"EUR\"\nsender = \"Sample Shop <shop@example.com>\"\n"
              "unsubscribe = \"https://shop.example/leave?o={{order.id}}\"\n");
        write("vesper.toml", "[folders]\nlibrary = \"\"\n");
        write("messages/thanks/en.md",
              "+++\nsubject = \"Thanks for {{order.number}}\"\n+++\n"
              "Hello {{buyer.given_name | else: you}}, {{order.total | else: that}} of **ours**.\n"
              "\n{{> bye}}\n");
        write("messages/thanks/de.md",
              "+++\nsubject = \"Danke\"\n+++\nHallo {{buyer.given_name | else: Du}}\n");
        write("messages/partials/bye/en.md",
              "{{#shop.unsubscribe}}[Leave]({{shop.unsubscribe}}){{/shop.unsubscribe}}\n");
    }
    ~Desk() { fs::remove_all(path); }

    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name) << text;
    }
    Seen preview(std::vector<std::string> words, const std::string& input = "") {
        words.insert(words.begin(), "preview");
        words.insert(words.end(),
                     {"--rules", path.string(), "--config", (path / "vesper.toml").string()});
        return person.types(words, input);
    }
};

constexpr const char* two_events =
    R"({"specversion":"1.0","id":"1","source":"shopify:/s","type":"vesper.order.placed.v1",)"
    R"("time":"2026-03-20T10:00:00Z","data":{"order":{"id":"7","number":"#7","platform":"shopify",)"
    R"("account":"s"},"buyer":{"given_name":"Anna","email":"a@b.example","locale":"de-CH"},)"
    R"("ship_to":{"country":"DE"}}})"
    "\n"
    R"({"specversion":"1.0","id":"2","source":"shopify:/s","type":"vesper.order.placed.v1",)"
    R"("time":"2026-03-20T10:00:00Z","data":{"order":{"id":"8","platform":"shopify",)"
    R"("account":"s"},"buyer":{"email":"a@b.example"}}})"
    "\n";

}  // namespace

TEST_CASE("preview: an invented order, a sparse one, another language") {
    Desk desk;
    const Seen full = desk.preview({"thanks"});
    CHECK(full.err.empty());
    CHECK(full.out ==
          "Subject:   Thanks for #4501\n"
          "From:      Sample Shop <shop@example.com>\n"
          "Text:      messages/thanks/en.md\n"
          "Clock:     Europe/London\n"
          "Leave at:  https://shop.example/leave?o=4501\n"
          "\n"
          "Hello Emma, €1,234.50 of ours.\n"
          "\n"
          "Leave <https://shop.example/leave?o=4501>\n");
    CHECK(desk.preview({"thanks", "--sparse", "--text"}).out ==
          "Hello you, that of ours.\n\nLeave <https://shop.example/leave?o=4501>\n");
    CHECK(desk.preview({"thanks", "--lang", "de-AT", "--text"}).out == "Hallo Anna\n");
    const Seen html = desk.preview({"thanks", "--html"});
    CHECK(html.out.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
    CHECK(html.out.find("of <strong>ours</strong>.") != std::string::npos);
    const Seen other = desk.preview({"thanks", "--lang", "ko", "--text"});
    CHECK(other.err == "vesper: there is no text in ko; this is en\n");
    CHECK(other.out.starts_with("Hello 지은, "));
    CHECK(other.code == 0);
    const Seen json = desk.preview({"thanks", "--lang", "de", "--json"});
    CHECK(json.out.find("\"language\": \"de\"") != std::string::npos);
}

TEST_CASE("preview: the order of a file of events") {
    Desk desk;
    const Seen last = desk.preview({"thanks", "--events", "-"}, two_events);
    CHECK(last.err.empty());
    CHECK(last.out.starts_with("Subject:   Thanks for 8\n"));
    CHECK(last.out.find("Clock:     Asia/Shanghai\n") != std::string::npos);
    CHECK(desk.preview({"thanks", "--events", "-", "--order", "#7", "--text"}, two_events).out ==
          "Hallo Anna\n");
    CHECK(desk.preview({"thanks", "--events", "-", "--order", "9"}, two_events).err ==
          "vesper: no event in - is about order 9\n");
    CHECK(desk.preview({"thanks", "--events", "-"}, "nonsense").code == 1);
}

TEST_CASE("preview: what went wrong is said") {
    Desk desk;
    CHECK(desk.preview({"thnaks"}).err ==
          "vesper: there is no message \"thnaks\"\n  did you mean \"thanks\"?\n");
    CHECK(desk.preview({"thanks", "--lang", "german"}).err ==
          "vesper: \"german\" is not a language like \"de\" or \"pt-BR\"\n");
    CHECK(desk.preview({"thanks", "--html", "--text"}).code == 2);
    // A slip elsewhere does not matter; one in the message does.
    desk.write("messages/other/en.md", "no head\n");
    CHECK(desk.preview({"thanks"}).code == 0);
    desk.write("messages/thanks/fr.md", "+++\nsubject = \"Merci\"\n+++\n{{buyer.nmae}}\n");
    const Seen slip = desk.preview({"thanks"});
    CHECK(slip.code == 1);
    CHECK(slip.err ==
          "vesper: the texts have errors\n"
          "messages/thanks/fr.md:4:1: error: unknown field \"buyer.nmae\"\n"
          "   {{buyer.nmae}}\n"
          "   ^ did you mean \"buyer.name\"?\n\n");
}

TEST_CASE("preview: the daemon is asked for an order of its own") {
    Desk desk;
    FakeDaemon daemon;
    daemon.answer("GET /v1/orders/%231030",
                  {200, R"({"key":"shopify/s/1030","stage":"paid","order":{"order":{)"
                        R"("key":"shopify/s/1030","id":"1030","number":"#1030","currency":"EUR",)"
                        R"("total":"49.9"},"buyer":{"given_name":"Anna","locale":"de"},)"
                        R"("ship_to":{"country":"DE"}},"jobs":[]})"});
    CHECK(desk.preview({"thanks", "--order", "#1030", "--lang", "en", "--socket", daemon.socket()})
              .out ==
          "Subject:   Thanks for #1030\n"
          "From:      Sample Shop <shop@example.com>\n"
          "Text:      messages/thanks/en.md\n"
          "Clock:     Europe/Berlin\n"
          "Leave at:  https://shop.example/leave?o=1030\n"
          "\n"
          "Hello Anna, €49.90 of ours.\n"
          "\n"
          "Leave <https://shop.example/leave?o=1030>\n");
    const Seen none = desk.preview({"thanks", "--order", "7", "--socket", "/nonexistent/socket"});
    CHECK(none.code == 3);
    CHECK(none.out.empty());
}

TEST_CASE("preview: the shipped library, every message in every language") {
    Desk desk;
    desk.write("vesper.toml",
               "[folders]\nlibrary = \"" + vesper::source_tree() + "/rules/library\"\n");
    std::size_t letters = 0;
    for (const auto& folder :
         fs::directory_iterator{vesper::source_tree() + "/rules/library/messages"}) {
        const std::string name = folder.path().filename().string();
        if (name == "partials") continue;
        for (const auto& file : fs::directory_iterator{folder.path()}) {
            CAPTURE(file.path().string());
            const Seen seen = desk.preview({name, "--lang", file.path().stem().string()});
            CHECK(seen.err.empty());
            CHECK(seen.code == 0);
            ++letters;
        }
    }
    CHECK(letters == 17 * 13 + 2 * 2);
}
