#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/ports/card.h"
#include "bot/ports/envelope.h"
#include "bot/ports/form.h"
#include "core/machine/decide.h"
#include "core/model/agency.h"
#include "core/model/task.h"
#include "core/notice/notice.h"

namespace baton {

/// One thing that a person is kept informed of, for their digest.
struct DigestEntry {
  Notice notice;
  TimePoint at;  ///< when it happened
  bool operator==(const DigestEntry&) const = default;
};

/// Somebody, or a place, that was told something of a task.
struct TellingRow {
  enum class State { sent, waiting, lost };
  NoticeKind kind = NoticeKind::card;
  PersonId person;    ///< empty: it went to a place
  std::string place;  ///< "#acme", "The card's thread"
  TimePoint at;       ///< sent: when; waiting: when it is due; lost: when it was
  State state = State::sent;
  bool operator==(const TellingRow&) const = default;
};

/// A view that somebody asked for. Changes nothing.
struct ViewRequest {
  enum class Kind { menu, help, list, show, history };
  Kind kind = Kind::menu;
  std::string topic;   ///< help: the command
  TaskKey task;        ///< show, history; empty: the one that it can only be about
  bool stray = false;  ///< show: in place of what a button on an outdated message asked for
  enum class Filter { all, waiting, holding, owed, overdue, client, person };
  Filter filter = Filter::all;   ///< list
  ClientKey client;              ///< list
  PersonId person;               ///< list
  std::vector<TellingRow> told;  ///< show: filled in by the service, newest last
  bool operator==(const ViewRequest&) const = default;
};
/// A form that somebody asked for, by a button or a bare command.
struct FormRequest {
  Press press;
  std::size_t inputs_max = 98;  ///< a longer form comes in parts
  bool operator==(const FormRequest&) const = default;
};
/// Something that could not be understood: `reply` says what, and the mend.
struct Misunderstood {
  Reply reply;
};
/// Where it is about a task and names none (Command::task, Press::task or ViewRequest::task is
/// empty), it means the only one that fits; see Talk::which_task.
using Intent = std::variant<Command, ViewRequest, FormRequest, Misunderstood>;

/// What was made of a command, for the words.
struct Handled {
  Command command;
  Task before;
  Task after;
  std::optional<Rejection> rejection;
  std::vector<ItemName> kept;     ///< values kept although the action was refused
  std::vector<Problem> problems;  ///< values that were not understood, also where the rest was done
  std::optional<Submitted> form;  ///< it came by: refusals go to its inputs where they fit
};

/// The conversation: what people say becomes intents; what happened becomes words, cards, forms.
/// Pure functions of values.
class Talk {
 public:
  virtual ~Talk() = default;
  /// What `envelope` asks for, said by `actor`.
  [[nodiscard]] virtual Intent understand(const Envelope& envelope, const Person& actor,
                                          const Agency& agency) const = 0;
  /// The private answer to a command.
  [[nodiscard]] virtual Reply word(const Handled& handled, const Person& actor,
                                   const Agency& agency) const = 0;
  /// The private answer to a view. `tasks` are those it is about.
  [[nodiscard]] virtual Reply view(const ViewRequest& request, const std::vector<Task>& tasks,
                                   const Person& actor, const Agency& agency) const = 0;
  /// The form, or why it makes no sense now. `task` may be absent (new).
  [[nodiscard]] virtual Reply form(const FormRequest& request, const Task& task,
                                   const Person& actor, const Agency& agency) const = 0;
  /// The question which task is meant, where the key was left out and not just one fits.
  /// `candidates`: those that do, the likeliest first.
  [[nodiscard]] virtual Reply which_task(const Envelope& envelope,
                                         const std::vector<Task>& candidates, const Person& actor,
                                         const Agency& agency) const = 0;
  /// The one sentence to somebody who is not listed.
  [[nodiscard]] virtual Reply stranger(const Envelope& envelope, const Agency& agency) const = 0;
  /// The answer to a form that comes a second time, with other values, after it had its effect.
  [[nodiscard]] virtual Reply sent_before() const = 0;
  /// "Busy — not recorded", with what was typed, for when nothing could be recorded.
  [[nodiscard]] virtual Reply not_recorded(const Envelope& envelope) const = 0;
  /// What a notice's message shows, rendered from the task as it is now. `repeat`: say that it may
  /// be a repeat.
  [[nodiscard]] virtual Card card(const Notice& notice, const Task& task, const Agency& agency,
                                  bool repeat) const = 0;
  /// The one message of all `entries`, oldest first, to the person whose they are. `tasks`: those
  /// they are of, as they are now. REQUIRES: there is an entry.
  [[nodiscard]] virtual Card digest(const std::vector<DigestEntry>& entries,
                                    const std::vector<Task>& tasks, const Agency& agency,
                                    bool repeat) const = 0;
};

}  // namespace baton
