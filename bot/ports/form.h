#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/ports/card.h"

namespace baton {

/// How long a form may be sent after it was opened: later it has no effect, and opens anew with
/// what was typed.
inline constexpr std::chrono::minutes form_life{30};
/// How far ahead of the service's clock a form may have been opened.
inline constexpr std::chrono::minutes form_future_max{1};

struct Input {
  enum class Kind { text, long_text, choice };
  struct Option {
    std::string label;
    std::string value;
    bool operator==(const Option&) const = default;
  };
  std::string name;  ///< key in FormValues
  std::string label;
  std::string hint;  ///< may be empty
  Kind kind = Kind::text;
  bool optional = false;
  std::size_t length_max = 3000;
  std::vector<Option> options;  ///< choice
  std::string initial;          ///< what is filled in already
  bool operator==(const Input&) const = default;
};

/// A form, free of any platform. What it is for travels in `press` and comes back on submission.
struct Form {
  std::string title;        ///< at most 24 characters
  std::string submit;       ///< the button's label, at most 24 characters
  std::vector<Line> intro;  ///< shown above the inputs
  std::vector<Input> inputs;
  Press press;
  bool operator==(const Form&) const = default;
};

/// What the conversation answers to one envelope.
struct Reply {
  enum class Kind {
    nothing,      ///< an empty acknowledgment (a form closes, a press is acknowledged)
    message,      ///< `card`, to the actor alone
    open_form,    ///< `form`; where it cannot be opened, `card` offers to try again
    form_errors,  ///< `errors` at the form's inputs; the form stays open with what was typed
  };
  Kind kind = Kind::nothing;
  Card card;
  Form form;
  std::map<std::string, std::string> errors;  ///< input name -> sentence
  /// What it says shows in a message of the task as well: where an answer has no private place, it
  /// may be left out.
  bool shown_elsewhere = false;
  std::string answers;    ///< digest of the form's values that it answers; empty: of no form
  bool repeated = false;  ///< it was given before, to the same delivery; is not kept
  bool operator==(const Reply&) const = default;

  static Reply message(Card card);
};

}  // namespace baton
