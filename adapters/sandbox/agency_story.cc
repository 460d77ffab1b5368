#include "adapters/sandbox/agency_story.h"

#include <cstdio>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace baton::sandbox {
namespace {

using Json = nlohmann::json;
using std::chrono::milliseconds;

constexpr const char* ana = "U0001";
constexpr const char* dino = "U0002";
constexpr const char* petra = "U0003";
constexpr const char* alex = "U0004";
constexpr const char* acme = "acme";
constexpr const char* bolt = "bolt-coffee";

constexpr milliseconds look_again{100};
constexpr int looks_max = 200;   ///< 20 seconds
constexpr int quiet_looks = 12;  ///< nothing new for that long: settled
constexpr int settle_looks_max = 150;

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

bool has_button(const Json& message, const std::string& label) {
  for (const Json& block : message["blocks"]) {
    if (block.value("type", "") != "actions") continue;
    for (const Json& element : block["elements"]) {
      if (element.contains("text") && element["text"].value("text", "") == label) return true;
    }
  }
  return false;
}

/// Whether `text` names `task` and not a longer key: ACME-1 is not in "ACME-12".
bool names_task(const std::string& text, const std::string& task) {
  for (std::size_t at = text.find(task); at != std::string::npos; at = text.find(task, at + 1)) {
    const std::size_t end = at + task.size();
    if (end == text.size() || text[end] < '0' || text[end] > '9') return true;
  }
  return false;
}

}  // namespace

AgencyStory::AgencyStory(Sandbox& sandbox, Clock& clock,
                         std::function<void(const std::string&)> tell)
    : sandbox_(sandbox), clock_(clock), tell_(std::move(tell)) {}

boost::asio::awaitable<Json> AgencyStory::post(std::string door, Json body) {
  HttpRequest request;
  request.method = "POST";
  request.path = "/sandbox/" + door;
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.body = body.dump();
  const HttpResponse response = co_await sandbox_.handle(std::move(request));
  Json result = Json::parse(response.body);
  if (response.status == 200) co_return result;
  throw std::runtime_error(door + ": " + result.value("error", "refused") +
                           "; last seen: " + last_seen_);
}

boost::asio::awaitable<Json> AgencyStory::window(std::string user) {
  HttpRequest request;
  request.method = "GET";
  request.path = "/sandbox/state";
  request.query = "user=" + user;
  const HttpResponse response = co_await sandbox_.handle(std::move(request));
  co_return Json::parse(response.body);
}

boost::asio::awaitable<void> AgencyStory::say(std::string user, std::string channel,
                                              std::string text) {
  Json typed = {{"user", user}, {"channel", channel}, {"text", text}};
  const Json result = co_await post("say", std::move(typed));
  last_seen_.clear();
  for (const Json& message : result["saw"]) last_seen_ += message.value("shown", "") + "\n";
  if (result["outcome"] != "ok") {
    throw std::runtime_error("\"" + text + "\" was not answered: " + last_seen_);
  }
}

boost::asio::awaitable<void> AgencyStory::press(std::string user, std::string task,
                                                std::string label) {
  for (int look = 0; look < looks_max; ++look) {
    const Json seen = co_await window(user);
    std::optional<Found> found;
    for (const Json& message : seen["messages"]) {
      if (message["channel"] != seen["dm"] || !has_button(message, label)) continue;
      if (!names_task(message["shown"], task)) continue;
      found = Found{message["channel"], message["ts"]};
    }
    if (found) {
      Json pressed = {
          {"user", user}, {"channel", found->channel}, {"ts", found->ts}, {"label", label}};
      const Json result = co_await post("press", std::move(pressed));
      if (result["outcome"] == "ok") co_return;
      throw std::runtime_error(label + " on " + task + " was not answered");
    }
    co_await clock_.wait(look_again);
  }
  throw std::runtime_error("no message to " + user + " offers " + label + " for " + task +
                           "; last seen: " + last_seen_);
}

boost::asio::awaitable<void> AgencyStory::fill_in(std::string user, Json values) {
  for (int look = 0; look < looks_max; ++look) {
    const Json seen = co_await window(user);
    if (!seen["view"].is_null()) {
      Json submitted = {{"user", user}, {"values", values}};
      const Json result = co_await post("submit", std::move(submitted));
      if (result["outcome"] == "ok" && result["errors"].empty()) co_return;
      throw std::runtime_error("the form was not taken: " + result["errors"].dump());
    }
    co_await clock_.wait(look_again);
  }
  throw std::runtime_error("no form opened for " + user);
}

boost::asio::awaitable<void> AgencyStory::settle() {
  Json before;
  int quiet = 0;
  for (int look = 0; look < settle_looks_max && quiet < quiet_looks; ++look) {
    const Json seen = co_await window(ana);
    quiet = seen["n"] == before ? quiet + 1 : 0;
    before = seen["n"];
    co_await clock_.wait(look_again);
  }
}

boost::asio::awaitable<void> AgencyStory::read_everything() {
  const Json anybody = co_await window(ana);
  for (const Json& person : anybody["people"]) {
    const std::string user = person["id"];
    const Json seen = co_await window(user);
    std::map<std::string, std::string> last;
    for (const Json& message : seen["messages"]) last[message["channel"]] = message["ts"];
    for (const auto& [channel, ts] : last) {
      Json mark = {{"user", user}, {"channel", channel}, {"ts", ts}};
      co_await post("read", std::move(mark));
    }
  }
}

/// Ana starts a campaign with everything the creatives need, and offers it to them.
boost::asio::awaitable<void> AgencyStory::brief(std::string channel, std::string client,
                                                std::string key, std::string title) {
  co_await say(ana, channel, "/handoff new paid-campaign-launch " + client + " \"" + title + "\"");
  const std::string give =
      "/handoff give " + key +
      " objective=\"300 orders in four weeks\" audience=\"Returning customers, 25 to 45\""
      " rationale=\"They already trust the brand, so we show the product, not the promise\"";
  co_await say(ana, channel, give);
}

/// Dino takes the brief, makes the designs and hands them in; Ana takes them for review.
boost::asio::awaitable<void> AgencyStory::produce(std::string channel, std::string key) {
  co_await say(dino, channel, "/handoff accept " + key);
  co_await say(dino, channel, "/handoff check " + key + " self-check");
  co_await say(dino, channel, "/handoff attach " + key + " design-files " + files(key, "designs"));
  co_await say(dino, channel, "/handoff give " + key);
  co_await say(ana, channel, "/handoff accept " + key);
}

boost::asio::awaitable<void> AgencyStory::offered() {
  tell_("ACME-1: offered to Dino, who has not answered yet");
  co_await brief(acme, "ACME", "ACME-1", "Autumn sale");
}

boost::asio::awaitable<void> AgencyStory::in_review() {
  tell_("ACME-2: at Creative Review, held by Ana");
  co_await brief(acme, "ACME", "ACME-2", "Winter boots");
  co_await produce(acme, "ACME-2");
}

boost::asio::awaitable<void> AgencyStory::approved() {
  tell_("ACME-3: at Approved, held by Ana, nothing supplied for paid media");
  co_await brief(acme, "ACME", "ACME-3", "Black Friday");
  co_await produce(acme, "ACME-3");
  const std::string give =
      "/handoff give ACME-3 to approved confirmation=\"Mr Keller said yes on "
      "the phone, no remarks\" final-designs=" +
      files("ACME-3", "final");
  co_await say(ana, acme, give);
}

boost::asio::awaitable<void> AgencyStory::asked() {
  tell_("BOLT-1: offered to Dino, who has asked something");
  co_await brief(bolt, "BOLT", "BOLT-1", "Cold brew launch");
}

boost::asio::awaitable<void> AgencyStory::offered_again() {
  tell_("BOLT-2: returned once, offered again");
  co_await brief(bolt, "BOLT", "BOLT-2", "Loyalty card");
  co_await say(dino, bolt,
               "/handoff return BOLT-2 missing-asset The logo files are not in the folder");
  co_await say(ana, bolt, "/handoff give BOLT-2");
}

boost::asio::awaitable<void> AgencyStory::tracking() {
  tell_("BOLT-3: at Tracking, held by Alex");
  co_await brief(bolt, "BOLT", "BOLT-3", "Iced coffee summer");
  co_await produce(bolt, "BOLT-3");
  const std::string approve_give =
      "/handoff give BOLT-3 to approved confirmation=\"Ms Wagner wrote yes, with a smaller logo\""
      " final-designs=" +
      files("BOLT-3", "final");
  co_await say(ana, bolt, approve_give);
  const std::string sign_off =
      "/handoff approve BOLT-3 sign-off by \"Ms Wagner\" on today "
      "how: \"by e-mail\" " +
      files("BOLT-3", "sign-off");
  co_await say(ana, bolt, sign_off);
  const std::string deploy =
      "/handoff give BOLT-3 to deployment-ready budget=\"8000 EUR\" creative=" +
      files("BOLT-3", "creative") + " copy=" + files("BOLT-3", "copy") +
      " tracking=" + files("BOLT-3", "tracking");
  co_await say(ana, bolt, deploy);
  co_await say(petra, bolt, "/handoff accept BOLT-3");
  co_await say(petra, bolt, "/handoff check BOLT-3 utm-aligned");
  co_await say(petra, bolt, "/handoff check BOLT-3 launch-check");
  co_await say(petra, bolt,
               "/handoff set BOLT-3 goes-live=" + date_after(clock_.now(), std::chrono::days(3)));
  co_await say(petra, bolt, "/handoff give BOLT-3 to tracking");
  co_await say(alex, bolt, "/handoff accept BOLT-3");
}

boost::asio::awaitable<void> AgencyStory::play() {
  co_await offered();
  co_await in_review();
  co_await approved();
  co_await asked();
  co_await offered_again();
  co_await tracking();
  co_await press(dino, "BOLT-1", "Ask");
  Json question = {{"Your question", "Is the bottle or the glass the hero of the pictures?"}};
  co_await fill_in(dino, std::move(question));
  Json answered = {{"user", dino}};
  co_await post("close", std::move(answered));
  co_await settle();
  Json forget = {{"do", "forget_private"}};
  co_await post("control", std::move(forget));
  co_await read_everything();
}

}  // namespace baton::sandbox
