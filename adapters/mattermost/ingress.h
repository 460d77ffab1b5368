#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <boost/system/result.hpp>

#include "adapters/mattermost/seal.h"
#include "bot/ports/clock.h"
#include "bot/ports/surface.h"
#include "core/model/secret.h"

namespace baton::mattermost {

/// Mattermost's three surfaces that people use: slash commands, buttons, dialogs. A command is
/// proven by its token, a press and a submission by our own seal; nothing else of them is believed
/// but who acts, which the server fills in.
class Ingress {
 public:
  /// One token per slash command: any of them is good. `seal` and `clock` outlive the ingress.
  /// Throws std::invalid_argument where there is no token or an empty one.
  Ingress(WorkspaceId workspace, std::vector<Secret> command_tokens, const Seal& seal,
          const Clock& clock);

  /// The id of the team that the workspace is. Until it is known every command is refused.
  void set_team(std::string team);

  /// POST /mattermost/command. Typed::text in the grammar's own markup, as Slack's: known mentions
  /// as <@user id|name>, and & < > as entities.
  /// Errors: bad_signature, bad_request, too_large, not_ready, foreign_workspace.
  [[nodiscard]] boost::system::result<Received> command(const HttpRequest& request) const;

  /// POST /mattermost/action: a press on a button of ours.
  /// Errors: bad_request, too_large, not_ready, foreign_workspace, and those of
  /// Seal::open_context; foreign_person: a private button of somebody else.
  [[nodiscard]] boost::system::result<Received> action(const HttpRequest& request) const;

  /// POST /mattermost/dialog: a form of ours, submitted or closed. One that is older than form_life
  /// comes as Submitted::expired. Submitted::values holds what was sent, empty where nothing was.
  /// The team it names is the client's word, and not looked at: the seal tells the workspace.
  /// Errors: as action, and as Seal::open_state.
  [[nodiscard]] boost::system::result<Received> dialog(const HttpRequest& request) const;

 private:
  [[nodiscard]] bool is_authentic(const HttpRequest& request, std::string_view token) const;
  [[nodiscard]] Envelope envelope(UserId user, ChannelId channel) const;

  WorkspaceId workspace_;
  std::vector<Secret> command_tokens_;
  const Seal& seal_;
  const Clock& clock_;
  std::string team_;
};

}  // namespace baton::mattermost
