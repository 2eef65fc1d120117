// A way out for what is not mail: one HTTP POST of a JSON body for each job, through libcurl.
//
// The far side is a shop's own bridge: to a text message, a chat robot, a marketplace's "extend
// receipt" or "request a review". What it must know stands in the headers of Standard Webhooks:
//
//   webhook-id, Idempotency-Key   name the job, the same for every try
//   webhook-timestamp             when this try began, Unix seconds
//   webhook-signature             "v1," and the base64 of HMAC-SHA256 over "ID.TIMESTAMP.BODY"
//
// Answers: 2xx delivered; 408, 425, 429 and 5xx deferred, for as long as Retry-After says (RFC 9110
// 10.2.3); everything else refused. A connection that breaks once the request is out leaves the
// outcome unknown.
#pragma once

#include "daemon/delivery/courier.hpp"
#include "daemon/delivery/curl_loop.hpp"

namespace vesper {

/// At most config.connections requests at once; what is delivered beyond waits inside. `key` signs;
/// empty: nothing is signed. `loop` outlives the channel; requests unfinished when the channel is
/// destroyed are reported before it is gone.
std::unique_ptr<Channel> make_webhook(const ChannelConfig& config, const std::string& key,
                                      CurlLoop& loop);

/// What the far side's answer means. `retry_after` is its header as it came, `sent` what a date in
/// it is counted from.
Outcome outcome_of_status(long status, const std::string& words, const std::string& retry_after,
                          Instant sent);

/// "v1,BASE64", as Standard Webhooks have it. A key that begins with "whsec_" is base64.
std::string webhook_signature(const std::string& key, const std::string& id, Instant sent,
                              const std::string& body);

}  // namespace vesper
