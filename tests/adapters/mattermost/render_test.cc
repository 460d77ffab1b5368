#include "adapters/mattermost/render.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/adapters/mattermost/markdown_reader.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/adapters/slack/samples.h"
#include "tests/support/golden.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;

const Seal seal = test::seal_of();
const Renderer renderer(seal, "https://baton.example.com");

Place in_task() {
  Place place;
  place.slot = "card/ACME-12/1";
  return place;
}
Place for_dino() {
  Place place;
  place.only_for = UserId{"g19yyc3g4tgfzkkxg4wrnr183w"};
  return place;
}

void expect_card(const std::string& name, const Json& rendered) {
  test::expect_golden("mattermost/" + name + ".json", rendered.dump(2) + "\n");
}

TEST(MattermostRenderTest, AnOfferSaysFirstWhoHoldsIt) {
  expect_card("offer", renderer.message(test::offer_card(), in_task()));
}

TEST(MattermostRenderTest, AnAcceptedCardHasTurned) {
  expect_card("accepted", renderer.message(test::accepted_card(), in_task()));
}

TEST(MattermostRenderTest, AMenuHasAButtonAtEachRow) {
  expect_card("menu", renderer.message(test::menu_card(3), for_dino()));
}

TEST(MattermostRenderTest, HostileTextStaysText) {  // T16, T17
  const Card card = test::card_full_of(
      "*b* `c` _i_ @all #tag ~town :smile: <https://e.example|x>\n> [y](https://e.example) "
      "www.e.example");
  const Json rendered = renderer.message(card, in_task());
  expect_card("hostile", rendered);
  EXPECT_EQ(test::attention_faults(rendered["message"].get<std::string>()),
            std::vector<std::string>());
  for (const Json& attachment : rendered["props"]["attachments"]) {
    EXPECT_EQ(test::attention_faults(attachment["text"].get<std::string>()),
              std::vector<std::string>());
  }
}

TEST(MattermostRenderTest, PlainIsOneTextThatTakesTheAttachmentsAway) {
  const Json plain = renderer.message(test::offer_card(), in_task(), Detail::plain_text);
  EXPECT_EQ(plain["props"], (Json{{"from_bot", "true"}, {"attachments", Json::array()}}));
  EXPECT_EQ(plain["message"], Renderer::text(test::offer_card()));
  test::expect_golden("mattermost/offer_plain.txt", Renderer::text(test::offer_card()) + "\n");
}

TEST(MattermostRenderTest, AnEmptyCardIsStillAMessage) {
  const Json rendered = renderer.message(Card(), in_task());
  EXPECT_EQ(rendered["message"], "…");
  EXPECT_EQ(rendered["props"]["attachments"], Json::array());
  EXPECT_EQ(Renderer::text(Card()), "…");
}

TEST(MattermostRenderTest, EachToneHasItsColor) {
  const struct {
    Card::Tone tone;
    const char* color;
  } cases[] = {{Card::Tone::neutral, "#2F7DE1"},
               {Card::Tone::waiting, "#C77700"},
               {Card::Tone::good, "#1E8A5B"},
               {Card::Tone::bad, "#D24B4E"},
               {Card::Tone::ended, "#7A808A"}};
  for (const auto& c : cases) {
    Card card = test::offer_card();
    card.tone = c.tone;
    const Json message = renderer.message(card, in_task());
    for (const Json& attachment : message["props"]["attachments"]) {
      EXPECT_EQ(attachment["color"], c.color);
    }
  }
}

TEST(MattermostRenderTest, AButtonCarriesItsPressAndWhereItStands) {
  const Card card = test::offer_card();
  const Json attachments = renderer.message(card, in_task())["props"]["attachments"];
  ASSERT_EQ(attachments.size(), 2u);
  const Json& actions = attachments[1]["actions"];
  ASSERT_EQ(actions.size(), card.buttons.size());
  const char* const styles[] = {"primary", "default", "danger"};
  for (std::size_t i = 0; i < card.buttons.size(); ++i) {
    const Json& action = actions[i];
    EXPECT_EQ(action["id"], "b" + std::to_string(i));
    EXPECT_EQ(action["type"], "button");
    EXPECT_EQ(action["name"], card.buttons[i].label);
    EXPECT_EQ(action["style"], styles[i]);
    EXPECT_EQ(action["integration"]["url"], "https://baton.example.com/mattermost/action");
    const ButtonSeal carried = seal.open_context(action["integration"]["context"]).value();
    EXPECT_EQ(carried.press, card.buttons[i].press);
    EXPECT_EQ(carried.slot, "card/ACME-12/1");
    EXPECT_EQ(carried.only_for, UserId());
  }
}

TEST(MattermostRenderTest, APrivateButtonIsForOnePersonAlone) {  // T03
  const Json attachments = renderer.message(test::menu_card(1), for_dino())["props"]["attachments"];
  const Json& context = attachments[0]["actions"][0]["integration"]["context"];
  const ButtonSeal carried = seal.open_context(context).value();
  EXPECT_EQ(carried.slot, "");
  EXPECT_EQ(carried.only_for, for_dino().only_for);
}

TEST(MattermostRenderTest, TheCardsOwnButtonsStandBelowEverySection) {
  Card card = test::offer_card();
  card.sections.back().buttons = {test::button_of("Show", test::run_of("show ACME-12"))};
  const Json attachments = renderer.message(card, in_task())["props"]["attachments"];
  ASSERT_EQ(attachments.size(), 3u) << "the last section has a button of its own";
  EXPECT_EQ(attachments[1]["actions"].size(), 1u);
  EXPECT_FALSE(attachments[1].contains("footer"));
  EXPECT_EQ(attachments[2]["actions"].size(), 3u);
  EXPECT_EQ(attachments[2]["actions"][0]["id"], "b1") << "ids are unique in the post";
  EXPECT_EQ(attachments[2]["footer"], "Offered by Ana on Mon 11:00");
  card.sections.clear();
  const Json alone = renderer.message(card, in_task())["props"]["attachments"];
  ASSERT_EQ(alone.size(), 1u);
  EXPECT_EQ(alone[0]["actions"].size(), 3u);
}

}  // namespace
}  // namespace baton::mattermost
