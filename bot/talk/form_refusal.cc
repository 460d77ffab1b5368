// Whether a form makes sense now: what it leads to is decided with its texts filled in.
#include "bot/talk/forms.h"
#include "bot/talk/words.h"

namespace baton {
namespace {

const std::string some_words = "?";

Action probe_of(const Press& press, TimePoint now) {
  const std::optional<int> handoff =
      press.handoff == 0 ? std::nullopt : std::optional(press.handoff);
  const TimePoint ahead = now + std::chrono::hours(1);
  switch (press.verb) {
    case Verb::set: return Set{};
    case Verb::ask: return Ask{handoff, some_words};
    case Verb::answer: return AnswerQuestion{some_words, handoff, input::question_of(press)};
    case Verb::give_back: return GiveBack{handoff, "other", some_words};
    case Verb::accept: return Accept{handoff};
    case Verb::pass: return Pass{handoff, {}};
    case Verb::urgent: {
      Urgent urgent;
      if (!press.text.empty()) urgent.to = StageId{press.text};
      urgent.reason = some_words;
      return urgent;
    }
    case Verb::name_gap: return NameGap{{some_words}};
    case Verb::supply: return SupplyGap{press.text, some_words};
    case Verb::drop: return DropGap{press.text, some_words};
    case Verb::forgive: return Forgive{press.text, some_words};
    case Verb::refuse: return Refuse{{}, input::request_of(press)};
    case Verb::repay: return Repay{press.text, {}};
    case Verb::snooze: return Snooze{};
    case Verb::priority: return SetPriority{};
    case Verb::move: return Move{};
    case Verb::note: return AddNote{some_words};
    case Verb::take: return Take{handoff, {}};
    case Verb::check: return Check{};
    case Verb::approve: return Approve{};
    case Verb::block: return Block{some_words, {}};
    case Verb::wait: return Wait{ahead, some_words};
    case Verb::due: return SetDue{ahead, some_words};
    case Verb::cancel: return Cancel{some_words};
    default: return Give{};
  }
}

/// Whether no input of a form of `verb` could mend the refusal.
bool is_final(const Rejection& rejection, Verb verb) {
  switch (rejection.refusal) {
    case Refusal::unknown_task:
    case Refusal::nothing_offered:
    case Refusal::no_open_question:
    case Refusal::already_ended:
    case Refusal::not_permitted:
    case Refusal::outdated:
    case Refusal::question_open:
    case Refusal::withdraw_first:
    case Refusal::accept_first:
    case Refusal::resume_first:
    case Refusal::unblock_first:
    case Refusal::nothing_owed:
    case Refusal::passed_twice:
    case Refusal::nothing_asked:
    case Refusal::already_asked: return true;
    case Refusal::no_way_on: return rejection.choices.empty();
    case Refusal::nobody_for_role: return verb == Verb::pass;
    case Refusal::not_ready: return verb == Verb::urgent;
    default: return false;
  }
}

}  // namespace

std::optional<Card> form_refusal(const Press& press, const Task& task, const Person& actor,
                                 const Agency& agency, TimePoint now) {
  if (press.verb == Verb::start_new) return std::nullopt;
  const Command probe{actor.id, press.task, probe_of(press, now), {}};
  const Decision decision = decide(task, probe, agency, now);
  const auto* rejection = std::get_if<Rejection>(&decision);
  if (rejection == nullptr || !is_final(*rejection, press.verb)) return std::nullopt;
  return refusal_card(*rejection, probe, task, Voice(agency, actor.id, now));
}

bool opens_form(const Press& press, const Task& task, const Person& actor, const Agency& agency,
                TimePoint now) {
  return !form_refusal(press, task, actor, agency, now) &&
         !instead_of_form(FormRequest{press}, task, actor, agency);
}

}  // namespace baton
