#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/support/story.h"

/// What people do with one task, verb by verb, each where it has an effect worth telling.
namespace baton::test {

/// `by` does `action` where `story` has come to.
struct Deed {
  std::string title;
  Story story;
  PersonId by;
  Action action;
};

inline TimePoint in_days(int days) { return monday_nine + std::chrono::hours(24 * days + 6); }

/// Alex is a designer, too: a role mate of Dino.
inline Story with_mate(Story story) {
  story.agency.directory.people[3].roles.push_back({"designer"});
  return story;
}
/// Dino holds it in Creative Production.
inline Story accepted() { return offered().did(dino, Accept{}); }
/// The same with two things missing: one that the work waits for, one that it does not.
inline Story with_gaps() {
  return offered().did(dino, Accept{{}, {{"The logo as SVG", true}, {"The old banners", false}}});
}
/// At Approved with the client's yes, and nothing else that Deployment Ready asks for.
inline Story signed_off() {
  return approved().then(
      ana,
      "approve ACME-12 sign-off by \"Maria Smith\" on \"2 March\" how: \"e-mail\" "
      "https://mail.example.com/42");
}
/// Offered urgently to Petra by Ana, with Olga's right: four things are owed.
inline Story hurried() { return signed_off().did(olga, Urgent{{}, {}, "The launch is tomorrow"}); }
/// Alex asks Dino for the baton.
inline Story taking_asked() {
  return with_mate(accepted()).did(alex, Take{{}, "Dino is at the dentist"});
}
/// Ana asks Olga for an override.
inline Story urgent_asked() {
  return signed_off().did(ana, Urgent{{}, {}, "The launch is tomorrow"});
}
inline Story blocked() { return accepted().did(dino, Block{"No access to the drive", in_days(2)}); }
inline Story waiting() {
  return accepted().did(dino, Wait{in_days(3), "Maria decides on Thursday"});
}
/// In its last stage, held by Petra.
inline Story last_stage() {
  Story story = ready_for_deployment();
  story.then(petra, "accept ACME-12")
      .then(petra, "give ACME-12 live=yes utm=https://shop.example.com/?utm_source=ad")
      .then(alex, "accept ACME-12")
      .then(olga, "approve ACME-12 qa")
      .then(alex, "give ACME-12")
      .then(petra, "accept ACME-12")
      .then(petra, "attach ACME-12 https://drive.example.com/report");
  return story;
}

inline std::vector<Deed> deeds_with_offers() {
  Story asked = offered();
  asked.then(dino, "ask ACME-12 Which logo?");
  Story passed = with_mate(offered());
  passed.did(dino, Pass{});
  Story holder_left = with_mate(accepted());
  holder_left.agency.directory.people[1].left = true;
  Story given_back = accepted();
  given_back.did(dino, GiveBack{{}, "wrong-person", "I do print only"});
  Story ready_and_waiting = accepted();
  ready_and_waiting.then(dino, "check ACME-12 formats")
      .then(dino, "attach ACME-12 drafts https://x.example.com/1 https://x.example.com/2")
      .did(dino, Wait{in_days(3), "Maria decides on Thursday"});
  Story blocked_offer = offered();
  blocked_offer.did(ana, Block{"The drive is down", {}});
  return {
      {"accept, with what is missing", asked, dino,
       Accept{{}, {{"The logo as SVG", true}, {"The old banners", false}}}},
      {"accept, with what the work need not wait for", offered(), dino,
       Accept{{}, {{"The old banners", false}}}},
      {"accept while blocked", blocked_offer, dino, Accept{}},
      {"withdraw while blocked", blocked_offer, ana, Withdraw{}},
      {"return later", accepted(), dino, GiveBack{{}, "wrong-person", "I do print only"}},
      {"accept what is given back", given_back, ana, Accept{}},
      {"return what is given back", given_back, ana, GiveBack{{}, "timing", ""}},
      {"take an offer", with_mate(offered()), alex, Take{}},
      {"take a baton: its holder is asked", with_mate(accepted()), alex, Take{{}, "Dino is ill"}},
      {"take a baton whose holder has left", holder_left, alex, Take{}},
      {"allow the taking", taking_asked(), dino, Allow{}},
      {"refuse the taking", taking_asked(), dino, Refuse{"Nearly done", {}}},
      {"pass", with_mate(offered()), dino, Pass{}},
      {"pass again", passed, alex, Pass{{}, dino}},
      {"give while it waits", ready_and_waiting, dino, Give{}},
  };
}

inline std::vector<Deed> deeds_with_debts() {
  Story self_approved = signed_off();
  self_approved.agency.settings.rights["urgent"] = {account_manager_role};
  Story all_there = ready_for_deployment();
  all_there.did(ana, Withdraw{});
  Story last_debt = hurried();
  for (const char* debt : {"creative", "copy", "tracking"}) {
    last_debt.did(olga, Forgive{debt, "Not needed"});
  }
  return {
      {"urgent, by who has the right", signed_off(), olga,
       Urgent{{}, {}, "The launch is tomorrow"}},
      {"urgent, self-approved", self_approved, ana, Urgent{{}, {}, "The launch is tomorrow"}},
      {"urgent, although nothing is missing", all_there, ana, Urgent{{}, {}, "Be quick"}},
      {"urgent without the right: it is asked for", signed_off(), ana,
       Urgent{{}, {}, "The launch is tomorrow"}},
      {"allow the override", urgent_asked(), olga, Allow{}},
      {"refuse the override", urgent_asked(), olga, Refuse{"Not without a budget", {}}},
      {"repay, with more to come", hurried(), ana, Repay{"budget", "5000 EUR"}},
      {"repay the last", last_debt, ana, Repay{"", "5000 EUR"}},
      {"supply what is owed", hurried(), ana, Set{"budget", "5000 EUR"}},
      {"forgive", hurried(), olga, Forgive{"copy", "The client writes it"}},
  };
}

inline std::vector<Deed> deeds_with_gaps() {
  Story supplied = with_gaps();
  supplied.did(ana, SupplyGap{"1", "https://drive.example.com/logo.svg"});
  Story one_left = supplied;
  one_left.did(dino, DropGap{"2", "Not needed"});
  return {
      {"gap", accepted(), dino, NameGap{{"The logo as SVG", true}}},
      {"gap that the work need not wait for", accepted(), dino, NameGap{{"The banners", false}}},
      {"supply", with_gaps(), ana, SupplyGap{"The logo", "https://drive.example.com/logo.svg"}},
      {"supply the same again", supplied, ana,
       SupplyGap{"1", "https://drive.example.com/logo.svg"}},
      {"supply one's own", with_gaps(), dino, SupplyGap{"1", "Found it myself"}},
      {"confirm, with more to come", supplied, dino, ConfirmGap{"1"}},
      {"confirm the last", one_left, dino, ConfirmGap{""}},
      {"drop", with_gaps(), dino, DropGap{"2", "The new ones will do"}},
  };
}

inline std::vector<Deed> deeds_of_life() {
  Story begun = accepted();
  begun.did(dino, Start{});
  Story due = accepted();
  due.did(dino, SetDue{in_days(5), ""});
  due.did(dino, Start{});
  return {
      {"start", accepted(), dino, Start{}},
      {"start again", begun, dino, Start{}},
      {"start anyway", with_gaps(), dino, Start{true}},
      {"block", accepted(), dino, Block{"No access to the drive", {}}},
      {"block, by the receiver", offered(), dino, Block{"No access to the drive", in_days(2)}},
      {"unblock", blocked(), dino, Unblock{}},
      {"wait", accepted(), dino, Wait{in_days(3), "Maria decides on Thursday"}},
      {"wait, by the coordinator", accepted(), olga, Wait{in_days(3), "Maria decides"}},
      {"attach while it waits", waiting(), dino, Attach{"drafts", "https://x.example.com/1"}},
      {"resume", waiting(), dino, Resume{}},
      {"snooze", accepted(), dino, Snooze{in_days(1)}},
      {"due", accepted(), dino, SetDue{in_days(5), ""}},
      {"due, the same", due, olga, SetDue{in_days(5), ""}},
      {"due, another", due, olga, SetDue{in_days(6), "The client moved the launch"}},
      {"priority", accepted(), dino, SetPriority{Priority::high}},
      {"priority, the same", accepted(), dino, SetPriority{Priority::normal}},
      {"done", last_stage(), petra, Finish{}},
      {"cancel, with what is owed", with_gaps(), olga, Cancel{"The client has stopped it"}},
      {"cancel what is offered", offered(), olga, Cancel{"The client has stopped it"}},
      {"reopen", accepted().did(olga, Cancel{"By mistake"}), olga, Reopen{}},
      {"move", offered(), olga, Move{bolt}},
  };
}

inline std::vector<Deed> deeds_taken_back() {
  const auto after = [](Story story, const PersonId& by, Action action) {
    return story.did(by, std::move(action));
  };
  return {
      {"undo an acceptance", accepted(), dino, Undo{}},
      {"undo an acceptance with gaps", with_gaps(), dino, Undo{Undoing::accept}},
      {"undo a return", after(offered(), dino, GiveBack{{}, "timing", ""}), dino, Undo{}},
      {"undo a withdrawal", after(offered(), ana, Withdraw{}), ana, Undo{}},
      {"undo a taking", after(with_mate(offered()), alex, Take{}), alex, Undo{}},
      {"undo a passing on", after(with_mate(offered()), dino, Pass{}), dino, Undo{}},
      {"undo a waiting", waiting(), dino, Undo{}},
      {"undo a block", blocked(), dino, Undo{}},
      {"undo an end", after(last_stage(), petra, Finish{}), petra, Undo{}},
      {"undo a cancelling", after(offered(), olga, Cancel{"A slip"}), olga, Undo{}},
  };
}

inline std::vector<Deed> plain_deeds() {
  Story ready = ready_for_production();
  Story asked = offered();
  asked.did(dino, Ask{{}, "Which logo?"});
  return {
      {"new", Story(), ana, StartNew{acme, campaign, "Spring launch"}},
      {"set", started(), ana, Set{"goal", "200 sales"}},
      {"check", accepted(), dino, Check{"formats"}},
      {"approve", approved(), ana,
       Approve{"sign-off", "Maria", "Monday", "phone", "https://x.example.com/m"}},
      {"note", started(), ana, AddNote{"The client is away"}},
      {"give", ready, ana, Give{{}, dino, ""}},
      {"ask", offered(), dino, Ask{{}, "Which logo?"}},
      {"answer", asked, ana, AnswerQuestion{"The new one"}},
  };
}

}  // namespace baton::test
