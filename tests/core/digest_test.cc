#include "core/notice/digest.h"

#include "tests/core/fixture.h"

/// Who is kept informed of what by their digest (OA-11, NO-04).
namespace baton::test {
namespace {

using std::chrono::hours;

const PersonId lena{"p10"};  ///< whom the lab consults
const PersonId ivan{"p11"};  ///< whom it keeps informed, as Alex
const RoleId legal{"legal"};
const RoleId analytics{"analytics"};

Scene with_an_audience() {
  Scene scene;
  scene.agency.directory.people.push_back(make_person(lena, "Lena", "U0010", {legal}));
  scene.agency.directory.people.push_back(make_person(ivan, "Ivan", "U0011", {analytics}));
  for (Transition& way : scene.workflow().transitions) {
    way.consulted = {legal};
    way.informed = {analytics};
  }
  return scene;
}

std::vector<Notice> entries(const Scene& scene) {
  std::vector<Notice> found;
  for (const Notice& notice : scene.notices) {
    if (notice.kind == NoticeKind::digest) found.push_back(notice);
  }
  return found;
}

/// "p4 offered, p10 offered" of the latest command.
std::string told(const Scene& scene) {
  std::string text;
  for (const Notice& entry : entries(scene)) {
    text += (text.empty() ? "" : ", ") + entry.person.value + " " + entry.text;
  }
  return text;
}

Notice entry_of(const Scene& scene, const PersonId& person) {
  const std::vector<Notice> all = entries(scene);
  const auto found = std::ranges::find(all, person, &Notice::person);
  if (found == all.end()) throw std::logic_error("nothing in the digest of " + person.value);
  return *found;
}

TEST(DigestTest, TellsWhoIsConsultedOfOffersAndWhoIsInformedOfAllThatMoves) {
  const struct {
    const char* name;
    void (*before)(Scene&);
    PersonId by;
    Action action;
    const char* told;
  } cases[] = {
      {"offered", [](Scene& s) { s.open().fill(); }, ana, Give{{}, dino, ""},
       "p10 offered, p4 offered, p11 offered"},
      {"accepted", [](Scene& s) { s.offer_to_dino(); }, dino, Accept{},
       "p4 accepted, p11 accepted"},
      {"accepted with gaps", [](Scene& s) { s.offer_to_dino(); }, dino, Accept{{}, {{"the logo"}}},
       "p4 accepted, p11 accepted"},
      {"taken", [](Scene& s) { s.offer_to_dino(); }, dora, Take{}, "p4 accepted, p11 accepted"},
      {"a handoff to oneself", [](Scene& s) { s.build_by_dino(); }, dino,
       Give{StageId{"review"}, dino, ""}, ""},
      {"done",
       [](Scene& s) {
         s.live_by_petra().ok(petra, Attach{"report", "https://a.example/r"});
       },
       petra, Finish{}, "p4 done, p11 done"},
      {"cancelled while offered", [](Scene& s) { s.offer_to_dino(); }, cora, Cancel{"no"},
       "p4 cancelled, p11 cancelled"},
      {"reopened", [](Scene& s) { s.build_by_dino().ok(cora, Cancel{"no"}); }, cora, Reopen{},
       "p4 reopened, p11 reopened"},
      {"cancelled before any handoff", [](Scene& s) { s.open(); }, cora, Cancel{"no"}, ""},
      {"returned", [](Scene& s) { s.offer_to_dino(); }, dino, GiveBack{{}, "timing", ""}, ""},
      {"withdrawn", [](Scene& s) { s.offer_to_dino(); }, ana, Withdraw{}, ""},
      {"a question", [](Scene& s) { s.offer_to_dino(); }, dino, Ask{{}, "Which?"}, ""},
      {"a note", [](Scene& s) { s.build_by_dino(); }, petra, AddNote{"they called"}, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene = with_an_audience();
    c.before(scene);
    const Verdict verdict = scene.act(c.by, c.action);
    if (std::string_view(c.name) != "a handoff to oneself") {
      EXPECT_EQ(verdict.rejection, std::nullopt);
    }
    EXPECT_EQ(told(scene), c.told);
    for (const Notice& entry : entries(scene)) {
      EXPECT_EQ(entry.actor, c.by);
      EXPECT_EQ(entry.detail, static_cast<int>(scene.task.version) -
                                  (std::string_view(c.name) == "accepted with gaps" ? 1 : 0));
      EXPECT_EQ(entry.slot, digest_slot(scene.task.key, static_cast<std::uint64_t>(entry.detail),
                                        entry.person));
      EXPECT_TRUE(is_still_news(entry, scene.task));
    }
  }
}

TEST(DigestTest, AHandoffToOneselfIsOneEntry) {
  Scene scene = with_an_audience();
  scene.open().fill().ok(ana, Give{{}, dino, ""});
  scene.ok(dino, Accept{});
  scene.person(dino).roles.push_back(account_manager_role);
  scene.agency.clients.at(acme).roles[account_manager_role] = dino;
  scene.ok(dino, Give{StageId{"review"}, dino, ""});
  EXPECT_EQ(scene.task.stage, StageId{"review"});
  EXPECT_EQ(told(scene), "p4 accepted, p11 accepted");
}

TEST(DigestTest, TheClientsOwnPersonStandsForARole) {
  Scene scene = with_an_audience();
  scene.agency.clients.at(acme).roles[analytics] = ivan;
  scene.offer_to_dino();
  EXPECT_EQ(told(scene), "p10 offered, p11 offered");
  scene.person(ivan).left = true;
  scene.ok(dino, Accept{});
  EXPECT_EQ(told(scene), "p4 accepted") << "who has left is told nothing";
}

TEST(DigestTest, NobodyIsToldTwiceOfOneEvent) {
  Scene scene = with_an_audience();
  // Ana sends, Dino receives, Alex is informed in two roles, Dora is pushed.
  for (const PersonId& person : {ana, dino, dora}) {
    scene.person(person).roles.push_back(analytics);
  }
  scene.person(alex).roles.push_back(legal);
  scene.open().fill().ok(ana, Give{{}, dino, ""});
  EXPECT_EQ(told(scene), "p4 offered, p10 offered, p6 offered, p11 offered");
  scene.ok(ana, Give{{}, dora, ""});
  EXPECT_EQ(told(scene), "p4 offered, p10 offered, p11 offered")
      << "Dino hears at once that his offer is gone";
  scene.ok(dora, Accept{});
  EXPECT_EQ(told(scene), "p2 accepted, p4 accepted, p11 accepted");
}

TEST(DigestTest, WhoHasTheRightToItHearsOfAnUrgentOffer) {
  Scene scene = with_an_audience();
  scene.open().ok(cora, Urgent{{}, dino, "tonight"});
  EXPECT_EQ(told(scene), "p10 offered, p4 offered, p11 offered, p5 urgent, p8 urgent");
  // Who allowed it knows; who is informed as well has one entry, the one that says more.
  Scene asked = with_an_audience();
  asked.person(dirk).roles.push_back(analytics);
  asked.open().ok(ana, Urgent{{}, dino, "tonight"});
  EXPECT_EQ(told(asked), "");
  asked.ok(olga, Allow{});
  EXPECT_EQ(told(asked), "p10 offered, p4 offered, p11 offered, p7 urgent, p8 urgent");
  // However often it goes back and forth, that it was let through stays told.
  const Notice urgent = entry_of(asked, dirk);
  asked.ok(olga, Withdraw{});
  EXPECT_TRUE(is_still_news(urgent, asked.task));
}

/// What is taken back takes its entries along, or is told to who had them (PRODUCT: undo).
TEST(DigestTest, AnUndoTakesBackTheEntriesOfItsPress) {
  const struct {
    const char* name;
    void (*before)(Scene&);
    PersonId by;
    Action action;
    const char* undone;
  } cases[] = {
      {"acceptance", [](Scene& s) { s.offer_to_dino(); }, dino, Accept{}, "undone/accept"},
      {"acceptance with gaps", [](Scene& s) { s.offer_to_dino(); }, dino,
       Accept{{}, {{"the logo"}, {"the fonts"}}}, "undone/accept"},
      {"take", [](Scene& s) { s.offer_to_dino(); }, dora, Take{}, "undone/take"},
      {"done",
       [](Scene& s) {
         s.live_by_petra().ok(petra, Attach{"report", "https://a.example/r"});
       },
       petra, Finish{}, "undone/done"},
      {"cancel", [](Scene& s) { s.build_by_dino(); }, cora, Cancel{"no"}, "undone/cancel"},
      {"cancel while offered", [](Scene& s) { s.offer_to_dino(); }, cora, Cancel{"no"},
       "undone/cancel"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene = with_an_audience();
    c.before(scene);
    scene.ok(c.by, c.action);
    const Notice entry = entry_of(scene, alex);
    scene.ok(c.by, Undo{});
    const Notice undone = entry_of(scene, alex);
    EXPECT_EQ(undone.text, c.undone);
    EXPECT_EQ(undone.only_after, entry.slot) << "told to who was told of it";
    const std::vector<std::string> taken_back = slots_taken_back(scene.notices);
    EXPECT_NE(std::ranges::find(taken_back, entry.slot), taken_back.end());
    EXPECT_FALSE(is_still_news(entry, scene.task)) << "nor where it was tried and failed";
    EXPECT_TRUE(is_still_news(undone, scene.task));
  }
}

TEST(DigestTest, ATakenBatonAndAWithdrawalHaveNoEntriesToTakeBack) {
  Scene scene = with_an_audience();
  scene.build_by_dino().ok(dora, Take{});
  scene.ok(dino, Allow{});
  EXPECT_EQ(told(scene), "");
  scene.ok(dino, Undo{});
  EXPECT_EQ(told(scene), "");
}

TEST(DigestTest, WhatANewStepEndedHasHappenedAllTheSame) {
  Scene scene = with_an_audience();
  scene.offer_to_dino();
  const Notice offered = entry_of(scene, alex);
  scene.ok(dino, GiveBack{{}, "timing", ""});
  EXPECT_TRUE(is_still_news(offered, scene.task));
  scene.ok(ana, Give{{}, dino, ""});
  const Notice again = entry_of(scene, alex);
  scene.ok(ana, Withdraw{});
  EXPECT_FALSE(is_still_news(again, scene.task)) << "what was withdrawn is no news";
  scene.ok(cora, Cancel{"no"});
  const Notice cancelled = entry_of(scene, alex);
  scene.ok(cora, Reopen{});
  EXPECT_TRUE(is_still_news(cancelled, scene.task));
}

TEST(DigestTest, IsDueWhenThePersonsNextDayBegins) {
  const Scene scene = with_an_audience();
  // Monday 2 March 2026, 09:00 UTC is 10:00 in Berlin.
  EXPECT_EQ(scene.agency.next_day_of(alex, monday_nine), monday_nine + hours(23));
  EXPECT_EQ(scene.agency.next_day_of(stranger, monday_nine), monday_nine + hours(24))
      << "in UTC, in the morning";
}

}  // namespace
}  // namespace baton::test
