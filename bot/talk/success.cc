// The answer to what was done: the beginning, the end, and what every answer ends with.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/succeeding.h"
#include "bot/talk/text.h"
#include "core/model/overloaded.h"

namespace baton {
namespace {

constexpr auto normal = Button::Look::normal;

}  // namespace

Card Succeeding::card() {
  card_.tone = Card::Tone::good;
  std::visit(*this, handled_.command.action);
  add_consequences();
  if (!lines_.empty()) card_.sections.insert(card_.sections.begin(), {{}, lines_, {}});
  return std::move(card_);
}

void Succeeding::operator()(const StartNew&) {
  if (!after_.handoffs.empty()) return offered();  // the quick handoff
  headline(bold(key()), " is started. ", holds_it());
  lines_.push_back(say(task_line(after_), " · ", stage()));
  add_next();
  card_.buttons = working_buttons(after_, agency());
}

void Succeeding::operator()(const AddNote&) { headline("Noted on ", bold(key()), "."); }

void Succeeding::operator()(const Finish&) {
  headline(bold(key()), " is done.");
  lines_.push_back(task_line(after_));
  add_undo();
}

void Succeeding::operator()(const Cancel&) {
  card_.tone = Card::Tone::ended;
  headline(bold(key()), " is cancelled.");
  if (const Handoff* old = before_.offer()) {
    add("The offer to ", voice_.name(old->receiver), " is withdrawn.");
  }
  const std::size_t owed = open_gaps(before_).size() + open_debts(before_).size();
  if (owed > 0) add("With it ends what was owed on it: ", counted(owed, "thing"), ".");
  add_told({after_.holder, before_.offer() == nullptr ? PersonId() : before_.offer()->receiver});
  add_undo();
}

void Succeeding::operator()(const Reopen&) {
  headline(bold(key()), " is open again, in ", bold(stage()), ". ", holds_it());
  add_told({after_.holder});
  add_work();
}

void Succeeding::operator()(const Move& move) {
  const Client* client = agency().client(move.client);
  const std::string goes_on = after_.moved_to.value;
  const bool named = client != nullptr && !client->name.empty();
  headline(bold(key()), " goes on as ", bold(goes_on), " for ",
           named ? client->name : move.client.value, ". ",
           voice_.does(after_.holder, "holds it.", "hold it."));
  add("What was supplied came along; approvals are of what was, and did not.");
  if (const Handoff* old = before_.offer()) {
    add("The offer to ", voice_.name(old->receiver), " is withdrawn.");
  }
  add(bold(key()), " is closed, and says where it went.");
  add_told({after_.holder, before_.offer() == nullptr ? PersonId() : before_.offer()->receiver});
  card_.buttons = {runs("Show " + goes_on, "show " + goes_on)};
}

std::string Succeeding::stands_now() const {
  const Handoff* offer = after_.offer();
  if (offer == nullptr) return holds_it();
  return voice_.does(after_.holder, "still holds it", "still hold it") + " until " +
         (voice_.is_you(offer->receiver) ? "you accept." : accepts(offer->receiver) + ".");
}

void Succeeding::add_told(std::vector<PersonId> people) {
  std::vector<std::string> names;
  for (const PersonId& person : people) {
    const bool counts = !person.empty() && person != actor();
    const std::string name = voice_.name(person);
    if (counts && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  if (names.empty()) return;
  add(text::listed(names), names.size() == 1 ? " is told." : " are told.");
}

void Succeeding::unchanged() { headline(bold(key()), " has it already. Nothing changed."); }

void Succeeding::add_halt() {
  if (Line line = halt_line(after_, voice_); !line.empty()) lines_.push_back(std::move(line));
}

void Succeeding::add_next() {
  for (Card::Section& section : next_sections(after_, voice_)) {
    card_.sections.push_back(std::move(section));
  }
}

void Succeeding::add_work() {
  if (voice_.is_you(after_.holder)) add_next();
  add_buttons_of_now();
}

void Succeeding::add_buttons_of_now() {
  const Handoff* offer = after_.offer();
  if (offer != nullptr && voice_.is_you(offer->receiver) && offer->sender != offer->receiver) {
    card_.buttons = decision_buttons(after_);
  } else if (offer != nullptr && voice_.is_you(after_.holder)) {
    card_.buttons = {act("Withdraw", Verb::withdraw, after_, normal)};
  } else if (voice_.is_you(after_.holder)) {
    card_.buttons = working_buttons(after_, agency());
  }
  // Whoever may end the block sees how, not only the holder.
  if (after_.phase == Phase::blocked) add_once(act("Unblock", Verb::unblock, after_, normal));
  if (after_.phase == Phase::waiting) add_once(act("Resume", Verb::resume, after_, normal));
}

void Succeeding::add_once(Button button) {
  const auto same = std::ranges::find(card_.buttons, button.label, &Button::label);
  if (same == card_.buttons.end()) card_.buttons.push_back(std::move(button));
}

void Succeeding::add_undo() {
  if (!after_.undoable || after_.undoable->by != actor()) return;
  Button undo = act("Undo", Verb::undo, after_, normal);
  undo.press.text = word_of(after_.undoable->what);
  card_.buttons.push_back(std::move(undo));
  card_.footer =
      say("Can be taken back until ", moment(after_.undoable->at + agency().settings.undo_window),
          ": ", command("undo " + key()));
}

void Succeeding::add_consequences() {
  for (Line& line : problem_lines(handled_.problems, after_, voice_)) {
    lines_.push_back(std::move(line));
  }
  for (const auto& [id, approval] : before_.approvals) {
    if (after_.approvals.contains(id)) continue;
    add(bold(label_of(after_, id, agency())),
        " no longer stands: what it was given for has been changed.");
  }
  add_ended_debts();
  const bool ends_waiting = std::visit(Overloaded{
                                           [](const Resume&) { return false; },
                                           [](const Undo&) { return false; },
                                           [](const auto&) { return true; },
                                       },
                                       handled_.command.action);
  if (ends_waiting && before_.waiting && !after_.waiting && after_.is_open()) {
    add("It no longer waits for the client.");
  }
  const Handoff* offer = before_.offer();
  const Handoff* now = offer == nullptr ? nullptr : after_.handoff(offer->number);
  if (now == nullptr) return;
  const std::string to = voice_.name(now->receiver);
  if (now->outcome == Outcome::withdrawn && now->cause == WithdrawCause::gate_broken) {
    add("The offer to ", to, " is withdrawn: something it needs is missing now. ", holds_it());
  } else if (now->outcome == Outcome::open && now->changed_after_offer &&
             !offer->changed_after_offer) {
    add("The offer to ", to, " stays open and says that it was changed.");
  }
}

void Succeeding::add_ended_debts() {
  const bool says_so = std::holds_alternative<Repay>(handled_.command.action);
  for (const Debt& debt : before_.debts) {
    const Debt* now = after_.debt(debt.number);
    const bool repaid = debt.is_open() && now != nullptr && now->state == Debt::State::repaid;
    if (repaid && !says_so) {
      add(bold(label_of(after_, debt.requirement, agency())), " is no longer owed.");
    }
  }
}

Card success_card(const Handled& handled, const Voice& voice) {
  return Succeeding(handled, voice).card();
}

}  // namespace baton
