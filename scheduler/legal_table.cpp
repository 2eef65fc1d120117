// The figures of scheduler/legal_hours. Where a law and its usual reading differ, the narrower.
#include "scheduler/legal_hours.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

constexpr Weekdays mon_to_fri = 0x1f;
constexpr Weekdays mon_to_sat = 0x3f;
constexpr Weekdays saturday = 0x20;
constexpr Weekdays weekend = 0x60;
constexpr Weekdays sunday = 0x40;

constexpr Hours hours(int from, int until, Weekdays days = every_day) {
    return {seconds{from * 3600}, seconds{until * 3600}, days};
}
constexpr Hours half_past(int from, int until_hour, Weekdays days) {
    return {seconds{from * 3600}, seconds{until_hour * 3600 + 1800}, days};
}

// What a row's figures were read from, in November 2026, is its `source`: the law or its
// regulator's page, an article as somebody else quotes it, or a table of several states, which may
// err; "no page" where the law is named and no page of it was kept. A figure is as good as its
// source.
constexpr std::string_view tcpa_table =
    "https://support.referrizer.com/en/category/text-campaigns/article/"
    "tcpa-quiet-hours-and-state-specific-rules-for-text-campaigns";
constexpr std::string_view state_guide = "https://www.dropcowboy.com/state-compliance";
constexpr std::string_view fifty_states = "https://usestello.com/compliance";
constexpr std::string_view no_page = "no page: look the law up";
constexpr std::string_view crtc =
    "https://crtc.gc.ca/eng/phone/telemarketing/tobligations/rules-regles.htm";
constexpr std::string_view sart =
    "https://teletime.com.br/25/09/2019/"
    "codigo-de-conduta-para-telemarketing-das-operadoras-entra-em-vigor/";
constexpr std::string_view south_africa =
    "https://www.acts.co.za/consumer-protection-act-2008/"
    "r293_prohibited_time_for_contacting_consumers";
constexpr std::string_view klaviyo = "https://help.klaviyo.com/hc/en-us/articles/4408737146651";

constexpr std::array rows{
    LegalHours{"AE", true, true, hours(9, 18), true, "Cabinet Resolution 56 of 2024",
               "https://www.emirates247.com/business/economy-finance/"
               "uae-announce-new-resolutions-on-controls-and-procedures-regulating-telemarketing-"
               "effective-from-mid-august-2024-2024-06-09-1.733078"},
    LegalHours{"AU", false, true, hours(9, 20, mon_to_fri), false,
               "Telecommunications (Telemarketing and Research Calls) Industry Standard 2017, s 8",
               "https://commerce.wa.gov.au/consumer-protection/times-allowed-contact-consumers"},
    LegalHours{"AU", false, true, hours(9, 17, saturday), false,
               "Telecommunications (Telemarketing and Research Calls) Industry Standard 2017, s 8",
               "https://commerce.wa.gov.au/consumer-protection/times-allowed-contact-consumers"},
    LegalHours{"BR", true, true, hours(9, 21, mon_to_fri), false,
               "the operators' code on offers by telemarketing (SART)", sart},
    LegalHours{"BR", true, true, hours(10, 16, saturday), false,
               "the operators' code on offers by telemarketing (SART)", sart},
    LegalHours{"CA", false, true, half_past(9, 21, mon_to_fri), true,
               "CRTC Unsolicited Telecommunications Rules, part III, s 23", crtc},
    LegalHours{"CA", false, true, hours(10, 18, weekend), true,
               "CRTC Unsolicited Telecommunications Rules, part III, s 23", crtc},
    LegalHours{"CO", true, true, hours(7, 19, mon_to_fri), false, "Ley 2300 de 2023, art. 3 and 5",
               "https://leyonline.co/laws/ley-2300-de-2023/articulo-5o"},
    LegalHours{"CO", true, true, hours(8, 15, saturday), false, "Ley 2300 de 2023, art. 3 and 5",
               "https://leyonline.co/laws/ley-2300-de-2023/articulo-5o"},
    LegalHours{"FR", true, false, hours(8, 22, mon_to_sat), false,
               "the operators' charter on SMS for marketing (AF2M)", klaviyo},
    LegalHours{"FR", false, true, hours(10, 13, mon_to_fri), false,
               "Code de la consommation, art. D. 223-9",
               "https://french-business-law.com/french-legislation-art/"
               "article-d223-9-of-the-french-consumer-code"},
    LegalHours{"FR", false, true, hours(14, 20, mon_to_fri), false,
               "Code de la consommation, art. D. 223-9",
               "https://french-business-law.com/french-legislation-art/"
               "article-d223-9-of-the-french-consumer-code"},
    LegalHours{"IN", true, true, hours(10, 21), true,
               "TRAI, Telecom Commercial Communications Customer Preference Regulations 2018",
               "https://www.trai.gov.in/sites/default/files/RegulationUcc19072018.pdf"},
    // From Monday to Friday 09:00-20:00, but on the eve of a holiday as on Saturdays, which a row
    // by weekdays cannot say.
    LegalHours{"IT", false, true, hours(10, 19, mon_to_sat), false,
               "the telemarketing code of conduct of 2024 (Garante)",
               "https://www.pmi.it/impresa/pubblicita-e-marketing/453002/"
               "telemarketing-le-nuove-regole-e-le-fasce-orarie-permesse.html"},
    LegalHours{
        "JO", true, false, hours(7, 21), true, "TRC instructions on promotional messages",
        "https://www.ameinfo.com/tech-and-mobility/jordan-restricts-promotional-smss-at-night/"},
    LegalHours{"KR", true, true, hours(8, 21), true,
               "Act on Promotion of Information and Communications Network Utilization, art. 50(3)",
               // the article as a university quotes it; the collection of laws was not read
               "https://ucol.ysu.ac.kr/kor/CMS/Contents/Contents.do?mCode=MN184"},
    LegalHours{"US", true, true, hours(8, 21), true, "47 CFR 64.1200(c)(1)",
               "https://www.ecfr.gov/current/title-47/section-64.1200"},
    LegalHours{"US-AL", true, true, hours(8, 20, mon_to_sat), false,
               "Ala. Admin. Code r. 770-X-5-.17", state_guide},
    LegalHours{"US-CA", true, true, hours(9, 21), true, "Cal. Pub. Util. Code 2872(c)",
               fifty_states},
    LegalHours{"US-CT", true, true, hours(9, 20), true, "Conn. Gen. Stat. 42-288a", tcpa_table},
    LegalHours{"US-FL", true, true, hours(8, 20), true, "Fla. Stat. 501.616(6)(a)", tcpa_table},
    LegalHours{"US-IL", true, true, hours(9, 21), true, "815 ILCS 305/15", fifty_states},
    LegalHours{"US-KY", true, true, hours(10, 21), true, "KRS 367.46955", state_guide},
    LegalHours{"US-LA", true, true, hours(8, 20, mon_to_sat), false, "La. R.S. 45:844.31 ff.",
               state_guide},
    LegalHours{"US-MA", true, true, hours(8, 20), true, "M.G.L. c. 159C s. 3; 201 CMR 12.00",
               state_guide},
    LegalHours{"US-MD", true, true, hours(8, 20), true, "Md. Code Com. Law 14-4501 ff.",
               tcpa_table},
    LegalHours{"US-MI", true, true, hours(9, 21), true, "MCL 750.540e", state_guide},
    LegalHours{"US-MN", true, true, hours(9, 21), true, "Minn. Stat. 325E.30", state_guide},
    LegalHours{"US-MS", true, true, hours(8, 20, mon_to_sat), true, "Miss. Code 77-3-601 ff.",
               state_guide},
    LegalHours{"US-NJ", true, true, hours(8, 20), true, "N.J.S.A. 56:8-119 ff.", tcpa_table},
    LegalHours{"US-NM", true, true, hours(9, 21), true, "N.M. Stat. 57-12-22", state_guide},
    LegalHours{"US-NV", true, true, hours(9, 20), true, "NRS 228.500 ff.", state_guide},
    LegalHours{"US-OK", true, true, hours(8, 20), true, "15 O.S. 775C", tcpa_table},
    LegalHours{"US-RI", true, true, hours(9, 18, mon_to_fri), false, "R.I. Gen. Laws 5-61-3.6",
               tcpa_table},
    LegalHours{"US-RI", true, true, hours(10, 17, saturday), false, "R.I. Gen. Laws 5-61-3.6",
               tcpa_table},
    LegalHours{"US-SD", true, true, hours(9, 21, mon_to_sat), true, "SDCL 37-30A-3", no_page},
    LegalHours{"US-TX", true, true, hours(9, 21, mon_to_sat), true, "Tex. Bus. & Com. Code 301.051",
               tcpa_table},
    LegalHours{"US-TX", true, true, hours(12, 21, sunday), true, "Tex. Bus. & Com. Code 301.051",
               tcpa_table},
    LegalHours{"US-UT", true, true, hours(8, 21, mon_to_sat), false, "Utah Code 13-25a-103",
               "https://codes.findlaw.com/ut/title-13-commerce-and-trade/"
               "ut-code-sect-13-25a-103/"},
    LegalHours{"US-WA", true, true, hours(8, 20), true, "RCW 80.36.390", fifty_states},
    LegalHours{"ZA", true, true, hours(8, 20, mon_to_fri), false,
               "Consumer Protection Act 68 of 2008, s 12; GN R293 of 2011", south_africa},
    LegalHours{"ZA", true, true, hours(9, 13, saturday), false,
               "Consumer Protection Act 68 of 2008, s 12; GN R293 of 2011", south_africa},
};
static_assert(std::is_sorted(rows.begin(), rows.end(),
                             [](const auto& a, const auto& b) { return a.region < b.region; }));

}  // namespace

std::span<const LegalHours> legal_hours() {
    return rows;
}

}  // namespace vesper
