// 100,000 hostile texts in every place of Slack's messages and forms: each is read as text, all of
// it, and as nothing else. RELIABILITY T15, G28.

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/slack/render.h"
#include "adapters/slack/text.h"
#include "bot/ports/form.h"
#include "tests/adapters/slack/mrkdwn_reader.h"
#include "tests/adapters/slack/samples.h"
#include "tests/support/hostile_text.h"

namespace baton::slack {
namespace {

using test::HostileTexts;
using Json = nlohmann::json;
using Faults = std::vector<std::string>;

constexpr int texts_max = 100'000;
constexpr std::size_t plenty = 10'000;
const Faults none;

TEST(SlackInjectionTest, TheReaderSeesWhatAHostileTextWouldBe) {
  HostileTexts texts(1);
  int hostile = 0;
  for (int i = 0; i < 1000; ++i) hostile += test::markup_faults(texts.next()).empty() ? 0 : 1;
  EXPECT_GT(hostile, 600) << "or the properties below would say nothing";
}

TEST(SlackInjectionTest, ReadAsMarkupATextMentionsNobodyAndIsReadWhole) {
  HostileTexts texts(1);
  for (int i = 0; i < texts_max; ++i) {
    const std::string text = texts.next();
    const std::string sent = MarkupText(text, plenty).str();
    ASSERT_EQ(test::markup_faults(sent), none) << text;
    ASSERT_EQ(test::readable(test::shown_words(sent)), test::readable(text));
  }
}

TEST(SlackInjectionTest, ShownAsItIsATextMentionsNobodyAndIsReadWhole) {
  HostileTexts texts(2);
  for (int i = 0; i < texts_max; ++i) {
    const std::string text = texts.next();
    const std::string sent = LiteralText(text, plenty).str();
    ASSERT_EQ(test::literal_faults(sent), none) << text;
    ASSERT_EQ(sent.find('\n'), std::string::npos) << text;
    ASSERT_EQ(test::readable(sent), test::readable(text));
  }
}

TEST(SlackInjectionTest, CutAnywhereATextIsStillNothingButText) {
  HostileTexts texts(3);
  for (int i = 0; i < texts_max / 5; ++i) {
    const std::string text = texts.next();
    const auto length = static_cast<std::size_t>(i % 23);
    ASSERT_EQ(test::markup_faults(MarkupText(text, length).str()), none) << text;
    ASSERT_EQ(test::literal_faults(LiteralText(text, length).str()), none) << text;
  }
}

/// A text in each style in turn, as its label, its address, or behind a good one.
Span styled(const std::string& text, int turn) {
  switch (turn % 8) {
    case 0: return plain(text);
    case 1: return bold(text);
    case 2: return code(text);
    case 3: return link(text, "https://example.com/a");
    case 4: return link("label", text);
    case 5: return link("label", "https://example.com/" + text);
    case 6: return {Span::Style::italic, text, {}, {}};
    default: return {Span::Style::time, text, {}, {}};
  }
}

TEST(SlackInjectionTest, NoPlaceOfAMessageLetsATextBeMore) {
  HostileTexts texts(4);
  constexpr int per_card = 40;
  for (int i = 0; i < texts_max / per_card; ++i) {
    Card card = test::card_full_of(texts.next());
    for (int line = 0; line < 4; ++line) {
      Line& spans = card.sections.front().lines.emplace_back();
      for (int j = 1; j < per_card / 4; ++j) spans.push_back(styled(texts.next(), i + j));
    }
    const Json sent = message(card);
    ASSERT_EQ(test::markup_faults(sent.at("text").get_ref<const std::string&>()), none);
    ASSERT_EQ(sent.at("mrkdwn"), false);
    ASSERT_EQ(test::block_faults(sent.at("blocks")), none)
        << sent.dump(1, ' ', false, Json::error_handler_t::replace);
  }
}

TEST(SlackInjectionTest, NoPlaceOfAFormLetsATextBeMore) {
  HostileTexts texts(5);
  for (int i = 0; i < 5000; ++i) {
    Form form = test::form_full_of([&] { return texts.next(); });
    form.intro = {{styled(texts.next(), i), styled(texts.next(), i + 1)}};
    form.press = test::run_of(texts.next());
    ASSERT_EQ(test::block_faults(view(form)), none);
  }
}

}  // namespace
}  // namespace baton::slack
