#include "core/delivery/delivery.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace baton {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 6> state_names{"waiting",   "inflight",   "unknown",
                                                      "delivered", "superseded", "dead"};
constexpr seconds pause_first{1};
constexpr minutes pause_max{5};
constexpr minutes broken_pause{1};  ///< between looks at a workspace that refuses our token
constexpr seconds ask_max{3600};    ///< the longest Retry-After that is obeyed

/// 1 s, 2 s, 4 s ... up to 5 min, each between half and all of it.
milliseconds pause(int attempts, double jitter) {
  const int doublings = std::clamp(attempts - 1, 0, 9);
  const milliseconds whole = std::min<milliseconds>(pause_first * (1 << doublings), pause_max);
  return whole / 2 +
         milliseconds(static_cast<long long>(jitter * static_cast<double>(whole.count()) / 2));
}

NextStep retry(const AttemptFailed& failed, const Attempts& attempts, TimePoint now,
               double jitter) {
  milliseconds wait = pause(attempts.made, jitter);
  if (failed.retry_after) {
    wait = std::max<milliseconds>(wait, std::clamp(*failed.retry_after, seconds(1), ask_max));
  }
  return RetryAt{now + wait};
}

}  // namespace

std::string_view name_of(ErrorClass error) {
  constexpr std::array<std::string_view, 7> names{"retry_later", "auth_broken", "place_gone",
                                                  "person_gone", "content_bad", "permanent_unknown",
                                                  "message_gone"};
  return names[static_cast<std::size_t>(error)];
}

std::string_view name_of(Delivery state) { return state_names[static_cast<std::size_t>(state)]; }

Delivery delivery_state(std::string_view name) {
  for (std::size_t at = 0; at < state_names.size(); ++at) {
    if (state_names[at] == name) return static_cast<Delivery>(at);
  }
  throw std::invalid_argument("unknown state of a delivery: " + std::string(name));
}

bool is_too_old(const Attempts& attempts, TimePoint now) {
  return now - attempts.first_at > age_max;
}

NextStep after_failure(const AttemptFailed& failed, const Attempts& attempts, TimePoint now,
                       double jitter) {
  if (is_too_old(attempts, now)) return GiveUp{failed.reason + ", for 72 hours"};
  switch (failed.error) {
    case ErrorClass::retry_later: return retry(failed, attempts, now, jitter);
    case ErrorClass::auth_broken: return RetryAt{now + broken_pause};
    case ErrorClass::place_gone:
    case ErrorClass::person_gone:
      if (attempts.hops < hops_max) return Reroute{now};
      return GiveUp{failed.reason};
    case ErrorClass::content_bad:
      if (!attempts.plain) return Plainly{now};
      return GiveUp{failed.reason};
    case ErrorClass::permanent_unknown:
    case ErrorClass::message_gone: return GiveUp{failed.reason};
  }
  return GiveUp{failed.reason};
}

NextStep after_unknown(const Attempts& attempts, bool must_arrive, TimePoint now) {
  constexpr const char* in_doubt = "it could not be found out whether it was posted";
  if (is_too_old(attempts, now) && attempts.reconciled > 0) return GiveUp{in_doubt};
  constexpr std::array<seconds, reconcile_max> looks{seconds(2), seconds(15), seconds(60)};
  if (attempts.reconciled < reconcile_max) {
    return Reconcile{now + looks[static_cast<std::size_t>(attempts.reconciled)]};
  }
  if (must_arrive) return SendAgain{now};
  return GiveUp{in_doubt};
}

bool is_mere_detail(NoticeKind kind) { return kind == NoticeKind::thread; }

bool must_arrive(const Notice& notice) {
  if (is_mere_detail(notice.kind)) return false;
  return notice.kind != NoticeKind::sender_copy || !notice.actor.empty();
}

}  // namespace baton
