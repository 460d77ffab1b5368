// What Slack has not signed, not now, or for another team: RELIABILITY T01, T02.

#include <ctime>

#include "bot/codec/digest.h"
#include "tests/e2e/campaign.h"

namespace baton::test {
namespace {

class SlackForgeryTest : public testing::Test {
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
  static Json with(Json request, const std::string& part, const std::string& instead) {
    std::string body = request["body"];
    const std::size_t at = body.find(part);
    EXPECT_NE(at, std::string::npos) << part << " in " << body;
    if (at != std::string::npos) body.replace(at, part.size(), instead);
    request["body"] = body;
    return request;
  }
  World world{everybody_in(Platform::slack)};
};

TEST_F(SlackForgeryTest, OnlyWhatIsSignedNowIsLetIn) {
  const Json request = world.say("Ana", "/handoff new paid-campaign-launch ACME Real").request;
  const Json other = with(request, "trigger_id=", "trigger_id=9");  // a delivery of its own
  Json unsigned_request = other;
  unsigned_request["headers"].erase("X-Slack-Signature");
  const struct {
    const char* name;
    Json request;
    int status;
  } cases[] = {
      {"altered after it was signed", other, 401},
      {"without a signature", unsigned_request, 401},
      {"signed by somebody else", signed_again(other, "another secret", 0), 401},
      {"six minutes old", signed_again(other, signing_secret, -360), 401},
      {"six minutes ahead", signed_again(other, signing_secret, 360), 401},
      {"signed properly", signed_again(other, signing_secret, 0), 200},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(send_again(c.request).status, c.status);
    const Done list = world.say("Olga", "/handoff list");
    EXPECT_TRUE(has(list.saw, "ACME-1")) << list.saw;
    EXPECT_EQ(has(list.saw, "ACME-2"), c.status == 200) << list.saw;
  }
}

TEST_F(SlackForgeryTest, AnotherTeamsCommandIsRefused) {
  const Json request = world.say("Ana", "/handoff help").request;
  const Json foreign = with(request, "team_id=T0001", "team_id=T0666");
  EXPECT_EQ(send_again(signed_again(foreign, signing_secret, 0)).status, 403);
}

}  // namespace
}  // namespace baton::test
