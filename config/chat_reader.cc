#include "config/chat_reader.h"

#include <algorithm>
#include <utility>

#include "config/nearest.h"
#include "config/text_shape.h"

namespace baton::config {
namespace {

const char* const slack_needs = "\"slack:\" with signing_secret and bot_token";
const char* const mattermost_needs = "\"mattermost:\" with url, bot_token, command_tokens and team";

void expect_url(const Item& url, Findings& findings) {
  if (!url.is_text() || url.text().empty()) return;
  const std::string problem = problem_of_url(url.text());
  if (problem.empty()) return;
  const bool may_hold_a_password = url.text().find('@') != std::string::npos;
  findings.error(url.place(), in_quotes(key_of(url.path())) + " " + problem +
                                  (may_hold_a_password ? "" : ", not " + url.shown()));
}

std::string read_url(const Item& url, const std::string& otherwise, Findings& findings) {
  expect_url(url, findings);
  std::string text = url.text(otherwise);
  if (text.ends_with('/')) text.pop_back();
  return text;
}

/// The workspaces of one platform: a map is one, a list names each.
std::vector<Item> workspaces_of(const Item& platform) {
  if (platform.is_map()) return {platform};
  return platform.items();
}

Slack read_slack(const Item& item, Findings& findings) {
  Slack slack;
  slack.name = {item.at("name").text(slack.name.value)};
  for (const Item& secret : item.at("signing_secret").texts()) {
    slack.signing_secrets.emplace_back(secret.text());
  }
  slack.bot_token = Secret(item.at("bot_token").text());
  slack.api_url = read_url(item.at("api_url"), slack.api_url, findings);
  slack.channel = channel_of(item.at("channel"));
  return slack;
}

Mattermost read_mattermost(const Item& item, Findings& findings) {
  Mattermost mattermost;
  mattermost.name = {item.at("name").text(mattermost.name.value)};
  mattermost.url = read_url(item.at("url"), "", findings);
  mattermost.bot_token = Secret(item.at("bot_token").text());
  for (const Item& token : item.at("command_tokens").texts()) {
    mattermost.command_tokens.emplace_back(token.text());
  }
  mattermost.team = item.at("team").text();
  mattermost.channel = channel_of(item.at("channel"));
  return mattermost;
}

/// Collects what the workspaces are called: each has a name that no other has.
class Names {
 public:
  Names(Chats& chats, Findings& findings) : chats_(chats), findings_(findings) {}

  void add(const Item& entry, ChatKind kind, const std::string& name, bool is_one_of_several) {
    const Item written = entry.at("name");
    if (!written.exists() && is_one_of_several) {
      findings_.error(entry.place(), "\"name\" is missing: with several " + name_of(kind) +
                                         " workspaces each needs one, such as \"name: " +
                                         (kind == ChatKind::slack ? "northlight-slack" : "chat") +
                                         "\"");
    } else if (std::ranges::find(chats_.all, name) != chats_.all.end()) {
      findings_.error(written.exists() ? written.place() : entry.place(),
                      "a workspace is already called " +
                          (written.exists() ? written.shown() : in_quotes(name)) +
                          ": give every one a name of its own");
    } else if (written.is_text() && !name.empty() && !is_kebab_case(name)) {
      const std::string better = kebab_case_of(name);
      findings_.error(written.place(),
                      "the name " + written.shown() +
                          " must be written in lower case with hyphens" +
                          (better.empty() ? "" : ", such as " + in_quotes(better)));
    }
    (kind == ChatKind::slack ? chats_.slack : chats_.mattermost).push_back(name);
    chats_.all.push_back(name);
  }

 private:
  Chats& chats_;
  Findings& findings_;
};

void expect_a_chat(const Item& root, Findings& findings) {
  if (!root.is_map() || root.at("slack").exists() || root.at("mattermost").exists()) return;
  findings.error(root.place(), std::string("no chat is connected: add ") + slack_needs + ", or " +
                                   mattermost_needs);
}

/// Slack learns the address in its own settings; Mattermost learns it from every message.
void expect_way_back(const Item& root, const Config& config, Findings& findings) {
  const Item mattermost = root.at("mattermost");
  if (!mattermost.exists() || root.at("public_url").exists()) return;
  const std::string address = config.listen.port == 0
                                  ? in_quotes("listen") + " on whichever port is free"
                                  : address_of(config.listen, config.listen.port);
  findings.warning(mattermost.key_place(),
                   "\"public_url\" is missing, so Mattermost's buttons and forms lead to " +
                       address +
                       ", which only works when Mattermost runs on this machine and names that "
                       "address under \"Allow untrusted internal connections\": set it to the "
                       "address of Baton seen from there, such as \"public_url: "
                       "https://baton.example.com\"");
}

}  // namespace

ChatKind Chats::kind_of(const std::string& workspace) const {
  const bool is_slack = std::ranges::find(slack, workspace) != slack.end();
  return is_slack ? ChatKind::slack : ChatKind::mattermost;
}

std::string Chats::hint_for(const std::string& workspace) const {
  std::string hint = did_you_mean(workspace, all);
  if (!hint.empty()) return hint;
  if (all.size() == 1) return "; there is only " + in_quotes(all.front());
  return "; the names are " + alternatives(all);
}

std::string name_of(ChatKind kind) { return kind == ChatKind::slack ? "Slack" : "Mattermost"; }

Chats read_chats(const Item& root, Config& config, Findings& findings) {
  Chats chats;
  Names names(chats, findings);
  expect_a_chat(root, findings);
  config.public_url = read_url(root.at("public_url"), "", findings);
  expect_way_back(root, config, findings);
  const std::vector<Item> slacks = workspaces_of(root.at("slack"));
  for (const Item& entry : slacks) {
    const Slack& slack = config.slack.emplace_back(read_slack(entry, findings));
    names.add(entry, ChatKind::slack, slack.name.value, slacks.size() > 1);
  }
  const std::vector<Item> mattermosts = workspaces_of(root.at("mattermost"));
  for (const Item& entry : mattermosts) {
    const Mattermost& mattermost = config.mattermost.emplace_back(read_mattermost(entry, findings));
    names.add(entry, ChatKind::mattermost, mattermost.name.value, mattermosts.size() > 1);
  }
  return chats;
}

std::string channel_of(const Item& item) {
  const std::string text = item.text();
  return text.starts_with('#') || text.starts_with('~') ? text.substr(1) : text;
}

}  // namespace baton::config
