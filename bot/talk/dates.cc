#include "bot/talk/dates.h"

#include "bot/talk/say.h"
#include "bot/talk/text.h"
#include "core/time/instant.h"

namespace baton {
namespace {

constexpr std::size_t typed_shown_max = 60;
constexpr std::size_t line_shown_max = 300;

/// The type of all fields that `item` may name, where they agree.
std::optional<FieldType> type_of(const ItemName& item, const Agency& agency) {
  if (item.empty()) return std::nullopt;
  std::optional<FieldType> type;
  bool exact = false;
  bool agrees = true;
  const auto look_at = [&](const Gate& gate) {
    for (const Requirement& requirement : gate.requirements) {
      const bool named = requirement.id.value == item;
      const bool fits = named || (!exact && requirement.id.value.starts_with(item));
      if (!fits) continue;
      if (named && !exact) {
        exact = agrees = true;
        type.reset();
      }
      const bool is_field = requirement.kind == RequirementKind::field;
      agrees = agrees && is_field && (!type || *type == requirement.type);
      type = requirement.type;
    }
  };
  for (const auto& [id, workflow] : agency.workflows) {
    for (const Transition& transition : workflow.transitions) look_at(transition.gate);
    for (const Stage& stage : workflow.stages) look_at(stage.gate);
  }
  return agrees ? type : std::nullopt;
}

}  // namespace

std::optional<When> when_meant(std::string_view typed, const Speaker& speaker) {
  while (!typed.empty() && (typed.back() == ':' || typed.back() == ';' || typed.back() == '-')) {
    typed.remove_suffix(1);
  }
  const PersonId& actor = speaker.actor.id;
  return when_typed(typed, speaker.agency.zone_of(actor), speaker.agency.hours_of(actor),
                    speaker.now);
}

Misunderstood unclear_when(std::string_view typed, const std::string& line,
                           std::string_view usage) {
  return misunderstood(
      say("I do not know when “", text::clip(text::one_line(typed), typed_shown_max), "” is."),
      {say(when_forms), say("Nothing was recorded. Type it again: ",
                            command(text::clip(text::one_line(line), line_shown_max)))},
      usage);
}

bool is_date_field(const ItemName& item, const Agency& agency) {
  const std::optional<FieldType> type = type_of(item, agency);
  return type == FieldType::date || type == FieldType::datetime;
}

std::string value_meant(const ItemName& item, std::string value, const Speaker& speaker) {
  if (instant_read(value)) return value;
  const std::optional<FieldType> type = type_of(item, speaker.agency);
  if (type != FieldType::date && type != FieldType::datetime) return value;
  const std::optional<When> when = when_meant(value, speaker);
  if (!when) return value;
  const Zone& zone = speaker.agency.zone_of(speaker.actor.id);
  return type == FieldType::date ? date_text(when->at, zone) : instant_text(when->at, zone);
}

}  // namespace baton
