#pragma once

#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "bot/ports/store.h"

/// What stores hand out, as text: to compare all of it at once, and to read the difference.
namespace baton::test {

inline long long ms(TimePoint at) { return at.time_since_epoch().count(); }

inline std::string text_of(const StoredEvent& event) {
  std::ostringstream out;
  out << event.seq << " " << event.stream << " v" << event.version << " " << event.event.type << "/"
      << event.event.v << " by " << event.event.by << " at " << ms(event.event.at) << " "
      << event.event.data;
  return out.str();
}
inline std::string text_of(const TextKey& key) {
  return key.id + " of " + key.person + " in " + key.stream.value + " " + key.sealed;
}
inline std::string text_of(const PersonKey& key) { return key.person + " " + key.sealed; }
inline std::string text_of(const std::string& text) { return text; }
inline std::string text_of(const StreamId& stream) { return stream.value; }
inline std::string text_of(TimePoint at) { return std::to_string(ms(at)); }
inline std::string text_of(int number) { return std::to_string(number); }
inline std::string text_of(const MessageRef& message) {
  return message.workspace.value + "/" + message.channel.value + "/" + message.id;
}
inline std::string text_of(const SlotMessage& slot) {
  return slot.slot + " is " + text_of(slot.message) + " showing v" +
         std::to_string(slot.shown_version);
}
inline std::string text_of(const TaskRow& row) {
  std::ostringstream out;
  out << row.key << " of " << row.client << " " << row.workflow << "/" << row.workflow_version
      << " stage " << row.stage << " phase " << static_cast<int>(row.phase) << " holder "
      << row.holder << " receiver " << row.receiver << " question " << row.question_open << " v"
      << row.version << " at " << ms(row.updated_at) << " parent " << row.parent << " due "
      << ms(row.due) << " priority " << row.priority << " owing";
  for (const PersonId& person : row.owing) out << " " << person;
  out << " asked";
  for (const PersonId& person : row.asked) out << " " << person;
  return out.str();
}
inline std::string text_of(const TimerRow& row) {
  std::ostringstream out;
  out << row.task << " " << row.kind << " " << row.number << " epoch " << row.epoch << " due "
      << ms(row.due);
  return out.str();
}
inline std::string text_of(const OutboxRow& row) {
  const Notice& notice = row.notice;
  std::ostringstream out;
  out << row.id << " " << row.key << " lane " << row.lane << " " << name_of(notice.kind) << " "
      << notice.task << " to " << notice.person << " handoff " << notice.handoff << " detail "
      << notice.detail << " slot " << notice.slot << " edit " << notice.edit_only << " '"
      << notice.text << "' v" << row.version << " " << name_of(row.state) << " made "
      << row.attempts.made << " reconciled " << row.attempts.reconciled << " hops "
      << row.attempts.hops << " plain " << row.attempts.plain << " first "
      << ms(row.attempts.first_at) << " repeat " << row.repeat << " due " << ms(row.due)
      << " attempt " << ms(row.attempt_at) << " in " << row.attempt_to.workspace << " to "
      << row.attempt_to.channel << " '" << row.reason << "' settled " << ms(row.settled_at)
      << " by " << notice.actor << " only after '" << notice.only_after << "' thread of '"
      << notice.thread_of << "' of " << ms(row.made_at);
  return out.str();
}
inline std::string text_of(const AppendResult& result) {
  constexpr const char* names[] = {"yes", "stale", "duplicate"};
  const std::string text =
      std::string(names[static_cast<int>(result.outcome)]) + " " + result.reply;
  return result.superseded == 0 ? text : text + "superseded " + std::to_string(result.superseded);
}
template <class T>
std::string text_of(const std::vector<T>& values) {
  std::string out;
  for (const T& value : values) out += text_of(value) + "\n";
  return out;
}
template <class T>
std::string text_of(const std::optional<T>& value) {
  return value ? text_of(*value) : "none";
}
inline std::string text_of(const Loaded& loaded) {
  return text_of(loaded.events) + "keys:\n" + text_of(loaded.text_keys) +
         "reply: " + text_of(loaded.reply);
}
inline std::string text_of(const Tally& tally) {
  std::string text;
  for (const auto& [phase, tasks] : tally.open) {
    text += std::to_string(tasks) + " " + std::string(word_of(phase)) + ", ";
  }
  return text + std::to_string(tally.overdue) + " overdue, " + std::to_string(tally.timers_due) +
         " timers due\n";
}
inline std::string text_of(const Outbox::Depth& depth) {
  return std::to_string(depth.unsettled) + " unsettled, " + std::to_string(depth.dead) +
         " dead, oldest " + text_of(depth.oldest);
}

}  // namespace baton::test
