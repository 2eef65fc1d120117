#include "daemon/control/watch.hpp"

#include "daemon/control/json_text.hpp"
#include "rules/addresses.hpp"

namespace vesper {

namespace {

std::string last_line(const std::string& what, const std::string& words) {
    return JsonObject{}.text("what", what).text("words", words).done();
}

}  // namespace

std::string to_json(const Happening& happening) {
    JsonObject view;
    view.text("at", to_string(happening.at))
        .text("what", happening.what)
        .text_if_known("order", happening.order);
    if (happening.job != 0) view.number("job", happening.job);
    // Relays and people name addresses in what they say, and more may watch than may read a letter.
    view.text_if_known("rule", happening.rule)
        .text_if_known("words", without_addresses(happening.words));
    return view.done();
}

void Watcher::push(const std::string& line) {
    if (ended_) return;
    if (lines_.size() >= lines_max)
        return end(last_line("dropped", "you read too slowly; " + std::to_string(lines_max) +
                                            " lines waited. Connect again"));
    lines_.push_back(line);
    if (wake) wake();
}

void Watcher::end(const std::string& line) {
    if (ended_) return;
    if (!line.empty()) lines_.push_back(line);
    ended_ = true;
    if (wake) wake();
}

std::string Watcher::take() {
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    lines_.clear();
    return text;
}

std::shared_ptr<Watcher> Watch::join() {
    forget_the_gone();
    auto watcher = std::make_shared<Watcher>();
    watchers_.push_back(watcher);
    return watcher;
}

void Watch::publish(const Happening& happening) {
    forget_the_gone();
    if (watchers_.empty()) return;
    const std::string line = to_json(happening);
    for (const auto& place : watchers_)
        if (const auto watcher = place.lock()) watcher->push(line);
}

void Watch::end(const std::string& words) {
    for (const auto& place : watchers_)
        if (const auto watcher = place.lock()) watcher->end(last_line("stopping", words));
    watchers_.clear();
}

void Watch::forget_the_gone() {
    watchers_.remove_if([](const auto& place) { return place.expired(); });
}

}  // namespace vesper
