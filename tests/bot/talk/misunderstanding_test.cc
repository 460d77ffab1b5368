#include <gtest/gtest.h>

#include "bot/talk/grammar.h"
#include "bot/talk/verbs.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

/// Lines that cannot be read, with what the answer must say.
TEST(MisunderstandingTest, SaysWhatIsWrongAndTheMend) {
  const struct {
    const char* line;
    const char* what;
    const char* mend;
  } cases[] = {
      {"accpt ACME-12", "I do not know the command “accpt”", "accept"},
      {"retrun ACME-12 timing", "I do not know the command “retrun”", "return"},
      {"reject ACME-12", "I do not know the command “reject”", "return"},
      {"xyzzy", "I do not know the command “xyzzy”", "/handoff help"},
      {"budget=5000", "I do not know the command", "/handoff help"},
      {"a ACME-12", "“a” could be several commands",
       "accept, ask, answer, allow, attach or approve"},
      {"d ACME-12", "“d” could be several commands", "drop, due or done"},
      {"accept 12", "“12” is not a task key", "ACME-12"},
      {"accept @dino", "is not a task key", "/handoff accept <task>"},
      {"accept ACME-0", "is not a task key", "ACME-12"},
      {"accept ACNE-12", "no client has the key “ACNE”", "ACME-12"},
      {"accept ACME-12 please", "I did not expect “please”", "/handoff note"},
      {"withdraw ACME-12 now", "I did not expect “now”", "/handoff withdraw <task>"},
      {"new paid ACME goal=\"200 sales\"", "What is its title?", "/handoff new <workflow>"},
      {"new payed-campaign-launch ACME x", "There is no workflow", "paid-campaign-launch"},
      {"new paid-campain ACME \"X\"", "There is no workflow “paid-campain”",
       "Did you mean paid-campaign-launch?"},
      {"wihtdr ACME-12", "I do not know the command “wihtdr”", "withdraw"},
      {"new paid ACNE x", "There is no client “ACNE”", "ACME"},
      {"new paid ACME \"x\" y", "I did not expect “y”", "/handoff new"},
      {"new paid ACME \"x y", "A quote is opened and never closed: \"x y", "Close the quote"},
      {"give ACME-12 @dina", "I know nobody called “@dina”", "@Dino"},
      {"give ACME-12 <@U9999|max>", "“@max” is not in Northlight", "coordinator"},
      {"give ACME-12 @zzz", "I know nobody called “@zzz”", "Ana, Dino, Petra, Alex and Olga"},
      {"give ACME-12 @a", "could be several people: @Ana or @Alex", "Type more of the name"},
      {"give ACME-12 to nowhere", "There is no stage “nowhere”", "in quotes"},
      {"give ACME-12 to", "To which stage?", "/handoff give"},
      {"give ACME-12 to depolyment-ready", "There is no stage", "deployment-ready"},
      {"give ACME-12 to deploymnet", "There is no stage", "deployment-ready"},
      {"give ACME-12 to creative", "“creative” could be several stages",
       "creative-production or creative-review"},
      {"set ACME-12 budget", "To what shall “budget” be set?", "/handoff set"},
      {"check ACME-12 formats now", "I did not expect “now”", "/handoff check"},
      {"attach ACME-12 creative", "Which link is it?", "/handoff attach"},
      {"attach ACME-12 https://a.example.com https://b.example.com", "Which item are these",
       "before its links"},
      {"approve ACME-12 qa looks good", "I did not expect “looks”", "/handoff approve"},
      {"show ACME-12 now", "I did not expect “now”", "/handoff show"},
      {"list everything", "There is no client “everything”", "/handoff list"},
      {"list client", "Which client?", "/handoff list"},
      {"help zzz", "I do not know the command “zzz”", "/handoff help"},
      {"accept ACME-12 gap: logo gap:", "What is missing?", "/handoff accept"},
      {"accept now", "“now” is not a task key", "/handoff accept <task>"},
      {"accept ACME-12 with gaps", "I did not expect “with”", "/handoff accept <task>"},
      {"undo it", "“it” is not a task key", "/handoff undo <task>"},
      {"undo ACME-12 please", "I did not expect “please”", "/handoff undo <task>"},
      {"take ACNE-1", "no client has the key “ACNE”", "ACME-1"},
      {"pass ACME-12 @dina", "I know nobody called “@dina”", "@Dino"},
      {"pass ACME-12 @petra now", "I did not expect “now”", "/handoff pass <task> @person"},
      {"urgent ACME-12 to nowhere It is late", "There is no stage “nowhere”", "/handoff urgent"},
      {"urgent ACME-12 @zzz It is late", "I know nobody called “@zzz”", "/handoff urgent"},
      {"supply ACME-12 2 \"the logo", "A quote is opened and never closed", "Close the quote"},
      {"allow ACME-12 it", "I did not expect “it”", "/handoff allow <task>"},
      {"allow #0", "“#0” is not a task key", "/handoff allow <task>"},
      {"start ACME-12 now", "I did not expect “now”", "/handoff start <task> [anyway]"},
      {"start anyway ACME-12", "I did not expect “ACME-12”", "/handoff start <task> [anyway]"},
      {"allow #2 ACME-12", "I did not expect “ACME-12”", "/handoff allow <task>"},
      {"unblock ACME-12 now", "I did not expect “now”", "/handoff unblock <task>"},
      {"block ACME-12 Locked, look again", "When shall it be looked at again?", "/handoff block"},
      {"block ACME-12 Locked, look again soon", "I do not know when “soon” is",
       "Such as Thu 15:00, tomorrow EOD"},
      {"block ACME-12 Locked, look again Fri maybe", "I do not know when “Fri” is",
       "/handoff block ACME-12 Locked, look again Fri maybe"},
      {"wait ACME-12 client Fridy She decides", "I do not know when “Fridy” is",
       "/handoff wait ACME-12 client Fridy She decides"},
      {"wait ACME-12 client She decides", "I do not know when “She” is",
       "/handoff wait <task> client <until> <why>"},
      {"snooze ACME-12 a while", "I do not know when “a” is", "/handoff snooze <task> [until]"},
      {"snooze ACME-12 Fri please", "I did not expect “please”", "/handoff snooze <task> [until]"},
      {"due ACME-12 when ready", "I do not know when “when” is", "/handoff due ACME-12 when ready"},
      {"due ACME-12 30 Feb", "I do not know when “30” is", "/handoff due ACME-12 30 Feb"},
      {"priority ACME-12 huge", "It is low, normal or high", "/handoff priority <task>"},
      {"priority ACME-12 high now", "I did not expect “now”", "/handoff priority <task>"},
      {"move ACME-12 ACNE", "There is no client “ACNE”", "Did you mean ACME"},
      {"move ACME-12 BOLT now", "I did not expect “now”", "/handoff move <task> <client>"},
      {"reopen ACME-12 now", "I did not expect “now”", "/handoff reopen <task>"},
      {"asap ACME-12", "I do not know the command “asap”", "urgent"},
      {"continue ACME-12", "I do not know the command “continue”", "resume"},
      {"pause ACME-12", "I do not know the command “pause”", "wait"},
      {"deadline ACME-12", "I do not know the command “deadline”", "due"},
      {"away Monday", "“away” is not in this version yet", "/handoff give"},
      {"decide ACME blue", "“decide” is not in this version yet", "/handoff note"},
  };
  const Story story;
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    const std::string answer = text_of(story.understood(ana, each.line));
    EXPECT_TRUE(answer.starts_with("? ")) << answer;
    EXPECT_NE(answer.find(each.what), std::string::npos) << answer;
    EXPECT_NE(answer.find(each.mend), std::string::npos) << answer;
  }
}

TEST(MisunderstandingTest, AMisspeltCommandComesAsAButtonWithTheRest) {
  Story story = offered();
  const Intent intent = story.understood(dino, "accpt ACME-12");
  const Card& card = std::get<Misunderstood>(intent).reply.card;
  ASSERT_EQ(card.buttons.size(), 1u);
  EXPECT_EQ(card.buttons[0].press.text, "accept ACME-12");
  story.press(dino, card.buttons[0].press);
  EXPECT_EQ(story.task.holder, dino);
}

TEST(MisunderstandingTest, ALineOverTheLimitIsRefusedWhole) {
  const Story story;
  const std::string line = "note ACME-12 " + std::string(line_bytes_max, 'x');
  EXPECT_TRUE(text_of(story.understood(ana, line)).starts_with("? This is too long to read"));
}

TEST(MisunderstandingTest, EveryWordOfALaterVersionSaysSoAndWhatWorksToday) {
  const Story story;
  std::string all;
  for (const Word& word : all_words()) {
    if (word.kind != Word::Kind::later) continue;
    SCOPED_TRACE(word.word);
    const Intent intent = story.understood(ana, std::string(word.word) + " ACME-12 words");
    ASSERT_TRUE(std::holds_alternative<Misunderstood>(intent));
    const Card& card = std::get<Misunderstood>(intent).reply.card;
    EXPECT_NE(plain_text(card).find("not in this version yet"), std::string::npos);
    all += text_of(card);
  }
  expect_golden("talk/later.txt", all);
}

TEST(MisunderstandingTest, ATypoInTheBeginningOfANameIsSeenThrough) {
  Story story;
  story.agency.directory.people[1].name = "Dino Alessandrini";
  EXPECT_NE(text_of(story.understood(ana, "give ACME-12 @dino-aless")).find("@p2"),
            std::string::npos);
  EXPECT_NE(text_of(story.understood(ana, "give ACME-12 @dino-alles"))
                .find("Did you mean @Dino Alessandrini?"),
            std::string::npos);
  story.agency.clients.begin()->second.name = "Acme Shoes and Boots";
  EXPECT_NE(text_of(story.understood(ana, "list client \"acme shose\""))
                .find("Did you mean Acme Shoes and Boots?"),
            std::string::npos);
}

TEST(MisunderstandingTest, PeopleWhoLeftAreNotFoundByName) {
  Story story;
  story.agency.directory.people[1].left = true;
  EXPECT_TRUE(text_of(story.understood(ana, "give ACME-12 @dino")).starts_with("? I know nobody"));
}

TEST(MisunderstandingTest, AFullNameBeatsTheNamesItStarts) {
  Story story;
  story.agency.directory.people[3].name = "Ana Maria";
  EXPECT_EQ(text_of(story.understood(ana, "give ACME-12 @ana")), "give ACME-12 @p1");
  EXPECT_EQ(text_of(story.understood(ana, "give ACME-12 @\"ana maria\"")), "give ACME-12 @p4");
  EXPECT_EQ(text_of(story.understood(ana, "give ACME-12 @ana-m")), "give ACME-12 @p4");
}

}  // namespace
}  // namespace baton::test
