#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/adapters/sandbox/mattermost_world.h"

/// Plays what a real Mattermost was recorded to do against the simulated one, and compares: the
/// answer to the client, what the integration was asked, and what everybody saw.
namespace baton::test {

/// One case: what the client asked and got, and what the integration was asked meanwhile.
struct Recording {
  Json client;
  std::vector<Json> inbound;
};
/// Reads tests/fixtures/mattermost/<name>.json and its ".inbound" files.
Recording load_recording(const std::string& name);
/// A recorded body, filled up again where its middle was left out.
std::string whole_body(const Json& body);

class Replay {
 public:
  explicit Replay(Recording recording) : recording_(std::move(recording)) {}

  World& world() { return world_; }
  [[nodiscard]] const Recording& recording() const { return recording_; }

  /// Makes the pressed post with its action, as far as the recording tells it.
  void add_pressed_post();
  /// Sends the recorded request, the integration answering as recorded, and compares everything.
  void play();

 private:
  void script_integration();
  HttpRequest request() const;
  void compare_answer(const HttpResponse& answer) const;
  void compare_requests() const;
  void compare_effects(std::uint64_t before) const;
  /// What of `json` can be compared: new ids, times, cookies and triggers become placeholders.
  [[nodiscard]] Json neutral(const Json& json, const std::string& key = "") const;
  [[nodiscard]] Json recorded_events(const Json& events) const;
  [[nodiscard]] Json own_events(const std::string& user, std::uint64_t before) const;

  Recording recording_;
  mutable World world_;
  std::set<std::string> known_;  ///< the ids there were before it was played
  std::set<std::string> gone_;   ///< those of them that were deleted
};

}  // namespace baton::test
