#pragma once

#include <string>
#include <variant>

#include "bot/ports/card.h"
#include "bot/ports/form.h"
#include "core/model/ids.h"

namespace baton {

/// What was typed after the slash command.
struct Typed {
  std::string text;
  bool operator==(const Typed&) const = default;
};
/// A button of ours that was pressed.
struct Pressed {
  Press press;
  std::string message_id;  ///< of the message it stands on; empty for an ephemeral one
  std::string slot = {};   ///< of that message, as the button says; empty: it does not say
  bool stray = false;      ///< it is not the message that its slot is: an old copy, or another
  bool operator==(const Pressed&) const = default;
};
/// A form of ours that was submitted.
struct Submitted {
  Press press;
  FormValues values;
  bool expired = false;  ///< the form was opened too long ago: it has no effect any more
  /// The form stays open after a refusal, and comes again as the same delivery.
  bool stays_open = false;
  bool operator==(const Submitted&) const = default;
};

/// One authentic delivery from a chat, platform-free.
struct Envelope {
  WorkspaceId workspace;
  std::string team;  ///< the platform's id of the team it came from
  UserId user;
  std::string user_name;      ///< for a private sentence to a stranger only
  ChannelId channel;          ///< where it happened; may be empty
  std::string delivery;       ///< the deduplication key, unique per delivery (RELIABILITY 2.2)
  std::string trigger;        ///< opens one form within its life; may be empty
  std::string reply_address;  ///< where a later private answer goes; may be empty; a secret
  std::size_t form_inputs_max = 98;  ///< how many inputs a form may have there
  std::variant<Typed, Pressed, Submitted> what;
};

}  // namespace baton
