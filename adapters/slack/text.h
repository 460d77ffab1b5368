#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// User text on its way to Slack. Two kinds of place exist, and a type for each, so that neither
/// raw text nor text made for the other place gets there.
///
/// Cards are made of rich_text blocks: what stands in them is shown as it is, and style is a
/// property beside the text. In mrkdwn, escaping & < > stops mentions and links, but nothing that
/// is documented stops *, _, ~, a backtick or a leading ">" from formatting.
namespace baton::slack {

/// For a place that Slack shows as it is: elements of rich_text, plain_text objects.
/// Should such text ever be read as markup after all, it still holds no mention and no link: a
/// word joiner stands behind each "<" that would begin one.
class LiteralText {
 public:
  /// On one line; cut, with an ellipsis, to `length_max` UTF-16 units.
  LiteralText(std::string_view user_text, std::size_t length_max);
  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

/// For a place that Slack reads markup in: `text` of a message. Line breaks are kept.
class MarkupText {
 public:
  /// Escapes & < >; cut, with an ellipsis, to `length_max` UTF-16 units as escaped.
  MarkupText(std::string_view user_text, std::size_t length_max);
  [[nodiscard]] const std::string& str() const { return text_; }

 private:
  std::string text_;
};

}  // namespace baton::slack
