// vesper preview: a letter as its reader will get it, before anybody does.
#include "daemon/cli/commands.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/sample_order.hpp"
#include "daemon/cli/sources.hpp"
#include "daemon/cli/text.hpp"
#include "daemon/delivery/letter.hpp"
#include "daemon/intake/cloud_event.hpp"
#include "daemon/intake/order_json.hpp"
#include "rules/event.hpp"
#include "rules/language.hpp"
#include "rules/spelling.hpp"
#include "scheduler/buyer_zone.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

namespace vesper::cli {

namespace {

using Json = nlohmann::ordered_json;

struct PreviewQuestion {
    std::string message;
    std::string rules;
    std::string order;
    std::string events;
    std::string language;
    std::int64_t days = 0;
    bool sparse = false;
    bool html = false;
    bool text = false;
};

struct Texts {
    Shop shop;
    MessageSet messages;
};

/// Shop and messages alone: a slip in a rule does not keep a letter from being looked at, nor does
/// one in another message.
Texts texts_of(const PreviewQuestion& question, Session& session) {
    const SetSources sources = sources_in(question.rules, session.config().config);
    Diagnostics found;
    Texts texts;
    texts.shop = load_shop(sources.shop, found);
    texts.messages = load_messages(sources.messages, found);
    if (!texts.messages.contains(question.message)) {
        const std::vector<std::string> names = texts.messages.names();
        throw Failure(Exit::no, say("there is no message {}", vesper::quoted(question.message)),
                      suggestion(question.message, {names.begin(), names.end()}));
    }
    Diagnostics about;
    for (Diagnostic& one : found) {
        const bool concerns = one.file == sources.shop.name ||
                              one.file.starts_with("messages/" + question.message + '/') ||
                              one.file.starts_with("messages/partials/");
        if (concerns && one.severity == Severity::error) about.push_back(std::move(one));
    }
    if (!about.empty())
        throw Failure(Exit::no, say("the texts have errors\n{}",
                                    printable(format(about, session.translation()), true)));
    return texts;
}

bool answers_to(const Order& order, const std::string& word) {
    return order.key == word || order.id == word || order.number == word ||
           order.shipment.tracking_number == word;
}

/// The order as a file of events leaves it: the one asked for, else that of the last event.
Order order_in_events(const PreviewQuestion& question, Session& session) {
    const SplitBody split = split_events(read_input(question.events, session));
    if (!split.problems.empty())
        throw Failure(Exit::no, question.events + ": " + split.problems.front().message,
                      "one event, a JSON array of events, or one event a line");
    std::map<std::string, Order> orders;
    std::string last;
    for (std::size_t at = 0; at < split.events.size(); ++at) {
        const ParsedEvent parsed = parse_event(split.events[at], *session.zones());
        if (!parsed.problems.empty())
            throw Failure(Exit::no, question.events + ": event " + std::to_string(at + 1) + ": " +
                                        parsed.problems.front().pointer + ' ' +
                                        parsed.problems.front().message);
        last = parsed.event.said.key;
        const auto before = orders.find(last);
        orders[last] = fold(before == orders.end() ? nullptr : &before->second, parsed.event).order;
    }
    if (orders.empty()) throw Failure(Exit::no, question.events + " holds no event");
    if (question.order.empty()) return orders.at(last);
    for (const auto& [key, order] : orders)
        if (answers_to(order, question.order)) return order;
    throw Failure(Exit::no, "no event in " + question.events + " is about order " + question.order);
}

Order order_of(const PreviewQuestion& question, const Shop& shop, Session& session) {
    if (!question.events.empty()) return order_in_events(question, session);
    if (!question.order.empty()) {
        const std::string answer =
            session.reader().ask("/v1/orders/" + percent_encoded(question.order));
        return order_from_json(Json::parse(answer).at("order").dump());
    }
    const std::string language = !question.language.empty() ? question.language
                                 : shop.languages.empty()   ? "en"
                                                            : shop.languages.front();
    return question.sparse ? sparse_order(language) : sample_order(language, shop, session.now());
}

const Message& message_of(const PreviewQuestion& question, const Texts& texts, const Order& order) {
    const std::string& wanted = question.language.empty() ? order.buyer.locale : question.language;
    const Message* found = nullptr;
    for (const bool staff : {false, true})
        if (!found)
            found = texts.messages.find(question.message, wanted,
                                        fallback_languages(texts.shop, staff));
    if (found) return *found;
    std::string there;
    for (const std::string& language : texts.messages.languages(question.message))
        there += (there.empty() ? "" : ", ") + language;
    throw Failure(Exit::no,
                  "message " + vesper::quoted(question.message) + " has no text for " +
                      (wanted.empty() ? "a buyer whose language is not known" : wanted),
                  "there is: " + there);
}

const Zone& clock_of(const Order& order, const Shop& shop, Session& session) {
    const ZoneSnapshot& zones = *session.zones();
    const Zone* zone = zones.find(resolve_buyer(order, shop, zones).zone);
    return zone ? *zone : zone_named(shop.zone, zones);
}

void print(const PreviewQuestion& question, const Letter& letter, const Message& message,
           const Zone& zone, const Shop& shop, std::ostream& out) {
    if (question.html) {
        out << letter.html;
    } else if (question.text) {
        out << printable(letter.text, true);
    } else {
        out << "Subject:   " << printable(letter.subject) << '\n'
            << "From:      " << printable(shop.sender_name) << " <" << shop.sender_address << ">\n"
            << "Text:      " << printable(message.file) << '\n'
            << "Clock:     " << zone.name() << '\n';
        if (!letter.unsubscribe.empty()) out << "Leave at:  " << letter.unsubscribe << '\n';
        out << '\n' << printable(letter.text, true);
    }
}

Exit preview(Session& session, const PreviewQuestion& question) {
    if (question.html && question.text) throw Failure(Exit::usage, "--html or --text, not both");
    if (!question.language.empty() && !is_language_tag(question.language))
        throw Failure(Exit::usage, vesper::quoted(question.language) +
                                       " is not a language like \"de\" or \"pt-BR\"");
    const Texts texts = texts_of(question, session);
    const Order order = order_of(question, texts.shop, session);
    const Message& message = message_of(question, texts, order);
    const Zone& zone = clock_of(order, texts.shop, session);
    StepFacts step;
    const bool invented = question.order.empty() && question.events.empty() && !question.sparse;
    if (question.days > 0 || invented) step.extension_days = question.days > 0 ? question.days : 15;
    const Result<Letter> letter = render(message, order, texts.shop, zone, step);
    if (!letter) throw Failure(Exit::no, message.file + ": " + letter.error().message);
    if (session.options.json) {
        const Json shown = {{"message", message.name},
                            {"language", letter->language},
                            {"file", message.file},
                            {"order", order.key},
                            {"zone", zone.name()},
                            {"subject", letter->subject},
                            {"text", letter->text},
                            {"html", letter->html},
                            {"unsubscribe", letter->unsubscribe}};
        session.console.out << shown.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
        print(question, *letter, message, zone, texts.shop, session.console.out);
    }
    if (!question.language.empty() && !speaks(question.language, message.language))
        session.console.err << "vesper: there is no text in " << question.language << "; this is "
                            << message.language << '\n';
    return Exit::ok;
}

}  // namespace

void add_preview(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "preview", "A letter as its reader will get it: for an invented order, or a real one");
    const auto question = std::make_shared<PreviewQuestion>();
    command->add_option("message", question->message, "A folder of messages/")->required();
    command->add_option("--order", question->order,
                        "Its key, id, number or tracking number: as the daemon knows it");
    command->add_option("--events", question->events,
                        "File of order events, - for standard input: the order is theirs");
    command->add_option("--lang", question->language, "Not the buyer's language, but this one");
    command->add_option("--rules", question->rules,
                        "Folder with shop.toml and messages/; the configured one if absent");
    command->add_option("--days", question->days, "By how many days protection was extended")
        ->check(CLI::Range(1, 1000));
    command->add_flag("--sparse", question->sparse, "An invented order of which little is known");
    command->add_flag("--html", question->html, "The HTML part alone");
    command->add_flag("--text", question->text, "The text part alone");
    command->callback([&session, question] {
        session.action = [question](Session& s) { return preview(s, *question); };
    });
}

}  // namespace vesper::cli
