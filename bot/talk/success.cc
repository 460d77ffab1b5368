#include "bot/talk/card_parts.h"
#include "bot/talk/forms.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "bot/talk/words.h"

namespace baton {
namespace {

constexpr std::size_t value_shown_max = 200;

/// Words the answer to each action, from the task before and after it.
class Success {
 public:
  Success(const Handled& handled, const Voice& voice)
      : handled_(handled), before_(handled.before), after_(handled.after), voice_(voice) {}

  Card card() {
    card_.tone = Card::Tone::good;
    std::visit(*this, handled_.command.action);
    add_consequences();
    if (!lines_.empty()) card_.sections.insert(card_.sections.begin(), {{}, lines_, {}});
    return std::move(card_);
  }

  void operator()(const StartNew&) {
    card_.headline = say(bold(key()), " is started. ", holds_it());
    lines_.push_back(say(task_line(after_), " · ", stage()));
    add_next();
    card_.buttons = holder_buttons(after_, agency());
    card_.buttons.push_back(runs("Show", "show " + key()));
  }

  void operator()(const Set&) { supplied(); }
  void operator()(const Check&) { supplied(); }
  void operator()(const Attach&) { supplied(); }
  void operator()(const Approve&) {
    for (const auto& [id, approval] : after_.approvals) {
      const auto old = before_.approvals.find(id);
      if (old != before_.approvals.end() && old->second == approval) continue;
      const std::string label = label_of(after_, id, agency());
      card_.headline = approval.who.empty()
                           ? say(bold(label), " of ", key(), " is approved.")
                           : say(bold(label), " of ", key(),
                                 " is recorded: ", text::clip(approval.who, value_shown_max), ".");
      if (approval.self_approved) lines_.push_back(say("It is marked as self-approved."));
    }
    if (card_.headline.empty()) unchanged();
    add_progress();
  }

  void operator()(const AddNote&) { card_.headline = say("Noted on ", bold(key()), "."); }

  void operator()(const Give&) {
    const Handoff& handoff = after_.handoffs.back();
    if (handoff.outcome == Outcome::accepted) {  // to oneself
      card_.headline = say(bold(key()), " is in ", bold(stage()), " now. ", holds_it());
      add_next();
      card_.buttons = holder_buttons(after_, agency());
      return;
    }
    const std::string to = voice_.name(handoff.receiver);
    card_.headline = say(bold(key()), " is offered to ", bold(to), ". ",
                         voice_.does(after_.holder, "still holds it", "still hold it"), " until ",
                         to, voice_.is_you(handoff.receiver) ? " accept." : " accepts.");
    lines_.push_back(say(
        "On the way to ", target_title(after_, handoff.transition, agency()),
        handoff.attempt > 1 ? " · " + text::ordinal(handoff.attempt) + " offer" : std::string()));
    if (handoff.stand_in) {
      lines_.push_back(say(voice_.subject(handoff.receiver),
                           " stands in: the role is somebody else's. It is recorded so."));
    }
    if (const Handoff* old = before_.offer()) {
      lines_.push_back(say("The offer to ", voice_.name(old->receiver), " is withdrawn."));
    }
    card_.buttons = {act("Withdraw", Verb::withdraw, after_, Button::Look::normal)};
  }

  void operator()(const Accept&) {
    card_.headline = say(voice_.does(after_.holder, "holds ", "hold "), bold(key()), " now.");
    lines_.push_back(say(task_line(after_), " · ", stage()));
    const Workflow* workflow = workflow_of(after_, agency());
    const Stage* entered = workflow == nullptr ? nullptr : workflow->stage(after_.stage);
    if (entered != nullptr && !entered->done_means.empty()) {
      lines_.push_back(say("Done means: ", entered->done_means));
    }
    add_next();
    card_.buttons = holder_buttons(after_, agency());
  }

  void operator()(const GiveBack&) {
    const Handoff& handoff = after_.handoffs.back();
    card_.headline = say(bold(key()), " is returned to ", bold(voice_.name(handoff.sender)), ". ",
                         voice_.does(after_.holder, "still holds it", "still hold it"), ".");
    Line reason = say("Reason: ", text::humanised(handoff.reason));
    if (!handoff.words.empty()) reason.push_back(plain(" · " + excerpt(handoff.words)));
    lines_.push_back(std::move(reason));
  }

  void operator()(const Ask&) {
    const Handoff& handoff = after_.handoffs.back();
    card_.headline = say("Your question on ", bold(key()), " goes to ", voice_.name(handoff.sender),
                         ". The offer stays open.");
    if (const Question* question = handoff.open_question()) {
      lines_.push_back(say("“", excerpt(question->text), "”"));
    }
  }

  void operator()(const AnswerQuestion&) {
    const Handoff& handoff = after_.handoffs.back();
    card_.headline = say("Your answer on ", bold(key()), " goes to ", voice_.name(handoff.receiver),
                         ". The offer is still open.");
  }

  void operator()(const Withdraw&) {
    const Handoff& handoff = after_.handoffs.back();
    card_.headline = say("The offer of ", bold(key()), " to ", voice_.name(handoff.receiver),
                         " is withdrawn. ", holds_it());
    card_.buttons = holder_buttons(after_, agency());
  }

  template <class Other>
  void operator()(const Other&) {
    card_.headline = say(bold(key()), ": done.");
  }
  void operator()(const Finish&) {
    card_.headline = say(bold(key()), " is done.");
    lines_.push_back(task_line(after_));
  }
  void operator()(const Cancel&) {
    card_.tone = Card::Tone::ended;
    card_.headline = say(bold(key()), " is cancelled.");
    if (const Handoff* old = before_.offer()) {
      lines_.push_back(
          say("The offer to ", voice_.name(old->receiver), " is withdrawn. They are told."));
    }
  }

 private:
  [[nodiscard]] std::string key() const { return after_.key.value; }
  [[nodiscard]] const Agency& agency() const { return voice_.agency(); }
  [[nodiscard]] std::string stage() const {
    return stage_title(after_, after_.stage, voice_.agency());
  }
  [[nodiscard]] std::string holds_it() const {
    return voice_.does(after_.holder, "holds it.", "hold it.");
  }

  void unchanged() { card_.headline = say(bold(key()), " has it already. Nothing changed."); }

  /// What became of the requirements that have changed.
  void supplied() {
    tell_changes();
    if (std::optional<Press> next = next_part(handled_, agency())) return go_on(std::move(*next));
    add_progress();
  }

  /// A part of a form is behind: what is still missing, and the button to the next one.
  void go_on(Press next) {
    for (const NextStep& step : next_steps(after_, agency())) {
      const bool meant =
          next.text.empty() || (step.way != nullptr && step.way->to.value == next.text);
      if (!meant) continue;
      card_.sections.push_back(
          {progress_words(step, after_),
           missing_lines(missing(*step.gate, after_, after_.holder), after_, voice_),
           {}});
    }
    const std::string typed =
        next.text.empty() ? typed_instead(next) : "give " + key() + " to " + next.text;
    card_.footer = say("Go on with the next part, or type ", command(typed));
    card_.buttons = {{"Go on", std::move(next), Button::Look::primary}};
  }

  void tell_changes() {
    std::vector<Line> changes;
    for (const auto& [id, answer] : after_.answers) {
      const auto old = before_.answers.find(id);
      if (old == before_.answers.end() || old->second.revision != answer.revision) {
        changes.push_back(change_of(id, answer));
      }
    }
    if (changes.empty()) unchanged();
    if (!changes.empty()) card_.headline = std::move(changes.front());
    for (std::size_t index = 1; index < changes.size(); ++index) {
      lines_.push_back(std::move(changes[index]));
    }
  }

  [[nodiscard]] Line change_of(const RequirementId& id, const Answer& answer) const {
    const Workflow* workflow = workflow_of(after_, agency());
    const Requirement* requirement = workflow == nullptr ? nullptr : workflow->requirement(id);
    const bool is_check = requirement != nullptr && requirement->kind == RequirementKind::check;
    Line line = say(bold(label_of(after_, id, agency())), " of ", key());
    if (answer.values.empty()) {
      line.push_back(plain(is_check ? " is open again." : " is cleared."));
    } else if (is_check) {
      line.push_back(plain(" is ticked."));
    } else if (requirement != nullptr && requirement->kind == RequirementKind::evidence) {
      line.push_back(plain(": "));
      line.push_back(evidence_span(answer.values.back()));
      line.push_back(plain(" is attached."));
    } else {
      line.push_back(plain(" is now " + text::clip(answer.values.front(), value_shown_max) + "."));
    }
    return line;
  }

  void add_progress() {
    if (after_.phase != Phase::idle) return;
    for (const NextStep& step : next_steps(after_, agency())) {
      const Progress progress = progress_of(*step.gate, after_);
      if (progress.needed > 0) lines_.push_back(say(progress_words(step, after_), "."));
    }
  }

  void add_next() {
    for (Card::Section& section : next_sections(after_, voice_)) {
      card_.sections.push_back(std::move(section));
    }
  }

  /// What else came of it: values that were not understood, approvals and offers that ended.
  void add_consequences() {
    for (Line& line : problem_lines(handled_.problems, after_, voice_)) {
      lines_.push_back(std::move(line));
    }
    for (const auto& [id, approval] : before_.approvals) {
      if (after_.approvals.contains(id)) continue;
      lines_.push_back(say(bold(label_of(after_, id, agency())),
                           " no longer stands: what it was given for has been changed."));
    }
    const Handoff* offer = before_.offer();
    const Handoff* now = offer == nullptr ? nullptr : after_.handoff(offer->number);
    if (now == nullptr) return;
    const std::string to = voice_.name(now->receiver);
    if (now->outcome == Outcome::withdrawn && now->cause == WithdrawCause::gate_broken) {
      lines_.push_back(say("The offer to ", to,
                           " is withdrawn: something it needs is missing now. ", holds_it()));
    } else if (now->outcome == Outcome::open && now->changed_after_offer &&
               !offer->changed_after_offer) {
      lines_.push_back(say("The offer to ", to, " stays open and says that it was changed."));
    }
  }

  const Handled& handled_;
  const Task& before_;
  const Task& after_;
  const Voice& voice_;
  Card card_;
  std::vector<Line> lines_;
};

}  // namespace

Card success_card(const Handled& handled, const Voice& voice) {
  return Success(handled, voice).card();
}

}  // namespace baton
