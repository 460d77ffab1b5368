// What was told is not understood, or not enough.
#include "bot/talk/forms.h"
#include "bot/talk/lookup.h"
#include "bot/talk/near.h"
#include "bot/talk/refusing.h"
#include "bot/talk/supply.h"
#include "bot/talk/text.h"
#include "bot/talk/verbs.h"
#include "core/machine/decide.h"

namespace baton {

void Refusing::bad_value() {
  if (verb() == Verb::give) {
    headline(bold(key()), " is not offered yet: something was not understood. ", present());
  } else if (kept_) {
    headline("Not all of this was understood, so not all of it is on ", bold(key()), ".");
  } else {
    headline("That was not understood, so ", bold(key()), " is as it was.");
  }
  add_problems();
}

void Refusing::unclear_item() {
  const bool unknown = rejection_.refusal == Refusal::unknown_item;
  const Problem problem = rejection_.problems.empty() ? Problem{} : rejection_.problems.front();
  told_ = 1;
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
             " asks for.");
  }
  add_near(problem.name,
           unknown ? nearest(problem.name, rejection_.choices) : std::vector<std::string>());
  add_choices(unknown ? "It asks for: " : "It could be: ", unknown ? "and" : "or");
  add(command("show " + key()), " lists what is missing.");
}

void Refusing::nothing_missing() {
  headline("Nothing of that kind is missing on ", bold(key()), ".");
  add("To add to what is there, name the item: ", command(to_type(verb())));
  add(command("show " + key()), " lists the items.");
}

void Refusing::unknown_reason() {
  const Problem problem = rejection_.problems.empty() ? Problem{} : rejection_.problems.front();
  told_ = 1;
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
  add_choices("Reasons: ", "and");
  add("For example: ",
      command("return " + key() + " " +
              (fits.empty() ? std::string("missing-information") : fits.front()) + " <words>"));
  card_.buttons = {opens("Choose a reason", Verb::give_back, task_, Button::Look::normal)};
  const auto* back = std::get_if<GiveBack>(&command_.action);
  const std::string typed = back == nullptr ? "" : problem.given + " " + back->words;
  if (!text::trimmed(typed).empty()) {
    card_.buttons.front().press.filled.emplace(input::words, text::trimmed(typed));
  }
}

void Refusing::words_needed() {
  const std::string task = key();
  switch (verb()) {
    case Verb::give_back:
      headline("The reason “other” needs a word of explanation. Nothing changed.");
      add("Type ", command("return " + task + " other <words>"));
      return;
    case Verb::ask: headline("What is your question?"); break;
    case Verb::answer: headline("What is your answer?"); break;
    case Verb::cancel: headline("Why is ", bold(task), " cancelled? Nothing changed."); break;
    case Verb::start_new: headline("What is the task's title?"); break;
    case Verb::accept: headline("What is missing? ", bold(task), " is not accepted yet."); break;
    case Verb::name_gap: headline("What is missing on ", bold(task), "? Nothing changed."); break;
    case Verb::supply: headline("What is supplied? A link, or words. Nothing changed."); break;
    case Verb::urgent: headline("Why can it not wait? Nothing is offered without a reason."); break;
    case Verb::block: headline("What blocks ", bold(task), "? Nothing changed."); break;
    case Verb::wait: headline("What does ", bold(task), " wait for? Nothing changed."); break;
    case Verb::drop: headline("Why is it no longer needed? Nothing changed."); break;
    case Verb::forgive: headline("Why is it forgiven? Nothing changed."); break;
    case Verb::due:
      headline("The date is promised to the client: why does it change? Nothing changed.");
      break;
    default: headline("The text is missing. Nothing changed."); break;
  }
  add("Type ", command(to_type(verb())));
}

std::string Refusing::to_type(Verb wanted) const {
  switch (wanted) {
    case Verb::attach: return "attach " + key() + " <item> <link>";
    case Verb::approve: return "approve " + key() + " <item>";
    case Verb::accept: return "accept " + key() + " gap: <what>";
    case Verb::name_gap: return "gap " + key() + " <what>";
    case Verb::supply: return "supply " + key() + " <gap> <link or words>";
    case Verb::confirm: return "confirm " + key() + " <gap>";
    case Verb::drop: return "drop " + key() + " <gap> <why>";
    case Verb::forgive: return "forgive " + key() + " <debt> <why>";
    case Verb::urgent: return "urgent " + key() + " <reason>";
    case Verb::block: return "block " + key() + " <why>";
    case Verb::wait: return "wait " + key() + " client <until> <why>";
    case Verb::due: return "due " + key() + " <when> <why>";
    case Verb::ask: return "ask " + key() + " <question>";
    case Verb::answer: return "answer " + key() + " <text>";
    case Verb::note: return "note " + key() + " <text>";
    case Verb::cancel: return "cancel " + key() + " <why>";
    case Verb::move: return "move " + key() + " <client>";
    case Verb::start_new: return usage_of(wanted);
    default: return std::string(word_of(wanted)) + " " + key();
  }
}

void Refusing::details_needed() {
  headline("The client's sign-off needs who, when, how and a proof. Nothing was recorded.");
  for (const Problem& problem : rejection_.problems) {
    add("• ", bold(problem.name), ": ", problem.why);
  }
  told_ = rejection_.problems.size();
  const auto* approve = std::get_if<Approve>(&command_.action);
  const std::string item = approve == nullptr || approve->item.empty() ? "<item>" : approve->item;
  add("Type ", command("approve " + key() + " " + item +
                       " by \"client's name\" on \"date\" how: \"e-mail\" <link>"));
  card_.buttons = {opens("Fill it in", Verb::approve, task_, Button::Look::primary)};
  if (approve == nullptr) return;
  Press& press = card_.buttons.front().press;
  press.text = approve->item;
  press.filled = {{std::string(input::by), approve->who},
                  {std::string(input::on), approve->when},
                  {std::string(input::how), approve->how},
                  {std::string(input::link), approve->link}};
}

void Refusing::unknown_client() {
  const auto* start = std::get_if<StartNew>(&command_.action);
  const auto* move = std::get_if<Move>(&command_.action);
  const std::string typed_key = start != nullptr  ? start->client.value
                                : move != nullptr ? move->client.value
                                                  : std::string();
  std::vector<std::string> keys;
  for (const auto& [key, client] : agency().clients) keys.push_back(key.value);
  headline("There is no client “", shown(typed_key), "”.");
  add_near(typed_key, nearest(typed_key, keys));
  add("Clients: ", some_of(keys), ".");
  if (move != nullptr) add("Type ", command(to_type(verb())));
}

void Refusing::unknown_workflow() {
  const auto* start = std::get_if<StartNew>(&command_.action);
  if (start == nullptr) {
    headline("The workflow of ", bold(key()), " cannot be found, so nothing can be done with it.");
    add("Ask the people who run Baton to check the configuration.");
    return;
  }
  std::vector<std::string> ids;
  for (const WorkflowId& id : agency().settings.active_workflows) ids.push_back(id.value);
  headline("There is no workflow “", shown(start->workflow.value), "” in use.");
  add_near(start->workflow.value, nearest(start->workflow.value, ids));
  add("Workflows: ", some_of(ids), ".");
}

void Refusing::too_long() {
  headline("This is too long.", unless_kept(" Nothing was recorded."));
  add("A title may have ", std::to_string(title_max), " characters, other texts ",
      std::to_string(text_max), ". Put the rest into a document and add its link.");
}

void Refusing::add_near(std::string_view typed, const std::vector<std::string>& near) {
  if (near.empty() || typed.empty()) return;
  add("Did you mean ", text::listed(near, "or"), "?");
}

void Refusing::add_choices(const char* intro, std::string_view last) {
  if (!rejection_.choices.empty()) add(intro, some_of(rejection_.choices, last), ".");
}

const Requirement* Refusing::wrong_verb_item(const Problem& problem) const {
  const Workflow* workflow = workflow_of(task_, agency());
  return workflow == nullptr ? nullptr : workflow->requirement({problem.name});
}

}  // namespace baton
