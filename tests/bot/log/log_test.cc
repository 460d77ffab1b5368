#include "bot/log/log.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/codec/utf8.h"
#include "bot/log/line.h"

namespace baton {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

TEST(LogTest, ALineIsOneJsonObjectWithItsFields) {
  std::vector<std::string> lines;
  Log log(LogLevel::debug, lines);
  const std::string id = "0-7";
  log.warning("chat.refused", {LogField::request(id),
                               {"workspace", "slack"},
                               {"attempts", 3},
                               {"bytes", std::size_t{5}},
                               {"final", false},
                               {"took_ms", 12ms}});
  ASSERT_EQ(lines.size(), 1u);
  json line = json::parse(lines[0]);
  const std::string time = line["time"];
  EXPECT_EQ(time.size(), 24u) << time;
  EXPECT_EQ(time[10], 'T');
  EXPECT_EQ(time[19], '.');
  EXPECT_EQ(time[23], 'Z');
  line.erase("time");
  EXPECT_EQ(line, json({{"level", "warning"},
                        {"event", "chat.refused"},
                        {"request_id", "0-7"},
                        {"workspace", "slack"},
                        {"attempts", 3},
                        {"bytes", 5},
                        {"final", false},
                        {"took_ms", 12}}));
}

TEST(LogTest, WritesFromItsLevelOn) {
  std::vector<std::string> lines;
  Log log(LogLevel::warning, lines);
  log.debug("a");
  log.info("b");
  log.warning("c");
  log.error("d");
  EXPECT_EQ(lines.size(), 2u);
  EXPECT_FALSE(log.writes(LogLevel::info));
  EXPECT_EQ(log_level_of("debug"), LogLevel::debug);
  EXPECT_EQ(log_level_of("warning"), LogLevel::warning);
  EXPECT_FALSE(log_level_of("WARNING"));
  EXPECT_FALSE(log_level_of(""));
}

log::Record at_eight() {
  return {std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 8h + 5ms, LogLevel::info,
          "a.happened"};
}

TEST(LogLineTest, ReadsOnATerminal) {
  EXPECT_EQ(log::text_line(at_eight(), {{"a", "plain"},
                                        {"b", "two words"},
                                        {"c", ""},
                                        {"d", "x=1"},
                                        {"e", -1},
                                        {"f", "\x1b[2J\n"}}),
            "08:00:00.005 info    a.happened a=plain b=\"two words\" c=\"\" d=\"x=1\" e=-1 "
            "f=\"\\u001b[2J\\n\"");
}

TEST(LogLineTest, EscapesWhatMovesATerminalOrEndsALine) {  // T19
  const struct {
    const char* name;
    std::string value;
    const char* text;
  } cases[] = {
      {"controls", std::string("a\0\x1b\r\n\t", 6), R"("a\u0000\u001b\u000d\n\u0009")"},
      {"quotes", "\"\\", R"("\"\\")"},
      {"delete", "\x7f", R"("\u007f")"},
      {"C1 control sequence introducer", "\xC2\x9B", R"("\u009b")"},
      {"line separator", "\xE2\x80\xA8", R"("\u2028")"},
      {"right-to-left override", "\xE2\x80\xAE", R"("\u202e")"},
      {"invalid UTF-8", "a\xFF\xC3", "\"a\xEF\xBF\xBD\xEF\xBF\xBD\""},
      {"names", "\xC3\x84nne \xF0\x9F\x98\x80", "\"\xC3\x84nne \xF0\x9F\x98\x80\""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(log::json_line(at_eight(), {{"v", c.value}}),
              R"({"time":"2026-03-02T08:00:00.005Z","level":"info","event":"a.happened","v":)" +
                  std::string(c.text) + "}");
  }
}

TEST(LogLineTest, LongValuesAndManyFieldsAreCut) {
  const std::string value(100'000, 'x');
  const std::string line = log::json_line(at_eight(), {{"v", value}, {"after", 1}});
  EXPECT_LT(line.size(), 2300u);
  const json object = json::parse(line);
  EXPECT_EQ(object["v"], std::string(log::value_bytes_max - 1, 'x') + "…");
  EXPECT_EQ(object["after"], 1);
  const std::string escapes(100'000, '\x01');
  EXPECT_LT(log::json_line(at_eight(), {{"v", escapes}}).size(), 2300u);
}

RC_GTEST_PROP(LogLineProperties, EveryValueReadsBackFromOneLine, (std::string value)) {
  for (const bool as_text : {false, true}) {
    const Log::Fields fields = {{"v", value}};
    const std::string line =
        as_text ? log::text_line(at_eight(), fields) : log::json_line(at_eight(), fields);
    for (const char c : line) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    RC_ASSERT(codec::is_utf8(line));
    if (!as_text && codec::is_utf8(value)) RC_ASSERT(json::parse(line)["v"] == value);
  }
}

/// A pipe whose reading end the test holds.
class Pipe {
 public:
  Pipe() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    read_ = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    close_reader();
    close_writer();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close_reader() {
    if (read_ >= 0) ::close(std::exchange(read_, -1));
  }
  void close_writer() {
    if (write >= 0) ::close(std::exchange(write, -1));
  }
  /// Waits until `lines` have come, or the other end is closed, and only then looks at them:
  /// whoever reads slowly is given up.
  std::vector<json> read(std::size_t lines) {
    auto ends = static_cast<std::size_t>(std::ranges::count(unread_, '\n'));
    while (ends < lines) {
      char bytes[65536];
      const ssize_t count = ::read(read_, bytes, sizeof bytes);
      if (count <= 0) break;
      ends += static_cast<std::size_t>(std::count(bytes, bytes + count, '\n'));
      unread_.append(bytes, static_cast<std::size_t>(count));
    }
    std::vector<json> read;
    std::size_t begin = 0;
    for (; read.size() < std::min(lines, ends); begin = unread_.find('\n', begin) + 1) {
      read.push_back(json::parse(unread_.substr(begin, unread_.find('\n', begin) - begin)));
    }
    unread_.erase(0, begin);
    return read;
  }

  int write = -1;

 private:
  int read_ = -1;
  std::string unread_;
};

LogOptions to(const Pipe& pipe) {
  LogOptions options;
  options.fd = pipe.write;
  return options;
}

TEST(LogTest, LinesReachTheDescriptorInOrderAndAllOfThemAtTheEnd) {
  Pipe pipe;
  std::vector<json> lines;
  std::thread reader([&] { lines = pipe.read(5'000); });
  {
    Log log(to(pipe));
    for (int i = 0; i < 5'000; ++i) log.info("counted", {{"i", i}});
    EXPECT_EQ(log.dropped(), 0u);
  }
  pipe.close_writer();
  reader.join();
  ASSERT_EQ(lines.size(), 5'000u);
  for (int i = 0; i < 5'000; ++i) EXPECT_EQ(lines[static_cast<std::size_t>(i)]["i"], i);
}

TEST(LogTest, AStuckPipeStopsNobodyAndTheLossIsCountedAndTold) {  // F57
  Pipe pipe;
  LogOptions options = to(pipe);
  options.waiting_lines_max = 16;
  const std::string long_value(1000, 'x');
  constexpr int written = 2'000;
  Log log(options);
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < written; ++i) log.info("counted", {{"i", i}, {"v", long_value}});
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
  const std::uint64_t dropped = log.dropped();
  EXPECT_GT(dropped, 1'500u);

  std::uint64_t reported = 0;  // somebody reads again
  std::uint64_t arrived = 0;
  while (reported + arrived < written) {
    const std::vector<json> next = pipe.read(1);
    ASSERT_EQ(next.size(), 1u);
    if (next[0]["event"] == "log.dropped") {
      reported += next[0]["lines"].get<std::uint64_t>();
    } else {
      ++arrived;
    }
  }
  EXPECT_EQ(reported + arrived, written);
  EXPECT_GT(reported, 0u);
}

TEST(LogTest, AStuckPipeDoesNotHoldUpTheEnd) {  // F57
  Pipe pipe;
  const std::string long_value(2000, 'x');
  const auto began = std::chrono::steady_clock::now();
  {
    Log log(to(pipe));
    for (int i = 0; i < 1'000; ++i) log.info("counted", {{"v", long_value}});
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

TEST(LogTest, AClosedPipeIsNotTheEndOfTheService) {  // F57: no SIGPIPE either
  Pipe pipe;
  pipe.close_reader();
  Log log(to(pipe));
  log.info("into nothing");
  const auto until = std::chrono::steady_clock::now() + 5s;
  while (log.dropped() == 0 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  EXPECT_EQ(log.dropped(), 1u);
}

TEST(LogTest, AClosedDescriptorIsNotTheEndOfTheService) {
  LogOptions options;
  options.fd = ::dup(2);
  ::close(options.fd);
  Log log(options);
  log.info("into nothing");
  const auto until = std::chrono::steady_clock::now() + 5s;
  while (log.dropped() == 0 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  EXPECT_EQ(log.dropped(), 1u);
}

}  // namespace
}  // namespace baton
