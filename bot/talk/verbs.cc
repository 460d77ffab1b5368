#include "bot/talk/verbs.h"

#include <algorithm>
#include <array>

#include "bot/talk/near.h"
#include "bot/talk/text.h"

namespace baton {
namespace {

constexpr Word verb(Verb means, std::string_view word, std::string_view usage,
                    std::string_view does, std::string_view example, std::string_view more = {}) {
  return {word, Word::Kind::verb, means, ViewRequest::Kind::menu, usage, does, example, more};
}
constexpr Word view(ViewRequest::Kind means, std::string_view word, std::string_view usage,
                    std::string_view does, std::string_view example, std::string_view more = {}) {
  return {word, Word::Kind::view, Verb::note, means, usage, does, example, more};
}
constexpr Word later(std::string_view word, std::string_view instead) {
  return {word, Word::Kind::later, Verb::note, ViewRequest::Kind::menu, word, instead, {}, {}};
}

constexpr std::array words{
    verb(Verb::start_new, "new", "new <workflow> <client> <title> [name=value ...]",
         "Starts a task. You hold it.",
         "new paid-campaign-launch ACME \"Spring launch\" budget=\"5000 EUR\"",
         "`/handoff new` alone opens a form; with a workflow and a client it is filled in so far."),
    verb(Verb::give, "give", "give <task> [to <stage>] [@person] [name=value ...] [note]",
         "Offers the task to the next person, once everything needed is there.",
         "give ACME-12 to \"Deployment Ready\" @petra budget=\"5000 EUR\" Please start on Monday",
         "You keep the task until it is accepted. Stage and person may be left out where only one "
         "fits. Where something is missing, the answer has a form that asks for it."),
    verb(Verb::accept, "accept", "accept <task>", "Takes over what is offered to you.",
         "accept ACME-12"),
    verb(Verb::give_back, "return", "return <task> <reason> [words]",
         "Sends an offer back to its sender, who keeps the task.",
         "return ACME-12 missing-asset The logo is not in the folder",
         "`/handoff return ACME-12` alone opens a form with the reasons."),
    verb(Verb::ask, "ask", "ask <task> <question>",
         "Asks the sender before you decide. The offer stays open.",
         "ask ACME-12 Which logo is it?", "`/handoff ask ACME-12` alone opens a form."),
    verb(Verb::answer, "answer", "answer <task> <text>", "Answers the open question.",
         "answer ACME-12 The new one, in the brand folder",
         "`/handoff answer ACME-12` alone opens a form."),
    verb(Verb::withdraw, "withdraw", "withdraw <task>",
         "Takes back what you offered, as long as it is not accepted.", "withdraw ACME-12"),
    verb(Verb::set, "set", "set <task> <field>=<value>", "Fills in a field.",
         "set ACME-12 budget=\"5000 EUR\"",
         "Several fields at once will do. `/handoff set ACME-12 budget=` clears it. "
         "`/handoff set ACME-12` alone opens a form for what is missing."),
    verb(Verb::check, "check", "check <task> <item> [off]", "Ticks a checklist item.",
         "check ACME-12 formats", "“off” at the end takes the tick back."),
    verb(Verb::attach, "attach", "attach <task> [item] <link>", "Adds a link or a file name.",
         "attach ACME-12 creative https://drive.example.com/spring",
         "The item may be left out where only one is missing."),
    verb(Verb::approve, "approve",
         "approve <task> <item> [by <who>] [on <when>] [how: <words>] [link]",
         "Approves, or records the client's sign-off with who, when, how and the proof.",
         "approve ACME-12 sign-off by \"Maria Smith\" on \"2 March\" how: \"e-mail\" "
         "https://mail.example.com/1"),
    verb(Verb::note, "note", "note <task> <text>", "Writes something down on the task.",
         "note ACME-12 The client is away until Monday"),
    verb(Verb::done, "done", "done <task>", "Finishes a task in its last stage.", "done ACME-12"),
    verb(Verb::cancel, "cancel", "cancel <task> <why>", "Ends a task that will not be done.",
         "cancel ACME-12 The client has stopped the campaign"),
    view(ViewRequest::Kind::menu, "menu", "menu", "Shows what you can do now.", "menu",
         "`/handoff` alone does the same."),
    view(ViewRequest::Kind::list, "list", "list [waiting|holding|client <client>|@person]",
         "Lists open tasks.", "list waiting"),
    view(ViewRequest::Kind::show, "show", "show <task>",
         "Shows who holds a task and what is still missing.", "show ACME-12"),
    view(ViewRequest::Kind::history, "history", "history <task>",
         "Lists a task's handoffs, questions and notes, and the latest of each value.",
         "history ACME-12"),
    view(ViewRequest::Kind::help, "help", "help [command]", "Explains the commands.", "help give"),

    later("urgent", "Supply what is missing, then `give`. `show` lists it."),
    later("take", "Ask the sender to `withdraw` and to `give` the task to you."),
    later("pass", "`return` it with the reason wrong-person, and say who it is for."),
    later("undo", "`withdraw` takes back an offer. After an acceptance, `give` hands the task on."),
    later("gap", "`ask` what is missing, or `return` with the reason missing-information."),
    later("supply", "Use `set`, `attach`, `check` or `approve`."),
    later("repay", "Use `set`, `attach`, `check` or `approve`."),
    later("forgive", "Nothing can be skipped yet, so nothing is owed."),
    later("start", "Once accepted you hold the task. A `note` can say that you have begun."),
    later("block", "Write a `note`. The task stays with its holder."),
    later("unblock", "Write a `note`."),
    later("wait", "Write a `note` that says until when. The task stays with its holder."),
    later("resume", "Nothing is paused yet."),
    later("snooze", "There are no reminders yet. `menu` shows what waits on you."),
    later("due", "Write the date as a `note`, or `set` it where the workflow has a field."),
    later("reopen", "Start a `new` task and name the old one in a `note`."),
    later("away", "`give` what you hold to somebody else, one task at a time."),
    later("back", "`list holding` shows what you hold."),
    later("transition", "`list client <client>` shows what to `give`, one task at a time."),
    later(
        "client",
        "Clients are listed in the configuration file. `list client <client>` shows their tasks."),
    later("person", "People are listed in the configuration file."),
    later("role", "Roles are listed in the configuration file."),
    later("move", "`cancel` the task and start a `new` one for the other client."),
    later("redact", "Ask the people who run Baton."),
    later("upgrade", "A task keeps the workflow it started with."),
    later("miss", "Write a `note`."),
    later("feedback", "Write a `note` on the task it is about."),
    later("decide", "Write the decision as a `note` on a task of the client."),
    later("stats", "`list` and `history` show what is there today."),
    later("report", "`list client <client>` shows how the client's tasks stand."),
    later("board", "`list` shows all open tasks."),
    later("doctor", "The people who run Baton can check its connections."),
    later("allow", "There are no requests to decide yet."),
    later("refuse", "`return` sends an offer back."),
};

/// What people say elsewhere for what is one of ours.
struct Synonym {
  std::string_view said;
  std::string_view word;
};
constexpr std::array synonyms{
    Synonym{"reject", "return"},   Synonym{"decline", "return"}, Synonym{"deny", "return"},
    Synonym{"assign", "give"},     Synonym{"offer", "give"},     Synonym{"handover", "give"},
    Synonym{"hand", "give"},       Synonym{"send", "give"},      Synonym{"create", "new"},
    Synonym{"add", "new"},         Synonym{"open", "new"},       Synonym{"finish", "done"},
    Synonym{"complete", "done"},   Synonym{"close", "done"},     Synonym{"delete", "cancel"},
    Synonym{"stop", "cancel"},     Synonym{"abort", "cancel"},   Synonym{"comment", "note"},
    Synonym{"tick", "check"},      Synonym{"link", "attach"},    Synonym{"file", "attach"},
    Synonym{"upload", "attach"},   Synonym{"sign", "approve"},   Synonym{"signoff", "approve"},
    Synonym{"status", "show"},     Synonym{"view", "show"},      Synonym{"info", "show"},
    Synonym{"tasks", "list"},      Synonym{"mine", "list"},      Synonym{"log", "history"},
    Synonym{"reply", "answer"},    Synonym{"question", "ask"},   Synonym{"recall", "withdraw"},
    Synonym{"revoke", "withdraw"}, Synonym{"ok", "accept"},      Synonym{"yes", "accept"},
    Synonym{"commands", "help"},   Synonym{"hello", "menu"},     Synonym{"hi", "menu"},
};

}  // namespace

std::span<const Word> all_words() { return words; }

const Word& word_of_verb(Verb meant) {
  return *std::ranges::find_if(
      words, [&](const Word& word) { return word.kind == Word::Kind::verb && word.verb == meant; });
}

std::string usage_of(Verb verb) { return std::string(word_of_verb(verb).usage); }

std::vector<const Word*> words_named(std::string_view typed) {
  const std::string wanted = text::folded(typed);
  std::vector<const Word*> fits;
  if (wanted.empty()) return fits;
  for (const Word& word : words) {  // those of later versions stand last in the table
    if (word.word == wanted) return {&word};
    if (word.word.starts_with(wanted)) fits.push_back(&word);
  }
  return fits;
}

std::vector<std::string> words_near(std::string_view typed) {
  const std::string wanted = text::folded(typed);
  for (const Synonym& synonym : synonyms) {
    if (synonym.said == wanted) return {std::string(synonym.word)};
  }
  std::vector<std::string> known;
  for (const Word& word : words) {
    if (word.kind != Word::Kind::later) known.emplace_back(word.word);
  }
  return nearest(wanted, known);
}

}  // namespace baton
