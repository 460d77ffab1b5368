#pragma once

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "core/delivery/delivery.h"

namespace baton::test {

/// The one alternative of `outcome` that the test expects; a default one where it is another.
template <class T, class Outcome>
T expect_is(const Outcome& outcome) {
  EXPECT_TRUE(std::holds_alternative<T>(outcome)) << "it is alternative " << outcome.index();
  return std::holds_alternative<T>(outcome) ? std::get<T>(outcome) : T();
}
template <class Outcome>
void expect_failed(const Outcome& outcome, ErrorClass error, const std::string& reason) {
  const auto failed = expect_is<AttemptFailed>(outcome);
  EXPECT_EQ(failed.error, error);
  EXPECT_EQ(failed.reason, reason);
}

}  // namespace baton::test
