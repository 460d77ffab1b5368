#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/model/time_point.h"
#include "core/notice/notice.h"

/// What to do with the outcome of a delivery: RELIABILITY 2.3 and 2.4 as one function of values.
namespace baton {

enum class ErrorClass {
  retry_later,        ///< 429, 5xx before any effect, network
  auth_broken,        ///< the token is refused: nothing of this workspace can be sent
  place_gone,         ///< the channel is gone, archived, or closed to us
  person_gone,        ///< the person cannot be reached there
  content_bad,        ///< the platform refuses the content
  permanent_unknown,  ///< any refusal that is not listed
  /// The message that was to be edited, or in whose thread a line was to go, is gone or takes no
  /// such thing any more; not the place it stands in.
  message_gone,
};
/// "retry_later", "place_gone" ...
std::string_view name_of(ErrorClass error);

/// How far a row of the outbox is. Stored by name.
enum class Delivery {
  waiting,   ///< to be sent at `due`
  inflight,  ///< an attempt was begun; after a restart this means unknown
  unknown,   ///< it may have been posted: reconcile, never resend blindly
  delivered,
  superseded,  ///< not needed: a newer notice shows it, it is no news any more, or a mere detail
  dead,        ///< undeliverable; somebody was told
};
/// Whether it is not settled yet.
constexpr bool is_on_its_way(Delivery state) {
  return state == Delivery::waiting || state == Delivery::inflight || state == Delivery::unknown;
}
std::string_view name_of(Delivery state);
Delivery delivery_state(std::string_view name);

/// What the chat said of one attempt.
struct AttemptFailed {
  ErrorClass error = ErrorClass::retry_later;
  std::optional<std::chrono::seconds> retry_after;
  std::string reason;  ///< the platform's word, "channel_not_found"; no secret in it
};
struct AttemptUnknown {
  std::string reason;
};

/// What becomes of the row.
struct RetryAt {
  TimePoint due;
};
struct Reconcile {
  TimePoint due;
};
/// Try the same notice at the next place of the fallback chain.
struct Reroute {
  TimePoint due;
};
/// Send a plain text in place of the card, once.
struct Plainly {
  TimePoint due;
};
/// Send once more, saying that it may be a repeat.
struct SendAgain {
  TimePoint due;
};
struct GiveUp {
  std::string reason;
};
using NextStep = std::variant<RetryAt, Reconcile, Reroute, Plainly, SendAgain, GiveUp>;

struct Attempts {
  int made = 0;        ///< attempts begun
  int reconciled = 0;  ///< looks after an unknown outcome
  int hops = 0;        ///< places of the fallback chain already tried
  bool plain = false;  ///< already sent as plain text
  TimePoint first_at;  ///< when the row first fell due
  bool operator==(const Attempts&) const = default;
};

inline constexpr std::chrono::hours age_max{72};
inline constexpr int reconcile_max = 3;
inline constexpr int hops_max = 3;

/// Whether nothing is tried any more for a row: age_max has passed since it first fell due.
bool is_too_old(const Attempts& attempts, TimePoint now);
/// What to do after a definite failure. `jitter` in [0, 1) spreads the retries.
NextStep after_failure(const AttemptFailed& failed, const Attempts& attempts, TimePoint now,
                       double jitter);
/// What to do while it is not known whether the message was posted. `must_arrive`: better twice,
/// and labelled, than never. False for a row that was already sent again: a third time is never
/// better (I5). Sending again starts the looks anew: `reconciled` is 0 then. Only looks that were
/// answered count. After age_max it is given up once it was looked for (I4).
NextStep after_unknown(const Attempts& attempts, bool must_arrive, TimePoint now);
/// Whether a notice of this kind may be lost without anybody being told: a line in a thread tells
/// what its card shows as well.
bool is_mere_detail(NoticeKind kind);
/// Whether a notice of this kind is better sent twice than never: all that tell a person of
/// something new, and the cards.
bool must_arrive(const Notice& notice);

}  // namespace baton
