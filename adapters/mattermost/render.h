#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/mattermost/seal.h"
#include "bot/ports/card.h"
#include "bot/ports/form.h"

/// Cards as posts with attachments, forms as dialogs: always within Mattermost's limits. What is
/// too long is shortened with an ellipsis, a button is never dropped.
namespace baton::mattermost {

/// The callback_id of every form of ours.
inline constexpr std::string_view form_callback = "batonform";
/// How many inputs a dialog of ours has at most: a longer form comes in parts. Mattermost names no
/// limit; more than this does not fit a phone's screen.
inline constexpr std::size_t dialog_inputs_max = 8;

/// How long a text that is no post may be, in code points: servers let a post have 16,383.
inline constexpr std::size_t text_length_max = 16'000;

enum class Detail {
  attachments,  ///< message and attachments
  plain_text,   ///< message alone, short enough for any server: it refused the attachments
};

/// Whose a message and its buttons are.
struct Place {
  std::string slot;  ///< of a message of the task (see Notice); empty: a private answer
  UserId only_for;   ///< of a private answer
};

class Renderer {
 public:
  /// `callback_url`: where Mattermost reaches us, "https://baton.example.com". `seal` outlives it.
  Renderer(const Seal& seal, std::string callback_url);

  /// {"message": the headline, "props": {"from_bot": "true", "attachments": [...]}}: all that a
  /// post of ours has, so that an update with it loses nothing. Sections and the footer are
  /// attachments coloured by the card's tone, each with its buttons. Ids of actions are letters
  /// and digits: "b0", "b1" ...
  [[nodiscard]] nlohmann::json message(const Card& card, const Place& place,
                                       Detail detail = Detail::attachments) const;
  /// The card as one markdown text without its buttons: for `ephemeral_text`.
  [[nodiscard]] static std::string text(const Card& card, std::size_t length_max = text_length_max);

  /// {"url", "dialog"} of POST /actions/dialogs/open. Titles and labels have at most 24 characters:
  /// a label that is longer stands whole in the help text. A line of text holds 150, a text area
  /// 3,000.
  [[nodiscard]] nlohmann::json dialog(const Form& form, const FormSeal& sealed) const;

 private:
  const Seal& seal_;
  std::string callback_url_;
};

/// JSON text of what is sent to Mattermost; never throws for what stands in it.
std::string dump(const nlohmann::json& json);

}  // namespace baton::mattermost
