#include "bot/talk/supply.h"

#include <algorithm>
#include <utility>

#include "bot/talk/text.h"
#include "bot/talk/when.h"
#include "core/machine/table.h"
#include "core/time/instant.h"

namespace baton {
namespace {

constexpr std::size_t value_shown_max = 300;

/// A value of the field's type, quoted where it has to be.
std::string sample_of(const Requirement& field) {
  switch (field.type) {
    case FieldType::text: return "\"your words\"";
    case FieldType::number: return "1200";
    case FieldType::money: return "\"5000 EUR\"";
    case FieldType::date: return "2027-03-31";
    case FieldType::datetime: return "\"2027-03-31 15:00\"";
    case FieldType::url: return "<link>";
    case FieldType::choice: {
      if (field.choices.empty()) return "\"your choice\"";
      const std::string& first = field.choices.front();
      return first.find(' ') == first.npos ? first : "\"" + first + "\"";
    }
    case FieldType::yes_no: return "yes";
  }
  return {};
}

std::string label_of(const Requirement& requirement) {
  return requirement.label.empty() ? requirement.id.value : requirement.label;
}

const Requirement* requirement_of(const Missing& missing, const Task& task, const Agency& agency) {
  const Workflow* workflow = workflow_of(task, agency);
  return workflow == nullptr ? nullptr : workflow->requirement(missing.id);
}

std::vector<PersonId> ids_of(const std::vector<const Person*>& people) {
  std::vector<PersonId> ids;
  for (const Person* person : people) ids.push_back(person->id);
  return ids;
}

/// "only Olga can", "for Dino"; empty: anybody can.
std::string whose(const Missing& missing, const Requirement& requirement, const Task& task,
                  const Voice& voice) {
  if (missing.kind == RequirementKind::approval) {
    const std::vector<PersonId> may =
        people_of(Who::approver, Verb::approve, task, voice.agency(), &requirement);
    if (missing.own_approval) {
      return (voice.is_you(task.holder)
                  ? "you approved this yourself"
                  : "approved by " + voice.name(task.holder) + ", who holds it") +
             ": somebody else must (" +
             (may.empty() ? "nobody else has the role " + requirement.by.value
                          : voice.any_of(may) + " can") +
             ")";
    }
    if (may.empty()) return "nobody can: the role " + requirement.by.value + " has no one else";
    const bool recorded = requirement.by == client_approver;
    return voice.any_of(may) + (recorded ? " can record it" : " can approve");
  }
  if (missing.kind == RequirementKind::check && !missing.who.empty()) {
    const std::vector<PersonId> people = ids_of(voice.agency().holders_of(missing.who));
    return people.empty() ? "for the " + missing.who.value : "for " + voice.any_of(people);
  }
  return {};
}

std::string amount(const Missing& missing) {
  if (missing.need <= 1) return {};
  return " (" + std::to_string(missing.have) + " of " + std::to_string(missing.need) + ")";
}

/// The moment that the value is, where it is one.
std::optional<TimePoint> instant_of(const Requirement& requirement, const std::string& value) {
  const bool is_moment =
      requirement.kind == RequirementKind::field && requirement.type == FieldType::datetime;
  return is_moment ? instant_read(value) : std::nullopt;
}

Line answer_line(const Requirement& requirement, const Answer& answer, const PersonId& to,
                 const Voice& voice) {
  Line line = say("✓ ", label_of(requirement));
  if (requirement.kind != RequirementKind::check) {
    line.push_back(plain(": "));
    for (std::size_t index = 0; index < answer.values.size(); ++index) {
      if (index > 0) line.push_back(plain(", "));
      line.push_back(value_span(requirement, answer.values[index], answer.by, to, voice.agency()));
    }
  }
  line.push_back(plain(" · " + voice.name(answer.by)));
  return line;
}

Line approval_line(const Requirement& requirement, const Approval& approval, const Voice& voice) {
  Line line = say("✓ ", label_of(requirement));
  std::string separator = ": ";
  const auto add = [&](Span span) {
    line.push_back(plain(std::exchange(separator, ", ")));
    line.push_back(std::move(span));
  };
  for (const std::string* told : {&approval.who, &approval.when, &approval.how}) {
    if (!told->empty()) add(plain(text::clip(*told, value_shown_max)));
  }
  if (!approval.link.empty()) add(evidence_span(approval.link));
  const bool recorded = requirement.by == client_approver;
  line.push_back(plain(std::string(recorded ? " · recorded by " : " · approved by ") +
                       voice.name(approval.recorded_by) + " "));
  line.push_back(moment(approval.at));
  if (approval.self_approved) line.push_back(plain(" · self-approved"));
  return line;
}

}  // namespace

Span value_span(const Requirement& requirement, const std::string& value, const PersonId& by,
                const PersonId& to, const Agency& agency) {
  if (const auto at = instant_of(requirement, value)) {
    Span span = moment(*at);
    span.text = spoken_in_both(*at, agency.zone_of(by), agency.zone_of(to));
    return span;
  }
  return text::is_link(value) ? evidence_span(value) : plain(text::clip(value, value_shown_max));
}

std::string value_in_both(const Requirement& requirement, const std::string& value,
                          const PersonId& by, const PersonId& to, const Agency& agency) {
  const auto at = instant_of(requirement, value);
  return at ? spoken_in_both(*at, agency.zone_of(by), agency.zone_of(to)) : value;
}

const PersonId& works_with(const Task& task) {
  const Handoff* offer = task.offer();
  return offer == nullptr ? task.holder : offer->receiver;
}

std::string supply_command(const Requirement& requirement, const TaskKey& task) {
  const std::string on = " " + task.value + " " + requirement.id.value;
  switch (requirement.kind) {
    case RequirementKind::field: return "set" + on + "=" + sample_of(requirement);
    case RequirementKind::check: return "check" + on;
    case RequirementKind::evidence: return "attach" + on + " <link>";
    case RequirementKind::approval: break;
  }
  if (requirement.by != client_approver) return "approve" + on;
  return "approve" + on + " by \"client's name\" on \"date\" how: \"e-mail\" <link>";
}

std::vector<Line> missing_lines(const std::vector<Missing>& missing, const Task& task,
                                const Voice& voice) {
  std::vector<Line> lines;
  for (const Missing& item : missing) {
    const Requirement* requirement = requirement_of(item, task, voice.agency());
    if (requirement == nullptr) continue;
    Line line = say(std::to_string(item.number) + ". ", bold(label_of(*requirement)),
                    amount(item) + ": ", command(supply_command(*requirement, task.key)));
    const std::string who = whose(item, *requirement, task, voice);
    if (!who.empty()) line.push_back(plain(" · " + who));
    if (!item.help.empty()) line.push_back(plain(" · " + item.help));
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string missing_sentence(const Missing& missing, const Task& task, const Voice& voice) {
  const Requirement* requirement = requirement_of(missing, task, voice.agency());
  if (requirement == nullptr) return missing.label;
  const std::string supply = command(supply_command(*requirement, task.key)).text;
  return label_of(*requirement) + amount(missing) + ": " + supply +
         (missing.own_approval ? " · " + whose(missing, *requirement, task, voice) : "");
}

std::vector<Line> passed_lines(const Gate& gate, const Task& task, const PersonId& sender,
                               const Voice& voice) {
  std::vector<Line> lines;
  for (const Standing& standing : standings(gate, task)) {
    if (!standing.applies || !standing.met) continue;
    const Requirement& requirement = *standing.requirement;
    if (const auto approval = task.approvals.find(requirement.id);
        requirement.kind == RequirementKind::approval && approval != task.approvals.end() &&
        counts_for(requirement, approval->second, sender)) {
      lines.push_back(approval_line(requirement, approval->second, voice));
    }
    if (const auto answer = task.answers.find(requirement.id); answer != task.answers.end()) {
      lines.push_back(answer_line(requirement, answer->second, works_with(task), voice));
    }
  }
  return lines;
}

Progress progress_of(const Gate& gate, const Task& task) {
  Progress progress;
  for (const Standing& standing : standings(gate, task))
    progress.needed += standing.applies ? 1 : 0;
  progress.ready = progress.needed - missing(gate, task, task.holder).size();
  return progress;
}

std::vector<NextStep> next_steps(const Task& task, const Agency& agency) {
  std::vector<NextStep> steps;
  const Workflow* workflow = workflow_of(task, agency);
  if (workflow == nullptr) return steps;
  for (const Transition* way : workflow->from(task.stage)) {
    steps.push_back({way, &way->gate, stage_title(task, way->to, agency)});
  }
  const Stage* stage = workflow->stage(task.stage);
  if (stage != nullptr && stage->final_stage) steps.push_back({nullptr, &stage->gate, "Done"});
  return steps;
}

std::string progress_words(const NextStep& step, const Task& task) {
  const Progress progress = progress_of(*step.gate, task);
  const std::string goal = step.way == nullptr ? std::string(" to finish") : " for " + step.title;
  if (progress.needed == 0) return "Nothing is needed" + goal;
  return std::to_string(progress.ready) + " of " + std::to_string(progress.needed) + " ready" +
         goal;
}

}  // namespace baton
