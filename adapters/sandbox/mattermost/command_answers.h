#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/sandbox/mattermost/machine.h"
#include "bot/ports/http.h"

namespace baton::sandbox::mattermost {

/// Whose command is answered, and where.
struct AnswerPlace {
  std::string user;
  std::string channel;
  std::string root;
};

/// What a command's answer says: an object, all members of which are known and of the right kind;
/// of anything but application/json the whole body is its text. nullopt: it cannot be read.
std::optional<Json> read_command_answer(const std::string& content_type, std::string body,
                                        Random& random);
/// Shows what the answer and its extra responses say; `saw` gets the posts. False: not all of it
/// could be posted.
bool post_command_answer(Machine& machine, const AnswerPlace& place, Json& answer,
                         std::vector<std::string>& saw);
/// The answer as the client gets it: twelve members.
Json client_answer(const Json& answer, const std::string& trigger);

}  // namespace baton::sandbox::mattermost
