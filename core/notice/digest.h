#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/notice/notice.h"

/// Entries of the digest: what those learn who are kept informed of a task and need not act. Each
/// is a notice of its own, for one person and of one event; what a person is to know by the
/// beginning of their day comes as one message (OA-11, NO-04, NO-07).
namespace baton {

/// What an entry tells of: its `text`, as it is stored.
namespace entry {
inline constexpr const char* offered = "offered";
inline constexpr const char* urgent = "urgent";
inline constexpr const char* accepted = "accepted";
inline constexpr const char* done = "done";
inline constexpr const char* cancelled = "cancelled";
inline constexpr const char* reopened = "reopened";
/// Before the word of what was taken back: "undone/accept".
inline constexpr const char* undone = "undone/";
}  // namespace entry

/// How many tasks one message has room for; the others go in the next one.
inline constexpr std::size_t digest_tasks_max = 8;

/// "digest/ACME-12/7/p3": of the event by which `task` came to `version`.
std::string digest_slot(const TaskKey& task, std::uint64_t version, const PersonId& person);

/// Whether an entry that was not sent yet is still so, the task being as it is now: an offer that
/// was withdrawn and a press that was taken back are not. What was undone by a new step (returned,
/// opened again) has happened all the same.
bool is_still_so(const Notice& entry, const Task& task);

}  // namespace baton
