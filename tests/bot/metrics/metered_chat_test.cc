#include "bot/metrics/metered_chat.h"

#include <gtest/gtest.h>

#include "tests/fakes/counting_meter.h"
#include "tests/fakes/fake_chat.h"
#include "tests/fakes/fake_clock.h"
#include "tests/support/run.h"

namespace baton::test {
namespace {

using std::chrono::seconds;
using Lines = std::vector<std::string>;

class MeteredChatTest : public testing::Test {
 protected:
  Outgoing message() {
    Outgoing outgoing;
    outgoing.outbox_id = "row 1";
    outgoing.to = {WorkspaceId{"northlight-slack"}, ChannelId{"C1"}};
    return outgoing;
  }

  FakeClock clock{TimePoint()};
  CountingMeter meter;
  std::unique_ptr<FakeChat> owned =
      std::make_unique<FakeChat>(WorkspaceId{"northlight-slack"}, clock);
  FakeChat& inner = *owned;
  MeteredChat chat{std::move(owned), "slack", meter};
};

TEST_F(MeteredChatTest, EveryCallIsPassedOnAndCountedByThePlatformNotTheWorkspace) {  // T47
  inner.channels["acme"] = ChannelId{"C1"};
  inner.users[UserId{"U1"}] = UserInfo{UserId{"U1"}, "ana", "UTC"};
  EXPECT_EQ(chat.workspace(), WorkspaceId{"northlight-slack"});
  const Posted posted = run(chat.post(message()));
  ASSERT_TRUE(std::holds_alternative<Sent>(posted));
  run(chat.update(std::get<Sent>(posted).message, message()));
  EXPECT_TRUE(std::holds_alternative<Sent>(run(chat.find(message(), TimePoint()))));
  run(chat.open_form("trigger", UserId{"U1"}, Form()));
  run(chat.reply("address", UserId{"U1"}, Card()));
  run(chat.team());
  run(chat.channel("acme"));
  run(chat.user(UserId{"U1"}));
  run(chat.user_called("ana"));
  EXPECT_EQ(meter.told(),
            (Lines{"called slack post ok", "called slack update ok", "called slack find ok",
                   "called slack open_form ok", "called slack reply ok", "called slack team ok",
                   "called slack channel ok", "called slack user ok",
                   "called slack user_called " + meter.told().back().substr(25)}));
  EXPECT_EQ(inner.calls().size(), 9u);
}

TEST_F(MeteredChatTest, WhatWentWrongIsCountedByItsClass) {
  inner.next_post(failure(ErrorClass::place_gone, "channel_not_found"));
  inner.next_find(NotFound());
  inner.next_team(failure(ErrorClass::auth_broken, "token_revoked"));
  const Posted posted = run(chat.post(message()));
  EXPECT_EQ(std::get<AttemptFailed>(posted).reason, "channel_not_found");
  inner.next_post(AttemptUnknown{"timeout"}, FakeChat::Happens::no);
  run(chat.post(message()));
  run(chat.find(message(), TimePoint()));
  run(chat.team());
  EXPECT_EQ(meter.told(), (Lines{"called slack post place_gone", "called slack post unknown",
                                 "called slack find not_found", "called slack team auth_broken"}));
}

TEST_F(MeteredChatTest, TellsForHowLongTheChatAskedToBeLeftAlone) {
  inner.next_post(failure(ErrorClass::retry_later, "ratelimited", seconds(30)));
  run(chat.post(message()));
  EXPECT_EQ(meter.told(), (Lines{"called slack post retry_later", "throttled for 30 s"}));
}

}  // namespace
}  // namespace baton::test
