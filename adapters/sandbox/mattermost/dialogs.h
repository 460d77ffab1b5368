#pragma once

#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "adapters/sandbox/mattermost/machine.h"

namespace baton::sandbox::mattermost {

/// POST /actions/dialogs/open: {"trigger_id", "url", "dialog"}. Whose trigger it is alone counts,
/// and what the dialog holds is not looked at.
std::optional<AppError> open_dialog(Machine& machine, const Json& body);

/// POST /actions/dialogs/submit by `user`: what the client says goes to the URL that it says; only
/// the type and the user are the server's.
boost::asio::awaitable<Acted> submit_dialog(Machine& machine, std::string user, Json body);

/// What a client makes of what a person filled in.
struct Filled {
  Json submission = Json::object();
  Json errors = Json::object();  ///< element name -> what the client itself says
};
/// Reads `values`, whose keys are names or labels of `dialog`'s elements; what is not in it is as
/// the dialog filled it in. A choice is given by its value or its text, a person or channel of a
/// menu by id or name. Throws std::invalid_argument for what nobody could fill in.
Filled fill_in(ServerState& state, const Json& dialog, const Json& values);

}  // namespace baton::sandbox::mattermost
