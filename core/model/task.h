#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
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
  blocked,
  done,
  cancelled,
};
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

  [[nodiscard]] const Question* open_question() const;
  bool operator==(const Handoff&) const = default;
};

struct Note {
  PersonId by;
  TimePoint at;
  std::string text;
  bool operator==(const Note&) const = default;
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
  PersonId creator;
  TimePoint opened_at;
  TimePoint stage_since;
  std::map<RequirementId, Answer> answers;
  std::map<RequirementId, Approval> approvals;
  std::vector<Handoff> handoffs;  ///< oldest first; the last one may be open
  std::vector<Note> notes;
  TimePoint ended_at;
  PersonId ended_by;
  std::string end_reason;  ///< cancelled: why

  [[nodiscard]] bool is_open() const { return baton::is_open(phase); }
  /// The offer now open, or nullptr.
  [[nodiscard]] const Handoff* offer() const;
  [[nodiscard]] const Handoff* handoff(int number) const;
  [[nodiscard]] const Handoff* last_accepted(const TransitionId& transition) const;
  bool operator==(const Task&) const = default;
};

}  // namespace baton
