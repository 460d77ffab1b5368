#include "bot/talk/say.h"
#include "bot/talk/verbs.h"
#include "bot/talk/views.h"

namespace baton {
namespace {

Card one_word(const Word& word) {
  Card card;
  card.headline = say(bold(std::string(word.word)));
  if (word.kind == Word::Kind::later) {
    card.headline = say("“", word.word, "” is not in this version yet.");
    card.sections.push_back({{}, {with_commands(word.does)}, {}});
    return card;
  }
  Card::Section section{{}, {with_commands(word.does)}, {}};
  if (!word.more.empty()) section.lines.push_back(with_commands(word.more));
  section.lines.push_back(say("Usage: ", command(word.usage)));
  section.lines.push_back(say("For example: ", command(word.example)));
  card.sections.push_back(std::move(section));
  card.footer = say(command("help"), " lists all commands.");
  return card;
}

/// The part of the help that tells of `word`.
enum class Part { moving, supplying, owing, living, looking };
Part part_of(const Word& word) {
  if (word.kind == Word::Kind::view) return Part::looking;
  switch (word.verb) {
    case Verb::set:
    case Verb::check:
    case Verb::attach:
    case Verb::approve:
    case Verb::note: return Part::supplying;
    case Verb::name_gap:
    case Verb::supply:
    case Verb::confirm:
    case Verb::drop:
    case Verb::repay:
    case Verb::forgive: return Part::owing;
    case Verb::start:
    case Verb::block:
    case Verb::unblock:
    case Verb::wait:
    case Verb::resume:
    case Verb::snooze:
    case Verb::due:
    case Verb::priority:
    case Verb::done:
    case Verb::cancel:
    case Verb::reopen:
    case Verb::move: return Part::living;
    default: return Part::moving;
  }
}

}  // namespace

Card help_card(const std::string& topic) {
  if (topic == quick_line().word) return one_word(quick_line());
  const std::vector<const Word*> fits = words_named(topic);
  if (!fits.empty()) return one_word(*fits.front());
  Card card;
  card.headline = say("Who holds a task is always one person. It moves only when it is accepted.");
  card.sections = {{"Moving tasks", {}, {}},
                   {"What handoffs need", {}, {}},
                   {"What is missing, and what is owed", {}, {}},
                   {"A task's life", {}, {}},
                   {"Looking", {}, {}}};
  const auto add = [&](const Word& word, Part part) {
    card.sections[static_cast<std::size_t>(part)].lines.push_back(
        say(command(word.usage), "  ", word.does));
  };
  add(quick_line(), Part::moving);
  for (const Word& word : all_words()) {
    if (word.kind != Word::Kind::later) add(word, part_of(word));
  }
  card.footer =
      say("Words may be shortened as long as they are clear. The task may be left out where only "
          "one fits. Texts with spaces go in quotes. More on one command: ",
          command("help give"));
  return card;
}

}  // namespace baton
