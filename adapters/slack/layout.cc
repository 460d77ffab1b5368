#include "adapters/slack/layout.h"

#include <algorithm>

#include "adapters/slack/text.h"
#include "bot/codec/links.h"
#include "bot/codec/utf8.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;

constexpr std::size_t line_length_max = 1500;  // so that one long text leaves room for the others
constexpr std::size_t element_overhead = 12;
constexpr std::string_view date_format = "{date_short_pretty} {time}";

Json text_element(std::string_view text, const char* style = nullptr) {
  Json element = object("type", "text", "text", text);
  if (style != nullptr) element.emplace("style", object(style, true));
  return element;
}

const char* style_of(Span::Style style) {
  switch (style) {
    case Span::Style::bold: return "bold";
    case Span::Style::italic: return "italic";
    case Span::Style::code: return "code";
    case Span::Style::plain:
    case Span::Style::link:
    case Span::Style::time: return nullptr;
  }
  return nullptr;
}

const char* dot_of(Card::Tone tone) {
  switch (tone) {
    case Card::Tone::neutral: return nullptr;
    case Card::Tone::waiting: return "large_yellow_circle";
    case Card::Tone::good: return "large_green_circle";
    case Card::Tone::bad: return "red_circle";
    case Card::Tone::ended: return "white_circle";
  }
  return nullptr;
}

}  // namespace

Json plain_text_object(std::string_view text, std::size_t length_max) {
  const LiteralText literal(text, length_max);
  return object("type", "plain_text", "text", literal.empty() ? "…" : literal.str());
}

void RichText::add(const Line& line) {
  begin_line();
  std::size_t line_room = line_length_max;
  for (const Span& span : line) add_span(span, line_room);
}

void RichText::add_heading(const std::string& heading) {
  if (!heading.empty()) add(Line{bold(heading)});
}

void RichText::add_dot(Card::Tone tone) {
  const char* const name = dot_of(tone);
  if (name == nullptr) return;
  push(object("type", "emoji", "name", name), 1);
  push(text_element(" "), 1);
  line_begun_ = true;
}

void RichText::add_gap() {
  if (!empty()) breaks_due_ = 2;
}

Json RichText::block() && {
  Json sections = Json::array();
  sections.push_back(object("type", "rich_text_section", "elements", std::move(elements_)));
  return object("type", "rich_text", "elements", std::move(sections));
}

void RichText::begin_line() {
  if (!empty() && !line_begun_) breaks_due_ = std::max(breaks_due_, 1);
  line_begun_ = false;
}

void RichText::add_span(const Span& span, std::size_t& line_room) {
  const std::size_t length_max = std::min(line_room, room_.left());
  if (length_max == 0) return;
  std::size_t length = 0;
  const auto push_text = [&](std::string_view text, const char* style) {
    if (length >= length_max) return;
    const LiteralText literal(text, length_max - length);
    if (literal.empty()) return;
    const std::size_t units = codec::count_utf16_units(literal.str());
    length += units;
    push(text_element(literal.str(), style), units);
  };
  switch (span.style) {
    case Span::Style::plain:
    case Span::Style::bold:
    case Span::Style::italic:
    case Span::Style::code: push_text(span.text, style_of(span.style)); break;
    case Span::Style::link: {
      const std::optional<codec::SafeLink> link = codec::safe_link(span.text, span.url);
      const std::size_t url_length = link ? codec::count_utf16_units(link->url) : 0;
      if (!link || url_length >= length_max) {  // half a URL would lead elsewhere
        push_text(span.text, nullptr);
        if (span.url != span.text) push_text(" (" + span.url + ")", nullptr);
        break;
      }
      const LiteralText label(link->label, length_max - url_length);
      length += url_length + codec::count_utf16_units(label.str());
      push(object("type", "link", "url", link->url, "text", label.str()), length);
      if (!link->domain.empty()) push_text(" (" + link->domain + ")", nullptr);
      break;
    }
    case Span::Style::time: {
      const LiteralText fallback(span.text, length_max);
      const auto seconds = std::chrono::floor<std::chrono::seconds>(span.at).time_since_epoch();
      length += codec::count_utf16_units(fallback.str());
      push(object("type", "date", "timestamp", seconds.count(), "format", date_format, "fallback",
                  fallback.empty() ? "…" : fallback.str()),
           length);
      break;
    }
  }
  line_room -= std::min(line_room, length);
}

void RichText::push(Json element, std::size_t length) {
  if (breaks_due_ > 0) {
    elements_.push_back(text_element(std::string(static_cast<std::size_t>(breaks_due_), '\n')));
    room_.take(element_overhead);
    breaks_due_ = 0;
  }
  elements_.push_back(std::move(element));
  room_.take(length + element_overhead);
}

}  // namespace baton::slack
