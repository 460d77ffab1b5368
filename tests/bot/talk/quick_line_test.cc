#include <algorithm>

#include <gtest/gtest.h>

#include "core/machine/decide.h"
#include "tests/bot/talk/intent_text.h"
#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

TEST(QuickLineTest, MakesAndGivesATask) {
  const struct {
    const char* line;
    const char* intent;
  } cases[] = {
      {"@dino ACME banner 3: logo bigger, by Thu 15:00 https://x.example.com",
       "new quick ACME [banner 3: logo bigger] +what[banner 3: logo bigger] "
       "+by[2026-03-05T15:00+01:00] then give to doing @p2 [https://x.example.com]"},
      {"<@U0002|dino> acme banner, by Thu 15:00 <https://x.example.com|the page>",
       "new quick ACME [banner] +what[banner] +by[2026-03-05T15:00+01:00] then give to doing @p2 "
       "[https://x.example.com]"},
      {"@dino ACME banner by Thu",
       "new quick ACME [banner] +what[banner] +by[2026-03-05T17:30+01:00] then give to doing @p2"},
      {"@dino ACME banner, by tomorrow EOD",
       "new quick ACME [banner] +what[banner] +by[2026-03-03T17:30+01:00] then give to doing @p2"},
      {"@dino ACME banner, by in 2 hours",
       "new quick ACME [banner] +what[banner] +by[2026-03-02T12:00+01:00] then give to doing @p2"},
      {"@dino ACME banner, by 3 April 9:00",
       "new quick ACME [banner] +what[banner] +by[2026-04-03T09:00+02:00] then give to doing @p2"},
      {"@dino ACME: banner, by Thu",
       "new quick ACME [banner] +what[banner] +by[2026-03-05T17:30+01:00] then give to doing @p2"},
      {"@dino, ACME banner, by Thu",
       "new quick ACME [banner] +what[banner] +by[2026-03-05T17:30+01:00] then give to doing @p2"},
      {"@dino \"Acme Shoes\" banner, by Thu",
       "new quick ACME [banner] +what[banner] +by[2026-03-05T17:30+01:00] then give to doing @p2"},
      {"@dino ACME \"banner 3\", by Thu",
       "new quick ACME [banner 3] +what[banner 3] +by[2026-03-05T17:30+01:00] then give to doing "
       "@p2"},
      {"@dino ACME “banner 3”, by “Thu”",
       "new quick ACME [banner 3] +what[banner 3] +by[2026-03-05T17:30+01:00] then give to doing "
       "@p2"},
      {"@dino ACME poster by Picasso, by Thu",
       "new quick ACME [poster by Picasso] +what[poster by Picasso] +by[2026-03-05T17:30+01:00] "
       "then give to doing @p2"},
      {"@dino ACME banner https://x.example.com/1, by Thu https://x.example.com/2",
       "new quick ACME [banner] +what[banner] +by[2026-03-05T17:30+01:00] then give to doing @p2 "
       "[https://x.example.com/1 https://x.example.com/2]"},
      {"@dino ACME https://x.example.com the page is down, by today EOD",
       "new quick ACME [the page is down] +what[the page is down] +by[2026-03-02T17:30+01:00] "
       "then give to doing @p2 [https://x.example.com]"},
      {"@dino ACME 10\" banner, by Thu",
       "new quick ACME [10\" banner] +what[10\" banner] +by[2026-03-05T17:30+01:00] then give to "
       "doing @p2"},
      {"@dino ACME banner\nwith the new logo, by Thu",
       "new quick ACME [banner with the new logo] +what[banner\nwith the new logo] "
       "+by[2026-03-05T17:30+01:00] then give to doing @p2"},
      {"@dino ACME Tom &amp; Jerry, BY THU",
       "new quick ACME [Tom & Jerry] +what[Tom & Jerry] +by[2026-03-05T17:30+01:00] then give to "
       "doing @p2"},
  };
  const Story story;
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    EXPECT_EQ(text_of(story.understood(ana, each.line)), each.intent);
  }
}

TEST(QuickLineTest, SaysWhatIsWrongAndTheMend) {
  const struct {
    const char* line;
    const char* what;
    const char* mend;
  } cases[] = {
      {"@dina ACME banner, by Thu", "I know nobody called “@dina”", "@Dino"},
      {"<@U9999|max> ACME banner, by Thu", "“@max” is not in Northlight", "coordinator"},
      {"@dino", "For which client?", "/handoff @person <client>"},
      {"@dino ACNE banner, by Thu", "There is no client “ACNE”", "Did you mean ACME"},
      {"@dino banner, by Thu", "There is no client “banner”", "Clients: ACME and BOLT"},
      {"@dino ACME", "What is it about?", "/handoff @person <client>"},
      {"@dino ACME https://x.example.com, by Thu", "What is it about?", "/handoff @person"},
      {"@dino ACME-12 please", "“ACME-12” is a task", "/handoff give <task>"},
      {"@dino ACME banner", "By when?", "/handoff @dino ACME banner, by Thu 15:00"},
      {"@dino ACME banner, by Thrsday", "“Thrsday” is no time that I know. By when?",
       "/handoff @dino ACME banner, by Thu 15:00"},
      {"@dino ACME poster by Picasso", "“Picasso” is no time that I know. By when?",
       "/handoff @dino ACME poster by Picasso, by Thu 15:00"},
      {"@dino ACME banner, by today 9:00", "“today 9:00” has passed. By when?",
       "/handoff @dino ACME banner, by Thu 15:00"},
      {"@dino ACME banner, by https://x.example.com", "By when?", "by Thu 15:00"},
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

TEST(QuickLineTest, AMissingTimeCostsOneClick) {
  const struct {
    const char* line;
    const char* first;
  } cases[] = {
      {"@dino ACME banner", "@dino ACME banner, by today EOD"},
      {"<@U0002> ACME banner <https://x.example.com|x>",
       "<@U0002> ACME banner <https://x.example.com|x>, by today EOD"},
      {"@dino ACME banner, by Thrsday <https://x.example.com|x>",
       "@dino ACME banner, by today EOD https://x.example.com"},
      {"@dino ACME poster by Picasso", "@dino ACME poster by Picasso, by today EOD"},
      {"@dino ACME “banner 3”,", "@dino ACME “banner 3”, by today EOD"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.line);
    Story story;
    const Intent intent = story.understood(ana, each.line);
    ASSERT_TRUE(std::holds_alternative<Misunderstood>(intent)) << text_of(intent);
    const Card& card = std::get<Misunderstood>(intent).reply.card;
    ASSERT_EQ(card.buttons.size(), 3u) << text_of(card);
    EXPECT_EQ(card.buttons[0].press.text, each.first);
    EXPECT_EQ(card.buttons[1].label, "Tomorrow EOD");
    EXPECT_EQ(card.buttons[2].label, "Friday EOD");
    for (const Button& button : card.buttons) {
      Story pressed = story;
      pressed.press(ana, button.press);
      ASSERT_FALSE(pressed.last.rejection.has_value()) << button.press.text;
      ASSERT_NE(pressed.task.offer(), nullptr) << button.press.text;
      EXPECT_EQ(pressed.task.offer()->receiver, dino);
    }
  }
}

TEST(QuickLineTest, WhatStandsBehindTheTimeIsAskedAboutByItsName) {
  Story story;
  const Intent intent =
      story.understood(ana, "@dino ACME banner 3, by Thu 15:00 thanks https://x.example.com/1");
  ASSERT_TRUE(std::holds_alternative<Misunderstood>(intent)) << text_of(intent);
  const Card& card = std::get<Misunderstood>(intent).reply.card;
  const std::string words = plain_text(card);
  EXPECT_TRUE(
      words.starts_with("I read “Thu 15:00” as Thu 5 Mar 15:00, and do not know what "
                        "“thanks” behind it means."))
      << words;
  ASSERT_EQ(card.buttons.size(), 2u) << words;
  EXPECT_EQ(card.buttons[0].press.text,
            "@dino ACME banner 3, thanks, by Thu 15:00 https://x.example.com/1");
  EXPECT_EQ(card.buttons[1].press.text,
            "@dino ACME banner 3, by Thu 15:00 https://x.example.com/1");
  for (const Button& button : card.buttons) {
    Story pressed = story;
    pressed.press(ana, button.press);
    ASSERT_FALSE(pressed.last.rejection.has_value()) << button.press.text;
    ASSERT_NE(pressed.task.offer(), nullptr) << button.press.text;
    EXPECT_EQ(pressed.task.answers.at({"by"}).values.front(), "2026-03-05T15:00+01:00");
    EXPECT_EQ(pressed.task.offer()->note, "https://x.example.com/1");
  }
}

TEST(QuickLineTest, TheTimeOfAQuickHandoffIsNoPromiseToTheClient) {
  Story story;
  story.type(ana, "@dino ACME banner 3, by Thu 15:00");
  EXPECT_FALSE(story.task.is_promised());
}

TEST(QuickLineTest, TheTimeIsToldOnTheClocksOfBoth) {
  Story story;
  story.agency.zones["Europe/London"] = london();
  story.agency.directory.people[1].timezone = "Europe/London";
  const Reply reply = story.type(ana, "@dino ACME banner 3, by Thu 15:00");
  const std::string answer = plain_text(reply.card);
  EXPECT_NE(answer.find("banner 3 · by Thu 5 Mar 15:00 Berlin (14:00 London)."), std::string::npos)
      << answer;
  const std::string offer = plain_text(story.card(NoticeKind::offer, 1, 0, dino));
  EXPECT_NE(offer.find("By when: Thu 5 Mar 15:00 Berlin (14:00 London)"), std::string::npos)
      << offer;
}

TEST(QuickLineTest, NoAnswerIsOfferedThatHasPassedOrComesTwice) {
  Story story;
  story.now = monday_nine + std::chrono::hours(24 * 3 + 8);  // Thursday 18:00 in Berlin
  const Intent intent = story.understood(ana, "@dino ACME banner");
  const Card& card = std::get<Misunderstood>(intent).reply.card;
  ASSERT_EQ(card.buttons.size(), 1u) << text_of(card);
  EXPECT_EQ(card.buttons[0].label, "Tomorrow EOD");  // which is Friday
}

TEST(QuickLineTest, IsDoneWholeOrNotAtAll) {
  Story story;
  const Reply reply =
      story.type(ana, "@dino ACME banner 3: logo bigger, by Thu 15:00 https://x.example.com");
  ASSERT_FALSE(story.last.rejection.has_value()) << plain_text(reply.card);
  ASSERT_NE(story.task.offer(), nullptr);
  EXPECT_EQ(story.task.holder, ana);
  EXPECT_EQ(story.task.offer()->note, "https://x.example.com");
  EXPECT_EQ(story.task.answers.at({"by"}).values,
            std::vector<std::string>{"2026-03-05T15:00+01:00"});
}

TEST(QuickLineTest, ALongTextIsCutInTheTitleOnly) {
  Story story;
  const std::string what(title_max + 50, 'x');
  story.type(ana, "@dino ACME " + what + ", by Thu");
  ASSERT_FALSE(story.last.rejection.has_value());
  EXPECT_EQ(story.task.answers.at({"what"}).values.front(), what);
  EXPECT_EQ(story.task.title, std::string(title_max - 1, 'x') + "…");
}

TEST(QuickLineTest, ALineTooLongForAButtonIsSaidWithoutOne) {
  const Story story;
  const Intent intent = story.understood(ana, "@dino ACME " + std::string(1000, 'x'));
  EXPECT_TRUE(std::get<Misunderstood>(intent).reply.card.buttons.empty());
}

TEST(QuickLineTest, WithoutItsWorkflowItSaysHowToStartATask) {
  Story story;
  story.agency.settings.active_workflows = {campaign};
  const std::string answer = text_of(story.understood(ana, "@dino ACME banner, by Thu"));
  EXPECT_TRUE(answer.starts_with("? The handoff in one line needs the workflow “quick”")) << answer;
  EXPECT_NE(answer.find("/handoff new <workflow> <client> <title>"), std::string::npos) << answer;
}

TEST(QuickLineTest, TheQuestionLooksLikeThis) {
  const Story story;
  std::string sheet;
  for (const char* line : {"@dino ACME banner 3: logo bigger", "@dino ACME banner, by Thrsday",
                           "@dino ACME banner 3, by Thu 15:00 thanks", "@dino ACME-12 please"}) {
    const Intent intent = story.understood(ana, line);
    sheet += "=== " + std::string(line) + "\n" +
             text_of(std::get<Misunderstood>(intent).reply.card) + "\n";
  }
  expect_golden("talk/quick_line.txt", sheet);
}

}  // namespace
}  // namespace baton::test
