#include "tests/e2e/people.h"

#include <algorithm>
#include <ostream>

#include "tests/e2e/wire.h"

namespace baton::test {

const std::string signing_secret = "8f742231b10e8888abcd99yyyzzz85a5";
const std::string slack_token = "xoxb-71c3e0b94d2f-8a5561d0c3e7f24b";
const std::string mattermost_token = "endtoendbottokenendtoend01";
const std::string command_token = "endtoendcommandtokenendto1";

namespace {

constexpr auto slack = Platform::slack;
constexpr auto mattermost = Platform::mattermost;

People staff() {
  return {{"Ana", "account-manager, strategist", {}, slack},
          {"Dino", "designer, copywriter", {}, slack},
          {"Petra", "paid-media", {}, slack},
          {"Alex", "analytics", {}, slack},
          {"Olga", "coordinator, director", {}, slack}};
}

/// What the configuration calls that person there.
std::string account_of(const Resident& person, Platform platform, std::size_t number) {
  if (platform == slack) return "U000" + std::to_string(number);
  std::string username = person.name;
  std::ranges::transform(username, username.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return username;
}

std::string slack_text(const Addresses& addresses) {
  return "slack:\n"
         "  signing_secret: " +
         signing_secret +
         "\n"
         "  bot_token: " +
         slack_token +
         "\n"
         "  api_url: " +
         addresses.sandbox_url +
         "/api\n"
         "  channel: handoffs\n";
}

std::string mattermost_text(const Addresses& addresses) {
  return "public_url: " + local(addresses.baton_port) +
         "\n"
         "mattermost:\n"
         "  url: " +
         addresses.sandbox_url +
         "\n"
         "  bot_token: " +
         mattermost_token +
         "\n"
         "  command_tokens: [ " +
         command_token +
         " ]\n"
         "  team: northlight\n"
         "  channel: handoffs\n";
}

std::string people_text(const People& people) {
  std::string text = "people:\n";
  for (std::size_t at = 0; at < people.size(); ++at) {
    const Resident& person = people[at];
    text += "  - { name: " + person.name;
    for (const Platform account : person.accounts) {
      text += std::string(", ") + name_of(account) + ": " + account_of(person, account, at + 1);
    }
    if (!person.hours.empty()) text += ", hours: \"" + person.hours + "\"";
    text += std::string(", home: ") + name_of(person.home) + ", roles: [" + person.roles + "] }\n";
  }
  return text;
}

}  // namespace

const char* name_of(Platform platform) { return platform == slack ? "slack" : "mattermost"; }

void PrintTo(Platform platform, std::ostream* out) { *out << name_of(platform); }

People everybody_in(Platform platform) {
  People people = staff();
  for (Resident& person : people) {
    person.accounts = {platform};
    person.home = platform;
  }
  return people;
}

People in_both_chats() {
  People people = staff();
  for (Resident& person : people) {
    person.accounts = {slack, mattermost};
    if (person.name == "Petra") person.accounts = {slack};
    if (person.name == "Alex") person.accounts = {mattermost};
    const bool is_there = person.name == "Dino" || person.name == "Alex";
    person.home = is_there ? mattermost : slack;
  }
  return people;
}

bool lives_in(const People& people, Platform platform) {
  return std::ranges::any_of(people, [platform](const Resident& person) {
    return std::ranges::find(person.accounts, platform) != person.accounts.end();
  });
}

std::string config_text(const People& people, const Addresses& addresses,
                        const std::string& workflows) {
  std::string text =
      "agency: Northlight\n"
      "listen: { address: 127.0.0.1, port: " +
      std::to_string(addresses.baton_port) +
      " }\n"
      "store: sqlite:baton.db\n"
      "workflows: " +
      workflows +
      "\n"
      "last_resort: [Olga, Ana]\n"
      "secret_key: { file: baton.key }\n";
  if (lives_in(people, slack)) text += slack_text(addresses);
  if (lives_in(people, mattermost)) text += mattermost_text(addresses);
  return text + people_text(people) +
         "roles: [account-manager, strategist, designer, copywriter, paid-media, analytics,"
         " coordinator, director]\n"
         "clients:\n"
         "  - { key: ACME, name: Acme Shoes, channel: acme }\n"
         "  - { key: BOLT, name: Bolt Coffee, channel: bolt-coffee }\n";
}

}  // namespace baton::test
