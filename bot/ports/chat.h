#pragma once

#include <optional>
#include <string>
#include <variant>

#include <boost/asio/awaitable.hpp>

#include "bot/ports/card.h"
#include "bot/ports/form.h"
#include "core/delivery/delivery.h"
#include "core/model/ids.h"

namespace baton {

/// A message where the platform keeps it.
struct MessageRef {
  WorkspaceId workspace;
  ChannelId channel;  ///< of a direct message: the conversation's id
  std::string id;     ///< Slack: ts; Mattermost: post id
  bool operator==(const MessageRef&) const = default;
};

/// Where a new message goes: a channel, or one person's direct messages.
struct Destination {
  WorkspaceId workspace;
  std::variant<ChannelId, UserId> place;
  bool operator==(const Destination&) const = default;
};

/// One message to be sent.
struct Outgoing {
  std::string outbox_id;  ///< carried along, so that an unknown outcome can be looked up
  std::string slot;       ///< the message that this is (see Notice); its buttons may carry it
  Destination to;
  std::optional<MessageRef> thread;  ///< the message in whose thread it goes, in the place of `to`
  Card card;
  bool plain = false;  ///< only the card's plain text: the platform refused its blocks
};

struct Sent {
  MessageRef message;
};
using Posted = std::variant<Sent, AttemptFailed, AttemptUnknown>;

struct NotFound {};
using Found = std::variant<Sent, NotFound, AttemptFailed>;

struct UserInfo {
  UserId id;
  std::string name;
  std::string timezone;  ///< IANA
  bool deactivated = false;
  bool guest = false;
  bool bot = false;
};
struct TeamInfo {
  std::string team;  ///< the platform's id
  std::string bot_user;
};
template <class T>
using Asked = std::variant<T, AttemptFailed, AttemptUnknown>;

/// One workspace's chat. Every call has its own deadline and never throws but on cancellation.
/// Calls may overlap; `*this` must outlive them. Pacing and retries are the caller's.
class Chat {
 public:
  virtual ~Chat() = default;
  [[nodiscard]] virtual WorkspaceId workspace() const = 0;

  /// Makes a message. AttemptUnknown: it may or may not be there. message_gone: the one in whose
  /// thread it was to go is gone, and nothing stands there now.
  virtual boost::asio::awaitable<Posted> post(Outgoing message) = 0;
  /// Replaces what `message` shows; repeating it does no harm.
  virtual boost::asio::awaitable<Posted> update(MessageRef message, Outgoing content) = 0;
  /// Looks for a message that carries `outbox_id`, made not before `since`.
  virtual boost::asio::awaitable<Found> find(Outgoing message, TimePoint since) = 0;

  /// Opens `form` for `user`, by the interaction of `trigger`.
  virtual boost::asio::awaitable<Posted> open_form(std::string trigger, UserId user, Form form) = 0;
  /// A private answer to `user` after the fact, to a reply address of an envelope.
  virtual boost::asio::awaitable<Posted> reply(std::string reply_address, UserId user,
                                               Card card) = 0;

  /// Who we are there. The first call after start, and the proof that the token works.
  virtual boost::asio::awaitable<Asked<TeamInfo>> team() = 0;
  /// The id of a channel named by id or by name, with or without "#".
  virtual boost::asio::awaitable<Asked<ChannelId>> channel(std::string name) = 0;
  virtual boost::asio::awaitable<Asked<UserInfo>> user(UserId id) = 0;
  /// The user of that id, or, where people are known by a name that is theirs alone, of that name
  /// with or without "@".
  virtual boost::asio::awaitable<Asked<UserInfo>> user_called(std::string name) = 0;
};

}  // namespace baton
