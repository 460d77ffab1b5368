#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>

#include "adapters/sandbox/mattermost/machine.h"

namespace baton::sandbox::mattermost {

/// POST /posts/{post}/actions/{action} by `user`: asks the action's integration and does what it
/// answers. `body`: {"selected_option", "cookie"}, both optional.
boost::asio::awaitable<Acted> press_action(Machine& machine, std::string user, std::string post,
                                           std::string action, Json body);

}  // namespace baton::sandbox::mattermost
