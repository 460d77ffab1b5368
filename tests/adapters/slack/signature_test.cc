#include "adapters/slack/signature.h"

#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/ports/errc.h"
#include "tests/adapters/slack/fixture_files.h"
#include "tests/adapters/slack/requests.h"

namespace baton::slack {
namespace {

using namespace std::chrono_literals;
using test::signature_of;

const std::vector<Secret> secrets{Secret(test::signing_secret)};
const std::string body =
    "team_id=T0NORTH&user_id=U0ANA&command=/handoff&text=list&trigger_id=1.2.a";
constexpr std::int64_t sent_at = 1'763'690'400;
constexpr TimePoint now{std::chrono::seconds(sent_at)};

boost::system::error_code outcome(std::string_view timestamp, std::string_view signature,
                                  std::string_view text, TimePoint at = now) {
  const auto verified = verify(secrets, timestamp, signature, text, at);
  return verified ? boost::system::error_code() : verified.error();
}

TEST(SlackSignatureTest, AgreesWithAnIndependentImplementation) {  // T01
  BATON_NEEDS_SLACK_FIXTURES();
  const auto file = nlohmann::json::parse(test::slack_fixture("signature_vectors.json"));
  ASSERT_EQ(file["vectors"].size(), 5u);
  for (const auto& vector : file["vectors"]) {
    SCOPED_TRACE(vector["case"].get<std::string>());
    const std::vector<Secret> one{Secret(vector["secret"].get<std::string>())};
    const auto seconds = vector["timestamp"].get<std::int64_t>();
    const std::string text = vector["body"];
    const std::string signature = vector["signature"];
    const TimePoint then{std::chrono::seconds(seconds)};
    EXPECT_TRUE(verify(one, std::to_string(seconds), signature, text, then));
    EXPECT_FALSE(verify(one, std::to_string(seconds), signature, text + " ", then));
  }
}

TEST(SlackSignatureTest, HoldsForFiveMinutesEitherWay) {  // T02
  const std::string timestamp = std::to_string(sent_at);
  const std::string signature = signature_of(test::signing_secret, sent_at, body);
  const struct {
    std::chrono::milliseconds later;
    bool accepted;
  } cases[] = {{0s, true},    {299s, true},  {300s, true},   {300s + 1ms, false}, {301s, false},
               {-299s, true}, {-300s, true}, {-301s, false}, {24h, false},        {-24h, false}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.later.count());
    const auto error = outcome(timestamp, signature, body, now + c.later);
    EXPECT_EQ(error,
              c.accepted ? boost::system::error_code() : make_error_code(AppErrc::stale_request));
  }
}

TEST(SlackSignatureTest, RefusesEverySingleBitFlipped) {  // T01
  const std::string timestamp = std::to_string(sent_at);
  const std::string signature = signature_of(test::signing_secret, sent_at, body);
  ASSERT_FALSE(outcome(timestamp, signature, body));
  std::mt19937 random(1);
  for (int i = 0; i < 10'000; ++i) {
    std::string parts[] = {timestamp, body, signature};
    std::string& part = parts[random() % 3];
    const std::size_t at = random() % part.size();
    part[at] = static_cast<char>(part[at] ^ (1 << (random() % 8)));
    ASSERT_TRUE(outcome(parts[0], parts[2], parts[1])) << parts[0] << " " << parts[2];
  }
}

TEST(SlackSignatureTest, RefusesWhatIsNotExactlyTheForm) {
  const std::string good = signature_of(test::signing_secret, sent_at, body);
  const std::string hex = good.substr(3);
  std::string upper = good;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const struct {
    const char* name;
    std::string timestamp;
    std::string signature;
    AppErrc error;
  } cases[] = {
      {"no signature", "1763690400", "", AppErrc::bad_signature},
      {"no version", "1763690400", hex, AppErrc::bad_signature},
      {"another version", "1763690400", "v1=" + hex, AppErrc::bad_signature},
      {"upper-case hex", "1763690400", "v0=" + upper.substr(3), AppErrc::bad_signature},
      {"upper-case version", "1763690400", "V0=" + hex, AppErrc::bad_signature},
      {"a digit too many", "1763690400", good + "0", AppErrc::bad_signature},
      {"a digit too few", "1763690400", good.substr(0, 66), AppErrc::bad_signature},
      {"a space in front", "1763690400", " " + good, AppErrc::bad_signature},
      {"no timestamp", "", good, AppErrc::stale_request},
      {"no number", "now", good, AppErrc::stale_request},
      {"a sign", "+1763690400", good, AppErrc::stale_request},
      {"a fraction", "1763690400.0", good, AppErrc::stale_request},
      {"a space", " 1763690400", good, AppErrc::stale_request},
      {"zero", "0", good, AppErrc::stale_request},
      {"a number too long", "99999999999999999999999", good, AppErrc::stale_request},
      {"leading zeros are signed too", "01763690400", good, AppErrc::bad_signature},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(outcome(c.timestamp, c.signature, body), make_error_code(c.error));
  }
}

TEST(SlackSignatureTest, TriesEverySecretSoThatOneCanBeRotated) {  // T22
  const std::string timestamp = std::to_string(sent_at);
  const std::vector<Secret> both{Secret("old secret"), Secret("new secret")};
  for (const std::string secret : {"old secret", "new secret"}) {
    EXPECT_TRUE(verify(both, timestamp, signature_of(secret, sent_at, body), body, now));
  }
  EXPECT_FALSE(verify(both, timestamp, signature_of("third", sent_at, body), body, now));
}

TEST(SlackSignatureTest, AnEmptySecretSignsNothing) {
  const std::vector<Secret> empty{Secret("")};
  const std::string timestamp = std::to_string(sent_at);
  EXPECT_FALSE(verify(empty, timestamp, signature_of("", sent_at, body), body, now));
  EXPECT_FALSE(verify({}, timestamp, signature_of("", sent_at, body), body, now));
}

}  // namespace
}  // namespace baton::slack
