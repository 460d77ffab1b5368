// A whole run with everything in it that goes wrong, and afterwards a search for every secret in
// all that came out of it: files of the store as raw bytes, logs at their most talkative, answers,
// numbers, findings, and what a crash leaves. RELIABILITY I10, T20, T21, T54, G31.

#include <algorithm>
#include <fstream>

#include "bot/codec/digest.h"
#include "bot/codec/form_body.h"
#include "tests/bot/http/peer.h"
#include "tests/e2e/campaign.h"
#include "tests/e2e/entrances.h"
#include "tests/e2e/secrets_search.h"
#include "tests/support/places.h"

namespace baton::test {
namespace {

namespace fs = std::filesystem;
using Kind = Entry::Kind;

TEST(SecretsSearchTest, FindsASecretInWhicheverFormItStands) {
  const std::string secret = "xoxb-71c3e0/4d2f+8a5561d0c3e7f24b";
  const std::string texts[] = {
      "a " + secret + " b",
      "a " + secret.substr(0, 17),
      codec::to_base64("ab" + secret + "cd"),
      codec::to_base64("a" + secret),
      codec::to_base64("abc" + secret + "c"),
      "0x" + codec::to_hex(secret),
      "url?t=" + codec::percent_encode(secret),
      "{\"t\":\"xoxb-71c3e0\\/4d2f+8a5561d0c3e7f24b\"}",
  };
  for (const std::string& text : texts) {
    Outcome outcome;
    outcome.add("here", text);
    EXPECT_FALSE(outcome.hits(secret).empty()) << text;
  }
  Outcome outcome;
  outcome.add("here", "xoxb-71c3e0 and other words");
  EXPECT_EQ(outcome.hits(secret), std::vector<std::string>());
}

class SecretsTest : public testing::Test {
 protected:
  SecretsTest() {
    world.terminate();
    std::ofstream(config(), std::ios::app) << "metrics: { token: " << metrics_token << " }\n";
  }
  fs::path config() { return world.folder() / "baton.yaml"; }
  fs::path file(const std::string& name) { return world.folder() / name; }

  /// Runs the service, telling all that it can.
  void start() {
    service.reset();
    service = std::make_unique<Child>(
        std::vector<std::string>{baton_program(), "serve", "--config", config(), "--log-level",
                                 "debug", "--log-format", "json"},
        std::vector<std::string>{}, file("debug.log"));
    world.ready("it is ready", [](const Json& now) { return now.value("ready", false); });
  }

  /// What a person did, and what the service answered: notes what the platform sent along.
  Done note(Done done) {
    outcome.add("answer", done.answer.body + "\n");
    if (!done.request.is_object()) return done;
    const std::string body = done.request["body"];
    Json said = Json::parse(body, nullptr, false);
    if (!said.is_object()) {
      said = Json::object();
      const auto pairs = codec::parse_form_pairs(body);
      if (pairs) {
        for (const auto& [name, value] : *pairs) said[name] = value;
      }
      if (said.contains("payload")) said = Json::parse(said["payload"].get<std::string>());
    }
    for (const char* name : {"trigger_id", "response_url"}) {
      const std::string value = said.value(name, "");
      if (value.size() > 12) passing.insert(value);
    }
    return done;
  }
  Done say(const std::string& person, const std::string& text) {
    return note(world.say(person, text));
  }
  Done press(const std::string& person, const Entry& message, const std::string& label) {
    return note(world.press(person, message, label));
  }
  /// Sends what is wrong, and notes what it is answered.
  void send(const Wired& request) {
    Peer peer(std::stoi(world.baton_url().substr(world.baton_url().rfind(':') + 1)));
    peer.send(request.bytes());
    outcome.add("answer", peer.read_all());
  }

  void look_from_outside() {
    Wired scrape;
    scrape.method = "GET";
    scrape.target = "/metrics";
    scrape.add("Authorization", "Bearer " + metrics_token);
    Peer peer(std::stoi(world.baton_url().substr(world.baton_url().rfind(':') + 1)));
    peer.send(scrape.bytes());
    const std::string numbers = peer.read_all();
    EXPECT_TRUE(has(numbers, "baton_build_info")) << numbers;
    outcome.add("/metrics", numbers);
    for (const char* path : {"/readyz", "/healthz", "/metrics", "/nothing"}) {
      outcome.add(path, get(world.baton_url() + path).body);
    }
  }
  /// The files, as they are just now: also what the write-ahead log holds.
  void look_at_files() {
    outcome.add_files(world.folder(), {"baton.yaml", "baton.key", "sandbox.log"});
    const std::string chats = bytes_of(file("sandbox.log"));
    outcome.add("log of the simulated chats", chats);
  }

  /// The story: in both chats, with forms, and with everything that goes wrong.
  void play() {
    const std::string key = start_campaign(world, canary + " in a title");
    EXPECT_EQ(key, "ACME-1");
    say("Ana", "/handoff note " + key + " " + canary + " in a note");
    say("Ana", "/handoff set " + key + " rationale=\"" + canary + " in a value\"");
    offer_campaign(world, key);
    say("Ana", "/handoff give " + key + " nonsense=" + canary);  // refused
    press("Dino", offer_to_dino(world, key), "Ask");
    world.seen("the form", [](const Entry& it) { return it.kind == Kind::form_opened; });
    note(world.submit("Dino", {{"question", " "}}));  // stays open
    note(world.submit("Dino", {{"question", canary + " in a question?"}}));
    say("Ana", "/handoff answer " + key + " " + canary + " in an answer");
    note(world.chat(Platform::mattermost).say("Petra", "/handoff list"));  // a stranger there
    for (const Platform chat : platforms) forge(chat);
    for (const Platform chat : platforms) hinder(chat, key);
    say("Dino", "/handoff return " + key + " other " + canary + " in a reason");
    const std::string next = start_campaign(world, canary + " in another title");
    say("Ana", "/handoff cancel " + next + " " + canary + " in a reason");
    say("Olga", "/handoff history " + key);
    for (const Platform chat : platforms) lose_token(chat, next);
  }
  /// Requests that are refused for what they are proven with, and by which they say so.
  void forge(Platform chat) {
    const Done done = say(resident(chat), "/handoff show ACME-1");
    const Wired right = wired(done.request);
    for (const Guarded& guard : guarded()) {
      for (const Row& row : guard.rows) {
        const bool fits = routes.at(static_cast<std::size_t>(guard.entrance)).path == right.target;
        if (!fits) continue;
        Wired forged = right;
        row.forge(forged);
        send(forged);
      }
    }
  }
  /// The chat opens no form, and is away for a moment.
  void hinder(Platform chat, const std::string& key) {
    ChatSide& side = world.chat(chat);
    Json fault = side.words().trigger_expired;
    fault["do"] = "fault";
    fault["times"] = 1;
    side.control(fault);
    say(resident(chat), "/handoff new");
    side.control({{"do", "outage"}, {"on", true}});
    say(resident(chat), "/handoff note " + key + " " + canary + " while it is away");
    side.control({{"do", "outage"}, {"on", false}});
  }
  /// The chat refuses Baton's token, until it ends.
  void lose_token(Platform chat, const std::string& key) {
    ChatSide& side = world.chat(chat);
    side.control({{"do", "token_revoked"}, {"on", true}});
    say(resident(chat), "/handoff note " + key + " " + canary + " while the token is refused");
    world.ready("it is not ready", [&](const Json& now) {
      return has(now["reasons"].dump(), side.words().token_refused);
    });
    look_from_outside();
  }
  static const char* resident(Platform chat) { return chat == Platform::slack ? "Ana" : "Dino"; }

  const std::string canary = "canary-3f81c6d20b9e47a5-of-a-person";
  std::set<std::string> passing;  ///< triggers and reply addresses
  Outcome outcome;
  World world{in_both_chats(), 1};
  std::unique_ptr<Child> service;
};

/// Starts the service, lets it crash when it is ready, and says so.
const char* const crash =
    "(ulimit -c unlimited) 2>/dev/null && ulimit -c unlimited; cd \"$2\" || exit 1\n"
    "\"$0\" serve --config \"$1\" --log-level debug & service=$!\n"
    "looks=0\n"
    "until \"$0\" healthcheck --config \"$1\" >/dev/null 2>&1; do\n"
    "  looks=$((looks + 1)); [ $looks -lt 400 ] || break\n"
    "done\n"
    "kill -ABRT $service; wait $service; echo crashed with $?\n";

TEST_F(SecretsTest, NoSecretStandsInAnythingThatAWholeRunLeavesBehind) {
  start();
  play();
  look_from_outside();
  look_at_files();
  service->kill();  // as a power cut
  for (const Platform chat : platforms) {
    world.chat(chat).control({{"do", "token_revoked"}, {"on", false}});
  }
  start();
  look_from_outside();
  look_at_files();
  EXPECT_EQ(service->terminate(), 0);

  Child crashing({"/bin/sh", "-c", crash, baton_program(), config(), world.folder()}, {},
                 file("crash.log"));
  EXPECT_EQ(crashing.first_line(), "crashed with 134");
  for (const auto& entry : fs::directory_iterator(world.folder())) {
    EXPECT_FALSE(entry.path().filename().string().starts_with("core")) << "it holds the memory";
  }
  std::ofstream(file("baton.db"), std::ios::in | std::ios::out | std::ios::binary)
      << "this is a store no more";
  EXPECT_NE(
      Child({baton_program(), "serve", "--config", config()}, {}, file("broken.log")).terminate(),
      0);
  look_at_files();

  // That there is something to find: the words stand where people read them.
  EXPECT_TRUE(std::ranges::any_of(world.ledger(),
                                  [this](const Entry& entry) { return has(entry.shown, canary); }));
  EXPECT_TRUE(has(outcome.text("file debug.log"), "slack.refused"));
  EXPECT_TRUE(has(outcome.text("file debug.log"), "http.answered"));
  EXPECT_TRUE(has(outcome.text("file baton.db"), "ACME-1"));
  EXPECT_GE(passing.size(), 20u);

  const std::vector<std::string> none;
  std::string secret_key = bytes_of(file("baton.key"));
  while (secret_key.ends_with('\n')) secret_key.pop_back();
  EXPECT_GE(secret_key.size(), 32u);
  for (const std::string& secret :
       {signing_secret, slack_token, mattermost_token, command_token, metrics_token, secret_key}) {
    EXPECT_EQ(outcome.hits(secret), none);
  }
  for (const char* where : {"file ", "/metrics", "/readyz", "/healthz", "/nothing"}) {
    EXPECT_EQ(outcome.hits_in(where, canary), none);
    for (const std::string& secret : passing) EXPECT_EQ(outcome.hits_in(where, secret), none);
  }
}

/// All that is said of a configuration that is refused, and how it ended.
const char* const tell =
    "for format in text json; do\n"
    "  \"$0\" check --config \"$1\" --format $format; checked=$?\n"
    "done >\"$2\" 2>&1\n"
    "[ $checked = 0 ] || \"$0\" serve --config \"$1\" >>\"$2\" 2>&1\n"
    "echo $checked $?\n";

TEST_F(SecretsTest, NoFindingQuotesASecretHoweverWrongTheConfigurationIs) {
  const std::string right = bytes_of(config());
  std::ofstream(file("token.txt")) << slack_token << "\n";
  const auto in_place_of = [&](const std::string& part, const std::string& instead) {
    std::string text = right;
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return at == std::string::npos ? text : text.replace(at, part.size(), instead);
  };
  const std::string bot = "bot_token: " + slack_token;
  const std::string there = "bot_token: " + mattermost_token;
  const struct {
    const char* name;
    std::string text;
  } cases[] = {
      {"a key is misspelt", in_place_of("signing_secret:", "signing_secrt:")},
      {"a key stands twice", in_place_of(bot, bot + "\n  " + bot)},
      {"a map for a text", in_place_of(bot, "bot_token: { is: " + slack_token + " }")},
      {"a list for a text", in_place_of(bot, "bot_token: [ " + slack_token + " ]")},
      {"a list within a list",
       in_place_of("[ " + command_token + " ]", "[ [ " + command_token + " ] ]")},
      {"a map in a list",
       in_place_of("[ " + command_token + " ]", "[ { is: " + command_token + " } ]")},
      {"a quote that does not end", in_place_of(bot, "bot_token: \"" + slack_token)},
      {"something behind the quotes", in_place_of(bot, "bot_token: \"x\" " + slack_token)},
      {"a colon in it", in_place_of(bot, "bot_token: a: " + slack_token)},
      {"a tag", in_place_of(bot, "bot_token: !" + slack_token + " x")},
      {"an alias", in_place_of(bot, "bot_token: *" + slack_token)},
      {"an anchor", in_place_of(bot, "bot_token: &" + slack_token + " x")},
      {"a character that begins nothing", in_place_of(bot, "bot_token: @" + slack_token)},
      {"a variable that is not set", in_place_of(bot, "bot_token: ${" + slack_token + "}")},
      {"a file that is not there", in_place_of(there, "bot_token: { file: none.txt }")},
      {"the secret key is no hex",
       in_place_of("secret_key: { file: baton.key }", "secret_key: " + slack_token)},
      {"the secret key is too short",
       in_place_of("secret_key: { file: baton.key }", "secret_key: " + signing_secret)},
      {"a token for the numbers that is too short",
       right + "metrics: { token: \"" + command_token.substr(0, 14) + "\" }\n"},
      {"a password in an address",
       in_place_of("url: http://", "url: http://user:" + mattermost_token + "@")},
      {"a password in an address that is none",
       in_place_of("url: http://", "url: user:" + mattermost_token + "@")},
      {"a secret where a number belongs", in_place_of("port: ", "port: ${SECRET_OF_TEST} # ")},
      {"a file's text where a number belongs",
       in_place_of("listen: { address: 127.0.0.1",
                   "listen: { body_bytes_max: { file: token.txt }, address: 127.0.0.1")},
      {"a secret where a name belongs", in_place_of("[Olga, Ana]", "[\"${SECRET_OF_TEST}\", Ana]")},
      {"a secret where a chat belongs", right + "slack: " + slack_token + "\n"},
      {"a secret that is the whole chat",
       in_place_of("slack:\n  signing_secret: " + signing_secret + "\n",
                   "slack: " + slack_token + "\nunknown:\n")},
      {"a secret where a list belongs",
       in_place_of("roles: [account-manager,", "roles: ${SECRET_OF_TEST} # [")},
      {"a word without a key", in_place_of(bot, bot + "\n  " + signing_secret)},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    std::ofstream(file("wrong.yaml")) << each.text;
    Child told({"/bin/sh", "-c", tell, baton_program(), file("wrong.yaml"), file("told.out")},
               {"SECRET_OF_TEST=" + slack_token}, file("told.log"));
    EXPECT_EQ(told.first_line(), "65 78");
    outcome.add(each.name, bytes_of(file("told.out")));
  }
  for (const std::string& secret : {signing_secret, slack_token, mattermost_token, command_token}) {
    EXPECT_EQ(outcome.hits(secret), std::vector<std::string>());
  }
}

}  // namespace
}  // namespace baton::test
