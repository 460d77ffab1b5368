// A refusal at the inputs of the form that the command came by.
#include <algorithm>
#include <array>

#include "bot/talk/forms.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "bot/talk/words.h"

namespace baton {
namespace {

constexpr std::size_t form_error_max = 500;
constexpr std::size_t given_shown_max = 80;

std::string sentence_of(const Card& card) {
  std::string out = plain_text(card);
  std::ranges::replace(out, '\n', ' ');
  return text::clip(out, form_error_max);
}

std::string first_line_of(const Card& card) {
  Card headline;
  headline.headline = card.headline;
  return sentence_of(headline);
}

std::string sentence_of(const Problem& problem) {
  if (problem.given.empty()) return problem.why;
  return "“" + text::clip(problem.given, given_shown_max) + "” " + problem.why;
}

/// Whether all that a refusal says stands in its problems and in what is missing.
bool is_about_inputs(Refusal refusal) {
  switch (refusal) {
    case Refusal::not_ready:
    case Refusal::bad_value:
    case Refusal::unknown_item:
    case Refusal::ambiguous_item:
    case Refusal::unknown_reason:
    case Refusal::details_needed: return true;
    default: return false;
  }
}

/// The inputs that a refusal without a better place may belong to, the best first.
std::vector<std::string_view> places_for(Refusal refusal, Verb verb) {
  const bool is_about_words = refusal == Refusal::words_needed || refusal == Refusal::too_long;
  switch (verb) {
    case Verb::start_new:
      switch (refusal) {
        case Refusal::unknown_client: return {input::client};
        case Refusal::words_needed:
        case Refusal::too_long: return {input::title};
        default: return {input::workflow};
      }
    case Verb::give:
      switch (refusal) {
        case Refusal::too_long: return {input::note, input::receiver};
        case Refusal::choose_way:
        case Refusal::no_way_on: return {input::to, input::receiver};
        default: return {input::receiver};
      }
    case Verb::give_back:
      if (refusal == Refusal::words_needed || refusal == Refusal::too_long) return {input::words};
      return {input::reason};
    case Verb::ask: return {input::question};
    case Verb::answer: return {input::text};
    case Verb::accept: return {input::gaps};
    case Verb::pass: return {input::receiver};
    case Verb::name_gap: return {input::gap};
    case Verb::urgent:
      if (is_about_words) return {input::reason};
      return {input::to, input::receiver, input::reason};
    case Verb::supply: return {is_about_words ? input::value : input::gap, input::value};
    case Verb::drop: return {is_about_words ? input::why : input::gap, input::why};
    case Verb::forgive: return {is_about_words ? input::why : input::debt, input::why};
    case Verb::block:
      return {refusal == Refusal::bad_time ? input::look_again : input::why, input::why};
    case Verb::wait: return {refusal == Refusal::bad_time ? input::until : input::why, input::why};
    case Verb::due: return {is_about_words ? input::why : input::when, input::when};
    case Verb::repay: return {is_about_words ? input::value : input::debt, input::value};
    case Verb::snooze: return {input::until};
    case Verb::priority: return {input::level};
    case Verb::move: return {input::client};
    case Verb::note: return {input::text};
    case Verb::check:
    case Verb::approve: return {input::item};
    case Verb::refuse:
    case Verb::take:
    case Verb::cancel: return {input::why};
    default: return {};
  }
}

/// The gaps and tracks that stand in the way, which no input of the form asks for.
std::vector<Line> open_things(const Rejection& rejection, const Task& task, const Voice& voice) {
  std::vector<Line> lines = gap_lines_with_mends(task, rejection.gaps, voice);
  for (Line& line : track_lines_with_mends(task, rejection.tracks)) {
    lines.push_back(std::move(line));
  }
  return lines;
}

/// The input that the action's own value came from.
std::string place_of_value(const Action& action) {
  if (const auto* set = std::get_if<Set>(&action)) return input::of_value(set->field);
  if (const auto* attach = std::get_if<Attach>(&action)) return input::of_value(attach->item);
  return {};
}

std::string place_for(Refusal refusal, const Action& action, const FormValues& inputs) {
  for (const std::string_view place : places_for(refusal, verb_of(action))) {
    if (inputs.contains(std::string(place))) return std::string(place);
  }
  std::string place = place_of_value(action);
  return inputs.contains(place) ? place : inputs.begin()->first;
}

}  // namespace

Reply form_errors(const Rejection& rejection, const Handled& handled, const Card& card,
                  const std::string& kept, const Voice& voice) {
  const FormValues& inputs = handled.form->values;
  Reply reply;
  reply.kind = Reply::Kind::form_errors;
  std::string rest;
  const bool has_inputs = !rejection.missing.empty() || !rejection.problems.empty();
  if (!has_inputs) rest = sentence_of(card);
  const bool more = !rejection.gaps.empty() || !rejection.tracks.empty();
  if (has_inputs && (more || !is_about_inputs(rejection.refusal))) rest = first_line_of(card);
  const auto also = [&](const std::string& sentence) {
    rest += (rest.empty() ? "" : " · ") + sentence;
  };
  const bool is_sign_off = verb_of(handled.command.action) == Verb::approve;
  for (const Problem& problem : rejection.problems) {
    const std::string place = is_sign_off ? problem.name : input::of_value(problem.name);
    if (inputs.contains(place)) {
      reply.errors[place] = text::clip(sentence_of(problem), form_error_max);
    } else {
      also((problem.name.empty() ? "" : problem.name + ": ") + sentence_of(problem));
    }
  }
  for (const Missing& item : rejection.missing) {
    const std::string place = input::of_value(item.id.value);
    const std::string sentence = "Still missing · " + missing_sentence(item, handled.after, voice);
    if (inputs.contains(place)) {
      reply.errors.try_emplace(place, text::clip(sentence, form_error_max));
    } else {
      also(sentence);
    }
  }
  for (const Line& line :
       has_inputs&& more ? open_things(rejection, handled.after, voice) : std::vector<Line>()) {
    Card only;
    only.headline = line;
    also(sentence_of(only));
  }
  if (rest.empty() && reply.errors.empty()) rest = sentence_of(card);
  // What was kept is no error of its own: it follows one.
  const std::string place = rest.empty()
                                ? reply.errors.begin()->first
                                : place_for(rejection.refusal, handled.command.action, inputs);
  if (!kept.empty()) also(kept);
  if (!rest.empty()) {
    std::string& said = reply.errors[place];
    said = text::clip(said.empty() ? rest : said + " · " + rest, form_error_max);
  }
  return reply;
}

}  // namespace baton
