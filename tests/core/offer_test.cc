#include "tests/core/fixture.h"

/// What becomes of an offer, and how a task ends.
namespace baton::test {
namespace {

const std::string too_much(text_max + 1, 'x');

TEST(AcceptTest, OfAnEarlierOfferIsOutdated) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(ana, Withdraw{});
  EXPECT_EQ(scene.no(dino, Accept{1}).refusal, Refusal::nothing_offered);
  scene.ok(ana, Give{{}, dino, ""});
  EXPECT_EQ(scene.no(dino, Accept{1}).refusal, Refusal::outdated);
  EXPECT_EQ(scene.no(dino, GiveBack{1, "timing", ""}).refusal, Refusal::outdated);
  EXPECT_EQ(scene.no(dino, Ask{1, "Why?"}).refusal, Refusal::outdated);
  EXPECT_EQ(scene.no(ana, Withdraw{1}).refusal, Refusal::outdated);
  EXPECT_EQ(scene.ok(dino, Accept{2}).size(), 1u);
}

TEST(AcceptTest, ASecondPressFindsNothingOffered) {  // rule 9
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(scene.no(dino, Accept{1}).refusal, Refusal::nothing_offered);
}

TEST(ReturnTest, LeavesTheBatonWithTheSenderAndKeepsTheReason) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, GiveBack{{}, "missing-asset", " no logo \n"});
  EXPECT_EQ(scene.task.phase, Phase::idle);
  EXPECT_EQ(scene.task.holder, ana);
  EXPECT_EQ(scene.task.stage, StageId{"draft"});
  const Handoff& handoff = scene.task.handoffs.back();
  EXPECT_EQ(handoff.outcome, Outcome::returned);
  EXPECT_EQ(handoff.reason, "missing-asset");
  EXPECT_EQ(handoff.words, "no logo");
  EXPECT_EQ(handoff.settled_by, dino);
  EXPECT_EQ(handoff.settled_at, scene.now);
}

TEST(ReturnTest, TakesAReasonOrItsUniquePrefix) {
  const struct {
    const char* reason;
    const char* words;
    std::optional<Refusal> refusal;
    const char* code;
  } cases[] = {
      {"timing", "", {}, "timing"},
      {"tim", "", {}, "timing"},
      {"missing-a", "", {}, "missing-asset"},
      {"wrong-p", "", {}, "wrong-person"},
      {"missing", "", Refusal::unknown_reason, ""},
      {"", "", Refusal::unknown_reason, ""},
      {"because", "", Refusal::unknown_reason, ""},
      {"timingx", "", Refusal::unknown_reason, ""},
      {"other", "", Refusal::words_needed, ""},
      {"other", " \n", Refusal::words_needed, ""},
      {"o", "", Refusal::words_needed, ""},
      {"other", "the brief is for another client", {}, "other"},
      {"timing", too_much.c_str(), Refusal::too_long, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string("`") + c.reason + "`");
    Scene scene;
    scene.offer_to_dino();
    const GiveBack back{{}, c.reason, c.words};
    if (!c.refusal) {
      EXPECT_EQ(std::get<Returned>(scene.ok(dino, back).at(0)).reason, c.code);
      continue;
    }
    const Rejection rejection = scene.no(dino, back);
    EXPECT_EQ(rejection.refusal, *c.refusal);
    if (*c.refusal == Refusal::unknown_reason) {
      EXPECT_EQ(rejection.choices, scene.agency.settings.return_reasons);
    }
  }
}

TEST(ReturnTest, AWholeReasonWinsOverALongerOneThatStartsAlike) {
  Scene scene;
  scene.offer_to_dino();
  scene.agency.settings.return_reasons = {"wrong-format", "wrong"};
  EXPECT_EQ(std::get<Returned>(scene.ok(dino, GiveBack{{}, "wrong", ""}).at(0)).reason, "wrong");
}

TEST(QuestionTest, IsAskedOneAtATimeAndAnsweredOnTheRecord) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Ask{{}, " Which shoes? "});
  EXPECT_EQ(scene.no(dino, Ask{{}, "And when?"}).refusal, Refusal::question_open);
  scene.ok(petra, AnswerQuestion{"The red ones"});  // any person of the agency
  const Question& first = scene.offer().questions.front();
  EXPECT_EQ(first.number, 1);
  EXPECT_EQ(first.by, dino);
  EXPECT_EQ(first.text, "Which shoes?");
  EXPECT_EQ(first.answered_by, petra);
  EXPECT_EQ(first.answer, "The red ones");
  EXPECT_EQ(first.answered_at, scene.now);
  EXPECT_EQ(scene.no(ana, AnswerQuestion{"Or blue"}).refusal, Refusal::no_open_question);
  scene.ok(dino, Ask{{}, "And when?"});
  EXPECT_EQ(scene.offer().open_question()->number, 2);
  // What was written for the first question, or for another offer, answers nothing now.
  EXPECT_EQ(scene.no(ana, AnswerQuestion{"The red ones", 1, 1}).refusal, Refusal::outdated);
  EXPECT_EQ(scene.no(ana, AnswerQuestion{"On Monday", 7, 2}).refusal, Refusal::outdated);
  scene.ok(ana, AnswerQuestion{"On Monday", 1, 2});
  EXPECT_EQ(scene.offer().open_question(), nullptr);
  EXPECT_EQ(scene.task.phase, Phase::offered);
}

TEST(QuestionTest, AnOpenOneDoesNotHinderAcceptance) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Ask{{}, "Which shoes?"});
  scene.ok(dino, Accept{});
  EXPECT_EQ(scene.task.holder, dino);
}

TEST(QuestionTest, TheNextOfferStartsWithNone) {
  Scene scene;
  scene.offer_to_dino();
  scene.ok(dino, Ask{{}, "Which shoes?"});
  scene.ok(ana, Give{{}, dora, ""});
  EXPECT_EQ(scene.no(ana, AnswerQuestion{"red"}).refusal, Refusal::no_open_question);
  scene.ok(dora, Ask{{}, "Which shoes?"});
  EXPECT_EQ(scene.offer().open_question()->number, 1);
}

TEST(WithdrawTest, ByTheHolderOrTheCoordinatorLeavesTheBatonWithTheSender) {
  for (const PersonId& person : {ana, cora}) {
    Scene scene;
    scene.offer_to_dino();
    const TaskFacts facts = scene.ok(person, Withdraw{});
    EXPECT_EQ(std::get<OfferWithdrawn>(facts.at(0)), (OfferWithdrawn{1, WithdrawCause::by_sender}));
    EXPECT_EQ(scene.task.phase, Phase::idle);
    EXPECT_EQ(scene.task.holder, ana);
    EXPECT_EQ(scene.task.handoffs.back().settled_by, person);
    EXPECT_EQ(scene.no(person, Withdraw{}).refusal, Refusal::nothing_offered);
  }
}

TEST(DoneTest, OnlyInAFinalStageWithItsGatePassed) {
  Scene scene;
  scene.open().fill();
  EXPECT_EQ(scene.no(ana, Finish{}).refusal, Refusal::not_final);
  Scene live;
  live.live_by_petra();
  const Rejection rejection = live.no(petra, Finish{});
  EXPECT_EQ(rejection.refusal, Refusal::not_ready);
  EXPECT_EQ(ids_of(rejection.missing), Ids{"report"});
  live.ok(petra, Attach{"", "https://files.example.com/report"});
  EXPECT_EQ(names_of(live.ok(petra, Finish{})), Names{"TaskDone"});
  EXPECT_EQ(live.task.phase, Phase::done);
  EXPECT_EQ(live.task.ended_by, petra);
  EXPECT_EQ(live.task.ended_at, live.now);
  EXPECT_FALSE(live.task.is_open());
  EXPECT_EQ(live.task.holder, petra) << "who held it last stays on the record";
}

TEST(DoneTest, AFinalStageMayAskForNothing) {
  Scene scene;
  scene.workflow().stages.back().gate = {};
  scene.live_by_petra();
  scene.ok(petra, Finish{});
}

TEST(CancelTest, WithdrawsTheOfferAndKeepsTheReason) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(names_of(scene.ok(cora, Cancel{" the client left "})),
            (Names{"OfferWithdrawn", "TaskCancelled"}));
  EXPECT_EQ(scene.task.phase, Phase::cancelled);
  EXPECT_EQ(scene.task.offer(), nullptr);
  EXPECT_EQ(scene.task.handoffs.back().cause, WithdrawCause::cancelled);
  EXPECT_EQ(scene.task.end_reason, "the client left");
}

TEST(CancelTest, NeedsItsReason) {
  Scene scene;
  scene.open();
  EXPECT_EQ(scene.no(cora, Cancel{" "}).refusal, Refusal::words_needed);
  EXPECT_EQ(scene.no(cora, Cancel{too_much}).refusal, Refusal::too_long);
}

TEST(NoteTest, IsKeptTrimmedWithWhoAndWhenEvenAfterTheEnd) {
  Scene scene;
  scene.open();
  scene.ok(cora, Cancel{"the client left"});
  scene.ok(alex, AddNote{" they came back\n"});
  EXPECT_EQ(scene.task.notes, (std::vector<Note>{{alex, scene.now, "they came back"}}));
  EXPECT_EQ(scene.task.phase, Phase::cancelled);
}

TEST(TextTest, EveryTextNeedsWordsAndEndsSomewhere) {  // T42
  Scene scene;
  scene.offer_to_dino();
  const Action empty[] = {Ask{{}, ""}, AddNote{" \t\r\n"}};
  for (const Action& action : empty)
    EXPECT_EQ(scene.no(dino, action).refusal, Refusal::words_needed);
  const Action long_ones[] = {Ask{{}, too_much}, AddNote{too_much}};
  for (const Action& action : long_ones)
    EXPECT_EQ(scene.no(dino, action).refusal, Refusal::too_long);
  scene.ok(dino, Ask{{}, std::string(text_max, 'x')});
  EXPECT_EQ(scene.no(ana, AnswerQuestion{""}).refusal, Refusal::words_needed);
  EXPECT_EQ(scene.no(ana, AnswerQuestion{too_much}).refusal, Refusal::too_long);
}

TEST(TextTest, LimitsCountCharactersNotBytes) {
  Scene scene;
  scene.open();
  std::string umlauts;
  for (std::size_t at = 0; at < text_max; ++at) umlauts += "ü";
  scene.ok(ana, AddNote{umlauts});
  EXPECT_EQ(scene.no(ana, AddNote{umlauts + "ü"}).refusal, Refusal::too_long);
}

TEST(NewTest, TheBatonIsWithWhoCreatedIt) {
  Scene scene;
  const TaskFacts facts = scene.ok(petra, StartNew{acme, lab, "  Spring launch "});
  EXPECT_EQ(std::get<Opened>(facts.at(0)),
            (Opened{acme, lab, 1, "Spring launch", {"draft"}, petra}));
  EXPECT_EQ(scene.task.holder, petra);
  EXPECT_EQ(scene.task.creator, petra);
  EXPECT_EQ(scene.task.stage, StageId{"draft"});
  EXPECT_EQ(scene.task.opened_at, scene.now);
}

TEST(NewTest, StartsWithTheNewestVersionAndKeepsIt) {
  Scene scene;
  Workflow second = make_lab();
  second.version = 2;
  second.stages.front().id = {"idea"};
  scene.open();
  scene.agency.directory.workflows.push_back({lab, 2, "{}"});
  scene.agency.workflows[{lab, 2}] = second;
  scene.fill().ok(ana, Give{{}, dino, ""});
  EXPECT_EQ(scene.task.workflow_version, 1);
  Scene fresh(scene.agency);
  EXPECT_EQ(std::get<Opened>(fresh.ok(ana, StartNew{acme, lab, "x"}).at(0)).workflow_version, 2);
  EXPECT_EQ(fresh.task.stage, StageId{"idea"});
}

TEST(NewTest, RefusesWhatIsNotThere) {
  const struct {
    const char* name;
    StartNew start;
    Refusal refusal;
  } cases[] = {
      {"client", {{"NOPE"}, lab, "x"}, Refusal::unknown_client},
      {"workflow", {acme, {"nope"}, "x"}, Refusal::unknown_workflow},
      {"title", {acme, lab, " "}, Refusal::words_needed},
      {"long title", {acme, lab, std::string(title_max + 1, 'x')}, Refusal::too_long},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Scene().no(ana, c.start).refusal, c.refusal);
  }
  EXPECT_EQ(Scene().ok(ana, StartNew{acme, lab, std::string(title_max, 'x')}).size(), 1u);
}

TEST(NewTest, RefusesAWorkflowThatIsNotSwitchedOn) {
  Scene scene;
  std::erase(scene.agency.settings.active_workflows, lab);
  EXPECT_EQ(scene.no(ana, StartNew{acme, lab, "x"}).refusal, Refusal::unknown_workflow);
}

TEST(TaskTest, WhoseWorkflowIsGoneIsRefusedNotGuessed) {
  Scene scene;
  scene.offer_to_dino();
  scene.agency.workflows.erase({lab, 1});
  EXPECT_EQ(scene.no(dino, Accept{}).refusal, Refusal::unknown_workflow);
  EXPECT_EQ(scene.no(ana, Set{"goal", "x"}).refusal, Refusal::unknown_workflow);
}

}  // namespace
}  // namespace baton::test
