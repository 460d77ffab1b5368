#include "tests/core/fixture.h"

/// Approvals: who may, of which version, and when they lapse (RC-02, RC-03).
namespace baton::test {
namespace {

const Approve qa{"qa", "", "", "", ""};
const Approve told{"sign-off", "Mia of Acme", "Monday", "by e-mail", "mail.eml"};

/// A task in review, held by Ana, whose gate to live asks for a page and a director's approval.
Scene in_review() {
  Scene scene;
  scene.review_by_ana();
  scene.ok(ana, Set{"utm", "https://shop.example/?utm_source=x"});
  return scene;
}

/// The same, with the client's sign-off in place of the director's approval.
Scene before_sign_off() {
  Scene scene;
  scene.gate("to-live").requirements[1] = approval("sign-off", "Client sign-off", client_approver);
  scene.review_by_ana();
  scene.ok(ana, Set{"utm", "https://shop.example/?utm_source=x"});
  return scene;
}

TEST(ApprovalTest, IsBoundToTheRevisionsOfItsGatesFieldsAndEvidence) {
  Scene scene = in_review();
  scene.gate("to-live").requirements.push_back(evidence("shots", "Screenshots"));
  scene.gate("to-live").requirements.push_back(check_item("seen", "Seen on a phone"));
  scene.ok(ana, Attach{"shots", "https://files.example.com/1"});
  scene.ok(ana, Attach{"shots", "https://files.example.com/2"});
  scene.ok(ana, Check{"seen", true});
  const ApprovalGiven given = std::get<ApprovalGiven>(scene.ok(dirk, qa).at(0));
  EXPECT_EQ(given.of, (std::map<RequirementId, int>{{{"utm"}, 1}, {{"shots"}, 2}}));
  EXPECT_FALSE(given.self_approved);
  EXPECT_EQ(scene.task.approvals.at({"qa"}).recorded_by, dirk);
}

TEST(ApprovalTest, LapsesWhenWhatWasApprovedChanges) {
  Scene scene = in_review();
  scene.ok(dirk, qa);
  const TaskFacts facts = scene.ok(petra, Set{"utm", "https://shop.example/?utm_source=y"});
  ASSERT_EQ(names_of(facts), (Names{"ValueSet", "ApprovalLapsed"}));
  EXPECT_EQ(std::get<ApprovalLapsed>(facts.at(1)), (ApprovalLapsed{{"qa"}, {"utm"}}));
  EXPECT_TRUE(scene.task.approvals.empty());
  EXPECT_EQ(ids_of(scene.no(ana, Give{StageId{"live"}, {}, ""}).missing), Ids{"qa"});
}

TEST(ApprovalTest, StandsWhenTheSameValueIsSetAgain) {
  Scene scene = in_review();
  scene.ok(dirk, qa);
  EXPECT_TRUE(scene.ok(ana, Set{"utm", " https://shop.example/?utm_source=x"}).empty());
  EXPECT_EQ(scene.task.approvals.size(), 1u);
}

TEST(ApprovalTest, IsAskedForAgainWhenSomethingItCoversIsSuppliedOnlyLater) {
  Scene scene = in_review();
  scene.gate("to-live").requirements.push_back(field("budget", "Budget", FieldType::money));
  scene.ok(dirk, qa);
  EXPECT_EQ(names_of(scene.ok(ana, Set{"budget", "5000 EUR"})),
            (Names{"ValueSet", "ApprovalLapsed"}));
  EXPECT_FALSE(scene.task.approvals.contains({"qa"}));
}

TEST(ApprovalTest, OfNamedRequirementsLapsesForThemOnly) {
  Scene scene = in_review();
  scene.gate("to-live").requirements.push_back(check_item("seen", "Seen on a phone"));
  scene.gate("to-live").requirements[1].of = {{"seen"}};
  scene.ok(ana, Check{"seen", true});
  scene.ok(dirk, qa);
  EXPECT_EQ(names_of(scene.ok(ana, Set{"utm", "https://other.example/"})), Names{"ValueSet"});
  EXPECT_EQ(names_of(scene.ok(ana, Check{"seen", false})),
            (Names{"ItemChecked", "ApprovalLapsed"}));
}

TEST(ApprovalTest, LapsingWhileOfferedWithdrawsTheOffer) {
  Scene scene = in_review();
  scene.ok(dirk, qa);
  scene.ok(ana, Give{StageId{"live"}, {}, ""});
  EXPECT_EQ(names_of(scene.ok(alex, Set{"utm", "https://other.example/"})),
            (Names{"ValueSet", "ApprovalLapsed", "OfferWithdrawn"}));
  EXPECT_EQ(scene.task.phase, Phase::idle);
}

TEST(ApprovalTest, ASecondOneOfTheSameVersionSaysNothingNew) {
  Scene scene = in_review();
  scene.ok(dirk, qa);
  EXPECT_TRUE(scene.ok(dirk, qa).empty());
  EXPECT_TRUE(scene.ok(olga, qa).empty());
  scene.ok(ana, Set{"utm", "https://other.example/"});
  EXPECT_EQ(scene.ok(olga, qa).size(), 1u);
}

TEST(ApprovalTest, WithoutAnItemTakesTheOnlyMissingOne) {
  Scene scene = in_review();
  EXPECT_EQ(std::get<ApprovalGiven>(scene.ok(dirk, Approve{}).at(0)).item, RequirementId{"qa"});
  EXPECT_EQ(scene.no(dirk, Approve{}).refusal, Refusal::nothing_missing);
}

TEST(ApprovalTest, TheClientsOwnPersonForTheRoleMayApproveAndIsNamedFirst) {
  Scene scene = in_review();
  scene.agency.clients.at(acme).roles[director_role] = alex;
  EXPECT_EQ(scene.no(dino, qa).who_can, (People{alex, olga, dirk}));
  EXPECT_EQ(scene.ok(alex, qa).size(), 1u);
}

// ---- never the sender

TEST(OwnApprovalTest, IsRefusedWhileIdleAndWhileOffered) {
  Scene scene;
  scene.ok(dirk, StartNew{acme, lab, "Dirk's own"});
  const Rejection rejection = scene.no(dirk, qa);
  EXPECT_EQ(rejection.refusal, Refusal::not_permitted);
  EXPECT_EQ(rejection.who_can, People{olga});
  scene.fill().ok(dirk, Give{{}, dino, ""});
  EXPECT_EQ(scene.no(dirk, qa).refusal, Refusal::not_permitted);
}

TEST(OwnApprovalTest, IsLetWhereTheWorkflowSaysSoAndMarked) {
  Scene scene;
  scene.gate("to-live").requirements[1].sender_may = true;
  scene.ok(dirk, StartNew{acme, lab, "Dirk's own"});
  EXPECT_TRUE(std::get<ApprovalGiven>(scene.ok(dirk, qa).at(0)).self_approved);
  EXPECT_TRUE(scene.task.approvals.at({"qa"}).self_approved);
}

TEST(OwnApprovalTest, GivenBeforeTheBatonCameDoesNotCountForTheSender) {
  Scene scene;
  scene.gate("to-build").requirements.push_back(approval("plan", "Plan", {"designer"}));
  scene.open().fill();
  scene.ok(dino, Approve{"plan", "", "", "", ""});
  scene.gate("to-review").requirements.push_back(approval("plan", "Plan", {"designer"}));
  scene.ok(ana, Give{{}, dino, ""});
  scene.ok(dino, Accept{});
  const Rejection rejection = scene.no(dino, Give{StageId{"review"}, {}, ""});
  EXPECT_EQ(rejection.refusal, Refusal::not_ready);
  ASSERT_EQ(ids_of(rejection.missing), Ids{"plan"});
  EXPECT_TRUE(rejection.missing.at(0).own_approval);
  EXPECT_EQ(scene.ok(dora, Approve{"plan", "", "", "", ""}).size(), 1u) << "another one may";
  EXPECT_EQ(scene.ok(dino, Give{StageId{"review"}, {}, ""}).size(), 1u);
}

TEST(OwnApprovalTest, DoesNotCountForDoneEither) {
  Scene scene;
  scene.workflow().stages.back().gate.requirements = {approval("end", "End", {"paid-media"})};
  scene.build_by_dino();
  scene.ok(petra, Approve{"end", "", "", "", ""});
  scene.ok(dino, Give{StageId{"live"}, {}, ""});
  scene.ok(petra, Accept{});
  EXPECT_EQ(ids_of(scene.no(petra, Finish{}).missing), Ids{"end"});
}

// ---- the client's sign-off

TEST(SignOffTest, IsRecordedByTheAccountManagerEvenAsSender) {
  Scene scene = before_sign_off();
  const Rejection rejection = scene.no(dirk, told);
  EXPECT_EQ(rejection.refusal, Refusal::not_permitted);
  EXPECT_EQ(rejection.who_can, People{ana});
  const ApprovalGiven given = std::get<ApprovalGiven>(scene.ok(ana, told).at(0));
  EXPECT_FALSE(given.self_approved) << "it is the client's, not hers";
  EXPECT_EQ(given.of, (std::map<RequirementId, int>{{{"utm"}, 1}}));
  EXPECT_EQ(scene.ok(ana, Give{StageId{"live"}, {}, ""}).size(), 1u);
}

TEST(SignOffTest, NeedsWhoWhenHowAndAProofAndSaysAllThatIsMissing) {
  Scene scene = before_sign_off();
  const Rejection rejection = scene.no(ana, Approve{"sign-off", "", " ", "", ""});
  EXPECT_EQ(rejection.refusal, Refusal::details_needed);
  Ids names;
  for (const Problem& problem : rejection.problems) names.push_back(problem.name);
  EXPECT_EQ(names, (Ids{"by", "on", "how", "link"}));
  const Rejection one = scene.no(ana, Approve{"sign-off", "Mia", "Monday", "", "mail.eml"});
  ASSERT_EQ(one.problems.size(), 1u);
  EXPECT_EQ(one.problems.at(0).name, "how");
}

TEST(SignOffTest, KeepsItsDetailsTrimmed) {
  Scene scene = before_sign_off();
  scene.ok(ana, Approve{"sign-off", " Mia of Acme ", "Monday\n", " by e-mail", " mail.eml "});
  const Approval& approval = scene.task.approvals.at({"sign-off"});
  EXPECT_EQ(approval.who, "Mia of Acme");
  EXPECT_EQ(approval.when, "Monday");
  EXPECT_EQ(approval.how, "by e-mail");
  EXPECT_EQ(approval.link, "mail.eml");
  EXPECT_TRUE(scene.ok(ana, told).empty()) << "the same again says nothing new";
  EXPECT_EQ(
      scene.ok(ana, Approve{"sign-off", "Max of Acme", "Monday", "by e-mail", "mail.eml"}).size(),
      1u)
      << "other details are a better record";
}

TEST(SignOffTest, ItsProofIsALinkOrAFileName) {
  const struct {
    std::string link;
    bool fine;
  } cases[] = {
      {"https://mail.example.com/42", true}, {"sign-off.pdf", true},
      {"javascript:alert(1)", false},        {"data:text/html,x", false},
      {"https://user@evil.example/", false}, {"two\nlines", false},
      {std::string(256, 'x'), false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.link);
    Scene scene = before_sign_off();
    Approve approve = told;
    approve.link = c.link;
    if (c.fine) {
      scene.ok(ana, approve);
      continue;
    }
    const Rejection rejection = scene.no(ana, approve);
    EXPECT_EQ(rejection.refusal, Refusal::details_needed);
    ASSERT_EQ(rejection.problems.size(), 1u);
    EXPECT_EQ(rejection.problems.at(0).name, "link");
  }
}

TEST(SignOffTest, ARolesApprovalNeedsNoProofButNotANonsense) {
  Scene scene = in_review();
  EXPECT_EQ(scene.no(dirk, Approve{"qa", "", "", "", "javascript:alert(1)"}).refusal,
            Refusal::bad_value);
  EXPECT_EQ(scene.ok(dirk, Approve{"qa", "", "", "", "https://files.example.com/qa"}).size(), 1u);
}

TEST(SignOffTest, ItsWordsHaveALimit) {  // T42
  Scene scene = before_sign_off();
  for (std::string Approve::*text : {&Approve::who, &Approve::when, &Approve::how}) {
    Approve approve = told;
    approve.*text = std::string(title_max + 1, 'x');
    EXPECT_EQ(scene.no(ana, approve).refusal, Refusal::too_long);
  }
  Approve approve = told;
  approve.link = "https://a.example/" + std::string(text_max, 'x');
  EXPECT_EQ(scene.no(ana, approve).refusal, Refusal::too_long);
}

TEST(SignOffTest, OfANewTaskOfTheClientIsAskedOfTheClientsAccountManagerFirst) {
  Scene scene = before_sign_off();
  scene.agency.directory.people.push_back(
      make_person({"p10"}, "Abe", "U0010", {account_manager_role}));
  scene.agency.clients.at(acme).roles[account_manager_role] = {"p10"};
  EXPECT_EQ(scene.no(dirk, told).who_can, (People{{"p10"}, ana}));
}

}  // namespace
}  // namespace baton::test
