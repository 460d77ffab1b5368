#pragma once

#include <cstddef>

#include "adapters/mattermost/text.h"
#include "bot/codec/room.h"
#include "bot/ports/card.h"

/// The pieces that posts and dialogs are made of.
namespace baton::mattermost {

using codec::Room;  // in code points

/// `line` as markdown of at most `length_max` code points.
MattermostText markdown(const Line& line, std::size_t length_max);

/// Lines of markdown, one below the other, as far as there is room.
class Lines {
 public:
  explicit Lines(Room& room) : room_(room) {}

  /// Adds `line`, cut where it is very long or there is no more room.
  void add(const Line& line);
  void add_heading(const std::string& heading);
  /// An empty line, where something stands above it.
  void add_gap();

  [[nodiscard]] const std::string& str() const { return text_.str(); }

 private:
  Room& room_;
  MattermostText text_;
  int breaks_due_ = 0;  ///< written before the next line, so that none stands at the end
};

}  // namespace baton::mattermost
