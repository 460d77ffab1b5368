#include "bot/talk/verbs.h"

#include <algorithm>
#include <array>

#include "bot/talk/near.h"
#include "bot/talk/synonyms.h"
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

constexpr Word quick =
    verb(Verb::start_new, "@person", "@person <client> <what>, by <when> [link]",
         "Starts a small task and gives it, in one line.",
         "@dino ACME banner 3: logo bigger, by Thu 15:00 https://drive.example.com/banner",
         "The last “by” counts, in your time zone: Thu 15:00, tomorrow EOD, 3 Dec 9:00, "
         "2026-12-03, in 2 hours.");

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
    verb(Verb::accept, "accept", "accept <task> [gap: <what> ...]",
         "Takes over what is offered to you, with what is missing where something is.",
         "accept ACME-12 gap: logo as vector gap: copy deck (can start)",
         "The sender owes each gap. Your time begins once they are supplied; “(can start)” behind "
         "one says that it does not keep you. `/handoff accept ACME-12 gap:` opens a form."),
    verb(Verb::give_back, "return", "return <task> <reason> [words]",
         "Sends an offer back to its sender, also one that you have accepted, as long as you hold "
         "it.",
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
    verb(Verb::undo, "undo", "undo <task>",
         "Takes back what you pressed last, for a few minutes, while nothing else has happened.",
         "undo ACME-12",
         "Whoever was told of it is told. It does not take back a `give`: use `withdraw`."),
    verb(Verb::take, "take", "take <task> [why]",
         "Takes over what is offered to somebody with your role.", "take ACME-12 Dino is ill",
         "Of a task that is accepted already the holder is asked."),
    verb(Verb::pass, "pass", "pass <task> @person",
         "Passes what is offered to you on to somebody with the same role.", "pass ACME-12 @petra",
         "`/handoff pass ACME-12` alone opens a form."),
    verb(Verb::urgent, "urgent", "urgent <task> [to <stage>] [@person] <reason>",
         "Offers the task although something is missing. What was skipped is owed.",
         "urgent ACME-12 @petra The client goes live at noon",
         "Who may not decide that asks those who may. `/handoff urgent ACME-12` alone opens a "
         "form."),
    verb(Verb::allow, "allow", "allow <task>", "Says yes to what somebody asks of you.",
         "allow ACME-12", "Where several ask: `/handoff allow ACME-12 #2`."),
    verb(Verb::refuse, "refuse", "refuse <task> [why]", "Says no to what somebody asks of you.",
         "refuse ACME-12 I am on it"),
    verb(Verb::set, "set", "set <task> <field>=<value>", "Fills in a field.",
         "set ACME-12 budget=\"5000 EUR\"",
         "Several fields at once will do. `/handoff set ACME-12 budget=` clears it. "
         "`/handoff set ACME-12` alone opens a form for what is missing."),
    verb(Verb::check, "check", "check <task> <item> [off]", "Ticks a checklist item.",
         "check ACME-12 formats",
         "“off” at the end takes the tick back. `/handoff check ACME-12` alone opens a form."),
    verb(
        Verb::attach, "attach", "attach <task> [item] <link>", "Adds a link or a file name.",
        "attach ACME-12 creative https://drive.example.com/spring",
        "The item may be left out where only one is missing. `/handoff attach ACME-12` alone opens "
        "a form for what is missing."),
    verb(Verb::approve, "approve",
         "approve <task> <item> [by <who>] [on <when>] [how: <words>] [link]",
         "Approves, or records the client's sign-off with who, when, how and the proof.",
         "approve ACME-12 sign-off by \"Maria Smith\" on \"2 March\" how: \"e-mail\" "
         "https://mail.example.com/1"),
    verb(Verb::note, "note", "note <task> <text>", "Writes something down on the task.",
         "note ACME-12 The client is away until Monday",
         "`/handoff note ACME-12` alone opens a form."),
    verb(Verb::name_gap, "gap", "gap <task> <what> [(can start)]",
         "Names something that is missing. Who sent you the task owes it.",
         "gap ACME-12 The logo as vector", "`/handoff gap ACME-12` alone opens a form."),
    verb(Verb::supply, "supply", "supply <task> <gap> <value>",
         "Supplies what is missing. A gap goes by its number or the start of its words.",
         "supply ACME-12 2 https://drive.example.com/logo.svg",
         "The gap may be left out before a link. `/handoff supply ACME-12` alone opens a form."),
    verb(Verb::confirm, "confirm", "confirm <task> [gap]",
         "Says that a gap is closed by what was supplied.", "confirm ACME-12 2"),
    verb(Verb::drop, "drop", "drop <task> <gap> <why>", "Says that a gap is not needed any more.",
         "drop ACME-12 2 We found it ourselves", "`/handoff drop ACME-12` alone opens a form."),
    verb(Verb::repay, "repay", "repay <task> [debt] [value]",
         "Settles what an urgent handoff has skipped.", "repay ACME-12 budget \"5000 EUR\"",
         "A debt goes by its number or by the id of what is owed. Without a value: it is there "
         "already."),
    verb(Verb::forgive, "forgive", "forgive <task> <debt> <why>",
         "Lets somebody off what an urgent handoff has skipped.",
         "forgive ACME-12 budget The client pays by the hour",
         "`/handoff forgive ACME-12` alone opens a form."),
    verb(Verb::start, "start", "start <task> [anyway]", "Says that you have begun.",
         "start ACME-12", "“anyway”: although something is missing that you wanted first."),
    verb(Verb::block, "block", "block <task> <why> [, look again <when>]",
         "Says that the work cannot go on.",
         "block ACME-12 The tracking account is locked, look again tomorrow 10:00",
         "Without a time you are asked again after a working day. `/handoff block ACME-12` alone "
         "opens a form."),
    verb(Verb::unblock, "unblock", "unblock <task>", "Says that the work can go on.",
         "unblock ACME-12"),
    verb(Verb::wait, "wait", "wait <task> client <until> <why>",
         "Says that the client must do something first. Your time stands still until then.",
         "wait ACME-12 client Fri 12:00 Maria decides on the picture",
         "`/handoff wait ACME-12` alone opens a form."),
    verb(Verb::resume, "resume", "resume <task>", "Ends the waiting for the client.",
         "resume ACME-12"),
    verb(Verb::snooze, "snooze", "snooze <task> [until]",
         "Keeps reminders of the task away from you, for a working day or until you say.",
         "snooze ACME-12 tomorrow 14:00"),
    verb(Verb::due, "due", "due <task> <when> [why]", "Sets when the client gets it.",
         "due ACME-12 Fri 15:00",
         "Changing a date that was set takes a reason. "
         "`/handoff due ACME-12` alone opens a form."),
    verb(Verb::priority, "priority", "priority <task> low|normal|high",
         "Says how the task stands among others.", "priority ACME-12 high",
         "`/handoff priority ACME-12` alone opens a form."),
    verb(Verb::done, "done", "done <task>", "Finishes a task in its last stage.", "done ACME-12"),
    verb(Verb::cancel, "cancel", "cancel <task> <why>", "Ends a task that will not be done.",
         "cancel ACME-12 The client has stopped the campaign",
         "`/handoff cancel ACME-12` alone opens a form."),
    verb(Verb::reopen, "reopen", "reopen <task>",
         "Opens a task again that is done or cancelled, with who held it last.", "reopen ACME-12"),
    verb(
        Verb::move, "move", "move <task> <client>",
        "Takes a task to another client: a new one goes on with its values, the old one is closed.",
        "move ACME-12 BOLT", "`/handoff move ACME-12` alone opens a form."),
    view(ViewRequest::Kind::menu, "menu", "menu", "Shows what you can do now.", "menu",
         "`/handoff` alone does the same."),
    view(ViewRequest::Kind::list, "list",
         "list [waiting|holding|owed|overdue|client <client>|@person]", "Lists open tasks.",
         "list waiting"),
    view(ViewRequest::Kind::show, "show", "show <task>",
         "Shows who holds a task and what is still missing.", "show ACME-12"),
    view(ViewRequest::Kind::history, "history", "history <task>",
         "Lists a task's handoffs, questions and notes, and the latest of each value.",
         "history ACME-12"),
    view(ViewRequest::Kind::help, "help", "help [command]", "Explains the commands.", "help give"),

    later("away", "`give` what you hold to somebody else, one task at a time."),
    later("back", "`list holding` shows what you hold."),
    later("transition", "`list client <client>` shows what to `give`, one task at a time."),
    later(
        "client",
        "Clients are listed in the configuration file. `list client <client>` shows their tasks."),
    later("person", "People are listed in the configuration file."),
    later("role", "Roles are listed in the configuration file."),
    later("redact", "Ask the people who run Baton."),
    later("upgrade", "A task keeps the workflow it started with."),
    later("miss", "Write a `note`."),
    later("feedback", "Write a `note` on the task it is about."),
    later("decide", "Write the decision as a `note` on a task of the client."),
    later("stats", "`list` and `history` show what is there today."),
    later("report", "`list client <client>` shows how the client's tasks stand."),
    later("board", "`list` shows all open tasks."),
    later("doctor", "The people who run Baton can check its connections."),
};

}  // namespace

std::span<const Word> all_words() { return words; }

const Word& quick_line() { return quick; }

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
  if (const std::string_view meant = word_said_as(wanted); !meant.empty()) {
    return {std::string(meant)};
  }
  std::vector<std::string> known;
  for (const Word& word : words) {
    if (word.kind != Word::Kind::later) known.emplace_back(word.word);
  }
  return nearest(wanted, known);
}

}  // namespace baton
