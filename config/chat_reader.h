#pragma once

#include <string>
#include <vector>

#include "config/document.h"

namespace baton::config {

enum class ChatKind { slack, mattermost };

/// What the connected chats are called.
struct Chats {
  std::vector<std::string> slack;       ///< in the order of the file
  std::vector<std::string> mattermost;  ///< in the order of the file
  std::vector<std::string> all;         ///< both, Slack first

  [[nodiscard]] const std::vector<std::string>& of(ChatKind kind) const {
    return kind == ChatKind::slack ? slack : mattermost;
  }
  /// REQUIRES: `all` contains `workspace`.
  [[nodiscard]] ChatKind kind_of(const std::string& workspace) const;
  /// "; did you mean ...?", or the names there are.
  [[nodiscard]] std::string hint_for(const std::string& workspace) const;
};
std::string name_of(ChatKind kind);  ///< "Slack", "Mattermost"

/// Reads the workspaces of `root`, and how they reach Baton, into `config`.
/// REQUIRES: config.listen has been read.
Chats read_chats(const Item& root, Config& config, Findings& findings);

/// "#acme", "~acme" and "acme" are the same channel.
std::string channel_of(const Item& item);

}  // namespace baton::config
