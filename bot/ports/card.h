#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/machine/command.h"
#include "core/model/ids.h"
#include "core/model/time_point.h"

/// What is said, free of any platform. User text stands in it raw; each adapter escapes it.
namespace baton {

/// A run of text. `text` is shown as it is; a link is only made of http(s).
struct Span {
  enum class Style { plain, bold, italic, code, link, time };
  Style style = Style::plain;
  std::string text;  ///< link: its label; time: shown where the platform cannot localise
  std::string url;   ///< link
  TimePoint at;      ///< time
  bool operator==(const Span&) const = default;
};
using Line = std::vector<Span>;

Span plain(std::string text);
Span bold(std::string text);
Span code(std::string text);
Span link(std::string label, std::string url);

/// What stands in the inputs of a form: input name -> text.
using FormValues = std::map<std::string, std::string>;

/// What pressing a button asks for: it travels in the button and comes back with the press.
struct Press {
  enum class Kind {
    act,        ///< run `verb` at once: accept, withdraw, done, undo, take, start, unblock ...
    open_form,  ///< open the form of `verb`: ask, return, answer, give, new, gap, block ...
    run,        ///< run `text` as if it had been typed after /handoff
  };
  Kind kind = Kind::act;
  Verb verb = Verb::accept;
  TaskKey task;
  int handoff = 0;            ///< the attempt the button stands on; 0: none
  std::uint64_t version = 0;  ///< the task's version it was rendered from
  /// Kind run: the line. Kind act of undo: the word of what it takes back. Kind open_form of give
  /// and urgent: the stage it goes to; of answer: the question; of supply, drop, repay, forgive and
  /// refuse: the number of the gap, debt or request; of approve: the requirement.
  std::string text;
  FormValues filled = {};  ///< kind open_form: what is typed into its inputs already
  bool operator==(const Press&) const = default;
};

struct Button {
  enum class Look { normal, primary, danger };
  std::string label;
  Press press;
  Look look = Look::normal;
  bool operator==(const Button&) const = default;
};

/// One message, or one private answer. Rendered in this order: headline, blocks, footer.
struct Card {
  enum class Tone { neutral, waiting, good, bad, ended };
  struct Section {
    std::string heading;      ///< may be empty
    std::vector<Line> lines;  ///< each its own line
    std::vector<Button> buttons;
    bool operator==(const Section&) const = default;
  };
  Tone tone = Tone::neutral;
  Line headline;  ///< who holds the baton now, first of all
  std::vector<Section> sections;
  std::vector<Button> buttons;  ///< of the whole card
  Line footer;                  ///< small print
  bool operator==(const Card&) const = default;
};

/// The card as one plain text: for notifications, screen readers and platforms that refuse blocks.
std::string plain_text(const Card& card);

}  // namespace baton
