#pragma once

#include <optional>

#include <boost/asio/awaitable.hpp>

#include "bot/app/registry.h"
#include "bot/ports/chat.h"
#include "bot/ports/envelope.h"
#include "bot/ports/store.h"
#include "bot/ports/talk.h"

namespace baton {

/// The messages that buttons stand on, where a button says which one it is (Pressed::slot).
class PressedMessages {
 public:
  /// References outlive it.
  PressedMessages(Outbox& outbox, Registry& registry, const Talk& talk)
      : outbox_(outbox), registry_(registry), talk_(talk) {}

  /// Whether the press came from another message than the one that its slot is: from an old copy,
  /// or with what another message's button carries. False while that message is not known yet.
  boost::asio::awaitable<bool> is_stray(WorkspaceId workspace, Pressed pressed);
  /// A message of a task as it should be now.
  struct Present {
    Outgoing message;
    std::uint64_t version = 0;  ///< of the task that it shows
  };
  /// What the pressed message should show now, where it shows less; nullopt where it is up to date,
  /// none of the task's messages, or not yet known as one.
  boost::asio::awaitable<std::optional<Present>> shown_now(WorkspaceId workspace, Pressed pressed);
  /// The same, where the task is newer than `version`, whatever the message is known to show.
  boost::asio::awaitable<std::optional<Present>> newer_than(std::uint64_t version,
                                                            WorkspaceId workspace, Pressed pressed);

 private:
  boost::asio::awaitable<std::optional<Present>> present(WorkspaceId workspace, Pressed pressed);

  Outbox& outbox_;
  Registry& registry_;
  const Talk& talk_;
};

}  // namespace baton
