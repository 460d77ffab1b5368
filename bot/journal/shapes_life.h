#pragma once

#include "core/model/events.h"

/// The members of the events by which a task lives on beyond its offers (see shapes.h).
namespace baton::journal {

template <class Visitor>
void members(Visitor& visitor, OfferedBack& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("card", fact.card);
  visitor.plain("of", fact.of);
  visitor.plain("transition", fact.transition);
  visitor.plain("sender", fact.sender);
  visitor.plain("receiver", fact.receiver);
  visitor.plain("reason", fact.reason);
  visitor.personal("words", fact.words);
}
template <class Visitor>
void members(Visitor& visitor, Overridden& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("approver", fact.approver);
  visitor.personal("reason", fact.reason);
}
template <class Visitor>
void members(Visitor& visitor, DebtIncurred& fact) {
  visitor.plain("debt", fact.debt);
  visitor.plain("handoff", fact.handoff);
  visitor.plain("requirement", fact.requirement);
  visitor.plain("debtor", fact.debtor);
  visitor.plain("approver", fact.approver);
  visitor.plain("due", fact.due);
}
template <class Visitor>
void members(Visitor& visitor, DebtRepaid& fact) {
  visitor.plain("debt", fact.debt);
}
template <class Visitor>
void members(Visitor& visitor, DebtForgiven& fact) {
  visitor.plain("debt", fact.debt);
  visitor.personal("why", fact.why);
}
template <class Visitor>
void members(Visitor& visitor, Passed& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("to", fact.to);
}
template <class Visitor>
void members(Visitor& visitor, Taken& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("stage", fact.stage);
  visitor.plain("holder", fact.holder);
}
template <class Visitor>
void members(Visitor& visitor, BatonTaken& fact) {
  visitor.plain("from", fact.from);
  visitor.plain("holder", fact.holder);
}
template <class Visitor>
void members(Visitor& visitor, GapNamed& fact) {
  visitor.plain("gap", fact.gap);
  visitor.plain("handoff", fact.handoff);
  visitor.personal("what", fact.what);
  visitor.plain("before_start", fact.before_start);
  visitor.plain("owner", fact.owner);
  visitor.plain("due", fact.due);
}
template <class Visitor>
void members(Visitor& visitor, GapSupplied& fact) {
  visitor.plain("gap", fact.gap);
  visitor.personal("value", fact.value);
}
template <class Visitor>
void members(Visitor& visitor, GapConfirmed& fact) {
  visitor.plain("gap", fact.gap);
}
template <class Visitor>
void members(Visitor& visitor, GapDropped& fact) {
  visitor.plain("gap", fact.gap);
  visitor.personal("why", fact.why);
}
template <class Visitor>
void members(Visitor& visitor, ConsentAsked& fact) {
  visitor.plain("consent", fact.consent);
  visitor.plain("kind", fact.kind);
  visitor.plain("asked", fact.asked);
  visitor.plain("to", fact.to);
  visitor.plain("receiver", fact.receiver);
  visitor.personal("words", fact.words);
}
template <class Visitor>
void members(Visitor& visitor, ConsentMoved& fact) {
  visitor.plain("consent", fact.consent);
  visitor.plain("asked", fact.asked);
}
template <class Visitor>
void members(Visitor& visitor, ConsentAllowed& fact) {
  visitor.plain("consent", fact.consent);
}
template <class Visitor>
void members(Visitor& visitor, ConsentRefused& fact) {
  visitor.plain("consent", fact.consent);
  visitor.personal("why", fact.why);
}
template <class Visitor>
void members(Visitor&, WorkStarted&) {}
template <class Visitor>
void members(Visitor& visitor, Blocked& fact) {
  visitor.personal("why", fact.why);
  visitor.plain("look_again", fact.look_again);
}
template <class Visitor>
void members(Visitor&, Unblocked&) {}
template <class Visitor>
void members(Visitor& visitor, WaitBegun& fact) {
  visitor.plain("until", fact.until);
  visitor.personal("why", fact.why);
}
template <class Visitor>
void members(Visitor&, Resumed&) {}
template <class Visitor>
void members(Visitor& visitor, Snoozed& fact) {
  visitor.plain("person", fact.person);
  visitor.plain("until", fact.until);
}
template <class Visitor>
void members(Visitor& visitor, DueSet& fact) {
  visitor.plain("due", fact.due);
  visitor.personal("why", fact.why);
}
template <class Visitor>
void members(Visitor& visitor, PrioritySet& fact) {
  visitor.plain("priority", fact.priority);
}
template <class Visitor>
void members(Visitor& visitor, TaskReopened& fact) {
  visitor.plain("holder", fact.holder);
}
template <class Visitor>
void members(Visitor& visitor, Undone& fact) {
  visitor.plain("what", fact.what);
}
template <class Visitor>
void members(Visitor&, UndoClosed&) {}
template <class Visitor>
void members(Visitor& visitor, Reminded& fact) {
  visitor.plain("about", fact.about);
  visitor.plain("number", fact.number);
  visitor.plain("person", fact.person);
}
template <class Visitor>
void members(Visitor& visitor, TaskMoved& fact) {
  visitor.plain("to", fact.to);
}
template <class Visitor>
void members(Visitor& visitor, MovedFrom& fact) {
  visitor.plain("from", fact.from);
}
template <class Visitor>
void members(Visitor& visitor, TrackOf& fact) {
  visitor.plain("parent", fact.parent);
}
template <class Visitor>
void members(Visitor& visitor, TrackOpened& fact) {
  visitor.plain("track", fact.track);
  visitor.personal("title", fact.title);
}
template <class Visitor>
void members(Visitor& visitor, TrackEnded& fact) {
  visitor.plain("track", fact.track);
  visitor.plain("done", fact.done);
}
template <class Visitor>
void members(Visitor& visitor, TrackReopened& fact) {
  visitor.plain("track", fact.track);
}

}  // namespace baton::journal
