#pragma once

#include <string>
#include <string_view>

#include "bot/ports/form.h"

namespace baton::codec {

/// The one canonical JSON text of `reply`. reply_from_json() gives an equal reply back.
/// Throws std::invalid_argument for text that is no UTF-8 or holds NUL.
std::string to_json(const Reply& reply);

/// The reply that to_json() wrote. Unknown members are ignored, absent ones have their default.
/// Throws system_error(AppErrc::store_corrupt) where it cannot be read.
Reply reply_from_json(std::string_view text);

}  // namespace baton::codec
