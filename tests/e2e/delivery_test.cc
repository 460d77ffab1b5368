// What comes in twice, late, early or from somebody else: RELIABILITY I1, I2, T01, T02, F26, F58.

#include <ctime>

#include <gtest/gtest.h>

#include "bot/codec/digest.h"
#include "tests/e2e/world.h"

namespace baton::test {
namespace {

class DeliveryTest : public testing::Test {
 protected:
  /// The delivery signed anew by `secret`, as if sent `seconds` from now.
  static Json signed_again(Json request, const std::string& secret, long seconds) {
    const std::string timestamp = std::to_string(std::time(nullptr) + seconds);
    const std::string base = "v0:" + timestamp + ":" + request["body"].get<std::string>();
    request["headers"]["X-Slack-Request-Timestamp"] = timestamp;
    request["headers"]["X-Slack-Signature"] =
        "v0=" + codec::to_hex(codec::hmac_sha256(secret, base));
    return request;
  }
  std::size_t tasks_listed() {
    const std::string list = saw(world.say("U0005", "/handoff list"));
    std::size_t count = 0;
    for (int number = 1; number < 10; ++number) {
      count += list.find("ACME-" + std::to_string(number)) != std::string::npos ? 1U : 0U;
    }
    return count;
  }
  World world;
};

TEST_F(DeliveryTest, TheSameDeliveryAgainHasOneEffectAndTheSameAnswer) {  // G23
  const Json first = world.say("U0001", "/handoff new paid-campaign-launch ACME \"Once\"");
  for (int again = 0; again < 4; ++again) {
    const Answer answer = world.send(first["request"]);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, first["answer"]["body"]);
  }
  EXPECT_EQ(tasks_listed(), 1U);
}

TEST_F(DeliveryTest, TheSameDeliveryAfterARestartIsStillKnown) {
  const Json first = world.say("U0001", "/handoff new paid-campaign-launch ACME \"Once\"");
  world.kill();
  world.start();
  const Answer answer = world.send(first["request"]);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, first["answer"]["body"]);
  EXPECT_EQ(tasks_listed(), 1U);
}

TEST_F(DeliveryTest, OnlyWhatIsSignedNowIsLetIn) {
  const Json request =
      world.say("U0001", "/handoff new paid-campaign-launch ACME \"Real\"")["request"];
  Json other = request;  // a delivery of its own
  std::string body = other["body"];
  const std::size_t at = body.find("trigger_id=");
  body.replace(at, 11, "trigger_id=9");
  other["body"] = body;

  const struct {
    const char* name;
    Json request;
    int status;
  } cases[] = {
      {"altered after it was signed", other, 401},
      {"signed by somebody else", signed_again(other, "another secret", 0), 401},
      {"six minutes old", signed_again(other, signing_secret, -360), 401},
      {"six minutes ahead", signed_again(other, signing_secret, 360), 401},
      {"signed properly", signed_again(other, signing_secret, 0), 200},
  };
  std::size_t expected = 1;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(world.send(c.request).status, c.status);
    if (c.status == 200) ++expected;
    EXPECT_EQ(tasks_listed(), expected);
  }
  Json unsigned_request = other;
  unsigned_request["headers"].erase("X-Slack-Signature");
  EXPECT_EQ(world.send(unsigned_request).status, 401);
  EXPECT_EQ(tasks_listed(), expected);
}

TEST_F(DeliveryTest, AnotherTeamsCommandIsRefused) {
  Json request = world.say("U0001", "/handoff help")["request"];
  std::string body = request["body"];
  const std::size_t at = body.find("team_id=T0001");
  ASSERT_NE(at, std::string::npos);
  body.replace(at, 13, "team_id=T0666");
  request["body"] = body;
  EXPECT_EQ(world.send(signed_again(request, signing_secret, 0)).status, 403);
}

TEST_F(DeliveryTest, AStrangerGetsOnePrivateSentenceAndACoordinatorHears) {
  const Json added = world.control({{"do", "add_user"}, {"name", "Gast"}});
  const std::string user = added["user"];
  const std::string answer =
      saw(world.say(user, "/handoff new paid-campaign-launch ACME \"Not mine\""));
  EXPECT_FALSE(answer.empty());
  EXPECT_EQ(tasks_listed(), 0U);
  world.seen("Olga is told of the stranger", [&](const Json& entry) {
    return is_post(entry, "", user) && entry["channel"].get<std::string>().starts_with("D");
  });
}

}  // namespace
}  // namespace baton::test
