// vesper init: the shipped rules, messages and shop settings, as files of one's own to edit.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/files.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <ostream>

namespace vesper::cli {

namespace {

namespace fs = std::filesystem;

/// For a library without a shop.toml: it is a shop's own, so there is little to ship.
constexpr const char* shop_template =
    R"(# Your shop. Times are kept on this clock where a window says clock = "shop".
name      = "My Shop"
zone      = "Asia/Shanghai"
languages = ["en", "zh"]            # the first is for buyers whose language is not known
currency  = "USD"
sender    = "My Shop <orders@shop.example>"

# How a buyer leaves; marketing letters need it. Also https://shop.example/leave?o={{order.id}}
unsubscribe = "mailto:orders@shop.example?subject=unsubscribe"

# For a safe first week, every letter goes here instead, with the real recipient named in it.
# redirect_to = "you@shop.example"
)";

struct Copied {
    int made = 0;
    int kept = 0;
};

void report(const char* what, const fs::path& file, std::ostream& out) {
    out << what << "  " << printable(file.string()) << '\n';
}

/// Every file below `from`, relative to it, in order of name. Calendars stay where they are: a copy
/// would hide the ones that later releases ship.
std::vector<fs::path> files_below(const fs::path& from) {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from)) {
        const fs::path file = entry.path().lexically_relative(from);
        if (entry.is_regular_file() && *file.begin() != "calendars") files.push_back(file);
    }
    std::sort(files.begin(), files.end());
    return files;
}

Copied copy_library(const fs::path& library, const fs::path& folder, std::ostream& out) {
    Copied copied;
    for (const fs::path& file : files_below(library)) {
        const fs::path target = folder / file;
        fs::create_directories(target.parent_path());
        // copy_options::none: a file that is there is an error and stays as it is.
        std::error_code problem;
        fs::copy_file(library / file, target, fs::copy_options::none, problem);
        if (!problem) {
            fs::permissions(target, fs::perms::owner_write, fs::perm_options::add);
            report("made", target, out);
            ++copied.made;
        } else if (problem == std::errc::file_exists) {
            report("kept", target, out);
            ++copied.kept;
        } else {
            throw fs::filesystem_error("cannot copy", library / file, target, problem);
        }
    }
    const fs::path shop = folder / "shop.toml";
    if (!fs::exists(shop)) {
        const Result<bool> written = replace_file(shop.string(), shop_template);
        if (!written) throw Failure(Exit::no, written.error().message);
        report("made", shop, out);
        ++copied.made;
    } else if (!fs::exists(library / "shop.toml")) {
        report("kept", shop, out);
        ++copied.kept;
    }
    return copied;
}

Exit init(Session& session, const std::string& given, const std::string& library_given) {
    const Config& config = session.config().config;
    const std::string folder = given.empty() ? config.manager_dir : given;
    const std::string library = library_given.empty() ? config.library_dir : library_given;
    if (!fs::is_directory(library)) {
        throw Failure(Exit::no, "the shipped library is not at " + library,
                      "--library DIR says where it is");
    }
    std::ostream& out = session.console.out;
    try {
        const Copied copied = copy_library(library, folder, out);
        out << counted(copied.made, "file made", "files made") << ", " << copied.kept
            << " kept as they were\n"
            << "Now edit " << printable((fs::path(folder) / "shop.toml").string())
            << ", then: vesper check " << printable(folder) << '\n';
    } catch (const fs::filesystem_error& error) {
        throw Failure(Exit::no, error.what());
    }
    return Exit::ok;
}

}  // namespace

void add_init(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "init", "Copy the shipped rules, messages and shop.toml for editing; overwrites nothing");
    const auto folder = std::make_shared<std::string>();
    const auto library = std::make_shared<std::string>();
    command->add_option("dir", *folder, "Where to; the configured folder if absent");
    command->add_option("--library", *library, "The shipped library; the configured one if absent");
    command->callback([&session, folder, library] {
        session.action = [folder, library](Session& s) { return init(s, *folder, *library); };
    });
}

}  // namespace vesper::cli
