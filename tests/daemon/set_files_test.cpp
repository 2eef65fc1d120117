// What lies in the folders of a set and is no file of it: each is said in words, all of them
// together, and none of them holds up the house.
#include "daemon/set_files.hpp"
#include "daemon/not_read.hpp"

#include "tests/rules/text.hpp"
#include "tests/support/folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

using namespace vesper;
using test::Folder;

namespace {

/// A shop with one rule and one message.
void write_shop(const Folder& folder) {
    folder.write("etc/shop.toml",
                 "name = \"Shop\"\nzone = \"Asia/Shanghai\"\nlanguages = [\"en\"]\n"
                 "sender = \"Shop <shop@example.com>\"\n");
    folder.write("etc/rules/10.toml", a_rule(""));
    folder.write("etc/messages/thanks/en.md", "+++\nsubject = \"s\"\n+++\nHello\n");
}

/// What `vesper check` would say; the folder's own path as FOLDER.
std::string problems_in(const Folder& folder) {
    std::string text =
        format(load_set(read_set(folder / "etc", folder / "library"), {}).diagnostics);
    const std::string path = folder.path.string();
    for (std::size_t at; (at = text.find(path)) != std::string::npos;)
        text.replace(at, path.size(), "FOLDER");
    return text;
}

/// Root may read everything; what others may not read is tried as somebody else.
template <class Work>
auto as_nobody(const Folder& folder, Work work) {
    std::filesystem::permissions(folder.path, std::filesystem::perms{0755});
    const bool root = geteuid() == 0;
    if (root) REQUIRE(seteuid(65534) == 0);
    auto done = work();
    if (root) REQUIRE(seteuid(0) == 0);
    return done;
}

}  // namespace

TEST_CASE("a good folder is read whole") {
    const Folder folder;
    write_shop(folder);
    CHECK(problems_in(folder) == "");
    const SetSources sources = read_set(folder / "etc", folder / "library");
    CHECK(sources.own ==
          std::set<std::string>{"messages/", "messages/thanks/en.md", "rules/", "rules/10.toml"});
}

TEST_CASE("what is no file, or no text, is said in words") {
    const Folder folder;
    write_shop(folder);
    auto [commands, expected] = GENERATE(table<std::string, std::string>({
        {"rm -r etc",
         "shop.toml: error: there is no folder FOLDER/etc; vesper init FOLDER/etc makes it from "
         "the shipped rules\n"},
        {"rm -r etc; mkdir etc",
         "shop.toml: error: there is no such file in FOLDER/etc; vesper init FOLDER/etc adds what "
         "is missing and keeps what is there\n"},
        {"rm -r etc/rules",
         "rules: error: there is no rule in any file; vesper init copies the shipped ones\n"},
        {"rm etc/rules/*",
         "rules: error: there is no rule in any file; vesper init copies the shipped ones\n"},
        {"rm etc/shop.toml; mkdir etc/shop.toml",
         "shop.toml: error: this is a folder, not a file\n"},
        {"mkdir etc/rules/20.toml", "rules/20.toml: error: this is a folder, not a file\n"},
        {"mkdir etc/messages/thanks/de.md",
         "messages/thanks/de.md: error: this is a folder, not a file\n"},
        {"mkfifo etc/rules/20.toml", "rules/20.toml: error: this is a pipe, not a file\n"},
        {"mkfifo etc/messages/thanks/de.md",
         "messages/thanks/de.md: error: this is a pipe, not a file\n"},
        {"ln -s /dev/zero etc/rules/20.toml",
         "rules/20.toml: error: this is a device, not a file\n"},
        {"ln -s /nowhere/20.toml etc/rules/20.toml",
         "rules/20.toml: error: this is a link to /nowhere/20.toml, which is not there; mend the "
         "link or remove it\n"},
        {"rm etc/shop.toml; ln -s ../shop.toml etc/shop.toml",
         "shop.toml: error: this is a link to ../shop.toml, which is not there; mend the link or "
         "remove it\n"},
        {"ln -s 21.toml etc/rules/20.toml; ln -s 20.toml etc/rules/21.toml",
         "rules/20.toml: error: this is a link that leads in a circle\n"
         "rules/21.toml: error: this is a link that leads in a circle\n"},
        {"ln -s .. etc/rules/up",
         "rules/up: error: this folder leads back to one it lies in; remove the link\n"},
        {"ln -s . etc/messages/same",
         "messages/same: error: this folder leads back to one it lies in; remove the link\n"},
        {"mkdir -p etc/rules/a/b/c/d/e",
         "rules/a/b/c/d/e: error: this folder lies too deep; at most 4 folders in one another\n"},
        {"rm -r etc/rules; printf x >etc/rules", "rules: error: this is not a folder\n"},
        {"truncate -s 5M etc/rules/20.toml",
         "rules/20.toml: error: this file has 5 MiB; one has at most 1 MiB; is it the right "
         "file?\n"},
        {"truncate -s 1048577 etc/messages/thanks/de.md",
         "messages/thanks/de.md: error: this file has 2 MiB; one has at most 1 MiB; is it the "
         "right file?\n"},
        {"python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('etc/rules/20.toml')\"",
         "rules/20.toml: error: this is a socket, not a file\n"},
    }));
    folder.run(commands);
    CAPTURE(commands);
    CHECK(problems_in(folder) == expected);
}

TEST_CASE("all that cannot be read is said at once, with what is wrong in the other files") {
    const Folder folder;
    write_shop(folder);
    folder.run(
        "mkfifo etc/rules/20.toml; ln -s /nowhere etc/messages/thanks/de.md\n"
        "mkfifo etc/calendars.toml; mkdir etc/calendars; mkfifo etc/calendars/own.toml\n"
        "printf '[windows]' >etc/rules/30.toml");
    CHECK(problems_in(folder) ==
          "calendars/own.toml: error: this is a pipe, not a file\n"
          "messages/thanks/de.md: error: this is a link to /nowhere, which is not there; mend the "
          "link or remove it\n"
          "rules/20.toml: error: this is a pipe, not a file\n"
          "rules/30.toml:1:2: error: unknown word \"windows\"\n"
          "   [windows]\n"
          "    ^ did you mean \"window\"?\n");
}

TEST_CASE("what may not be read is an error and not a smaller set") {
    const Folder folder;
    write_shop(folder);
    folder.write("etc/rules/inner/20.toml", "");
    auto [commands, expected] = GENERATE(table<std::string, std::string>({
        {"chmod 000 etc/rules/10.toml",
         "rules/10.toml: error: this file may not be read; chmod a+r FOLDER/etc/rules/10.toml\n"},
        {"chmod 000 etc/shop.toml",
         "shop.toml: error: this file may not be read; chmod a+r FOLDER/etc/shop.toml\n"},
        {"chmod 000 etc/rules/inner",
         "rules/inner: error: this folder may not be read; chmod a+rx lets it be read\n"},
        {"chmod 000 etc/messages",
         "messages: error: this folder may not be read; chmod a+rx lets it be read\n"},
    }));
    folder.run(commands);
    CAPTURE(commands);
    CHECK(as_nobody(folder, [&] { return problems_in(folder); }) == expected);
    folder.run("chmod -R a+rwX etc");
    CHECK(as_nobody(folder, [&] { return problems_in(folder); }) == "");
}

TEST_CASE("a folder of something else is said in one line") {
    const Folder folder;
    write_shop(folder);
    SECTION("ten thousand files") {
        folder.run("cd etc/rules; seq -f %g.toml 10001 | xargs touch");
        CHECK(problems_in(folder) ==
              "FOLDER/etc: error: there are more than 10000 files; is this the right folder?\n");
    }
    SECTION("a link to folders of links, each of which leads on") {
        folder.run(
            "mkdir -p else/a else/b else/c; for i in $(seq 60); do ln -s ../../else/a "
            "etc/rules/$i; ln -s ../b else/a/$i; ln -s ../c else/b/$i; touch else/c/$i; done");
        CHECK(problems_in(folder) ==
              "FOLDER/etc: error: there are more than 10000 files; is this the right folder?\n");
    }
    SECTION("seventeen megabytes") {
        folder.run("cd etc/rules; for i in $(seq 17); do truncate -s 1M $i.toml; done");
        CHECK(problems_in(folder) ==
              "FOLDER/etc: error: there are more than 16 MiB of rules, messages and calendars; is "
              "this the right folder?\n");
    }
    SECTION("and a large set is none") {
        folder.run("cd etc/rules; seq -f %g.toml 2000 | xargs touch");
        CHECK(problems_in(folder) == "");
    }
}

TEST_CASE("what editors leave behind is passed over") {
    const Folder folder;
    write_shop(folder);
    const SetSources before = read_set(folder / "etc", "");
    folder.run(
        "cd etc/rules; ln -s ming@shop.2412:1700000000 '.#10.toml'; printf '[' >'#10.toml#'\n"
        "printf '[' >.10.toml.swp; printf '[' >10.toml~; mkfifo .hidden.toml; printf x >notes.txt\n"
        "mkdir .git; printf '[' >.git/x.toml");
    CHECK(digest_of(read_set(folder / "etc", "")) == digest_of(before));
    folder.write("etc/rules/11.toml", "");
    CHECK(digest_of(read_set(folder / "etc", "")) != digest_of(before));
}

TEST_CASE("what looks like a rule and is not read is said; leftovers are not") {
    const Folder folder;
    write_shop(folder);
    folder.run(
        "cd etc/rules; touch 10.toml~ .10.toml.swp '#10.toml#' 10.toml.bak 10.toml.dpkg-dist "
        "README.txt picture.png Makefile; mkdir .git; touch .git/x.txt");
    CHECK(format(not_read(folder / "etc")) == "");
    folder.run(
        "cd etc; touch rules/50-mine.toml.txt rules/10.toml.txt rules/x.tml rules/X.TOML "
        "rules/60.yaml messages/thanks/de.md.txt messages/thanks/fr.markdown; mkdir -p "
        "rules/inner calendars; touch rules/inner/notes.txt calendars/ours.txt");
    CHECK(format(not_read(folder / "etc")) ==
          "calendars/ours.txt: warning: not read: its name ends in .txt; the names of calendars "
          "end in .toml; rename it to ours.toml\n"
          "messages/thanks/de.md.txt: warning: not read: its name ends in .txt; the names of "
          "messages end in .md; rename it to de.md\n"
          "messages/thanks/fr.markdown: warning: not read: its name ends in .markdown; the names "
          "of messages end in .md; rename it to fr.md\n"
          "rules/10.toml.txt: warning: not read: its name ends in .txt; the names of rules end in "
          ".toml\n"
          "rules/50-mine.toml.txt: warning: not read: its name ends in .txt; the names of rules "
          "end in .toml; rename it to 50-mine.toml\n"
          "rules/60.yaml: warning: not read: its name ends in .yaml; the names of rules end in "
          ".toml; rename it to 60.toml\n"
          "rules/X.TOML: warning: not read: its name ends in .TOML; the names of rules end in "
          ".toml; rename it to X.toml\n"
          "rules/inner/notes.txt: warning: not read: its name ends in .txt; the names of rules end "
          "in .toml; rename it to notes.toml\n"
          "rules/x.tml: warning: not read: its name ends in .tml; the names of rules end in .toml; "
          "rename it to x.toml\n");
}
