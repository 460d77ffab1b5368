#include "adapters/sandbox/block_kit.h"

#include <gtest/gtest.h>

namespace baton::sandbox {
namespace {

using Json = nlohmann::json;

Json plain(const std::string& text) { return {{"type", "plain_text"}, {"text", text}}; }
Json mrkdwn(const std::string& text) { return {{"type", "mrkdwn"}, {"text", text}}; }
Json section(const std::string& text) { return {{"type", "section"}, {"text", mrkdwn(text)}}; }
Json button(const std::string& label, const std::string& id) {
  return {{"type", "button"}, {"action_id", id}, {"text", plain(label)}};
}
Json actions(Json elements) { return {{"type", "actions"}, {"elements", std::move(elements)}}; }
Json many(std::size_t count, const Json& one) {
  Json all = Json::array();
  for (std::size_t i = 0; i < count; ++i) all.push_back(one);
  return all;
}
Json buttons(std::size_t count) {
  Json all = Json::array();
  for (std::size_t i = 0; i < count; ++i) all.push_back(button("b", "a" + std::to_string(i)));
  return all;
}
Json with(Json object, const char* key, Json value) {
  object[key] = std::move(value);
  return object;
}
Json rich(Json runs) {
  const Json part = {{"type", "rich_text_section"}, {"elements", std::move(runs)}};
  return {{"type", "rich_text"}, {"elements", Json::array({part})}};
}
Json text_run(const std::string& text) { return {{"type", "text"}, {"text", text}}; }
std::string x(std::size_t count) { return std::string(count, 'x'); }

TEST(BlockKitTest, HoldsMessagesToSlacksLimits) {
  const Json select = {{"type", "static_select"},
                       {"options", many(101, {{"text", plain("o")}, {"value", "v"}})}};
  const struct {
    const char* name;
    Json block;
    std::size_t errors;
  } cases[] = {
      {"a section of 3000", section(x(3000)), 0},
      {"a section of 3001", section(x(3001)), 1},
      {"an empty text", section(""), 1},
      {"a section without text", {{"type", "section"}}, 1},
      {"eleven fields", {{"type", "section"}, {"fields", many(11, mrkdwn("f"))}}, 1},
      {"a field of 2001", {{"type", "section"}, {"fields", many(1, mrkdwn(x(2001)))}}, 1},
      {"a header of 150", {{"type", "header"}, {"text", plain(x(150))}}, 0},
      {"a header of 151", {{"type", "header"}, {"text", plain(x(151))}}, 1},
      {"a header in mrkdwn", {{"type", "header"}, {"text", mrkdwn("h")}}, 1},
      {"a label of 75", actions(Json::array({button(x(75), "a")})), 0},
      {"a label of 76", actions(Json::array({button(x(76), "a")})), 1},
      {"38 characters of two units each",
       actions(Json::array({button(
           [] {
             std::string all;
             for (int i = 0; i < 38; ++i) all += "\xF0\x9F\x8F\x83";
             return all;
           }(),
           "a")})),
       1},
      {"a value of 2001", actions(Json::array({with(button("b", "a"), "value", x(2001))})), 1},
      {"an unknown style", actions(Json::array({with(button("b", "a"), "style", "big")})), 1},
      {"25 buttons", actions(buttons(25)), 0},
      {"26 buttons", actions(buttons(26)), 1},
      {"no button", actions(Json::array()), 1},
      {"one action id twice", actions(Json::array({button("b", "a"), button("c", "a")})), 1},
      {"101 options", actions(Json::array({select})), 1},
      {"a block id of 256", with(section("s"), "block_id", x(256)), 1},
      {"eleven context elements", {{"type", "context"}, {"elements", many(11, plain("c"))}}, 1},
      {"rich text", rich(Json::array({text_run("a")})), 0},
      {"empty rich text", rich(Json::array({text_run("")})), 1},
      {"a date without a timestamp", rich(Json::array({{{"type", "date"}, {"format", "{time}"}}})),
       1},
      {"an unknown run", rich(Json::array({{{"type", "marquee"}}})), 1},
      {"an unknown block", {{"type", "carousel"}}, 1},
      {"emoji in mrkdwn", {{"type", "section"}, {"text", with(mrkdwn("m"), "emoji", true)}}, 1},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(message_block_errors(Json::array({c.block})).size(), c.errors)
        << testing::PrintToString(message_block_errors(Json::array({c.block})));
  }
}

TEST(BlockKitTest, CountsBlocksAndNamesThePlace) {
  EXPECT_TRUE(message_block_errors(many(50, {{"type", "divider"}})).empty());
  EXPECT_EQ(message_block_errors(many(51, {{"type", "divider"}})),
            std::vector<std::string>{"no more than 50 items allowed [json-pointer:/blocks]"});
  const Json twice = many(2, with(section("s"), "block_id", "same"));
  EXPECT_EQ(message_block_errors(twice),
            std::vector<std::string>{"block_id must be unique [json-pointer:/blocks/1/block_id]"});
}

// Slack's own samples use one action_id in several blocks.
TEST(BlockKitTest, AnActionIdIsUniqueWithinItsBlockOnly) {
  const Json blocks = Json::array(
      {actions(Json::array({button("b", "a")})), actions(Json::array({button("c", "a")}))});
  EXPECT_TRUE(message_block_errors(blocks).empty());
}

TEST(BlockKitTest, HoldsFormsToSlacksLimits) {
  const Json element = {{"type", "plain_text_input"}, {"action_id", "value"}};
  const Json input = {{"type", "input"}, {"label", plain("Why")}, {"element", element}};
  const Json form = {{"type", "modal"},
                     {"title", plain("Return")},
                     {"submit", plain("Send")},
                     {"blocks", Json::array({input})}};
  Json without_submit = form;
  without_submit.erase("submit");
  const struct {
    const char* name;
    Json view;
    std::size_t errors;
  } cases[] = {
      {"a good form", form, 0},
      {"a title of 24", with(form, "title", plain(x(24))), 0},
      {"a title of 25", with(form, "title", plain(x(25))), 1},
      {"a submit of 25", with(form, "submit", plain(x(25))), 1},
      {"inputs without submit", without_submit, 1},
      {"metadata of 3001", with(form, "private_metadata", x(3001)), 1},
      {"101 blocks", with(form, "blocks", many(101, {{"type", "divider"}})), 1},
      {"a home tab", with(form, "type", "home"), 1},
      {"no blocks", with(form, "blocks", nullptr), 1},
      {"a max length of 3001",
       with(form, "blocks",
            Json::array({with(input, "element", with(element, "max_length", 3001))})),
       1},
      {"no object", "view", 1},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(view_errors(c.view).size(), c.errors) << testing::PrintToString(view_errors(c.view));
  }
}

}  // namespace
}  // namespace baton::sandbox
