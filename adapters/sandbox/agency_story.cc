#include "adapters/sandbox/agency_story.h"

#include <array>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace baton::sandbox {
namespace {

const Actor ana{Actor::Chat::slack, "U0001"};
const Actor dino{Actor::Chat::mattermost, "dino"};
const Actor petra{Actor::Chat::slack, "U0003"};
const Actor alex{Actor::Chat::mattermost, "alex"};
const Actor olga{Actor::Chat::slack, "U0005"};
constexpr const char* acme = "acme";
constexpr const char* bolt = "bolt-coffee";

std::string files(const std::string& client, const std::string& name) {
  return "https://files.example.com/" + client + "/" + name;
}

/// The day that is `days` after `now`, as it is typed: 2027-03-31.
std::string date_after(TimePoint now, std::chrono::days days) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(now) + days);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace

AgencyStory::AgencyStory(Sandbox& sandbox, Clock& clock,
                         std::function<void(const std::string&)> tell)
    : hands_(sandbox, clock), clock_(clock), tell_(std::move(tell)) {}

/// Ana starts a campaign with everything the creatives need, and offers it to them.
boost::asio::awaitable<void> AgencyStory::brief(std::string channel, std::string client,
                                                std::string key, std::string title) {
  co_await hands_.say(ana, channel,
                      "/handoff new paid-campaign-launch " + client + " \"" + title + "\"");
  const std::string give =
      "/handoff give " + key +
      " objective=\"300 orders in four weeks\" audience=\"Returning customers, 25 to 45\""
      " rationale=\"They already trust the brand, so we show the product, not the promise\"";
  co_await hands_.say(ana, channel, give);
}

/// Dino takes the brief, makes the designs and hands them in; Ana takes them for review.
boost::asio::awaitable<void> AgencyStory::produce(std::string channel, std::string key) {
  co_await hands_.say(dino, channel, "/handoff accept " + key);
  co_await hands_.say(dino, channel, "/handoff check " + key + " self-check");
  co_await hands_.say(dino, channel,
                      "/handoff attach " + key + " design-files " + files(key, "designs"));
  co_await hands_.say(dino, channel, "/handoff give " + key);
  co_await hands_.say(ana, channel, "/handoff accept " + key);
}

boost::asio::awaitable<void> AgencyStory::stands(std::string key, std::string stage,
                                                 std::string holding) {
  const std::string shown = co_await hands_.say(olga, "general", "/handoff show " + key);
  const bool is_there = shown.find(" · " + stage + " since") != std::string::npos;
  if (is_there && shown.find(holding) != std::string::npos) co_return;
  throw std::runtime_error(key + " should be at " + stage + ", and " + holding +
                           "; it says: " + shown);
}

boost::asio::awaitable<void> AgencyStory::offered() {
  tell_("ACME-1: offered to Dino, who has not answered yet");
  co_await brief(acme, "ACME", "ACME-1", "Autumn sale");
  co_await stands("ACME-1", "Strategy", "Dino has not accepted");
}

boost::asio::awaitable<void> AgencyStory::in_review() {
  tell_("ACME-2: at Creative Review, held by Ana");
  co_await brief(acme, "ACME", "ACME-2", "Winter boots");
  co_await produce(acme, "ACME-2");
  co_await stands("ACME-2", "Creative Review", "Ana holds this");
}

boost::asio::awaitable<void> AgencyStory::approved() {
  tell_("ACME-3: at Approved, held by Ana, nothing supplied for paid media");
  co_await brief(acme, "ACME", "ACME-3", "Black Friday");
  co_await produce(acme, "ACME-3");
  const std::string give =
      "/handoff give ACME-3 to approved confirmation=\"Mr Keller said yes on "
      "the phone, no remarks\" final-designs=" +
      files("ACME-3", "final");
  co_await hands_.say(ana, acme, give);
  co_await stands("ACME-3", "Approved", "Ana holds this");
}

boost::asio::awaitable<void> AgencyStory::asked() {
  tell_("BOLT-1: offered to Dino, who has asked something");
  co_await brief(bolt, "BOLT", "BOLT-1", "Cold brew launch");
  co_await stands("BOLT-1", "Strategy", "Dino has not accepted");
}

boost::asio::awaitable<void> AgencyStory::offered_again() {
  tell_("BOLT-2: returned once, offered again");
  co_await brief(bolt, "BOLT", "BOLT-2", "Loyalty card");
  co_await hands_.say(dino, bolt,
                      "/handoff return BOLT-2 missing-asset The logo files are not in the folder");
  co_await hands_.say(ana, bolt, "/handoff give BOLT-2");
  co_await stands("BOLT-2", "Strategy", "Dino has not accepted");
}

boost::asio::awaitable<void> AgencyStory::tracking() {
  tell_("BOLT-3: at Tracking, held by Alex");
  co_await brief(bolt, "BOLT", "BOLT-3", "Iced coffee summer");
  co_await produce(bolt, "BOLT-3");
  const std::string approve_give =
      "/handoff give BOLT-3 to approved confirmation=\"Ms Wagner wrote yes, with a smaller logo\""
      " final-designs=" +
      files("BOLT-3", "final");
  co_await hands_.say(ana, bolt, approve_give);
  co_await hands_.say(ana, bolt, "/handoff set BOLT-3 budget=\"8000 EUR\"");
  static constexpr std::array items{"creative", "copy", "tracking"};
  for (const std::string item : items) {
    co_await hands_.say(ana, bolt, "/handoff attach BOLT-3 " + item + " " + files("BOLT-3", item));
  }
  // The sign-off is of these files, so that it comes behind them.
  const std::string sign_off =
      "/handoff approve BOLT-3 sign-off by \"Ms Wagner\" on today "
      "how: \"by e-mail\" " +
      files("BOLT-3", "sign-off");
  co_await hands_.say(ana, bolt, sign_off);
  co_await hands_.say(ana, bolt, "/handoff give BOLT-3 to deployment-ready");
  co_await hands_.say(petra, bolt, "/handoff accept BOLT-3");
  co_await hands_.say(petra, bolt, "/handoff check BOLT-3 utm-aligned");
  co_await hands_.say(petra, bolt, "/handoff check BOLT-3 launch-check");
  co_await hands_.say(
      petra, bolt,
      "/handoff set BOLT-3 goes-live=" + date_after(clock_.now(), std::chrono::days(3)));
  co_await hands_.say(petra, bolt, "/handoff give BOLT-3 to tracking");
  co_await hands_.say(alex, bolt, "/handoff accept BOLT-3");
  co_await stands("BOLT-3", "Tracking", "Alex holds this");
}

boost::asio::awaitable<void> AgencyStory::play() {
  co_await offered();
  co_await in_review();
  co_await approved();
  co_await asked();
  co_await offered_again();
  co_await tracking();
  co_await hands_.press(dino, "BOLT-1", "Ask");
  nlohmann::json question = {
      {"Your question", "Is the bottle or the glass the hero of the pictures?"}};
  co_await hands_.fill_in(dino, std::move(question));
  co_await hands_.settle();
  co_await hands_.clear_the_tables();
}

}  // namespace baton::sandbox
