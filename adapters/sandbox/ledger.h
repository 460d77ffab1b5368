#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/model/time_point.h"

/// The ledger of everything somebody could see, as both simulated chats keep and tell it.
namespace baton::sandbox {

inline constexpr std::size_t ledger_page_max = 5'000;  ///< what the doors tell at once

/// What a line of either ledger says: what became visible, changed or went.
struct LedgerLine {
  std::uint64_t number = 0;
  TimePoint at;
  std::string actor;
  std::string channel;   ///< empty for a form
  std::string thread;    ///< the message in whose thread it stands; empty: in none
  std::string only_for;  ///< empty: everybody in the channel
  std::string text;      ///< as given
  std::string shown;     ///< what a person reads, buttons included
};

/// The newest lines, and the number of changes so far. `Line`: a LedgerLine and what its chat adds.
template <class Line>
class Ledger {
 public:
  static constexpr std::size_t kept_max = 20'000;

  [[nodiscard]] const std::deque<Line>& lines() const { return lines_; }
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  /// Calls `changed` after every change, for those who wait for one. It must not change anything.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

  /// A change that has no line.
  void touch() {
    ++revision_;
    if (changed_) changed_();
  }
  void record(Line line, TimePoint now) {
    line.number = revision_ + 1;
    line.at = now;
    lines_.push_back(std::move(line));
    if (lines_.size() > kept_max) lines_.pop_front();
    touch();
  }

  /// Whether the lines tell everything that changed after revision `after`.
  [[nodiscard]] bool reaches_back_to(std::uint64_t after) const {
    const bool is_forgotten = lines_.size() >= kept_max && lines_.front().number > after + 1;
    return !is_forgotten && after <= revision_;
  }

  /// The lines after number `after`, all or of one channel, at most `limit`, as the doors tell
  /// them; `own_part(line)` is the JSON object of what only this chat's lines have.
  template <class OwnPart>
  [[nodiscard]] nlohmann::json page(std::uint64_t after, const std::string& channel,
                                    std::size_t limit, const OwnPart& own_part) const {
    nlohmann::json entries = nlohmann::json::array();
    for (const Line& line : lines_) {
      if (line.number <= after || (!channel.empty() && line.channel != channel)) continue;
      if (entries.size() >= limit) break;
      nlohmann::json entry = own_part(line);
      entry["n"] = line.number;
      entry["at"] = line.at.time_since_epoch().count();
      entry["actor"] = line.actor;
      entry["channel"] = line.channel;
      entry["thread"] = line.thread;
      entry["only_for"] = line.only_for;
      entry["text"] = line.text;
      entry["shown"] = line.shown;
      entries.push_back(std::move(entry));
    }
    return {{"n", revision_}, {"entries", std::move(entries)}};
  }

 private:
  std::deque<Line> lines_;
  std::uint64_t revision_ = 0;
  std::function<void()> changed_;
};

}  // namespace baton::sandbox
