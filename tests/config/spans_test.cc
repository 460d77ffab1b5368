#include "config/spans.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "config/shipped.h"
#include "tests/config/support.h"

namespace baton::config {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Lines = std::vector<std::string>;

TEST(SpansTest, ReadDaysHoursAndMinutes) {
  const struct {
    const char* text;
    WorkingSpan span;
  } cases[] = {
      {"2d", {2, {}}},
      {"4h", {0, hours(4)}},
      {"30m", {0, minutes(30)}},
      {"90m", {0, minutes(90)}},
      {"1d 4h", {1, hours(4)}},
      {"1d4h", {1, hours(4)}},
      {"1h30m", {0, minutes(90)}},
      {"1d 2h 3m", {1, minutes(123)}},
      {"0d 1m", {0, minutes(1)}},
      {"60d", {60, {}}},
      {"60d 0h", {60, {}}},
      {"400h", {0, hours(400)}},
      {"24000m", {0, hours(400)}},
      {"59d 400h", {59, hours(400)}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(working_span_of(c.text), c.span);
  }
}

/// What `check` says where `key: "text"` stands in a transition; empty: nothing.
std::string complaint_about(const std::string& key, const std::string& text) {
  const test::Folder folder;
  folder.write("baton.yaml", test::good_config);
  folder.write("workflows/launch.yaml",
               test::replaced(test::good_workflow, "    sender: designer\n",
                              "    sender: designer\n    " + key + ": '" + text + "'\n"));
  const Lines lines = test::lines(folder, test::load_in(folder));
  const std::string place =
      "workflows/launch.yaml:11:" + std::to_string(key.size() + 7) + ": error: \"" + key + "\" ";
  if (lines.empty()) return "";
  EXPECT_EQ(lines.size(), 1u);
  EXPECT_TRUE(lines[0].starts_with(place)) << lines[0];
  return lines[0].substr(std::min(place.size(), lines[0].size()));
}

TEST(SpansTest, SayWhatIsWrongAndTheMend) {
  const std::string shape = "must be days, hours and minutes, such as 2d, 4h, 30m or 1d 4h, not ";
  const std::pair<const char*, std::string> cases[] = {
      {"soon", shape + "\"soon\""},
      {"d", shape + "\"d\""},
      {"1w", shape + "\"1w\""},
      {"90s", shape + "\"90s\""},
      {"1.5h", shape + "\"1.5h\""},
      {"-4h", shape + "\"-4h\""},
      {"+4h", shape + "\"+4h\""},
      {"2d 3d", shape + "\"2d 3d\""},
      {"1h 30", shape + "\"1h 30\""},
      {"2d;", shape + "\"2d;\""},
      {"2 days", shape + "\"2 days\"; did you mean \"2d\"?"},
      {"1 day, 4 hours", shape + "\"1 day, 4 hours\"; did you mean \"1d 4h\"?"},
      {"4H", shape + "\"4H\"; did you mean \"4h\"?"},
      {"4 h", shape + "\"4 h\"; did you mean \"4h\"?"},
      {" 4h ", shape + "\" 4h \"; did you mean \"4h\"?"},
      {"1d  4h", shape + "\"1d  4h\"; did you mean \"1d 4h\"?"},
      {"4h 1d", shape + "\"4h 1d\"; did you mean \"1d 4h\"?"},
      {"30min", shape + "\"30min\"; did you mean \"30m\"?"},
      {"04h", shape + "\"04h\"; did you mean \"4h\"?"},
      {"100 days", shape + "\"100 days\""},
      {"4", "needs a unit: write 4d, 4h or 4m"},
      {"0h", "must be more than zero, not \"0h\""},
      {"0d 0h 0m", "must be more than zero, not \"0d 0h 0m\""},
      {"61d", "must be at most 60d, not \"61d\""},
      {"60d 1m", "must be at most 60d, not \"60d 1m\""},
      {"99999999999999999999d", "must be at most 60d, not \"99999999999999999999d\""},
      {"401h", "must be at most 400h in hours and minutes, not \"401h\""},
      {"24001m", "must be at most 400h in hours and minutes, not \"24001m\""},
      {"1d 400h 1m", "must be at most 400h in hours and minutes, not \"1d 400h 1m\""},
      {"", "is empty: write a text, such as 4h"},
      {"1d 4h                                    m", "must be at most 40 characters long, not 42"},
  };
  for (const auto& [text, complaint] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(complaint_about("acknowledge_within", text), complaint);
    EXPECT_EQ(working_span_of(text), std::nullopt);
  }
}

TEST(SpansTest, AreCheckedWhereverTheyStand) {
  for (const char* key : {"acknowledge_within", "gap_within", "debt_within"}) {
    SCOPED_TRACE(key);
    EXPECT_EQ(complaint_about(key, "1h30m"), "");
    EXPECT_EQ(complaint_about(key, "0m"), "must be more than zero, not \"0m\"");
  }
}

TEST(SpansTest, OfANumberNeedAUnit) {
  const test::Folder folder;
  folder.write("baton.yaml", test::good_config);
  const std::pair<const char*, const char*> cases[] = {
      {"4", "needs a unit: write 4d, 4h or 4m"},
      {"0", "must be whole numbers with units, such as 2d"},
      {"-1", "must be whole numbers with units, such as 2d"},
      {"1.5", "must be whole numbers with units, such as 2d"},
  };
  for (const auto& [number, complaint] : cases) {
    SCOPED_TRACE(number);
    folder.write("workflows/launch.yaml",
                 test::replaced(test::good_workflow, "title: Draft",
                                std::string("title: Draft, duration: ") + number));
    EXPECT_EQ(test::lines(folder, test::load_in(folder)),
              Lines{std::string("workflows/launch.yaml:4:42: error: \"duration\" ") + complaint});
  }
}

TEST(SpansTest, FromElsewhereAreNotShown) {
  const test::Folder folder;
  folder.write("baton.yaml", test::good_config);
  folder.write("workflows/launch.yaml", test::replaced(test::good_workflow, "title: Draft",
                                                       "title: Draft, duration: \"${SPAN}\""));
  const std::string begin = "workflows/launch.yaml:4:42: error: \"duration\" ";
  const std::pair<const char*, Lines> cases[] = {
      {"3d", {}},
      {"3 days",
       {begin + "must be days, hours and minutes, such as 2d, 4h, 30m or 1d 4h, not the value of "
                "${SPAN}"}},
      {"33", {begin + "needs a unit: d, h or m"}},
      {"61d", {begin + "must be at most 60d, not the value of ${SPAN}"}},
  };
  for (const auto& [value, lines] : cases) {
    SCOPED_TRACE(value);
    const Loaded loaded = test::load_in(folder, {{"SLACK_SIGNING_SECRET", "8f742231b10e8888"},
                                                 {"SLACK_BOT_TOKEN", "xoxb-123456"},
                                                 {"SPAN", value}});
    EXPECT_EQ(test::lines(folder, loaded), lines);
  }
}

TEST(SpansTest, OfMinutesAreWholeOnesUpToAnHour) {
  EXPECT_EQ(minutes_of("1m"), minutes(1));
  EXPECT_EQ(minutes_of("5m"), minutes(5));
  EXPECT_EQ(minutes_of("60m"), minutes(60));
  for (const char* no : {"", "0m", "61m", "90s", "1h", "0h5m", "5", "m", "-5m", "+5m", "5 m", "5M",
                         "05m", "1.5m", "5m ", "99999999999999999999m"}) {
    EXPECT_EQ(minutes_of(no), std::nullopt) << no;
  }
}

// The defaults that the schema tells of are those of the program.
TEST(SpansTest, DefaultsAreAsTheSchemaSays) {
  const Json workflow = Json::parse(shipped_file("schema/workflow.schema.json"));
  const auto told = [&](const char* part, const char* key) {
    const Json& declared = workflow["definitions"][part]["properties"][key];
    return working_span_of(declared["default"].get<std::string>());
  };
  EXPECT_EQ(told("stage", "duration"), Stage().duration);
  EXPECT_EQ(told("transition", "acknowledge_within"), Transition().acknowledge_within);
  EXPECT_EQ(told("transition", "gap_within"), Transition().gap_within);
  EXPECT_EQ(told("transition", "debt_within"), Transition().debt_within);
  const Json file = Json::parse(shipped_file("schema/baton.schema.json"));
  EXPECT_EQ(minutes_of(file["properties"]["undo_window"]["default"].get<std::string>()),
            Config().undo_window);
}

RC_GTEST_PROP(SpansProperties, AnyTextIsReadWithoutFear, (const std::string& any)) {
  (void)minutes_of(any);
  if (const std::optional<WorkingSpan> span = working_span_of(any)) RC_ASSERT(!span->is_zero());
}

RC_GTEST_PROP(SpansProperties, ReadBackWhatIsWritten, ()) {
  const int days = *rc::gen::inRange(0, 60), whole = *rc::gen::inRange(1, 400),
            rest = *rc::gen::inRange(0, 60);
  const std::string gap = *rc::gen::element(std::string(), std::string(" "));
  const std::string text = (days > 0 ? std::to_string(days) + "d" + gap : "") +
                           std::to_string(whole) + "h" + gap + std::to_string(rest) + "m";
  RC_ASSERT(working_span_of(text) == (WorkingSpan{days, hours(whole) + minutes(rest)}));
}

}  // namespace
}  // namespace baton::config
