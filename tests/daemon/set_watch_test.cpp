// Save, and it is live: each way in which programs save, on real folders, by a clock of the test's.
// The kernel tells of a change before the call that made it returns, so nothing here waits.
#include "daemon/set_watch.hpp"

#include "tests/support/folder.hpp"

#include <fcntl.h>
#include <unistd.h>

using namespace vesper;
using test::Folder;

namespace {

/// What became of an edit.
struct Seen {
    bool told = false;
    std::optional<SetSources> taken;
    int looks = 0;
};

class Watched {
public:
    explicit Watched(bool live = true) : live_(live) {
        folder.write("etc/shop.toml", "shop");
        folder.write("etc/rules/10.toml", "old");
        folder.write("etc/messages/news/en.md", "old");
        folder.write("library/rules/00.toml", "shipped");
    }
    /// From here on changes are seen.
    void begin() {
        watch.emplace(folder / "etc", folder / "library", live_);
        watch->read(now);
        watch->judged();
    }
    Seen after(const std::string& commands) {
        folder.run(commands);
        return seen();
    }
    /// Looks as the lookout does, until the files are at rest.
    Seen seen() {
        Seen seen;
        for (; seen.looks < 20; ++seen.looks) {
            seen.told = watch->changed(now) || seen.told;
            now = watch->next_look(now);
            SetWatch::Look look = watch->look(now);
            if (look.restless) continue;
            seen.taken = std::move(look.sources);
            if (seen.taken) watch->judged();
            return seen;
        }
        FAIL("never at rest");
        return seen;
    }

    Folder folder;
    std::optional<SetWatch> watch;
    SetWatch::Moment now{std::chrono::hours{1}};

private:
    bool live_;
};

/// name=text of rules, then of messages.
std::string texts_of(const std::optional<SetSources>& sources) {
    if (!sources) return "nothing";
    std::string all;
    for (const auto* list : {&sources->rules, &sources->messages})
        for (const Source& source : *list)
            all += (all.empty() ? "" : " ") + source.name + '=' +
                   (source.problem.empty() ? source.text : in_english(source.problem));
    return all;
}

const std::string saved = "rules/00.toml=shipped rules/10.toml=new messages/news/en.md=old";

/// Ways to save rules/10.toml.
std::string a_way_to_save() {
    return GENERATE(as<std::string>{},
                    // in place
                    "printf new >etc/rules/10.toml", "printf new | dd of=etc/rules/10.toml",
                    // vim: is the folder writable? then aside, anew, and the old one away
                    "cd etc/rules; printf swap >.10.toml.swp; : >4913; rm 4913\n"
                    "mv 10.toml 10.toml~; printf new >10.toml; rm 10.toml~ .10.toml.swp",
                    // vim, nowritebackup
                    "cd etc/rules; printf swap >.10.toml.swp; printf new >10.toml; rm .10.toml.swp",
                    // emacs: a lock that is a link to nowhere, an autosave, a backup
                    "cd etc/rules; ln -s ming@shop.2412:1700000000 '.#10.toml'\n"
                    "printf half >'#10.toml#'; mv 10.toml 10.toml~; printf new >10.toml\n"
                    "rm '#10.toml#' '.#10.toml'",
                    // gedit and everything of GLib
                    "cd etc/rules; printf new >.goutputstream-X1Y2Z3\n"
                    "mv .goutputstream-X1Y2Z3 10.toml",
                    // kate (QSaveFile)
                    "cd etc/rules; printf new >10.toml.aBcDeF; mv 10.toml.aBcDeF 10.toml",
                    // VS Code: truncates and writes; its atomic way writes beside it and renames
                    "cd etc/rules; printf new >10.toml.vsctmp; mv 10.toml.vsctmp 10.toml",
                    "sed -i s/old/new/ etc/rules/10.toml",
                    "perl -pi -e s/old/new/ etc/rules/10.toml",
                    "printf new >../$$.toml; mv ../$$.toml etc/rules/10.toml",
                    "printf new >other; cp other etc/rules/10.toml",
                    "printf new >other; cp --remove-destination other etc/rules/10.toml",
                    "printf new >other; install other etc/rules/10.toml",
                    "printf new >other; ln -f other etc/rules/10.toml",
                    "printf new >other; ln -sf ../../other etc/rules/10.toml");
}

}  // namespace

TEST_CASE("however a file is saved, its text is taken") {
    Watched watched;
    watched.begin();
    const std::string way = a_way_to_save();
    CAPTURE(way);
    const Seen seen = watched.after(way);
    CHECK(seen.told);
    CHECK(texts_of(seen.taken) == saved);
    CHECK(seen.looks == 1);  // one look finds it, a second finds it at rest
    CHECK_FALSE(watched.seen().taken.has_value());
}

TEST_CASE("who is not to watch is told nothing, and finds it when he looks") {
    Watched watched{false};
    watched.begin();
    const std::string way = a_way_to_save();
    CAPTURE(way);
    const Seen seen = watched.after(way);
    CHECK_FALSE(seen.told);
    CHECK(texts_of(seen.taken) == saved);
}

TEST_CASE("what comes, goes and is moved, folders too") {
    Watched watched;
    auto [way, expected] = GENERATE(table<std::string, std::string>({
        {"mkdir -p etc/rules/germany; printf x >etc/rules/germany/20.toml",
         "rules/00.toml=shipped rules/10.toml=old rules/germany/20.toml=x messages/news/en.md=old"},
        {"mkdir -p new/news new/thanks; printf a >new/news/de.md; printf b >new/thanks/en.md\n"
         "cp -r new/. etc/messages",
         "rules/00.toml=shipped rules/10.toml=old messages/news/de.md=a messages/news/en.md=old "
         "messages/thanks/en.md=b"},
        {"rm -r etc/messages/news", "rules/00.toml=shipped rules/10.toml=old"},
        {"mv etc/rules/10.toml etc/rules/11.toml",
         "rules/00.toml=shipped rules/11.toml=old messages/news/en.md=old"},
        {"mv etc/messages/news etc/messages/thanks",
         "rules/00.toml=shipped rules/10.toml=old messages/thanks/en.md=old"},
        {"mv etc/rules aside", "rules/00.toml=shipped messages/news/en.md=old"},
        {"printf newer >library/rules/00.toml",
         "rules/00.toml=newer rules/10.toml=old messages/news/en.md=old"},
        {"mkdir library/messages library/messages/m; printf m >library/messages/m/en.md",
         "rules/00.toml=shipped rules/10.toml=old messages/m/en.md=m messages/news/en.md=old"},
        {"cp -r etc next; printf new >next/rules/10.toml; mv etc last; mv next etc", saved},
        {"mv etc last", "rules/00.toml=shipped"},
        {"printf 'x = 1' >etc/shop.toml",
         "rules/00.toml=shipped rules/10.toml=old messages/news/en.md=old"},
    }));
    watched.begin();
    CAPTURE(way);
    const Seen seen = watched.after(way);
    CHECK(seen.told);
    CHECK(texts_of(seen.taken) == expected);
    // What came can change again, and what went can come back.
    const Seen again = watched.after(
        "mkdir -p etc/rules etc/messages/thanks; printf again >etc/rules/10.toml\n"
        "printf again >etc/messages/thanks/en.md");
    CHECK(again.told);
    CHECK(texts_of(again.taken).find("messages/thanks/en.md=again") != std::string::npos);
}

TEST_CASE("a git checkout of many files is one change") {
    if (std::system("git --version >/dev/null 2>&1") != 0) return;
    Watched watched;
    watched.folder.run(
        "cd etc; git init -q -b first .; git config user.email a@b; git config user.name n\n"
        "for i in $(seq 300); do printf old >rules/$i.toml; done\n"
        "git add .; git commit -qm old; git checkout -qb second\n"
        "for i in $(seq 300); do printf new >rules/$i.toml; done; rm rules/1.toml\n"
        "git commit -qam new; git checkout -q first");
    watched.begin();
    const Seen seen = watched.after("cd etc; git checkout -q second");
    CHECK(seen.told);
    REQUIRE(seen.taken);
    CHECK(seen.taken->rules.size() == 300);
    CHECK(seen.looks == 1);
}

TEST_CASE("links: what they point to is watched, and so are they") {
    Watched watched;
    watched.folder.run(
        "mkdir v1 v2 v3; printf old >v1/10.toml; printf new >v2/10.toml; printf third >v3/10.toml\n"
        "rm -r etc/rules");
    auto [links, way] = GENERATE(table<std::string, std::string>({
        {"ln -s ../v1 etc/rules", "printf new >v1/10.toml"},
        {"ln -s ../v1 etc/rules", "ln -sfn ../v2 etc/rules"},
        {"ln -s \"$PWD/v1\" etc/rules", "rm etc/rules; ln -s ../v2 etc/rules"},
        {"mkdir etc/rules; ln -s ../../v1/10.toml etc/rules/10.toml", "printf new >v1/10.toml"},
        {"mkdir etc/rules; ln -s ../../v1/10.toml etc/rules/10.toml",
         "sed -i s/old/new/ v1/10.toml"},
        {"mkdir etc/rules; ln -s ../../v1/10.toml etc/rules/10.toml",
         "ln -sf ../../v2/10.toml etc/rules/10.toml"},
        // a link to a link
        {"ln -s v1 current; ln -s ../current etc/rules", "ln -sfn v2 current"},
        {"ln -s v1 current; ln -s current now; ln -s ../now etc/rules", "ln -sfn v2 current"},
        // Kubernetes: files are links through ..data, which is turned
        {"mkdir etc/rules; cd etc/rules; mv ../../v1 ..v1; mv ../../v2 ..v2; ln -s ..v1 ..data\n"
         "ln -s ..data/10.toml 10.toml",
         "cd etc/rules; ln -s ..v2 ..data_tmp; mv -T ..data_tmp ..data; rm -r ..v1"},
        // the same for the whole folder
        {"cp -r etc a; cp -r etc b; cp -r v1 a/rules; cp -r v2 b/rules; rm -r etc; ln -s a etc",
         "ln -sfn b etc"},
        // a folder on the way is moved and replaced
        {"mkdir deep deep/er; mv v1 deep/er/v1; ln -s ../deep/er/v1 etc/rules",
         "cp -r deep deeper; printf new >deeper/er/v1/10.toml; mv deep old; mv deeper deep"},
    }));
    watched.folder.run(links);
    watched.begin();
    CAPTURE(links, way);
    const Seen seen = watched.after(way);
    CHECK(seen.told);
    CHECK(texts_of(seen.taken) == saved);
}

TEST_CASE("what changes nothing is not taken") {
    Watched watched;
    watched.begin();
    const auto way = GENERATE(
        as<std::string>{}, "touch etc/rules/10.toml etc/shop.toml", "printf old >etc/rules/10.toml",
        "cp etc/rules/10.toml x; mv x etc/rules/10.toml", "printf x >etc/rules/.10.toml.swp",
        "printf x >etc/rules/notes.txt", "chmod 600 etc/rules/10.toml", "mkdir etc/rules/empty",
        "printf new >etc/rules/10.toml; printf old >etc/rules/10.toml",
        "cp -r etc next; mv etc last; mv next etc");
    CAPTURE(way);
    CHECK_FALSE(watched.after(way).taken.has_value());
}

TEST_CASE("what lies beside the set is not even told") {
    Watched watched;
    watched.folder.write("etc/vesper.db", "x");
    watched.begin();
    const auto way = GENERATE(as<std::string>{}, "printf x >>etc/vesper.db", "printf x >other",
                              "printf x >etc/rules/.10.toml.swp; rm etc/rules/.10.toml.swp",
                              "printf x >'etc/rules/#10.toml#'", "mkdir etc/backups");
    CAPTURE(way);
    CHECK_FALSE(watched.after(way).told);
}

TEST_CASE("a file that is being written is waited for, within reason") {
    Watched watched;
    watched.begin();
    const int file = open((watched.folder / "etc/rules/10.toml").c_str(), O_WRONLY | O_TRUNC);
    REQUIRE(write(file, "ne", 2) == 2);
    for (int looks = 0; looks < 9; ++looks) {
        watched.watch->changed(watched.now);
        watched.now += set_settles;
        CHECK(watched.watch->look(watched.now).restless);
    }
    SECTION("from its last word on, however slowly it comes") {
        for (int seconds = 0; seconds < 30; ++seconds) {
            if (seconds % 5 == 0) REQUIRE(write(file, ".", 1) == 1);
            watched.watch->changed(watched.now);
            watched.now += set_settles;
            CHECK(watched.watch->look(watched.now).restless);
        }
        close(file);
    }
    SECTION("until it is closed") {
        REQUIRE(write(file, "w", 1) == 1);
        close(file);
        CHECK(texts_of(watched.seen().taken) == saved);
    }
    SECTION("no longer than ten seconds") {
        const Seen seen = watched.seen();
        CHECK(texts_of(seen.taken) ==
              "rules/00.toml=shipped rules/10.toml=ne messages/news/en.md=old");
        close(file);
    }
}

TEST_CASE("a look just after a reading is not a second one") {
    Watched watched;
    watched.begin();
    watched.folder.run("printf new >etc/rules/10.toml");
    watched.watch->read(watched.now);
    CHECK(watched.watch->look(watched.now).restless);
    watched.now += set_settles;
    CHECK(texts_of(watched.watch->look(watched.now).sources) == saved);
}

TEST_CASE("more folders than can be watched are told") {
    WatchedFolders folders;
    for (std::size_t i = 0; i <= watched_folders_max; ++i) folders["/nowhere/" + std::to_string(i)];
    FolderWatch watch;
    watch.follow(folders);
    CHECK(watch.problem() == "there are more than 5000 folders");
    folders.erase(folders.begin());
    watch.follow(folders);
    CHECK(watch.problem().empty());
}

TEST_CASE("two hundred saves on end are one set, that of the last") {
    Watched watched;
    watched.begin();
    int taken = 0;
    std::optional<SetWatch::Moment> next;
    std::string last;
    for (int i = 0; i < 200; ++i) {
        watched.now += std::chrono::milliseconds{50};
        watched.folder.write("etc/rules/10.toml", std::to_string(i));
        if (watched.watch->changed(watched.now) && !next)
            next = watched.watch->next_look(watched.now);
        if (!next || watched.now < *next) continue;
        next.reset();
        const SetWatch::Look look = watched.watch->look(watched.now);
        if (look.sources) ++taken;
    }
    CHECK(taken == 0);
    CHECK(texts_of(watched.seen().taken) ==
          "rules/00.toml=shipped rules/10.toml=199 messages/news/en.md=old");
}

TEST_CASE("a queue of changes that overflows is a change") {
    Watched watched;
    watched.begin();
    const std::string name = watched.folder / "etc/rules/20.toml";
    const std::string other = watched.folder / "etc/rules/21.toml";
    watched.folder.write("etc/rules/20.toml", "x");
    for (int i = 0; i < 10'000; ++i) {  // fs.inotify.max_queued_events is 16384
        REQUIRE(rename(name.c_str(), other.c_str()) == 0);
        REQUIRE(rename(other.c_str(), name.c_str()) == 0);
    }
    const Seen seen = watched.seen();
    CHECK(seen.told);
    CHECK(texts_of(seen.taken) ==
          "rules/00.toml=shipped rules/10.toml=old rules/20.toml=x messages/news/en.md=old");
}

TEST_CASE("what was found and could not be stored comes again; what was judged does not") {
    Watched watched;
    watched.begin();
    watched.folder.run("printf new >etc/rules/10.toml");
    for (int i = 0; i < 3; ++i) {
        watched.now += set_settles;
        CHECK(watched.watch->look(watched.now).sources.has_value() == (i > 0));
    }
    watched.watch->judged();
    watched.now += set_settles;
    const SetWatch::Look look = watched.watch->look(watched.now);
    CHECK_FALSE(look.sources.has_value());
    CHECK_FALSE(look.restless);
}

TEST_CASE("what is to be judged again comes again, and waits for whoever is at it") {
    Watched watched;
    watched.begin();
    watched.watch->judge_again();
    CHECK(watched.seen().taken.has_value());
    CHECK_FALSE(watched.seen().taken.has_value());

    watched.watch->judge_again();
    CHECK(texts_of(watched.after("printf new >etc/rules/10.toml").taken) == saved);
    watched.watch->judge_again();
    watched.folder.write("etc/rules/10.toml", "n");
    CHECK(watched.watch->look(watched.now).restless);
    watched.folder.write("etc/rules/10.toml", "newer");
    CHECK(texts_of(watched.seen().taken) ==
          "rules/00.toml=shipped rules/10.toml=newer messages/news/en.md=old");
}
