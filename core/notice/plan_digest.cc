#include <algorithm>

#include "core/machine/command.h"
#include "core/machine/receiver.h"
#include "core/notice/digest.h"
#include "core/notice/planning.h"

namespace baton {

std::string digest_slot(const TaskKey& task, std::uint64_t version, const PersonId& person) {
  return slot_of("digest", task, static_cast<int>(version)) + "/" + person.value;
}

bool is_still_so(const Notice& notice, const Task& task) {
  const Handoff* handoff = task.handoff(notice.handoff);
  const std::string& what = notice.text;
  if (what == entry::offered) return handoff != nullptr && handoff->outcome != Outcome::withdrawn;
  if (what == entry::accepted) return handoff != nullptr && handoff->outcome == Outcome::accepted;
  // Whoever holds it since it was opened again got it by a later version.
  const bool opened_again = task.held_since > static_cast<std::uint64_t>(notice.detail);
  if (what == entry::done) return task.phase == Phase::done || opened_again;
  if (what == entry::cancelled) return task.phase == Phase::cancelled || opened_again;
  return true;
}

void Planning::inform(std::string_view what, const std::vector<PersonId>& people) {
  for (const PersonId& person : people) {
    const std::string slot = digest_slot(after_.key, after_.version, person);
    if (is_told_anyway(person) || is_planned(slot)) continue;
    Notice notice = push(NoticeKind::digest, person, current_handoff(), {}, 0);
    notice.slot = slot;
    notice.detail = static_cast<int>(after_.version);
    notice.text = what;
    notice.actor = actor_;
    notices_.push_back(std::move(notice));
  }
}

void Planning::inform_undone(Undoing what, std::uint64_t version) {
  const std::string text = entry::undone + std::string(word_of(what));
  const std::size_t first = notices_.size();
  inform(text, informed());
  for (std::size_t at = first; at < notices_.size(); ++at) {
    notices_[at].only_after = digest_slot(after_.key, version, notices_[at].person);
  }
}

std::vector<PersonId> Planning::informed() const {
  const Transition* way = newest_transition();
  return way == nullptr ? std::vector<PersonId>() : people_of(way->informed);
}

std::vector<PersonId> Planning::people_of(const std::vector<RoleId>& roles) const {
  std::vector<PersonId> people;
  for (const RoleId& role : roles) {
    for (const PersonId& person : people_for(role, after_, agency_)) people.push_back(person);
  }
  return people;
}

const Transition* Planning::newest_transition() const {
  if (after_.handoffs.empty()) return nullptr;
  const Workflow* workflow = agency_.workflow(after_.workflow, after_.workflow_version);
  return workflow == nullptr ? nullptr : workflow->transition(after_.handoffs.back().transition);
}

bool Planning::is_told_anyway(const PersonId& person) const {
  if (person == actor_ || person == before_.holder || person == after_.holder) return true;
  if (after_.handoffs.empty()) return false;
  const Handoff& newest = after_.handoffs.back();
  return person == newest.sender || person == newest.receiver;
}

}  // namespace baton
