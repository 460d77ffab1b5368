#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/config/support.h"

/// Configurations with Slack, Mattermost, both and several of each.
namespace baton::test {

using Lines = std::vector<std::string>;

inline const char* const slack_section =
    "slack: { signing_secret: abcdefgh, bot_token: abcdefgh, channel: handoffs }\n";
inline const char* const mattermost_section =
    "mattermost: { url: \"https://chat.example.com\", bot_token: abcdefgh, command_tokens: "
    "[abcdefgh], team: northlight }\n";
inline const char* const two_slacks =
    "slack:\n"
    "  - { name: east, signing_secret: abcdefgh, bot_token: abcdefgh }\n"
    "  - { name: west, signing_secret: abcdefgh, bot_token: abcdefgh }\n";
inline const char* const two_mattermosts =
    "mattermost:\n"
    "  - { name: chat, url: \"https://chat.example.com\", bot_token: abcdefgh, command_tokens: "
    "[abcdefgh], team: northlight }\n"
    "  - { name: labs, url: \"https://chat.example.com\", bot_token: abcdefgh, command_tokens: "
    "[abcdefgh], team: labs }\n";
inline const char* const user_id = "tc4nqxqz5ff1xrrqmfwigoagbc";

/// A file of these chats, two people in a line each, and one client. The chats begin in line 4;
/// what follows them moves with their number of lines.
inline std::string file_of(const std::string& chats, const std::string& ana,
                           const std::string& olga, const std::string& client) {
  return "agency: Northlight\nlast_resort: [Olga, Ana]\npublic_url: https://baton.example.com\n" +
         chats + "roles: [designer, paid-media, coordinator]\npeople:\n  - { name: Ana, " + ana +
         ", roles: [designer] }\n  - { name: Olga, " + olga +
         ", roles: [paid-media, coordinator] }\nclients:\n  - { key: ACME, " + client + " }\n";
}

/// Configurations of such chats, and what is found in them.
class ChatFilesTest : public testing::Test {
 protected:
  ChatFilesTest() { folder.write("workflows/launch.yaml", good_workflow); }

  config::Loaded load(const std::string& text) {
    folder.write("baton.yaml", text);
    config::Loaded loaded = load_in(folder);
    EXPECT_EQ(loaded.config.has_value(), !has_error(loaded));
    return loaded;
  }
  Lines lines_of(const std::string& text) { return lines(folder, load(text)); }
  /// The configuration of a file without a finding.
  config::Config read(const std::string& text) {
    config::Loaded loaded = load(text);
    EXPECT_EQ(lines(folder, loaded), Lines{});
    return loaded.config ? *loaded.config : config::Config();
  }

  Folder folder;
};

}  // namespace baton::test
