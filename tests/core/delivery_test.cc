#include "core/delivery/delivery.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/support/agency.h"
#include "tests/support/core_printers.h"

/// RELIABILITY 2.3 and 2.4 as one table, and its bounds as properties.
namespace baton::test {
namespace {

using namespace std::chrono_literals;

constexpr TimePoint now = monday_nine;

constexpr std::array classes{ErrorClass::retry_later, ErrorClass::auth_broken,
                             ErrorClass::place_gone,  ErrorClass::person_gone,
                             ErrorClass::content_bad, ErrorClass::permanent_unknown,
                             ErrorClass::message_gone};

AttemptFailed failed(ErrorClass error) { return {error, {}, "channel_not_found"}; }

/// "retry +500ms", "reroute", "plain", "give up: <reason>" ...
std::string told(const NextStep& step) {
  const auto at = [](TimePoint due) { return std::to_string((due - now).count()) + "ms"; };
  return std::visit(Overloaded{
                        [&](const RetryAt& retry) { return "retry +" + at(retry.due); },
                        [&](const Reconcile& look) { return "look +" + at(look.due); },
                        [&](const Reroute& reroute) { return "reroute +" + at(reroute.due); },
                        [&](const Plainly& plain) { return "plain +" + at(plain.due); },
                        [&](const SendAgain& again) { return "again +" + at(again.due); },
                        [&](const GiveUp& up) { return "give up: " + up.reason; },
                    },
                    step);
}

TEST(DeliveryTest, EachClassOfErrorHasItsAction) {
  const Attempts first{1, 0, 0, false, now};
  const Attempts plain{2, 0, 0, true, now};
  const Attempts hopped{4, 0, 3, false, now};
  const struct {
    ErrorClass error;
    const char* at_first;
    const char* when_plain;
    const char* when_hopped;
  } expected[] = {
      {ErrorClass::retry_later, "retry +500ms", "retry +1000ms", "retry +4000ms"},
      {ErrorClass::auth_broken, "retry +60000ms", "retry +60000ms", "retry +60000ms"},
      {ErrorClass::place_gone, "reroute +0ms", "reroute +0ms", "give up: channel_not_found"},
      {ErrorClass::person_gone, "reroute +0ms", "reroute +0ms", "give up: channel_not_found"},
      {ErrorClass::content_bad, "plain +0ms", "give up: channel_not_found", "plain +0ms"},
      {ErrorClass::permanent_unknown, "give up: channel_not_found", "give up: channel_not_found",
       "give up: channel_not_found"},
      {ErrorClass::message_gone, "give up: channel_not_found", "give up: channel_not_found",
       "give up: channel_not_found"},
  };
  ASSERT_EQ(std::size(expected), classes.size());
  for (const auto& c : expected) {
    SCOPED_TRACE(static_cast<int>(c.error));
    EXPECT_EQ(told(after_failure(failed(c.error), first, now, 0)), c.at_first);
    EXPECT_EQ(told(after_failure(failed(c.error), plain, now, 0)), c.when_plain);
    EXPECT_EQ(told(after_failure(failed(c.error), hopped, now, 0)), c.when_hopped);
  }
}

TEST(DeliveryTest, AfterThreeDaysNothingIsTriedAnyMore) {
  for (const ErrorClass error : classes) {
    const Attempts old{900, 0, 0, false, now - 72h - 1ms};
    EXPECT_EQ(told(after_failure(failed(error), old, now, 0)),
              "give up: channel_not_found, for 72 hours");
  }
  const Attempts just{900, 0, 0, false, now - 72h};
  EXPECT_TRUE(std::holds_alternative<RetryAt>(
      after_failure(failed(ErrorClass::retry_later), just, now, 0)));
}

TEST(DeliveryTest, BacksOffByDoublingUpToFiveMinutes) {
  const std::pair<int, std::chrono::milliseconds> whole[] = {
      {0, 1s},  {1, 1s},   {2, 2s},   {3, 4s},    {4, 8s},    {5, 16s},       {6, 32s},
      {7, 64s}, {8, 128s}, {9, 256s}, {10, 5min}, {11, 5min}, {1000000, 5min}};
  for (const auto& [made, most] : whole) {
    SCOPED_TRACE(made);
    const Attempts attempts{made, 0, 0, false, now};
    const NextStep least = after_failure(failed(ErrorClass::retry_later), attempts, now, 0);
    EXPECT_EQ(std::get<RetryAt>(least).due - now, most / 2);
    const NextStep late = after_failure(failed(ErrorClass::retry_later), attempts, now, 0.999999);
    EXPECT_LE(std::get<RetryAt>(late).due - now, most);
    EXPECT_GE(std::get<RetryAt>(late).due - now, most - 2ms);
  }
}

RC_GTEST_PROP(DeliveryProperties, ARetryIsNeverAtOnceAndNeverMuchLater, ()) {
  const Attempts attempts{*rc::gen::inRange(0, 2000), *rc::gen::inRange(0, 4),
                          *rc::gen::inRange(0, 4), *rc::gen::arbitrary<bool>(), now};
  const double jitter = *rc::gen::inRange(0, 1000000) / 1e6;
  AttemptFailed failure = failed(ErrorClass::retry_later);
  const auto asked = *rc::gen::inRange(-100000, 100000);
  if (*rc::gen::arbitrary<bool>()) failure.retry_after = std::chrono::seconds(asked);
  const NextStep step = after_failure(failure, attempts, now, jitter);
  const auto wait = std::get<RetryAt>(step).due - now;
  RC_ASSERT(wait >= 500ms);
  RC_ASSERT(wait <= 1h);
  if (!failure.retry_after) RC_ASSERT(wait <= 5min);
  if (failure.retry_after && asked >= 1 && asked <= 3600) RC_ASSERT(wait >= *failure.retry_after);
}

TEST(DeliveryTest, ObeysRetryAfterWithinReason) {
  const std::pair<std::chrono::seconds, std::chrono::milliseconds> cases[] = {
      {-5s, 1s}, {0s, 1s}, {1s, 1s}, {30s, 30s}, {3600s, 1h}, {3601s, 1h}, {1000000s, 1h}};
  const Attempts first{1, 0, 0, false, now};
  for (const auto& [asked, wait] : cases) {
    SCOPED_TRACE(asked.count());
    AttemptFailed failure{ErrorClass::retry_later, asked, "ratelimited"};
    EXPECT_EQ(std::get<RetryAt>(after_failure(failure, first, now, 0)).due - now, wait);
  }
  const Attempts many{10, 0, 0, false, now};
  const AttemptFailed failure{ErrorClass::retry_later, 1s, "ratelimited"};
  EXPECT_EQ(std::get<RetryAt>(after_failure(failure, many, now, 0)).due - now, 150s)
      << "the own pause where it is longer";
}

TEST(DeliveryTest, TheFallbackChainEnds) {
  Attempts attempts{1, 0, 0, false, now};
  int hops = 0;
  while (std::holds_alternative<Reroute>(
      after_failure(failed(ErrorClass::place_gone), attempts, now, 0))) {
    attempts.hops = ++hops;
    ASSERT_LE(hops, hops_max);
  }
  EXPECT_EQ(hops, hops_max);
}

/// 2.3: never resent blindly; looked for three times, then once more if it must arrive.
TEST(DeliveryTest, AnUnknownOutcomeIsLookedForBeforeAnythingElse) {
  const struct {
    int reconciled;
    const char* must;
    const char* nice;
  } ladder[] = {
      {0, "look +2000ms", "look +2000ms"},
      {1, "look +15000ms", "look +15000ms"},
      {2, "look +60000ms", "look +60000ms"},
      {3, "again +0ms", "give up: it could not be found out whether it was posted"},
      {4, "again +0ms", "give up: it could not be found out whether it was posted"},
  };
  for (const auto& c : ladder) {
    SCOPED_TRACE(c.reconciled);
    const Attempts attempts{1, c.reconciled, 0, false, now};
    EXPECT_EQ(told(after_unknown(attempts, true, now)), c.must);
    EXPECT_EQ(told(after_unknown(attempts, false, now)), c.nice);
  }
}

TEST(DeliveryTest, WhatStaysUnknownForThreeDaysIsGivenUpOnceItWasLookedFor) {  // I4
  const char* given_up = "give up: it could not be found out whether it was posted";
  for (const bool must : {true, false}) {
    for (int reconciled = 0; reconciled <= reconcile_max; ++reconciled) {
      SCOPED_TRACE(reconciled);
      const Attempts old{9, reconciled, 0, false, now - 72h - 1ms};
      EXPECT_EQ(told(after_unknown(old, must, now)), reconciled == 0 ? "look +2000ms" : given_up);
      const Attempts just{9, reconciled, 0, false, now - 72h};
      const bool is_spent = !must && reconciled == reconcile_max;
      EXPECT_EQ(told(after_unknown(just, must, now)) == given_up, is_spent);
    }
  }
}

TEST(DeliveryTest, TheCopyOfASenderWhoDidNotGiveItMustArrive) {
  Notice copy;
  copy.kind = NoticeKind::sender_copy;
  copy.actor = {"p7"};
  EXPECT_TRUE(must_arrive(copy));
}

TEST(DeliveryTest, OnlyTheSendersOwnCopyAndTheLinesOfAThreadNeedNotArrive) {
  for (int kind = 0; kind <= static_cast<int>(NoticeKind::moved); ++kind) {
    const auto each = static_cast<NoticeKind>(kind);
    const bool need_not = each == NoticeKind::sender_copy || each == NoticeKind::thread;
    Notice notice;
    notice.kind = each;
    EXPECT_EQ(must_arrive(notice), !need_not) << name_of(each);
    EXPECT_EQ(is_mere_detail(each), each == NoticeKind::thread) << name_of(each);
  }
}

TEST(DeliveryTest, NamesGoThereAndBack) {
  for (int state = 0; state <= static_cast<int>(Delivery::dead); ++state) {
    EXPECT_EQ(delivery_state(name_of(static_cast<Delivery>(state))), static_cast<Delivery>(state));
  }
  EXPECT_THROW(delivery_state("lost"), std::invalid_argument);
  for (int kind = 0; kind <= static_cast<int>(NoticeKind::stranger); ++kind) {
    EXPECT_EQ(notice_kind(name_of(static_cast<NoticeKind>(kind))), static_cast<NoticeKind>(kind));
  }
  EXPECT_THROW(notice_kind("gossip"), std::invalid_argument);
}

}  // namespace
}  // namespace baton::test
