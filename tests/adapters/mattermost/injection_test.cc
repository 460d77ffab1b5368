// 100,000 hostile texts in every place of Mattermost's posts and dialogs: each is read as text, all
// of it, in its own style and no further, and as nothing else. RELIABILITY T16, G28.

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/mattermost/layout.h"
#include "adapters/mattermost/render.h"
#include "adapters/mattermost/text.h"
#include "tests/adapters/mattermost/markdown_reader.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/adapters/mattermost/styled_reader.h"
#include "tests/adapters/slack/samples.h"
#include "tests/support/hostile_text.h"

namespace baton::mattermost {
namespace {

using test::HostileTexts;
using Json = nlohmann::json;
using Faults = std::vector<std::string>;

constexpr int texts_max = 100'000;
constexpr std::size_t plenty = 100'000;
const Faults none;

TEST(MattermostInjectionTest, TheReaderSeesWhatAHostileTextWouldBe) {
  HostileTexts texts(1);
  int hostile = 0;
  for (int i = 0; i < 1000; ++i) hostile += test::markup_faults(texts.next()).empty() ? 0 : 1;
  EXPECT_GT(hostile, 600) << "or the properties below would say nothing";
}

Span italic(std::string text) { return {Span::Style::italic, std::move(text), {}, {}}; }

TEST(MattermostInjectionTest, ATextMentionsNobodyFormatsNothingAndIsReadWhole) {
  HostileTexts texts(1);
  for (int i = 0; i < texts_max; ++i) {
    const std::string text = texts.next();
    const std::string sent = MattermostText(text, plenty).str();
    ASSERT_EQ(test::markup_faults(sent), none) << text;
    ASSERT_EQ(test::control_fault(sent), "") << text;
    ASSERT_EQ(sent.find('\n'), std::string::npos) << text;
    ASSERT_EQ(test::readable(test::shown_words(sent)), test::readable(text));
  }
}

TEST(MattermostInjectionTest, ShownAsItIsATextCallsNobodyAndIsReadWhole) {
  HostileTexts texts(2);
  for (int i = 0; i < texts_max; ++i) {
    const std::string text = texts.next();
    const std::string sent = LiteralText(text, plenty).str();
    ASSERT_EQ(test::sigil_faults(sent), none) << text;
    ASSERT_EQ(test::control_fault(sent), "") << text;
    ASSERT_EQ(test::readable(sent), test::readable(text));
  }
}

TEST(MattermostInjectionTest, CutAnywhereATextIsStillNothingButText) {
  HostileTexts texts(3);
  for (int i = 0; i < texts_max / 5; ++i) {
    const std::string text = texts.next();
    const auto length = static_cast<std::size_t>(i % 29);
    ASSERT_EQ(test::markup_faults(MattermostText(text, length).str()), none) << text;
    ASSERT_EQ(test::sigil_faults(LiteralText(text, length).str()), none) << text;
  }
}

TEST(MattermostInjectionTest, EveryTextOfALineStaysInItsOwnStyle) {
  HostileTexts texts(4);
  for (int i = 0; i < texts_max / 5; ++i) {
    const std::string some[] = {texts.next(), texts.next(), texts.next(), texts.next(),
                                texts.next()};
    const Line line{plain(some[0]), bold(some[1]), plain(some[2]), italic(some[3]), code(some[4])};
    const std::string sent = markdown(line, plenty).str();
    std::string wanted;
    for (std::size_t at = 0; at < line.size(); ++at) {
      wanted += test::styled_words(test::readable(some[at]), "pbpic"[at]);
    }
    ASSERT_EQ(test::styled_reading(sent), wanted) << sent;
    ASSERT_EQ(test::attention_faults(sent), none) << sent;
    ASSERT_EQ(test::control_fault(sent), "") << sent;
  }
}

/// Each text in a style of its own: in all places where one may stand.
Span styled(const std::string& text, int turn) {
  switch (turn % 7) {
    case 0: return plain(text);
    case 1: return bold(text);
    case 2: return code(text);
    case 3: return link(text, "https://example.com/a");
    case 4: return link("label", text);
    case 5: return link("label", "https://example.com/" + text);
    default: return italic(text);
  }
}

void expect_harmless(const std::string& markdown) {
  ASSERT_EQ(test::attention_faults(markdown), none) << markdown;
  ASSERT_EQ(test::control_fault(markdown), "") << markdown;
}
void expect_literal(const Json& text) {
  ASSERT_EQ(test::sigil_faults(text.get<std::string>()), none) << text;
  ASSERT_EQ(test::control_fault(text.get<std::string>()), "") << text;
}

TEST(MattermostInjectionTest, NoPlaceOfAPostLetsATextBeMore) {
  const Seal seal = test::seal_of();
  const Renderer renderer(seal, "https://baton.example.com");
  HostileTexts texts(5);
  constexpr int per_card = 40;
  for (int i = 0; i < texts_max / per_card; ++i) {
    Card card = test::card_full_of(texts.next());
    for (int line = 0; line < 4; ++line) {
      Line& spans = card.sections.front().lines.emplace_back();
      for (int j = 1; j < per_card / 4; ++j) spans.push_back(styled(texts.next(), i + j));
    }
    const Json sent = renderer.message(card, Place{"card/ACME-12/1", {}});
    expect_harmless(sent.at("message"));
    for (const Json& attachment : sent.at("props").at("attachments")) {
      expect_harmless(attachment.at("text"));
      expect_literal(attachment.at("fallback"));
      if (attachment.contains("footer")) expect_literal(attachment.at("footer"));
      for (const Json& action : attachment.value("actions", Json::array())) {
        expect_literal(action.at("name"));
      }
      ASSERT_FALSE(attachment.contains("pretext") || attachment.contains("title") ||
                   attachment.contains("image_url") || attachment.contains("fields"));
    }
    expect_harmless(Renderer::text(card));
    if (HasFatalFailure()) return;
  }
}

TEST(MattermostInjectionTest, NoPlaceOfADialogLetsATextBeMore) {
  const Seal seal = test::seal_of();
  const Renderer renderer(seal, "https://baton.example.com");
  HostileTexts texts(6);
  for (int i = 0; i < 5000; ++i) {
    Form form = test::form_full_of([&] { return texts.next(); });
    form.intro = {{styled(texts.next(), i), styled(texts.next(), i + 1)}};
    const Json sent = renderer.dialog(form, FormSeal{form.press, UserId{"u"}, "n", {}})["dialog"];
    expect_harmless(sent.at("introduction_text"));
    expect_literal(sent.at("title"));
    expect_literal(sent.at("submit_label"));
    for (const Json& element : sent.at("elements")) {
      expect_literal(element.at("display_name"));
      if (element.contains("help_text")) expect_literal(element.at("help_text"));
      for (const Json& option : element.value("options", Json::array())) {
        expect_literal(option.at("text"));
      }
    }
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace baton::mattermost
