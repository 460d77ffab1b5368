// A give that finds no stage, no receiver, or not enough to hand over.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/form_inputs.h"
#include "bot/talk/forms.h"
#include "bot/talk/lookup.h"
#include "bot/talk/quotes.h"
#include "bot/talk/refusing.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "core/model/overloaded.h"

namespace baton {
namespace {

constexpr std::size_t note_retyped_max = 200;

/// As one quoted text. Typographic double marks become plain ones, lest they close it.
std::string quoted(std::string_view words) {
  std::string out = "\"";
  for (std::size_t at = 0; at < words.size();) {
    const text::CodePoint point = text::code_point_at(words, at);
    const std::string_view character = words.substr(at, point.bytes);
    if (is_double_quote(point.value)) {
      out += "\\\"";
    } else if (character == "\\") {
      out += "\\\\";
    } else {
      out += character;
    }
    at += point.bytes;
  }
  return out + "\"";
}

/// As a chat delivers it: what could be taken for its markup is an entity.
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

void Refusing::not_ready() {
  const std::size_t lacking =
      rejection_.missing.size() + rejection_.gaps.size() + rejection_.tracks.size();
  const std::string count = lacking == 1 ? std::string("one thing is missing")
                                         : std::to_string(lacking) + " things are missing";
  const std::string to = rejection_.choices.empty()
                             ? std::string("the next stage")
                             : stage_title(task_, {rejection_.choices.front()}, agency());
  switch (verb()) {
    case Verb::done: headline(bold(key()), " cannot be finished yet: ", count, "."); break;
    case Verb::repay:
      headline("What is owed on ", bold(key()), " is not there yet: ", count, ". ", present());
      break;
    case Verb::undo:
      headline("This cannot be taken back: what the offer of ", bold(key()),
               " needs has been taken away since. ", present());
      break;
    case Verb::urgent:
    case Verb::allow:
      headline(bold(key()), " cannot go to ", bold(to), " even urgently: ",
               lacking == 1 ? "one thing is never skipped. "
                            : std::to_string(lacking) + " things are never skipped. ",
               present());
      break;
    default:
      headline(bold(key()), " cannot be handed over to ", bold(to), " yet: ", count, ". ",
               present());
  }
  if (!rejection_.missing.empty()) {
    card_.sections.push_back({"What is missing, and how to supply it",
                              missing_lines(rejection_.missing, task_, voice_),
                              {}});
  }
  add_open_things();
  if (verb() == Verb::give) add_give_form();
}

void Refusing::add_give_form() {
  const auto asked = [](const Missing& item) { return is_asked_by_form(item.kind); };
  if (std::ranges::none_of(rejection_.missing, asked)) return;
  card_.buttons = {opens("Fill in what is missing", Verb::give, task_, Button::Look::primary)};
  Press& press = card_.buttons.front().press;
  if (!rejection_.choices.empty()) press.text = rejection_.choices.front();
  const auto* give = std::get_if<Give>(&command_.action);
  if (give == nullptr) return;
  if (give->receiver) press.filled.emplace(input::receiver, give->receiver->value);
  if (!give->note.empty()) press.filled.emplace(input::note, give->note);
}

void Refusing::no_way_on() {
  if (rejection_.choices.empty()) {
    headline("There is no way on from ", bold(stage()), ". ", present());
    add("To finish it: ", command("done " + key()));
    return;
  }
  const std::string named = meant().to;
  const std::string to =
      named.empty() ? std::string("there") : stage_title(task_, {named}, agency());
  headline("There is no way from ", bold(stage()), " to ", bold(to), ". ", present());
  add_ways();
}

void Refusing::choose_way() {
  headline("There are several ways on from ", bold(stage()), ". Which one? ", present());
  add_ways();
}

void Refusing::choose_receiver() {
  headline("Several people can take ", bold(key()), ". Who shall get it? ", present());
  add_candidates();
}

void Refusing::nobody_for_role() {
  switch (verb()) {
    case Verb::pass:
      headline("Nobody else has the role that receives ", bold(key()), role_words(), ". ",
               present());
      add("To send it back: ", command("return " + key() + " wrong-person <words>"));
      if (task_.offer() != nullptr) card_.buttons = decision_buttons(task_);
      return;
    case Verb::urgent:
      headline("Nobody can allow that ", bold(key()), " goes on although something is missing. ",
               present());
      add(command("show " + key()), " lists what is missing.");
      return;
    case Verb::give_back:
      headline("Nobody is there to take ", bold(key()), " back. ", present());
      add("To hand it to somebody else: ", command("give " + key() + " @person"));
      return;
    case Verb::reopen:
      headline("Nobody is there to hold ", bold(key()), ", so it stays closed.");
      add("Ask the people who run Baton to name a last resort.");
      return;
    default: break;
  }
  headline("Nobody has the role that receives ", bold(key()), role_words(), ". ", present());
  add("A coordinator or director can name anybody: ", command("give " + key() + " @person"),
      who_may_name());
}

void Refusing::outside_role() {
  const PersonId named = meant().receiver.value_or(PersonId());
  headline(named.empty() ? std::string("This person") : voice_.subject(named),
           voice_.is_you(named) ? " do" : " does", " not have the role that receives ", bold(key()),
           role_words(), ". ", present());
  add_candidates();
  if (verb() != Verb::pass) {
    add("Only a coordinator or director can name somebody else", who_may_name(), ".");
  }
}

void Refusing::must_be_distinct() {
  headline("This step needs two people: who holds ", bold(key()), " cannot receive it. ",
           present());
  if (rejection_.candidates.empty()) add("Nobody else has the role", role_words(), ".");
  add_candidates();
}

void Refusing::unknown_person() {
  headline("This person is not listed any more. ", present());
  std::vector<std::string> names;
  for (const Person& person : agency().directory.people) {
    if (!person.left) names.push_back(person.name);
  }
  add("People: ", some_of(names), ".");
  add("Type ", command(std::string(word_of(verb())) + " " + key() + " @person" +
                       (verb() == Verb::urgent ? " <reason>" : "")));
}

std::string Refusing::give_again(ForThe use, const std::string& to, const std::string& person) {
  note_retyped_ = true;
  std::string typed = std::string(word_of(verb())) + " " + key();
  if (!to.empty()) typed += " to " + to;
  if (!person.empty()) {
    typed += person.find(' ') == person.npos ? " @" + person : " @\"" + person + "\"";
  }
  const std::string words = meant().words;
  if (words.empty()) return typed;
  if (words.size() > note_retyped_max) return typed + " \"your note\"";
  return typed + " " + quoted(use == ForThe::button ? escaped(words) : words);
}

Refusing::Meant Refusing::meant() const {
  const auto stage = [](const std::optional<StageId>& to) {
    return to ? to->value : std::string();
  };
  return std::visit(Overloaded{
                        [&](const Give& give) {
                          return Meant{stage(give.to), give.receiver, give.note};
                        },
                        [&](const Urgent& urgent) {
                          return Meant{stage(urgent.to), urgent.receiver, urgent.reason};
                        },
                        [](const Pass& pass) {
                          return Meant{{}, pass.to, {}};
                        },
                        [](const auto&) { return Meant(); },
                    },
                    command_.action);
}

void Refusing::add_ways() {
  const std::optional<PersonId> receiver = meant().receiver;
  const std::string person = receiver ? agency().name_of(*receiver) : std::string();
  for (const std::string& stage : rejection_.choices) {
    const std::string title = stage_title(task_, {stage}, agency());
    add(bold(title), ": ", command(give_again(ForThe::eye, stage, person)));
    card_.buttons.push_back(runs(title, give_again(ForThe::button, stage, person)));
  }
}

void Refusing::add_candidates() {
  const std::string to = meant().to;
  for (const PersonId& id : rejection_.candidates) {
    const std::string name = agency().name_of(id);
    add(bold(name), ": ", command(give_again(ForThe::eye, to, name)));
    card_.buttons.push_back(runs(name, give_again(ForThe::button, to, name)));
  }
}

std::string Refusing::role_words() const {
  const Workflow* workflow = workflow_of(task_, agency());
  if (workflow == nullptr) return {};
  const std::string to = meant().to;
  const Handoff* offer = verb() == Verb::pass ? task_.offer() : nullptr;
  for (const Transition* way : workflow->from(task_.stage)) {
    const bool along =
        offer != nullptr ? way->id == offer->transition : to.empty() || way->to.value == to;
    if (along && way->receiver.kind == Party::Kind::role) {
      return " (" + way->receiver.role.value + ")";
    }
  }
  return {};
}

std::string Refusing::who_may_name() const {
  std::vector<std::string> names;
  for (const RoleId& role : {coordinator_role, director_role}) {
    for (const Person* person : agency().holders_of(role)) {
      if (std::ranges::find(names, voice_.name(person->id)) == names.end()) {
        names.push_back(voice_.name(person->id));
      }
    }
  }
  return names.empty() ? std::string() : " (" + text::listed(names, "or") + ")";
}

}  // namespace baton
