#include "bot/app/undeliverable.h"

#include <algorithm>
#include <vector>

#include "core/delivery/delivery.h"

namespace baton {
namespace {

/// Whom `lost` did not reach. In words without a name: names are sealed in the journal alone.
std::string addressee(const Notice& lost, const Task* task) {
  if (lost.person.empty()) return "the channel";
  if (lost.kind == NoticeKind::digest) return "a person who is kept informed";
  const Handoff* handoff = task == nullptr ? nullptr : task->handoff(lost.handoff);
  if (handoff != nullptr && lost.person == handoff->receiver) return "the receiver";
  if (handoff != nullptr && lost.person == handoff->sender) return "the sender";
  if (task != nullptr && lost.person == task->holder) return "the holder";
  return "a person who had to know";
}

/// Whom to tell, in their order.
std::vector<PersonId> chain_of(const Notice& lost, const Task* task, const Agency& agency) {
  std::vector<PersonId> chain;
  const auto add = [&chain](const PersonId& id) {
    if (!id.empty() && std::ranges::find(chain, id) == chain.end()) chain.push_back(id);
  };
  // A digest may be of many tasks, and is nothing that their people wait for.
  if (task != nullptr && lost.kind != NoticeKind::digest) {
    if (const Handoff* handoff = task->handoff(lost.handoff)) add(handoff->sender);
    add(task->holder);
  }
  for (const Person* person : agency.holders_of(coordinator_role)) add(person->id);
  for (const PersonId& person : agency.settings.last_resort) add(person);
  return chain;
}

}  // namespace

bool is_mere_edit(const Notice& notice) {
  return notice.edit_only && notice.kind != NoticeKind::card;
}

std::optional<Notice> told_instead(const Notice& lost, const std::string& reason, const Task* task,
                                   const Agency& agency) {
  if (!must_arrive(lost) || is_mere_edit(lost)) return std::nullopt;
  std::vector<PersonId> chain = chain_of(lost, task, agency);
  Notice told = lost;
  auto next = chain.begin();
  if (lost.kind == NoticeKind::undeliverable) {
    next = std::ranges::find(chain, lost.person);
    if (next != chain.end()) ++next;
  } else {
    std::erase(chain, lost.person);
    next = chain.begin();
    told.text =
        "A message to " + addressee(lost, task) + " could not be delivered (" + reason + ").";
    told.slot = "undeliverable/" + lost.slot;  // told once of one message
  }
  if (next == chain.end()) return std::nullopt;
  told.kind = NoticeKind::undeliverable;
  told.workspace = {};
  told.person = *next;
  told.slot += "/" + next->value;
  told.edit_only = false;
  told.only_after = {};
  return told;
}

}  // namespace baton
