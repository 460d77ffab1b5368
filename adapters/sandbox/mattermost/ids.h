#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/sandbox/mattermost/errors.h"
#include "bot/ports/clock.h"
#include "core/model/time_point.h"

namespace baton::sandbox::mattermost {

/// 26 characters of [a-z0-9], as everything in Mattermost is named.
std::string new_id(Random& random);
bool is_id(std::string_view text);
/// The same id in every run: `word`, filled up with "1". REQUIRES: `word` fits.
std::string fixed_id(std::string_view word);

/// The two values named trigger_id: the short one that a client gets, and the signed one that an
/// integration gets, base64 of "short:user:milliseconds:signature", which alone opens dialogs: as
/// often as it likes, for three seconds from when it was made.
class TriggerIds {
 public:
  static constexpr std::chrono::milliseconds life{3000};

  explicit TriggerIds(Random& random);

  struct Pair {
    std::string client;
    std::string signed_one;
  };
  Pair issue(const std::string& user, TimePoint now);

  struct Opened {
    std::string client;
    std::string user;
    std::optional<AppError> error;  ///< why it does not hold; the rest is empty then
  };
  [[nodiscard]] Opened open(const std::string& signed_one, TimePoint now) const;

  /// What the button `action` of the ephemeral post `post` carries, and must be pressed with.
  [[nodiscard]] std::string cookie(const std::string& post, const std::string& action) const;

 private:
  [[nodiscard]] std::string signature(const std::string& text) const;

  Random& random_;
  std::string key_;
};

}  // namespace baton::sandbox::mattermost
