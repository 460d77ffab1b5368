#pragma once

#include <chrono>

#include "bot/ports/clock.h"

namespace baton::mattermost {

/// What one server was found not to allow. It is believed for a while only: somebody may allow it
/// later, and nothing tells us.
class ServerLimits {
 public:
  /// `clock` outlives it.
  explicit ServerLimits(const Clock& clock) : clock_(clock) {}

  /// An edit came too late (PostEditTimeLimit). Servers of the 7.0 line then refuse, with the
  /// `update` of an answer to a press, the words beside it.
  void edit_refused() { no_edits_until_ = clock_.now() + edit_refusal_life; }
  [[nodiscard]] bool limits_edits() const { return clock_.now() < no_edits_until_; }

  /// The bot lacks the right to make ephemeral posts, as it does unless somebody gave it.
  void ephemeral_post_refused() { no_ephemeral_until_ = clock_.now() + ephemeral_refusal_life; }
  [[nodiscard]] bool refuses_ephemeral_posts() const { return clock_.now() < no_ephemeral_until_; }

 private:
  static constexpr std::chrono::hours edit_refusal_life{24};
  static constexpr std::chrono::hours ephemeral_refusal_life{1};

  const Clock& clock_;
  TimePoint no_edits_until_;
  TimePoint no_ephemeral_until_;
};

}  // namespace baton::mattermost
