#include "core/machine/tracks.h"

#include <algorithm>

namespace baton {

std::vector<OpenedTask> tracks_of_stage(const Task& task, const PersonId& by, const Agency& agency,
                                        TimePoint now) {
  std::vector<OpenedTask> tracks;
  const Workflow* workflow = agency.workflow(task.workflow, task.workflow_version);
  const Stage* stage = workflow == nullptr ? nullptr : workflow->stage(task.stage);
  if (stage == nullptr) return tracks;
  std::size_t number = task.tracks.size();
  for (const Fork& fork : stage->forks) {
    const std::string title = task.title + ": " + fork.title;
    const bool known = std::ranges::find(task.tracks, title, &Track::title) != task.tracks.end();
    if (known || workflow->stage(fork.stage) == nullptr) continue;
    OpenedTask track;
    track.after.key = TaskKey{task.key.value + "." + std::to_string(++number)};
    track.facts.emplace_back(
        Opened{task.client, task.workflow, task.workflow_version, title, fork.stage, task.holder});
    track.facts.emplace_back(TrackOf{task.key});
    for (const TaskFact& fact : track.facts) {
      track.after = apply(std::move(track.after), {fact, Author::of(by), now});
    }
    tracks.push_back(std::move(track));
  }
  return tracks;
}

std::optional<TaskFact> told_to_parent(const Task& before, const Task& after) {
  if (after.parent.empty() || before.phase == after.phase) return std::nullopt;
  if (after.has_ended()) return TrackEnded{after.key, after.phase == Phase::done};
  if (before.has_ended()) return TrackReopened{after.key};
  return std::nullopt;
}

}  // namespace baton
