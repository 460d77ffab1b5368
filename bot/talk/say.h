#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/ports/card.h"
#include "bot/ports/form.h"
#include "core/model/agency.h"
#include "core/model/task.h"

/// The pieces that sentences are made of.
namespace baton {

/// A sentence of spans and strings: say("Hello ", bold("Ana"), ".").
template <class... Parts>
Line say(Parts&&... parts) {
  struct Adder {
    Line line;
    void operator()(Span span) { line.push_back(std::move(span)); }
    void operator()(const Line& spans) { line.insert(line.end(), spans.begin(), spans.end()); }
    void operator()(std::string text) { line.push_back(plain(std::move(text))); }
    void operator()(std::string_view text) { line.push_back(plain(std::string(text))); }
    void operator()(const char* text) { line.push_back(plain(text)); }
  } adder;
  (adder(std::forward<Parts>(parts)), ...);
  return std::move(adder.line);
}

/// A moment: localised where the platform can, else "2 Mar 2026 09:00 UTC".
Span moment(TimePoint at);
/// "/handoff accept ACME-12", to be typed as it stands.
Span command(std::string_view after_slash);
/// A sentence with `marked` commands in it.
Line with_commands(std::string_view sentence);
/// A link as its address, shortened, where it is one; else the text itself.
Span evidence_span(const std::string& value);

/// Names people from the side of one of them.
class Voice {
 public:
  /// Nobody is "you".
  explicit Voice(const Agency& agency, TimePoint now = {}) : agency_(agency), now_(now) {}
  Voice(const Agency& agency, PersonId you, TimePoint now = {})
      : agency_(agency), you_(std::move(you)), now_(now) {}

  [[nodiscard]] std::string name(const PersonId& id) const;     ///< "Ana" or "you"
  [[nodiscard]] std::string subject(const PersonId& id) const;  ///< "Ana" or "You"
  [[nodiscard]] bool is_you(const PersonId& id) const { return !you_.empty() && id == you_; }
  /// "Ana holds", "You hold".
  [[nodiscard]] std::string does(const PersonId& id, std::string_view third,
                                 std::string_view second) const;
  /// "Ana, Dino or you".
  [[nodiscard]] std::string any_of(const std::vector<PersonId>& ids) const;
  [[nodiscard]] const Agency& agency() const { return agency_; }
  /// When it is said.
  [[nodiscard]] TimePoint now() const { return now_; }

 private:
  const Agency& agency_;
  PersonId you_;
  TimePoint now_;
};

const Workflow* workflow_of(const Task& task, const Agency& agency);
std::string stage_title(const Task& task, const StageId& stage, const Agency& agency);
/// The title of the stage that the transition leads to.
std::string target_title(const Task& task, const TransitionId& transition, const Agency& agency);
std::string label_of(const Task& task, const RequirementId& requirement, const Agency& agency);
/// "ACME-12 Spring launch", the title clipped to one line.
Line task_line(const Task& task);

Button act(std::string label, Verb verb, const Task& task, Button::Look look);
Button opens(std::string label, Verb verb, const Task& task, Button::Look look);
Button runs(std::string label, std::string text);
/// The longest line that a button takes along: no part of one is ever run.
inline constexpr std::size_t run_bytes_max = 900;

Reply answer_with(Card::Tone tone, Line headline, std::vector<Line> lines,
                  std::vector<Button> buttons = {});

}  // namespace baton
