#pragma once

#include <cstddef>
#include <string>

#include <nlohmann/json.hpp>

#include "adapters/mattermost/rest.h"
#include "bot/ports/chat.h"

/// What the answers to MattermostChat's calls mean.
namespace baton::mattermost {

/// The prop by which a post of ours says which row of the outbox it is.
inline constexpr const char* outbox_prop = "baton_outbox";
/// How many posts a page of a channel's history has.
inline constexpr std::size_t history_page = 30;

using codec::failure;
using codec::failure_in;
using codec::incomplete;

/// Whether the same call may succeed later without anybody changing what it asks for.
bool may_pass(const AttemptFailed& failed);
/// Whether we may not do what was asked, or what it was asked of is not there for us.
bool is_permissions(const AttemptFailed& failed);
/// The failure of an edit. A message that cannot be edited any more is told apart from a place that
/// is gone: it is made anew, at the same place.
AttemptFailed of_an_edit(AttemptFailed failed);
/// Whether an edit is refused because the message is older than the server lets it be.
bool is_late_edit(const AttemptFailed& failed);

/// Whether a post, a channel or a team is no more.
bool is_deleted(const nlohmann::json& json);
/// The user that the answer shows.
Asked<UserInfo> read_user(const Answered& answered);

/// What one page of a channel's history tells of a post that is looked for.
struct Page {
  std::string found;     ///< the id of the post by `bot_user` that carries `outbox_id`
  bool is_last = false;  ///< older pages hold nothing made since `since`
};
Page look_through(const nlohmann::json& answer, const std::string& bot_user,
                  const std::string& outbox_id, TimePoint since);

}  // namespace baton::mattermost
