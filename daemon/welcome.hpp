// Whether a letter to the buyer may be sent, by law and by the buyer's wish: asked at the last
// look, and by who wants to know why there was none.
#pragma once

#include "daemon/config.hpp"
#include "daemon/store/store.hpp"
#include "rules/shop.hpp"

#include <string>

namespace vesper {

struct Wishes {
    const Shop& shop;
    const Store& store;
};

/// Whether the channel writes to the buyer's e-mail address.
bool reaches_by_mail(const ChannelConfig& channel);

/// Why not; empty: it may.
std::string unwelcome(const Wishes& wishes, const Order& order, MessageClass message_class,
                      bool by_mail);

}  // namespace vesper
