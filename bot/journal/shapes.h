#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "bot/journal/identities.h"
#include "bot/journal/shapes_life.h"
#include "core/model/events.h"

/// The shape of every event: its name and its members. Said once, for writing and for reading.
/// What is here is stored for ever: a shape that changes gets a higher `v`, and the old one stays
/// readable.
namespace baton::journal {

/// Of every shape so far.
inline constexpr int shape_version = 1;

/// The names, in the order of the variants' alternatives.
inline constexpr std::array<std::string_view, std::variant_size_v<TaskFact>> task_types{
    "opened",          "value-set",
    "item-checked",    "evidence-attached",
    "approval-given",  "approval-lapsed",
    "note-added",      "offered",
    "accepted",        "returned",
    "question-asked",  "question-answered",
    "offer-withdrawn", "done",
    "cancelled",       "offered-back",
    "overridden",      "debt-incurred",
    "debt-repaid",     "debt-forgiven",
    "passed",          "taken",
    "baton-taken",     "gap-named",
    "gap-supplied",    "gap-confirmed",
    "gap-dropped",     "consent-asked",
    "consent-moved",   "consent-allowed",
    "consent-refused", "work-started",
    "blocked",         "unblocked",
    "wait-begun",      "resumed",
    "snoozed",         "due-set",
    "priority-set",    "reopened",
    "undone",          "undo-closed",
    "reminded",        "moved",
    "moved-from",      "track-of",
    "track-opened",    "track-ended",
    "track-reopened"};
inline constexpr std::array<std::string_view, std::variant_size_v<ClientFact>> client_types{
    "client-added", "client-renamed", "client-channel-set", "client-role-set", "task-numbered"};
inline constexpr std::array<std::string_view, std::variant_size_v<DirectoryFact>> directory_types{
    "workspace-linked", "person-added", "person-renamed", "person-set", "workflow-published"};

inline constexpr auto& types_of(const TaskFact*) { return task_types; }
inline constexpr auto& types_of(const ClientFact*) { return client_types; }
inline constexpr auto& types_of(const DirectoryFact*) { return directory_types; }

// members(visitor, fact) calls visitor.plain(name, member) or visitor.personal(name, text) for
// each member; visitor.personal_of(person, name, text) for text that is about somebody else than
// the event's author.

template <class Visitor>
void members(Visitor& visitor, Opened& fact) {
  visitor.plain("client", fact.client);
  visitor.plain("workflow", fact.workflow);
  visitor.plain("workflow_version", fact.workflow_version);
  visitor.personal("title", fact.title);
  visitor.plain("stage", fact.stage);
  visitor.plain("holder", fact.holder);
}
template <class Visitor>
void members(Visitor& visitor, ValueSet& fact) {
  visitor.plain("field", fact.field);
  visitor.personal("value", fact.value);
}
template <class Visitor>
void members(Visitor& visitor, ItemChecked& fact) {
  visitor.plain("item", fact.item);
  visitor.plain("on", fact.on);
}
template <class Visitor>
void members(Visitor& visitor, EvidenceAttached& fact) {
  visitor.plain("item", fact.item);
  visitor.personal("link", fact.link);
}
template <class Visitor>
void members(Visitor& visitor, ApprovalGiven& fact) {
  visitor.plain("item", fact.item);
  visitor.plain("of", fact.of);
  visitor.personal("who", fact.who);
  visitor.personal("when", fact.when);
  visitor.personal("how", fact.how);
  visitor.personal("link", fact.link);
  visitor.plain("self_approved", fact.self_approved);
}
template <class Visitor>
void members(Visitor& visitor, ApprovalLapsed& fact) {
  visitor.plain("item", fact.item);
  visitor.plain("changed", fact.changed);
}
template <class Visitor>
void members(Visitor& visitor, NoteAdded& fact) {
  visitor.personal("text", fact.text);
}
template <class Visitor>
void members(Visitor& visitor, Offered& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("card", fact.card);
  visitor.plain("attempt", fact.attempt);
  visitor.plain("transition", fact.transition);
  visitor.plain("sender", fact.sender);
  visitor.plain("receiver", fact.receiver);
  visitor.plain("stand_in", fact.stand_in);
  visitor.personal("note", fact.note);
}
template <class Visitor>
void members(Visitor& visitor, Accepted& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("stage", fact.stage);
  visitor.plain("holder", fact.holder);
}
template <class Visitor>
void members(Visitor& visitor, Returned& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("reason", fact.reason);
  visitor.personal("words", fact.words);
}
template <class Visitor>
void members(Visitor& visitor, QuestionAsked& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("question", fact.question);
  visitor.personal("text", fact.text);
}
template <class Visitor>
void members(Visitor& visitor, QuestionAnswered& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("question", fact.question);
  visitor.personal("text", fact.text);
}
template <class Visitor>
void members(Visitor& visitor, OfferWithdrawn& fact) {
  visitor.plain("handoff", fact.handoff);
  visitor.plain("cause", fact.cause);
}
template <class Visitor>
void members(Visitor&, TaskDone&) {}
template <class Visitor>
void members(Visitor& visitor, TaskCancelled& fact) {
  visitor.personal("why", fact.why);
}

template <class Visitor>
void members(Visitor& visitor, ClientAdded& fact) {
  visitor.plain("name", fact.name);
}
template <class Visitor>
void members(Visitor& visitor, ClientRenamed& fact) {
  visitor.plain("name", fact.name);
}
template <class Visitor>
void members(Visitor& visitor, ClientChannelSet& fact) {
  visitor.plain("workspace", fact.workspace);
  visitor.plain("channel", fact.channel);
}
template <class Visitor>
void members(Visitor& visitor, ClientRoleSet& fact) {
  visitor.plain("role", fact.role);
  visitor.plain("person", fact.person);
}
template <class Visitor>
void members(Visitor& visitor, TaskNumbered& fact) {
  visitor.plain("number", fact.number);
}

template <class Visitor>
void members(Visitor& visitor, WorkspaceLinked& fact) {
  visitor.plain("workspace", fact.workspace.id);
  visitor.plain("kind", fact.workspace.kind);
  visitor.plain("team", fact.workspace.team);
}
template <class Visitor>
void members(Visitor& visitor, PersonAdded& fact) {
  visitor.plain("person", fact.person);
  visitor.personal_of(fact.person, "name", fact.name);
}
template <class Visitor>
void members(Visitor& visitor, PersonRenamed& fact) {
  visitor.plain("person", fact.person);
  visitor.personal_of(fact.person, "name", fact.name);
}
template <class Visitor>
void members(Visitor& visitor, PersonSet& fact) {
  visitor.plain("person", fact.person);
  // Who they are in a chat names them as well as their name does.
  std::string identities = text_of(fact.identities);
  visitor.personal_of(fact.person, "identities", identities);
  fact.identities = identities_of(identities);
  visitor.plain("home", fact.home);
  visitor.plain("roles", fact.roles);
  visitor.plain("timezone", fact.timezone);
  visitor.plain("hours", fact.hours);
}
template <class Visitor>
void members(Visitor& visitor, WorkflowPublished& fact) {
  visitor.plain("workflow", fact.workflow);
  visitor.plain("version", fact.version);
  visitor.plain("definition", fact.definition);
}

}  // namespace baton::journal
