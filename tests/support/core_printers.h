#pragma once

#include <array>
#include <ostream>
#include <string_view>
#include <vector>

#include "core/delivery/delivery.h"
#include "core/machine/decide.h"
#include "core/model/overloaded.h"
#include "core/notice/notice.h"

/// How failing tests show the values of core.
namespace baton {

inline std::string_view name_of(Phase phase) {
  constexpr std::array<std::string_view, 7> names{"absent",  "idle", "offered",  "waiting",
                                                  "blocked", "done", "cancelled"};
  return names[static_cast<std::size_t>(phase)];
}
inline constexpr int refusal_count = 45;
inline std::string_view name_of(Refusal refusal) {
  constexpr std::array<std::string_view, refusal_count> names{
      "unknown_task",     "nothing_offered", "no_open_question", "withdraw_first",
      "already_offered",  "already_ended",   "not_final",        "not_permitted",
      "outdated",         "not_ready",       "bad_value",        "unknown_item",
      "ambiguous_item",   "nothing_missing", "no_way_on",        "choose_way",
      "choose_receiver",  "nobody_for_role", "outside_role",     "must_be_distinct",
      "unknown_reason",   "words_needed",    "details_needed",   "unknown_client",
      "unknown_workflow", "unknown_person",  "question_open",    "too_long",
      "accept_first",     "resume_first",    "unblock_first",    "not_waiting",
      "not_blocked",      "not_ended",       "nothing_to_undo",  "undo_closed",
      "gaps_open",        "things_open",     "nothing_owed",     "unclear_owed",
      "passed_twice",     "nothing_asked",   "already_asked",    "bad_time",
      "same_client"};
  static_assert(static_cast<int>(Refusal::same_client) + 1 == refusal_count);
  return names[static_cast<std::size_t>(refusal)];
}
inline std::string_view name_of(const TaskFact& fact) {
  constexpr std::array<std::string_view, std::variant_size_v<TaskFact>> names{
      "Opened",         "ValueSet",       "ItemChecked",    "EvidenceAttached",
      "ApprovalGiven",  "ApprovalLapsed", "NoteAdded",      "Offered",
      "Accepted",       "Returned",       "QuestionAsked",  "QuestionAnswered",
      "OfferWithdrawn", "TaskDone",       "TaskCancelled",  "OfferedBack",
      "Overridden",     "DebtIncurred",   "DebtRepaid",     "DebtForgiven",
      "Passed",         "Taken",          "BatonTaken",     "GapNamed",
      "GapSupplied",    "GapConfirmed",   "GapDropped",     "ConsentAsked",
      "ConsentMoved",   "ConsentAllowed", "ConsentRefused", "WorkStarted",
      "Blocked",        "Unblocked",      "WaitBegun",      "Resumed",
      "Snoozed",        "DueSet",         "PrioritySet",    "TaskReopened",
      "Undone",         "UndoClosed",     "Reminded",       "TaskMoved",
      "MovedFrom",      "TrackOf",        "TrackOpened",    "TrackEnded",
      "TrackReopened"};
  return names[fact.index()];
}

inline void PrintTo(Phase phase, std::ostream* out) { *out << name_of(phase); }
inline void PrintTo(Refusal refusal, std::ostream* out) { *out << name_of(refusal); }
inline void PrintTo(Verb verb, std::ostream* out) { *out << word_of(verb); }
inline void PrintTo(NoticeKind kind, std::ostream* out) { *out << name_of(kind); }
inline void PrintTo(Delivery state, std::ostream* out) { *out << name_of(state); }
inline void PrintTo(const Problem& problem, std::ostream* out) {
  *out << problem.name << "=`" << problem.given << "` " << problem.why;
}
inline void PrintTo(const Missing& missing, std::ostream* out) {
  *out << missing.number << ":" << missing.id << " " << missing.have << "/" << missing.need;
}
inline void PrintTo(const TaskFact& fact, std::ostream* out) { *out << name_of(fact); }
inline void PrintTo(const Rejection& rejection, std::ostream* out) {
  *out << name_of(rejection.refusal);
  for (const Missing& missing : rejection.missing) PrintTo(missing, &(*out << " lacks "));
  for (const Problem& problem : rejection.problems) PrintTo(problem, &(*out << " problem "));
  for (const PersonId& person : rejection.who_can) *out << " may " << person;
  for (const PersonId& person : rejection.candidates) *out << " candidate " << person;
  for (const std::string& choice : rejection.choices) *out << " choice " << choice;
}
inline void PrintTo(const Notice& notice, std::ostream* out) {
  *out << name_of(notice.kind) << (notice.edit_only ? " edits " : " posts ") << notice.slot;
  if (!notice.person.empty()) *out << " to " << notice.person;
}

}  // namespace baton
