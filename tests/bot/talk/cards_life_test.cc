#include <gtest/gtest.h>

#include "bot/talk/cards.h"
#include "tests/bot/talk/cards_sheet.h"

namespace baton::test {
namespace {

using namespace std::chrono_literals;

/// Held by Dino, who has accepted it; Alex is a designer as well.
Story accepted() {
  Story story = offered();
  story.agency.directory.people[3].roles.push_back({"designer"});
  story.then(dino, "accept ACME-12");
  let_pass(story, story.now + 10min);  // the time for an undo is over
  return story;
}

TEST(LifeCardsTest, ATaskThatWaitsForItsClient) {
  Sheet sheet;
  Story story = accepted();
  story.act(dino, Wait{story.now + 72h, "Maria sends the logo"});
  sheet.add_news("waiting", story);
  sheet.add_views("waiting", story, 1);
  const std::vector<Notice> soon = let_pass(story, story.now + 49h);
  sheet.add_news("a day before the date", story, soon);
  sheet.add("a day before the date: receiver", story.card(NoticeKind::offer, 1, 0, dino));
  story.act(dino, Resume{});
  sheet.add_news("resumed", story);
  sheet.add("resumed: the reminder", story, the(NoticeKind::reminder, soon, dino));
  sheet.add("resumed: receiver", story.card(NoticeKind::offer, 1, 0, dino));
  sheet.expect("cards_waiting.txt");
}

TEST(LifeCardsTest, ATaskThatIsBlocked) {
  Sheet sheet;
  Story story = accepted();
  story.act(dino, Block{"The font licence is missing", {}});
  const Notice to_olga = the(NoticeKind::blocked, told(story), olga);
  sheet.add_news("blocked", story);
  sheet.add_views("blocked", story, 1);
  sheet.add_news("a day later", story, let_pass(story, story.now + 25h));
  story.act(olga, Unblock{});
  sheet.add_news("unblocked", story);
  sheet.add("unblocked: the message to Olga", story, to_olga);
  Story offer = offered();
  offer.act(dino, Block{"The folder cannot be opened", {}});
  sheet.add_news("blocked while offered", offer);
  sheet.add_views("blocked while offered", offer, 1);
  sheet.expect("cards_blocked.txt");
}

TEST(LifeCardsTest, AnOfferThatGoesToSomebodyElse) {
  Sheet sheet;
  Story story = offered();
  story.agency.directory.people[3].roles.push_back({"designer"});
  sheet.add("Dino has a role mate: channel", story.card(NoticeKind::card, 1));
  Story passed = story;
  passed.act(dino, Pass{{}, alex});
  sheet.add_news("passed on", passed);
  sheet.add("passed on: the message to Dino", passed.card(NoticeKind::offer, 1, 0, dino));
  sheet.add("passed on: channel", passed.card(NoticeKind::card, 1));
  Story taken = story;
  taken.act(alex, Take{});
  sheet.add_news("taken", taken);
  sheet.add("taken: the offer to Dino", taken.card(NoticeKind::offer, 1, 0, dino));
  sheet.add("taken: channel", taken.card(NoticeKind::card, 1));
  sheet.expect("cards_passed.txt");
}

TEST(LifeCardsTest, ABatonThatIsTakenOver) {
  Sheet sheet;
  Story story = accepted();
  story.act(alex, Take{{}, "Dino is on the train"});
  story.act(dino, Allow{});
  const Notice baton = the(NoticeKind::baton, told(story), alex);
  const Card working = card_of(baton, story.task, story.agency, story.now);
  EXPECT_FALSE(working.buttons.empty()) << "who holds it now works with that message";
  EXPECT_EQ(plain_text(working).find("need not do anything"), std::string::npos);
  sheet.add_news("taken over", story);
  sheet.add_views("taken over", story, 1);
  story.then(alex, "check ACME-12 formats")
      .then(alex, "attach ACME-12 drafts https://drive.example.com/draft-1")
      .then(alex, "attach ACME-12 drafts https://drive.example.com/draft-2");
  story.then(olga, "give ACME-12 @ana");
  sheet.add("offered on: the baton's message", story, baton);
  story.then(ana, "accept ACME-12");
  const Notice edit = the(NoticeKind::baton, told(story), alex);
  EXPECT_TRUE(edit.edit_only);
  EXPECT_EQ(edit.slot, baton.slot);
  sheet.add("accepted by Ana: the baton's message", story, edit);
  sheet.expect("cards_taken.txt");
}

TEST(LifeCardsTest, AReturnAfterTheAcceptance) {
  Sheet sheet;
  Story story = accepted();
  story.act(dino, GiveBack{{}, "missing-asset", "The pictures are too small"});
  sheet.add_news("offered back", story);
  sheet.add_views("offered back", story, 2);
  sheet.add("offered back: the accepted offer", story.card(NoticeKind::offer, 1, 0, dino));
  Story refused = story;
  refused.then(ana, "return ACME-12 other Larger ones do not exist");
  sheet.add_news("not taken back", refused);
  sheet.add_views("not taken back", refused, 2);
  story.then(ana, "accept ACME-12");
  sheet.add_news("taken back", story);
  sheet.add_views("taken back", story, 2);
  sheet.expect("cards_offered_back.txt");
}

TEST(LifeCardsTest, WhatIsTakenBack) {
  Sheet sheet;
  const auto undo = [&](const std::string& what, Story story, const PersonId& by) {
    story.act(by, Undo{});
    EXPECT_FALSE(story.last.rejection.has_value()) << what;
    sheet.add_news(what, story);
    sheet.add(what + ": channel", story.card(NoticeKind::card, 1));
  };
  Story story = offered();
  story.agency.directory.people[3].roles.push_back({"designer"});
  story.agency.directory.people[3].roles.push_back({"coordinator"});
  Story next = story;
  undo("acceptance", next.then(dino, "accept ACME-12"), dino);
  next = story;
  undo("return", next.then(dino, "return ACME-12 timing"), dino);
  next = story;
  undo("withdrawal", next.then(ana, "withdraw ACME-12"), ana);
  next = story;
  next.act(dino, Pass{{}, alex});
  undo("passing on", next, dino);
  next = story;
  next.act(alex, Take{});
  undo("taking", next, alex);
  next = story;
  next.act(dino, Block{"No access", {}});
  undo("block", next, dino);
  next = story;
  undo("cancellation", next.then(olga, "cancel ACME-12 A mistake"), olga);
  sheet.expect("cards_undone.txt");
}

TEST(LifeCardsTest, UndoIsOfferedWhileItLasts) {
  Story story = offered();
  story.then(dino, "accept ACME-12");
  const auto undo_in = [&](const Card& card) {
    std::vector<Button> all = card.buttons;
    for (const Card::Section& section : card.sections) {
      all.insert(all.end(), section.buttons.begin(), section.buttons.end());
    }
    return std::ranges::count(all, "Undo", &Button::label);
  };
  EXPECT_EQ(undo_in(story.card(NoticeKind::offer, 1, 0, dino)), 1);
  EXPECT_EQ(undo_in(story.card(NoticeKind::card, 1)), 1);
  EXPECT_EQ(undo_in(story.card(NoticeKind::sender_copy, 1, 0, ana)), 0);
  story.now += 6min;  // whether or not the clock has written it down
  EXPECT_EQ(undo_in(story.card(NoticeKind::offer, 1, 0, dino)), 0);
  EXPECT_EQ(undo_in(story.card(NoticeKind::card, 1)), 0);
}

TEST(LifeCardsTest, WhatIsLate) {
  Sheet sheet;
  Story story = offered();
  story.act(ana, SetDue{story.now + 240h, {}});
  sheet.add_news("promised", story);
  story.act(ana, SetPriority{Priority::high});
  sheet.add("promised, high priority: channel", story.card(NoticeKind::card, 1));
  Story asked = story;
  asked.then(dino, "ask ACME-12 Which logo is it?");
  sheet.add_news("asked", asked);
  const std::vector<Notice> unanswered = let_pass(asked, asked.now + 5h);
  sheet.add_news("not answered", asked, unanswered);
  asked.then(ana, "answer ACME-12 The new one");
  sheet.add_news("answered", asked);
  sheet.add("answered: the reminder", asked, the(NoticeKind::reminder, unanswered, ana));
  const std::vector<Notice> late = let_pass(story, story.now + 5h);
  sheet.add_news("not accepted", story, late);
  sheet.add_views("not accepted", story, 1);
  story.then(dino, "accept ACME-12");
  sheet.add("accepted: the reminder", story, the(NoticeKind::reminder, late, dino));
  sheet.add_news("the promised date", story, let_pass(story, story.now + 240h));
  sheet.expect("cards_late.txt");
}

TEST(LifeCardsTest, LinesBelowTheCard) {
  Sheet sheet;
  Story story = accepted();
  const auto add_line = [&](const std::string& title) {
    sheet.add(title, story, the(NoticeKind::thread, told(story)));
  };
  story.act(dino, Start{});
  add_line("started");
  story.then(alex, "note ACME-12 The client is away until Monday");
  add_line("note");
  story.then(dino, "check ACME-12 formats")
      .then(dino, "attach ACME-12 drafts https://drive.example.com/draft-1")
      .then(dino, "attach ACME-12 drafts https://drive.example.com/draft-2")
      .then(dino, "give ACME-12");
  story.then(ana, "ask ACME-12 Is it the final one?");
  add_line("question");
  story.then(dino, "answer ACME-12 Yes");
  add_line("answer");
  story.then(ana, "return ACME-12 wrong-format As a PDF, please");
  add_line("return");
  sheet.expect("cards_thread.txt");
}

TEST(LifeCardsTest, ATaskThatIsOpenedAgainOrMoved) {
  Sheet sheet;
  Story story = accepted();
  story.then(olga, "cancel ACME-12 The client has stopped it");
  sheet.add_news("cancelled", story);
  sheet.add("cancelled: the working card", story.card(NoticeKind::offer, 1, 0, dino));
  story.act(olga, Reopen{});
  sheet.add_news("opened again", story);
  sheet.add_views("opened again", story, 1);
  Story moved = accepted();
  Command command{olga, moved.task.key, Move{bolt}, {}};
  command.new_task = {"BOLT-4"};
  const Verdict verdict = judge(moved.task, command, moved.agency, moved.now);
  ASSERT_FALSE(verdict.rejection.has_value());
  moved.last.before = moved.task;
  moved.last.command = command;
  moved.task = verdict.after;
  sheet.add_news("moved", moved);
  sheet.add_views("moved", moved, 1);
  sheet.expect("cards_reopened.txt");
}

TEST(LifeCardsTest, TracksAreShownWithTheTask) {
  Sheet sheet;
  Story story = accepted();
  story.task.tracks = {{{"ACME-12.1"}, "Landing page", Track::State::done},
                       {{"ACME-12.2"}, "Banners", Track::State::open},
                       {{"ACME-12.3"}, "Video", Track::State::dropped}};
  story.task.parent = {"ACME-11"};
  sheet.add_views("with tracks", story, 1);
  sheet.expect("cards_tracks.txt");
}

TEST(LifeCardsTest, TheQuickHandoffIsHandedBack) {
  Story story;
  story.then(ana, "new quick ACME \"Banner 3: logo bigger\"")
      .then(ana, "set ACME-12 what=\"Logo bigger\" by=\"2027-03-31 15:00\"")
      .then(ana, "give ACME-12 @dino")
      .then(dino, "accept ACME-12");
  Sheet sheet;
  sheet.add("the working card", story.card(NoticeKind::offer, 1, 0, dino));
  sheet.expect("cards_quick.txt");
}

/// Every message of a task that has ended, whatever it told of.
TEST(LifeCardsTest, AMessageOfATaskThatHasEndedAsksForNothing) {
  Story story = accepted();
  story.act(dino, NameGap{{"The logo", true}});
  story.act(alex, Take{{}, "Dino is ill"});
  story.then(olga, "cancel ACME-12 The client has stopped it");
  story.now += 10min;
  constexpr int kinds = static_cast<int>(NoticeKind::moved) + 1;
  for (int kind = 0; kind < kinds; ++kind) {
    for (const char* text : {"", "acknowledge", "gap", "look-again"}) {
      const Card card = story.card(static_cast<NoticeKind>(kind), 1, 1, dino, text);
      SCOPED_TRACE(text_of(card));
      EXPECT_TRUE(card.buttons.empty()) << name_of(static_cast<NoticeKind>(kind));
      for (const Card::Section& section : card.sections) EXPECT_TRUE(section.buttons.empty());
    }
  }
}

}  // namespace
}  // namespace baton::test
