#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/ids.h"
#include "core/model/time_point.h"
#include "core/model/workflow.h"

namespace baton {

/// Where a task stands for the machine: the columns of the state table.
enum class Phase {
  absent,
  idle,
  offered,
  waiting,  ///< for the client
  blocked,  ///< an offer may be open too
  done,
  cancelled,
};
enum class Priority { low, normal, high };
/// Whether a task in `phase` is still to be done, and so has a holder.
constexpr bool is_open(Phase phase) {
  return phase == Phase::idle || phase == Phase::offered || phase == Phase::waiting ||
         phase == Phase::blocked;
}

/// What was supplied for a field, a checklist item or an evidence.
struct Answer {
  int revision = 0;  ///< 1 for the first value; grows with every change
  std::vector<std::string>
      values;  ///< field: one; evidence: the links; check: {"yes"}; cleared: {}
  PersonId by;
  TimePoint at;
  std::string note;  ///< how it came, where told
  bool operator==(const Answer&) const = default;
};

/// An approval as it stands, bound to the revisions it was given for.
struct Approval {
  std::map<RequirementId, int> of;  ///< requirement -> the revision approved
  PersonId recorded_by;
  TimePoint at;
  std::string who;   ///< the client's person, where the client signed off; else empty
  std::string when;  ///< as told; may be empty
  std::string how;   ///< as told; may be empty
  std::string link;  ///< link or file name; may be empty
  bool self_approved = false;
  bool operator==(const Approval&) const = default;
};

struct Question {
  int number = 0;  ///< 1.. within its handoff
  PersonId by;
  TimePoint at;
  std::string text;
  std::optional<PersonId> answered_by;
  TimePoint answered_at;
  std::string answer;
  bool operator==(const Question&) const = default;
};

/// An offer went from one receiver to another.
struct Passing {
  PersonId from;
  PersonId to;
  TimePoint at;
  bool operator==(const Passing&) const = default;
};
/// A time in which a clock stood still: that of an offer's receiver while it was settled, until
/// that was undone; that of a stage while the task waited or was blocked.
struct Pause {
  TimePoint from;
  TimePoint until;
  bool operator==(const Pause&) const = default;
};

enum class Outcome { open, accepted, returned, withdrawn };
enum class WithdrawCause {
  by_sender,
  offered_anew,  ///< given to somebody else, or along another transition
  gate_broken,   ///< a change while offered took a requirement away
  cancelled,
};

/// One attempt to pass the baton along a transition.
struct Handoff {
  int number = 0;   ///< 1.. within its task
  int card = 0;     ///< 1.. within its task; a re-offer along the same transition keeps the card
  int attempt = 1;  ///< 1.. of offers on this card: "2nd offer"
  TransitionId transition;
  PersonId sender;
  PersonId receiver;
  bool stand_in = false;  ///< the receiver is outside the transition's role
  std::string note;
  TimePoint offered_at;
  bool changed_after_offer = false;
  Outcome outcome = Outcome::open;
  PersonId settled_by;
  TimePoint settled_at;
  std::string reason;  ///< returned: the code
  std::string words;   ///< returned: what was said
  WithdrawCause cause = WithdrawCause::by_sender;
  std::vector<Question> questions;
  int back_of = 0;                ///< returned later: the handoff that is taken back, else 0
  std::vector<Passing> passings;  ///< by receivers to their role mates, in order
  std::vector<Pause> pauses;      ///< in order
  /// All to whom it was offered, and who took it, in order: once for each time. Who was told stays
  /// known whatever is taken back.
  std::vector<PersonId> receivers;
  bool urgent = false;         ///< offered by an override
  PersonId approver;           ///< urgent: whose right it was
  std::string urgent_because;  ///< urgent: why

  [[nodiscard]] const Question* open_question() const;
  [[nodiscard]] bool is_open() const { return outcome == Outcome::open; }
  bool operator==(const Handoff&) const = default;
};

struct Note {
  PersonId by;
  TimePoint at;
  std::string text;
  bool operator==(const Note&) const = default;
};

/// Something missing that the receiver named: the handoff's sender owes it.
struct Gap {
  enum class State { open, supplied, confirmed, dropped };
  int number = 0;  ///< 1.. within its task
  int handoff = 0;
  std::string what;
  bool before_start = true;  ///< work waits for it
  PersonId by;
  TimePoint at;
  PersonId owner;
  TimePoint due;
  State state = State::open;
  std::string value;  ///< what was supplied
  PersonId supplied_by;
  TimePoint supplied_at;
  PersonId settled_by;  ///< confirmed, dropped; empty: the clock
  TimePoint settled_at;
  std::string why;  ///< dropped: why

  /// Neither confirmed nor dropped.
  [[nodiscard]] bool is_open() const { return state == State::open || state == State::supplied; }
  bool operator==(const Gap&) const = default;
};

/// What an override owes: a requirement that was skipped.
struct Debt {
  enum class State { owed, repaid, forgiven };
  int number = 0;  ///< 1.. within its task
  int handoff = 0;
  RequirementId requirement;
  PersonId debtor;
  PersonId approver;
  TimePoint at;
  TimePoint due;
  State state = State::owed;
  PersonId settled_by;
  TimePoint settled_at;
  std::string why;  ///< forgiven: why

  [[nodiscard]] bool is_open() const { return state == State::owed; }
  bool operator==(const Debt&) const = default;
};

/// A request that one person decides for another.
struct Consent {
  enum class Kind { take, urgent };
  enum class State { asked, allowed, refused, lapsed };
  int number = 0;  ///< 1.. within its task
  Kind kind = Kind::take;
  PersonId by;
  TimePoint at;
  PersonId asked;      ///< who decides now
  TimePoint asked_at;  ///< since when
  std::string words;   ///< why it is asked
  StageId to;          ///< urgent: the stage it goes to
  PersonId receiver;   ///< urgent: to whom; empty: resolved when it is allowed
  State state = State::asked;
  PersonId settled_by;
  TimePoint settled_at;
  std::string why;  ///< refused: why; may be empty
  bool operator==(const Consent&) const = default;
};

/// The task waits for its client.
struct Waiting {
  PersonId by;
  TimePoint since;
  TimePoint until;
  std::string why;
  bool operator==(const Waiting&) const = default;
};
/// Something keeps the work from going on.
struct Blocking {
  PersonId by;
  TimePoint since;
  std::string why;
  TimePoint look_again;
  bool operator==(const Blocking&) const = default;
};

/// A part of the task that travels alone, as a task of its own.
struct Track {
  enum class State { open, done, dropped };
  TaskKey key;
  std::string title;
  State state = State::open;
  bool operator==(const Track&) const = default;
};

/// What can be taken back for a while by who pressed.
enum class Undoing { accept, give_back, withdraw, take, pass, wait, block, done, cancel };

/// Where a task stands: what an undo puts back.
struct Position {
  Phase phase = Phase::absent;
  StageId stage;
  TimePoint stage_since;
  PersonId holder;
  std::uint64_t held_since = 0;
  bool started = false;
  TimePoint started_at;
  std::vector<Pause> stage_pauses;
  std::optional<Waiting> waiting;
  std::optional<Blocking> blocking;
  bool operator==(const Position&) const = default;
};
/// The newest change of state, while nothing has changed the state since.
struct Undoable {
  Undoing what = Undoing::accept;
  PersonId by;
  TimePoint at;
  Position before;
  std::uint64_t version = 0;       ///< of the task, by that change
  std::optional<Handoff> handoff;  ///< the handoff it changed, as it was
  std::vector<Gap> gaps;           ///< that it dropped, as they were
  std::vector<Debt> debts;         ///< that it dropped, as they were
  std::vector<Consent> consents;   ///< that it settled or left without a point, as they were
  bool operator==(const Undoable&) const = default;
};

/// What somebody was reminded of by the clock, once each.
struct Reminder {
  std::string about;  ///< name of the timer (see core/time/timers.h)
  int number = 0;     ///< of the handoff, gap, debt ... it is about
  TimePoint at;
  bool operator==(const Reminder&) const = default;
};

/// One piece of work travelling through a workflow: the fold of its stream.
struct Task {
  TaskKey key;
  std::uint64_t version = 0;  ///< events folded in; 0: there is no such task
  Phase phase = Phase::absent;
  ClientKey client;
  WorkflowId workflow;
  int workflow_version = 0;
  std::string title;
  StageId stage;
  PersonId holder;  ///< who holds the baton: exactly one while the task is open
  /// The version by which the holder got the baton without an offer (took it over, got it back
  /// when the task was opened again); 0: by an acceptance, or as its creator.
  std::uint64_t held_since = 0;
  PersonId creator;
  TimePoint opened_at;
  TimePoint stage_since;
  std::map<RequirementId, Answer> answers;
  std::map<RequirementId, Approval> approvals;
  std::vector<Handoff> handoffs;  ///< oldest first; the last one may be open
  std::vector<Note> notes;
  TimePoint ended_at;
  PersonId ended_by;
  std::string end_reason;            ///< cancelled: why
  bool started = false;              ///< work in this stage has begun
  TimePoint started_at;              ///< started: since when
  std::vector<Pause> stage_pauses;   ///< of this stage: it waited or was blocked, until it went on
  std::optional<Waiting> waiting;    ///< phase waiting
  std::optional<Blocking> blocking;  ///< phase blocked
  std::vector<Gap> gaps;
  std::vector<Debt> debts;
  std::vector<Consent> consents;
  std::optional<Undoable> undoable;
  TimePoint due;  ///< as promised to the client; epoch: no date
  Priority priority = Priority::normal;
  std::map<PersonId, TimePoint> snoozed;  ///< reminders wait until then
  std::vector<Reminder> reminders;
  TaskKey parent;             ///< of a track: the task it is a part of
  std::vector<Track> tracks;  ///< its own parts
  TaskKey moved_to;           ///< the task that goes on in its place
  TaskKey moved_from;         ///< the task it goes on for

  [[nodiscard]] bool is_open() const { return baton::is_open(phase); }
  [[nodiscard]] bool has_ended() const { return phase == Phase::done || phase == Phase::cancelled; }
  /// The offer now open, or nullptr.
  [[nodiscard]] const Handoff* offer() const;
  [[nodiscard]] const Handoff* handoff(int number) const;
  [[nodiscard]] const Handoff* last_accepted(const TransitionId& transition) const;
  /// The handoff that brought the baton where it is, or nullptr while its creator holds it.
  [[nodiscard]] const Handoff* latest_acceptance() const;
  [[nodiscard]] const Gap* gap(int number) const;
  [[nodiscard]] const Debt* debt(int number) const;
  [[nodiscard]] const Consent* open_consent(Consent::Kind kind) const;
  [[nodiscard]] bool is_promised() const { return due != TimePoint(); }
  /// Whether the clock reminded of it, not before `since`.
  [[nodiscard]] bool was_reminded(std::string_view about, int number, TimePoint since) const;
  bool operator==(const Task&) const = default;
};

}  // namespace baton
