#pragma once

#include <string>
#include <vector>

#include "bot/ports/clock.h"
#include "bot/ports/talk.h"

namespace baton {

/// The conversation in plain English: a slash grammar, and what the answers, cards, forms, menus
/// and lists say. Has no state; calls may overlap.
class Conversation final : public Talk {
 public:
  /// `clock` outlives it, and tells when something is said.
  explicit Conversation(const Clock& clock) : clock_(clock) {}

  [[nodiscard]] Intent understand(const Envelope& envelope, const Person& actor,
                                  const Agency& agency) const override;
  [[nodiscard]] Reply word(const Handled& handled, const Person& actor,
                           const Agency& agency) const override;
  [[nodiscard]] Reply view(const ViewRequest& request, const std::vector<Task>& tasks,
                           const Person& actor, const Agency& agency) const override;
  [[nodiscard]] Reply form(const FormRequest& request, const Task& task, const Person& actor,
                           const Agency& agency) const override;
  [[nodiscard]] Reply which_task(const Envelope& envelope, const std::vector<Task>& candidates,
                                 const Person& actor, const Agency& agency) const override;
  [[nodiscard]] Reply stranger(const Envelope& envelope, const Agency& agency) const override;
  [[nodiscard]] Reply sent_before() const override;
  [[nodiscard]] Reply not_recorded(const Envelope& envelope) const override;
  [[nodiscard]] Card card(const Notice& notice, const Task& task, const Agency& agency,
                          bool repeat) const override;
  [[nodiscard]] Card digest(const std::vector<DigestEntry>& entries, const std::vector<Task>& tasks,
                            const Agency& agency, bool repeat) const override;

 private:
  const Clock& clock_;
};

}  // namespace baton
