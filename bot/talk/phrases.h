#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/talk/lookup.h"
#include "bot/talk/verbs.h"
#include "bot/talk/when.h"

namespace baton {

/// "“away” is not in this version yet", with what works today.
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
  /// "@dino ACME banner 3: logo bigger, by Thu 15:00": a task of the quick workflow, made and
  /// given.
  Intent quick();

 private:
  Intent start_new();
  Intent give();
  Intent give_back();
  Intent pass();
  Intent urgent();
  Intent move();
  Intent set();
  Intent check();
  Intent attach();
  Intent approve();
  Intent accept();
  Intent supply();
  Intent confirm();
  Intent repay();
  /// drop, forgive: what is owed, then why.
  Intent let_off(Verb verb);
  Intent decide_request(Verb verb);
  Intent block();
  Intent wait();
  Intent snooze();
  Intent due();
  Intent priority();
  Intent start();
  Intent list();
  Intent help();
  /// note, ask, answer, cancel, gap, take: all the rest is one text.
  Intent text_of(Verb verb);
  /// What takes nothing but a task.
  Intent alone(Action action);

  [[nodiscard]] bool at_end() const { return next_ >= tokens_.all.size(); }
  [[nodiscard]] const Token& peek() const { return tokens_.all[next_]; }
  const Token& take() { return tokens_.all[next_++]; }
  /// Takes the next token where it is this word.
  bool skip(std::string_view word);
  [[nodiscard]] std::string rest_from(std::size_t token) const;
  /// The key that comes next; empty where the line names no task.
  Read<TaskKey> task();
  /// name=value, as a command carries it. A date may go on behind its first word.
  std::pair<ItemName, std::string> take_assignment();
  /// The longest run of words that is a time, taken; nullopt: none is.
  std::optional<When> take_when();
  /// Reads what follows the task up to the stage, into `to` or, where a person follows, `receiver`.
  std::optional<Misunderstood> read_target(std::optional<StageId>& to,
                                           std::optional<PersonId>& receiver);
  /// Whether a gap begins with the token: "gap:".
  [[nodiscard]] bool opens_gap(std::size_t token) const;
  /// The gap that the tokens from `first` to `end` name, its text beginning at byte `from`.
  [[nodiscard]] GapWish gap_wish(std::size_t from, std::size_t first, std::size_t end) const;
  /// The words from byte `from` to `to` without the links in them, which are added to `links`.
  [[nodiscard]] std::string words_without_links(std::size_t from, std::size_t to,
                                                std::vector<std::string>& links) const;
  [[nodiscard]] Misunderstood lacking(std::string what, std::string mend) const;
  [[nodiscard]] Misunderstood surplus(const Token& token) const;
  /// The same of a token that stands where the task would.
  [[nodiscard]] Misunderstood surplus(const Token& token, const TaskKey& task) const;
  [[nodiscard]] Misunderstood unclear(const Token& token) const;
  [[nodiscard]] Command command_of(TaskKey task, Action action) const;
  [[nodiscard]] FormRequest form_of(Verb verb, TaskKey task) const;

  const TypedLine& line_;
  const Tokens& tokens_;
  std::size_t next_;
  const Speaker& speaker_;
  const Word& word_;
};

}  // namespace baton
