#pragma once

#include <string>
#include <vector>

#include "tests/support/card_text.h"
#include "tests/support/golden.h"
#include "tests/support/told.h"

namespace baton::test {

/// One golden file of several cards, each under its own title.
class Sheet {
 public:
  void add(const std::string& title, const Card& card) {
    EXPECT_LE(card.buttons.size(), 5u) << title;
    EXPECT_FALSE(card.headline.empty()) << title;
    text_ += "=== " + title + "\n" + text_of(card) + "\n";
  }
  void add(const std::string& title, const Story& story, const Notice& notice) {
    add(title, story.talk.card(notice, story.task, story.agency, false));
  }
  /// The messages that show one handoff, side by side.
  void add_views(const std::string& state, const Story& story, int handoff) {
    const Handoff& shown = *story.task.handoff(handoff);
    add(state + ": channel", story.card(NoticeKind::card, handoff));
    add(state + ": receiver", story.card(NoticeKind::offer, handoff, 0, shown.receiver));
    add(state + ": sender", story.card(NoticeKind::sender_copy, handoff, 0, shown.sender));
  }
  /// Everything new that somebody is told by `notices`: no edits, and no cards.
  void add_news(const std::string& event, const Story& story, const std::vector<Notice>& notices) {
    for (const Notice& notice : notices) {
      const bool is_card =
          notice.kind == NoticeKind::card || notice.kind == NoticeKind::former_card;
      if (notice.edit_only || is_card) continue;
      const std::string to =
          notice.person.empty() ? "" : " to " + story.agency.name_of(notice.person);
      add(event + ": " + std::string(baton::name_of(notice.kind)) + to, story, notice);
    }
  }
  void add_news(const std::string& event, const Story& story) {
    add_news(event, story, told(story));
  }
  void expect(const std::string& name) const { expect_golden("talk/" + name, text_); }

 private:
  std::string text_;
};

}  // namespace baton::test
