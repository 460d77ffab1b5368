#pragma once

#include <string>

#include "core/model/ids.h"
#include "core/model/task.h"
#include "core/model/time_point.h"

/// What has happened to what a task owes and asks for: overrides and their debts, gaps, consents
/// (see events.h).
namespace baton {

/// The offer before it was made by an override.
struct Overridden {
  int handoff = 0;
  PersonId approver;
  std::string reason;  ///< personal
  bool operator==(const Overridden&) const = default;
};
struct DebtIncurred {
  int debt = 0;
  int handoff = 0;
  RequirementId requirement;
  PersonId debtor;
  PersonId approver;
  TimePoint due;
  bool operator==(const DebtIncurred&) const = default;
};
struct DebtRepaid {
  int debt = 0;
  bool operator==(const DebtRepaid&) const = default;
};
struct DebtForgiven {
  int debt = 0;
  std::string why;  ///< personal
  bool operator==(const DebtForgiven&) const = default;
};
struct GapNamed {
  int gap = 0;
  int handoff = 0;
  std::string what;  ///< personal
  bool before_start = true;
  PersonId owner;
  TimePoint due;
  bool operator==(const GapNamed&) const = default;
};
struct GapSupplied {
  int gap = 0;
  std::string value;  ///< personal
  bool operator==(const GapSupplied&) const = default;
};
struct GapConfirmed {
  int gap = 0;
  bool operator==(const GapConfirmed&) const = default;
};
struct GapDropped {
  int gap = 0;
  std::string why;  ///< personal
  bool operator==(const GapDropped&) const = default;
};
struct ConsentAsked {
  int consent = 0;
  Consent::Kind kind = Consent::Kind::take;
  PersonId asked;
  StageId to;
  PersonId receiver;
  std::string words;  ///< personal
  bool operator==(const ConsentAsked&) const = default;
};
/// Nobody answered: the next one is asked.
struct ConsentMoved {
  int consent = 0;
  PersonId asked;
  bool operator==(const ConsentMoved&) const = default;
};
struct ConsentAllowed {
  int consent = 0;
  bool operator==(const ConsentAllowed&) const = default;
};
struct ConsentRefused {
  int consent = 0;
  std::string why;  ///< personal
  bool operator==(const ConsentRefused&) const = default;
};

}  // namespace baton
