#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "core/model/agency.h"
#include "core/model/events_owed.h"
#include "core/model/ids.h"
#include "core/model/task.h"
#include "core/model/time_point.h"

/// What has happened. Past tense, immutable, stored for ever: alternatives are added at the end and
/// never change their meaning. Members marked "personal" are free text that the journal seals.
/// An event carries what it causes (the stage entered, the new holder), so that a fold needs no
/// workflow. Those of what is owed or asked for are in events_owed.h.
namespace baton {

// ---- of a task

struct Opened {
  ClientKey client;
  WorkflowId workflow;
  int workflow_version = 0;
  std::string title;  ///< personal
  StageId stage;
  PersonId holder;
  bool operator==(const Opened&) const = default;
};
/// A field got a value; an empty one clears it.
struct ValueSet {
  RequirementId field;
  std::string value;  ///< personal; normalised
  bool operator==(const ValueSet&) const = default;
};
struct ItemChecked {
  RequirementId item;
  bool on = true;
  bool operator==(const ItemChecked&) const = default;
};
struct EvidenceAttached {
  RequirementId item;
  std::string link;  ///< personal; link or file name
  bool operator==(const EvidenceAttached&) const = default;
};
struct ApprovalGiven {
  RequirementId item;
  std::map<RequirementId, int> of;  ///< the revisions it is for
  std::string who;                  ///< personal
  std::string when;                 ///< personal
  std::string how;                  ///< personal
  std::string link;                 ///< personal
  bool self_approved = false;
  bool operator==(const ApprovalGiven&) const = default;
};
/// What was approved has changed: the approval no longer stands.
struct ApprovalLapsed {
  RequirementId item;
  RequirementId changed;
  bool operator==(const ApprovalLapsed&) const = default;
};
struct NoteAdded {
  std::string text;  ///< personal
  bool operator==(const NoteAdded&) const = default;
};
struct Offered {
  int handoff = 0;
  int card = 0;
  int attempt = 1;
  TransitionId transition;
  PersonId sender;
  PersonId receiver;
  bool stand_in = false;
  std::string note;  ///< personal
  bool operator==(const Offered&) const = default;
};
struct Accepted {
  int handoff = 0;
  StageId stage;    ///< the stage entered
  PersonId holder;  ///< who holds the baton now
  bool operator==(const Accepted&) const = default;
};
struct Returned {
  int handoff = 0;
  std::string reason;  ///< a code
  std::string words;   ///< personal
  bool operator==(const Returned&) const = default;
};
struct QuestionAsked {
  int handoff = 0;
  int question = 0;
  std::string text;  ///< personal
  bool operator==(const QuestionAsked&) const = default;
};
struct QuestionAnswered {
  int handoff = 0;
  int question = 0;
  std::string text;  ///< personal
  bool operator==(const QuestionAnswered&) const = default;
};
struct OfferWithdrawn {
  int handoff = 0;
  WithdrawCause cause = WithdrawCause::by_sender;
  bool operator==(const OfferWithdrawn&) const = default;
};
struct TaskDone {
  bool operator==(const TaskDone&) const = default;
};
struct TaskCancelled {
  std::string why;  ///< personal
  bool operator==(const TaskCancelled&) const = default;
};

/// Who accepted returns it later: an offer back to its sender, along the same transition.
struct OfferedBack {
  int handoff = 0;
  int card = 0;
  int of = 0;  ///< the handoff that is taken back
  TransitionId transition;
  PersonId sender;
  PersonId receiver;
  std::string reason;  ///< a code
  std::string words;   ///< personal
  bool operator==(const OfferedBack&) const = default;
};
/// The receiver passed the offer on to a role mate.
struct Passed {
  int handoff = 0;
  PersonId to;
  bool operator==(const Passed&) const = default;
};
/// Somebody else than its receiver took the offer, which accepts it.
struct Taken {
  int handoff = 0;
  StageId stage;    ///< the stage entered
  PersonId holder;  ///< who holds the baton now
  bool operator==(const Taken&) const = default;
};
/// Somebody took over an accepted baton.
struct BatonTaken {
  PersonId from;
  PersonId holder;
  bool operator==(const BatonTaken&) const = default;
};
struct WorkStarted {
  bool operator==(const WorkStarted&) const = default;
};
struct Blocked {
  std::string why;  ///< personal
  TimePoint look_again;
  bool operator==(const Blocked&) const = default;
};
struct Unblocked {
  bool operator==(const Unblocked&) const = default;
};
struct WaitBegun {
  TimePoint until;
  std::string why;  ///< personal
  bool operator==(const WaitBegun&) const = default;
};
struct Resumed {
  bool operator==(const Resumed&) const = default;
};
struct Snoozed {
  PersonId person;
  TimePoint until;
  bool operator==(const Snoozed&) const = default;
};
struct DueSet {
  TimePoint due;
  std::string why;  ///< personal
  bool operator==(const DueSet&) const = default;
};
struct PrioritySet {
  Priority priority = Priority::normal;
  bool operator==(const PrioritySet&) const = default;
};
struct TaskReopened {
  PersonId holder;
  bool operator==(const TaskReopened&) const = default;
};
/// The newest change of state was taken back.
struct Undone {
  Undoing what = Undoing::accept;
  bool operator==(const Undone&) const = default;
};
/// The time in which it could be taken back is over.
struct UndoClosed {
  bool operator==(const UndoClosed&) const = default;
};
/// By the clock: something is late, and whoever must act is told.
struct Reminded {
  std::string about;  ///< name of the timer
  int number = 0;
  PersonId person;
  bool operator==(const Reminded&) const = default;
};
struct TaskMoved {
  TaskKey to;
  bool operator==(const TaskMoved&) const = default;
};
struct MovedFrom {
  TaskKey from;
  bool operator==(const MovedFrom&) const = default;
};
struct TrackOf {
  TaskKey parent;
  bool operator==(const TrackOf&) const = default;
};
struct TrackOpened {
  TaskKey track;
  std::string title;  ///< personal
  bool operator==(const TrackOpened&) const = default;
};
struct TrackEnded {
  TaskKey track;
  bool done = true;  ///< else dropped
  bool operator==(const TrackEnded&) const = default;
};
struct TrackReopened {
  TaskKey track;
  bool operator==(const TrackReopened&) const = default;
};

using TaskFact =
    std::variant<Opened, ValueSet, ItemChecked, EvidenceAttached, ApprovalGiven, ApprovalLapsed,
                 NoteAdded, Offered, Accepted, Returned, QuestionAsked, QuestionAnswered,
                 OfferWithdrawn, TaskDone, TaskCancelled, OfferedBack, Overridden, DebtIncurred,
                 DebtRepaid, DebtForgiven, Passed, Taken, BatonTaken, GapNamed, GapSupplied,
                 GapConfirmed, GapDropped, ConsentAsked, ConsentMoved, ConsentAllowed,
                 ConsentRefused, WorkStarted, Blocked, Unblocked, WaitBegun, Resumed, Snoozed,
                 DueSet, PrioritySet, TaskReopened, Undone, UndoClosed, Reminded, TaskMoved,
                 MovedFrom, TrackOf, TrackOpened, TrackEnded, TrackReopened>;

// ---- of a client

struct ClientAdded {
  std::string name;
  bool operator==(const ClientAdded&) const = default;
};
struct ClientRenamed {
  std::string name;
  bool operator==(const ClientRenamed&) const = default;
};
/// An empty channel: the client has none in that workspace any more.
struct ClientChannelSet {
  WorkspaceId workspace;
  ChannelId channel;
  bool operator==(const ClientChannelSet&) const = default;
};
/// An empty person: nobody holds the role for this client any more.
struct ClientRoleSet {
  RoleId role;
  PersonId person;
  bool operator==(const ClientRoleSet&) const = default;
};
/// The client's next task number is taken. Numbers are never reused.
struct TaskNumbered {
  int number = 0;
  bool operator==(const TaskNumbered&) const = default;
};

using ClientFact =
    std::variant<ClientAdded, ClientRenamed, ClientChannelSet, ClientRoleSet, TaskNumbered>;

// ---- of the directory

struct WorkspaceLinked {
  Workspace workspace;
  bool operator==(const WorkspaceLinked&) const = default;
};
struct PersonAdded {
  PersonId person;
  std::string name;  ///< personal: sealed under this person's own key
  bool operator==(const PersonAdded&) const = default;
};
struct PersonRenamed {
  PersonId person;
  std::string name;  ///< personal: sealed under this person's own key
  bool operator==(const PersonRenamed&) const = default;
};
/// All of a person's standing that is not personal text, as it is from now on.
struct PersonSet {
  PersonId person;
  std::vector<Identity> identities;
  WorkspaceId home;
  std::vector<RoleId> roles;
  std::string timezone;
  std::string hours;
  bool operator==(const PersonSet&) const = default;
};
struct WorkflowPublished {
  WorkflowId workflow;
  int version = 0;
  std::string definition;  ///< canonical JSON of the whole file
  bool operator==(const WorkflowPublished&) const = default;
};

using DirectoryFact =
    std::variant<WorkspaceLinked, PersonAdded, PersonRenamed, PersonSet, WorkflowPublished>;

// ---- as told: who and when

/// Who made an event happen. A person, or one of the machine's own hands.
struct Author {
  enum class Kind { person, clock, file, system };
  Kind kind = Kind::person;
  PersonId person;  ///< of a person

  static Author of(PersonId id) { return {Kind::person, std::move(id)}; }
  static Author machine(Kind kind) { return {kind, {}}; }
  bool operator==(const Author&) const = default;
};

template <class Fact>
struct Told {
  Fact fact;
  Author by;
  TimePoint at;
  bool operator==(const Told&) const = default;
};
using TaskEvent = Told<TaskFact>;
using ClientEvent = Told<ClientFact>;
using DirectoryEvent = Told<DirectoryFact>;

/// The state after `event`. Total: never refuses, because events are facts.
Task apply(Task task, const TaskEvent& event);
Client apply(Client client, const ClientEvent& event);
Directory apply(Directory directory, const DirectoryEvent& event);

}  // namespace baton
