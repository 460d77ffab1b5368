#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/config/support.h"

namespace baton {
namespace {

using Lines = std::vector<std::string>;

const char* const slack_section =
    "slack: { signing_secret: abcdefgh, bot_token: abcdefgh, channel: handoffs }\n";
const char* const mattermost_section =
    "mattermost: { url: \"https://chat.example.com\", bot_token: abcdefgh, command_tokens: "
    "[abcdefgh], team: northlight }\n";
const char* const two_slacks =
    "slack:\n"
    "  - { name: east, signing_secret: abcdefgh, bot_token: abcdefgh }\n"
    "  - { name: west, signing_secret: abcdefgh, bot_token: abcdefgh }\n";
const char* const two_mattermosts =
    "mattermost:\n"
    "  - { name: chat, url: \"https://chat.example.com\", bot_token: abcdefgh, command_tokens: "
    "[abcdefgh], team: northlight }\n"
    "  - { name: labs, url: \"https://chat.example.com\", bot_token: abcdefgh, command_tokens: "
    "[abcdefgh], team: labs }\n";
const char* const user_id = "tc4nqxqz5ff1xrrqmfwigoagbc";

/// A file of these chats, two people who stand in the last lines but one, and one client. Its
/// roles stand in one line, so that the people's lines follow from the number of the chats'.
std::string file_of(const std::string& chats, const std::string& ana, const std::string& olga,
                    const std::string& client) {
  return "agency: Northlight\nlast_resort: [Olga, Ana]\npublic_url: https://baton.example.com\n" +
         chats + "roles: [designer, paid-media, coordinator]\npeople:\n  - { name: Ana, " + ana +
         ", roles: [designer] }\n  - { name: Olga, " + olga +
         ", roles: [paid-media, coordinator] }\nclients:\n  - { key: ACME, " + client + " }\n";
}

class ChatFindingsTest : public testing::Test {
 protected:
  ChatFindingsTest() { folder.write("workflows/launch.yaml", test::good_workflow); }

  config::Loaded load(const std::string& text) {
    folder.write("baton.yaml", text);
    config::Loaded loaded = test::load_in(folder);
    EXPECT_EQ(loaded.config.has_value(), !test::has_error(loaded));
    return loaded;
  }
  Lines lines_of(const std::string& text) { return test::lines(folder, load(text)); }
  /// The configuration of a file without a finding.
  config::Config read(const std::string& text) {
    config::Loaded loaded = load(text);
    EXPECT_EQ(test::lines(folder, loaded), Lines{});
    return loaded.config ? *loaded.config : config::Config();
  }

  test::Folder folder;
};

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
           test::replaced(mattermost_section, "{ url", "{ name: north, url"),
       {"baton.yaml:5:21: error: a workspace is already called \"north\": give every one a name "
        "of its own"}},
      {"a name in capitals",
       test::replaced(mattermost_section, "{ url", "{ name: Chat, url"),
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
        "lead to http://127.0.0.1:8080, which only works when Mattermost runs on this machine: "
        "set it to the address of Baton seen from there, such as \"public_url: "
        "https://baton.example.com\""}},
      {"as it is told to listen",
       "listen: { address: 192.0.2.7, port: 9000 }\n",
       {"baton.yaml:4:1: warning: \"public_url\" is missing, so Mattermost's buttons and forms "
        "lead to http://192.0.2.7:9000, which only works when Mattermost runs on this machine: "
        "set it to the address of Baton seen from there, such as \"public_url: "
        "https://baton.example.com\""}},
      {"on any port",
       "listen: { port: 0 }\n",
       {"baton.yaml:4:1: warning: \"public_url\" is missing, so Mattermost's buttons and forms "
        "lead to \"listen\" on whichever port is free, which only works when Mattermost runs on "
        "this machine: set it to the address of Baton seen from there, such as \"public_url: "
        "https://baton.example.com\""}},
  };
  const std::string file =
      file_of(mattermost_section, "mattermost: ana", "mattermost: olga", "channel: acme");
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(lines_of(test::replaced(file, "public_url: https://baton.example.com\n", c.listen)),
              c.findings);
  }
  const std::string slack_alone =
      file_of(slack_section, "slack: U0001", "slack: U0002", "channel: acme");
  EXPECT_EQ(lines_of(test::replaced(slack_alone, "public_url: https://baton.example.com\n", "")),
            Lines{})
      << "Slack learns the address in its own settings";
}

// Who somebody is in which chat. The chats stand in line 4, Ana in line 7 behind column 18, Olga
// in line 8 behind column 19, the client in line 10.
TEST_F(ChatFindingsTest, NameWhoIsNotKnownWhere) {
  const std::string slack = slack_section;
  const std::string mattermost = mattermost_section;
  const std::string both = slack + "" + mattermost;
  const struct {
    const char* name;
    std::string chats;
    std::string ana;
    std::string olga;
    Lines findings;
  } cases[] = {
      {"a user name with a space",
       mattermost,
       "mattermost: \"ana p\"",
       "mattermost: olga",
       {"baton.yaml:7:30: error: \"ana p\" is not a Mattermost user name: write one such as ana "
        "(letters, digits, dots, hyphens, underscores), or the id of 26 characters"}},
      {"an address of mail",
       mattermost,
       "mattermost: ana@example.com",
       "mattermost: olga",
       {"baton.yaml:7:30: error: \"ana@example.com\" is not a Mattermost user name: write one such "
        "as ana (letters, digits, dots, hyphens, underscores), or the id of 26 characters"}},
      {"one user name twice",
       mattermost,
       "mattermost: ana",
       "mattermost: \"@ANA\"",
       {"baton.yaml:8:31: error: \"@ANA\" is already the user name of \"Ana\": every person has a "
        "user name of their own"}},
      {"one id twice",
       mattermost,
       "mattermost: " + std::string(user_id),
       "mattermost: " + std::string(user_id),
       {"baton.yaml:8:31: error: \"tc4nqxqz5ff1xrrqmfwigoagbc\" is already the id of \"Ana\": "
        "every person has an id of their own"}},
      {"the same user name in two teams",
       two_mattermosts,
       "ids: { chat: ana }",
       "ids: { labs: ana }",
       {}},
      {"one id twice among several",
       two_slacks,
       "ids: { east: U0001, west: U0002 }",
       "ids: { west: U0002 }",
       {"baton.yaml:10:32: error: \"U0002\" is already the id of \"Ana\": every person has an id "
        "of their own"}},
      {"named twice in one workspace",
       slack,
       "slack: U0001, ids: { slack: U0003 }",
       "slack: U0002",
       {"baton.yaml:7:46: error: \"Ana\" is named in \"slack\" already: keep one of them"}},
      {"Slack ids where Slack is not connected",
       mattermost,
       "slack: U0001, mattermost: ana",
       "slack: U0002",
       {"baton.yaml:7:18: warning: \"slack\" has no effect: no Slack workspace is configured; "
        "leave it out, or add \"slack:\" to the file",
        "baton.yaml:8:5: warning: \"Olga\" has no id in any chat, so nobody can reach them: add "
        "\"mattermost: <user name>\"",
        "baton.yaml:8:19: warning: \"slack\" has no effect: no Slack workspace is configured; "
        "leave it out, or add \"slack:\" to the file"}},
      {"user names where Mattermost is not connected",
       slack,
       "slack: U0001, mattermost: ana",
       "slack: U0002",
       {"baton.yaml:7:32: warning: \"mattermost\" has no effect: no Mattermost workspace is "
        "configured; leave it out, or add \"mattermost:\" to the file"}},
      {"nobody can reach them in Mattermost",
       mattermost,
       "mattermost: ana",
       "home: mattermost",
       {"baton.yaml:8:5: warning: \"Olga\" has no id in any chat, so nobody can reach them: add "
        "\"mattermost: <user name>\"",
        "baton.yaml:8:25: error: \"Olga\" has no user name in \"mattermost\": add it, or name "
        "another home"}},
      {"nobody can reach them in several",
       two_slacks + mattermost,
       "mattermost: ana",
       "timezone: UTC",
       {"baton.yaml:11:5: warning: \"Olga\" has no id in any chat, so nobody can reach them: add "
        "\"ids: { east: <member id> }\" or \"mattermost: <user name>\"",
        "baton.yaml:11:19: warning: \"timezone\" is not yet in effect: it is kept; chats show "
        "times "
        "in each reader's own zone"}},
      {"several teams and one key",
       two_mattermosts,
       "mattermost: ana",
       "ids: { chat: olga }",
       {"baton.yaml:9:18: error: several Mattermost workspaces are configured: write \"ids: { "
        "chat: <user name> }\" instead"}},
      {"a workspace nobody knows",
       two_slacks,
       "ids: { north: U0001 }",
       "ids: { wst: U0002 }",
       {"baton.yaml:9:25: error: no workspace is called \"north\"; the names are east or west",
        "baton.yaml:10:26: error: no workspace is called \"wst\"; did you mean \"west\"?"}},
      {"a user name in Slack",
       both,
       "slack: ana",
       "slack: U0002",
       {"baton.yaml:8:25: error: \"ana\" is not a Slack member id such as U012AB3CD: in Slack open "
        "the person's profile, then \"Copy member ID\""}},
      {"a home they are not in",
       both,
       "slack: U0001, home: mattermost",
       "mattermost: olga, home: slack",
       {"baton.yaml:8:38: error: \"Ana\" has no user name in \"mattermost\": add it, or name "
        "another home",
        "baton.yaml:9:43: error: \"Olga\" has no id in \"slack\": add it, or name another home"}},
      {"a home nobody knows",
       both,
       "slack: U0001, home: matermost",
       "slack: U0002",
       {"baton.yaml:8:38: error: no workspace is called \"matermost\"; did you mean "
        "\"mattermost\"?"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(lines_of(file_of(c.chats, c.ana, c.olga, "name: Acme")), c.findings);
  }
}

TEST_F(ChatFindingsTest, NameAChannelThatIsNowhere) {
  const struct {
    const char* name;
    std::string chats;
    std::string person;
    std::string client;
    Lines findings;
  } cases[] = {
      {"an id of several",
       two_slacks,
       "ids: { east: %1 }",
       "channel: C0123",
       {"baton.yaml:12:18: error: several Slack workspaces are configured: write \"channels: { "
        "east: C0123 }\" instead"}},
      {"an id of none",
       mattermost_section,
       "mattermost: %2",
       "channel: C0123",
       {"baton.yaml:10:27: warning: \"C0123\" is the id of a Slack channel, and no Slack workspace "
        "is configured: write the channel's name"}},
      {"an id of Mattermost without it",
       slack_section,
       "slack: %1",
       "channel: wn1ck7hhnpbrpj9i4z7egj9yqe",
       {"baton.yaml:10:27: warning: \"wn1ck7hhnpbrpj9i4z7egj9yqe\" is the id of a Mattermost "
        "channel, and no Mattermost workspace is configured: write the channel's name"}},
      {"a workspace nobody knows",
       mattermost_section,
       "mattermost: %2",
       "channels: { slack: acme }",
       {"baton.yaml:10:30: error: no workspace is called \"slack\"; there is only \"mattermost\""}},
  };
  const auto person = [](const std::string& pattern, const char* id, const char* user) {
    const bool by_id = pattern.find("%1") != std::string::npos;
    return test::replaced(pattern, by_id ? "%1" : "%2", by_id ? id : user);
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(lines_of(file_of(c.chats, person(c.person, "U0001", "ana"),
                               person(c.person, "U0002", "olga"), c.client)),
              c.findings);
  }
}

}  // namespace
}  // namespace baton
