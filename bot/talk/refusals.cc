#include "bot/talk/owed_words.h"
#include "bot/talk/refusing.h"
#include "bot/talk/text.h"
#include "core/machine/handoff_meant.h"

namespace baton {
namespace {

constexpr std::size_t given_shown_max = 80;

}  // namespace

Card Refusing::card() {
  word();
  // Where nothing is left to say of how it stands, the sentence before it ends the headline.
  if (!card_.headline.empty() && card_.headline.back().text.ends_with(' ')) {
    card_.headline.back().text.pop_back();
  }
  add_unsent_note();
  if (!lines_.empty()) card_.sections.push_back({{}, std::move(lines_), {}});
  add_untold_problems();
  return std::move(card_);
}

void Refusing::word() {
  if (was_to_begin()) return not_begun();
  switch (rejection_.refusal) {
    case Refusal::unknown_task: return unknown_task();
    case Refusal::nothing_offered: return nothing_offered();
    case Refusal::no_open_question: return no_open_question();
    case Refusal::withdraw_first: return withdraw_first();
    case Refusal::already_offered: return already_offered();
    case Refusal::already_ended: return already_ended();
    case Refusal::not_final: return not_final();
    case Refusal::not_permitted: return not_permitted();
    case Refusal::outdated: return outdated();
    case Refusal::not_ready: return not_ready();
    case Refusal::bad_value: return bad_value();
    case Refusal::unknown_item:
    case Refusal::ambiguous_item: return unclear_item();
    case Refusal::nothing_missing: return nothing_missing();
    case Refusal::no_way_on: return no_way_on();
    case Refusal::choose_way: return choose_way();
    case Refusal::choose_receiver: return choose_receiver();
    case Refusal::nobody_for_role: return nobody_for_role();
    case Refusal::outside_role: return outside_role();
    case Refusal::must_be_distinct: return must_be_distinct();
    case Refusal::unknown_reason: return unknown_reason();
    case Refusal::words_needed: return words_needed();
    case Refusal::details_needed: return details_needed();
    case Refusal::unknown_client: return unknown_client();
    case Refusal::unknown_workflow: return unknown_workflow();
    case Refusal::unknown_person: return unknown_person();
    case Refusal::question_open: return question_open();
    case Refusal::too_long: return too_long();
    case Refusal::accept_first: return accept_first();
    case Refusal::resume_first: return resume_first();
    case Refusal::unblock_first: return unblock_first();
    case Refusal::not_waiting: return not_waiting();
    case Refusal::not_blocked: return not_blocked();
    case Refusal::not_ended: return not_ended();
    case Refusal::nothing_to_undo: return nothing_to_undo();
    case Refusal::undo_closed: return undo_closed();
    case Refusal::gaps_open: return gaps_open();
    case Refusal::things_open: return things_open();
    case Refusal::nothing_owed: return nothing_owed();
    case Refusal::unclear_owed: return unclear_owed();
    case Refusal::passed_twice: return passed_twice();
    case Refusal::nothing_asked: return nothing_asked();
    case Refusal::already_asked: return already_asked();
    case Refusal::bad_time: return bad_time();
    case Refusal::same_client: return same_client();
  }
}

std::string Refusing::receiver() const {
  return task_.offer() == nullptr ? std::string() : voice_.name(task_.offer()->receiver);
}

std::string Refusing::shown(std::string_view typed) {
  return text::clip(text::one_line(typed), given_shown_max);
}

Line Refusing::present() const {
  if (!task_.is_open()) return {};
  const Handoff* offer = task_.offer();
  Line line;
  if (offer == nullptr) {
    line = say(voice_.does(task_.holder, "holds it.", "hold it."));
  } else {
    line = say(voice_.does(task_.holder, "still holds it", "still hold it"), "; ",
               voice_.name(offer->receiver),
               voice_.is_you(offer->receiver) ? " have not accepted." : " has not accepted.");
  }
  const bool says_so =
      rejection_.refusal == Refusal::resume_first || rejection_.refusal == Refusal::unblock_first;
  const Line halt = says_so ? Line() : halt_line(task_, voice_);
  return halt.empty() ? line : say(line, " ", halt, ".");
}

const Handoff* Refusing::handoff_meant() const {
  const std::optional<int> number = baton::handoff_meant(command_.action);
  if (number) return task_.handoff(*number);
  return task_.handoffs.empty() ? nullptr : &task_.handoffs.back();
}

void Refusing::add_problems() {
  for (Line& line : problem_lines(rejection_.problems, task_, voice_)) {
    lines_.push_back(std::move(line));
  }
  told_ = rejection_.problems.size();
}

void Refusing::add_untold_problems() {
  // Where there is no task, there is nothing that a value could be wrong for.
  if (rejection_.refusal == Refusal::unknown_task || told_ >= rejection_.problems.size()) return;
  const std::vector<Problem> untold(
      rejection_.problems.begin() + static_cast<std::ptrdiff_t>(told_), rejection_.problems.end());
  card_.sections.push_back({"Not recorded", problem_lines(untold, task_, voice_), {}});
}

void Refusing::add_unsent_note() {
  constexpr std::size_t retyped_max = 200;
  const std::string words = meant().words;
  const bool is_told_already = rejection_.refusal == Refusal::already_asked;
  if (words.empty() || note_retyped_ || is_told_already) return;
  const bool is_note = verb() == Verb::give;
  if (rejection_.refusal != Refusal::already_offered) {
    return add(is_note ? "Your note was not sent." : "Your reason was not sent.");
  }
  const bool retyped = words.size() <= retyped_max && words.find('\n') == std::string::npos;
  add("Your note was not sent. To write it down: ",
      command("note " + key() + " " + (retyped ? words : std::string("<text>"))));
}

Card refusal_card(const Rejection& rejection, const Command& command, const Task& task,
                  const Voice& voice, const std::vector<ItemName>& kept) {
  return Refusing(rejection, command, task, voice, !kept.empty()).card();
}

}  // namespace baton
