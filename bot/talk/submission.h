#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/talk/forms.h"

namespace baton {

/// What a form brought, with the errors found in it. Each of its readers gives the action that the
/// form asks for; it counts where errors() is empty.
class Submission {
 public:
  /// The arguments outlive it.
  Submission(const Submitted& form, const Speaker& speaker)
      : press_(form.press), values_(form.values), speaker_(speaker) {}

  /// REQUIRES: the form is one of a verb that has_form(). Takes the last of `values`, which are
  /// those for requirements, where it is the form's own.
  Action action(std::vector<std::pair<ItemName, std::string>>& values);

  /// The values of requirements: of several links on several lines each is one.
  [[nodiscard]] std::vector<std::pair<ItemName, std::string>> requirement_values() const;
  [[nodiscard]] const std::map<std::string, std::string>& errors() const { return errors_; }

 private:
  Action start_new();
  Action give();
  Action give_back();
  Action supply_requirements(std::vector<std::pair<ItemName, std::string>>& values);
  Action accept();
  Action name_gap();
  Action supply_gap();
  Action pass();
  Action urgent();
  Action block();
  Action wait();
  Action due();
  Action priority();
  Action move();
  Action approve();

  [[nodiscard]] std::string get(std::string_view name) const;
  /// An input that must hold something.
  std::string need(std::string_view name, std::string problem);
  void fail(std::string_view name, std::string problem);
  std::string why() { return need(input::why, "Say why."); }
  /// What is chosen, or what the button that opened the form named.
  std::string owed(std::string_view name, const char* problem);
  /// A time that must be understood; nullopt where the input is empty, or wrong.
  std::optional<TimePoint> moment(std::string_view name);
  std::optional<PersonId> receiver();
  std::optional<StageId> stage() const;
  [[nodiscard]] bool waits() const { return get(input::start) != input::can_start; }
  [[nodiscard]] std::optional<int> handoff() const {
    return press_.handoff == 0 ? std::nullopt : std::optional(press_.handoff);
  }
  [[nodiscard]] bool is_evidence(const ItemName& item) const;

  const Press& press_;
  const FormValues& values_;
  const Speaker& speaker_;
  std::map<std::string, std::string> errors_;
};

}  // namespace baton
