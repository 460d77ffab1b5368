#include "tests/e2e/kills.h"

#include <algorithm>
#include <csignal>

namespace baton::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int jobs_at_once = 4;
constexpr seconds death_max{15};

bool comes_by_time(KillPoint point) {
  return point == KillPoint::clock_commit || point == KillPoint::clock_committed;
}

void refuse_histories(World& world) {
  world.chat(Platform::slack)
      .control({{"do", "scope"}, {"scope", "channels:history"}, {"on", false}});
  world.chat(Platform::mattermost)
      .control({{"do", "fault"},
                {"what", "error"},
                {"method", "channels.posts"},
                {"error", "api.context.permissions.app_error"},
                {"status", 403},
                {"times", 10'000}});
}

}  // namespace

Kills::Kills(Histories histories)
    : world_(in_both_chats(), time_rate, World::With::faults), histories_(histories) {
  if (histories == Histories::refused) refuse_histories(world_);
}

void Kills::open() {
  start();
  load_ = std::make_unique<Load>(world_);
}

Kills::End Kills::at(const NamedPoint& point, int passages) {
  const End end = dies(point, passages);
  world_.faults().live();
  if (end == End::never) world_.kill();
  if (point.comes != Comes::at_first_start) start_again();
  return end;
}

Kills::End Kills::after(milliseconds work) {
  load_->allow(jobs_at_once);
  const End early = end_within(work);
  if (early == End::never) world_.kill();
  start_again();
  return early == End::never ? End::killed : early;
}

void Kills::start() {
  world_.begin();
  // Not before it is ready: it may have much to make good.
  world_.ready("it answers", [](const Json&) { return true; });
}

void Kills::start_again() {
  start();
  world_.ledger();  // as it grows: all of it at once would be too long an answer
}

Reckoning Kills::close() {
  const std::vector<Job> jobs = load_->end();
  return reckon(world_, jobs, histories_);
}

void Kills::begin_to_die_at(KillPoint point, int passages) {
  world_.faults().die_at(point, passages);
  world_.begin();
}

Kills::End Kills::end_within(milliseconds limit) {
  const auto ending = world_.ended(limit);
  if (!ending) return End::never;
  return ending == -SIGKILL ? End::killed : End::by_itself;
}

Kills::End Kills::end_under_load(const NamedPoint& point) {
  const auto last = std::chrono::steady_clock::now() + death_max;
  load_->allow(jobs_at_once);
  while (std::chrono::steady_clock::now() < last) {
    const End end = end_within(milliseconds(50));
    if (end != End::never) return end;
    if (load_->is_idle() && !comes_by_time(point.point)) load_->allow(1);
  }
  return End::never;
}

Kills::End Kills::dies(const NamedPoint& point, int passages) {
  switch (point.comes) {
    case Comes::at_first_start: begin_to_die_at(point.point, passages); break;
    case Comes::at_start:
      world_.kill();
      begin_to_die_at(point.point, 0);  // a start comes there once
      break;
    case Comes::under_load:
      if (comes_by_time(point.point)) passages = std::min(passages, 2);  // that takes its time
      world_.faults().die_at(point.point, passages);
      return end_under_load(point);
    case Comes::in_doubt: {
      world_.faults().die_at(KillPoint::post_sent);
      const End first = end_under_load(point);
      if (first != End::killed) return first;
      begin_to_die_at(point.point, 0);
      break;
    }
    case Comes::at_end:
      world_.faults().die_at(point.point, 0);
      return world_.terminate() == -1 ? End::killed : End::never;
  }
  return end_within(death_max);
}

}  // namespace baton::test
