#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/near.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "bot/talk/verbs.h"
#include "bot/talk/words.h"
#include "core/machine/decide.h"
#include "core/model/overloaded.h"

namespace baton {
namespace {

constexpr std::size_t given_shown_max = 80;
constexpr std::size_t note_retyped_max = 200;
constexpr std::size_t names_shown_max = 12;

std::string usage_of(Verb verb) { return std::string(word_of_verb(verb).usage); }

/// Words each refusal: what and why in the headline, then who can, then the mend.
class Refusing {
 public:
  Refusing(const Rejection& rejection, const Command& command, const Task& task, const Voice& voice)
      : rejection_(rejection), command_(command), task_(task), voice_(voice) {
    card_.tone = Card::Tone::bad;
  }

  Card card() {
    word();
    if (!lines_.empty()) card_.sections.push_back({{}, std::move(lines_), {}});
    return std::move(card_);
  }

 private:
  void word() {
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
      case Refusal::unknown_item: return unclear_item();
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
    }
  }

  void unknown_task() {
    headline("There is no task ", bold(command_.task.value), ".");
    const std::string& key = command_.task.value;
    const Client* client = agency().client({key.substr(0, key.rfind('-'))});
    if (client != nullptr && client->last_number > 0) {
      add("The newest task of ", client->key.value, " is ",
          bold(client->key.value + "-" + std::to_string(client->last_number)), ".");
    } else if (client != nullptr) {
      add(client->key.value, " has no tasks yet.");
    }
    add(command("list"), " shows the open tasks.");
  }

  void nothing_offered() {
    const bool for_you = verb() != Verb::withdraw;
    const Handoff* last = handoff_meant();
    const bool again = last != nullptr && last->settled_by == command_.by &&
                       ((verb() == Verb::accept && last->outcome == Outcome::accepted) ||
                        (verb() == Verb::give_back && last->outcome == Outcome::returned) ||
                        (verb() == Verb::withdraw && last->outcome == Outcome::withdrawn));
    if (again) {
      const char* const done = verb() == Verb::accept      ? "You have accepted "
                               : verb() == Verb::give_back ? "You have returned "
                                                           : "You have withdrawn the offer of ";
      card_.tone = Card::Tone::neutral;
      headline(done, bold(key()), " already, ", moment(last->settled_at), ". ", present());
      return;
    }
    if (for_you) {
      headline("Nothing is offered to you on ", bold(key()), ". ", present());
    } else {
      headline("Nothing is offered on ", bold(key()), ". ", present());
    }
    add_how_it_ended(last);
    add(command("menu"), " shows what waits on you.");
  }

  void no_open_question() {
    headline("No question is open on ", bold(key()), ".");
    const Handoff* last = handoff_meant();
    if (last != nullptr && !last->questions.empty() && last->questions.back().answered_by) {
      const Question& question = last->questions.back();
      add("The last one was answered by ", voice_.name(*question.answered_by), " ",
          moment(question.answered_at), ".");
    }
    add("To write something down: ", command("note " + key() + " <text>"));
  }

  void withdraw_first() {
    headline(bold(key()), " is offered to ", receiver(), ". Take the offer back first.");
    add("Type ", command("withdraw " + key()), ", then ", command("done " + key()), ".");
    card_.buttons = {act("Withdraw", Verb::withdraw, task_, Button::Look::normal)};
  }

  void already_offered() {
    const Handoff* offer = task_.offer();
    card_.tone = Card::Tone::neutral;
    headline(bold(key()), " is already offered to ", receiver(), ". Nothing changed.");
    if (offer != nullptr) add("Offered ", moment(offer->offered_at), ". ", present());
    add("To take it back: ", command("withdraw " + key()));
  }

  void already_ended() {
    card_.tone = Card::Tone::ended;
    headline(bold(key()), task_.phase == Phase::done ? " is done: " : " is cancelled: ",
             voice_.name(task_.ended_by), ", ", moment(task_.ended_at), ".");
    if (!task_.end_reason.empty()) add("Why: ", excerpt(task_.end_reason));
    add("A note can still be added: ", command("note " + key() + " <text>"));
    add("To go on, start a new task: ", command(usage_of(Verb::start_new)));
  }

  void not_final() {
    std::vector<std::string> finals;
    const Workflow* workflow = workflow_of(task_, agency());
    for (const Stage& stage : workflow == nullptr ? std::vector<Stage>() : workflow->stages) {
      if (stage.final_stage) finals.push_back(stage_title(task_, stage.id, agency()));
    }
    headline(bold(key()), " cannot be finished in ", stage(), ".");
    if (!finals.empty()) add("It can be finished in ", text::listed(finals, "or"), ".");
    add("To hand it on: ", command("give " + key()));
    add("To end it without finishing: ", command("cancel " + key() + " <why>"));
  }

  void not_permitted() {
    if (rejection_.who_can.empty()) {
      headline("Nobody can do this on ", bold(key()), " now: ", word_of(verb()), ". ", present());
    } else {
      headline("Only ", bold(voice_.any_of(rejection_.who_can)), " can ", deed(), ". ", present());
    }
    const Handoff* offer = task_.offer();
    const bool own_offer = offer != nullptr && offer->sender == command_.by;
    const bool decides = verb() == Verb::accept || verb() == Verb::give_back || verb() == Verb::ask;
    if (own_offer && decides)
      add("You offered it. To take it back: ", command("withdraw " + key()));
    add("To tell everybody something: ", command("note " + key() + " <text>"));
  }

  void outdated() {
    headline("This button belongs to an earlier offer of ", bold(key()), ". Nothing changed. ",
             present());
    add_how_it_ended(handoff_meant());
    const Handoff* offer = task_.offer();
    if (offer == nullptr) return;
    add("Now it is offered to ", voice_.name(offer->receiver), " on the way to ",
        target_title(task_, offer->transition, agency()), ", since ", moment(offer->offered_at),
        ".");
    if (offer->receiver == command_.by) card_.buttons = decision_buttons(task_);
    if (offer->sender == command_.by) {
      card_.buttons = {act("Withdraw", Verb::withdraw, task_, Button::Look::normal)};
    }
  }

  void not_ready() {
    const std::size_t lacking = rejection_.missing.size();
    const std::string count = lacking == 1 ? std::string("one thing is missing")
                                           : std::to_string(lacking) + " things are missing";
    if (verb() == Verb::done) {
      headline(bold(key()), " cannot be finished yet: ", count, ".");
    } else {
      const std::string to = rejection_.choices.empty()
                                 ? std::string("the next stage")
                                 : stage_title(task_, {rejection_.choices.front()}, agency());
      headline(bold(key()), " cannot be handed over to ", bold(to), " yet: ", count, ". ",
               present());
    }
    std::vector<Line> missing = missing_lines(rejection_.missing, task_, voice_);
    card_.sections.push_back({"What is missing, and how to supply it", std::move(missing), {}});
    add_problems();
    if (verb() == Verb::give) {
      card_.buttons = {opens("Fill in the form", Verb::give, task_, Button::Look::primary)};
      if (!rejection_.choices.empty()) card_.buttons.front().press.text = rejection_.choices[0];
    }
  }

  void bad_value() {
    if (verb() == Verb::give) {
      headline(bold(key()), " is not offered yet: something was not understood. ", present());
    } else {
      headline("That was not understood, so ", bold(key()), " is as it was.");
    }
    add_problems();
  }

  void unclear_item() {
    const bool unknown = rejection_.refusal == Refusal::unknown_item;
    const Problem problem = rejection_.problems.empty() ? Problem{} : rejection_.problems.front();
    if (const Requirement* other = wrong_verb_item(problem)) {
      headline(bold(label_of(task_, other->id, agency())), " of ", key(),
               " is supplied in another way.");
      add("Type ", command(supply_command(*other, task_.key)));
      return;
    }
    if (problem.name.empty()) {
      headline("Which item of ", bold(key()), "? Several are missing.");
    } else {
      headline("“", shown(problem.name), "”",
               unknown ? " is nothing that " : " could be several things that ", bold(key()),
               unknown ? " asks for." : " asks for.");
    }
    add_near(problem.name,
             unknown ? nearest(problem.name, rejection_.choices) : std::vector<std::string>());
    add_choices(unknown ? "It asks for: " : "It could be: ");
    add(command("show " + key()), " lists what is missing.");
  }

  void nothing_missing() {
    headline("Nothing of that kind is missing on ", bold(key()), ".");
    add("To add to what is there, name the item: ", command(usage_of(verb())));
    add(command("show " + key()), " lists the items.");
  }

  void no_way_on() {
    if (rejection_.choices.empty()) {
      headline("There is no way on from ", bold(stage()), ". ", present());
      add("To finish it: ", command("done " + key()));
      return;
    }
    const auto* give = std::get_if<Give>(&command_.action);
    const std::string to = give != nullptr && give->to ? stage_title(task_, *give->to, agency())
                                                       : std::string("there");
    headline("There is no way from ", bold(stage()), " to ", bold(to), ". ", present());
    add_ways();
  }

  void choose_way() {
    headline("There are several ways on from ", bold(stage()), ". Which one? ", present());
    add_ways();
  }

  void choose_receiver() {
    headline("Several people can take ", bold(key()), ". Who shall get it? ", present());
    add_candidates();
  }

  void nobody_for_role() {
    headline("Nobody has the role that receives ", bold(key()), role_words(), ". ", present());
    add("A coordinator or director can name anybody: ", command("give " + key() + " @person"),
        who_may_name());
  }

  void outside_role() {
    const auto* give = std::get_if<Give>(&command_.action);
    const std::string named = give != nullptr && give->receiver ? voice_.subject(*give->receiver)
                                                                : std::string("This person");
    headline(named,
             voice_.is_you(give != nullptr && give->receiver ? *give->receiver : PersonId())
                 ? " do"
                 : " does",
             " not have the role that receives ", bold(key()), role_words(), ". ", present());
    add_candidates();
    add("Only a coordinator or director can name somebody else", who_may_name(), ".");
  }

  void must_be_distinct() {
    headline("This step needs two people: who holds ", bold(key()), " cannot receive it. ",
             present());
    if (rejection_.candidates.empty()) add("Nobody else has the role", role_words(), ".");
    add_candidates();
  }

  void unknown_reason() {
    const Problem problem = rejection_.problems.empty() ? Problem{} : rejection_.problems.front();
    std::vector<std::string> fits = starting_with(problem.given, rejection_.choices);
    if (fits.empty()) fits = nearest(problem.given, rejection_.choices);
    if (problem.given.empty()) {
      headline("For which reason is ", bold(key()), " returned? ", present());
    } else if (fits.size() > 1) {
      headline("“", shown(problem.given), "” could be several reasons. ", present());
    } else {
      headline("“", shown(problem.given), "” is not one of the reasons. ", present());
    }
    add_near(problem.given, fits);
    add_choices("Reasons: ");
    add("For example: ",
        command("return " + key() + " " +
                (fits.empty() ? std::string("missing-information") : fits.front()) + " <words>"));
    card_.buttons = {opens("Choose a reason", Verb::give_back, task_, Button::Look::normal)};
  }

  void words_needed() {
    switch (verb()) {
      case Verb::give_back:
        headline("The reason “other” needs a word of explanation. Nothing changed.");
        add("Type ", command("return " + key() + " other <words>"));
        return;
      case Verb::ask: headline("What is your question?"); break;
      case Verb::answer: headline("What is your answer?"); break;
      case Verb::cancel: headline("Why is ", bold(key()), " cancelled? Nothing changed."); break;
      case Verb::start_new: headline("What is the task's title?"); break;
      default: headline("The text is missing. Nothing changed."); break;
    }
    add("Type ", command(usage_of(verb())));
  }

  void details_needed() {
    headline("The client's sign-off needs who, when, how and a proof. Nothing was recorded.");
    for (const Problem& problem : rejection_.problems) {
      add("• ", bold(problem.name), ": ", problem.why);
    }
    const auto* approve = std::get_if<Approve>(&command_.action);
    const std::string item = approve == nullptr || approve->item.empty() ? "<item>" : approve->item;
    add("Type ", command("approve " + key() + " " + item +
                         " by \"client's name\" on \"date\" how: \"e-mail\" <link>"));
  }

  void unknown_client() {
    const auto* start = std::get_if<StartNew>(&command_.action);
    std::vector<std::string> keys;
    for (const auto& [key, client] : agency().clients) keys.push_back(key.value);
    headline("There is no client “", start == nullptr ? "" : shown(start->client.value), "”.");
    if (start != nullptr) add_near(start->client.value, nearest(start->client.value, keys));
    add("Clients: ", some_of(keys), ".");
  }

  void unknown_workflow() {
    const auto* start = std::get_if<StartNew>(&command_.action);
    if (start == nullptr) {
      headline("The workflow of ", bold(key()),
               " cannot be found, so nothing can be done with it.");
      add("Ask the people who run Baton to check the configuration.");
      return;
    }
    std::vector<std::string> ids;
    for (const WorkflowId& id : agency().settings.active_workflows) ids.push_back(id.value);
    headline("There is no workflow “", shown(start->workflow.value), "” in use.");
    add_near(start->workflow.value, nearest(start->workflow.value, ids));
    add("Workflows: ", some_of(ids), ".");
  }

  void unknown_person() {
    headline("This person is not listed any more. ", present());
    std::vector<std::string> names;
    for (const Person& person : agency().directory.people) {
      if (!person.left) names.push_back(person.name);
    }
    add("People: ", some_of(names), ".");
    add("Type ", command("give " + key() + " @person"));
  }

  void question_open() {
    headline("Your last question on ", bold(key()), " is not answered yet.");
    const Handoff* offer = task_.offer();
    const Question* question = offer == nullptr ? nullptr : offer->open_question();
    if (question != nullptr) {
      add("“", excerpt(question->text), "” · asked ", moment(question->at));
      add(voice_.subject(offer->sender), " has been told. Add to it with ",
          command("note " + key() + " <text>"));
    }
  }

  void too_long() {
    headline("This is too long. Nothing was recorded.");
    add("A title may have ", std::to_string(title_max), " characters, other texts ",
        std::to_string(text_max), ". Put the rest into a document and add its link.");
  }

  // ---- parts

  template <class... Parts>
  void headline(Parts&&... parts) {
    card_.headline = say(std::forward<Parts>(parts)...);
  }
  template <class... Parts>
  void add(Parts&&... parts) {
    lines_.push_back(say(std::forward<Parts>(parts)...));
  }

  [[nodiscard]] Verb verb() const { return verb_of(command_.action); }
  [[nodiscard]] const Agency& agency() const { return voice_.agency(); }
  [[nodiscard]] std::string key() const {
    return task_.key.empty() ? command_.task.value : task_.key.value;
  }
  [[nodiscard]] std::string stage() const { return stage_title(task_, task_.stage, agency()); }
  [[nodiscard]] std::string receiver() const {
    return task_.offer() == nullptr ? std::string() : voice_.name(task_.offer()->receiver);
  }
  [[nodiscard]] static std::string shown(std::string_view typed) {
    return text::clip(text::one_line(typed), given_shown_max);
  }
  [[nodiscard]] static std::string some_of(const std::vector<std::string>& names) {
    if (names.size() <= names_shown_max) return text::listed(names);
    const std::vector<std::string> first(names.begin(), names.begin() + names_shown_max);
    return text::listed(first, ",") + " …";
  }

  /// "Ana still holds it; Dino has not accepted.": how the task stands now.
  [[nodiscard]] std::string present() const {
    if (!task_.is_open()) return {};
    if (const Handoff* offer = task_.offer()) {
      return voice_.does(task_.holder, "still holds it", "still hold it") + "; " +
             voice_.name(offer->receiver) + (voice_.is_you(offer->receiver) ? " have" : " has") +
             " not accepted.";
    }
    return voice_.does(task_.holder, "holds it.", "hold it.");
  }

  /// What may not be done, in words: "accept ACME-12", "approve Client sign-off of ACME-12".
  [[nodiscard]] std::string deed() const {
    switch (verb()) {
      case Verb::give: return "hand over " + key();
      case Verb::give_back: return "return " + key();
      case Verb::ask: return "ask about the offer of " + key();
      case Verb::withdraw: return "withdraw the offer of " + key();
      case Verb::done: return "finish " + key();
      case Verb::approve: return "approve this on " + key();
      case Verb::accept:
      case Verb::cancel: return std::string(word_of(verb())) + " " + key();
      default: return "use " + std::string(word_of(verb())) + " on " + key();
    }
  }

  /// The handoff that the command was about: of the button, else the latest.
  [[nodiscard]] const Handoff* handoff_meant() const {
    const std::optional<int> number =
        std::visit(Overloaded{
                       [](const Accept& accept) { return accept.handoff; },
                       [](const GiveBack& back) { return back.handoff; },
                       [](const Ask& ask) { return ask.handoff; },
                       [](const Withdraw& withdraw) { return withdraw.handoff; },
                       [](const auto&) { return std::optional<int>(); },
                   },
                   command_.action);
    if (number) return task_.handoff(*number);
    return task_.handoffs.empty() ? nullptr : &task_.handoffs.back();
  }

  void add_how_it_ended(const Handoff* handoff) {
    if (handoff == nullptr || handoff->outcome == Outcome::open) return;
    Line line = say("How it ended: ");
    for (Span& span : ending_line(*handoff, voice_)) line.push_back(std::move(span));
    line.push_back(plain("."));
    lines_.push_back(std::move(line));
  }

  void add_problems() {
    for (Line& line : problem_lines(rejection_.problems, task_, voice_)) {
      lines_.push_back(std::move(line));
    }
  }

  void add_near(std::string_view typed, const std::vector<std::string>& near) {
    if (near.empty() || typed.empty()) return;
    add("Did you mean ", text::listed(near, "or"), "?");
  }

  void add_choices(const char* intro) {
    if (!rejection_.choices.empty()) add(intro, some_of(rejection_.choices), ".");
  }

  /// The give as it was meant, with another stage or receiver. Its values are kept already.
  [[nodiscard]] std::string give_again(const std::string& to, const std::string& person) const {
    std::string typed = "give " + key();
    if (!to.empty()) typed += " to " + to;
    if (!person.empty()) {
      typed += person.find(' ') == person.npos ? " @" + person : " @\"" + person + "\"";
    }
    const auto* give = std::get_if<Give>(&command_.action);
    const bool repeats_note = give != nullptr && !give->note.empty() &&
                              give->note.size() <= note_retyped_max &&
                              give->note.find_first_of("\"\\<>&“”„«»") == std::string::npos;
    if (repeats_note) typed += " \"" + give->note + "\"";
    return typed;
  }
  [[nodiscard]] std::string receiver_named() const {
    const auto* give = std::get_if<Give>(&command_.action);
    return give != nullptr && give->receiver ? agency().name_of(*give->receiver) : std::string();
  }

  void add_ways() {
    for (const std::string& stage : rejection_.choices) {
      const std::string typed = give_again(stage, receiver_named());
      add(bold(stage_title(task_, {stage}, agency())), ": ", command(typed));
      card_.buttons.push_back(runs(stage_title(task_, {stage}, agency()), typed));
    }
  }

  void add_candidates() {
    const auto* give = std::get_if<Give>(&command_.action);
    const std::string to = give != nullptr && give->to ? give->to->value : std::string();
    for (const PersonId& id : rejection_.candidates) {
      const std::string name = agency().name_of(id);
      add(bold(name), ": ", command(give_again(to, name)));
      card_.buttons.push_back(runs(name, give_again(to, name)));
    }
  }

  [[nodiscard]] std::string role_words() const {
    const auto* give = std::get_if<Give>(&command_.action);
    const Workflow* workflow = workflow_of(task_, agency());
    if (give == nullptr || workflow == nullptr) return {};
    for (const Transition* way : workflow->from(task_.stage)) {
      const bool meant = !give->to || way->to == *give->to;
      if (meant && way->receiver.kind == Party::Kind::role) {
        return " (" + way->receiver.role.value + ")";
      }
    }
    return {};
  }

  [[nodiscard]] std::string who_may_name() const {
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

  /// The requirement that was named rightly, but belongs to another verb.
  [[nodiscard]] const Requirement* wrong_verb_item(const Problem& problem) const {
    const Workflow* workflow = workflow_of(task_, agency());
    return workflow == nullptr ? nullptr : workflow->requirement({problem.name});
  }

  const Rejection& rejection_;
  const Command& command_;
  const Task& task_;
  const Voice& voice_;
  Card card_;
  std::vector<Line> lines_;
};

}  // namespace

Card refusal_card(const Rejection& rejection, const Command& command, const Task& task,
                  const Voice& voice) {
  return Refusing(rejection, command, task, voice).card();
}

}  // namespace baton
