#include <algorithm>

#include "bot/talk/dates.h"
#include "bot/talk/submission.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = text::trimmed(text.substr(0, end)); !line.empty()) {
      lines.emplace_back(line);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::string Submission::get(std::string_view name) const {
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? std::string() : std::string(text::trimmed(found->second));
}

std::string Submission::need(std::string_view name, std::string problem) {
  std::string value = get(name);
  if (value.empty()) fail(name, std::move(problem));
  return value;
}

void Submission::fail(std::string_view name, std::string problem) {
  errors_[std::string(name)] = std::move(problem);
}

bool Submission::is_evidence(const ItemName& item) const {
  return std::ranges::any_of(speaker_.agency.workflows, [&](const auto& entry) {
    const Requirement* requirement = entry.second.requirement({item});
    return requirement != nullptr && requirement->kind == RequirementKind::evidence;
  });
}

std::vector<std::pair<ItemName, std::string>> Submission::requirement_values() const {
  std::vector<std::pair<ItemName, std::string>> out;
  for (const auto& [name, value] : values_) {
    if (!name.starts_with(input::value_prefix)) continue;
    const ItemName item = name.substr(input::value_prefix.size());
    if (is_evidence(item)) {
      for (std::string& line : lines_of(value)) out.emplace_back(item, std::move(line));
    } else if (const std::string_view typed = text::trimmed(value); !typed.empty()) {
      out.emplace_back(item, value_meant(item, std::string(typed), speaker_));
    }
  }
  return out;
}

std::optional<TimePoint> Submission::moment(std::string_view name) {
  const std::string typed = get(name);
  if (typed.empty()) return std::nullopt;
  const std::optional<When> when = when_meant(typed, speaker_);
  if (when) return when->at;
  fail(name, "I do not know when that is. " + std::string(when_forms));
  return std::nullopt;
}

std::optional<PersonId> Submission::receiver() {
  std::string person = get(input::receiver);
  if (person.empty()) return std::nullopt;
  if (speaker_.agency.directory.person({person}) == nullptr) {
    fail(input::receiver, "This person is no longer listed.");
  }
  return PersonId{std::move(person)};
}

std::optional<StageId> Submission::stage() const {
  std::string to = get(input::to);
  if (to.empty()) to = press_.text;  // the button that opened the form named the stage
  return to.empty() ? std::nullopt : std::optional(StageId{std::move(to)});
}

std::string Submission::owed(std::string_view name, const char* problem) {
  std::string chosen = get(name);
  if (!chosen.empty()) return chosen;
  return press_.text.empty() ? need(name, problem) : press_.text;
}

Action Submission::accept() {
  Accept accept{handoff()};
  for (std::string& line : lines_of(need(input::gaps, "Name what is missing."))) {
    accept.gaps.push_back({std::move(line), waits()});
  }
  return accept;
}

Action Submission::name_gap() {
  return NameGap{{need(input::gap, "Name what is missing."), waits()}};
}

Action Submission::supply_gap() {
  std::string gap = owed(input::gap, "Choose the gap.");
  return SupplyGap{std::move(gap), need(input::value, "Say what it is, or add a link.")};
}

Action Submission::pass() {
  need(input::receiver, "Choose a person.");
  return Pass{handoff(), receiver()};
}

Action Submission::urgent() {
  Urgent urgent;
  urgent.to = stage();
  urgent.receiver = receiver();
  urgent.reason = need(input::reason, "Say why it cannot wait.");
  return urgent;
}

Action Submission::block() {
  std::string reason = why();
  return Block{std::move(reason), moment(input::look_again)};
}

Action Submission::wait() {
  need(input::until, "Say until when.");
  std::string reason = why();
  return Wait{moment(input::until).value_or(TimePoint()), std::move(reason)};
}

Action Submission::priority() {
  const std::string chosen = need(input::level, "Choose one.");
  for (const Priority level : {Priority::low, Priority::normal, Priority::high}) {
    if (word_of(level) == chosen) return SetPriority{level};
  }
  if (!chosen.empty()) fail(input::level, "It is low, normal or high.");
  return SetPriority{};
}

Action Submission::move() {
  const std::string client = need(input::client, "Choose a client.");
  if (!client.empty() && speaker_.agency.client({client}) == nullptr) {
    fail(input::client, "There is no such client any more.");
  }
  return Move{{client}};
}

Action Submission::approve() {
  std::string item = need(input::item, "Choose what you approve.");
  return Approve{std::move(item), get(input::by), get(input::on), get(input::how),
                 get(input::link)};
}

Action Submission::due() {
  need(input::when, "Say when.");
  return SetDue{moment(input::when).value_or(TimePoint()), get(input::why)};
}

}  // namespace baton
