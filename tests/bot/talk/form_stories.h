#pragma once

#include <vector>

#include "tests/support/story.h"

namespace baton::test {

inline Story asked_by_dino() {
  Story story = offered();
  story.then(dino, "ask ACME-12 Which logo?");
  return story;
}
/// Offered to Dino, whose role Olga has too.
inline Story offered_to_one_of_two() {
  Story story = offered();
  for (Person& person : story.agency.directory.people) {
    if (person.id == olga) person.roles.push_back({"designer"});
  }
  return story;
}
inline Story accepted() {
  Story story = offered();
  story.then(dino, "accept ACME-12");
  return story;
}
inline Story accepted_with_gaps() {
  Story story = offered();
  story.then(dino, "accept ACME-12 gap: The logo as vector gap: Copy deck (can start)");
  return story;
}
/// Given by Olga although goal and brief are missing: Ana owes both.
inline Story given_urgently() {
  Story story = started();
  story.then(olga, "urgent ACME-12 @dino The client goes live");
  return story;
}
/// Ana asks to give it although something is missing.
inline Story urgency_asked() {
  Story story = started();
  story.then(ana, "urgent ACME-12 @dino The client goes live");
  return story;
}

/// Each form, how its bare command is typed and where it makes sense.
struct OwnForm {
  Verb verb;
  const char* bare;
  Story story;
  PersonId by;
  bool is_whole = false;  ///< the bare command says enough: the form is for who wants to say more

  [[nodiscard]] Press opened() const {
    Press press;
    press.kind = Press::Kind::open_form;
    press.verb = verb;
    press.task = verb == Verb::start_new ? TaskKey() : story.task.key;
    return press;
  }
};
inline std::vector<OwnForm> all_forms() {
  return {{Verb::start_new, "new", Story(), ana},
          {Verb::give, "give ACME-12", started(), ana},
          {Verb::ask, "ask ACME-12", offered(), dino},
          {Verb::answer, "answer ACME-12", asked_by_dino(), ana},
          {Verb::give_back, "return ACME-12", offered(), dino},
          {Verb::set, "set ACME-12", started(), ana},
          {Verb::accept, "accept ACME-12 gap:", offered(), dino},
          {Verb::pass, "pass ACME-12", offered_to_one_of_two(), dino},
          {Verb::urgent, "urgent ACME-12", started(), ana},
          {Verb::name_gap, "gap ACME-12", accepted(), dino},
          {Verb::supply, "supply ACME-12", accepted_with_gaps(), ana},
          {Verb::drop, "drop ACME-12", accepted_with_gaps(), dino},
          {Verb::forgive, "forgive ACME-12", given_urgently(), olga},
          {Verb::repay, "repay ACME-12", given_urgently(), ana, true},
          {Verb::refuse, "refuse ACME-12", urgency_asked(), olga, true},
          {Verb::take, "take ACME-12", accepted(), olga, true},
          {Verb::check, "check ACME-12", accepted(), dino},
          {Verb::approve, "approve ACME-12", approved(), ana, true},
          {Verb::note, "note ACME-12", accepted(), alex},
          {Verb::block, "block ACME-12", accepted(), dino},
          {Verb::wait, "wait ACME-12", accepted(), dino},
          {Verb::snooze, "snooze ACME-12", accepted(), dino, true},
          {Verb::due, "due ACME-12", accepted(), dino},
          {Verb::priority, "priority ACME-12", accepted(), dino},
          {Verb::move, "move ACME-12", accepted(), olga},
          {Verb::cancel, "cancel ACME-12", started(), olga}};
}

}  // namespace baton::test
