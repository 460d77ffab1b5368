#include <functional>

#include "tests/core/fixture.h"

/// Undo: the newest change of state is taken back by who pressed, while the window is open.
namespace baton::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Prepare = std::function<void(Scene&)>;

/// Every verb that can be taken back, with where it is pressed.
const struct Case {
  const char* name;
  Undoing what;
  Prepare prepare;
  PersonId by;
  Action press;
} cases[] = {
    {"accept", Undoing::accept, [](Scene& s) { s.offer_to_dino(); }, dino, Accept{}},
    {"accept with gaps", Undoing::accept, [](Scene& s) { s.offer_to_dino(); }, dino,
     Accept{{}, {{"the logo"}, {"the fonts", false}}}},
    {"accept while blocked", Undoing::accept,
     [](Scene& s) {
       s.offer_to_dino().ok(ana, Block{"no access", {}});
     },
     dino, Accept{}},
    {"accept with a question open", Undoing::accept,
     [](Scene& s) {
       s.offer_to_dino().ok(dino, Ask{{}, "Which shoes?"});
     },
     dino, Accept{}},
    {"accept of what is returned later", Undoing::accept,
     [](Scene& s) {
       s.build_by_dino().ok(dino, GiveBack{{}, "timing", ""});
     },
     ana, Accept{}},
    {"return", Undoing::give_back, [](Scene& s) { s.offer_to_dino(); }, dino,
     GiveBack{{}, "other", "not mine"}},
    {"withdraw", Undoing::withdraw, [](Scene& s) { s.offer_to_dino(); }, ana, Withdraw{}},
    {"take of an offer", Undoing::take, [](Scene& s) { s.offer_to_dino(); }, dora, Take{}},
    {"take of a baton", Undoing::take, [](Scene& s) { s.build_by_dino().ok(dora, Take{}); }, dino,
     Allow{}},
    {"take while it waits", Undoing::take,
     [](Scene& s) {
       s.build_by_dino().ok(dino, Wait{s.now + hours(48), "they choose"});
       s.ok(dora, Take{});
     },
     dino, Allow{}},
    {"pass", Undoing::pass, [](Scene& s) { s.offer_to_dino(); }, dino, Pass{}},
    {"wait", Undoing::wait, [](Scene& s) { s.build_by_dino(); }, dino,
     Wait{monday_nine + hours(50), "they choose"}},
    {"wait longer", Undoing::wait,
     [](Scene& s) {
       s.build_by_dino().ok(dino, Wait{s.now + hours(48), "they choose"});
     },
     dino, Wait{monday_nine + hours(90), "they are away"}},
    {"block", Undoing::block, [](Scene& s) { s.build_by_dino(); }, dino, Block{"no access", {}}},
    {"block while offered", Undoing::block, [](Scene& s) { s.offer_to_dino(); }, dino,
     Block{"no access", {}}},
    {"block for another reason", Undoing::block,
     [](Scene& s) {
       s.offer_to_dino().ok(dino, Block{"no access", {}});
     },
     ana, Block{"still none", {}}},
    {"done", Undoing::done,
     [](Scene& s) {
       s.live_by_petra().ok(petra, Attach{"report", "https://files.example/r"});
     },
     petra, Finish{}},
    {"cancel", Undoing::cancel, [](Scene& s) { s.build_by_dino(); }, cora, Cancel{"no"}},
    {"cancel while offered", Undoing::cancel, [](Scene& s) { s.offer_to_dino(); }, cora,
     Cancel{"no"}},
    {"cancel while it waits", Undoing::cancel,
     [](Scene& s) {
       s.build_by_dino().ok(dino, Wait{s.now + hours(48), "they choose"});
     },
     cora, Cancel{"no"}},
    {"cancel while blocked and offered", Undoing::cancel,
     [](Scene& s) {
       s.offer_to_dino().ok(dino, Block{"no access", {}});
     },
     cora, Cancel{"no"}},
    {"cancel with a gap, a debt and a request", Undoing::cancel,
     [](Scene& s) {
       s.open().ok(cora, Urgent{{}, dino, "tonight"});
       s.ok(dino, Accept{{}, {{"the logo"}, {"the fonts"}}});
       s.ok(ana, SupplyGap{"1", "logo.svg"});
       s.ok(dora, Take{});
     },
     cora, Cancel{"no"}},
};

/// `task` without what an undo does not put back: its own trace.
Task comparable(Task task) {
  task.version = 0;
  task.undoable.reset();
  for (Handoff& handoff : task.handoffs) {
    handoff.receivers.clear();  // who was told stays known
    handoff.pauses.clear();     // and how long nobody's clock ran
  }
  std::erase_if(task.gaps, [](const Gap& gap) { return gap.state == Gap::State::dropped; });
  return task;
}

Scene pressed(const Case& c) {
  Scene scene;
  c.prepare(scene);
  scene.ok(c.by, c.press);
  return scene;
}

TEST(UndoTest, RestoresExactly) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene;
    c.prepare(scene);
    const Task before = scene.task;
    scene.ok(c.by, c.press);
    EXPECT_NE(comparable(scene.task), comparable(before));
    ASSERT_TRUE(scene.task.undoable);
    EXPECT_EQ(scene.task.undoable->what, c.what);
    EXPECT_EQ(scene.ok(c.by, Undo{}), (TaskFacts{Undone{c.what}}));
    EXPECT_EQ(comparable(scene.task), comparable(before));
    EXPECT_EQ(scene.task.undoable, std::nullopt) << "undo cannot be undone";
  }
}

TEST(UndoTest, OnlyByWhoPressed) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene = pressed(c);
    for (const PersonId& person : {ana, dino, petra, dora, cora, dirk, olga, stranger}) {
      if (person == c.by) continue;
      EXPECT_EQ(scene.no(person, Undo{}).who_can, People{c.by}) << person.value;
      scene.now -= minutes(1);
    }
  }
}

TEST(UndoTest, OnlyWithinTheWindow) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene = pressed(c);
    Scene late = scene;
    scene.now += scene.agency.settings.undo_window - minutes(1);
    scene.ok(c.by, Undo{});
    late.now += late.agency.settings.undo_window;
    EXPECT_EQ(late.no(c.by, Undo{}).refusal, Refusal::undo_closed);
    late.at(late.now);
    EXPECT_EQ(late.no(c.by, Undo{}).refusal, Refusal::nothing_to_undo) << "the clock closed it";
  }
}

TEST(UndoTest, TheWindowIsAsConfigured) {
  Scene scene;
  scene.agency.settings.undo_window = minutes(60);
  scene.build_by_dino();
  scene.now += minutes(59);
  scene.ok(dino, Undo{});
}

TEST(UndoTest, OfSomethingElseThanTheButtonSaysIsRefused) {
  Scene scene;
  scene.build_by_dino();
  EXPECT_EQ(scene.no(dino, Undo{Undoing::pass}).refusal, Refusal::nothing_to_undo);
  scene.ok(dino, Undo{Undoing::accept});
  EXPECT_EQ(scene.no(dino, Undo{Undoing::accept}).refusal, Refusal::nothing_to_undo)
      << "a second press";
}

TEST(UndoTest, NotesQuestionsAndSuppliesDoNotCloseIt) {
  const struct {
    const char* name;
    PersonId by;
    Action action;
  } harmless[] = {
      {"note", petra, AddNote{"hello"}},
      {"set", ana, Set{"goal", "Sell boots"}},
      {"attach", ana, Attach{"brief", "https://files.example.com/2"}},
      {"approve", dirk, Approve{"qa", "", "", "", ""}},
      {"start", dino, Start{}},
      {"gap", dino, NameGap{{"the logo"}}},
      {"due", dino, SetDue{monday_nine + hours(90), ""}},
      {"priority", dino, SetPriority{Priority::high}},
      {"snooze", dino, Snooze{}},
      {"ask to take", dora, Take{}},
  };
  for (const auto& h : harmless) {
    SCOPED_TRACE(h.name);
    Scene scene;
    scene.build_by_dino().ok(h.by, h.action);
    scene.ok(dino, Undo{});
    EXPECT_EQ(scene.task.phase, Phase::offered);
    EXPECT_EQ(scene.task.holder, ana);
  }
  Scene asked;
  asked.offer_to_dino().ok(dino, Pass{});
  asked.ok(dora, Ask{{}, "Which shoes?"});
  asked.ok(ana, AnswerQuestion{"The red ones"});
  asked.ok(dino, Undo{});
  EXPECT_EQ(asked.offer().receiver, dino);
  EXPECT_EQ(asked.offer().questions.size(), 1u) << "what was asked stays on the record";
}

TEST(UndoTest, ANewChangeOfStateClosesIt) {
  const struct {
    const char* name;
    PersonId by;
    Action action;
  } closing[] = {
      {"give", dino, Give{StageId{"review"}, {}, ""}},
      {"urgent", dino, Urgent{StageId{"review"}, {}, "tonight"}},
      {"return later", dino, GiveBack{{}, "timing", ""}},
      {"move", cora, Move{bolt}},
  };
  for (const auto& c : closing) {
    SCOPED_TRACE(c.name);
    Scene scene;
    scene.build_by_dino().ok(c.by, c.action);
    EXPECT_EQ(scene.no(dino, Undo{}).refusal, Refusal::nothing_to_undo);
  }
  const struct {
    const char* name;
    Action first;
    Action second;
  } ending[] = {
      {"resume", Wait{monday_nine + hours(50), "they choose"}, Resume{}},
      {"unblock", Block{"no access", {}}, Unblock{}},
      {"evidence", Wait{monday_nine + hours(50), "they choose"},
       Attach{"brief", "https://files.example.com/2"}},
  };
  for (const auto& c : ending) {
    SCOPED_TRACE(c.name);
    Scene scene;
    scene.build_by_dino().ok(dino, c.first);
    scene.ok(dino, c.second);
    EXPECT_EQ(scene.no(dino, Undo{}).refusal, Refusal::nothing_to_undo);
  }
  Scene reopened;
  reopened.build_by_dino().ok(cora, Cancel{"no"});
  reopened.ok(cora, Reopen{});
  EXPECT_EQ(reopened.no(cora, Undo{}).refusal, Refusal::nothing_to_undo);
}

TEST(UndoTest, OnlyTheNewestChangeIsTakenBack) {
  Scene scene;
  scene.build_by_dino().ok(dino, Wait{scene.now + hours(48), "they choose"});
  EXPECT_EQ(scene.no(dino, Undo{Undoing::accept}).refusal, Refusal::nothing_to_undo);
  scene.ok(dino, Undo{});
  EXPECT_EQ(scene.no(dino, Undo{}).refusal, Refusal::nothing_to_undo)
      << "the acceptance before it stays";
}

TEST(UndoTest, AHandoffToOneselfIsNobodysPress) {
  Scene scene;
  scene.way("to-build").receiver = role("account-manager");
  scene.open().fill().ok(ana, Give{});
  EXPECT_EQ(scene.no(ana, Undo{}).refusal, Refusal::nothing_to_undo);
}

TEST(UndoTest, AnOfferThatTheBrokenGateEndedIsNobodysPressEither) {
  Scene scene;
  scene.offer_to_dino().ok(dino, Check{"agreed", false});
  EXPECT_EQ(scene.no(dino, Undo{}).refusal, Refusal::nothing_to_undo);
}

TEST(UndoTest, IsRefusedWhereTheGateBrokeSince) {
  const std::pair<PersonId, Action> presses[] = {
      {dino, Accept{}}, {dino, GiveBack{{}, "timing", ""}}, {ana, Withdraw{}}, {dora, Take{}}};
  for (const auto& [by, press] : presses) {
    SCOPED_TRACE(testing::PrintToString(verb_of(press)));
    Scene scene;
    scene.offer_to_dino().ok(by, press);
    scene.ok(ana, Check{"agreed", false});
    const Rejection rejection = scene.no(by, Undo{});
    EXPECT_EQ(rejection.refusal, Refusal::not_ready);
    EXPECT_EQ(ids_of(rejection.missing), Ids{"agreed"});
    EXPECT_EQ(rejection.choices, Ids{"build"});
    scene.now -= minutes(2);
    scene.ok(ana, Check{"agreed", true});
    scene.ok(by, Undo{});
  }
}

TEST(UndoTest, OfAnAcceptanceDropsItsGaps) {
  Scene scene;
  scene.offer_to_dino().ok(dino, Accept{{}, {{"the logo"}}});
  scene.ok(dino, NameGap{{"the fonts"}});
  scene.ok(dino, Undo{});
  for (const Gap& gap : scene.task.gaps) {
    EXPECT_EQ(gap.state, Gap::State::dropped) << gap.what;
    EXPECT_EQ(gap.settled_by, dino);
  }
}

TEST(UndoTest, AnOverrideStaysOfferedWhateverBecameOfItsDebts) {
  Scene scene;
  scene.open().ok(cora, Urgent{{}, dino, "tonight"});
  scene.ok(dino, Accept{});
  scene.ok(dirk, Forgive{"goal", "it was a small one"});
  scene.ok(ana, Repay{"agreed", "yes"});
  scene.ok(dino, Undo{});
  EXPECT_EQ(scene.task.phase, Phase::offered);
}

}  // namespace
}  // namespace baton::test
