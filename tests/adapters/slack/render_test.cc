#include "adapters/slack/render.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/codec/press_json.h"
#include "tests/adapters/slack/block_kit_limits.h"
#include "tests/adapters/slack/samples.h"
#include "tests/support/golden.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;

void expect_card(const std::string& name, const Card& card) {
  const Json rendered = message(card);
  EXPECT_EQ(test::message_faults(rendered), std::vector<std::string>());
  test::expect_golden("slack/" + name + ".json", rendered.dump(2) + "\n");
}

TEST(SlackRenderTest, AnOfferSaysFirstWhoHoldsIt) { expect_card("offer", test::offer_card()); }

TEST(SlackRenderTest, AnAcceptedCardHasTurned) { expect_card("accepted", test::accepted_card()); }

TEST(SlackRenderTest, AMenuHasAButtonAtEachRow) { expect_card("menu", test::menu_card(3)); }

TEST(SlackRenderTest, HostileTextStaysText) {
  expect_card("hostile",
              test::card_full_of("*b* `c` _i_ <!channel> <@U1>\n> & <https://e.example|x>"));
}

TEST(SlackRenderTest, PlainIsTextAlone) {
  const Json plain = message(test::offer_card(), Detail::plain_text);
  EXPECT_FALSE(plain.contains("blocks"));
  test::expect_golden("slack/offer_plain.json", plain.dump(2) + "\n");
}

TEST(SlackRenderTest, AnEmptyCardIsStillAMessage) {
  const Json rendered = message(Card());
  EXPECT_EQ(rendered["text"], "…");
  EXPECT_FALSE(rendered.contains("blocks"));
}

TEST(SlackRenderTest, EachToneHasItsDot) {
  const struct {
    Card::Tone tone;
    const char* dot;
  } cases[] = {{Card::Tone::waiting, "large_yellow_circle"},
               {Card::Tone::good, "large_green_circle"},
               {Card::Tone::bad, "red_circle"},
               {Card::Tone::ended, "white_circle"}};
  for (const auto& c : cases) {
    Card card = test::accepted_card();
    card.tone = c.tone;
    const Json first = message(card)["blocks"][0]["elements"][0]["elements"][0];
    EXPECT_EQ(first, (Json{{"type", "emoji"}, {"name", c.dot}}));
  }
  const Json line = message(test::offer_card())["blocks"][0]["elements"][0]["elements"];
  EXPECT_EQ(line[2]["text"], "Ana still holds this") << "on the line of its dot";
  Card neutral = test::accepted_card();
  neutral.tone = Card::Tone::neutral;
  EXPECT_EQ(message(neutral)["blocks"][0]["elements"][0]["elements"][0]["type"], "text");
}

TEST(SlackRenderTest, AButtonCarriesItsPress) {
  const Card card = test::offer_card();
  const Json actions = message(card)["blocks"][3];
  ASSERT_EQ(actions["type"], "actions");
  ASSERT_EQ(actions["elements"].size(), card.buttons.size());
  for (std::size_t i = 0; i < card.buttons.size(); ++i) {
    const Json& button = actions["elements"][i];
    EXPECT_TRUE(button["action_id"].get<std::string>().starts_with(button_prefix));
    EXPECT_EQ(parse_press(button["value"].get<std::string>()).value(), card.buttons[i].press);
  }
  EXPECT_EQ(actions["elements"][0]["style"], "primary");
  EXPECT_FALSE(actions["elements"][1].contains("style"));
  EXPECT_EQ(actions["elements"][2]["style"], "danger");
}

TEST(SlackRenderTest, AUrlThatDoesNotFitIsShownAsTextAndNeverCutAsALink) {
  Card card;
  card.headline = {plain(std::string(1400, 'x')),
                   link("brief", "https://e.example/" + std::string(500, 'y'))};
  const Json rendered = message(card);
  EXPECT_EQ(test::message_faults(rendered), std::vector<std::string>());
  for (const Json& element : rendered["blocks"][0]["elements"][0]["elements"]) {
    EXPECT_NE(element["type"], "link");
  }
}

}  // namespace
}  // namespace baton::slack
