// Settings that live with the data: suppressions, pauses, the last good set.
#include "daemon/store/fold_case.hpp"
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"

namespace vesper {
namespace {

// The first reason stays: it is why letters were not sent since.
const Sql insert_suppression{"INSERT INTO suppressions VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"};
const Sql delete_suppression{"DELETE FROM suppressions WHERE address = ?1"};
const Sql suppression_of{"SELECT address, since_s, reason FROM suppressions WHERE address = ?1"};
const Sql all_suppressions{
    "SELECT address, since_s, reason FROM suppressions ORDER BY since_s, address"};

const Sql insert_pause{"INSERT INTO pauses VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"};
const Sql delete_pause{"DELETE FROM pauses WHERE channel = ?1"};
const Sql all_pauses{"SELECT channel, since_s, reason FROM pauses ORDER BY channel"};

const Sql delete_set{"DELETE FROM kept_set"};
const Sql insert_source{"INSERT INTO kept_set VALUES (?1, ?2, ?3, ?4, ?5)"};
const Sql sources_of_set{"SELECT kind, name, text FROM kept_set ORDER BY kind, position"};

}  // namespace

void Store::suppress(const std::string& address, const std::string& reason, Instant now) {
    database().change(insert_suppression, fold_case(address), now, reason);
}

bool Store::unsuppress(const std::string& address) {
    return database().change(delete_suppression, fold_case(address)) == 1;
}

std::optional<Suppression> Store::suppression(const std::string& address) const {
    Query row{database(), suppression_of, fold_case(address)};
    if (!row.next()) return std::nullopt;
    return Suppression{row.text(0), row.instant(1), row.text(2)};
}

std::vector<Suppression> Store::suppressions() const {
    std::vector<Suppression> rows;
    Query query{database(), all_suppressions};
    while (query.next()) rows.push_back({query.text(0), query.instant(1), query.text(2)});
    return rows;
}

void Store::pause(const std::string& channel, const std::string& reason, Instant now) {
    database().change(insert_pause, channel, now, reason);
}

bool Store::resume(const std::string& channel) {
    return database().change(delete_pause, channel) == 1;
}

std::vector<Pause> Store::pauses() const {
    std::vector<Pause> rows;
    Query query{database(), all_pauses};
    while (query.next()) rows.push_back({query.text(0), query.instant(1), query.text(2)});
    return rows;
}

void Store::keep_set(const SetSources& sources, Instant now) {
    database().change(delete_set);
    const auto keep = [&](const char* kind, const std::vector<Source>& texts) {
        int position = 0;
        for (const Source& source : texts)
            database().change(insert_source, kind, position++, source.name, source.text, now);
    };
    keep("shop", {sources.shop});
    keep("rules", sources.rules);
    keep("message", sources.messages);
    keep("calendar", sources.calendars);
}

std::optional<SetSources> Store::kept_set() const {
    SetSources sources;
    bool any = false;
    Query rows{database(), sources_of_set};
    while (rows.next()) {
        any = true;
        const std::string kind = rows.text(0);
        Source source{rows.text(1), rows.text(2)};
        if (kind == "shop")
            sources.shop = std::move(source);
        else if (kind == "calendar")
            sources.calendars.push_back(std::move(source));
        else
            (kind == "rules" ? sources.rules : sources.messages).push_back(std::move(source));
    }
    if (!any) return std::nullopt;
    return sources;
}

}  // namespace vesper
