#include "tests/core/fixture.h"

/// The override lane: what is skipped is owed, and it takes a right.
namespace baton::test {
namespace {

const Urgent to_dino{{}, dino, " the campaign starts tonight "};

/// Ana sends to Dino what only its reason has; Cora, a coordinator, pressed.
Scene hurried() {
  Scene scene;
  scene.open().ok(ana, Set{"goal", "Sell shoes"});
  scene.ok(cora, to_dino);
  return scene;
}

TEST(UrgentTest, SkipsRequirementsAndOwesThem) {
  Scene scene;
  scene.open().ok(ana, Set{"goal", "Sell shoes"});
  const TaskFacts facts = scene.ok(cora, to_dino);
  EXPECT_EQ(names_of(facts), (Names{"Offered", "Overridden", "DebtIncurred", "DebtIncurred"}));
  EXPECT_EQ(scene.task.holder, ana) << "acceptance is never skipped";
  EXPECT_TRUE(scene.offer().urgent);
  EXPECT_EQ(scene.offer().approver, cora);
  EXPECT_EQ(scene.offer().urgent_because, "the campaign starts tonight");
  ASSERT_EQ(scene.task.debts.size(), 2u);
  const Debt& debt = scene.task.debts[1];
  EXPECT_EQ(debt.number, 2);
  EXPECT_EQ(debt.requirement, RequirementId{"brief"});
  EXPECT_EQ(debt.debtor, ana) << "the sender owes";
  EXPECT_EQ(debt.approver, cora);
  EXPECT_EQ(debt.due, scene.agency.due_after(ana, scene.now, WorkingSpan{3, {}}));
}

TEST(UrgentTest, NeedsAReason) {
  Scene scene;
  scene.open();
  EXPECT_EQ(scene.no(cora, Urgent{{}, dino, " "}).refusal, Refusal::words_needed);
}

TEST(UrgentTest, LeavesWhatIsNeverSkipped) {
  Scene scene;
  scene.gate("to-build").requirements[1].never_skip = true;
  scene.open();
  const Rejection rejection = scene.no(cora, to_dino);
  EXPECT_EQ(rejection.refusal, Refusal::not_ready);
  EXPECT_EQ(ids_of(rejection.missing), Ids{"agreed"});
  EXPECT_TRUE(scene.no(ana, to_dino).missing == rejection.missing)
      << "nobody is asked for what no right can give";
}

TEST(UrgentTest, OwnApprovalIsSeenByWhoApproved) {
  Scene scene;
  scene.ok(cora, StartNew{acme, lab, "Cora's own"});
  scene.ok(cora, to_dino);
  EXPECT_EQ(scene.offer().approver, scene.offer().sender);
}

TEST(UrgentTest, WhereNothingIsMissingItIsAnOffer) {
  Scene scene;
  scene.open().fill();
  EXPECT_EQ(names_of(scene.ok(ana, to_dino)), Names{"Offered"});
  EXPECT_FALSE(scene.offer().urgent);
  EXPECT_EQ(scene.no(ana, to_dino).refusal, Refusal::already_offered);
}

TEST(UrgentTest, ReplacesAnOfferToSomebodyElse) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(names_of(scene.ok(cora, Urgent{{}, dora, "tonight"})),
            (Names{"OfferWithdrawn", "Offered"}));
}

TEST(UrgentTest, ToOneselfIsAcceptedWithItsDebts) {
  Scene scene;
  scene.way("to-build").receiver = role("account-manager");
  scene.open();
  EXPECT_EQ(
      names_of(scene.ok(cora, Urgent{{}, ana, "tonight"})),
      (Names{"Offered", "Overridden", "DebtIncurred", "DebtIncurred", "DebtIncurred", "Accepted"}));
  EXPECT_EQ(scene.task.stage, StageId{"build"});
}

TEST(DebtTest, DoesNotBreakItsOwnOffer) {
  Scene scene = hurried();
  scene.ok(petra, Set{"goal", "Sell boots"});
  EXPECT_EQ(scene.task.phase, Phase::offered);
  scene.ok(dirk, Forgive{"brief", "it was a small one"});
  scene.ok(petra, Set{"goal", "Sell sandals"});
  EXPECT_EQ(scene.task.phase, Phase::offered) << "nor does one that was forgiven";
  EXPECT_EQ(names_of(scene.ok(petra, Set{"goal", ""})), (Names{"ValueSet", "OfferWithdrawn"}))
      << "what was there and is taken away does";
}

TEST(DebtTest, IsRepaidByWhatSuppliesIt) {
  Scene scene = hurried();
  EXPECT_EQ(names_of(scene.ok(petra, Check{"agreed", true})), (Names{"ItemChecked", "DebtRepaid"}));
  EXPECT_EQ(names_of(scene.ok(ana, Attach{"brief", "https://files.example.com/brief"})),
            (Names{"EvidenceAttached", "DebtRepaid"}));
  for (const Debt& debt : scene.task.debts) EXPECT_EQ(debt.state, Debt::State::repaid);
  EXPECT_EQ(scene.task.debts[0].settled_by, petra);
}

TEST(DebtTest, OfAnApprovalIsRepaidByTheApproval) {
  Scene scene;
  scene.gate("to-build")
      .requirements.push_back(approval("plan", "Plan", director_role, {{"goal"}}));
  scene.open().fill().ok(cora, to_dino);
  EXPECT_EQ(names_of(scene.ok(dirk, Approve{"plan", "", "", "", ""})),
            (Names{"ApprovalGiven", "DebtRepaid"}));
}

TEST(DebtTest, IsNotRepaidByTheDebtorsOwnApproval) {
  Scene scene;
  scene.gate("to-build")
      .requirements.push_back(approval("plan", "Plan", director_role, {{"goal"}}));
  scene.ok(olga, StartNew{acme, lab, "Olga's own"});
  scene.fill().ok(cora, to_dino);
  scene.ok(dino, Accept{});
  EXPECT_EQ(names_of(scene.ok(olga, Approve{"plan", "", "", "", ""})), Names{"ApprovalGiven"});
  EXPECT_TRUE(scene.task.debts[0].is_open());
  EXPECT_EQ(scene.no(olga, Repay{}).refusal, Refusal::not_ready);
}

TEST(DebtTest, IsRepaidWithItsValue) {
  Scene scene = hurried();
  EXPECT_EQ(scene.no(ana, Repay{}).refusal, Refusal::unclear_owed) << "two are open";
  EXPECT_EQ(scene.no(ana, Repay{"agreed", "maybe"}).refusal, Refusal::bad_value);
  const Rejection rejection = scene.no(ana, Repay{"brief", ""});
  EXPECT_EQ(rejection.refusal, Refusal::not_ready);
  EXPECT_EQ(ids_of(rejection.missing), Ids{"brief"});
  EXPECT_EQ(names_of(scene.ok(ana, Repay{"1", "yes"})), (Names{"ItemChecked", "DebtRepaid"}));
  EXPECT_EQ(names_of(scene.ok(ana, Repay{"", "https://files.example.com/brief"})),
            (Names{"EvidenceAttached", "DebtRepaid"}));
  EXPECT_EQ(scene.no(ana, Repay{}).refusal, Refusal::nothing_owed);
}

TEST(DebtTest, IsForgivenByRightAndBySomebodyElseThanTheDebtor) {
  Scene scene;
  scene.ok(olga, StartNew{acme, lab, "Olga's own"});
  scene.fill().ok(olga, Check{"agreed", false});
  scene.ok(olga, to_dino);
  const Forgive small{"", "it was a small one"};
  EXPECT_EQ(scene.no(olga, small).who_can, (People{cora, dirk}));
  EXPECT_EQ(scene.no(ana, small).refusal, Refusal::not_permitted);
  EXPECT_EQ(scene.no(cora, Forgive{"", " "}).refusal, Refusal::words_needed);
  scene.ok(cora, small);
  EXPECT_EQ(scene.task.debts[0].state, Debt::State::forgiven);
  EXPECT_EQ(scene.task.debts[0].why, "it was a small one");
  EXPECT_EQ(scene.task.debts[0].settled_by, cora);
}

TEST(DebtTest, IsDroppedByACancel) {
  Scene scene = hurried();
  scene.ok(cora, Cancel{"the client left"});
  for (const Debt& debt : scene.task.debts) {
    EXPECT_EQ(debt.state, Debt::State::forgiven);
    EXPECT_EQ(debt.why, "the client left");
  }
}

TEST(DebtTest, WhoOwesOneDoesNotRepayAnothers) {
  Scene scene;
  scene.gate("to-review").requirements = {evidence("drafts", "Drafts")};
  scene.open().ok(cora, Urgent{{}, dino, "tonight"});
  scene.ok(dino, Accept{});
  scene.ok(cora, Urgent{StageId{"review"}, {}, "tonight"});
  ASSERT_EQ(scene.task.debts.back().debtor, dino);
  const std::string number = std::to_string(scene.task.debts.back().number);
  const Rejection rejection = scene.no(ana, Repay{number, "https://a.example/d"});
  EXPECT_EQ(rejection.refusal, Refusal::not_permitted);
  EXPECT_EQ(rejection.who_can, (People{dino, olga, cora}));
  scene.ok(dino, Repay{number, "https://a.example/d"});
}

}  // namespace
}  // namespace baton::test
