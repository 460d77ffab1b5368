#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "bot/app/registry.h"
#include "bot/app/task_change.h"
#include "bot/app/task_choice.h"
#include "bot/app/turns.h"
#include "bot/log/log.h"
#include "bot/ports/clock.h"
#include "bot/ports/envelope.h"
#include "bot/ports/form.h"
#include "bot/ports/meter.h"
#include "bot/ports/store.h"
#include "bot/ports/talk.h"

namespace baton {

/// How a delivery is known in the store. Not by the platform's own words: they hold its trigger,
/// and whoever has that can open a form for a while.
std::string kept_name_of(const std::string& delivery);

/// Deals with one envelope after another: understand, load, judge, plan, append, word. What it
/// answered with success is durable. Calls may overlap.
class HandoffService {
 public:
  /// References outlive the service. `changed` is called after an append that changed a task or
  /// put something into the outbox.
  HandoffService(Registry& registry, Store& store, Outbox& outbox, const Talk& talk,
                 const Clock& clock, Random& random, Log& log, Meter& meter,
                 std::function<void(const Upcoming&)> changed);

  /// The private answer to `envelope`, which came by a chat of `platform`. The same delivery again
  /// gets the same answer and has no second effect. Throws system_error (contended, store_failed):
  /// nothing was recorded.
  boost::asio::awaitable<Reply> handle(Envelope envelope, std::string platform = {});

 private:
  /// How the answer to a command is kept for the same delivery coming again.
  struct Origin {
    std::string delivery;
    std::string platform;
    std::optional<Submitted> form;  ///< that it came by, if by one
  };
  boost::asio::awaitable<Reply> command(Command command, Person actor, Origin origin);
  boost::asio::awaitable<Reply> view(ViewRequest request, Person actor);
  boost::asio::awaitable<Reply> form(FormRequest request, Person actor);
  boost::asio::awaitable<Reply> stranger(Envelope envelope);
  boost::asio::awaitable<std::vector<TaskKey>> tasks_of(ViewRequest request, PersonId actor);

  /// The task as it is before `command`: for `new` with the next number of the client, which a
  /// `move` gets as well.
  boost::asio::awaitable<Registry::Read> before(Command& command, const std::string& delivery);
  /// `parent`: of a track, the task that it is a part of.
  Change change_of(const Command& command, const Task& before, Task& parent, Verdict& verdict,
                   journal::Sealer& sealer);
  /// Counts what was decided of `command`.
  void count(const Command& command, const Origin& origin, const Verdict& verdict,
             const Reply& reply);
  [[nodiscard]] Reply stored_reply(const Origin& origin, const std::string& stored) const;

  static constexpr int attempts_max = 5;
  static constexpr std::size_t strangers_max = 1000;

  Registry& registry_;
  Store& store_;
  Outbox& outbox_;
  const Talk& talk_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  Meter& meter_;
  std::function<void(const Upcoming&)> changed_;
  TaskChoice choice_;
  std::set<std::string> strangers_told_;  ///< since the start
  Turns turns_;                           ///< commands of one task, or new tasks of one client
};

}  // namespace baton
