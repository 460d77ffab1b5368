#include "tests/adapters/sandbox/chat.h"

namespace baton::test {
namespace {

class FormTest : public ChatTest {
 protected:
  void SetUp() override {
    door("say", {{"user", "U0002"}, {"channel", "C0001"}, {"text", "/handoff return"}});
    const Json opened =
        api("views.open", {{"trigger_id", delivered_field("trigger_id")}, {"view", reason_form()}});
    view_id = opened["view"]["id"];
    hash = opened["view"]["hash"];
  }
  Json submit(const Json& values) {
    return door("submit", {{"user", "U0002"}, {"values", values}});
  }
  Json open_form() { return Json::parse(get("/sandbox/state", "user=U0002").body)["view"]; }

  std::string view_id;
  std::string hash;
};

TEST_F(FormTest, OnlyWhoseTriggerItWasSeesIt) {
  EXPECT_EQ(open_form()["id"], view_id);
  EXPECT_TRUE(Json::parse(get("/sandbox/state", "user=U0001").body)["view"].is_null());
}

TEST_F(FormTest, DoesNotLetAnEmptyRequiredFieldThrough) {
  const std::size_t before = baton.requests.size();
  const Json result = submit(Json::object());
  EXPECT_EQ(result["outcome"], "not_sent");
  EXPECT_EQ(result["errors"]["why"], "Please complete this required field.");
  EXPECT_EQ(baton.requests.size(), before);
}

TEST_F(FormTest, DeliversWhatWasFilledInAndClosesOnAnEmptyAnswer) {
  EXPECT_EQ(submit({{"Why", "the logo is missing"}})["outcome"], "ok");
  const Json payload = delivered_payload();
  EXPECT_EQ(payload["type"], "view_submission");
  EXPECT_EQ(payload["user"]["id"], "U0002");
  EXPECT_EQ(payload["view"]["private_metadata"], "kept");
  const Json state = {{"type", "plain_text_input"}, {"value", "the logo is missing"}};
  EXPECT_EQ(payload["view"]["state"]["values"]["why"]["value"], state);
  EXPECT_TRUE(open_form().is_null());
}

TEST_F(FormTest, StaysOpenWithErrorsAtTheirFields) {
  baton.script.push_back(
      HttpResponse::json(R"({"response_action":"errors","errors":{"why":"Which logo?"}})"));
  const Json result = submit({{"why", "x"}});
  EXPECT_EQ(result["outcome"], "ok");
  EXPECT_EQ(result["errors"]["why"], "Which logo?");
  EXPECT_EQ(open_form()["id"], view_id);
}

TEST_F(FormTest, FailsOnAnAnswerSlackWouldNotTake) {
  const char* const answers[] = {
      R"({"response_action":"errors","errors":{"nowhere":"?"}})",
      R"({"response_action":"errors"})",
      R"({"response_action":"dance"})",
      R"({"response_action":"update","view":{"type":"modal"}})",
      "thanks",
  };
  for (const char* const answer : answers) {
    SCOPED_TRACE(answer);
    baton.script.push_back(HttpResponse::json(answer));
    EXPECT_EQ(submit({{"why", "x"}})["outcome"], "dispatch_failed");
    EXPECT_EQ(open_form()["id"], view_id);
  }
}

TEST_F(FormTest, IsUpdatedOnlyInTheStateItWasSeenIn) {
  const Json stale = {{"view_id", view_id}, {"hash", "1.1"}, {"view", reason_form()}};
  EXPECT_EQ(api("views.update", stale)["error"], "hash_conflict");
  const Json fresh = {{"view_id", view_id}, {"hash", hash}, {"view", reason_form()}};
  const Json updated = api("views.update", fresh);
  EXPECT_EQ(updated["ok"], true);
  EXPECT_NE(updated["view"]["hash"], hash);
}

TEST_F(FormTest, IsClosedByThePerson) {
  EXPECT_EQ(door("close", {{"user", "U0002"}})["outcome"], "not_sent");
  EXPECT_TRUE(open_form().is_null());
}

TEST_F(FormTest, RefusesAViewOver250Kilobytes) {
  Json view = reason_form();
  view["blocks"] = Json::array();
  const std::string long_text(2999, 'x');
  for (int i = 0; i < 90; ++i) {
    view["blocks"].push_back(
        {{"type", "section"}, {"text", {{"type", "plain_text"}, {"text", long_text}}}});
  }
  const Json answer = api("views.open", {{"trigger_id", "t"}, {"view", view}});
  EXPECT_EQ(answer["error"], "view_too_large");
}

}  // namespace
}  // namespace baton::test
