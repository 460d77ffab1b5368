#pragma once

#include <string>

#include "bot/ports/chat.h"

/// What the answer to a question to a chat says, where it is no answer.
namespace baton {

/// The chat's word for why it did not tell; empty where it told.
template <class T>
std::string reason_of(const Asked<T>& asked) {
  if (const auto* failed = std::get_if<AttemptFailed>(&asked)) return failed->reason;
  if (const auto* unknown = std::get_if<AttemptUnknown>(&asked)) return unknown->reason;
  return {};
}

/// Whether it is such a failure.
template <class T>
bool failed_with(const Asked<T>& asked, ErrorClass error) {
  const auto* failed = std::get_if<AttemptFailed>(&asked);
  return failed != nullptr && failed->error == error;
}

/// Whether the chat did not tell, and asking again later may help.
template <class T>
bool may_pass(const Asked<T>& asked) {
  return std::holds_alternative<AttemptUnknown>(asked) ||
         failed_with(asked, ErrorClass::retry_later) || failed_with(asked, ErrorClass::auth_broken);
}

}  // namespace baton
