#pragma once

#include <string_view>

#include <boost/system/error_code.hpp>

#include "bot/ports/meter.h"

namespace baton {

/// Tells `meter` of a request to `surface` that was refused because of where it came from or for
/// whom it was made. What is wrong with it otherwise does not count.
void count_distrust(Meter& meter, std::string_view surface,
                    const boost::system::error_code& refused);

}  // namespace baton
