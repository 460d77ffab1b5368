#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>

#include "adapters/sandbox/mattermost/machine.h"
#include "bot/ports/http.h"

namespace baton::sandbox::mattermost {

/// POST /commands/execute by `user`: {"channel_id", "team_id", "command", "root_id"}. `base`: where
/// the user's own request reached the server, as the response_url begins with it.
boost::asio::awaitable<Acted> execute_command(Machine& machine, std::string user, Json body,
                                              std::string base);

/// A request to /hooks/commands/{id}: an answer that comes later. `request_id`: of an error.
HttpResponse answer_later(Machine& machine, const HttpRequest& request, const std::string& id,
                          const std::string& request_id);

}  // namespace baton::sandbox::mattermost
