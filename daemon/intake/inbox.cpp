#include "daemon/intake/inbox.hpp"

#include "daemon/files.hpp"
#include "daemon/log.hpp"
#include "rules/addresses.hpp"

#include <filesystem>
#include <stdexcept>

namespace vesper {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t file_bytes_max = 256u << 20;
constexpr int files_at_once = 4;
constexpr std::size_t events_at_once = 500;   // of one file, in one turn's commit
constexpr std::size_t problems_shown = 1000;  // lines of a report

bool is_ready_name(const std::string& name) {
    const std::string ending = fs::path{name}.extension().string();
    return !name.starts_with(".") &&
           (ending == ".json" || ending == ".jsonl" || ending == ".ndjson");
}

/// A shop may name a file after a buyer.
std::string line_of(const std::string& name) {
    return "inbox file=" + log::value(without_addresses(name)) + " ";
}

/// What concerns the whole has no pointer.
std::string in_words(const Problem& problem) {
    return (problem.pointer.empty() ? "" : problem.pointer + ": ") + problem.message;
}

}  // namespace

struct Inbox::File {
    std::string name;
    std::vector<std::string> events;
    std::size_t next = 0;     // the first event not submitted yet
    std::size_t waiting = 0;  // submitted and not answered
    int stored = 0, duplicates = 0, bad = 0;
    bool unwritable = false;
    std::string report;
};

Inbox::Inbox(std::string folder, House& house) : folder_(std::move(folder)), house_(house) {
    for (const char* inner : {"", "done", "rejected"}) {
        std::error_code error;
        fs::create_directories(fs::path{folder_} / inner, error);
        if (error) {
            throw std::runtime_error("cannot make the inbox folder " +
                                     (fs::path{folder_} / inner).string() + ": " + error.message());
        }
    }
}

Inbox::~Inbox() = default;

bool Inbox::busy() const {
    return !under_way_.empty() || !seen_.empty();
}

int Inbox::look() {
    std::map<std::string, Mark> now;
    int begun = 0;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder_, error}) {
        const std::string name = entry.path().filename().string();
        // A link is not followed: reading the store through one would let go of its lock.
        const bool is_file = entry.symlink_status(error).type() == fs::file_type::regular;
        if (!is_ready_name(name) || !is_file || under_way_.contains(name)) continue;
        const auto size = entry.file_size(error);
        if (error) continue;
        const auto changed = entry.last_write_time(error).time_since_epoch().count();
        const Mark mark{size, changed};
        const auto before = seen_.find(name);
        const bool settled = before != seen_.end() && before->second == mark;
        if (settled && under_way_.size() < files_at_once) {
            begun += begin(name) ? 1 : 0;
        } else {
            now[name] = mark;
        }
    }
    seen_ = std::move(now);
    return begun;
}

bool Inbox::begin(const std::string& name) {
    const Result<std::string> text = read_file((fs::path{folder_} / name).string(), file_bytes_max);
    if (!text) {
        log::warning(line_of(name) + without_addresses(text.error().message));
        std::error_code error;
        if (fs::file_size(fs::path{folder_} / name, error) <= file_bytes_max || error) return false;
        move_away(name, "rejected", text.error().message + "\n");  // it will not become smaller
        return true;
    }
    SplitBody split = split_events(*text, file_events_max);
    if (!split.problems.empty()) {
        std::string report;
        for (const Problem& problem : split.problems) report += in_words(problem) + "\n";
        move_away(name, "rejected", report);
        return true;
    }
    auto file = std::make_shared<File>();
    file->name = name;
    file->events = std::move(split.events);
    under_way_[name] = file;
    if (file->events.empty()) {  // an array of nothing: no answer would ever end it
        finish(*file);
    } else {
        submit_next(file);
    }
    return true;
}

void Inbox::submit_next(const std::shared_ptr<File>& file) {
    const std::size_t end = std::min(file->events.size(), file->next + events_at_once);
    const std::size_t first = std::exchange(file->next, end);
    file->waiting = end - first;
    for (std::size_t i = first; i < end; ++i) {
        std::vector<std::string> one{std::move(file->events[i])};
        house_.submit(std::move(one), [this, file, i](const Receipt& receipt) {
            if (receipt.kind == Receipt::Kind::unwritable) file->unwritable = true;
            for (const EventVerdict& verdict : receipt.events) {
                if (verdict.kind == EventVerdict::Kind::accepted) ++file->stored;
                if (verdict.kind == EventVerdict::Kind::duplicate) ++file->duplicates;
                if (verdict.problems.empty()) continue;
                ++file->bad;
                for (const Problem& problem : verdict.problems) {
                    if (static_cast<std::size_t>(file->bad) > problems_shown) break;
                    file->report += "event " + std::to_string(i + 1) +
                                    (verdict.id.empty() ? "" : " (id " + verdict.id + ")") + ": " +
                                    in_words(problem) + "\n";
                }
            }
            if (--file->waiting > 0) return;
            if (file->next < file->events.size() && !file->unwritable) {
                go_on_after_a_turn(file);
            } else {
                finish(*file);
            }
        });
    }
}

/// Events that are no good are answered at once and wait for no turn, and a file may hold a million
/// of them: between two stretches everybody else has one.
void Inbox::go_on_after_a_turn(const std::shared_ptr<File>& file) {
    const auto nothing = []() -> Result<std::string> { return std::string{}; };
    house_.in_next_turn(nothing, [this, file](const House::Done& done) {
        if (done.kind == House::Done::Kind::unwritable) {
            file->unwritable = true;
            finish(*file);
        } else {
            submit_next(file);
        }
    });
}

void Inbox::finish(const File& file) {
    const std::string name = file.name;
    const std::string counts = std::to_string(file.stored) + " stored, " +
                               std::to_string(file.duplicates) + " known already, " +
                               std::to_string(file.bad) + " refused";
    if (!file.unwritable) {
        log::info(line_of(name) + counts);
        move_away(name, file.bad > 0 ? "rejected" : "done", counts + "\n" + file.report);
    }
    under_way_.erase(name);  // `file` may end here
}

void Inbox::move_away(const std::string& name, const char* folder, const std::string& report) {
    fs::path target = fs::path{folder_} / folder / name;
    std::error_code error;
    for (int i = 2; fs::exists(target, error); ++i) {  // a name may come every day
        target = fs::path{folder_} / folder /
                 (fs::path{name}.stem().string() + "." + std::to_string(i) +
                  fs::path{name}.extension().string());
    }
    const Result<bool> written = replace_file(target.string() + ".report.txt", report);
    if (!written) log::warning("inbox " + without_addresses(written.error().message));
    fs::rename(fs::path{folder_} / name, target, error);
    if (error) log::warning(line_of(name) + "cannot be moved: " + error.message());
}

}  // namespace vesper
