#include "tests/core/plays.h"

/// PRODUCT's who-may table, person by person.
namespace baton::test {
namespace {

// Ana sends and Dino receives; Dora is his role mate, Cora coordinator, Dirk director, Olga both;
// Petra and Alex have other roles, Lee has left, and the stranger is not listed.
const People everybody{ana, dino, petra, alex, olga, dora, cora, dirk};
const People all{ana, dino, petra, alex, olga, dora, cora, dirk, lee, stranger};
const People ana_or_coordinator{ana, olga, cora};
const People dino_or_coordinator{dino, olga, cora};
const People either_or_coordinator{ana, dino, olga, cora};
const People with_rights{olga, cora, dirk};
const People directors{olga, dirk};
const People mates_or_coordinator{dora, olga, cora};

const struct Line {
  Verb verb;
  Column column;
  People may;
} lines[] = {
    {Verb::start_new, Column::absent, everybody},
    {Verb::set, Column::idle, everybody},
    {Verb::check, Column::idle, everybody},
    {Verb::attach, Column::waiting, everybody},
    {Verb::note, Column::done, everybody},
    {Verb::answer, Column::offered, everybody},
    {Verb::approve, Column::offered, directors},
    {Verb::give, Column::idle, dino_or_coordinator},
    {Verb::give, Column::offered, ana_or_coordinator},
    {Verb::withdraw, Column::offered, ana_or_coordinator},
    {Verb::supply, Column::idle, either_or_coordinator},  // Ana owes it, Dino holds
    {Verb::repay, Column::idle, either_or_coordinator},
    {Verb::start, Column::idle, dino_or_coordinator},
    {Verb::block, Column::idle, dino_or_coordinator},
    {Verb::block, Column::offered, either_or_coordinator},
    {Verb::unblock, Column::blocked, dino_or_coordinator},
    {Verb::unblock, Column::blocked_offer, either_or_coordinator},
    {Verb::wait, Column::idle, dino_or_coordinator},
    {Verb::resume, Column::waiting, dino_or_coordinator},
    {Verb::snooze, Column::waiting, dino_or_coordinator},
    {Verb::due, Column::idle, dino_or_coordinator},
    {Verb::priority, Column::idle, dino_or_coordinator},
    {Verb::done, Column::idle, {petra, olga, cora}},  // Petra holds it there
    {Verb::name_gap, Column::idle, {dino}},
    {Verb::confirm, Column::idle, {dino}},
    {Verb::drop, Column::idle, {dino}},
    {Verb::undo, Column::idle, {dino}},       // who accepted
    {Verb::undo, Column::cancelled, {cora}},  // who cancelled
    {Verb::accept, Column::offered, {dino}},
    {Verb::give_back, Column::offered, {dino}},
    {Verb::ask, Column::offered, {dino}},
    {Verb::pass, Column::offered, {dino}},
    {Verb::take, Column::offered, mates_or_coordinator},
    {Verb::take, Column::idle, mates_or_coordinator},
    {Verb::urgent, Column::idle, {dino, olga, cora, dirk}},  // nothing is missing: no right needed
    {Verb::forgive, Column::idle, with_rights},
    {Verb::cancel, Column::idle, with_rights},
    {Verb::cancel, Column::offered, with_rights},
    {Verb::reopen, Column::done, with_rights},
    {Verb::move, Column::idle, with_rights},
    {Verb::allow, Column::idle, {dino}},  // who is asked to let it be taken
    {Verb::refuse, Column::idle, {dino}},
    {Verb::allow, Column::offered, with_rights},  // an override was asked for
    {Verb::refuse, Column::offered, with_rights},
};

People sorted(People people) {
  std::ranges::sort(people);
  return people;
}

TEST(WhoMayTest, PersonByPerson) {
  for (const Line& line : lines) {
    const Play made = play(line.column, line.verb);
    for (const PersonId& person : all) {
      SCOPED_TRACE(std::string(name_of(line.column)) + ", " + std::string(word_of(line.verb)) +
                   " by " + person.value);
      Scene scene = made.scene;
      if (std::ranges::find(line.may, person) != line.may.end()) {
        EXPECT_FALSE(scene.ok(person, made.action).empty());
        continue;
      }
      const Rejection rejection = scene.no(person, made.action);
      EXPECT_EQ(rejection.refusal, Refusal::not_permitted);
      const bool is_nobody = person == lee || person == stranger;
      const bool hides = line.verb == Verb::approve && is_nobody;
      EXPECT_EQ(sorted(rejection.who_can), sorted(hides ? everybody : line.may));
    }
  }
}

TEST(WhoMayTest, EveryVerbIsInTheTest) {
  for (int at = 0; at < verb_count; ++at) {
    EXPECT_GE(std::ranges::count(lines, static_cast<Verb>(at), &Line::verb), 1)
        << word_of(static_cast<Verb>(at));
  }
}

TEST(WhoMayTest, RightsNameTheRolesThatMay) {
  for (const Verb verb : {Verb::cancel, Verb::move}) {
    Scene scene;
    scene.open().agency.settings.rights[std::string(word_of(verb))] = {{"analytics"}};
    const Action action = verb == Verb::cancel ? Action(Cancel{"no"}) : Action(Move{bolt});
    EXPECT_EQ(scene.no(cora, action).who_can, People{alex});
    EXPECT_FALSE(scene.ok(alex, action).empty());
  }
}

TEST(WhoMayTest, WithoutConfiguredRightsCoordinatorAndDirectorMayCancel) {
  Scene scene;
  scene.open().agency.settings.rights.clear();
  EXPECT_EQ(scene.no(ana, Cancel{"no"}).who_can, (People{olga, cora, dirk}));
}

TEST(WhoMayTest, ADateOncePromisedChangesByRightAlone) {
  Scene scene;
  scene.open().ok(ana, SetDue{scene.now + std::chrono::hours(48), ""});
  const SetDue later{scene.now + std::chrono::hours(72), "they asked for it"};
  EXPECT_EQ(scene.no(ana, later).who_can, (People{olga, cora, dirk}));
  Scene by_director = scene;
  EXPECT_EQ(names_of(by_director.ok(dirk, later)), Names{"DueSet"});
  EXPECT_EQ(scene.no(cora, SetDue{later.due, " "}).refusal, Refusal::words_needed);
  scene.ok(cora, later);
  EXPECT_EQ(scene.task.due, later.due);
}

TEST(WhoMayTest, AReceiverOrHolderWhoHasLeftMayNothing) {
  Scene scene;
  scene.offer_to_dino();
  scene.person(dino).left = true;
  scene.person(ana).left = true;
  EXPECT_EQ(scene.no(dino, Accept{}).refusal, Refusal::not_permitted);
  const Rejection withdraw = scene.no(ana, Withdraw{});
  EXPECT_EQ(withdraw.refusal, Refusal::not_permitted);
  EXPECT_EQ(withdraw.who_can, (People{olga, cora}));
  EXPECT_EQ(scene.no(ana, AddNote{"still here"}).refusal, Refusal::not_permitted);
}

TEST(WhoMayTest, OnlyWhoAcceptedReturnsLater) {
  const Play made = play(Column::idle, Verb::give_back);
  for (const PersonId& person : all) {
    SCOPED_TRACE(person.value);
    Scene scene = made.scene;
    if (person == dino) {
      EXPECT_FALSE(scene.ok(person, made.action).empty());
    } else {
      EXPECT_EQ(scene.no(person, made.action).refusal, Refusal::nothing_offered);
    }
  }
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
