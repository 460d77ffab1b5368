#pragma once

#include <array>
#include <string_view>

/// The instants at which a process can be killed, by what can be seen of it from outside: its SQL,
/// the bytes it writes to its files, and those it sends and gets. The program itself knows nothing
/// of them, so what is tested is what is shipped.
namespace baton::test {

enum class KillPoint {
  migration_begun,
  migration_commit,
  seed_commit,
  seed_committed,
  recovery_commit,
  link_sent,
  command_read,
  journal_writing,
  notices_writing,
  timers_writing,
  reply_writing,
  command_commit,
  log_torn,
  log_unsynced,
  log_synced,
  command_committed,
  answer_ready,
  answer_sent,
  attempt_commit,
  attempt_committed,
  post_ready,
  post_sent,
  post_answered,
  outcome_commit,
  outcome_committed,
  edit_ready,
  edit_sent,
  edit_answered,
  look_sent,
  clock_commit,
  clock_committed,
  checkpoint_torn,
};

/// What must be going on for a process to come to a point.
enum class Comes {
  at_first_start,  ///< in an empty folder
  at_start,        ///< at any
  under_load,      ///< while people work with it
  in_doubt,        ///< at a start after a post whose answer nobody heard
  at_end,          ///< when it is asked to end
};

struct NamedPoint {
  KillPoint point;
  std::string_view name;
  Comes comes;
};

/// All of them; `name`: the last thing that was done, or the next.
inline constexpr std::array named_points{
    NamedPoint{KillPoint::migration_begun, "a migration is about to begin", Comes::at_first_start},
    NamedPoint{KillPoint::migration_commit, "a migration is not committed", Comes::at_first_start},
    NamedPoint{KillPoint::seed_commit, "the agency is not committed", Comes::at_first_start},
    NamedPoint{KillPoint::seed_committed, "the agency is committed", Comes::at_first_start},
    NamedPoint{KillPoint::recovery_commit, "the recovery is not committed", Comes::at_start},
    NamedPoint{KillPoint::link_sent, "a chat was asked who we are", Comes::at_start},
    NamedPoint{KillPoint::command_read, "a command was read", Comes::under_load},
    NamedPoint{KillPoint::journal_writing, "an event is about to be written", Comes::under_load},
    NamedPoint{KillPoint::notices_writing, "a notice is about to be written", Comes::under_load},
    NamedPoint{KillPoint::timers_writing, "a timer is about to be written", Comes::under_load},
    NamedPoint{KillPoint::reply_writing, "a reply is about to be written", Comes::under_load},
    NamedPoint{KillPoint::command_commit, "a command is not committed", Comes::under_load},
    NamedPoint{KillPoint::log_torn, "the log is written in half", Comes::under_load},
    NamedPoint{KillPoint::log_unsynced, "the log is not synced", Comes::under_load},
    NamedPoint{KillPoint::log_synced, "the log is synced", Comes::under_load},
    NamedPoint{KillPoint::command_committed, "a command is committed", Comes::under_load},
    NamedPoint{KillPoint::answer_ready, "an answer is not sent", Comes::under_load},
    NamedPoint{KillPoint::answer_sent, "an answer is sent", Comes::under_load},
    NamedPoint{KillPoint::attempt_commit, "an attempt is not committed", Comes::under_load},
    NamedPoint{KillPoint::attempt_committed, "an attempt is committed", Comes::under_load},
    NamedPoint{KillPoint::post_ready, "a post is not sent", Comes::under_load},
    NamedPoint{KillPoint::post_sent, "a post is sent", Comes::under_load},
    NamedPoint{KillPoint::post_answered, "a post is answered", Comes::under_load},
    NamedPoint{KillPoint::outcome_commit, "an outcome is not committed", Comes::under_load},
    NamedPoint{KillPoint::outcome_committed, "an outcome is committed", Comes::under_load},
    NamedPoint{KillPoint::edit_ready, "an edit is not sent", Comes::under_load},
    NamedPoint{KillPoint::edit_sent, "an edit is sent", Comes::under_load},
    NamedPoint{KillPoint::edit_answered, "an edit is answered", Comes::under_load},
    NamedPoint{KillPoint::look_sent, "a history was asked for", Comes::in_doubt},
    NamedPoint{KillPoint::clock_commit, "what time brought is not committed", Comes::under_load},
    NamedPoint{KillPoint::clock_committed, "what time brought is committed", Comes::under_load},
    NamedPoint{KillPoint::checkpoint_torn, "the file is written in half", Comes::at_end},
};

}  // namespace baton::test
