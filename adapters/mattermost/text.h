#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// User text on its way to Mattermost. Two kinds of place exist, and a type for each, so that
/// neither raw text nor text made for the other place gets there. Whatever is in such a text, it
/// notifies nobody, and links, formats and shows as an image nothing.
///
/// Three readers must agree: the server (mentions, hashtags, "<url|label>" of attachments), the web
/// client (a marked of its own: not every CommonMark escape) and the phones (CommonMark). So:
/// a backslash where all of them know it; a character reference for < | $; and a word joiner, which
/// has no width and allows no break, behind what begins a mention (@ ~), a hashtag, an emoji or the
/// scheme of a URL, and in front of what would begin a list, a quote or a heading.
/// Source: github.com/mattermost/marked, lib/marked.js; github.com/mattermost/mattermost,
/// webapp/channels/src/utils/text_formatting.tsx.
namespace baton::mattermost {

/// For a place that Mattermost reads markdown in: a message, an attachment's text, a dialog's
/// introduction. Texts are made on one line, and cut, with an ellipsis, to `length_max` code points
/// as escaped.
class MattermostText {
 public:
  MattermostText() = default;
  MattermostText(std::string_view user_text, std::size_t length_max);

  static MattermostText bold(std::string_view user_text, std::size_t length_max);
  static MattermostText italic(std::string_view user_text, std::size_t length_max);
  static MattermostText code(std::string_view user_text, std::size_t length_max);
  /// A link, with the domain beside its label, where it is a safe one (see codec::safe_link) and
  /// fits; else both as text.
  static MattermostText link(std::string_view label, std::string_view url, std::size_t length_max);

  MattermostText& operator+=(const MattermostText& next);
  void new_line();

  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] std::size_t length() const { return length_; }  ///< in code points

 private:
  static MattermostText made_of(std::string markdown);
  static MattermostText emphasis(std::string_view marker, std::string_view user_text,
                                 std::size_t length_max);

  std::string text_;
  std::size_t length_ = 0;
};

/// For a place that Mattermost shows as it is: names of buttons, footers, fallbacks, what stands in
/// a dialog. Should emoji or mentions be read there after all, it still holds none.
class LiteralText {
 public:
  /// On one line; cut, with an ellipsis, to `length_max` code points.
  LiteralText(std::string_view user_text, std::size_t length_max);
  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

}  // namespace baton::mattermost
