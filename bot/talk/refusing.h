#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/talk/words.h"

namespace baton {

/// Words one refusal: what and why in the headline, then who can, then the mend. Used once.
class Refusing {
 public:
  /// `kept`: some of the values that came along were kept. The arguments outlive it.
  Refusing(const Rejection& rejection, const Command& command, const Task& task, const Voice& voice,
           bool kept)
      : rejection_(rejection), command_(command), task_(task), voice_(voice), kept_(kept) {
    card_.tone = Card::Tone::bad;
  }

  Card card();

 private:
  void word();
  void unknown_task();
  void nothing_offered();
  void no_open_question();
  void withdraw_first();
  void already_offered();
  void already_ended();
  void not_final();
  void not_permitted();
  void outdated();
  void not_ready();
  void bad_value();
  void unclear_item();
  void nothing_missing();
  void no_way_on();
  void choose_way();
  void choose_receiver();
  void nobody_for_role();
  void outside_role();
  void must_be_distinct();
  void unknown_reason();
  void words_needed();
  void details_needed();
  void unknown_client();
  void unknown_workflow();
  void unknown_person();
  void question_open();
  void too_long();

  // refusals_life.cc: the task's life, and what can be taken back.
  void resume_first();
  void unblock_first();
  void not_waiting();
  void not_blocked();
  void not_ended();
  void nothing_to_undo();
  void undo_closed();
  void bad_time();
  void same_client();

  // refusals_owed.cc: gaps, debts, passing on and consents.
  void accept_first();
  void gaps_open();
  void things_open();
  void nothing_owed();
  void unclear_owed();
  void passed_twice();
  void nothing_asked();
  void already_asked();

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
  [[nodiscard]] std::string receiver() const;
  [[nodiscard]] static std::string shown(std::string_view typed);
  /// "Ana still holds it; Dino has not accepted.": how the task stands now.
  [[nodiscard]] Line present() const;
  /// What may not be done, in words: "accept ACME-12", "approve Client sign-off of ACME-12".
  [[nodiscard]] std::string deed() const;
  /// The handoff that the command was about: of the button, else the latest.
  [[nodiscard]] const Handoff* handoff_meant() const;
  void add_how_it_ended(const Handoff* handoff);
  /// What this person has done already by an earlier press; false: there is no such thing.
  bool done_already();
  /// The way on that is the person's own: to take, to withdraw, to accept; false: there is none.
  bool add_own_way();
  /// What holds the task up, and the verb that ends it.
  void add_halt(Verb ends, const char* label);
  /// How the task is opened again, and by whom.
  void add_reopen();
  /// The people who may, of the who-may table, as it stands now.
  [[nodiscard]] std::vector<PersonId> who_may(Verb wanted) const;
  [[nodiscard]] bool may(Verb wanted) const;
  /// What the command would be, typed with its task: "wait ACME-12 client <until> <why>".
  [[nodiscard]] std::string to_type(Verb wanted) const;
  /// The gaps, debts and tracks that stand in the way, with what settles them.
  void add_open_things();
  [[nodiscard]] std::string count_of_open_things() const;
  /// How the gap or debt that was named came to its end, where it did.
  bool add_settled_owed(const OwedName& name);
  [[nodiscard]] OwedName owed_named() const;
  /// Why a `new` with an offer in the same step did nothing at all.
  void not_begun();
  [[nodiscard]] bool was_to_begin() const;
  /// All the problems: the refusal is about them.
  void add_problems();
  /// The values that came along and were not recorded, where the refusal is about something else.
  void add_untold_problems();
  void add_unsent_note();
  /// `sentence`, which says that nothing was done, where it is true.
  [[nodiscard]] std::string unless_kept(std::string_view sentence) const {
    return kept_ ? std::string() : std::string(sentence);
  }
  void add_near(std::string_view typed, const std::vector<std::string>& near);
  void add_choices(const char* intro, std::string_view last);
  /// The give as it was meant, with another stage or receiver. Its values are kept already. The
  /// button's text is read as a chat would deliver it.
  enum class ForThe { eye, button };
  std::string give_again(ForThe use, const std::string& to, const std::string& person);
  /// What a give, an override or a passing on said: where it goes, to whom, with which words.
  struct Meant {
    std::string to;
    std::optional<PersonId> receiver;
    std::string words;
  };
  [[nodiscard]] Meant meant() const;
  /// Opens the form for what is missing, with what was typed.
  void add_give_form();
  void add_ways();
  void add_candidates();
  [[nodiscard]] std::string role_words() const;
  [[nodiscard]] std::string who_may_name() const;
  /// The requirement that was named rightly, but belongs to another verb.
  [[nodiscard]] const Requirement* wrong_verb_item(const Problem& problem) const;

  const Rejection& rejection_;
  const Command& command_;
  const Task& task_;
  const Voice& voice_;
  bool kept_;
  std::size_t told_ = 0;  ///< how many of the problems, from the first on, are in the words
  bool note_retyped_ = false;
  Card card_;
  std::vector<Line> lines_;
};

}  // namespace baton
