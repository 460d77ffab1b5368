#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/config/chat_files.h"

namespace baton::test {
namespace {

class ChatFindingsTest : public ChatFilesTest {};

TEST_F(ChatFindingsTest, MattermostAloneIsEnough) {
  const config::Config config =
      read(file_of("mattermost:\n"
                   "  url: https://example.com/chat/\n"
                   "  bot_token: ${SLACK_BOT_TOKEN}\n"
                   "  command_tokens: [abcdefgh, \"12345678\"]\n"
                   "  team: northlight\n"
                   "  channel: \"~handoffs\"\n",
                   "mattermost: \"@Ana.P\"", "mattermost: olga", "channel: acme"));
  EXPECT_TRUE(config.slack.empty());
  ASSERT_EQ(config.mattermost.size(), 1u);
  const config::Mattermost& chat = config.mattermost[0];
  EXPECT_EQ(chat.name.value, "mattermost");
  EXPECT_EQ(chat.url, "https://example.com/chat");
  EXPECT_EQ(chat.bot_token.reveal(), "xoxb-canary-1234567890");
  ASSERT_EQ(chat.command_tokens.size(), 2u);
  EXPECT_EQ(chat.command_tokens[1].reveal(), "12345678");
  EXPECT_EQ(chat.team, "northlight");
  EXPECT_EQ(chat.channel, "handoffs");
  EXPECT_EQ(config.public_url, "https://baton.example.com");
  EXPECT_EQ(config.people[0].ids.at({"mattermost"}), "ana.p");
  EXPECT_EQ(config.people[0].home.value, "mattermost");
  EXPECT_EQ(config.clients[0].channels.at({"mattermost"}), "acme");
}

TEST_F(ChatFindingsTest, BothChatsAreOneAgency) {
  const config::Config config =
      read(file_of(std::string(slack_section) + mattermost_section,
                   "slack: U0001, mattermost: " + std::string(user_id) + ", home: mattermost",
                   "mattermost: olga, slack: U0002", "channel: \"#acme\""));
  EXPECT_EQ(config.people[0].ids,
            (std::map<WorkspaceId, std::string>{{{"mattermost"}, user_id}, {{"slack"}, "U0001"}}));
  EXPECT_EQ(config.people[0].home.value, "mattermost");
  EXPECT_EQ(config.people[1].home.value, "slack") << "Slack comes first where nothing is said";
  EXPECT_EQ(config.clients[0].channels,
            (std::map<WorkspaceId, std::string>{{{"mattermost"}, "acme"}, {{"slack"}, "acme"}}));
  EXPECT_EQ(config.clients[0].channels_for_all, (std::set<WorkspaceId>{{"mattermost"}, {"slack"}}));
}

TEST_F(ChatFindingsTest, SeveralOfEachAreTold) {
  const config::Config config =
      read(file_of(std::string(two_slacks) + two_mattermosts, "ids: { labs: ana, west: U0001 }",
                   "ids: { labs: olga, chat: Olga }",
                   "channel: acme, channels: { east: C0123, labs: \"~acme-labs\" }"));
  EXPECT_EQ(config.mattermost[1].name.value, "labs");
  EXPECT_EQ(config.people[0].home.value, "west");
  EXPECT_EQ(config.people[1].home.value, "chat") << "the first of the file";
  EXPECT_EQ(config.people[1].ids.at({"chat"}), "olga");
  EXPECT_EQ(
      config.clients[0].channels,
      (std::map<WorkspaceId, std::string>{
          {{"chat"}, "acme"}, {{"east"}, "C0123"}, {{"labs"}, "acme-labs"}, {{"west"}, "acme"}}));
  EXPECT_EQ(config.clients[0].channels_for_all, (std::set<WorkspaceId>{{"chat"}, {"west"}}));
}

// A channel's id is of one chat; the others have their default channel.
TEST_F(ChatFindingsTest, AnIdNamesAChannelInItsChatAlone) {
  const std::string chats = std::string(slack_section) + mattermost_section;
  const struct {
    const char* channel;
    const char* workspace;
  } cases[] = {{"C0123", "slack"}, {"wn1ck7hhnpbrpj9i4z7egj9yqe", "mattermost"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.channel);
    const config::Config config =
        read(file_of(chats, "slack: U0001", "slack: U0002", "channel: " + std::string(c.channel)));
    EXPECT_EQ(config.clients[0].channels,
              (std::map<WorkspaceId, std::string>{{{c.workspace}, c.channel}}));
    EXPECT_TRUE(config.clients[0].channels_for_all.empty());
  }
}

TEST_F(ChatFindingsTest, AnAddressIsWhereThisMachineReachesTheService) {
  const struct {
    const char* listens_on;
    const char* address;
  } cases[] = {{"127.0.0.1", "http://127.0.0.1:8080"},
               {"192.0.2.7", "http://192.0.2.7:8080"},
               {"0.0.0.0", "http://127.0.0.1:8080"},
               {"::1", "http://[::1]:8080"},
               {"::", "http://[::1]:8080"}};
  for (const auto& c : cases) {
    config::Listen listen;
    listen.address = c.listens_on;
    EXPECT_EQ(config::address_of(listen, 8080), c.address) << c.listens_on;
  }
}

// What is wrong with the chats themselves: said where it stands, with the mend (G32).
TEST_F(ChatFindingsTest, NameWhatIsWrongWithAChat) {
  const std::string url = "https://chat.example.com";
  const auto mattermost = [&](const std::string& more) {
    return "mattermost:\n  bot_token: abcdefgh\n" + more;
  };
  const struct {
    const char* name;
    std::string chats;
    Lines findings;
  } cases[] = {
      {"too little",
       mattermost("  name: mattermost\n"),
       {"baton.yaml:5:3: error: \"url\" is missing in \"mattermost\": add url: "
        "https://chat.example.com",
        "baton.yaml:5:3: error: \"command_tokens\" is missing in \"mattermost\": add "
        "command_tokens: "
        "[\"${MATTERMOST_COMMAND_TOKEN}\"]",
        "baton.yaml:5:3: error: \"team\" is missing in \"mattermost\": add team: northlight"}},
      {"a plain address",
       mattermost("  url: http://chat.example.com\n  command_tokens: [abcdefgh]\n  team: n\n"),
       {"baton.yaml:6:8: error: \"url\" must begin with https:// (plain http:// is for 127.0.0.1 "
        "and localhost only), not \"http://chat.example.com\""}},
      {"a plain address of this machine",
       mattermost("  url: http://127.0.0.1:8065\n  command_tokens: [abcdefgh]\n  team: n\n"),
       {}},
      {"no token at all",
       mattermost("  url: " + url + "\n  command_tokens: []\n  team: n\n"),
       {"baton.yaml:7:19: error: \"command_tokens\" must have from 1 to 16 entries, such as "
        "[\"${MATTERMOST_COMMAND_TOKEN}\"]"}},
      {"an empty token",
       mattermost("  url: " + url + "\n  command_tokens: [abcdefgh, \"\"]\n  team: n\n"),
       {"baton.yaml:7:30: error: an entry of \"command_tokens\" is empty: write a text"}},
      {"one token without a list",
       mattermost("  url: " + url + "\n  command_tokens: abcdefgh\n  team: n\n"),
       {"baton.yaml:7:19: error: \"command_tokens\" must be a list, such as "
        "[\"${MATTERMOST_COMMAND_TOKEN}\"], not this value"}},
      {"two teams without names",
       "mattermost:\n"
       "  - { url: \"https://a.example\", bot_token: abcdefgh, command_tokens: [abcdefgh], team: a "
       "}\n"
       "  - { name: labs, url: \"https://b.example\", bot_token: abcdefgh, command_tokens: "
       "[abcdefgh], team: b }\n",
       {"baton.yaml:5:5: error: \"name\" is missing: with several Mattermost workspaces each needs "
        "one, such as \"name: chat\"",
        "baton.yaml:9:18: error: several Mattermost workspaces are configured: write \"ids: { "
        "mattermost: <user name> }\" instead",
        "baton.yaml:10:19: error: several Mattermost workspaces are configured: write \"ids: { "
        "mattermost: <user name> }\" instead"}},
      {"a name of the other chat",
       "slack: { name: mattermost, signing_secret: abcdefgh, bot_token: abcdefgh }\n" +
           std::string(mattermost_section),
       {"baton.yaml:5:13: error: a workspace is already called \"mattermost\": give every one a "
        "name of its own"}},
      {"the same name in both",
       "slack: { name: north, signing_secret: abcdefgh, bot_token: abcdefgh }\n" +
           replaced(mattermost_section, "{ url", "{ name: north, url"),
       {"baton.yaml:5:21: error: a workspace is already called \"north\": give every one a name "
        "of its own"}},
      {"a name in capitals",
       replaced(mattermost_section, "{ url", "{ name: Chat, url"),
       {"baton.yaml:4:21: error: the name \"Chat\" must be written in lower case with hyphens, "
        "such as \"chat\""}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(lines_of(file_of(c.chats, "mattermost: ana", "mattermost: olga", "name: Acme")),
              c.findings);
  }
}

TEST_F(ChatFindingsTest, SayWhereButtonsLeadWithoutAPublicAddress) {
  const struct {
    const char* name;
    std::string listen;
    Lines findings;
  } cases[] = {
      {"by default",
       "",
       {"baton.yaml:3:1: warning: \"public_url\" is missing, so Mattermost's buttons and forms "
        "lead to http://127.0.0.1:8080, which only works when Mattermost runs on this machine "
        "and names that address under \"Allow untrusted internal connections\": "
        "set it to the address of Baton seen from there, such as \"public_url: "
        "https://baton.example.com\""}},
      {"as it is told to listen",
       "listen: { address: 192.0.2.7, port: 9000 }\n",
       {"baton.yaml:4:1: warning: \"public_url\" is missing, so Mattermost's buttons and forms "
        "lead to http://192.0.2.7:9000, which only works when Mattermost runs on this machine "
        "and names that address under \"Allow untrusted internal connections\": "
        "set it to the address of Baton seen from there, such as \"public_url: "
        "https://baton.example.com\""}},
      {"on any port",
       "listen: { port: 0 }\n",
       {"baton.yaml:4:1: warning: \"public_url\" is missing, so Mattermost's buttons and forms "
        "lead to \"listen\" on whichever port is free, which only works when Mattermost runs on "
        "this machine and names that address under \"Allow untrusted internal connections\": set "
        "it to the address of Baton seen from there, such as \"public_url: "
        "https://baton.example.com\""}},
  };
  const std::string file =
      file_of(mattermost_section, "mattermost: ana", "mattermost: olga", "channel: acme");
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(lines_of(replaced(file, "public_url: https://baton.example.com\n", c.listen)),
              c.findings);
  }
  const std::string slack_alone =
      file_of(slack_section, "slack: U0001", "slack: U0002", "channel: acme");
  EXPECT_EQ(lines_of(replaced(slack_alone, "public_url: https://baton.example.com\n", "")), Lines{})
      << "Slack learns the address in its own settings";
}

}  // namespace
}  // namespace baton::test
