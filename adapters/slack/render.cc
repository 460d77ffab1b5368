#include "adapters/slack/render.h"

#include <algorithm>
#include <span>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/slack/layout.h"
#include "adapters/slack/text.h"
#include "bot/codec/press_json.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;

constexpr std::size_t blocks_max = 50;
constexpr std::size_t buttons_per_block_max = 25;
constexpr std::size_t button_label_max = 75;
constexpr std::size_t context_text_max = 500;
constexpr std::size_t text_max = 3900;           // chat.update refuses a text over 4,000
constexpr std::size_t message_room = 10'000;     // of about 13,000, see Room
constexpr std::size_t message_room_min = 4'000;  // for words, however many buttons there are

std::size_t buttons_of(const Card& card, std::vector<const Button*>& all) {
  for (const Card::Section& section : card.sections) {
    for (const Button& button : section.buttons) all.push_back(&button);
  }
  for (const Button& button : card.buttons) all.push_back(&button);
  return all.size();
}

std::size_t blocks_for(std::size_t buttons) {
  return (buttons + buttons_per_block_max - 1) / buttons_per_block_max;
}

/// How many neighbouring sections must share blocks, so that all fit in `room` blocks: 1, or more
/// where there are too many. With all in one, it is as few as can be.
std::size_t sections_per_group(const Card& card, std::size_t room) {
  const std::size_t count = card.sections.size();
  for (std::size_t size = 1; size < count; ++size) {
    std::size_t blocks = 0;
    for (std::size_t first = 0; first < count; first += size) {
      std::size_t buttons = 0;
      for (std::size_t i = first; i < std::min(first + size, count); ++i) {
        buttons += card.sections[i].buttons.size();
      }
      blocks += 1 + blocks_for(buttons);
    }
    if (blocks <= room) return size;
  }
  return std::max<std::size_t>(count, 1);
}

/// Builds the blocks of one message from top to bottom.
class Message {
 public:
  explicit Message(const Card& card) : card_(card), room_(room_for(card)) {}

  Json blocks() && {
    RichText top(room_);
    top.add_dot(card_.tone);
    top.add(card_.headline);
    add(std::move(top));
    const std::size_t footer = card_.footer.empty() ? 0 : 1;
    const std::size_t taken = blocks_.size() + blocks_for(card_.buttons.size()) + footer;
    const std::size_t size = sections_per_group(card_, blocks_max - std::min(taken, blocks_max));
    for (std::size_t first = 0; first < card_.sections.size(); first += size) {
      add_group(
          std::span(card_.sections).subspan(first, std::min(size, card_.sections.size() - first)));
    }
    std::vector<const Button*> own;
    for (const Button& button : card_.buttons) own.push_back(&button);
    add_buttons(own);
    if (blocks_.size() > blocks_max - footer) {
      blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(blocks_max - footer),
                    blocks_.end());
    }
    if (footer != 0) add_footer();
    return std::move(blocks_);
  }

 private:
  /// Buttons are never dropped, so they have their room first.
  static Room room_for(const Card& card) {
    std::vector<const Button*> all;
    buttons_of(card, all);
    std::size_t taken = 0;
    for (const Button* button : all)
      taken += button->label.size() + press_json(button->press).size();
    const std::size_t left = message_room - std::min(taken, message_room);
    return Room(std::max(left, message_room_min));
  }

  void add(RichText text) {
    if (!text.empty()) blocks_.push_back(std::move(text).block());
  }

  void add_group(std::span<const Card::Section> sections) {
    RichText text(room_);
    std::vector<const Button*> buttons;
    for (const Card::Section& section : sections) {
      text.add_gap();
      text.add_heading(section.heading);
      for (const Line& line : section.lines) text.add(line);
      for (const Button& button : section.buttons) buttons.push_back(&button);
    }
    add(std::move(text));
    add_buttons(buttons);
  }

  void add_buttons(const std::vector<const Button*>& buttons) {
    for (std::size_t i = 0; i < buttons.size(); ++i) {
      if (i % buttons_per_block_max == 0) {
        blocks_.push_back(object("type", "actions", "elements", Json::array()));
      }
      blocks_.back()["elements"].push_back(button(*buttons[i]));
    }
  }

  Json button(const Button& it) {
    Json json = object("type", "button", "text", plain_text_object(it.label, button_label_max),
                       "action_id", std::string(button_prefix) + std::to_string(buttons_++),
                       "value", press_json(it.press));
    switch (it.look) {
      case Button::Look::normal: break;
      case Button::Look::primary: json["style"] = "primary"; break;
      case Button::Look::danger: json["style"] = "danger"; break;
    }
    return json;
  }

  void add_footer() {
    Card small_print;
    small_print.headline = card_.footer;
    blocks_.push_back(Json{
        {"type", "context"},
        {"elements", Json::array({plain_text_object(plain_text(small_print), context_text_max)})}});
  }

  const Card& card_;
  Room room_;
  Json blocks_ = Json::array();
  int buttons_ = 0;
};

}  // namespace

Json message(const Card& card, Detail detail) {
  MarkupText text(plain_text(card), text_max);
  Json json = object("text", text.str().empty() ? "…" : text.str(), "mrkdwn", false);
  if (detail == Detail::plain_text) return json;
  Json blocks = Message(card).blocks();
  if (!blocks.empty()) json["blocks"] = std::move(blocks);
  return json;
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace baton::slack
