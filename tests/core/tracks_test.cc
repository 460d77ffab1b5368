// A stage may open tracks: parts of a task that travel alone, as tasks of their own (WF-06).

#include "core/machine/tracks.h"

#include "tests/core/forking.h"

namespace baton::test {
namespace {

class TracksTest : public testing::Test {
 protected:
  /// In Build, held by Dino; the verdict that opened the tracks.
  Verdict enter_build() {
    scene.offer_to_dino();
    return scene.act(dino, Accept{});
  }
  Scene scene{make_forking_agency()};
};

TEST_F(TracksTest, AcceptanceOpensThemWithTheHolder) {
  const Verdict verdict = enter_build();
  ASSERT_EQ(verdict.opens.size(), 2u);
  EXPECT_EQ(scene.task.tracks,
            (std::vector<Track>{{{"ACME-13.1"}, "Spring launch: Page", Track::State::open},
                                {{"ACME-13.2"}, "Spring launch: Ad", Track::State::open}}));
  const Task& page = verdict.opens.front().after;
  EXPECT_EQ(page.key, TaskKey{"ACME-13.1"});
  EXPECT_EQ(page.parent, scene.task.key);
  EXPECT_EQ(page.stage, StageId{"part"});
  EXPECT_EQ(page.holder, dino);
  EXPECT_EQ(page.phase, Phase::idle);
}

TEST_F(TracksTest, TheNextGateAsksForTheirEnd) {
  enter_build();
  const Rejection rejection = scene.no(dino, Give{StageId{"review"}, {}, ""});
  EXPECT_EQ(rejection.refusal, Refusal::not_ready);
  EXPECT_EQ(rejection.tracks, (std::vector<TaskKey>{{"ACME-13.1"}, {"ACME-13.2"}}));
  EXPECT_EQ(scene.no(olga, Cancel{"the client left"}).tracks.size(), 2u);
}

TEST_F(TracksTest, TheParentHearsOfTheirEndAndOfTheirReturn) {
  const Task page = enter_build().opens.front().after;
  Task done = page;
  done.phase = Phase::done;
  Task dropped = page;
  dropped.phase = Phase::cancelled;
  EXPECT_EQ(told_to_parent(page, done), TaskFact(TrackEnded{page.key, true}));
  EXPECT_EQ(told_to_parent(page, dropped), TaskFact(TrackEnded{page.key, false}));
  EXPECT_EQ(told_to_parent(done, page), TaskFact(TrackReopened{page.key}));
  EXPECT_EQ(told_to_parent(page, page), std::nullopt);
  Task alone = done;
  alone.parent = {};
  EXPECT_EQ(told_to_parent(page, alone), std::nullopt) << "it is no track";
}

TEST_F(TracksTest, OnceAllHaveEndedTheWayIsFree) {
  enter_build();
  for (const char* key : {"ACME-13.1", "ACME-13.2"}) {
    scene.task =
        apply(std::move(scene.task), {TrackEnded{{key}, true}, Author::of(dino), scene.now});
  }
  scene.ok(dino, Give{StageId{"review"}, {}, ""});
}

TEST_F(TracksTest, AStageThatIsEnteredAgainOpensNoneTwice) {
  enter_build();
  const Task again = scene.task;
  EXPECT_TRUE(tracks_of_stage(again, dino, scene.agency, scene.now).empty());
}

TEST_F(TracksTest, AnAcceptanceThatOpenedThemIsNotTakenBack) {
  enter_build();
  EXPECT_EQ(scene.no(dino, Undo{}).refusal, Refusal::nothing_to_undo);
}

}  // namespace
}  // namespace baton::test
