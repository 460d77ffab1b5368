#include <gtest/gtest.h>

#include "tests/bot/talk/cards_sheet.h"

/// What a digest looks like (OA-11, NO-07).
namespace baton::test {
namespace {

using namespace std::chrono_literals;

/// A story in which Alex is kept informed of every move and consulted of every offer.
Story with_audience(Story story) {
  for (Transition& way : story.agency.workflows.at({campaign, 1}).transitions) {
    way.informed = {{"analytics"}};
    way.consulted = {{"analytics"}};
  }
  return story;
}

/// Collects what one person is told of by their digest.
class Reader {
 public:
  explicit Reader(PersonId person) : person_(std::move(person)) {}

  /// What the story's latest command puts into the digest.
  void hear(const Story& story) { hear(story, told(story)); }
  void hear(const Story& story, const std::vector<Notice>& notices) {
    for (const Notice& notice : notices) {
      if (notice.kind != NoticeKind::digest || notice.person != person_) continue;
      entries_.push_back({notice, story.now});
    }
  }
  /// `by` types `line`, and it is heard of.
  void hears(Story& story, const PersonId& by, const std::string& line) {
    story.then(by, line);
    hear(story);
  }
  void acts(Story& story, const PersonId& by, Action action) {
    story.did(by, std::move(action));
    hear(story);
  }
  /// The digest, with the tasks as they are in `stories`.
  [[nodiscard]] Card read(const std::vector<const Story*>& stories, bool repeat = false) const {
    std::vector<Task> tasks;
    for (const Story* story : stories) tasks.push_back(story->task);
    return stories.front()->talk.digest(entries_, tasks, stories.front()->agency, repeat);
  }

 private:
  PersonId person_;
  std::vector<DigestEntry> entries_;
};

/// Offered to Dino, under another key.
Story offered_as(const std::string& key, const std::string& title) {
  Story story = with_audience(Story(key));
  story.then(ana, "new paid-campaign-launch ACME \"" + title +
                      "\" goal=\"More shoes\" brief=https://docs.example.com/brief");
  story.then(ana, "give " + key + " @dino");
  return story;
}

TEST(DigestCardTest, TellsOfEachTaskHowItStandsAndWhatHappened) {
  Sheet sheet;
  Reader alex_reads(alex);
  Story spring = offered_as("ACME-12", "Spring launch");
  alex_reads.hear(spring);
  sheet.add("offered", alex_reads.read({&spring}));
  alex_reads.acts(spring, dino, Accept{{}, {{"the logo"}, {"the fonts"}}});
  sheet.add("offered and accepted with gaps", alex_reads.read({&spring}));
  Story summer = offered_as("ACME-13", "Summer sale");
  alex_reads.hear(summer);
  alex_reads.hears(summer, dino, "return ACME-13 wrong-format As a PDF, please");
  Story autumn = offered_as("ACME-14", "Autumn");
  alex_reads.hears(autumn, olga, "cancel ACME-14 The client has no budget");
  alex_reads.hears(autumn, olga, "reopen ACME-14");
  sheet.add("three tasks", alex_reads.read({&spring, &summer, &autumn}));
  sheet.add("perhaps a repeat", alex_reads.read({&spring, &summer, &autumn}, true));
  sheet.expect("digest.txt");
}

TEST(DigestCardTest, TellsOfAnEndAndOfWhatWasTakenBack) {
  Sheet sheet;
  Story story = with_audience(offered());
  Reader undone(alex);
  story.then(dino, "accept ACME-12");
  undone.acts(story, dino, Undo{});
  sheet.add("an acceptance taken back", undone.read({&story}));
  Reader cancelled(alex);
  cancelled.hears(story, olga, "cancel ACME-12 A mistake");
  sheet.add("cancelled", cancelled.read({&story}));
  cancelled.acts(story, olga, Undo{});
  sheet.add("the cancellation taken back", cancelled.read({&story}));
  Story own = with_audience(approved());
  Reader went_on(alex);
  went_on.hear(own);
  sheet.add("a handoff to oneself", went_on.read({&own}));
  Story returned = with_audience(offered());
  returned.then(dino, "accept ACME-12").did(dino, GiveBack{{}, "timing", ""});
  Reader back(alex);
  back.hears(returned, ana, "accept ACME-12");
  sheet.add("taken back by the sender", back.read({&returned}));
  Story done = with_audience(ready_for_deployment());
  done.then(petra, "accept ACME-12")
      .then(petra, "give ACME-12 live=yes utm=https://shop.example.com/?utm_source=ad")
      .then(alex, "accept ACME-12")
      .then(olga, "approve ACME-12 qa")
      .then(alex, "give ACME-12")
      .then(petra, "accept ACME-12")
      .then(petra, "attach ACME-12 https://drive.example.com/report");
  done.agency.directory.people[1].roles.push_back({"analytics"});
  Reader dino_reads(dino);
  dino_reads.hears(done, petra, "done ACME-12");
  sheet.add("done", dino_reads.read({&done}));
  sheet.expect("digest_ends.txt");
}

TEST(DigestCardTest, TellsWhoHasTheRightOfAnUrgentOffer) {
  Sheet sheet;
  Story story = with_audience(offered());
  story.then(dino, "return ACME-12 timing");
  story.agency.directory.people[3].roles = {director_role};  // Alex
  Reader reader(alex);
  story.then(ana, "set ACME-12 goal=\"\"");
  reader.acts(story, olga, Urgent{{}, {}, "The launch is tomorrow"});
  sheet.add("urgent", reader.read({&story}));
  story.then(olga, "withdraw ACME-12");
  sheet.add("withdrawn since", reader.read({&story}));
  sheet.expect("digest_urgent.txt");
}

TEST(DigestCardTest, IsOfASizeThatCanBeRead) {
  Sheet sheet;
  Reader reader(alex);
  std::vector<Story> stories;
  for (int number = 1; number <= 10; ++number) {
    stories.push_back(
        offered_as("ACME-" + std::to_string(number), "No. " + std::to_string(number)));
    reader.hear(stories.back());
  }
  Story& first = stories.front();
  for (int time = 0; time < 3; ++time) {
    reader.hears(first, olga, "cancel ACME-1 no");
    reader.hears(first, olga, "reopen ACME-1");
  }
  std::vector<const Story*> all;
  for (const Story& story : stories) all.push_back(&story);
  const Card card = reader.read(all);
  EXPECT_EQ(card.sections.size(), 9u) << "eight tasks, and how many more";
  sheet.add("ten tasks, seven steps of the first", card);
  sheet.expect("digest_long.txt");
}

}  // namespace
}  // namespace baton::test
