#include "bot/talk/grammar.h"

#include "bot/talk/near.h"
#include "bot/talk/phrases.h"
#include "bot/talk/say.h"
#include "bot/talk/task_keys.h"
#include "bot/talk/text.h"
#include "bot/talk/verbs.h"

namespace baton {
namespace {

Intent menu() { return ViewRequest{}; }

Intent help() {
  ViewRequest request;
  request.kind = ViewRequest::Kind::help;
  return request;
}

/// The rest of the line after its first word, with `word` instead of it: to be run by a button.
std::string corrected(const TypedLine& line, const Tokens& tokens, const std::string& word) {
  return word + line.line().substr(tokens.all.front().end);
}

Intent unknown_word(const TypedLine& line, const Tokens& tokens) {
  const Token& first = tokens.all.front();
  const std::vector<std::string> near = words_near(first.text);
  std::vector<Line> mends = did_you_mean(near);
  std::vector<Button> buttons;
  for (const std::string& word : near) {
    const std::string retyped = corrected(line, tokens, word);
    if (retyped.size() <= run_bytes_max) {
      buttons.push_back(runs(text::clip(text::one_line(retyped), 60), retyped));
    }
  }
  mends.push_back(say(command("help"), " lists the commands."));
  return misunderstood(say("I do not know the command “", text::clip(first.text, 60), "”."),
                       std::move(mends), {}, std::move(buttons));
}

Intent several_words(const Token& first, const std::vector<const Word*>& fits) {
  std::vector<std::string> now;
  std::vector<std::string> later;
  for (const Word* word : fits) {
    (word->kind == Word::Kind::later ? later : now).emplace_back(word->word);
  }
  std::vector<Line> mends;
  if (!now.empty()) mends.push_back(say("It could be ", text::listed(now, "or"), "."));
  if (!later.empty()) {
    mends.push_back(say("Not in this version yet: ", text::listed(later, "and"), "."));
  }
  mends.push_back(say("Type more of the word. ", command("help"), " lists the commands."));
  return misunderstood(say("“", first.text, "” could be several commands."), std::move(mends));
}

}  // namespace

Misunderstood not_yet(const Word& word) {
  std::vector<Line> mends = {with_commands(word.does)};
  mends.push_back(say(command("help"), " lists what works today."));
  return misunderstood(say("“", word.word, "” is not in this version yet."), std::move(mends));
}

Misunderstood unclosed_quote(const std::string& line, std::size_t at) {
  constexpr std::size_t shown_max = 40;
  return misunderstood(
      say("A quote is opened and never closed: ",
          text::clip(text::one_line(std::string_view(line).substr(at)), shown_max)),
      {say("Nothing was recorded. Close the quote, or leave it out.")});
}

Intent parse(const std::string& typed, const Speaker& speaker) {
  if (typed.size() > line_bytes_max) {
    return misunderstood(say("This is too long to read. Nothing was recorded."),
                         {say("Put long texts into a document and add its link.")});
  }
  const TypedLine line(typed, speaker.agency.directory, speaker.workspace);
  const Tokens tokens = line.tokens();
  if (tokens.all.empty()) return menu();
  const Token& first = tokens.all.front();
  if (first.person) return Phrase(line, tokens, 0, speaker, quick_line()).quick();
  if (first.is("?")) return help();
  if (tokens.all.size() == 1 && is_task_key(first.text, speaker.agency)) {
    Phrase phrase(line, tokens, 0, speaker, word_of_verb(Verb::note));
    return phrase.view(ViewRequest::Kind::show);
  }
  std::string_view word_typed = first.text;
  if (word_typed.starts_with('/')) word_typed.remove_prefix(1);
  const std::vector<const Word*> fits =
      first.name.empty() ? words_named(word_typed) : std::vector<const Word*>();
  if (fits.empty()) return unknown_word(line, tokens);
  if (fits.size() > 1) return several_words(first, fits);
  const Word& word = *fits.front();
  Phrase phrase(line, tokens, 1, speaker, word);
  switch (word.kind) {
    case Word::Kind::later: return not_yet(word);
    case Word::Kind::view: return phrase.view(word.view);
    case Word::Kind::verb: return phrase.command(word.verb);
  }
  return menu();
}

}  // namespace baton
