#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/mattermost/render.h"
#include "bot/codec/utf8.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/adapters/slack/samples.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;

const Seal seal = test::seal_of();
const Renderer renderer(seal, "https://baton.example.com");

std::size_t length_of(const Json& text) {
  return codec::count_code_points(text.get_ref<const std::string&>());
}

std::size_t buttons_of(const Card& card) {
  std::size_t count = card.buttons.size();
  for (const Card::Section& section : card.sections) count += section.buttons.size();
  return count;
}

/// Mattermost's limits, and that each button of the card is there.
void expect_fits(const Card& card, const Json& message) {
  EXPECT_LE(length_of(message["message"]), 16'383u);
  EXPECT_LT(dump(message["props"]).size(), 250'000u);
  std::size_t buttons = 0;
  for (const Json& attachment : message["props"]["attachments"]) {
    if (attachment.contains("footer")) {
      EXPECT_LE(length_of(attachment["footer"]), 300u);
    }
    for (const Json& action : attachment.value("actions", Json::array())) {
      EXPECT_EQ(action["id"], "b" + std::to_string(buttons++));
      EXPECT_GE(length_of(action["name"]), 1u);
      EXPECT_LE(length_of(action["name"]), 40u);
      EXPECT_TRUE(seal.open_context(action["integration"]["context"]).has_value());
    }
  }
  EXPECT_EQ(buttons, buttons_of(card));
}

std::string long_text(std::mt19937& random, std::size_t length) {
  static const std::string parts[] = {"word ", "é", "😀", "<", "\\", "\"", "[", "\n", ":"};
  std::string text;
  while (text.size() < length) text += parts[random() % std::size(parts)];
  return text;
}

TEST(MattermostRenderTest, AHugeCardStaysWithinTheLimitsAndKeepsEveryButton) {  // F42
  std::mt19937 random(7);
  Card card;
  card.headline = {plain(long_text(random, 60'000))};
  card.footer = {plain(long_text(random, 60'000))};
  for (int i = 0; i < 60; ++i) {
    Card::Section section;
    section.heading = long_text(random, 3000);
    for (int j = 0; j < 30; ++j) section.lines.push_back({bold(long_text(random, 3000))});
    if (i % 2 == 0) {
      section.buttons = {test::button_of(long_text(random, 200), test::run_of("show ACME-1"))};
    }
    card.sections.push_back(std::move(section));
  }
  for (int i = 0; i < 10; ++i) {
    card.buttons.push_back(test::button_of("", test::run_of(long_text(random, 1500))));
  }
  ASSERT_EQ(buttons_of(card), 40u);
  const Json message = renderer.message(card, Place());
  expect_fits(card, message);
  EXPECT_GT(dump(message).size(), 60'000u) << "what there is room for is said";
  const Json plain = renderer.message(card, Place(), Detail::plain_text);
  EXPECT_LE(length_of(plain["message"]), 4'000u) << "as long as any server takes it";
  EXPECT_GT(length_of(plain["message"]), 3'000u);
  EXPECT_GT(codec::count_code_points(Renderer::text(card)), 4'000u);
}

TEST(MattermostRenderTest, OneLongTextLeavesRoomForTheOthers) {
  Card card = test::offer_card();
  card.sections.front().lines.insert(card.sections.front().lines.begin(),
                                     Line{plain(std::string(50'000, 'x'))});
  const Json message = renderer.message(card, Place());
  const std::string first = message["props"]["attachments"][0]["text"].get<std::string>();
  EXPECT_NE(first.find("xxx…\n"), std::string::npos);
  EXPECT_NE(first.find("Creative Review"), std::string::npos);
}

TEST(MattermostRenderProperties, AnyCardIsWithinTheLimits) {
  std::mt19937 random(42);
  const auto text = [&random] {
    return long_text(random, random() % 20 == 0 ? 6000 : random() % 60);
  };
  const auto line = [&] {
    Line made;
    for (std::size_t i = random() % 5; i > 0; --i) {
      switch (random() % 4) {
        case 0: made.push_back(plain(text())); break;
        case 1: made.push_back(bold(text())); break;
        case 2: made.push_back(code(text())); break;
        default:
          made.push_back(link(text(), "https://x.example/" + std::string(random() % 4000, 'a')));
      }
    }
    return made;
  };
  for (int i = 0; i < 60; ++i) {
    Card card;
    card.headline = line();
    card.footer = line();
    for (std::size_t j = random() % 50; j > 0; --j) {
      Card::Section section;
      section.heading = text();
      for (std::size_t k = random() % 7; k > 0; --k) section.lines.push_back(line());
      for (std::size_t k = random() % 3; k > 0; --k) {
        section.buttons.push_back(test::button_of(text(), test::press_of(Verb::ask)));
      }
      card.sections.push_back(std::move(section));
    }
    for (std::size_t j = random() % 8; j > 0; --j) {
      card.buttons.push_back(test::button_of(text(), test::run_of(text())));
    }
    expect_fits(card, renderer.message(card, Place()));
  }
}

}  // namespace
}  // namespace baton::mattermost
