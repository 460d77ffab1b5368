#include "core/notice/notice.h"

#include "tests/core/fixture.h"

/// What of that which was planned is sent: each message once, and nothing that is no news any more.
namespace baton::test {
namespace {

using std::chrono::hours;

/// The notice of `kind` to `person` among those of the latest command. Throws where there is none.
Notice notice_of(const Scene& scene, NoticeKind kind, const PersonId& person) {
  for (const Notice& notice : scene.notices) {
    if (notice.kind == kind && notice.person == person) return notice;
  }
  throw std::logic_error("nobody is told so: " + std::string(name_of(kind)));
}
std::ptrdiff_t count_of(const Scene& scene, NoticeKind kind) {
  return std::ranges::count(scene.notices, kind, &Notice::kind);
}

TEST(CollapsedTest, WritesEachSlotOnceAndPostsWhereAnyOfThemPosts) {
  Notice post;
  post.slot = "card/ACME-13/1";
  Notice edit = post;
  edit.edit_only = true;
  Notice other = edit;
  other.slot = "card/ACME-13/2";
  const std::vector<Notice> one = collapsed({post, other, edit});
  ASSERT_EQ(one.size(), 2u);
  EXPECT_EQ(one[0].slot, post.slot);
  EXPECT_FALSE(one[0].edit_only) << "it is not there yet";
  EXPECT_FALSE(collapsed({edit, post})[0].edit_only);
  EXPECT_TRUE(collapsed({edit, edit})[0].edit_only);
  EXPECT_TRUE(collapsed({}).empty());
}

TEST(CollapsedTest, KeepsTheLatestOfASlot) {
  Notice first;
  first.slot = "card/ACME-13/1";
  first.handoff = 1;
  Notice second = first;
  second.handoff = 2;
  EXPECT_EQ(collapsed({first, second}), std::vector{second});
}

TEST(CollapsedTest, GapsNamedAtOnceAreOnePush) {
  Scene scene;
  scene.offer_to_dino().ok(dino, Accept{{}, {{"the logo"}, {"the fonts"}, {"a photo"}}});
  EXPECT_EQ(count_of(scene, NoticeKind::gaps), 1);
  const Notice told = notice_of(scene, NoticeKind::gaps, ana);
  EXPECT_FALSE(told.edit_only);
  EXPECT_EQ(gaps_named_with(scene.task, told.detail).size(), 3u);
  scene.ok(dino, NameGap{{"a deadline"}});
  EXPECT_NE(notice_of(scene, NoticeKind::gaps, ana).slot, told.slot) << "named later: another push";
}

TEST(CollapsedTest, WhoAskedIsNotToldOfAYesBesidesWhatItBrings) {
  Scene taken;
  taken.build_by_dino().ok(dora, Take{});
  taken.ok(dino, Allow{});
  EXPECT_FALSE(notice_of(taken, NoticeKind::baton, dora).edit_only);
  EXPECT_EQ(count_of(taken, NoticeKind::consent_settled), 0);
  Scene urgent;
  urgent.open().ok(ana, Urgent{{}, dino, "tonight"});
  urgent.ok(olga, Allow{});
  EXPECT_FALSE(notice_of(urgent, NoticeKind::sender_copy, ana).edit_only);
  EXPECT_EQ(count_of(urgent, NoticeKind::consent_settled), 0);
  Scene refused;
  refused.build_by_dino().ok(dora, Take{});
  refused.ok(dino, Refuse{"no"});
  EXPECT_FALSE(notice_of(refused, NoticeKind::consent_settled, dora).edit_only);
}

/// What was planned is news until something takes its point away.
TEST(StillNewsTest, UntilItsPointIsGone) {
  const struct {
    const char* name;
    void (*before)(Scene&);
    PersonId by;
    Action action;
    NoticeKind kind;
    PersonId to;
    PersonId by_then;
    Action then;
    bool still = false;
  } cases[] = {
      {"an offer withdrawn", [](Scene& s) { s.open().fill(); }, ana, Give{{}, dino, ""},
       NoticeKind::offer, dino, ana, Withdraw{}},
      {"an offer accepted", [](Scene& s) { s.open().fill(); }, ana, Give{{}, dino, ""},
       NoticeKind::offer, dino, dino, Accept{}, true},
      {"an offer passed on", [](Scene& s) { s.open().fill(); }, ana, Give{{}, dino, ""},
       NoticeKind::offer, dino, dino, Pass{}},
      {"a return undone", [](Scene& s) { s.offer_to_dino(); }, dino, GiveBack{{}, "timing", ""},
       NoticeKind::returned, ana, dino, Undo{}},
      {"a withdrawal undone", [](Scene& s) { s.offer_to_dino(); }, ana, Withdraw{},
       NoticeKind::offer_gone, dino, ana, Undo{}},
      {"a question answered", [](Scene& s) { s.offer_to_dino(); }, dino, Ask{{}, "Which?"},
       NoticeKind::question, ana, petra, AnswerQuestion{"These"}},
      {"an end undone", [](Scene& s) { s.build_by_dino(); }, cora, Cancel{"no"}, NoticeKind::ended,
       dino, cora, Undo{}},
      {"a block gone", [](Scene& s) { s.build_by_dino(); }, dino, Block{"no access", {}},
       NoticeKind::blocked, ana, dino, Unblock{}},
      {"a gap dropped", [](Scene& s) { s.build_by_dino(); }, dino, NameGap{{"the logo"}},
       NoticeKind::gaps, ana, dino, DropGap{"", "found it"}},
      {"a gap supplied", [](Scene& s) { s.build_by_dino(); }, dino, NameGap{{"the logo"}},
       NoticeKind::gaps, ana, ana, SupplyGap{"", "logo.svg"}, true},
      {"a supply confirmed", [](Scene& s) { s.build_by_dino().ok(dino, NameGap{{"the logo"}}); },
       ana, SupplyGap{"", "logo.svg"}, NoticeKind::gap_supplied, dino, dino, ConfirmGap{}},
      {"a request decided", [](Scene& s) { s.build_by_dino(); }, dora, Take{}, NoticeKind::consent,
       dino, dino, Refuse{"no"}},
      {"a request without a point", [](Scene& s) { s.build_by_dino(); }, dora, Take{},
       NoticeKind::consent, dino, cora, Cancel{"no"}},
      {"a taking undone", [](Scene& s) { s.offer_to_dino(); }, dora, Take{}, NoticeKind::taken,
       dino, dora, Undo{}},
      {"a taking told to the sender undone", [](Scene& s) { s.offer_to_dino(); }, dora, Take{},
       NoticeKind::taken, ana, dora, Undo{}},
      {"a pass undone", [](Scene& s) { s.offer_to_dino(); }, dino, Pass{}, NoticeKind::passed, ana,
       dino, Undo{}},
      {"a pass accepted", [](Scene& s) { s.offer_to_dino(); }, dino, Pass{}, NoticeKind::passed,
       ana, dora, Accept{}, true},
      {"a baton taken back", [](Scene& s) { s.build_by_dino().ok(dora, Take{}); }, dino, Allow{},
       NoticeKind::baton, dora, dino, Undo{}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene;
    c.before(scene);
    scene.ok(c.by, c.action);
    const Notice told = notice_of(scene, c.kind, c.to);
    EXPECT_TRUE(is_still_news(told, scene.task));
    scene.ok(c.by_then, c.then);
    EXPECT_EQ(is_still_news(told, scene.task), c.still);
  }
}

TEST(StillNewsTest, AReminderUntilItIsDone) {
  const struct {
    const char* name;
    void (*before)(Scene&);
    PersonId to;
    PersonId by;
    Action done;
  } cases[] = {
      {"acknowledge", [](Scene& s) { s.offer_to_dino(); }, dino, dino, Accept{}},
      {"answer",
       [](Scene& s) {
         s.offer_to_dino().ok(dino, Ask{{}, "Which?"});
       },
       ana, ana, AnswerQuestion{"These"}},
      {"wait",
       [](Scene& s) {
         s.build_by_dino().ok(dino, Wait{s.now + hours(30), "they choose"});
       },
       dino, dino, Resume{}},
      {"look-again",
       [](Scene& s) {
         s.build_by_dino().ok(dino, Block{"no access", {}});
       },
       dino, dino, Unblock{}},
      {"gap", [](Scene& s) { s.build_by_dino().ok(dino, NameGap{{"the logo"}}); }, ana, ana,
       SupplyGap{"", "logo.svg"}},
      {"debt",
       [](Scene& s) {
         s.open().fill().ok(ana, Check{"agreed", false});
         s.ok(cora, Urgent{{}, dino, "tonight"});
       },
       ana, dirk, Forgive{"1", "small"}},
      {"due",
       [](Scene& s) {
         s.build_by_dino().ok(dino, SetDue{s.now + hours(30), ""});
       },
       dino, cora, Cancel{"no"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene;
    c.before(scene);
    scene.after(hours(24 * 20));
    const auto told = std::ranges::find_if(scene.notices, [&](const Notice& notice) {
      return notice.kind == NoticeKind::reminder && notice.text == c.name;
    });
    ASSERT_NE(told, scene.notices.end());
    const Notice reminder = *told;
    EXPECT_EQ(reminder.person, c.to);
    EXPECT_TRUE(is_still_news(reminder, scene.task));
    scene.ok(c.by, c.done);
    EXPECT_FALSE(is_still_news(reminder, scene.task));
  }
}

/// Everyone who was told is told that it was taken back, and only they.
TEST(UndoneNoticeTest, TellsWhoWasTold) {
  const struct {
    const char* name;
    void (*before)(Scene&);
    PersonId by;
    Action action;
    People told;
  } cases[] = {
      {"accept", [](Scene& s) { s.offer_to_dino(); }, dino, Accept{}, {ana}},
      {"return", [](Scene& s) { s.offer_to_dino(); }, dino, GiveBack{{}, "timing", ""}, {ana}},
      {"withdraw", [](Scene& s) { s.offer_to_dino(); }, ana, Withdraw{}, {dino}},
      {"withdraw by the coordinator",
       [](Scene& s) { s.offer_to_dino(); },
       cora,
       Withdraw{},
       {dino, ana}},
      {"take of an offer", [](Scene& s) { s.offer_to_dino(); }, dora, Take{}, {dino, ana}},
      {"take of a baton",
       [](Scene& s) { s.build_by_dino().ok(dora, Take{}); },
       dino,
       Allow{},
       {dora}},
      {"pass", [](Scene& s) { s.offer_to_dino(); }, dino, Pass{}, {dora, ana}},
      {"wait",
       [](Scene& s) { s.build_by_dino(); },
       dino,
       Wait{monday_nine + hours(60), "they choose"},
       {}},
      {"block",
       [](Scene& s) { s.build_by_dino(); },
       dino,
       Block{"no access", {}},
       {ana, olga, cora}},
      {"cancel", [](Scene& s) { s.build_by_dino(); }, cora, Cancel{"no"}, {dino}},
      {"cancel while offered",
       [](Scene& s) { s.offer_to_dino(); },
       cora,
       Cancel{"no"},
       {dino, ana}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene;
    c.before(scene);
    scene.ok(c.by, c.action);
    std::vector<Notice> before = scene.notices;
    scene.ok(c.by, Undo{});
    People told;
    for (const Notice& notice : scene.notices) {
      if (notice.kind != NoticeKind::undone) continue;
      EXPECT_EQ(notice.actor, c.by);
      // The people of a block are found by their messages: who has none was not told.
      const bool was_told = std::ranges::any_of(
          before, [&](const Notice& each) { return each.slot == notice.only_after; });
      if (was_told) told.push_back(notice.person);
    }
    EXPECT_TRUE(std::ranges::is_permutation(told, c.told)) << testing::PrintToString(told);
  }
}

TEST(WorkingCardTest, OfWhoHeldItWithoutAnOfferTurnsOnceTheBatonMovesOn) {
  Scene scene;
  scene.build_by_dino().ok(dora, Take{});
  scene.ok(dino, Allow{});
  const std::string slot = notice_of(scene, NoticeKind::baton, dora).slot;
  const auto turns = [&] {
    return std::ranges::any_of(scene.notices, [&](const Notice& notice) {
      return notice.slot == slot && notice.edit_only && notice.person == dora;
    });
  };
  scene.ok(dora, Set{"goal", "Sell boots"});
  EXPECT_TRUE(turns());
  scene.ok(dora, Give{StageId{"review"}, {}, ""});
  scene.ok(ana, Accept{});
  EXPECT_TRUE(turns()) << "Dora no longer holds it";
}

TEST(GapNoticeTest, ItsMessagesTurnWhenTheTaskEnds) {
  Scene scene;
  scene.build_by_dino().ok(dino, NameGap{{"the logo"}});
  const std::string slot = notice_of(scene, NoticeKind::gaps, ana).slot;
  scene.ok(cora, Cancel{"no"});
  EXPECT_EQ(notice_of(scene, NoticeKind::gaps, ana).slot, slot);
  EXPECT_TRUE(notice_of(scene, NoticeKind::gaps, ana).edit_only);
}

}  // namespace
}  // namespace baton::test
