#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/talk/lookup.h"
#include "bot/talk/verbs.h"

namespace baton {

/// "“wait” is not in this version yet", with what works today.
Misunderstood not_yet(const Word& word);
Misunderstood unclosed_quote(const std::string& line, std::size_t at);

/// One typed line after its first word, read as what `word` expects. Read once.
class Phrase {
 public:
  /// The arguments outlive it. `first`: the first token that is read.
  Phrase(const TypedLine& line, const Tokens& tokens, std::size_t first, const Speaker& speaker,
         const Word& word)
      : line_(line), tokens_(tokens), next_(first), speaker_(speaker), word_(word) {}

  Intent command(Verb verb);
  Intent view(ViewRequest::Kind kind);

 private:
  Intent start_new();
  Intent give();
  Intent give_back();
  Intent set();
  Intent check();
  Intent attach();
  Intent approve();
  Intent list();
  Intent help();
  /// note, ask, answer, cancel: all the rest is one text.
  Intent text_of(Verb verb);

  [[nodiscard]] bool at_end() const { return next_ >= tokens_.all.size(); }
  [[nodiscard]] const Token& peek() const { return tokens_.all[next_]; }
  const Token& take() { return tokens_.all[next_++]; }
  [[nodiscard]] std::string rest_from(std::size_t token) const;
  Read<TaskKey> task();
  /// name=value of a token, as a command carries it.
  [[nodiscard]] std::pair<ItemName, std::string> assignment(const Token& token) const;
  /// Reads what follows the task up to the stage, into `to` or, where a person follows, `receiver`.
  std::optional<Misunderstood> read_target(std::optional<StageId>& to,
                                           std::optional<PersonId>& receiver);
  [[nodiscard]] Misunderstood lacking(std::string what, std::string mend) const;
  [[nodiscard]] Misunderstood surplus(const Token& token) const;
  [[nodiscard]] Command command_of(TaskKey task, Action action) const;
  [[nodiscard]] FormRequest form_of(Verb verb, TaskKey task) const;

  const TypedLine& line_;
  const Tokens& tokens_;
  std::size_t next_;
  const Speaker& speaker_;
  const Word& word_;
};

}  // namespace baton
