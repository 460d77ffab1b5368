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

}  // namespace

Card help_card(const std::string& topic) {
  const std::vector<const Word*> fits = words_named(topic);
  if (!fits.empty()) return one_word(*fits.front());
  Card card;
  card.headline = say("Who holds a task is always one person. It moves only when it is accepted.");
  Card::Section moving{"Moving tasks", {}, {}};
  Card::Section supplying{"What handoffs need", {}, {}};
  Card::Section looking{"Looking", {}, {}};
  for (const Word& word : all_words()) {
    if (word.kind == Word::Kind::later) continue;
    Line line = say(command(word.usage), "  ", word.does);
    const bool supplies =
        word.kind == Word::Kind::verb &&
        (word.verb == Verb::set || word.verb == Verb::check || word.verb == Verb::attach ||
         word.verb == Verb::approve || word.verb == Verb::note);
    Card::Section& section = word.kind == Word::Kind::view ? looking
                             : supplies                    ? supplying
                                                           : moving;
    section.lines.push_back(std::move(line));
  }
  card.sections = {std::move(moving), std::move(supplying), std::move(looking)};
  card.footer =
      say("Words may be shortened as long as they are clear. Texts with spaces go in "
          "quotes. More on one command: ",
          command("help give"));
  return card;
}

}  // namespace baton
