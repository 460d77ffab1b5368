#pragma once

#include <optional>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/app/registry.h"
#include "bot/ports/store.h"
#include "bot/ports/talk.h"

namespace baton {

/// Finds the task that somebody means who leaves its key out: the only one that what they ask for
/// fits, of those they hold, that wait on them, or that they owe something on.
class TaskChoice {
 public:
  /// References outlive it.
  TaskChoice(Registry& registry, Store& store) : registry_(registry), store_(store) {}

  /// Whether `intent` is about a task and does not say which.
  [[nodiscard]] static bool is_left_open(const Intent& intent);
  /// What is asked for; nullopt: something is to be shown.
  [[nodiscard]] static std::optional<Verb> verb_meant(const Intent& intent);
  /// The tasks that fit, the latest change first.
  boost::asio::awaitable<std::vector<Task>> candidates(std::optional<Verb> verb, PersonId actor);
  /// The same intent about `task`.
  static void settle(Intent& intent, const TaskKey& task);

 private:
  Registry& registry_;
  Store& store_;
};

}  // namespace baton
