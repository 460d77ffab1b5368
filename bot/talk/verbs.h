#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/ports/talk.h"

namespace baton {

/// A word that a command may start with.
struct Word {
  enum class Kind {
    verb,   ///< asks something of a task
    view,   ///< shows something
    later,  ///< part of the language, not of this version
  };
  std::string_view word;
  Kind kind = Kind::verb;
  Verb verb = Verb::note;                            ///< kind verb
  ViewRequest::Kind view = ViewRequest::Kind::menu;  ///< kind view
  std::string_view usage;                            ///< after "/handoff ": "accept <task>"
  std::string_view does;     ///< one sentence; kind later: what to do instead
  std::string_view example;  ///< after "/handoff "
  std::string_view more;     ///< help only: a further sentence; may be empty
};

/// What people type before everything else.
inline constexpr std::string_view slash_command = "/handoff";

/// Every word, in the order that help lists them; those of later versions last.
std::span<const Word> all_words();
/// The handoff in one line, which starts with a person instead of a word. Not among all_words().
const Word& quick_line();
const Word& word_of_verb(Verb verb);
/// "accept <task>".
std::string usage_of(Verb verb);

/// What a first word means: an exact word, or the words that start with it. Where some of them
/// work in this version and some come later, the former stand first.
std::vector<const Word*> words_named(std::string_view typed);

/// Words that an unknown one may have been meant to be: near in spelling or in meaning.
std::vector<std::string> words_near(std::string_view typed);

}  // namespace baton
