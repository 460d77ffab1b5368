#include "tests/core/fixture.h"

/// A whole command: its values, then its action (rule 4: refused moves nothing, valid values stay).
namespace baton::test {
namespace {

const Values all_values{
    {"goal", "Sell shoes"}, {"agreed", "yes"}, {"brief", "https://files.example.com/brief"}};

TEST(JudgeTest, AGiveWithAllItsValuesIsOneStep) {
  Scene scene;
  scene.open();
  const Verdict verdict = scene.act(ana, Give{{}, dino, ""}, all_values);
  EXPECT_EQ(verdict.rejection, std::nullopt);
  EXPECT_EQ(names_of(verdict.facts),
            (Names{"ValueSet", "ItemChecked", "EvidenceAttached", "Offered"}));
  EXPECT_EQ(verdict.kept, (Ids{"goal", "agreed", "brief"}));
  EXPECT_EQ(verdict.after.phase, Phase::offered);
  EXPECT_FALSE(scene.offer().changed_after_offer) << "the values came before the offer";
}

TEST(JudgeTest, ARefusedGiveKeepsItsValidValuesAndListsTheRest) {
  Scene scene;
  scene.gate("to-build").requirements[0].type = FieldType::money;
  scene.open();
  const Verdict verdict =
      scene.act(ana, Give{{}, dino, ""}, {{"goal", "a lot"}, {"agreed", "yes"}, {"colour", "red"}});
  ASSERT_TRUE(verdict.rejection);
  EXPECT_EQ(verdict.rejection->refusal, Refusal::not_ready);
  EXPECT_EQ(ids_of(verdict.rejection->missing), (Ids{"goal", "brief"}));
  EXPECT_EQ(verdict.rejection->problems, verdict.problems);
  ASSERT_EQ(verdict.problems.size(), 2u);
  EXPECT_EQ(verdict.problems.at(0).name, "goal");
  EXPECT_EQ(verdict.problems.at(0).given, "a lot");
  EXPECT_EQ(verdict.problems.at(1).name, "colour");
  EXPECT_EQ(verdict.problems.at(1).given, "red");
  EXPECT_EQ(verdict.kept, Ids{"agreed"});
  EXPECT_EQ(names_of(verdict.facts), Names{"ItemChecked"});
  EXPECT_EQ(scene.task.phase, Phase::idle);
  EXPECT_EQ(scene.task.answers.at({"agreed"}).values, std::vector<std::string>{"yes"});
}

TEST(JudgeTest, NothingIsOfferedWhileAValueWasNotUnderstood) {
  Scene scene;
  scene.open().fill();
  const Verdict verdict = scene.act(ana, Give{{}, dino, ""}, {{"colour", "red"}});
  ASSERT_TRUE(verdict.rejection);
  EXPECT_EQ(verdict.rejection->refusal, Refusal::bad_value);
  EXPECT_EQ(verdict.rejection->problems.size(), 1u);
  EXPECT_TRUE(verdict.facts.empty());
  EXPECT_EQ(scene.task.phase, Phase::idle);
}

TEST(JudgeTest, ValuesOfOneWhoMayNotGiveStayAllTheSame) {
  Scene scene;
  scene.open();
  const Verdict verdict = scene.act(petra, Give{{}, dino, ""}, all_values);
  ASSERT_TRUE(verdict.rejection);
  EXPECT_EQ(verdict.rejection->refusal, Refusal::not_permitted);
  EXPECT_EQ(verdict.kept.size(), 3u);
  EXPECT_EQ(scene.task.phase, Phase::idle);
}

TEST(JudgeTest, NothingStaysOfSomebodyNotListed) {
  Scene scene;
  scene.open();
  const Verdict verdict = scene.act(stranger, Give{{}, dino, ""}, all_values);
  ASSERT_TRUE(verdict.rejection);
  EXPECT_EQ(verdict.rejection->refusal, Refusal::not_permitted);
  EXPECT_TRUE(verdict.facts.empty());
  EXPECT_EQ(verdict.problems.size(), 3u);
}

TEST(JudgeTest, NothingStaysOnAnEndedOrAnUnknownTask) {
  Scene ended;
  ended.open();
  ended.ok(cora, Cancel{"no"});
  const Verdict late = ended.act(ana, Give{{}, dino, ""}, all_values);
  EXPECT_EQ(late.rejection->refusal, Refusal::already_ended);
  EXPECT_TRUE(late.facts.empty());
  EXPECT_EQ(late.problems.size(), 3u);
  Scene absent;
  const Verdict unknown = absent.act(ana, Give{{}, dino, ""}, all_values);
  EXPECT_EQ(unknown.rejection->refusal, Refusal::unknown_task);
  EXPECT_TRUE(unknown.facts.empty());
  EXPECT_EQ(unknown.after.phase, Phase::absent);
}

TEST(JudgeTest, EachValueIsJudgedOnWhatTheOnesBeforeLeft) {
  Scene scene;
  scene.open();
  const Verdict verdict = scene.act(ana, Give{{}, dino, ""},
                                    {{"goal", "first"},
                                     {"goal", "second"},
                                     {"agreed", "yes"},
                                     {"agreed", "no"},
                                     {"agreed", "on"},
                                     {"brief", "https://files.example.com/a"},
                                     {"brief", "https://files.example.com/b"}});
  EXPECT_EQ(verdict.rejection, std::nullopt);
  EXPECT_EQ(scene.task.answers.at({"goal"}).values, std::vector<std::string>{"second"});
  EXPECT_EQ(scene.task.answers.at({"agreed"}).revision, 3);
  EXPECT_EQ(scene.task.answers.at({"brief"}).values.size(), 2u);
}

TEST(JudgeTest, SaysWhatEachKindOfItemNeeds) {
  Scene scene;
  scene.open();
  const Verdict verdict =
      scene.act(ana, Give{{}, dino, ""}, {{"agreed", "maybe"}, {"agreed", ""}, {"qa", "yes"}});
  ASSERT_EQ(verdict.problems.size(), 3u);
  EXPECT_EQ(verdict.problems.at(0).why, "is a checklist item: say yes or no");
  EXPECT_EQ(verdict.problems.at(1).why, "is a checklist item: say yes or no");
  EXPECT_EQ(verdict.problems.at(2).why, "is an approval: use `approve`");
  EXPECT_EQ(verdict.problems.at(2).given, "yes");
}

TEST(JudgeTest, AValueOverItsLimitIsSaidToBeTooLong) {
  Scene scene;
  scene.open();
  const Verdict verdict =
      scene.act(ana, Give{{}, dino, ""}, {{"goal", std::string(text_max + 1, 'x')}});
  ASSERT_EQ(verdict.problems.size(), 1u);
  EXPECT_EQ(verdict.problems.at(0).why, "is too long");
}

TEST(JudgeTest, ANewTaskKeepsTheValuesThatCameWithIt) {
  Scene scene;
  const Verdict verdict = scene.act(petra, StartNew{acme, lab, "Spring launch"},
                                    {{"goal", "Sell shoes"}, {"colour", "red"}});
  EXPECT_EQ(verdict.rejection, std::nullopt) << "the task stands, and the problem is told";
  EXPECT_EQ(names_of(verdict.facts), (Names{"Opened", "ValueSet"}));
  EXPECT_EQ(verdict.kept, Ids{"goal"});
  ASSERT_EQ(verdict.problems.size(), 1u);
  EXPECT_EQ(verdict.problems.at(0).name, "colour");
}

TEST(JudgeTest, ARefusedNewKeepsNothing) {
  Scene scene;
  const Verdict verdict = scene.act(petra, StartNew{acme, lab, ""}, {{"goal", "Sell shoes"}});
  EXPECT_EQ(verdict.rejection->refusal, Refusal::words_needed);
  EXPECT_TRUE(verdict.facts.empty());
  EXPECT_TRUE(verdict.kept.empty());
  EXPECT_EQ(verdict.after.phase, Phase::absent);
}

TEST(JudgeTest, ValuesOfAGiveWhileOfferedMayBreakTheOldOffer) {
  Scene scene;
  scene.offer_to_dino();
  const Verdict verdict = scene.act(ana, Give{{}, dora, ""}, {{"goal", ""}});
  EXPECT_EQ(verdict.rejection->refusal, Refusal::not_ready);
  EXPECT_EQ(names_of(verdict.facts), (Names{"ValueSet", "OfferWithdrawn"}));
  EXPECT_EQ(scene.task.phase, Phase::idle);
}

TEST(JudgeTest, ChangesNothingOfItsArguments) {
  Scene scene;
  scene.open();
  const Task before = scene.task;
  const Command command{ana, scene.task.key, Give{{}, dino, ""}, all_values};
  const Command same = command;
  const Verdict once = judge(scene.task, command, scene.agency, scene.now);
  const Verdict twice = judge(scene.task, command, scene.agency, scene.now);
  EXPECT_EQ(scene.task, before);
  EXPECT_EQ(command, same);
  EXPECT_EQ(once.facts, twice.facts);
  EXPECT_EQ(once.after, twice.after);
}

}  // namespace
}  // namespace baton::test
