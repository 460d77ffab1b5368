#include "adapters/mattermost/layout.h"

#include <algorithm>

namespace baton::mattermost {
namespace {

constexpr std::size_t line_length_max = 1500;  // so that one long text leaves room for the others

MattermostText piece(const Span& span, std::size_t length_max) {
  switch (span.style) {
    case Span::Style::plain:
    case Span::Style::time: return {span.text, length_max};
    case Span::Style::bold: return MattermostText::bold(span.text, length_max);
    case Span::Style::italic: return MattermostText::italic(span.text, length_max);
    case Span::Style::code: return MattermostText::code(span.text, length_max);
    case Span::Style::link: return MattermostText::link(span.text, span.url, length_max);
  }
  return {};
}

/// The same words in as few spans as can be: what is escaped together cannot form anything at a
/// seam.
Line joined(const Line& line) {
  Line out;
  for (Span span : line) {
    if (span.style == Span::Style::time) span.style = Span::Style::plain;
    const bool joins =
        !out.empty() && out.back().style == span.style && span.style != Span::Style::link;
    if (joins) {
      out.back().text += span.text;
    } else {
      out.push_back(std::move(span));
    }
  }
  return out;
}

}  // namespace

MattermostText markdown(const Line& line, std::size_t length_max) {
  MattermostText out;
  for (const Span& span : joined(line)) {
    if (out.length() + 1 >= length_max) break;  // one is kept for what divides two markers
    const std::size_t room = length_max - out.length() - (out.empty() ? 0 : 1);
    out += piece(span, room);
  }
  return out;
}

void Lines::add(const Line& line) {
  if (!text_.empty()) breaks_due_ = std::max(breaks_due_, 1);
  const auto breaks = static_cast<std::size_t>(breaks_due_);
  if (room_.left() <= breaks) return;
  const MattermostText added = markdown(line, std::min(line_length_max, room_.left() - breaks));
  if (added.empty()) return;
  room_.take(breaks + added.length());
  for (; breaks_due_ > 0; --breaks_due_) text_.new_line();
  text_ += added;
}

void Lines::add_heading(const std::string& heading) {
  if (!heading.empty()) add(Line{bold(heading)});
}

void Lines::add_gap() {
  if (!text_.empty()) breaks_due_ = 2;
}

}  // namespace baton::mattermost
