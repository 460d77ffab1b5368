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
const char* const people_section =
    "people:\n  - { name: Ana, slack: U0001, roles: [designer] }\n"
    "  - { name: Olga, slack: U0002, roles: [paid-media, coordinator] }\n";

// Slips of whoever writes baton.yaml: in its YAML, its keys and kinds, and in what comes from
// elsewhere. What is said, where, and the mend (G32, F46).
TEST(FileFindingsTest, NameTheLineAndTheMend) {
  const test::Folder folder;
  folder.write("workflows/launch.yaml", test::good_workflow);
  folder.write("empty.txt", "\n");
  const std::string good_config = test::good_config;
  const Case cases[] = {
      {"an unknown key has a neighbour",
       "agency: Northlight\n",
       "agncy: Northlight\n",
       {"baton.yaml:1:1: error: \"agncy\" is not a key of the file; did you mean \"agency\"?"}},
      {"a key far from all others",
       "agency: Northlight\n",
       "agency: Northlight\ncolour: red\n",
       {"baton.yaml:2:1: error: \"colour\" is not a key of the file; the keys are agency, clients, "
        "enabled, last_resort, listen, mattermost, metrics, people, public_url, return_reasons, "
        "rights, roles, secret_key, slack, store, undo_window or workflows"}},
      {"a key twice",
       "agency: Northlight\n",
       "agency: Northlight\nagency: Southlight\n",
       {"baton.yaml:2:1: error: \"agency\" stands here a second time (first in line 1): keep one "
        "of them"}},
      {"a key twice in a map of people",
       "name: Ana,",
       "name: Ana, name: Ann,",
       {"baton.yaml:8:18: error: \"name\" stands here a second time (first in line 8): keep one of "
        "them"}},
      {"an indentation that is off",
       "last_resort:",
       " last_resort:",
       {"baton.yaml:2:13: error: the indentation or a colon is wrong here: a key stands alone on "
        "its line, and a text with \": \" in it needs quotes"}},
      {"a tab",
       "  bot_token",
       "\tbot_token",
       {"baton.yaml:5:1: error: a tab stands here: indent with spaces"}},
      {"a colon in a text",
       "Northlight",
       "North: light",
       {"baton.yaml:1:14: error: the indentation or a colon is wrong here: a key stands alone on "
        "its line, and a text with \": \" in it needs quotes"}},
      {"a value that begins with @",
       "name: Ana,",
       "name: @Ana,",
       {"baton.yaml:8:13: error: this value cannot begin with that character: put it in quotes"}},
      {"a closing bracket missing",
       "[Olga, Ana]",
       "[Olga, Ana",
       {"baton.yaml:3:6: error: a closing ] is missing"}},
      {"an alias of nothing",
       "[Olga, Ana]",
       "*people",
       {"baton.yaml:2:14: error: this alias (*name) names no anchor above it: put a text that "
        "begins with * in quotes"}},
      {"an alias inside itself",
       "[Olga, Ana]",
       "&a [Olga, *a]",
       {"baton.yaml:2:24: error: this alias stands inside what it repeats: write the value out"}},
      {"a merge key",
       "{ name: Ana,",
       "{ <<: {}, name: Ana,",
       {"baton.yaml:8:7: error: merge keys (<<) are not understood: write the keys out"}},
      {"a tag",
       "Northlight",
       "!secret Northlight",
       {"baton.yaml:1:9: error: a tag (!...) is not understood: put a text that begins with ! in "
        "quotes"}},
      {"a list as a key",
       "agency: Northlight\n",
       "agency: Northlight\n? [a, b]\n: c\n",
       {"baton.yaml:2:3: error: a key must be a word, not a list or a map"}},
      {"an empty key",
       "agency: Northlight\n",
       "agency: Northlight\n: c\n",
       {"baton.yaml:2:1: error: a key is empty: write its name before the colon"}},
      {"a second document",
       "agency: Northlight\n",
       "agency: Northlight\n---\nagency: Other\n",
       {"baton.yaml:1:1: error: \"last_resort\" is missing: add last_resort: [Olga, Ana]",
        "baton.yaml:1:1: error: \"roles\" is missing: add roles: [account-manager, designer, "
        "coordinator]",
        "baton.yaml:1:1: error: \"people\" is missing: add people: [{ name: Ana, roles: "
        "[account-manager], slack: U012AB3CD }]",
        "baton.yaml:1:1: error: no chat is connected: add \"slack:\" with signing_secret and "
        "bot_token, or \"mattermost:\" with url, bot_token, command_tokens and team",
        "baton.yaml:2:1: error: a second document begins here (---): one file holds one, move it "
        "to its own"}},
      {"not UTF-8",
       "Northlight",
       "North\377light",
       {"baton.yaml:1:14: error: this is not UTF-8: save the file as UTF-8"}},
      {"a zero byte",
       "Northlight",
       std::string("North\0light", 11),
       {"baton.yaml:1:14: error: a zero byte stands here: remove it"}},
      {"a list at the top",
       good_config,
       "- agency\n",
       {"baton.yaml:1:1: error: the file must be a map of keys and values"}},
      {"an empty file",
       good_config,
       "",
       {"baton.yaml:1:1: error: the file is empty: begin with a copy of config/baton.example.yaml, "
        "for a workflow with one of config/workflows/"}},
      {"only comments",
       good_config,
       "# nothing yet\n",
       {"baton.yaml:1:1: error: the file is empty: begin with a copy of config/baton.example.yaml, "
        "for a workflow with one of config/workflows/"}},
      {"agency is missing",
       "agency: Northlight\n",
       "",
       {"baton.yaml:1:1: error: \"agency\" is missing: add agency: Northlight"}},
      {"last resort is missing",
       "last_resort: [Olga, Ana]\n",
       "",
       {"baton.yaml:1:1: error: \"last_resort\" is missing: add last_resort: [Olga, Ana]"}},
      {"people are missing",
       good_config,
       "agency: Northlight\nlast_resort: [Olga, Ana]\n" + std::string(chat_section) +
           "roles: [designer, paid-media, coordinator]\n",
       {"baton.yaml:1:1: error: \"people\" is missing: add people: [{ name: Ana, roles: "
        "[account-manager], slack: U012AB3CD }]"}},
      {"agency is empty",
       "agency: Northlight",
       "agency:",
       {"baton.yaml:1:1: error: \"agency\" is empty: write text, such as Northlight (a # begins a "
        "comment unless the text is in quotes)"}},
      {"agency is an empty text",
       "agency: Northlight",
       "agency: \"\"",
       {"baton.yaml:1:9: error: \"agency\" is empty: write a text, such as Northlight"}},
      {"agency is a number",
       "agency: Northlight",
       "agency: 2024",
       {"baton.yaml:1:9: error: \"agency\" must be text: put 2024 in quotes"}},
      {"agency is a list",
       "agency: Northlight",
       "agency: [a]",
       {"baton.yaml:1:9: error: \"agency\" must be text, such as Northlight"}},
      {"agency is too long",
       "agency: Northlight",
       "agency: " + std::string(81, 'N'),
       {"baton.yaml:1:9: error: \"agency\" must be at most 80 characters long, not 81"}},
      {"a channel behind a #",
       "channel: acme,",
       "channel: #acme\n   ,",
       {"baton.yaml:11:36: error: \"channel\" is empty: write text, such as acme (a # begins a "
        "comment unless the text is in quotes)"}},
      {"port is a word",
       "agency: Northlight\n",
       "agency: Northlight\nlisten: { port: http }\n",
       {"baton.yaml:2:17: error: \"port\" must be a whole number, such as 8080, not \"http\""}},
      {"port is too large",
       "agency: Northlight\n",
       "agency: Northlight\nlisten: { port: 65536 }\n",
       {"baton.yaml:2:17: error: \"port\" must be from 0 to 65535"}},
      {"port is a fraction",
       "agency: Northlight\n",
       "agency: Northlight\nlisten: { port: 80.5 }\n",
       {"baton.yaml:2:17: error: \"port\" must be a whole number, such as 8080"}},
      {"limits are out of bounds",
       "agency: Northlight\n",
       "agency: Northlight\nlisten: { connections_max: 0, body_bytes_max: 1 }\n",
       {"baton.yaml:2:28: error: \"connections_max\" must be from 1 to 100000",
        "baton.yaml:2:47: error: \"body_bytes_max\" must be from 4096 to 16777216"}},
      {"a token for the numbers that is too short",
       "agency: Northlight\n",
       "agency: Northlight\nmetrics: { token: short }\n",
       {"baton.yaml:2:19: error: \"token\" must be at least 16 characters long, not 5"}},
      {"the token for the numbers without its key",
       "agency: Northlight\n",
       "agency: Northlight\nmetrics: metrics-4f9c2ab17d\n",
       {"baton.yaml:2:10: error: \"metrics\" must be a map of keys and values, such as { token: "
        "\"${BATON_METRICS_TOKEN}\" }, not this value"}},
      {"a token in the place of a chat",
       "agency: Northlight\n",
       "agency: Northlight\nmattermost: xoxb-71c3e0b94d2f\n",
       {"baton.yaml:2:1: warning: \"public_url\" is missing, so Mattermost's buttons and forms "
        "lead "
        "to http://127.0.0.1:8080, which only works when Mattermost runs on this machine and names "
        "that address under \"Allow untrusted internal connections\": set it to the address of "
        "Baton "
        "seen from there, such as \"public_url: https://baton.example.com\"",
        "baton.yaml:2:13: error: \"mattermost\" must be a map of keys and values or a list, such "
        "as "
        "{ bot_token: \"${MATTERMOST_BOT_TOKEN}\", command_tokens: "
        "[\"${MATTERMOST_COMMAND_TOKEN}\"], team: northlight, url: https://chat.example.com }, not "
        "this value"}},
      {"a limit misspelt",
       "agency: Northlight\n",
       "agency: Northlight\nlisten: { conections_max: 5 }\n",
       {"baton.yaml:2:11: error: \"conections_max\" is not a key of \"listen\"; did you mean "
        "\"connections_max\"?"}},
      {"people is a map",
       people_section,
       "people: { Ana: U0001 }\n",
       {"baton.yaml:7:9: error: \"people\" must be a list, such as [{ name: Ana, roles: "
        "[account-manager], slack: U012AB3CD }]"}},
      {"a person without a name",
       "name: Ana, ",
       "",
       {"baton.yaml:8:5: error: \"name\" is missing in an entry of \"people\": add name: Ana"}},
      {"a signing secret is missing",
       "  signing_secret: ${SLACK_SIGNING_SECRET}\n",
       "",
       {"baton.yaml:4:3: error: \"signing_secret\" is missing in \"slack\": add signing_secret: "
        "\"${SLACK_SIGNING_SECRET}\""}},
      {"a signing secret is a number",
       "${SLACK_SIGNING_SECRET}",
       "1234567890",
       {"baton.yaml:4:19: error: \"signing_secret\" must be text or a list: put this value in "
        "quotes"}},
      {"a token glued to its key",
       "  bot_token: ${SLACK_BOT_TOKEN}\n",
       "  \"bot_token:xoxb-canary\": x\n",
       {"baton.yaml:4:3: error: \"bot_token\" is missing in \"slack\": add bot_token: "
        "\"${SLACK_BOT_TOKEN}\"",
        "baton.yaml:5:3: error: \"bot_token\" with something behind it is not a key of \"slack\": "
        "put a space after the colon"}},
      {"a variable that is not set",
       "${SLACK_BOT_TOKEN}",
       "${SLACK_TOKEN}",
       {"baton.yaml:5:14: error: the environment variable SLACK_TOKEN is not set: set it for the "
        "service, or write the value here"}},
      {"a variable without a name",
       "${SLACK_BOT_TOKEN}",
       "${}",
       {"baton.yaml:5:14: error: after ${ the name of an environment variable and a } must follow, "
        "such as ${SLACK_BOT_TOKEN}; write $${ for a plain ${"}},
      {"a variable that never closes",
       "${SLACK_BOT_TOKEN}",
       "${SLACK",
       {"baton.yaml:5:14: error: after ${ the name of an environment variable and a } must follow, "
        "such as ${SLACK_BOT_TOKEN}; write $${ for a plain ${"}},
      {"a number from outside that is none",
       "agency: Northlight\n",
       "agency: Northlight\nlisten: { port: \"${SLACK_BOT_TOKEN}\" }\n",
       {"baton.yaml:2:17: error: \"port\" must be a whole number, such as 8080, not the value of "
        "${SLACK_BOT_TOKEN}"}},
      {"a secret file that is missing",
       "${SLACK_BOT_TOKEN}",
       "{ file: token.txt }",
       {"baton.yaml:5:14: error: the file \"token.txt\" does not exist: create it, or correct the "
        "path"}},
      {"a secret file that is a folder",
       "${SLACK_BOT_TOKEN}",
       "{ file: workflows }",
       {"baton.yaml:5:14: error: the file \"workflows\" is a folder: name a file"}},
      {"a secret file that is empty",
       "${SLACK_BOT_TOKEN}",
       "{ file: empty.txt }",
       {"baton.yaml:5:14: error: the file \"empty.txt\" is empty: put the value into it"}},
      {"a secret file without a name",
       "${SLACK_BOT_TOKEN}",
       "{ file: \"\" }",
       {"baton.yaml:5:14: error: { file: } names no file: write { file: /run/secrets/name }"}},
      {"a secret that is too short",
       "${SLACK_BOT_TOKEN}",
       "abc",
       {"baton.yaml:5:14: error: \"bot_token\" must be at least 8 characters long, not 3"}},
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
