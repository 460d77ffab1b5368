#include "core/notice/notice.h"

#include <set>

#include "tests/core/fixture.h"

/// Who is told what because of which event: PRODUCT's table of where messages go.
namespace baton::test {
namespace {

/// Whether it makes somebody's phone buzz. The sender's own copy is the quiet answer to a command.
bool is_push(const Notice& notice) {
  return !notice.edit_only && !notice.person.empty() && notice.kind != NoticeKind::sender_copy;
}

/// "+offer p2" posts or pushes, "~card" edits what is there, "+thread stage" is a line in a thread.
std::vector<std::string> told(const std::vector<Notice>& notices) {
  std::vector<std::string> lines;
  for (const Notice& notice : notices) {
    std::string line = (notice.edit_only ? "~" : "+") + std::string(name_of(notice.kind));
    if (!notice.person.empty()) line += " " + notice.person.value;
    if (notice.kind == NoticeKind::thread) line += " " + notice.text;
    lines.push_back(std::move(line));
  }
  return lines;
}
using Lines = std::vector<std::string>;

// Ana is p1, Dino p2, Petra p3, Olga p5, Dora p6, Cora p7, Dirk p8.

TEST(NoticeTest, ATaskThatIsNewOrNotedTellsNobody) {
  Scene scene;
  scene.open();
  EXPECT_EQ(told(scene.notices), Lines{});
  scene.ok(petra, AddNote{"hello"});
  EXPECT_EQ(told(scene.notices), Lines{});
  scene.fill();
  EXPECT_EQ(told(scene.notices), Lines{}) << "nothing is offered: nothing shows it";
}

TEST(NoticeTest, AnOfferPostsTheCardPushesTheReceiverAndAnswersTheSender) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(told(scene.notices), (Lines{"+card", "+offer p2", "+sender-copy p1"}));
  EXPECT_EQ(scene.notices.at(0).slot, "card/slack/ACME-13/1");
  EXPECT_EQ(scene.notices.at(1).slot, "offer/ACME-13/1");
  EXPECT_EQ(scene.notices.at(2).slot, "sent/ACME-13/1");
  for (const Notice& notice : scene.notices) {
    EXPECT_EQ(notice.handoff, 1);
    EXPECT_EQ(notice.task, scene.task.key);
  }
}

TEST(NoticeTest, AcceptanceEditsAndPushesNobody) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(told(scene.notices), (Lines{"~card", "~offer p2", "~sender-copy p1", "+thread stage"}));
}

TEST(NoticeTest, AHandoffThatGoesWellPushesItsReceiverOnceAndNobodyElse) {
  Scene scene;
  int pushes = 0;
  const auto count = [&](const PersonId& by, Action action, Values values = {}) {
    scene.ok(by, std::move(action), std::move(values));
    for (const Notice& notice : scene.notices) {
      if (!is_push(notice)) continue;
      ++pushes;
      EXPECT_EQ(notice.person, dino);
    }
  };
  count(ana, StartNew{acme, lab, "Spring launch"});
  count(ana, Give{{}, dino, ""},
        {{"goal", "x"}, {"agreed", "yes"}, {"brief", "https://a.example/b"}});
  count(dino, Accept{});
  EXPECT_EQ(pushes, 1);
}

TEST(NoticeTest, AReturnPushesTheSender) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, GiveBack{{}, "timing", ""});
  EXPECT_EQ(told(scene.notices),
            (Lines{"~card", "~offer p2", "~sender-copy p1", "+returned p1", "+thread returned"}));
}

TEST(NoticeTest, ASecondOfferEditsTheCardAndPushesAgain) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, GiveBack{{}, "timing", ""});
  scene.ok(ana, Give{{}, dino, ""});
  EXPECT_EQ(told(scene.notices), (Lines{"~card", "+offer p2", "+sender-copy p1"}));
  EXPECT_EQ(scene.notices.at(0).slot, "card/slack/ACME-13/1");
  EXPECT_EQ(scene.notices.at(1).slot, "offer/ACME-13/2");
}

TEST(NoticeTest, TheThirdReturnOnOneWayTellsItsOwner) {
  Scene scene;
  scene.offer_to_dino();
  Lines last;
  for (int at = 1; at <= 4; ++at) {
    scene.ok(dino, GiveBack{{}, "timing", ""});
    Lines owners;
    for (const Notice& notice : scene.notices) {
      if (notice.kind == NoticeKind::third_return) owners.push_back(notice.person.value);
    }
    EXPECT_EQ(owners, at == 3 ? (Lines{"p5", "p7"}) : Lines{}) << at;  // the coordinators
    scene.ok(ana, Give{{}, dino, ""});
  }
}

TEST(NoticeTest, AQuestionPushesTheSenderAndItsAnswerTheReceiver) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Ask{{}, "Which shoes?"});
  EXPECT_EQ(told(scene.notices),
            (Lines{"~card", "~offer p2", "~sender-copy p1", "+question p1", "+thread question"}));
  EXPECT_EQ(scene.notices.at(3).detail, 1);
  const std::string slot = scene.notices.at(3).slot;
  scene.ok(ana, AnswerQuestion{"The red ones"});
  EXPECT_EQ(told(scene.notices), (Lines{"~card", "~offer p2", "~sender-copy p1", "~question p1",
                                        "+answer p2", "+thread answer"}));
  EXPECT_EQ(scene.notices.at(3).slot, slot) << "the question's own message changes";
  EXPECT_EQ(scene.notices.back().detail, 1);
}

TEST(NoticeTest, TheMessagesOfAQuestionTurnWhenItsOfferIsSettled) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Ask{{}, "Which shoes?"});
  scene.ok(ana, AnswerQuestion{"The red ones"});
  const std::string answer_slot = scene.notices.at(4).slot;
  scene.ok(dino, Accept{});
  EXPECT_EQ(told(scene.notices), (Lines{"~card", "~offer p2", "~sender-copy p1", "~question p1",
                                        "~answer p2", "+thread stage"}));
  EXPECT_EQ(scene.notices.at(4).slot, answer_slot);
}

TEST(NoticeTest, AnAnswerStaysWithWhomItWasToldWhenTheOfferIsPassedOn) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Ask{{}, "Which shoes?"});
  scene.ok(ana, AnswerQuestion{"The red ones"});
  const auto answer_to = [&](const PersonId& person, int number = 1) {
    for (const Notice& notice : scene.notices) {
      const bool is_it = notice.kind == NoticeKind::answer && notice.detail == number;
      if (is_it && notice.person == person) return notice;
    }
    throw std::logic_error("nothing is told to " + person.value);
  };
  const std::string slot = answer_to(dino).slot;
  scene.ok(dino, Pass{{}, dora});
  EXPECT_EQ(answer_to(dino).slot, slot) << "the message in his hands turns";
  EXPECT_NE(answer_to(dora).slot, slot) << "hers would be another";
  scene.ok(dora, Ask{{}, "And when?"});
  scene.ok(ana, AnswerQuestion{"In May"});
  EXPECT_FALSE(answer_to(dora, 2).edit_only);
  EXPECT_TRUE(answer_to(dino, 1).edit_only);
}

/// The slots of what buzzes at `person`.
std::vector<std::string> pushes_to(const Scene& scene, const PersonId& person) {
  std::vector<std::string> slots;
  for (const Notice& notice : scene.notices) {
    if (is_push(notice) && notice.person == person) slots.push_back(notice.slot);
  }
  return slots;
}

TEST(NoticeTest, WhoIsOfferedItOnceMoreIsPushedOnceMore) {
  Scene scene;
  scene.offer_to_dino();
  std::vector<std::string> slots = pushes_to(scene, dino);
  scene.ok(dino, Pass{{}, dora});
  scene.ok(dora, Pass{{}, dino});
  ASSERT_EQ(pushes_to(scene, dino).size(), 1u);
  EXPECT_NE(pushes_to(scene, dino).front(), slots.front()) << "an edit makes nobody look";
  const auto edited = std::ranges::find(scene.notices, slots.front(), &Notice::slot);
  ASSERT_NE(edited, scene.notices.end());
  EXPECT_TRUE(edited->edit_only) << "the older message turns";

  Scene again;
  again.offer_to_dino();
  again.ok(dino, Pass{{}, dora});
  slots = pushes_to(again, dora);
  again.ok(dino, Undo{});
  again.ok(dino, Pass{{}, dora});
  ASSERT_EQ(pushes_to(again, dora).size(), 1u);
  EXPECT_NE(pushes_to(again, dora).front(), slots.front());
}

TEST(NoticeTest, WhatHappensOnceMoreAfterAnUndoIsToldOnceMore) {
  const auto tells_anew = [](const PersonId& by, const Action& press, const PersonId& person) {
    Scene scene;
    scene.offer_to_dino();
    scene.ok(by, press);
    const std::vector<std::string> first = pushes_to(scene, person);
    scene.ok(by, Undo{});
    EXPECT_EQ(pushes_to(scene, person).size(), 1u) << "that it was taken back";
    scene.ok(by, press);
    const std::vector<std::string> second = pushes_to(scene, person);
    return first.size() == 1 && second.size() == 1 && first != second;
  };
  EXPECT_TRUE(tells_anew(dino, GiveBack{{}, "timing", ""}, ana));
  EXPECT_TRUE(tells_anew(ana, Withdraw{}, dino));
}

TEST(NoticeTest, WhatFallsDueTogetherIsRemindedOfOnce) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Accept{{}, {{"the logo"}, {"the colours"}}});
  scene.at(scene.task.gaps.front().due);
  std::vector<Notice> reminders;
  std::ranges::copy_if(scene.notices, std::back_inserter(reminders), [](const Notice& notice) {
    return notice.kind == NoticeKind::reminder && notice.text == timer::gap;
  });
  ASSERT_EQ(reminders.size(), 1u);
  EXPECT_EQ(reminders.front().person, ana);
  EXPECT_EQ(gaps_due_with(scene.task, reminders.front().detail).size(), 2u);
  scene.ok(ana, SupplyGap{"1", "logo.svg"});
  EXPECT_EQ(gaps_due_with(scene.task, 1).size(), 1u) << "the other one is owed still";
}

TEST(NoticeTest, AReceiverWhoAnswersTheirOwnQuestionIsNotTold) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Ask{{}, "Which shoes?"});
  scene.ok(dino, AnswerQuestion{"Never mind"});
  EXPECT_EQ(told(scene.notices),
            (Lines{"~card", "~offer p2", "~sender-copy p1", "~question p1", "+thread answer"}));
}

TEST(NoticeTest, AWithdrawalPushesTheReceiverAndTheSenderWhereSomebodyElseDidIt) {
  Scene own;
  own.offer_to_dino();
  own.ok(ana, Withdraw{});
  EXPECT_EQ(told(own.notices), (Lines{"~card", "~offer p2", "~sender-copy p1", "+offer-gone p2"}));
  Scene coordinators;
  coordinators.offer_to_dino();
  coordinators.ok(cora, Withdraw{});
  EXPECT_EQ(told(coordinators.notices),
            (Lines{"~card", "~offer p2", "~sender-copy p1", "+offer-gone p2", "+offer-gone p1"}));
}

TEST(NoticeTest, OfferedAnewTellsBothReceivers) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(ana, Give{{}, dora, ""});
  EXPECT_EQ(told(scene.notices), (Lines{"~card", "~offer p2", "~sender-copy p1", "+offer-gone p2",
                                        "+offer p6", "+sender-copy p1"}));
}

TEST(NoticeTest, OfferedAnewToTheSamePersonIsOnePush) {
  Scene scene;
  scene.way("shortcut").receiver = role("account-manager");
  scene.build_by_dino();
  scene.ok(dino, Give{StageId{"review"}, {}, ""});
  scene.ok(dino, Give{StageId{"live"}, {}, ""});
  EXPECT_EQ(std::ranges::count_if(scene.notices, is_push), 1);
  EXPECT_EQ(told(scene.notices), (Lines{"~card", "~offer p1", "~sender-copy p2", "~offer p2",
                                        "+card", "+offer p1", "+sender-copy p2"}));
}

TEST(NoticeTest, AChangeWhileOfferedEditsWhatShowsIt) {
  Scene scene;
  scene.offer_to_dino();
  const Lines edits{"~card", "~offer p2", "~sender-copy p1"};
  scene.ok(petra, Set{"goal", "Boots"});
  EXPECT_EQ(told(scene.notices), edits);
  scene.ok(petra, Attach{"brief", "https://files.example.com/2"});
  EXPECT_EQ(told(scene.notices), edits);
  scene.ok(dirk, Approve{"qa", "", "", "", ""});
  EXPECT_EQ(told(scene.notices), edits);
}

TEST(NoticeTest, AChangeThatBreaksTheGatePushesReceiverAndSender) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(petra, Check{"agreed", false});
  EXPECT_EQ(told(scene.notices),
            (Lines{"~card", "~offer p2", "~sender-copy p1", "+offer-gone p2", "+offer-gone p1"}));
}

TEST(NoticeTest, ALapsedApprovalPushesWhoApprovedAndWhoHolds) {
  Scene scene;
  scene.review_by_ana();
  scene.ok(ana, Set{"utm", "https://shop.example/"});
  scene.ok(dirk, Approve{"qa", "", "", "", ""});
  EXPECT_EQ(told(scene.notices), Lines{"~offer p1"}) << "only her working card changes";
  Scene same = scene;
  scene.ok(petra, Set{"utm", "https://other.example/"});
  EXPECT_EQ(told(scene.notices),
            (Lines{"~offer p1", "+approval-lapsed p8", "+approval-lapsed p1"}));
  EXPECT_EQ(scene.notices.at(1).text, "qa");
  same.ok(ana, Set{"utm", "https://other.example/"});
  EXPECT_EQ(told(same.notices), (Lines{"~offer p1", "+approval-lapsed p8"}))
      << "Ana knows what she did";
}

TEST(NoticeTest, CancelPushesTheReceiverAndTheHolder) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(cora, Cancel{"the client left"});
  EXPECT_EQ(told(scene.notices),
            (Lines{"~card", "~offer p2", "~sender-copy p1", "+offer-gone p2", "+ended p1"}));
}

TEST(NoticeTest, DoneTurnsTheCardAndTellsTheHolderWhereSomebodyElseDidIt) {
  Scene scene;
  scene.live_by_petra().ok(petra, Attach{"report", "https://files.example.com/report"});
  Scene same = scene;
  scene.ok(petra, Finish{});
  const Lines edits{"~card", "~offer p3", "~sender-copy p2"};
  EXPECT_EQ(told(scene.notices), edits);
  same.ok(cora, Finish{});
  EXPECT_EQ(told(same.notices), (Lines{"~card", "~offer p3", "~sender-copy p2", "+ended p3"}));
}

TEST(NoticeTest, AcceptanceTurnsWhatToldOfTheBatonsEarlierPlace) {
  Scene scene;
  scene.build_by_dino();  // Ana gave it to him
  scene.ok(dino, Give{StageId{"review"}, {}, ""});
  scene.ok(ana, Accept{});
  const Lines told_now = told(scene.notices);
  EXPECT_EQ(std::ranges::count(told_now, "~card"), 2) << "the new card, and the one before";
  EXPECT_EQ(std::ranges::count(told_now, "~offer p2"), 1) << "Dino's working card moves on";
}

TEST(NoticeTest, ATaskThatWasNeverOfferedEndsWithoutACard) {
  Scene scene;
  scene.open();
  scene.ok(cora, Cancel{"a mistake"});
  EXPECT_EQ(told(scene.notices), Lines{"+ended p1"});
}

TEST(NoticeTest, AHandoffToOneselfPostsTheCardAndPushesNobody) {
  Scene scene;
  scene.way("to-build").receiver = role("account-manager");
  scene.open().fill();
  scene.ok(ana, Give{});
  EXPECT_EQ(told(scene.notices), (Lines{"+card", "+thread stage"}))
      << "the record is seen; nobody is told";
}

TEST(NoticeTest, ACoordinatorWhoGivesToThemselvesStillGetsTheButtons) {
  Scene scene;
  scene.open().fill();
  scene.ok(cora, Give{{}, cora, ""});
  EXPECT_EQ(told(scene.notices), (Lines{"+card", "+offer p7", "+sender-copy p1"}));
}

TEST(NoticeTest, NobodyIsPushedForWhatTheyDidThemselves) {
  const struct {
    const char* name;
    PersonId by;
    Action action;
  } cases[] = {
      {"give", ana, Give{{}, dora, ""}},
      {"withdraw", ana, Withdraw{}},
      {"return", dino, GiveBack{{}, "timing", ""}},
      {"ask", dino, Ask{{}, "Why?"}},
      {"check", ana, Check{"agreed", false}},
      {"check by receiver", dino, Check{"agreed", false}},
      {"accept", dino, Accept{}},
      {"note", ana, AddNote{"x"}},
      {"pass", dino, Pass{{}, dora}},
      {"block", dino, Block{"no access", {}}},
      {"cancel", cora, Cancel{"no"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene;
    scene.offer_to_dino();
    scene.ok(c.by, c.action);
    for (const Notice& notice : scene.notices) {
      EXPECT_FALSE(is_push(notice) && notice.person == c.by) << name_of(notice.kind);
    }
  }
}

}  // namespace
}  // namespace baton::test
