#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "bot/ports/http.h"
#include "tests/support/child.h"

namespace baton::test {

using Json = nlohmann::json;

/// What came back over the wire.
struct Answer {
  int status = 0;  ///< 0: none came
  std::string body;
};

/// A whole Baton and a whole simulated Slack as two processes, wired over loopback, in a folder of
/// their own. Ana U0001, Dino U0002, Petra U0003, Alex U0004, Olga U0005; clients ACME (channel
/// C0002) and BOLT.
class World {
 public:
  /// `time_rate`: how many times as fast both processes live.
  explicit World(int time_rate = 1);
  ~World();

  /// Starts `baton serve` and waits until it is ready.
  void start();
  /// As a power cut would.
  void kill() { service_->kill(); }
  int terminate() { return service_->terminate(); }

  // The sandbox's doors: docs/sandbox.md.
  Json say(const std::string& user, const std::string& text);
  Json press(const std::string& user, const std::string& channel, const std::string& ts,
             const std::string& label);
  Json submit(const std::string& user, const Json& values);
  Json control(const Json& command);
  /// Every visible change so far, oldest first.
  std::vector<Json> ledger();
  /// The window as `user` sees it.
  Json state(const std::string& user);

  /// Waits until some entry of the ledger satisfies `wanted`, and yields the last that does. Fails
  /// the test after 20 seconds.
  Json seen(const std::string& what, const std::function<bool(const Json&)>& wanted);
  /// Waits until no notice is on its way.
  void settled();

  /// Waits until what /readyz says satisfies `wanted`, and yields it. Fails the test after 20
  /// seconds.
  Json ready(const std::string& what, const std::function<bool(const Json&)>& wanted);

  /// Sends a delivery to Baton again, whole or altered.
  Answer send(const Json& request);
  Answer get(const std::string& url);
  [[nodiscard]] std::string baton_url() const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path config() const { return folder_ / "baton.yaml"; }
  [[nodiscard]] std::string log() const;

 private:
  Json door(const std::string& name, const Json& asked);

  std::filesystem::path folder_;
  int time_rate_;
  int sandbox_port_ = 0;
  int baton_port_ = 0;
  std::unique_ptr<Child> sandbox_;
  std::unique_ptr<Child> service_;
};

/// All that a person saw in answer, as one text.
std::string saw(const Json& result);

/// Whether an entry of the ledger is a message of ours to a whole conversation that shows `part`.
bool is_post(const Json& entry, const std::string& channel_or_empty, const std::string& part);

/// Whether the message of an entry begins with `words`, after its coloured mark.
bool leads_with(const Json& entry, const std::string& words);

extern const std::string signing_secret;

}  // namespace baton::test
