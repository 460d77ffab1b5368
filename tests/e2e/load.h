#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/world.h"

/// People who work beside each other, and write down what each of them was answered.
namespace baton::test {

/// A quick handoff: made, given, accepted, noted upon, promised. Each step is one command.
enum class Step { make, give, accept, note, promise };
inline constexpr int steps_of_job = 5;

struct Job {
  std::string title;  ///< of no other
  std::string sender;
  std::string receiver;
  std::string key;           ///< once it is known
  std::string said;          ///< the answers
  int answered = 0;          ///< so many steps were answered as recorded, the first ones
  bool is_in_doubt = false;  ///< the next one never was: it may have been recorded
};

/// Several pairs of people at work, each on a thread of its own, in both chats. Where nobody
/// answers a command, the same delivery comes again until somebody does.
class Load {
 public:
  explicit Load(World& world);
  /// Ends after the jobs in hand.
  ~Load();
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  /// Lets so many more jobs be begun.
  void allow(int jobs) { allowed_ += jobs; }
  /// Whether all that was allowed is begun.
  [[nodiscard]] bool is_idle() const { return allowed_ <= 0; }
  /// All jobs so far, once those in hand are done and nobody begins another one.
  std::vector<Job> end();

 private:
  class Pair;
  void join();

  std::atomic<int> allowed_ = 0;
  std::atomic<bool> ending_ = false;
  std::vector<std::unique_ptr<Pair>> pairs_;
  std::vector<std::thread> threads_;  // last: they use all of the above
};

}  // namespace baton::test
