// vesper watch and vesper backup: answers that come piece by piece.
#include "daemon/cli/answers.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/descriptor.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <ostream>

namespace vesper::cli {

namespace {

constexpr std::size_t line_bytes_max = 1u << 20;

/// Cuts a stream into lines; what has no newline yet waits.
class Lines {
public:
    explicit Lines(std::function<bool(const std::string&)> take) : take_(std::move(take)) {}

    bool add(std::string_view piece) {
        waiting_ += piece;
        for (std::size_t end = waiting_.find('\n'); end != std::string::npos;
             end = waiting_.find('\n')) {
            const std::string line = waiting_.substr(0, end);
            waiting_.erase(0, end + 1);
            if (!line.empty() && !take_(line)) return false;
        }
        return waiting_.size() <= line_bytes_max;
    }

private:
    std::function<bool(const std::string&)> take_;
    std::string waiting_;
};

/// "2026-03-28T18:02:11Z  delivered  shop/x/1030  job 12  review-request  250 queued".
std::string happening_text(const std::string& line) {
    const HappeningView happening = read_happening(line);
    std::string text = happening.at;
    const auto add = [&text](const std::string& word) {
        if (word.empty()) return;
        if (!text.empty()) text += "  ";
        text += word;
    };
    add(happening.what);
    add(happening.order);
    if (happening.job != 0) add("job " + std::to_string(happening.job));
    add(happening.rule);
    add(happening.words);
    return printable(text);
}

Exit watch(Session& session) {
    std::ostream& out = session.console.out;
    Lines lines([&](const std::string& line) {
        out << (session.options.json ? line : happening_text(line)) << '\n';
        out.flush();
        return static_cast<bool>(out);
    });
    session.reader().stream("/v1/watch", [&](std::string_view piece) { return lines.add(piece); });
    return Exit::ok;
}

/// A file that appears under its name whole or not at all.
class NewFile {
public:
    explicit NewFile(std::string path)
        : path_(std::move(path)),
          aside_(path_ + ".XXXXXX"),
          file_(mkostemp(aside_.data(), O_CLOEXEC)) {  // mode 0600: it holds buyers' addresses
        if (file_.number < 0) throw problem("make a file beside");
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (!kept_) ::unlink(aside_.c_str());
    }

    void write(std::string_view bytes) {
        if (!write_all(file_, bytes)) throw problem("write");
        bytes_ += bytes.size();
    }

    /// On disk under its own name, and the name on disk too. Returns the size.
    std::uintmax_t keep() {
        if (::fsync(file_.number) != 0) throw problem("write");
        if (::rename(aside_.c_str(), path_.c_str()) != 0) throw problem("rename to");
        kept_ = true;
        if (!sync_folder(std::filesystem::absolute(path_).parent_path()))
            throw problem("make durable");
        return bytes_;
    }

private:
    Failure problem(const std::string& what) const {
        return {Exit::no, "cannot " + what + " " + path_ + ": " + std::strerror(errno)};
    }

    std::string path_;
    std::string aside_;
    Descriptor file_;
    std::uintmax_t bytes_ = 0;
    bool kept_ = false;
};

Exit backup(Session& session, const std::string& path) {
    NewFile file(path);
    session.changer().stream("/v1/backup", [&](std::string_view piece) {
        file.write(piece);
        return true;
    });
    const std::uintmax_t bytes = file.keep();
    session.console.out << "kept " << printable(path) << ", "
                        << counted(static_cast<long long>(bytes), "byte", "bytes") << '\n';
    return Exit::ok;
}

}  // namespace

void add_watch(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "watch", "What happens, as it happens, until Ctrl-C; with --json one object a line");
    command->callback([&session] { session.action = [](Session& s) { return watch(s); }; });
}

void add_backup(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "backup", "A consistent copy of the database into a file, while the daemon goes on");
    const auto path = std::make_shared<std::string>();
    command->add_option("file", *path, "Replaced whole, or left as it was")->required();
    command->callback(
        [&session, path] { session.action = [path](Session& s) { return backup(s, *path); }; });
}

}  // namespace vesper::cli
