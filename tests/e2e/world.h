#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/e2e/chat_side.h"
#include "tests/faults/process_faults.h"
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
  /// One whose service can be given faults(). It is not started yet.
  enum class With { faults };
  World(People people, int time_rate, With with);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// Starts `baton serve` and waits until it is ready.
  void start() { start(time_rate_); }
  /// The same, with a service that lives faster or slower than the chats.
  void start(int time_rate);
  /// The same, but it is not waited for: it may end before it is ready.
  void begin() { begin(time_rate_); }
  /// As a power cut would.
  void kill() { service_->kill(); }
  int terminate() { return service_->terminate(); }
  /// How it ended by itself, if it does within `limit`: as Child::ended().
  std::optional<int> ended(std::chrono::milliseconds limit) { return service_->ended(limit); }
  /// REQUIRES: it was made with them.
  ProcessFaults& faults() { return *faults_; }
  /// Sets the clocks of the service and of the chats. REQUIRES: as faults(), and they run at
  /// rate 1.
  void set_clocks(std::chrono::milliseconds ahead);
  /// Another command of the program, with the same configuration, to its end: its exit code. What
  /// it says on standard error is appended to log().
  int run(const std::vector<std::string>& arguments);

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
  [[nodiscard]] std::string sandbox_url() const { return sandbox_url_; }
  [[nodiscard]] std::string log() const;
  /// Where its files are: baton.yaml, baton.db, baton.key.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  void make_folder();
  void set_up(const std::string& workflow);
  void begin(int time_rate);
  [[nodiscard]] std::string rate_variable(int time_rate) const;

  People people_;
  std::filesystem::path folder_;
  int time_rate_;
  int baton_port_ = 0;
  std::string sandbox_url_;
  std::chrono::milliseconds began_{};  ///< Unix time
  std::unique_ptr<ProcessFaults> faults_;
  std::unique_ptr<ProcessFaults> faults_of_chats_;
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
