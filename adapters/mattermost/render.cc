#include "adapters/mattermost/render.h"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/mattermost/layout.h"
#include "adapters/mattermost/text.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;

constexpr std::size_t message_max = 4'000;  // servers with a very old database take no more
constexpr std::size_t button_label_max = 40;
constexpr std::size_t footer_max = 300;  // what the clients show of it
constexpr std::size_t fallback_max = 200;

// A request may have 300,000 bytes (MaximumPayloadSizeBytes of 11.6), and somewhat less is props.
constexpr std::size_t props_bytes = 240'000;
constexpr std::size_t text_bytes_min = 20'000;  // for words, however many buttons there are
constexpr std::size_t bytes_per_code_point = 4;
constexpr std::size_t attachment_overhead = 40;  // in code points: the names of its members

/// The bar beside an attachment. Each has at least three times the contrast of its ground, in light
/// and in dark themes; that it is not told by colour alone is the headline's part.
const char* color_of(Card::Tone tone) {
  switch (tone) {
    case Card::Tone::neutral: return "#2F7DE1";
    case Card::Tone::waiting: return "#C77700";
    case Card::Tone::good: return "#1E8A5B";
    case Card::Tone::bad: return "#D24B4E";
    case Card::Tone::ended: return "#7A808A";
  }
  return "#7A808A";
}

const char* style_of(Button::Look look) {
  switch (look) {
    case Button::Look::normal: return "default";
    case Button::Look::primary: return "primary";
    case Button::Look::danger: return "danger";
  }
  return "default";
}

std::string literal(const Line& line, std::size_t length_max) {
  Card small_print;
  small_print.headline = line;
  return LiteralText(plain_text(small_print), length_max).str();
}

/// What a section says where attachments are not shown.
std::string fallback_of(const Card::Section& section, std::size_t length_max) {
  Card alone;
  alone.sections = {section};
  std::string words = plain_text(alone);
  for (const Button& button : section.buttons) words += "\n[" + button.label + "]";
  return LiteralText(words.substr(std::min(words.find_first_not_of('\n'), words.size())),
                     std::min(length_max, fallback_max))
      .str();
}

bool is_empty(const Card::Section& section) {
  return section.heading.empty() && section.lines.empty() && section.buttons.empty();
}

/// The card's sections as they are attached: its own buttons belong to the last one, or, where that
/// has some already, to one of their own.
std::vector<Card::Section> attached_sections(const Card& card) {
  std::vector<Card::Section> sections;
  for (const Card::Section& section : card.sections) {
    if (!is_empty(section)) sections.push_back(section);
  }
  const bool needs_own = !card.buttons.empty() || !card.footer.empty();
  const bool has_place =
      !sections.empty() && (card.buttons.empty() || sections.back().buttons.empty());
  if (needs_own && !has_place) sections.emplace_back();
  if (!card.buttons.empty()) sections.back().buttons = card.buttons;
  return sections;
}

/// Builds the attachments of one post from top to bottom.
class Attachments {
 public:
  Attachments(const Card& card, const Place& place, const Seal& seal, const std::string& url)
      : card_(card), place_(place), seal_(seal), url_(url) {}

  Json made() && {
    const std::vector<Card::Section> sections = attached_sections(card_);
    std::vector<Json> actions;
    std::size_t action_bytes = 0;
    for (const Card::Section& section : sections) {
      actions.push_back(actions_of(section));
      action_bytes += dump(actions.back()).size();
    }
    // Buttons are never dropped, so they have their room first.
    const std::size_t text_bytes =
        std::max(props_bytes - std::min(action_bytes, props_bytes), text_bytes_min);
    Room room(text_bytes / bytes_per_code_point);
    Json made = Json::array();
    for (std::size_t i = 0; i < sections.size(); ++i) {
      made.push_back(attachment(sections[i], room));
      if (!actions[i].empty()) made.back()["actions"] = std::move(actions[i]);
    }
    if (!card_.footer.empty()) made.back()["footer"] = literal(card_.footer, footer_max);
    return made;
  }

 private:
  Json attachment(const Card::Section& section, Room& room) const {
    std::string fallback = fallback_of(section, room.left());
    room.take(attachment_overhead + fallback.size());
    Lines text(room);
    text.add_heading(section.heading);
    for (const Line& line : section.lines) text.add(line);
    return Json{
        {"color", color_of(card_.tone)}, {"fallback", std::move(fallback)}, {"text", text.str()}};
  }

  Json actions_of(const Card::Section& section) {
    Json actions = Json::array();
    for (const Button& button : section.buttons) actions.push_back(action(button));
    return actions;
  }

  Json action(const Button& button) {
    const LiteralText label(button.label, button_label_max);
    ButtonSeal carried;
    carried.press = button.press;
    carried.slot = place_.slot;
    carried.only_for = place_.only_for;
    Json integration{{"url", url_}, {"context", seal_.context(carried)}};
    return Json{{"id", "b" + std::to_string(buttons_++)},
                {"type", "button"},
                {"name", label.empty() ? "…" : label.str()},
                {"style", style_of(button.look)},
                {"integration", std::move(integration)}};
  }

  const Card& card_;
  const Place& place_;
  const Seal& seal_;
  const std::string& url_;
  int buttons_ = 0;
};

}  // namespace

Renderer::Renderer(const Seal& seal, std::string callback_url)
    : seal_(seal), callback_url_(std::move(callback_url)) {}

Json Renderer::message(const Card& card, const Place& place, Detail detail) const {
  Json props{{"from_bot", "true"}, {"attachments", Json::array()}};
  if (detail == Detail::plain_text)
    return Json{{"message", text(card, message_max)}, {"props", props}};
  const std::string url = callback_url_ + "/mattermost/action";
  props["attachments"] = Attachments(card, place, seal_, url).made();
  Room room(message_max);
  Lines headline(room);
  headline.add(card.headline);
  const bool is_blank = headline.str().empty() && props["attachments"].empty();
  return Json{{"message", is_blank ? "…" : headline.str()}, {"props", std::move(props)}};
}

std::string Renderer::text(const Card& card, std::size_t length_max) {
  Room room(length_max);
  Lines lines(room);
  lines.add(card.headline);
  for (const Card::Section& section : card.sections) {
    lines.add_gap();
    lines.add_heading(section.heading);
    for (const Line& line : section.lines) lines.add(line);
  }
  lines.add_gap();
  lines.add(card.footer);
  return lines.str().empty() ? "…" : lines.str();
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace baton::mattermost
