#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/config/chat_files.h"

namespace baton::test {
namespace {

class IdentityFindingsTest : public ChatFilesTest {};

// Who somebody is in which chat. The chats stand in line 4, Ana in line 7 behind column 18, Olga
// in line 8 behind column 19, the client in line 10.
TEST_F(IdentityFindingsTest, NameWhoIsNotKnownWhere) {
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
        "\"ids: { east: <member id> }\" or \"mattermost: <user name>\""}},
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

TEST_F(IdentityFindingsTest, NameAChannelThatIsNowhere) {
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
    return replaced(pattern, by_id ? "%1" : "%2", by_id ? id : user);
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(lines_of(file_of(c.chats, person(c.person, "U0001", "ana"),
                               person(c.person, "U0002", "olga"), c.client)),
              c.findings);
  }
}

}  // namespace
}  // namespace baton::test
