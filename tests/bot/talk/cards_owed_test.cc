#include <gtest/gtest.h>

#include "tests/bot/talk/cards_sheet.h"

namespace baton::test {
namespace {

using namespace std::chrono_literals;

/// Accepted by Dino with two gaps.
Story accepted_with_gaps() {
  Story story = offered();
  story.act(dino, Accept{{}, {{"The logo as a vector file", true}, {"The colours", false}}});
  return story;
}

TEST(OwedCardsTest, AGapFromItsNamingToItsEnd) {
  Sheet sheet;
  Story story = accepted_with_gaps();
  const Notice gaps = the(NoticeKind::gaps, told(story), ana);
  sheet.add_news("accepted with gaps", story);
  sheet.add_views("accepted with gaps", story, 1);
  story.act(ana, SupplyGap{"1", "https://drive.example.com/logo.svg"});
  const Notice supplied = the(NoticeKind::gap_supplied, told(story), dino);
  sheet.add_news("supplied", story);
  sheet.add("supplied: gaps to Ana", story, gaps);
  sheet.add_views("supplied", story, 1);
  story.act(dino, ConfirmGap{"1"});
  sheet.add("confirmed: the message with Confirm", story, supplied);
  story.act(dino, DropGap{"2", "We take the old colours"});
  sheet.add_news("dropped", story);
  sheet.add("all settled: gaps to Ana", story, gaps);
  sheet.add_views("all settled", story, 1);
  sheet.expect("cards_gaps.txt");
}

TEST(OwedCardsTest, AGapThatIsLate) {
  Sheet sheet;
  Story story = accepted_with_gaps();
  const std::vector<Notice> late = let_pass(story, story.now + 25h);
  sheet.add_news("a day later", story, late);
  sheet.add("a day later: receiver", story.card(NoticeKind::offer, 1, 0, dino));
  story.act(ana, SupplyGap{"1", "logo.svg"});
  const Notice supplied = the(NoticeKind::gap_supplied, told(story), dino);
  sheet.add("supplied: the reminder", story, the(NoticeKind::reminder, late, ana));
  let_pass(story, story.now + 25h);
  sheet.add("nobody objected: the message with Confirm", story, supplied);
  sheet.expect("cards_gaps_late.txt");
}

TEST(OwedCardsTest, AnOverrideAndItsDebts) {
  Sheet sheet;
  Story story = approved();
  story.then(ana,
             "approve ACME-12 sign-off by \"Maria Smith\" on \"2 March\" how: \"e-mail\" "
             "https://mail.example.com/42");
  story.act(ana, Urgent{{}, petra, "It must be on air at noon"});
  const Notice asked = the(NoticeKind::consent, told(story), olga);
  sheet.add_news("Ana lacks the right", story);
  Story refused = story;
  refused.act(olga, Refuse{"The budget is not clear", {}});
  sheet.add_news("refused", refused);
  sheet.add("refused: the request", refused, asked);
  story.act(olga, Allow{});
  sheet.add_news("allowed", story);
  sheet.add("allowed: the request", story, asked);
  sheet.add_views("urgent", story, 4);
  story.then(petra, "accept ACME-12");
  sheet.add_views("accepted", story, 4);
  story.then(ana, "set ACME-12 budget=\"5000 EUR\"");
  story.act(olga, Forgive{"copy", "The client writes it"});
  sheet.add_news("four days later", story, let_pass(story, story.now + 96h));
  sheet.add("one repaid, one forgiven, two late: channel", story.card(NoticeKind::card, 4));
  sheet.expect("cards_urgent.txt");
}

TEST(OwedCardsTest, ARequestThatNobodyAnswers) {
  Sheet sheet;
  Story story = offered();
  story.then(dino, "accept ACME-12");
  story.agency.directory.people[3].roles.push_back({"designer"});
  story.act(alex, Take{{}, "Dino is ill"});
  const Notice first = the(NoticeKind::consent, told(story), dino);
  sheet.add_news("Alex asks to take it", story);
  sheet.add_news("four hours later", story, let_pass(story, story.now + 5h));
  sheet.add("four hours later: the first request", story, first);
  Story allowed = story;
  allowed.act(olga, Allow{});
  sheet.add_news("allowed by Olga", allowed);
  Story ended = story;
  ended.then(olga, "cancel ACME-12 The client has stopped it");
  sheet.add_news("the task ended without an answer", ended);
  const std::vector<Notice> last = let_pass(story, story.now + 24h);
  sheet.add_news("a day later", story, last);
  story.then(dino, "check ACME-12 formats")
      .then(dino, "attach ACME-12 drafts https://drive.example.com/draft-1")
      .then(dino, "attach ACME-12 drafts https://drive.example.com/draft-2")
      .then(dino, "give ACME-12 @ana");
  sheet.add_news("it goes on without an answer", story);
  sheet.add("it goes on without an answer: the last request", story,
            the(NoticeKind::consent, last, ana));
  sheet.expect("cards_requests.txt");
}

}  // namespace
}  // namespace baton::test
