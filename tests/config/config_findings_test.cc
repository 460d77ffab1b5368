#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/config/support.h"

namespace baton {
namespace {

struct Case {
  std::string name;
  std::string from;  ///< in the file without a fault
  std::string to;
  std::vector<std::string> findings;
};

const char* const chat_section =
    "slack:\n  signing_secret: ${SLACK_SIGNING_SECRET}\n  bot_token: ${SLACK_BOT_TOKEN}\n";

// Slips of whoever writes baton.yaml: in what it means. What is said, where, and the mend (G32).
TEST(ConfigFindingsTest, NameTheLineAndTheMend) {
  const test::Folder folder;
  folder.write("workflows/launch.yaml", test::good_workflow);
  folder.write("empty/readme.txt", "no workflow");
  const std::string good_config = test::good_config;
  const Case cases[] = {
      {"no chat",
       chat_section,
       "",
       {"baton.yaml:1:1: error: no chat is connected: add \"slack:\" with signing_secret and "
        "bot_token, or \"mattermost:\" with url, bot_token, command_tokens and team"}},
      {"Socket Mode",
       "  bot_token: ${SLACK_BOT_TOKEN}\n",
       "  bot_token: ${SLACK_BOT_TOKEN}\n  app_token: xapp-12345678\n",
       {"baton.yaml:6:3: warning: \"app_token\" is not yet in effect: Baton listens for requests "
        "from Slack; Socket Mode comes with a later version"}},
      {"PostgreSQL",
       "agency: Northlight\n",
       "agency: Northlight\nstore: postgresql://baton:hunter22@db/baton\n",
       {"baton.yaml:2:8: error: PostgreSQL is not available in this version: use \"store: "
        "sqlite:baton.db\""}},
      {"another store",
       "agency: Northlight\n",
       "agency: Northlight\nstore: mysql:baton\n",
       {"baton.yaml:2:8: error: \"store\" must begin with sqlite: and name a file, such as "
        "\"sqlite:baton.db\""}},
      {"a store without a file",
       "agency: Northlight\n",
       "agency: Northlight\nstore: \"sqlite:\"\n",
       {"baton.yaml:2:8: error: \"store\" names no file: write \"sqlite:baton.db\""}},
      {"a secret key that is too short",
       "agency: Northlight\n",
       "agency: Northlight\nsecret_key: hunter22\n",
       {"baton.yaml:2:13: error: \"secret_key\" must be 64 hexadecimal digits (openssl rand -hex "
        "32), or { file: baton.key }, which Baton creates"}},
      {"an address that is a name",
       "agency: Northlight\n",
       "agency: Northlight\nlisten: { address: localhost }\n",
       {"baton.yaml:2:20: error: \"address\" must be an IP address, not \"localhost\": use "
        "127.0.0.1"}},
      {"a public address without https",
       "agency: Northlight\n",
       "agency: Northlight\npublic_url: http://baton.example.com\n",
       {"baton.yaml:2:13: error: \"public_url\" must begin with https:// (plain http:// is for "
        "127.0.0.1 and localhost only), not \"http://baton.example.com\""}},
      {"a public address without a scheme",
       "agency: Northlight\n",
       "agency: Northlight\npublic_url: baton.example.com\n",
       {"baton.yaml:2:13: error: \"public_url\" must begin with https://, not "
        "\"baton.example.com\""}},
      {"an API address with a password",
       "  bot_token: ${SLACK_BOT_TOKEN}\n",
       "  bot_token: ${SLACK_BOT_TOKEN}\n  api_url: https://me:hunter22@slack.com/api\n",
       {"baton.yaml:6:12: error: \"api_url\" must not carry a user or password"}},
      {"an API address from outside",
       "  bot_token: ${SLACK_BOT_TOKEN}\n",
       "  bot_token: ${SLACK_BOT_TOKEN}\n  api_url: ftp://${SLACK_BOT_TOKEN}\n",
       {"baton.yaml:6:12: error: \"api_url\" must begin with https://, not the value of "
        "ftp://${SLACK_BOT_TOKEN}"}},
      {"a last resort nobody knows",
       "[Olga, Ana]",
       "[Olga, Anna]",
       {"baton.yaml:2:21: error: no person is called \"Anna\"; did you mean \"Ana\"?"}},
      {"a last resort far from all names",
       "[Olga, Ana]",
       "[Olga, Zacharias]",
       {"baton.yaml:2:21: error: no person is called \"Zacharias\": add them under \"people\""}},
      {"no deputy",
       "[Olga, Ana]",
       "[Olga]",
       {"baton.yaml:2:14: error: \"last_resort\" needs a deputy: name 2 people, such as [Olga, "
        "Ana]"}},
      {"the deputy is the same person",
       "[Olga, Ana]",
       "[Olga, Olga]",
       {"baton.yaml:2:21: error: \"Olga\" stands here twice: the deputy must be somebody else"}},
      {"a role not declared",
       "roles: [designer] }",
       "roles: [desinger] }",
       {"baton.yaml:8:40: error: no role is called \"desinger\"; did you mean \"designer\"?",
        "baton.yaml:11:70: warning: \"Ana\" does not have the role \"designer\": add it to their "
        "\"roles\"",
        "workflows/launch.yaml:7:5: warning: the role \"designer\" has nobody: nobody can send "
        "along \"go\""}},
      {"a receiver's role that has nobody",
       "[paid-media, coordinator] }",
       "[coordinator] }",
       {"workflows/launch.yaml:7:5: warning: the role \"paid-media\" has nobody: handoffs to "
        "\"Live\" go to Olga (coordinator)"}},
      {"neither a receiver nor a coordinator",
       "[paid-media, coordinator] }",
       "[designer] }",
       {"workflows/launch.yaml:7:5: warning: the role \"paid-media\" has nobody: handoffs to "
        "\"Live\" go to Olga (last resort)",
        "workflows/launch.yaml:7:5: warning: the role \"coordinator\" has nobody: nobody answers "
        "for \"go\""}},
      {"a role in capitals",
       "[designer, paid-media, coordinator]",
       "[designer, paid-media, coordinator, Account Manager]",
       {"baton.yaml:6:44: error: the role \"Account Manager\" must be written in lower case with "
        "hyphens, such as \"account-manager\""}},
      {"a role that is reserved",
       "[designer, paid-media, coordinator]",
       "[designer, paid-media, coordinator, client]",
       {"baton.yaml:6:44: error: \"client\" means something else in workflows: give the role "
        "another name"}},
      {"a role twice",
       "[designer, paid-media, coordinator]",
       "[designer, paid-media, coordinator, designer]",
       {"baton.yaml:6:44: error: the role \"designer\" stands here a second time (first in line "
        "6): keep one of them, or rename it"}},
      {"a person twice",
       "name: Olga",
       "name: ana",
       {"baton.yaml:2:15: error: no person is called \"Olga\": add them under \"people\"",
        "baton.yaml:9:13: error: the name \"ana\" stands here a second time (first in line 8): "
        "keep one of them, or rename it"}},
      {"a name that cannot be typed",
       "name: Olga",
       "name: \"Olga, P\"",
       {"baton.yaml:2:15: error: no person is called \"Olga\": add them under \"people\"",
        "baton.yaml:9:13: error: the name \"Olga, P\" cannot be typed in chat: leave out @, #, "
        "commas and spaces at its ends"}},
      {"a member id that is a name",
       "slack: U0001",
       "slack: ana",
       {"baton.yaml:8:25: error: \"ana\" is not a Slack member id such as U012AB3CD: in Slack open "
        "the person's profile, then \"Copy member ID\""}},
      {"a member id twice",
       "slack: U0002",
       "slack: U0001",
       {"baton.yaml:9:26: error: \"U0001\" is already the id of \"Ana\": every person has an id of "
        "their own"}},
      {"a person out of reach",
       "name: Ana, slack: U0001",
       "name: Ana",
       {"baton.yaml:8:5: warning: \"Ana\" has no id in any chat, so nobody can reach them: add "
        "\"slack: <member id>\""}},
      {"a home nobody knows",
       "slack: U0001",
       "slack: U0001, home: slak",
       {"baton.yaml:8:38: error: no workspace is called \"slak\"; did you mean \"slack\"?"}},
      {"a workspace nobody knows",
       "slack: U0001",
       "ids: { slck: U0001 }",
       {"baton.yaml:8:25: error: no workspace is called \"slck\"; did you mean \"slack\"?"}},
      {"a time zone that is none",
       "slack: U0001",
       "slack: U0001, timezone: Berlin",
       {"baton.yaml:8:42: error: \"Berlin\" is not the name of a time zone: write one such as "
        "Europe/Berlin, or UTC"}},
      {"working hours that cannot be read",
       "slack: U0001",
       "slack: U0001, hours: \"Mon-Fry 09:00-17:30\"",
       {"baton.yaml:8:39: error: \"Mon-Fry 09:00-17:30\" tells no working hours: \"Fry\" is no day "
        "of the week: write Mon, Tue, Wed, Thu, Fri, Sat or Sun"}},
      {"working hours without a time",
       "slack: U0001",
       "slack: U0001, hours: Mon-Fri",
       {"baton.yaml:8:39: error: \"Mon-Fri\" tells no working hours: write times behind the last "
        "day, such as \"Fri 09:00-15:00\""}},
      {"a client key in small letters",
       "key: ACME",
       "key: acme",
       {"baton.yaml:11:12: error: the client key \"acme\" must be 2 to 10 capital letters and "
        "digits beginning with a letter, such as ACME"}},
      {"a client twice",
       "clients:\n",
       "clients:\n  - { key: ACME, name: Acme }\n",
       {"baton.yaml:12:12: error: the client key \"ACME\" stands here a second time (first in line "
        "11): keep one of them, or rename it"}},
      {"a client's role nobody declared",
       "{ designer: Ana }",
       "{ desiner: Ana }",
       {"baton.yaml:11:60: error: no role is called \"desiner\"; did you mean \"designer\"?"}},
      {"a client's person nobody knows",
       "{ designer: Ana }",
       "{ designer: Anna }",
       {"baton.yaml:11:70: error: no person is called \"Anna\"; did you mean \"Ana\"?"}},
      {"a client's person without the role",
       "{ designer: Ana }",
       "{ designer: Olga }",
       {"baton.yaml:11:70: warning: \"Olga\" does not have the role \"designer\": add it to their "
        "\"roles\""}},
      {"rights for a verb that is none",
       "agency: Northlight\n",
       "agency: Northlight\nrights: { cancle: [coordinator] }\n",
       {"baton.yaml:2:11: error: \"cancle\" is not a key of \"rights\"; did you mean \"cancel\"?"}},
      {"rights for a verb that asks for none",
       "agency: Northlight\n",
       "agency: Northlight\nrights: { withdraw: [coordinator] }\n",
       {"baton.yaml:2:11: error: \"withdraw\" is not a key of \"rights\"; the keys are cancel, "
        "due, "
        "forgive, move, redact, reopen or urgent"}},
      {"rights for a role nobody declared",
       "agency: Northlight\n",
       "agency: Northlight\nrights: { cancel: [boss] }\n",
       {"baton.yaml:2:20: error: no role is called \"boss\": declare it under \"roles\""}},
      {"rights that come later",
       "agency: Northlight\n",
       "agency: Northlight\nrights: { redact: [coordinator] }\n",
       {"baton.yaml:2:11: warning: \"redact\" is not yet in effect: the command comes with a later "
        "version"}},
      {"an undo window in seconds",
       "agency: Northlight\n",
       "agency: Northlight\nundo_window: 90s\n",
       {"baton.yaml:2:14: error: \"undo_window\" must be whole minutes from 1m to 60m, such as 5m, "
        "not \"90s\""}},
      {"an undo window without a unit",
       "agency: Northlight\n",
       "agency: Northlight\nundo_window: 5\n",
       {"baton.yaml:2:14: error: \"undo_window\" needs a unit: write 5m"}},
      {"a reason in words",
       "agency: Northlight\n",
       "agency: Northlight\nreturn_reasons: [\"Wrong format\", other]\n",
       {"baton.yaml:2:18: error: the reason \"Wrong format\" must be written in lower case with "
        "hyphens, such as \"wrong-format\""}},
      {"a reason twice",
       "agency: Northlight\n",
       "agency: Northlight\nreturn_reasons: [other, other]\n",
       {"baton.yaml:2:25: error: the reason \"other\" stands here twice: keep one of them"}},
      {"two workspaces without names",
       chat_section,
       "slack:\n  - { signing_secret: abcdefgh, bot_token: abcdefgh }\n  - { signing_secret: "
       "abcdefgh, bot_token: abcdefgh }\n",
       {"baton.yaml:4:5: error: \"name\" is missing: with several Slack workspaces each needs one, "
        "such as \"name: northlight-slack\"",
        "baton.yaml:5:5: error: \"name\" is missing: with several Slack workspaces each needs one, "
        "such as \"name: northlight-slack\"",
        "baton.yaml:8:18: error: several Slack workspaces are configured: write \"ids: { slack: "
        "<member id> }\" instead",
        "baton.yaml:9:19: error: several Slack workspaces are configured: write \"ids: { slack: "
        "<member id> }\" instead"}},
      {"two workspaces and one id",
       chat_section,
       "slack:\n  - { name: east, signing_secret: abcdefgh, bot_token: abcdefgh }\n  - { name: "
       "West, signing_secret: abcdefgh, bot_token: abcdefgh }\n",
       {"baton.yaml:5:13: error: the name \"West\" must be written in lower case with hyphens, "
        "such as \"west\"",
        "baton.yaml:8:18: error: several Slack workspaces are configured: write \"ids: { east: "
        "<member id> }\" instead",
        "baton.yaml:9:19: error: several Slack workspaces are configured: write \"ids: { east: "
        "<member id> }\" instead"}},
      {"a folder that is missing",
       "agency: Northlight\n",
       "agency: Northlight\nworkflows: flows/\n",
       {"baton.yaml:2:12: error: the folder of workflows \"flows/\" cannot be read (No such file "
        "or directory): put at least one workflow there, such as quick.yaml"}},
      {"a folder without workflows",
       "agency: Northlight\n",
       "agency: Northlight\nworkflows: empty/\n",
       {"baton.yaml:2:12: error: the folder of workflows \"empty/\" holds no .yaml file: put at "
        "least one workflow there, such as quick.yaml"}},
      {"a workflow that is not there",
       "agency: Northlight\n",
       "agency: Northlight\nenabled: [lunch]\n",
       {"baton.yaml:2:11: error: no workflow is called \"lunch\"; did you mean \"launch\"?"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    folder.write("baton.yaml", test::replaced(good_config, c.from, c.to));
    const config::Loaded loaded = test::load_in(folder);
    EXPECT_EQ(test::lines(folder, loaded), c.findings);
    EXPECT_EQ(loaded.config.has_value(), !test::has_error(loaded));
  }
}

}  // namespace
}  // namespace baton
