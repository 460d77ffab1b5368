#pragma once

#include <cstddef>
#include <utility>

#include <nlohmann/json.hpp>

#include "bot/codec/room.h"
#include "bot/ports/card.h"

/// The pieces that messages and views are made of.
namespace baton::slack {

/// Slack refuses messages whose blocks together hold more than about 13,000 characters
/// (msg_blocks_too_long), and does not say how it counts; so what surrounds the text counts here
/// too.
/// Source: github.com/slackapi/bolt-js issues 2509 and 2867.
using codec::Room;

/// The object of these names and values, in turns: object("type", "text", "text", words).
/// Json{{...}} would make a list of lists of it first.
template <class Value, class... Rest>
nlohmann::json object(const char* name, Value&& value, Rest&&... rest) {
  nlohmann::json made = nlohmann::json::object();
  if constexpr (sizeof...(rest) > 0) made = object(std::forward<Rest>(rest)...);
  made.emplace(name, std::forward<Value>(value));
  return made;
}

/// A plain_text object of 1 to `length_max` characters.
nlohmann::json plain_text_object(std::string_view text, std::size_t length_max);

/// The lines of one rich_text block, one below the other.
class RichText {
 public:
  explicit RichText(Room& room) : room_(room) {}

  /// Adds `line`, cut where there is no more room.
  void add(const Line& line);
  void add_heading(const std::string& heading);
  /// A coloured dot in front of the next line.
  void add_dot(Card::Tone tone);
  /// An empty line, where something stands above it.
  void add_gap();

  [[nodiscard]] bool empty() const { return elements_.empty(); }
  /// REQUIRES: not empty.
  [[nodiscard]] nlohmann::json block() &&;

 private:
  void begin_line();
  void add_span(const Span& span, std::size_t& line_room);
  void push(nlohmann::json element, std::size_t length);

  Room& room_;
  nlohmann::json elements_ = nlohmann::json::array();
  bool line_begun_ = false;
  int breaks_due_ = 0;  ///< written before the next text, so that none stands at the end
};

}  // namespace baton::slack
