#pragma once

#include <string>
#include <string_view>

#include <boost/system/result.hpp>
#include <nlohmann/json.hpp>

#include "bot/ports/card.h"
#include "core/model/ids.h"

/// What presses and submissions say, before any of it is believed.
namespace baton::mattermost {

/// Whether `text` has the shape of Mattermost's ids: 26 of [a-z0-9].
bool is_id(std::string_view text);
/// Whether `text` may be a trigger id: not empty, and no longer than a key of ours should be.
bool is_trigger(std::string_view text);

struct ActionFields {
  UserId user;
  std::string user_name;
  ChannelId channel;  ///< may be empty
  std::string team;   ///< empty in direct and group channels
  std::string post;
  std::string trigger;
  std::string type;        ///< "button", "select"; "" of a button that was posted without
  nlohmann::json context;  ///< null where none was sent
};
/// Errors: bad_request: no object, no user, a channel that is no id, no trigger or a long one.
[[nodiscard]] boost::system::result<ActionFields> read_action(const nlohmann::json& payload);

struct DialogFields {
  UserId user;
  ChannelId channel;  ///< may be empty
  std::string callback;
  std::string state;
  FormValues values;  ///< as text; "" where nothing was entered
  bool cancelled = false;
};
/// Errors: bad_request: no submission of a dialog, no user, a channel that is no id, a value that
/// no input of ours has; too_large: too many values, or one too long.
[[nodiscard]] boost::system::result<DialogFields> read_dialog(const nlohmann::json& payload);

}  // namespace baton::mattermost
