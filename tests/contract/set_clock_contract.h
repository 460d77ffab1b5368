#pragma once

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "bot/ports/store.h"
#include "tests/contract/contract_test.h"

/// What every outbox promises where the clock is set back by days.
namespace baton::test {

template <class Fixture>
class SetClockContract : public ContractTest<Fixture> {
 protected:
  static constexpr TimePoint back = noon - hours(48);

  static OutboxRow made_at_noon(std::string key, std::string lane, TimePoint due = noon) {
    OutboxRow row = notice_row(std::move(key), std::move(lane), due);
    row.made_at = noon;
    return row;
  }
  /// An attempt at `at` failed, and another one is due five minutes later.
  void try_in_vain(const std::string& key, TimePoint at) {
    const std::uint64_t id = this->id_of(key);
    this->begin(id, {1, 0, 0, false, noon}, at);
    this->settle(settled(id, Delivery::waiting, at + minutes(5)));
  }
};
TYPED_TEST_SUITE_P(SetClockContract);

TYPED_TEST_P(SetClockContract, WhatWasMadeOrTriedLaterThanNowIsDue) {  // F37
  OutboxRow tried = notice_row("tried", "person/p2");
  tried.made_at = this->back - hours(2);
  this->append(notices({this->made_at_noon("made", "person/p1"), tried}));
  this->try_in_vain("tried", noon);
  EXPECT_EQ(this->due_keys(this->back), Strings({"made", "tried"}));
  EXPECT_EQ(run(this->fixture.outbox().of_lane("person/p2", this->back)).size(), 1u);
}

TYPED_TEST_P(SetClockContract, WhatFailsByTheClockAsItIsWaitsByThat) {
  this->append(
      notices({this->made_at_noon("made", "person/p1"), this->made_at_noon("tried", "person/p2")}));
  this->try_in_vain("tried", noon);
  for (const char* key : {"made", "tried"}) this->try_in_vain(key, this->back);
  EXPECT_EQ(this->due_keys(this->back + minutes(4)), Strings());
  EXPECT_EQ(this->due_keys(this->back + minutes(5)), Strings({"made", "tried"}));
}

TYPED_TEST_P(SetClockContract, ADigestWaitsForItsMorning) {
  OutboxRow digest = this->made_at_noon("digest", "digest/p1", noon + hours(21));
  digest.notice.kind = NoticeKind::digest;
  this->append(notices({digest}));
  EXPECT_EQ(this->due_keys(this->back), Strings());
  EXPECT_TRUE(run(this->fixture.outbox().of_lane("digest/p1", this->back)).empty());
}

REGISTER_TYPED_TEST_SUITE_P(SetClockContract, WhatWasMadeOrTriedLaterThanNowIsDue,
                            WhatFailsByTheClockAsItIsWaitsByThat, ADigestWaitsForItsMorning);

}  // namespace baton::test
