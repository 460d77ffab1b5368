#pragma once

#include <string>
#include <vector>

#include <boost/system/result.hpp>

#include "bot/ports/clock.h"
#include "bot/ports/surface.h"
#include "core/model/secret.h"

namespace baton::slack {

/// Slack's two HTTP surfaces that people use. Every request is proven authentic before any of it is
/// parsed, and belongs to the one team whose token we hold.
///
/// Somebody of another team (Slack Connect) comes through as "<team>/<user id>" and without a name:
/// that is no id of our workspace, so he is a stranger whatever his id.
class Ingress {
 public:
  /// `clock` outlives the ingress. Throws std::invalid_argument where there is no secret or an
  /// empty one: with it anybody could sign.
  Ingress(WorkspaceId workspace, std::vector<Secret> signing_secrets, const Clock& clock);

  /// The team that the token belongs to (auth.test). Until it is known every request is refused.
  void set_team(std::string team);

  /// POST /slack/commands. Typed::text stands as Slack sent it, with its markup ("<@U0001>") and
  /// entities: the grammar tells a mention from a typed "<" by them.
  /// Errors: bad_signature, stale_request, bad_request, too_large, not_ready, foreign_workspace.
  [[nodiscard]] boost::system::result<Received> command(const HttpRequest& request) const;

  /// POST /slack/interactions: presses and submissions of our own buttons and forms.
  /// Submitted::values holds every input of the form, empty where nothing was entered.
  /// Errors: as command.
  [[nodiscard]] boost::system::result<Received> interaction(const HttpRequest& request) const;

 private:
  [[nodiscard]] boost::system::result<void> authenticate(const HttpRequest& request) const;

  WorkspaceId workspace_;
  std::vector<Secret> signing_secrets_;
  const Clock& clock_;
  std::string team_;
};

/// The team that an authentic command or interaction says it comes from; empty where it cannot be
/// read. What it says is proven by nothing but the signature, which one app's teams may share.
[[nodiscard]] std::string named_team(const HttpRequest& request);

}  // namespace baton::slack
