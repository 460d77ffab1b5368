// Slow clients, bombs, garbage and crowds at the port of a running service: each is ended in its
// time and in the right words, and whoever is honest is answered meanwhile. RELIABILITY T24-T27,
// T30, G18.

#include <algorithm>
#include <fstream>

#include "tests/e2e/siege.h"
#include "tests/support/places.h"

namespace baton::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Whether the program under test was built with AddressSanitizer or ThreadSanitizer: the names of
/// the libraries that it needs stand near its beginning.
bool is_sanitized() {
  std::ifstream program(baton_program(), std::ios::binary);
  std::string beginning(std::size_t{4} << 20, '\0');
  program.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  return has(beginning, "libasan.so") || has(beginning, "libtsan.so");
}

class SiegeTest : public testing::Test {
 protected:
  int port() { return port_of(world().baton_url()); }
  World& world() {
    if (!world_) world_ = std::make_unique<World>(in_both_chats(), time_rate);
    return *world_;
  }
  /// Ana, or Dino, asks what can be done, and is answered: how long it took.
  milliseconds honest(const std::string& person) {
    const auto began = steady_clock::now();
    const Done done = world().say(person, "/handoff help");
    const auto took = std::chrono::floor<milliseconds>(steady_clock::now() - began);
    EXPECT_EQ(done.answer.status, 200) << testing::PrintToString(done);
    EXPECT_TRUE(has(done.saw, "give")) << testing::PrintToString(done);
    return took;
  }
  double memory() { return metric(world(), "process_resident_memory_bytes"); }
  /// A sanitizer keeps what was freed: with one there is nothing to measure.
  double grown_since(double before) { return is_sanitized() ? 0 : memory() - before; }
  double connections() { return metric(world(), "baton_http_connections"); }
  double shed(const std::string& what) {
    return metric(world(), "baton_shed_total{surface=\"" + what + "\"}");
  }

  int time_rate = 1;

 private:
  std::unique_ptr<World> world_;
};

constexpr double mib = 1024 * 1024;
constexpr auto chat_limit = 3s;  // so long a chat waits for an answer

TEST_F(SiegeTest, EachAttackEndsInItsTimeAndInTheRightWordsWhileTheHonestAreAnswered) {
  time_rate = 5;  // heads and bodies have 2 s each
  honest("Ana");
  const double before = memory();
  std::vector<std::unique_ptr<Attacker>> attackers;
  for (const Attack& attack : attacks()) {
    attackers.push_back(std::make_unique<Attacker>(port(), attack));
  }
  std::vector<milliseconds> waits;
  const auto last = steady_clock::now() + 15s;
  for (bool is_over = false; !is_over && steady_clock::now() < last;) {
    is_over = true;
    for (const auto& attacker : attackers) {
      if (attacker->go_on()) is_over = false;
    }
    waits.push_back(honest(waits.size() % 2 == 0 ? "Ana" : "Dino"));
  }
  for (const auto& attacker : attackers) {
    SCOPED_TRACE(attacker->attack().name);
    EXPECT_FALSE(attacker->go_on()) << "it lasts";
    EXPECT_EQ(status_of(attacker->answer()), attacker->attack().status) << attacker->answer();
    EXPECT_LT(attacker->took(), 8s);
  }
  std::ranges::sort(waits);
  EXPECT_GT(waits.size(), 10u);
  EXPECT_LT(waits[waits.size() * 95 / 100], chat_limit);
  EXPECT_LT(grown_since(before), 32 * mib);
  const auto rejects = [&](const std::string& rule) {
    return metric(world(), "baton_http_gate_rejects_total{rule=\"" + rule + "\"}");
  };
  for (const char* rule : {"slow_head", "slow_body", "head_size", "header_count", "body_size",
                           "transfer_encoding", "content_encoding", "not_http", "bare_lf"}) {
    EXPECT_GE(rejects(rule), 1) << rule;
  }
}

TEST_F(SiegeTest, ManyRequestsAtOnceAreAnsweredInOrder) {
  const std::string ask = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string wrong = "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n";
  Peer peer(port());
  std::string many;
  for (int i = 0; i < 200; ++i) many += i % 3 == 0 ? wrong : ask;
  peer.send(many);
  for (int i = 0; i < 200; ++i) {
    ASSERT_EQ(status_of(peer.read_response()), i % 3 == 0 ? 404 : 200) << i;
  }
}

TEST_F(SiegeTest, WhoNeverReadsTheAnswersIsCutAndCostsNothing) {
  time_rate = 5;
  honest("Ana");
  const double before = memory();
  const std::string ask = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";  // a long answer
  std::string many;
  for (int i = 0; i < 3000; ++i) many += ask;
  std::vector<std::unique_ptr<Peer>> deaf;
  for (int i = 0; i < 5; ++i) {
    deaf.push_back(std::make_unique<Peer>(port()));
    deaf.back()->send(many);
  }
  EXPECT_GE(connections(), 5);
  const auto last = steady_clock::now() + 15s;
  while (connections() > 3 && steady_clock::now() < last) EXPECT_LT(honest("Ana"), chat_limit);
  EXPECT_LE(connections(), 3) << "all of them are cut; the chats' own may stand";
  EXPECT_LT(grown_since(before), 32 * mib);
  for (const auto& peer : deaf) EXPECT_LT(occurrences(peer->read_all(), "HTTP/1.1 200"), 3000);
}

TEST_F(SiegeTest, AFloodOfLargeBodiesHasItsRoomAndNoMore) {
  honest("Ana");
  const double before = memory();
  const std::string head =
      "POST /slack/commands HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n";
  const std::string most_of_it(1000 * 1024, 'x');
  std::vector<std::unique_ptr<Peer>> floods;
  for (int i = 0; i < 150; ++i) {
    floods.push_back(std::make_unique<Peer>(port()));
    floods.back()->send(head);
  }
  int refused = 0;
  for (const auto& flood : floods) {
    const bool is_refused = flood->hears(20ms);
    refused += is_refused ? 1 : 0;
    if (!is_refused) flood->send(most_of_it);
  }
  EXPECT_EQ(refused, 150 - 64) << "64 MiB are there for them all";
  EXPECT_GE(shed("bodies"), 86);
  EXPECT_LT(honest("Ana"), chat_limit);
  EXPECT_LT(honest("Dino"), chat_limit);
  EXPECT_LT(grown_since(before), 100 * mib);
  for (const auto& flood : floods) {
    if (!flood->hears(0ms)) continue;
    EXPECT_EQ(status_of(flood->read_response()), 503);
  }
}

TEST_F(SiegeTest, TwoThousandIdleConnectionsKeepNobodyOut) {  // G18
  Descriptors descriptors;
  ASSERT_GE(descriptors.most(), 2600u) << "this system lets a process have too few descriptors";
  honest("Ana");  // the service was started with a limit of 1,024
  descriptors.raise();
  const double before = memory();
  // At most 200 from one address, 2,000 in all: ten addresses fill it to the brim.
  constexpr int sources = 10;
  constexpr int per_source = 200;
  std::vector<std::unique_ptr<Peer>> idle;
  const auto began = steady_clock::now();
  for (int i = 0; i < sources * per_source; ++i) {
    const std::string from = "127.0.0." + std::to_string(2 + i % sources);
    idle.push_back(std::make_unique<Peer>(port(), from));
  }
  for (int i = 0; i < 20; ++i) {
    Peer more(port(), "127.0.0." + std::to_string(2 + i % sources));
    const std::string answer = more.read_all();
    EXPECT_EQ(status_of(answer), 503) << answer;
    EXPECT_EQ(occurrences(answer, "Retry-After: 1\r\n"), 1) << answer;
  }
  const double open = connections();
  const bool in_time = steady_clock::now() - began < 4s;
  EXPECT_GE(open, in_time ? 1950 : 0);
  EXPECT_LE(open, 2001);
  std::vector<milliseconds> waits;
  for (int i = 0; i < 20; ++i) waits.push_back(honest(i % 2 == 0 ? "Ana" : "Dino"));
  EXPECT_LT(*std::ranges::max_element(waits), chat_limit);
  EXPECT_LT(grown_since(before), 64 * mib);
  EXPECT_TRUE(world().is_ready());
  EXPECT_GE(shed("connections"), in_time ? 21 : 20) << "20 refused, and one that made room";
  const auto last = steady_clock::now() + 20s;
  while (connections() > 5 && steady_clock::now() < last) honest("Ana");
  EXPECT_LE(connections(), 5) << "who says nothing for 5 s is let go";
  for (const auto& peer : idle) ASSERT_EQ(peer->read_all(), "");
  EXPECT_LT(honest("Ana"), chat_limit);
}

}  // namespace
}  // namespace baton::test
