#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "bot/codec/digest.h"
#include "tests/adapters/sandbox/mattermost_replay.h"

/// What the integration was asked, against what was recorded at the integration.
namespace baton::test {
namespace {

using sandbox::mattermost::is_id;

constexpr const char* host = "http://127.0.0.1:9001";

/// The one address that is Baton's own.
std::string own_path(const std::string& path) {
  return path == "/slash" ? "/mattermost/command" : path;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string decoded(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      plain += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      plain += text[i] == '+' ? ' ' : text[i];
    }
  }
  return plain;
}

/// A form's pairs in their order, repeated keys too.
Pairs pairs_of(const std::string& form) {
  Pairs pairs;
  std::size_t at = 0;
  while (at < form.size()) {
    const std::size_t end = std::min(form.find('&', at), form.size());
    const std::string pair = form.substr(at, end - at);
    const std::size_t equals = pair.find('=');
    pairs.emplace_back(decoded(pair.substr(0, equals)), decoded(pair.substr(equals + 1)));
    at = end + 1;
  }
  return pairs;
}

/// A signed trigger says whose it is; the rest of it is new every time.
void compare_triggers(const std::string& own, const std::string& recorded) {
  const auto said = [](const std::string& trigger) {
    return codec::from_base64(trigger).value_or("");
  };
  const std::string mine = said(own);
  const std::string theirs = said(recorded);
  ASSERT_GT(theirs.size(), 54u);
  ASSERT_GT(mine.size(), 54u) << own;
  EXPECT_TRUE(is_id(mine.substr(0, 26))) << mine;
  EXPECT_EQ(mine.substr(26, 28), theirs.substr(26, 28));
  EXPECT_EQ(std::ranges::count(mine, ':'), 3);
}

/// "base/hooks/commands/<new id>".
void compare_response_urls(const std::string& own, const std::string& recorded) {
  EXPECT_EQ(own.substr(0, own.rfind('/')), recorded.substr(0, recorded.rfind('/')));
  EXPECT_TRUE(is_id(own.substr(own.rfind('/') + 1))) << own;
}

/// Names that were mentioned come in no fixed order, but with their ids in the same.
std::map<std::string, std::string> mentions(const Pairs& pairs, const std::string& key) {
  std::vector<std::string> names;
  std::vector<std::string> ids;
  for (const auto& [name, value] : pairs) {
    if (name == key) names.push_back(value);
    if (name == key + "_ids") ids.push_back(value);
  }
  EXPECT_EQ(names.size(), ids.size());
  std::map<std::string, std::string> both;
  for (std::size_t i = 0; i < std::min(names.size(), ids.size()); ++i) both[names[i]] = ids[i];
  return both;
}

void compare_forms(const World& world, const std::string& own, const std::string& recorded) {
  const Pairs mine = pairs_of(own);
  const Pairs theirs = pairs_of(recorded);
  ASSERT_EQ(mine.size(), theirs.size()) << own << "\n" << recorded;
  for (std::size_t i = 0; i < mine.size(); ++i) {
    const auto& [name, value] = mine[i];
    const std::string expected = world.ours(theirs[i].second);
    ASSERT_EQ(name, theirs[i].first) << "keys stand in alphabetical order";
    if (name == "response_url") {
      compare_response_urls(value, expected);
    } else if (name == "trigger_id") {
      compare_triggers(value, expected);
    } else if (name == "team_domain") {
      EXPECT_EQ(value, sandbox::mattermost::team_name);
    } else if (name.find("_mentions") == std::string::npos) {
      EXPECT_EQ(value, expected) << name;
    }
  }
  Pairs ours;
  for (const auto& [name, value] : theirs) ours.emplace_back(name, world.ours(value));
  for (const char* const key : {"user_mentions", "channel_mentions"}) {
    EXPECT_EQ(mentions(mine, key), mentions(ours, key));
  }
}

std::vector<std::string> keys_of(const std::string& body) {
  std::vector<std::string> keys;
  const auto parsed = nlohmann::ordered_json::parse(body);
  for (const auto& [key, value] : parsed.items()) keys.push_back(key);
  return keys;
}

void compare_jsons(const World& world, const std::string& own, const std::string& recorded) {
  EXPECT_EQ(keys_of(own), keys_of(recorded)) << "in the order of the wire";
  Json mine = Json::parse(own);
  Json theirs = Json::parse(world.ours(recorded));
  if (theirs.contains("trigger_id")) {
    compare_triggers(mine["trigger_id"], theirs["trigger_id"]);
    mine.erase("trigger_id");
    theirs.erase("trigger_id");
  }
  if (theirs.value("team_domain", "") == "night") {
    theirs["team_domain"] = sandbox::mattermost::team_name;
  }
  EXPECT_EQ(mine, theirs);
}

void compare_headers(const OutboundRequest& own, const Json& recorded) {
  std::map<std::string, std::string> expected;
  for (const auto& [name, value] : recorded.items()) {
    // Those the client library writes itself.
    if (name == "Host" || name == "Content-Length") continue;
    std::string text = value;
    if (name == "Referer") text = host + own_path(text.substr(std::string(host).size()));
    expected[name] = text;
  }
  std::map<std::string, std::string> sent;
  for (const Header& header : own.headers) sent[header.name] = header.value;
  EXPECT_EQ(sent, expected);
}

}  // namespace

void Replay::compare_requests() const {
  const std::vector<OutboundRequest>& sent = world_.integration.requests;
  const std::string asked = recording_.client["request"]["path"];
  if (asked.starts_with("/hooks/")) {
    EXPECT_TRUE(sent.empty()) << "what was recorded at the integration came before";
    return;
  }
  ASSERT_EQ(sent.size(), recording_.inbound.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const Json& recorded = recording_.inbound[i]["request"];
    EXPECT_EQ(sent[i].method, recorded["method"]);
    EXPECT_EQ(sent[i].url, host + own_path(recorded["path"]));
    compare_headers(sent[i], recorded["headers"]);
    const std::string body = whole_body(recorded["body"]);
    if (body.empty() || sent[i].body.empty()) {
      EXPECT_EQ(sent[i].body, body);
    } else if (body.front() == '{') {
      compare_jsons(world_, sent[i].body, body);
    } else {
      compare_forms(world_, sent[i].body, body);
    }
  }
}

}  // namespace baton::test
