#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/notice/notice.h"
#include "core/time/timers.h"
#include "tests/support/story.h"

/// Who is told what in a story, as the machine plans it.
namespace baton::test {

/// The notices of one change: `events` happen to `task` one after the other.
inline std::vector<Notice> notices_of(const std::vector<TaskEvent>& events, Task task,
                                      const Agency& agency) {
  std::vector<Notice> notices;
  for (const TaskEvent& event : events) {
    const Task after = baton::apply(task, event);
    for (Notice& notice : plan(task, event, after, agency)) notices.push_back(std::move(notice));
    task = after;
  }
  return collapsed(std::move(notices));
}

/// The notices of the story's latest command.
inline std::vector<Notice> told(const Story& story) {
  const Command& command = story.last.command;
  std::vector<TaskEvent> events;
  for (const TaskFact& fact : judge(story.last.before, command, story.agency, story.now).facts) {
    events.push_back({fact, author_of(fact, command), story.now});
  }
  return notices_of(events, story.last.before, story.agency);
}

/// Time passes until `until`, and what happens by itself has happened: its notices.
inline std::vector<Notice> let_pass(Story& story, TimePoint until) {
  const Task before = story.task;
  std::vector<TaskEvent> events;
  for (const TaskFact& fact : happened_by(before, story.agency, until)) {
    events.push_back({fact, Author::machine(Author::Kind::clock), until});
    story.task = baton::apply(std::move(story.task), events.back());
  }
  story.now = until;
  return notices_of(events, before, story.agency);
}

/// The one of that kind, to `person` where it says whom.
inline Notice the(NoticeKind kind, const std::vector<Notice>& notices,
                  const PersonId& person = {}) {
  const auto found = std::ranges::find_if(notices, [&](const Notice& notice) {
    return notice.kind == kind && (person.empty() || notice.person == person);
  });
  EXPECT_NE(found, notices.end()) << "nobody is told: " << name_of(kind);
  return found == notices.end() ? Notice() : *found;
}

}  // namespace baton::test
