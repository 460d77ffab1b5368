#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/slack/render.h"
#include "tests/adapters/slack/block_kit_limits.h"
#include "tests/adapters/slack/samples.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;

std::size_t buttons_in(const Json& message) {
  std::size_t count = 0;
  for (const Json& block : message["blocks"]) {
    if (block["type"] == "actions") count += block["elements"].size();
  }
  return count;
}
std::size_t text_in(const Json& json) {
  std::size_t length = 0;
  if (json.is_structured()) {
    for (const auto& [key, value] : json.items()) {
      length +=
          key == "text" && value.is_string() ? value.get<std::string>().size() : text_in(value);
    }
  }
  return length;
}

/// Cards of every size, most of them far too big.
class AnyCard {
 public:
  Card next(std::size_t& buttons) {
    buttons = 0;
    Card card;
    card.headline = line();
    if (size(2) > 0) card.footer = line();
    for (std::size_t i = size(9) == 0 ? size(120) : size(40); i > 0; --i) {
      Card::Section section;
      if (size(2) > 0) section.heading = text();
      for (std::size_t j = size(6); j > 0; --j) section.lines.push_back(line());
      for (std::size_t j = size(3) == 0 ? size(12) : size(2); j > 0; --j) {
        section.buttons.push_back(button());
      }
      buttons += section.buttons.size();
      card.sections.push_back(std::move(section));
    }
    for (std::size_t j = size(30); j > 0; --j) card.buttons.push_back(button());
    buttons += card.buttons.size();
    return card;
  }

 private:
  std::size_t size(std::size_t max) { return random_() % (max + 1); }
  std::string text() {
    static const std::string parts[] = {"word ", "é", "😀", "<", "&", "\n", "https://e.example/"};
    std::string out;
    const std::size_t count = size(19) == 0 ? size(6000) : size(30);
    while (out.size() < count) out += parts[size(std::size(parts) - 1)];
    return out;
  }
  Line line() {
    Line out;
    for (std::size_t i = size(4); i > 0; --i) {
      switch (size(3)) {
        case 0: out.push_back(plain(text())); break;
        case 1: out.push_back(bold(text())); break;
        case 2:
          out.push_back(link(text(), "https://e.example/" + std::string(size(4000), 'a')));
          break;
        default: out.push_back(test::due_time());
      }
    }
    return out;
  }
  Button button() {
    return test::button_of(text(), size(1) == 0 ? test::run_of(text()) : test::press_of(Verb::ask));
  }
  std::mt19937 random_{42};
};

TEST(SlackRenderProperties, AnyCardIsWithinTheLimitsAndKeepsItsButtons) {  // F42
  AnyCard cards;
  for (int i = 0; i < 300; ++i) {
    std::size_t buttons = 0;
    Card card = cards.next(buttons);
    if (card.headline.empty()) card.headline = {plain("…")};
    const Json rendered = message(card);
    ASSERT_EQ(test::message_faults(rendered), std::vector<std::string>());
    ASSERT_EQ(buttons_in(rendered), buttons);
    ASSERT_LE(text_in(rendered["blocks"]), 40'000u);  // bytes; labels of buttons included
  }
}

TEST(SlackRenderTest, SectionsShareBlocksWhereThereAreTooMany) {
  for (const int tasks : {1, 24, 25, 49, 50, 300, 1100}) {
    SCOPED_TRACE(tasks);
    const Json rendered = message(test::menu_card(tasks));
    EXPECT_EQ(test::message_faults(rendered), std::vector<std::string>());
    EXPECT_EQ(buttons_in(rendered), static_cast<std::size_t>(tasks));
  }
}

TEST(SlackRenderTest, MoreButtonsThanSlackHasRoomForStayWithinTheLimits) {
  const Json rendered = message(test::menu_card(2000));
  EXPECT_EQ(test::message_faults(rendered), std::vector<std::string>());
  EXPECT_GE(buttons_in(rendered), 1100u);
}

TEST(SlackRenderTest, OneLongTextLeavesRoomForTheOthers) {
  Card card = test::offer_card();
  card.sections.front().lines.insert(card.sections.front().lines.begin(),
                                     Line{plain(std::string(50'000, 'x'))});
  const std::string json = dump(message(card)["blocks"]);
  EXPECT_NE(json.find("xxx…"), std::string::npos);
  EXPECT_NE(json.find("Client confirmation"), std::string::npos);
}

}  // namespace
}  // namespace baton::slack
