#include "core/machine/table.h"

#include <optional>

#include "tests/core/fixture.h"

namespace baton::test {
namespace {

/// A task in `phase`, where every action of action_for() fits.
Scene scene_in(Phase phase, Verb verb) {
  Scene scene;
  switch (phase) {
    case Phase::absent:
    case Phase::waiting:
    case Phase::blocked: break;
    case Phase::idle:
      if (verb == Verb::done) {
        scene.live_by_petra().ok(petra, Attach{"report", "https://files.example.com/report"});
      } else {
        scene.open().fill();
      }
      break;
    case Phase::offered:
      scene.offer_to_dino();
      if (verb == Verb::answer) scene.ok(dino, Ask{{}, "Which shoes?"});
      break;
    case Phase::done:
      scene.live_by_petra().ok(petra, Attach{"report", "https://files.example.com/report"});
      scene.ok(petra, Finish{});
      break;
    case Phase::cancelled:
      scene.open().fill();
      scene.ok(cora, Cancel{"the client left"});
      break;
  }
  EXPECT_EQ(scene.task.phase, phase);
  return scene;
}

/// An action of `verb` that has an effect wherever the table lets it.
Action action_for(Verb verb) {
  switch (verb) {
    case Verb::start_new: return StartNew{acme, lab, "Spring launch"};
    case Verb::set: return Set{"goal", "Sell more shoes"};
    case Verb::check: return Check{"agreed", false};
    case Verb::attach: return Attach{"brief", "https://files.example.com/second"};
    case Verb::approve: return Approve{"qa", "", "", "", ""};
    case Verb::note: return AddNote{"The client called"};
    case Verb::give: return Give{{}, dora, "for you"};
    case Verb::accept: return Accept{};
    case Verb::give_back: return GiveBack{{}, "timing", ""};
    case Verb::ask: return Ask{{}, "Which shoes?"};
    case Verb::answer: return AnswerQuestion{"The red ones"};
    case Verb::withdraw: return Withdraw{};
    case Verb::done: return Finish{};
    case Verb::cancel: return Cancel{"the client left"};
  }
  return Finish{};
}

/// Somebody who may.
PersonId who_may(Who who, Phase phase, Verb verb) {
  switch (who) {
    case Who::anyone: return alex;
    case Who::holder: return phase == Phase::idle && verb == Verb::done ? petra : ana;
    case Who::receiver: return dino;
    case Who::approver: return dirk;
    case Who::rights: return cora;
  }
  return {};
}

TEST(TableTest, NamesEachPairOfPhaseAndVerbOnce) {
  for (std::size_t one = 0; one < table.size(); ++one) {
    for (std::size_t other = one + 1; other < table.size(); ++other) {
      EXPECT_FALSE(table[one].from == table[other].from && table[one].verb == table[other].verb)
          << word_of(table[one].verb);
    }
  }
}

TEST(TableTest, EveryRowLeadsWhereItSays) {
  for (const Row& row : table) {
    SCOPED_TRACE(std::string(name_of(row.from)) + " " + std::string(word_of(row.verb)));
    Scene scene = scene_in(row.from, row.verb);
    const TaskFacts facts = scene.ok(who_may(row.who, row.from, row.verb), action_for(row.verb));
    EXPECT_FALSE(facts.empty());
    // Taking the tick back breaks the gate of an open offer: the one way out of the row.
    const bool gate_broke = row.from == Phase::offered && row.verb == Verb::check;
    EXPECT_EQ(scene.task.phase, gate_broke ? Phase::idle : row.to);
  }
}

/// PRODUCT's state table, cell by cell; "" is a row of the machine.
TEST(TableTest, EveryOtherCellIsRefusedWithItsSentence) {
  const struct {
    Phase phase;
    std::array<std::string_view, verb_count> cells;  // in the order of Verb
  } expected[] = {
      {Phase::absent,
       {"", "unknown_task", "unknown_task", "unknown_task", "unknown_task", "unknown_task",
        "unknown_task", "unknown_task", "unknown_task", "unknown_task", "unknown_task",
        "unknown_task", "unknown_task", "unknown_task"}},
      {Phase::idle,
       {"already_offered", "", "", "", "", "", "", "nothing_offered", "nothing_offered",
        "nothing_offered", "no_open_question", "nothing_offered", "", ""}},
      {Phase::offered,
       {"already_offered", "", "", "", "", "", "", "", "", "", "", "", "withdraw_first", ""}},
      {Phase::done,
       {"already_ended", "already_ended", "already_ended", "already_ended", "already_ended", "",
        "already_ended", "already_ended", "already_ended", "already_ended", "already_ended",
        "already_ended", "already_ended", "already_ended"}},
      {Phase::cancelled,
       {"already_ended", "already_ended", "already_ended", "already_ended", "already_ended", "",
        "already_ended", "already_ended", "already_ended", "already_ended", "already_ended",
        "already_ended", "already_ended", "already_ended"}},
  };
  for (const auto& row : expected) {
    for (int at = 0; at < verb_count; ++at) {
      const Verb verb = static_cast<Verb>(at);
      const std::string_view cell = row.cells[static_cast<std::size_t>(at)];
      SCOPED_TRACE(std::string(name_of(row.phase)) + " " + std::string(word_of(verb)));
      EXPECT_EQ(find_row(row.phase, verb) == nullptr, !cell.empty());
      if (cell.empty()) continue;
      EXPECT_EQ(name_of(refusal_of(row.phase, verb)), cell);
      Scene scene = scene_in(row.phase, verb);
      // The most entitled people hear it too: no right opens what is not a row.
      for (const PersonId& person : {ana, dino, petra, cora, dirk, olga}) {
        EXPECT_EQ(name_of(scene.no(person, action_for(verb)).refusal), cell);
      }
    }
  }
}

TEST(TableTest, AnswerWithoutAQuestionSaysSo) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(scene.no(ana, AnswerQuestion{"The red ones"}).refusal, Refusal::no_open_question);
}

/// The who-may table, person by person: holder Ana, receiver Dino, his role mate Dora, coordinator
/// Cora, director Dirk, Olga who is both, Petra and Alex of other roles, Lee who has left.
TEST(WhoMayTest, PersonByPerson) {
  const People everybody{ana, dino, petra, alex, olga, dora, cora, dirk};
  const People coordinators_and_ana{ana, olga, cora};
  const People with_rights{olga, cora, dirk};
  const People directors{olga, dirk};
  const struct {
    Phase phase;
    Verb verb;
    People may;
  } expected[] = {
      {Phase::absent, Verb::start_new, everybody},
      {Phase::idle, Verb::set, everybody},
      {Phase::idle, Verb::check, everybody},
      {Phase::idle, Verb::attach, everybody},
      {Phase::idle, Verb::approve, directors},
      {Phase::idle, Verb::note, everybody},
      {Phase::idle, Verb::give, coordinators_and_ana},
      {Phase::idle, Verb::done, {petra, olga, cora}},  // Petra holds it there
      {Phase::idle, Verb::cancel, with_rights},
      {Phase::offered, Verb::set, everybody},
      {Phase::offered, Verb::check, everybody},
      {Phase::offered, Verb::attach, everybody},
      {Phase::offered, Verb::approve, directors},
      {Phase::offered, Verb::note, everybody},
      {Phase::offered, Verb::give, coordinators_and_ana},
      {Phase::offered, Verb::accept, {dino}},
      {Phase::offered, Verb::give_back, {dino}},
      {Phase::offered, Verb::ask, {dino}},
      {Phase::offered, Verb::answer, everybody},
      {Phase::offered, Verb::withdraw, coordinators_and_ana},
      {Phase::offered, Verb::cancel, with_rights},
      {Phase::done, Verb::note, everybody},
      {Phase::cancelled, Verb::note, everybody},
  };
  ASSERT_EQ(std::size(expected), table.size()) << "a row is not in this test";
  const People all{ana, dino, petra, alex, olga, dora, cora, dirk, lee, stranger};
  for (const auto& row : expected) {
    const Scene start = scene_in(row.phase, row.verb);
    for (const PersonId& person : all) {
      SCOPED_TRACE(std::string(name_of(row.phase)) + " " + std::string(word_of(row.verb)) + " by " +
                   person.value);
      Scene scene = start;
      if (std::ranges::find(row.may, person) != row.may.end()) {
        EXPECT_FALSE(scene.ok(person, action_for(row.verb)).empty());
        continue;
      }
      const Rejection rejection = scene.no(person, action_for(row.verb));
      EXPECT_EQ(rejection.refusal, Refusal::not_permitted);
      const bool anybody = row.verb == Verb::approve && (person == lee || person == stranger);
      People who_can = rejection.who_can;
      People may = anybody ? everybody : row.may;
      std::ranges::sort(who_can);
      std::ranges::sort(may);
      EXPECT_EQ(who_can, may);
    }
  }
}

TEST(WhoMayTest, RightsNameTheRolesThatMayCancel) {
  Scene scene;
  scene.open().agency.settings.rights["cancel"] = {{"analytics"}};
  EXPECT_EQ(scene.no(cora, Cancel{"no"}).who_can, People{alex});
  EXPECT_EQ(names_of(scene.ok(alex, Cancel{"no"})), Names{"TaskCancelled"});
}

TEST(WhoMayTest, WithoutConfiguredRightsCoordinatorAndDirectorMayCancel) {
  Scene scene;
  scene.open().agency.settings.rights.clear();
  EXPECT_EQ(scene.no(ana, Cancel{"no"}).who_can, (People{olga, cora, dirk}));
}

TEST(WhoMayTest, AReceiverOrHolderWhoHasLeftMayNothing) {
  Scene scene;
  scene.offer_to_dino();
  for (Person& person : scene.agency.directory.people) {
    if (person.id == dino || person.id == ana) person.left = true;
  }
  EXPECT_EQ(scene.no(dino, Accept{}).refusal, Refusal::not_permitted);
  const Rejection withdraw = scene.no(ana, Withdraw{});
  EXPECT_EQ(withdraw.refusal, Refusal::not_permitted);
  EXPECT_EQ(withdraw.who_can, (People{olga, cora}));
  EXPECT_EQ(scene.no(ana, AddNote{"still here"}).refusal, Refusal::not_permitted);
}

TEST(WhoMayTest, SomebodyNotListedLearnsNothingOfTheWorkflow) {
  Scene scene;
  scene.open();
  const Rejection rejection = scene.no(stranger, Approve{"nonsense", "", "", "", ""});
  EXPECT_EQ(rejection.refusal, Refusal::not_permitted);
  EXPECT_TRUE(rejection.choices.empty());
}

}  // namespace
}  // namespace baton::test
