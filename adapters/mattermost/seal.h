#pragma once

#include <string>
#include <string_view>

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include "bot/ports/card.h"
#include "core/model/ids.h"
#include "core/model/secret.h"
#include "core/model/time_point.h"

/// Mattermost signs neither presses nor submissions, and shows a dialog's state to the person who
/// has it open. So what our buttons and forms carry is sealed by us: readable, not alterable.
namespace baton::mattermost {

/// What a button of ours carries.
struct ButtonSeal {
  Press press;
  std::string slot;  ///< of the message it stands on; empty: a private answer
  UserId only_for;   ///< of a private answer: whose it is; empty: everybody's in the channel
  bool operator==(const ButtonSeal&) const = default;
};
/// What an open form of ours carries.
struct FormSeal {
  Press press;
  UserId user;        ///< who has it open
  std::string nonce;  ///< unlike every other: one form has one effect
  TimePoint opened_at;
  bool operator==(const FormSeal&) const = default;
};

/// Seals under one key for one workspace of one agency: HMAC-SHA256 over all members by name and
/// length, so that neither their order nor their borders matter. The purpose is sealed with them:
/// a button's seal is no form's. Without expiry: whoever opens it looks at its age and the state.
///
/// {"v":1,"k":key id,"a":agency,"w":workspace,"p":press_json,...,"m":hex of the HMAC}, with
/// "s","u" of a button and "u","n","t" (seconds since the epoch) of a form.
class Seal {
 public:
  /// `key`: 32 bytes or more. Throws std::invalid_argument for a shorter one.
  Seal(Secret key, std::string agency, WorkspaceId workspace);

  /// The `context` of a button: an object of strings and one number.
  [[nodiscard]] nlohmann::json context(const ButtonSeal& carried) const;
  /// Errors: bad_signature (missing, malformed, truncated, altered), unknown_key,
  /// foreign_workspace (another agency's or workspace's, sealed under our key).
  [[nodiscard]] boost::system::result<ButtonSeal> open_context(const nlohmann::json& context) const;

  /// The `state` of a dialog: the same as one JSON text.
  [[nodiscard]] std::string state(const FormSeal& carried) const;
  /// Errors: as open_context.
  [[nodiscard]] boost::system::result<FormSeal> open_state(std::string_view state) const;

  /// 16 hex digits that name the key and tell nothing of it.
  [[nodiscard]] const std::string& key_id() const { return key_id_; }

 private:
  /// `members` with those that every seal has.
  [[nodiscard]] nlohmann::json sealed(std::string_view purpose, const Press& press,
                                      const UserId& user, nlohmann::json members) const;
  /// What well-formed `members` carry, where they are ours and as we made them.
  [[nodiscard]] boost::system::result<Press> opened(std::string_view purpose,
                                                    const nlohmann::json& members) const;
  [[nodiscard]] std::string mac_of(std::string_view purpose, const nlohmann::json& members) const;

  Secret key_;
  std::string key_id_;
  std::string agency_;
  WorkspaceId workspace_;
};

}  // namespace baton::mattermost
