#include "bot/app/task_clock.h"

#include <boost/system/system_error.hpp>

#include "bot/app/task_change.h"
#include "bot/ports/errc.h"
#include "core/time/timers.h"

namespace baton {

using boost::asio::awaitable;

TaskClock::TaskClock(Registry& registry, Store& store, const Clock& clock, Random& random, Log& log,
                     std::function<void(const Upcoming&)> changed)
    : registry_(registry),
      store_(store),
      clock_(clock),
      random_(random),
      log_(log),
      changed_(std::move(changed)) {}

awaitable<void> TaskClock::fire(TimerRow timer) {
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    std::vector<TaskKey> keys(1, timer.task);
    const Registry::Read read = co_await registry_.read(std::move(keys), std::string());
    const Task& task = read.tasks.front();
    const TimePoint now = clock_.now();
    std::vector<TaskEvent> events;
    for (TaskFact& fact : happened_by(task, registry_.agency(), now)) {
      events.push_back(TaskEvent{std::move(fact), Author::machine(Author::Kind::clock), now});
    }
    journal::Sealer sealer(registry_.keyring());
    Change change;
    Task after = add_events(change, task, events, registry_.agency(), random_, sealer);
    // Also where nothing has happened: what the store holds may be of an earlier agreement.
    if (events.empty()) change.timers.push_back(task_timers_of(task, registry_.agency()));
    sealer.add_keys_to(change);
    const Upcoming upcoming = upcoming_of(change);
    const AppendResult result = co_await store_.append(std::move(change));
    if (result.outcome == Appended::stale) continue;  // somebody was faster: look again
    if (events.empty()) co_return;
    log_.info("timer.fired", {{"task", timer.task.value}, {"kind", timer.kind}});
    registry_.remember(std::move(after));
    changed_(upcoming);
    co_return;
  }
  throw boost::system::system_error(make_error_code(AppErrc::contended));
}

}  // namespace baton
