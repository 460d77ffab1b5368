#pragma once

#include <string>

#include "bot/ports/http.h"
#include "bot/ports/meter.h"

namespace baton {

/// `handler`, its answers counted and timed under the name `surface`. `meter` outlives it, and it
/// stays where it is while it is called.
HttpHandler metered(Meter& meter, std::string surface, HttpHandler handler);

}  // namespace baton
