#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/chat_side.h"
#include "tests/support/child.h"

namespace baton::test {

/// A whole Baton and both simulated chats as two processes, wired over loopback, in a folder of
/// their own. What people do, they do in the chat where they are at home, unless it is said
/// otherwise.
class World {
 public:
  /// `time_rate`: how many times as fast both processes live. `workflow`: a workflow file, in the
  /// place of those that Baton comes with; empty: those.
  explicit World(People people, int time_rate = 1, const std::string& workflow = {});
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// Starts `baton serve` and waits until it is ready.
  void start() { start(time_rate_); }
  /// The same, with a service that lives faster or slower than the chats.
  void start(int time_rate);
  /// As a power cut would.
  void kill() { service_->kill(); }
  int terminate() { return service_->terminate(); }

  ChatSide& chat(Platform platform);
  /// Where the person is at home.
  ChatSide& home_of(const std::string& person);

  Done say(const std::string& person, const std::string& text);
  /// In the chat where the message stands.
  Done press(const std::string& person, const Entry& message, const std::string& label);
  Done submit(const std::string& person, const Json& values);

  /// Every visible change so far; of each chat oldest first.
  std::vector<Entry> ledger();
  /// Waits until some entry of the ledger satisfies `wanted`, and yields the last that does. Fails
  /// the test after 20 seconds.
  Entry seen(const std::string& what, const std::function<bool(const Entry&)>& wanted);
  /// How many entries do just now.
  int count(const std::function<bool(const Entry&)>& wanted);
  /// Waits until no notice is on its way.
  void settled();

  /// Waits until what /readyz says satisfies `wanted`, and yields it. Fails the test after 20
  /// seconds.
  Json ready(const std::string& what, const std::function<bool(const Json&)>& wanted);
  [[nodiscard]] bool is_ready() const;

  [[nodiscard]] std::string baton_url() const;
  [[nodiscard]] std::string log() const;
  /// Where its files are: baton.yaml, baton.db, baton.key.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  People people_;
  std::filesystem::path folder_;
  int time_rate_;
  int baton_port_ = 0;
  std::map<Platform, std::unique_ptr<ChatSide>> chats_;
  std::unique_ptr<Child> sandbox_;
  std::unique_ptr<Child> service_;
};

bool has(const std::string& text, const std::string& part);
/// A message of ours to a whole conversation that shows `part`; a line in a thread is none.
bool is_message(const Entry& entry, const std::string& part);
/// The same in direct messages with `person`.
bool is_direct(const Entry& entry, const std::string& person, const std::string& part);
/// The same in a channel.
bool is_in(const Entry& entry, const std::string& place, const std::string& part);
/// What only `person` sees, in whichever conversation, or in place of a form.
bool is_private(const Entry& entry, const std::string& person, const std::string& part);
/// A message that was changed to begin with `words`.
bool is_turned(const Entry& entry, const std::string& place, const std::string& words);

}  // namespace baton::test
