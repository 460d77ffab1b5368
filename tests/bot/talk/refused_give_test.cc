#include <string>

#include <gtest/gtest.h>

#include "tests/support/story.h"

namespace baton::test {
namespace {

TEST(RefusedGiveTest, WhatIsSuggestedAsATypedCommandWorksAsTyped) {
  // The commands of a not-ready refusal, with their examples, lead to the handoff.
  Story story = approved();
  const Reply reply = story.type(ana, "give ACME-12");
  ASSERT_EQ(story.last.rejection->missing.size(), 5u);
  for (const Card::Section& section : reply.card.sections) {
    for (const Line& line : section.lines) {
      for (const Span& span : line) {
        if (span.style != Span::Style::code) continue;
        std::string typed = span.text.substr(std::string("/handoff ").size());
        const std::size_t at = typed.find("<link>");
        if (at != typed.npos) typed.replace(at, 6, "https://x.example.com/1");
        story.then(ana, typed);
      }
    }
  }
  story.then(ana, "give ACME-12");
  EXPECT_EQ(story.task.phase, Phase::offered);
}

TEST(RefusedGiveTest, AChoiceOfReceiversKeepsTheNote) {
  const std::string notes[] = {"Please hurry", "Is \"this\" <b> & that a \\ or „so“?",
                               "it's &amp;"};
  for (const std::string& note : notes) {
    SCOPED_TRACE(note);
    Story story = ready_for_production();
    story.agency.directory.people[3].roles.push_back({"designer"});
    story.agency.directory.people[3].name = "Alex Berg";
    Handled handled;
    handled.command = {ana, story.task.key, Give{{}, {}, note}, {}};
    handled.before = handled.after = story.task;
    Verdict verdict = judge(story.task, handled.command, story.agency, story.now);
    handled.rejection = verdict.rejection;
    const Reply reply = story.talk.word(handled, story.person(ana), story.agency);
    ASSERT_EQ(reply.card.buttons.size(), 2u);
    story.press(ana, reply.card.buttons[1].press);
    ASSERT_NE(story.task.offer(), nullptr);
    EXPECT_EQ(story.task.offer()->receiver, alex);
    std::string expected = note;  // typographic marks come back as plain ones
    for (const std::string mark : {"„", "“"}) {
      if (const std::size_t at = expected.find(mark); at != expected.npos) {
        expected.replace(at, mark.size(), "\"");
      }
    }
    EXPECT_EQ(story.task.offer()->note, expected);
  }
}

TEST(RefusedGiveTest, AChoiceOfReceiversWorksAsTyped) {
  Story story = ready_for_production();
  story.agency.directory.people[3].roles.push_back({"designer"});
  story.agency.directory.people[3].name = "Alex Berg";
  const Reply reply = story.type(ana, "give ACME-12 Please hurry");
  ASSERT_EQ(reply.card.buttons.size(), 2u);
  story.press(ana, reply.card.buttons[1].press);
  ASSERT_NE(story.task.offer(), nullptr);
  EXPECT_EQ(story.task.offer()->receiver, alex);
  EXPECT_EQ(story.task.offer()->note, "Please hurry");
}

TEST(RefusedGiveTest, SaysWhatWasKept) {
  Story story = started();
  const Reply reply = story.type(ana, "give ACME-12 @dino goal=\"200 sales\"");
  EXPECT_NE(plain_text(reply.card).find("Kept: Campaign goal."), std::string::npos);
  EXPECT_EQ(story.task.answers.at({"goal"}).values.front(), "200 sales");
  EXPECT_EQ(story.task.phase, Phase::idle);
}

TEST(RefusedGiveTest, SaysWhatBecameOfAllThatCameWithIt) {
  Story story = offered();
  const std::string text = plain_text(
      story.type(ana, "give ACME-12 @dino nonsense=2 1=\"300 sales\" The logo is new").card);
  EXPECT_NE(text.find("already offered to Dino"), std::string::npos) << text;
  EXPECT_EQ(text.find("Nothing changed"), std::string::npos) << text;
  EXPECT_NE(text.find("Not recorded\n• nonsense “2”"), std::string::npos) << text;
  EXPECT_NE(text.find("Kept: Campaign goal."), std::string::npos) << text;
  EXPECT_NE(text.find("Your note was not sent."), std::string::npos) << text;
  EXPECT_EQ(story.task.answers.at({"goal"}).values.front(), "300 sales");
  story.then(ana, "note ACME-12 The logo is new");  // as the answer suggests
  EXPECT_EQ(story.task.notes.back().text, "The logo is new");
}

}  // namespace
}  // namespace baton::test
