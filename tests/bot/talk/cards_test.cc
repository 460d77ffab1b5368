#include <algorithm>

#include <gtest/gtest.h>

#include "tests/bot/talk/cards_sheet.h"

namespace baton::test {
namespace {

TEST(CardsTest, TheStoryOfOneHandoff) {
  Sheet sheet;
  Story story = offered();
  sheet.add_views("offered", story, 1);
  story.then(dino, "ask ACME-12 Which logo is it?");
  sheet.add_views("asked", story, 1);
  sheet.add("question to the sender", story.card(NoticeKind::question, 1, 1, ana));
  story.then(ana, "answer ACME-12 The new one");
  sheet.add("question answered", story.card(NoticeKind::question, 1, 1, ana));
  sheet.add("answer to the receiver", story.card(NoticeKind::answer, 1, 1, dino));
  story.then(ana, "attach ACME-12 brief https://drive.example.com/brief-2");
  sheet.add_views("changed after the offer", story, 1);
  story.then(dino, "accept ACME-12");
  sheet.add_views("accepted", story, 1);
  sheet.add("answer after acceptance", story.card(NoticeKind::answer, 1, 1, dino));
  sheet.expect("cards_accepted.txt");
}

TEST(CardsTest, AnOfferThatComesBack) {
  Sheet sheet;
  Story story = offered();
  story.then(dino, "return ACME-12 missing-asset The logo is not there");
  sheet.add_views("returned", story, 1);
  sheet.add("returned to the sender", story.card(NoticeKind::returned, 1, 0, ana));
  story.then(ana, "give ACME-12 @dino Now with the logo");
  sheet.add("2nd offer: channel, told of the 1st", story.card(NoticeKind::card, 1));
  sheet.add_views("2nd offer", story, 2);
  sheet.add("the 1st offer's message", story.card(NoticeKind::offer, 1));
  sheet.add("the return, mended", story.card(NoticeKind::returned, 1, 0, ana));
  story.then(dino, "return ACME-12 timing").then(ana, "give ACME-12 @dino");
  story.then(dino, "return ACME-12 other Too much");
  sheet.add("third return to the owner", story.card(NoticeKind::third_return, 3, 0, olga));
  sheet.expect("cards_returned.txt");
}

TEST(CardsTest, AnOfferThatIsTakenBack) {
  Sheet sheet;
  Story withdrawn = offered();
  withdrawn.then(ana, "withdraw ACME-12");
  sheet.add_views("withdrawn", withdrawn, 1);
  sheet.add("gone, to the receiver", withdrawn.card(NoticeKind::offer_gone, 1, 0, dino));
  Story broken = offered();
  broken.then(alex, "set ACME-12 goal=");
  sheet.add_views("gate broken", broken, 1);
  sheet.add("gone, to the receiver", broken.card(NoticeKind::offer_gone, 1, 0, dino));
  sheet.add("gone, to the sender", broken.card(NoticeKind::offer_gone, 1, 0, ana));
  Story anew = ready_for_deployment();
  anew.then(olga, "give ACME-12 @alex");
  sheet.add("given to somebody else: the old one", anew.card(NoticeKind::offer_gone, 4, 0, petra));
  sheet.add_views("given to somebody else", anew, 5);
  sheet.expect("cards_withdrawn.txt");
}

TEST(CardsTest, TheGateOfDeploymentReady) {  // RC-03
  Sheet sheet;
  Story story = ready_for_deployment();
  sheet.add_views("offered with all five", story, 4);
  story.then(ana, "set ACME-12 budget=\"6000 EUR\"");
  sheet.add("approval lapsed, offer broken: to the holder",
            story.card(NoticeKind::approval_lapsed, 4, 0, ana, "sign-off"));
  sheet.add_views("approval lapsed, offer broken", story, 4);
  sheet.expect("cards_deployment.txt");
}

TEST(CardsTest, TheEndOfATask) {
  Sheet sheet;
  Story cancelled = offered();
  cancelled.then(olga, "cancel ACME-12 The client has stopped it");
  sheet.add_views("cancelled", cancelled, 1);
  sheet.add("ended, to the holder", cancelled.card(NoticeKind::ended, 1, 0, ana));
  Story finished = ready_for_deployment();
  finished.then(petra, "accept ACME-12")
      .then(petra, "check ACME-12 live")
      .then(petra, "set ACME-12 utm=https://shop.example.com/?utm_source=ad")
      .then(petra, "give ACME-12")
      .then(alex, "accept ACME-12")
      .then(olga, "approve ACME-12 qa")
      .then(alex, "give ACME-12")
      .then(petra, "accept ACME-12")
      .then(petra, "attach ACME-12 report https://drive.example.com/report");
  sheet.add("an older handoff", finished.card(NoticeKind::card, 1));
  sheet.add_views("in the last stage", finished, 6);
  finished.then(petra, "done ACME-12");
  sheet.add_views("done", finished, 6);
  sheet.expect("cards_ended.txt");
}

TEST(CardsTest, LinesThatAreAboutNoHandoff) {
  Sheet sheet;
  Story story = offered();
  const std::string text = "Dino could not be told about ACME-12: the account is deactivated.";
  sheet.add("undeliverable", story.card(NoticeKind::undeliverable, 1, 0, ana, text));
  sheet.add("stranger",
            Story("").card(NoticeKind::stranger, 0, 0, olga, "max used Baton and is not listed."));
  sheet.add("a handoff that is not known", story.card(NoticeKind::card, 9));
  Notice notice;
  notice.kind = NoticeKind::offer;
  notice.task = story.task.key;
  notice.handoff = 1;
  sheet.add("a repeat", story.talk.card(notice, story.task, story.agency, true));
  sheet.expect("cards_other.txt");
}

/// Olga, who has approved the tracking, holds the task that goes on with it.
Story held_by_its_approver() {
  Story story = ready_for_deployment();
  story.then(petra, "accept ACME-12")
      .then(petra, "set ACME-12 utm=https://shop.example.com/?utm_source=ad")
      .then(petra, "check ACME-12 live")
      .then(olga, "approve ACME-12 qa")
      .then(olga, "give ACME-12 @olga")
      .then(olga, "accept ACME-12");
  return story;
}

TEST(CardsTest, AnApprovalByWhoSendsTheTaskOnIsShownAsMissing) {
  Story story = held_by_its_approver();
  const auto shown = [&](const PersonId& by, const std::string& line) {
    Story copy = story;
    return plain_text(copy.type(by, line).card);
  };
  const std::string nobody =
      "you approved this yourself: somebody else must (nobody else has the role director)";
  EXPECT_NE(shown(olga, "show ACME-12").find(nobody), std::string::npos)
      << shown(olga, "show ACME-12");
  story.agency.directory.people[3].roles.push_back({"director"});
  const std::string alex_can = "you approved this yourself: somebody else must (Alex can)";
  for (const char* line : {"show ACME-12", "give ACME-12"}) {
    const std::string text = shown(olga, line);
    EXPECT_NE(text.find(alex_can), std::string::npos) << text;
    EXPECT_EQ(text.find("✓ Tracking checked"), std::string::npos) << text;
  }
  EXPECT_NE(shown(olga, "menu").find("0 of 1 ready for Optimisation"), std::string::npos);
  EXPECT_NE(shown(petra, "show ACME-12")
                .find("approved by Olga, who holds it: somebody else must (Alex can)"),
            std::string::npos);
  EXPECT_NE(plain_text(story.card(NoticeKind::offer, 5)).find("0 of 1 ready for Optimisation"),
            std::string::npos);
  story.then(alex, "approve ACME-12 qa");
  EXPECT_NE(shown(olga, "show ACME-12").find("1 of 1 ready for Optimisation"), std::string::npos);
  story.then(olga, "give ACME-12");
}

TEST(CardsTest, EveryCardSaysFirstWhoHoldsTheBaton) {
  Story story = offered();
  for (const NoticeKind kind : {NoticeKind::card, NoticeKind::offer, NoticeKind::sender_copy}) {
    EXPECT_TRUE(plain_text(story.card(kind, 1))
                    .starts_with("Ana still holds this · Dino has not accepted"));
  }
  const Line headline = story.card(NoticeKind::card, 1).headline;
  EXPECT_EQ(headline.front(), bold("Ana"));
  EXPECT_NE(std::ranges::find(headline, bold("Dino")), headline.end());
  story.then(dino, "accept ACME-12");
  for (const NoticeKind kind : {NoticeKind::card, NoticeKind::offer, NoticeKind::sender_copy}) {
    EXPECT_TRUE(plain_text(story.card(kind, 1)).starts_with("Dino holds this · accepted "));
  }
}

TEST(CardsTest, LongTextsAreShortened) {
  Story story = ready_for_production();
  story.then(ana, "give ACME-12 @dino " + std::string(text_max, 'x'));
  EXPECT_LT(plain_text(story.card(NoticeKind::card, 1)).size(), 1500u);
}

}  // namespace
}  // namespace baton::test
