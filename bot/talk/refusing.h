#pragma once

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
  [[nodiscard]] static std::string some_of(const std::vector<std::string>& names,
                                           std::string_view last = "and");
  /// "Ana still holds it; Dino has not accepted.": how the task stands now.
  [[nodiscard]] std::string present() const;
  /// What may not be done, in words: "accept ACME-12", "approve Client sign-off of ACME-12".
  [[nodiscard]] std::string deed() const;
  /// The handoff that the command was about: of the button, else the latest.
  [[nodiscard]] const Handoff* handoff_meant() const;
  void add_how_it_ended(const Handoff* handoff);
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
  [[nodiscard]] std::string receiver_named() const;
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
