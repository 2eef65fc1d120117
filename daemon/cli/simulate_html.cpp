#include "daemon/cli/simulate_html.hpp"

#include "daemon/cli/html.hpp"
#include "daemon/cli/moment.hpp"
#include "daemon/cli/simulate_drawing.hpp"
#include "daemon/cli/simulate_picture.hpp"
#include "daemon/cli/simulate_style.hpp"
#include "daemon/cli/text.hpp"

#include <algorithm>
#include <cmath>

namespace vesper::cli {

namespace {

constexpr int heat_steps = 7;         // as many as the style sheet has
constexpr int rows_open_max = 60;     // evenings shown at once; later days open with a click
constexpr int orders_named_max = 5;   // of one reason
constexpr double track_width = 1000;  // units of a track that stretches with the page

class Page {
public:
    explicit Page(const HtmlPage& page)
        : page_(page),
          simulation_(page.simulation),
          picture_(picture_of(page.simulation, page.shop, page.zones)) {}

    std::string done() {
        head();
        title();
        html_.mark("<main>\n");
        load();
        by_rule();
        evenings();
        staff();
        not_sent();
        refused_events();
        html_.mark("</main>\n<footer>\n<p>");
        html_.mark("Planned by Vesper's own planning on a simulated clock; nothing was sent. ");
        html_.mark("The page names orders, rules and messages, no buyer");
        html_.mark(page_.subjects ? "; subjects may hold names" : ", and leaves subjects out");
        html_.mark(". Time zones: tzdata ").text(page_.zones.version());
        html_.mark(".</p>\n</footer>\n</body>\n</html>\n");
        return html_.done();
    }

private:
    std::string period() const {
        if (picture_.days.empty()) return "no letters";
        const std::string first = day_text(picture_.days.front().date);
        const std::string last = day_text(picture_.days.back().date);
        return first == last ? first : first + " to " + last;
    }

    void head() {
        html_.mark("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html_.mark("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        html_.mark("style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
        html_.mark("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html_.mark("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html_.mark("<meta name=\"referrer\" content=\"no-referrer\">\n<title>What would go out: ");
        html_.text(page_.shop_name).mark(", ").text(period());
        html_.mark("</title>\n<style>").sheet(simulate_style).mark("</style>\n</head>\n<body>\n");
    }

    void tile(long long count, std::string_view what) {
        html_.mark("<div><dt>").text(what).mark("</dt><dd>").number(count).mark("</dd></div>\n");
    }

    void title() {
        html_.mark(
            "<header>\n<p class=\"kicker\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\">");
        html_.mark("<path d=\"M12 1l2.4 8.6L23 12l-8.6 2.4L12 23l-2.4-8.6L1 12l8.6-2.4z\"/></svg>");
        html_.mark("Vesper simulation</p>\n<h1>What would go out</h1>\n<p class=\"lead\">");
        html_.text(page_.shop_name).mark(" · ").text(period()).mark(" · the shop's clock is ");
        html_.text(page_.shop.name()).mark("</p>\n<dl class=\"tiles\">\n");
        tile(std::ssize(simulation_.letters), "letters");
        tile(picture_.orders, "orders written to");
        tile(std::ssize(picture_.zones), "time zones");
        tile(std::ssize(simulation_.not_sent), "follow-ups not sent");
        if (!simulation_.problems.empty())
            tile(std::ssize(simulation_.problems), "problems with events");
        html_.mark("</dl>\n</header>\n");
    }

    // ---- 24 hours by zone

    /// By the logarithm: one busy evening must not pale all others into one.
    int step_of(int count) const {
        const double most = std::log1p(picture_.busiest_cell);
        const auto step = static_cast<int>(std::ceil(heat_steps * std::log1p(count) / most));
        return std::clamp(step, 1, heat_steps);
    }

    void hours_of_all() {
        const auto most = std::max_element(picture_.by_hour.begin(), picture_.by_hour.end());
        const auto busiest = static_cast<double>(most - picture_.by_hour.begin());
        html_.mark("<p class=\"note\">Each row is a time zone, each cell an hour of the shop's ");
        html_.mark("day, over the whole time. Busiest is ").text(hour_text(busiest));
        html_.mark("–").text(hour_text(busiest + 1)).mark(" shop time, with ");
        html_.text(counted(*most, "letter", "letters")).mark(" in all.</p>\n");
        html_.mark("<ul class=\"legend\"><li>1 ");
        html_.mark("<svg class=\"scale\" viewBox=\"0 0 7 1\" preserveAspectRatio=\"none\" ");
        html_.mark("aria-hidden=\"true\">");
        constexpr const char* steps[] = {"h1", "h2", "h3", "h4", "h5", "h6", "h7"};
        for (int step = 0; step < heat_steps; ++step)
            html_.mark("<rect x=\"")
                .number(step)
                .mark("\" width=\"1\" height=\"1\" class=\"")
                .text(steps[step])
                .mark("\"/>");
        html_.mark("</svg> ").text(counted(picture_.busiest_cell, "letter", "letters"));
        html_.mark(" in an hour</li></ul>\n<div class=\"heat\">\n<div class=\"row total\">");
        html_.mark(
            "<div class=\"name\">All zones</div><svg class=\"bars\" viewBox=\"0 0 240 100\" ");
        html_.mark("preserveAspectRatio=\"none\" role=\"img\"><title>Letters by hour of the ");
        html_.mark("shop's day</title>");
        for (std::size_t hour = 0; hour < 24; ++hour) {
            if (picture_.by_hour[hour] == 0) continue;
            const auto at = static_cast<double>(hour);
            draw_bar(html_, {at * 10 + .4, 9.2, picture_.by_hour[hour], *most},
                     cell_title(at, picture_.by_hour[hour]));
        }
        html_.mark("<rect class=\"floor\" y=\"99\" width=\"240\" height=\"1\"/></svg>");
        html_.mark("<div class=\"sum\">").number(std::ssize(simulation_.letters));
        html_.mark("</div></div>\n");
    }

    static std::string cell_title(double hour, int count) {
        return hour_text(hour) + "–" + hour_text(hour + 1) +
               " shop time: " + counted(count, "letter", "letters");
    }

    void zone_row(const ZoneLoad& load) {
        html_.mark("<div class=\"row\"><div class=\"name\">").text(load.zone->name());
        html_.mark(" <small>").text(offset_text(load.offset)).mark("</small></div>");
        html_.mark("<svg class=\"track\" viewBox=\"0 0 240 10\" preserveAspectRatio=\"none\" ");
        html_.mark("role=\"img\"><title>").text(load.zone->name()).mark(": ");
        html_.text(counted(load.letters, "letter", "letters")).mark("</title>");
        for (std::size_t hour = 0; hour < 24; ++hour) {
            const int count = load.by_hour[hour];
            if (count == 0) continue;
            html_.mark("<rect x=\"").tenths(static_cast<double>(hour) * 10 + .4);
            html_.mark("\" width=\"9.2\" height=\"10\" rx=\"1\" class=\"h").number(step_of(count));
            html_.mark("\"><title>").text(cell_title(static_cast<double>(hour), count));
            html_.mark("</title></rect>");
        }
        html_.mark("</svg><div class=\"sum\">").number(load.letters).mark("</div></div>\n");
    }

    void load_table() {
        html_.mark("<details class=\"list\"><summary>As a table</summary><div class=\"wide\">");
        html_.mark("<table><thead><tr><th>Zone</th>");
        for (int hour = 0; hour < 24; ++hour)
            html_.mark("<th class=\"n\">").text(hour_text(hour).substr(0, 2)).mark("</th>");
        html_.mark("</tr></thead><tbody>\n");
        for (const ZoneLoad& load : picture_.zones) {
            html_.mark("<tr><td class=\"t\">").text(load.zone->name()).mark("</td>");
            for (const int count : load.by_hour) {
                html_.mark("<td class=\"n\">");
                if (count > 0) html_.number(count);
                html_.mark("</td>");
            }
            html_.mark("</tr>\n");
        }
        html_.mark("</tbody></table></div></details>\n");
    }

    void load() {
        html_.mark("<section>\n<h2>When letters leave</h2>\n");
        if (simulation_.letters.empty()) {
            html_.mark("<p class=\"note\">No letter goes out.</p>\n</section>\n");
            return;
        }
        hours_of_all();
        draw_axis(html_, 0, 24);
        for (const ZoneLoad& load : picture_.zones) zone_row(load);
        html_.mark("</div>\n");
        load_table();
        html_.mark("</section>\n");
    }

    // ---- rules

    void by_rule() {
        if (picture_.rules.empty()) return;
        html_.mark("<section>\n<h2>By rule</h2>\n<div class=\"wide\"><table><thead><tr>");
        html_.mark("<th>Rule</th><th>Class</th><th class=\"n\">Letters</th>");
        html_.mark("<th class=\"n\">Not sent</th></tr></thead><tbody>\n");
        for (const RuleCount& rule : picture_.rules) {
            html_.mark("<tr><td>").text(rule.rule.empty() ? "(none)" : rule.rule);
            html_.mark("</td><td>")
                .text(rule.message_class.empty() ? "–" : rule.message_class)
                .mark("</td><td class=\"n\">");
            html_.number(rule.letters).mark("</td><td class=\"n\">").number(rule.not_sent);
            html_.mark("</td></tr>\n");
        }
        html_.mark("</tbody></table></div>\n</section>\n");
    }

    // ---- evenings

    void letter_mark(const PlacedLetter& placed, double first, double last) {
        const SimulatedLetter& letter = *placed.letter;
        const double x = (placed.hour - first) / (last - first) * track_width;
        html_.mark("<line x1=\"").tenths(x).mark("\" x2=\"").tenths(x);
        html_.mark("\" y1=\"2.2\" y2=\"7.8\" class=\"letter ").text(letter.message_class);
        html_.mark("\"><title>").text(hour_text(placed.hour)).mark(" · ").text(letter.order);
        html_.mark(" · ").text(letter.rule).mark(" · ").text(what_of(letter));
        if (page_.subjects) html_.mark(" · ").text(letter.subject);
        html_.mark("</title></line>");
    }

    static std::string what_of(const SimulatedLetter& letter) {
        if (letter.message.empty()) return "action of " + letter.channel;
        return letter.message + "/" + letter.language;
    }

    void evening_row(const BuyerEvening& evening, double first, double last) {
        const int count = static_cast<int>(std::ssize(evening.letters));
        html_.mark("<div class=\"row\"><div class=\"name\">").text(evening.zone->name());
        const bool open = evening.opens != evening.closes;
        const std::string hours =
            open ? hour_text(evening.opens) + "–" + hour_text(evening.closes) : "";
        if (open) html_.mark(" <small>").text(hours).mark("</small>");
        html_.mark("</div><svg class=\"track\" viewBox=\"0 0 1000 10\" ");
        html_.mark("preserveAspectRatio=\"none\" role=\"img\"><title>").text(evening.zone->name());
        html_.mark(", ").text(day_text(evening.date)).mark(": ");
        html_.text(counted(count, "letter", "letters"));
        if (open) html_.mark(" within ").text(hours);
        html_.mark("</title>");
        const auto x_of = [&](double hour) {
            return (hour - first) / (last - first) * track_width;
        };
        if (open) {
            html_.mark("<rect class=\"band\" x=\"").tenths(x_of(evening.opens));
            html_.mark("\" width=\"").tenths(x_of(evening.closes) - x_of(evening.opens));
            html_.mark("\" height=\"10\"/>");
        }
        for (const PlacedLetter& placed : evening.letters) letter_mark(placed, first, last);
        html_.mark("</svg><div class=\"sum\">").number(count).mark("</div></div>\n");
    }

    void letter_table(const EveningDay& day, bool staff) {
        html_.mark("<details class=\"list\"><summary>As a table</summary><div class=\"wide\">");
        html_.mark("<table><thead><tr><th>Buyer</th><th>Shop</th><th>Zone</th><th>Order</th>");
        html_.mark("<th>Rule</th><th>Message</th>");
        if (page_.subjects) html_.mark("<th>Subject</th>");
        html_.mark("</tr></thead><tbody>\n");
        for (const BuyerEvening& evening : day.evenings) {
            if (evening.staff != staff) continue;
            for (const PlacedLetter& placed : evening.letters) table_row(placed);
        }
        html_.mark("</tbody></table></div></details>\n");
    }

    void table_row(const PlacedLetter& placed) {
        const SimulatedLetter& letter = *placed.letter;
        html_.mark("<tr><td class=\"t\">").text(in_words(letter.sent, *placed.zone).substr(16));
        html_.mark("</td><td class=\"t\">").text(in_words(letter.sent, page_.shop));
        html_.mark("</td><td class=\"t\">").text(placed.zone->name());
        html_.mark("</td><td class=\"t\">").text(letter.order).mark("</td><td class=\"t\">");
        html_.text(letter.rule).mark("</td><td class=\"t\">").text(what_of(letter));
        if (page_.subjects) html_.mark("</td><td><bdi>").text(letter.subject).mark("</bdi>");
        html_.mark("</td></tr>\n");
    }

    void legend() {
        html_.mark("<ul class=\"legend\">");
        for (const char* name : {"critical", "transactional", "solicitation", "marketing"}) {
            const bool used = std::any_of(
                simulation_.letters.begin(), simulation_.letters.end(),
                [&](const SimulatedLetter& letter) { return letter.message_class == name; });
            if (!used) continue;
            html_.mark("<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><circle cx=\"5\" ");
            html_.mark("cy=\"5\" r=\"4\" class=\"").text(name).mark("\"/></svg>").text(name);
            html_.mark("</li>");
        }
        html_.mark("<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" ");
        html_.mark("height=\"10\" rx=\"2\" class=\"band\"/></svg>the window's hours</li></ul>\n");
    }

    void days_chart() {
        const LocalDate first = picture_.days.front().date;
        const LocalDate last = picture_.days.back().date;
        const int days = static_cast<int>((last - first).count()) + 1;
        if (days < 2) return;
        int most = 0;
        for (const EveningDay& day : picture_.days) most = std::max(most, day.letters);
        const double width = track_width / days;
        html_.mark("<svg class=\"bars\" viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" ");
        html_.mark("role=\"img\"><title>Letters by day, most ").number(most).mark("</title>");
        for (const EveningDay& day : picture_.days)
            draw_bar(html_,
                     {static_cast<double>((day.date - first).count()) * width + width * .06,
                      width * .88, day.letters, most},
                     day_text(day.date) + ": " + counted(day.letters, "letter", "letters"));
        html_.mark("<rect class=\"floor\" y=\"99.2\" width=\"1000\" height=\"0.8\"/></svg>\n");
        html_.mark("<div class=\"ticks ends\"><span>").text(day_text(first)).mark("</span><span>");
        html_.mark("most in a day: ").number(most).mark("</span><span>").text(day_text(last));
        html_.mark("</span></div>\n");
    }

    /// Days of buyers' evenings, or of letters to the shop's own staff.
    void days(bool staff, double first, double last) {
        int rows = 0;
        for (const EveningDay& day : picture_.days) {
            int letters = 0;
            int zones = 0;
            for (const BuyerEvening& evening : day.evenings) {
                if (evening.staff != staff) continue;
                letters += static_cast<int>(std::ssize(evening.letters));
                ++zones;
            }
            if (zones == 0) continue;
            html_.mark("<details class=\"day\"");
            if (rows < rows_open_max) html_.mark(" open");
            rows += zones;
            html_.mark("><summary><b>").text(day_text(day.date)).mark("</b> <span>");
            html_.text(counted(letters, "letter", "letters"));
            if (!staff) html_.mark(" in ").text(counted(zones, "zone", "zones"));
            html_.mark("</span></summary>\n");
            draw_axis(html_, first, last);
            for (const BuyerEvening& evening : day.evenings)
                if (evening.staff == staff) evening_row(evening, first, last);
            letter_table(day, staff);
            html_.mark("</details>\n");
        }
    }

    bool any_for(bool staff) const {
        return std::any_of(simulation_.letters.begin(), simulation_.letters.end(),
                           [&](const SimulatedLetter& letter) { return letter.to_shop == staff; });
    }

    void evenings() {
        if (!any_for(false)) return;
        html_.mark("<section>\n<h2>Buyers' evenings</h2>\n<p class=\"note\">Every line is one ");
        html_.mark(
            "letter, at its place in the buyer's own evening. Point at it to read which.</p>\n");
        legend();
        days_chart();
        days(false, picture_.first_hour, picture_.last_hour);
        html_.mark("</section>\n");
    }

    void staff() {
        if (!any_for(true)) return;
        html_.mark("<section>\n<h2>To your own staff</h2>\n<p class=\"note\">On the shop's ");
        html_.mark("clock.</p>\n");
        days(true, 0, 24);
        html_.mark("</section>\n");
    }

    // ---- what does not go out

    void not_sent() {
        if (picture_.not_sent.empty()) return;
        html_.mark("<section>\n<h2>Not sent, and why</h2>\n<div class=\"wide\"><table><thead><tr>");
        html_.mark("<th>Rule</th><th>Reason</th><th class=\"n\">Times</th><th>Orders</th></tr>");
        html_.mark("</thead><tbody>\n");
        for (const NotSent& none : picture_.not_sent) {
            html_.mark("<tr><td class=\"t\">").text(none.rule).mark("</td><td>");
            html_.text(none.reason).mark("</td><td class=\"n\">").number(none.times);
            html_.mark("</td><td class=\"orders\">");
            for (int i = 0;
                 i < std::min<int>(orders_named_max, static_cast<int>(none.orders.size())); ++i) {
                if (i > 0) html_.mark(", ");
                html_.text(none.orders[static_cast<std::size_t>(i)]);
            }
            const auto more = std::ssize(none.orders) - orders_named_max;
            if (more > 0) html_.mark(" and ").number(more).mark(" more");
            html_.mark("</td></tr>\n");
        }
        html_.mark("</tbody></table></div>\n</section>\n");
    }

    void refused_events() {
        if (simulation_.problems.empty()) return;
        html_.mark(
            "<section>\n<h2>Events that were refused</h2>\n<p class=\"note\">What was wrong ");
        html_.mark("with them is in the program's own output.</p>\n<ul>\n");
        for (const std::string& problem : simulation_.problems)
            html_.mark("<li>").text(where_of(problem)).mark("</li>\n");
        html_.mark("</ul>\n</section>\n");
    }

    const HtmlPage& page_;
    const Simulation& simulation_;
    SimulationPicture picture_;
    Html html_;
};

}  // namespace

std::string simulation_html(const HtmlPage& page) {
    return Page{page}.done();
}

}  // namespace vesper::cli
