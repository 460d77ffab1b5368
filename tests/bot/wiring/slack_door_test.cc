#include "bot/wiring/slack_door.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/codec/form_body.h"
#include "bot/codec/press_json.h"
#include "tests/adapters/slack/requests.h"
#include "tests/bot/app/world.h"

/// From a signed request to its answer and what follows it, over the whole service.
namespace baton::test {
namespace {

using Json = nlohmann::json;
using Kind = FakeChat::Call::Kind;

const std::string other_secret(32, 'b');
const std::string response_url = "https://hooks.slack.com/commands/T0001/1/x";

std::string command_body(const std::string& user, const std::string& text,
                         const std::string& trigger, const std::string& team = "T0001") {
  return codec::encode_form({{"team_id", team},
                             {"user_id", user},
                             {"user_name", "someone"},
                             {"channel_id", "C0002"},
                             {"command", "/handoff"},
                             {"text", text},
                             {"trigger_id", trigger},
                             {"response_url", response_url}});
}

std::string press_body(const std::string& user, const Press& press, const std::string& trigger) {
  Json payload;
  payload["type"] = "block_actions";
  payload["team"] = {{"id", "T0001"}};
  payload["user"] = {{"id", user}, {"username", "someone"}, {"team_id", "T0001"}};
  payload["trigger_id"] = trigger;
  payload["response_url"] = response_url;
  payload["container"] = {{"type", "message"}, {"message_ts", "1.1"}, {"channel_id", "C0002"}};
  payload["actions"] =
      Json::array({{{"type", "button"}, {"action_id", "baton_0"}, {"value", press_json(press)}}});
  return payload_body(payload.dump());
}

std::string submission_body(const std::string& user, const Press& press, const FormValues& values,
                            const std::string& hash = "1.abc") {
  Json inputs = Json::object();
  for (const auto& [name, value] : values) {
    inputs[name][name] = {{"type", "plain_text_input"}, {"value", value}};
  }
  Json view;
  view["callback_id"] = "baton_form";
  view["root_view_id"] = "V1";
  view["hash"] = hash;
  view["private_metadata"] = press_json(press);
  view["state"]["values"] = inputs;
  view["app_installed_team_id"] = "T0001";
  Json payload;
  payload["type"] = "view_submission";
  payload["team"] = {{"id", "T0001"}};
  payload["user"] = {{"id", user}, {"username", "someone"}, {"team_id", "T0001"}};
  payload["view"] = view;
  return payload_body(payload.dump());
}

/// A door over a world, with one workspace whose team is known.
struct Doorway {
  explicit Doorway(World& owner)
      : world(owner),
        pressed(owner.lasting.store, owner.registry, owner.talk),
        reception(owner.io.get_executor(), owner.service, pressed, owner.talk, owner.lasting.clock,
                  owner.log),
        door(reception, owner.log) {
    add(owner.lasting.chat, signing_secret, "T0001");
  }
  void add(FakeChat& chat, const std::string& secret, const std::string& team) {
    std::vector<Secret> secrets;
    secrets.emplace_back(secret);
    slack::Ingress ingress(chat.workspace(), std::move(secrets), world.lasting.clock);
    if (!team.empty()) ingress.set_team(team);
    door.workspaces().push_back({std::move(ingress), &chat});
  }
  HttpResponse command(const std::string& body, const std::string& secret = signing_secret) {
    HttpRequest request =
        signed_request("/slack/commands", body, world.lasting.clock.now(), secret);
    return world.run(door.command(std::move(request)));
  }
  HttpResponse interaction(const std::string& body) {
    HttpRequest request =
        signed_request("/slack/interactions", body, world.lasting.clock.now(), signing_secret);
    return world.run(door.interaction(std::move(request)));
  }
  World& world;
  PressedMessages pressed;
  Reception reception;
  SlackDoor door;
};

/// The words of a private answer in the response.
std::string words(const HttpResponse& response) {
  const Json body = Json::parse(response.body);
  EXPECT_EQ(body.at("response_type"), "ephemeral");
  return body.at("text").get<std::string>() + body.value("blocks", Json::array()).dump();
}
bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(SlackDoorTest, AnswersASignedCommandInPlace) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  const HttpResponse response =
      way.command(command_body("U0001", "new quick ACME \"One\"", "1.1.a"));
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(has(words(response), "ACME-1"));
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  EXPECT_TRUE(lasting.chat.calls().empty()) << "nothing follows";
}

TEST(SlackDoorTest, AnswersTheSameDeliveryWithTheSameBytes) {  // G23
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  const std::string body = command_body("U0001", "new quick ACME \"One\"", "1.1.a");
  const HttpResponse first = way.command(body);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(way.command(body).body, first.body);
  EXPECT_EQ(world.task("ACME-2").version, 0u);
}

TEST(SlackDoorTest, RefusesWhatIsNotSignedForUsAndSaysSoInTheLog) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  const std::string body = command_body("U0001", "new quick ACME \"One\"", "1.1.a");
  EXPECT_EQ(way.command(body, other_secret).status, 401);
  EXPECT_EQ(way.command(command_body("U0001", "list", "1.1.b", "T9999")).status, 403);
  HttpRequest stale =
      signed_request("/slack/commands", body, lasting.clock.now() - std::chrono::minutes(6));
  EXPECT_EQ(world.run(way.door.command(std::move(stale))).status, 401);
  EXPECT_EQ(world.task("ACME-1").version, 0u);
  EXPECT_TRUE(world.logged("slack.refused"));
  for (const std::string& line : world.lines) EXPECT_FALSE(has(line, signing_secret)) << line;
}

TEST(SlackDoorTest, AcknowledgesAPressAndSendsItsWordsAfter) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_task(world);
  const HttpResponse response =
      way.interaction(press_body("U0002", press_of(Verb::accept, {"ACME-1"}, 1), "1.1.a"));
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(response.body.empty());
  EXPECT_EQ(world.task("ACME-1").holder, dino);
  const std::vector<FakeChat::Call> replies = lasting.chat.calls(Kind::reply);
  ASSERT_EQ(replies.size(), 1u);
  EXPECT_EQ(replies[0].address, response_url);
  EXPECT_TRUE(has(plain_text(replies[0].card), "ACME-1"));
}

TEST(SlackDoorTest, AnswersBeforeWhatFollows) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_task(world);
  lasting.chat.hold([](const FakeChat::Call& call) { return call.kind == Kind::reply; });
  const HttpResponse response =
      way.interaction(press_body("U0002", press_of(Verb::accept, {"ACME-1"}, 1), "1.1.a"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(way.reception.under_way(), 1) << "the reply";
  lasting.chat.release();
  world.settle();
  EXPECT_EQ(way.reception.under_way(), 0);
}

Press ask_form() {
  Press press = press_of(Verb::ask, {"ACME-1"}, 1);
  press.kind = Press::Kind::open_form;
  return press;
}

TEST(SlackDoorTest, OpensAFormWithTheTriggerOfThePress) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_task(world);
  EXPECT_EQ(way.interaction(press_body("U0002", ask_form(), "7.7.t")).status, 200);
  const std::vector<FakeChat::Call> forms = lasting.chat.calls(Kind::open_form);
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_EQ(forms[0].address, "7.7.t");
  EXPECT_EQ(forms[0].form.press.verb, Verb::ask);
  EXPECT_TRUE(lasting.chat.calls(Kind::reply).empty());
}

TEST(SlackDoorTest, OffersToTryAgainWhereTheFormDidNotOpen) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_task(world);
  lasting.chat.next_form(failure(ErrorClass::permanent_unknown, "expired_trigger_id"));
  EXPECT_EQ(way.interaction(press_body("U0002", ask_form(), "7.7.t")).status, 200);
  const std::vector<FakeChat::Call> replies = lasting.chat.calls(Kind::reply);
  ASSERT_EQ(replies.size(), 1u);
  const auto reopens = [](const Card& card) {
    for (const Button& button : card.buttons) {
      if (button.press.kind == Press::Kind::open_form) return true;
    }
    for (const Card::Section& section : card.sections) {
      for (const Button& button : section.buttons) {
        if (button.press.kind == Press::Kind::open_form) return true;
      }
    }
    return false;
  };
  EXPECT_TRUE(reopens(replies[0].card)) << plain_text(replies[0].card);
  EXPECT_TRUE(has(plain_text(replies[0].card), "ask ACME-1")) << "and the command that does it";
  EXPECT_TRUE(world.logged("form.unopened"));
}

TEST(SlackDoorTest, AnswersInTheFormThatWasUnderstoodAndKeepsOneOpenThatWasNot) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_task(world);
  const Reply opened = world.handle(pressed(dino, ask_form()));
  ASSERT_EQ(opened.kind, Reply::Kind::open_form);
  const Press press = opened.form.press;
  const std::string name = opened.form.inputs.at(0).name;
  const HttpResponse kept =
      way.interaction(submission_body("U0003", press, {{name, "which?"}}, "1.a"));
  const Json answer = Json::parse(kept.body);
  EXPECT_EQ(answer.at("response_action"), "errors");
  EXPECT_TRUE(answer.at("errors").contains(name)) << kept.body;
  const HttpResponse taken =
      way.interaction(submission_body("U0002", press, {{name, "which shoes?"}}, "1.b"));
  EXPECT_EQ(taken.status, 200);
  EXPECT_EQ(Json::parse(taken.body).at("response_action"), "update") << taken.body;
  EXPECT_EQ(world.task("ACME-1").offer()->questions.at(0).text, "which shoes?");
}

TEST(SlackDoorTest, TellsPeopleWhatWasNotRecordedWhereTheStoreFails) {  // 2.5
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_task(world);
  lasting.store.fail_next_appends(3);
  const std::string typed_words = "note ACME-1 \"call Mia\"";
  const std::string said = words(way.command(command_body("U0001", typed_words, "1.1.a")));
  EXPECT_TRUE(has(said, "not recorded")) << said;
  EXPECT_TRUE(has(said, "call Mia")) << "what was typed comes back: " << said;
  const Press accept = press_of(Verb::accept, {"ACME-1"}, 1);
  EXPECT_EQ(way.interaction(press_body("U0002", accept, "1.1.b")).status, 503);
  const HttpResponse form =
      way.interaction(submission_body("U0002", ask_form(), {{"question", "which?"}}));
  EXPECT_EQ(Json::parse(form.body).at("response_action"), "errors");
  EXPECT_TRUE(world.logged("command.not_recorded"));
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  EXPECT_TRUE(has(words(way.command(command_body("U0001", typed_words, "1.1.a"))), "ACME-1"))
      << "the same delivery, when it works again";
  EXPECT_EQ(world.task("ACME-1").notes.size(), 1u);
}

TEST(SlackDoorTest, TellsPeopleWhatWasNotRecordedOnceItIsClosed) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  way.reception.close();
  const HttpResponse response =
      way.command(command_body("U0001", "new quick ACME \"One\"", "1.1.a"));
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(has(words(response), "not recorded"));
  EXPECT_EQ(world.task("ACME-1").version, 0u);
}

TEST(SlackDoorTest, TurnsAwayWhatIsTooMuchAndServesTheRest) {  // G16
  Lasting lasting;
  World world(lasting, World::Pace::slow);
  Doorway way(world);
  int recorded = 0;
  int refused = 0;
  for (int i = 0; i < 1100; ++i) {
    HttpRequest request = signed_request(
        "/slack/commands", command_body("U0001", "note ACME-9 x", "1.1." + std::to_string(i)),
        lasting.clock.now());
    boost::asio::co_spawn(world.io, way.door.command(std::move(request)),
                          [&](std::exception_ptr failure, HttpResponse response) {
                            EXPECT_FALSE(failure);
                            EXPECT_EQ(response.status, 200);
                            ++(has(words(response), "not recorded") ? refused : recorded);
                          });
  }
  world.settle();
  EXPECT_EQ(recorded, 1024);
  EXPECT_EQ(refused, 1100 - 1024);
  EXPECT_EQ(way.reception.under_way(), 0);
  EXPECT_FALSE(has(words(way.command(command_body("U0001", "list", "2.2.a"))), "not recorded"));
}

/// A second workspace where Petra is somebody else.
struct Elsewhere {
  explicit Elsewhere(World& world) : chat(WorkspaceId{"other"}, world.lasting.clock) {
    Seed seed = make_seed();
    seed.people[2].identities.push_back({WorkspaceId{"other"}, UserId{"U0001"}});
    world.run(world.registry.sow(seed));
  }
  FakeChat chat;
};

TEST(SlackDoorTest, TellsTwoWorkspacesApartByTheirSignatures) {
  Lasting lasting;
  World world(lasting);
  Elsewhere elsewhere(world);
  Doorway way(world);
  way.add(elsewhere.chat, other_secret, "T0002");
  way.command(command_body("U0001", "new quick ACME \"Ana's\"", "1.1.a"));
  way.command(command_body("U0001", "new quick ACME \"Petra's\"", "1.1.a", "T0002"), other_secret);
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  EXPECT_EQ(world.task("ACME-2").holder, petra);
  // A signature of one workspace does not speak for the other's team.
  EXPECT_EQ(way.command(command_body("U0001", "list", "1.1.b", "T0002")).status, 403);
}

TEST(SlackDoorTest, TellsTwoWorkspacesOfOneAppApartByTheirTeams) {
  Lasting lasting;
  World world(lasting);
  Elsewhere elsewhere(world);
  Doorway way(world);
  way.add(elsewhere.chat, signing_secret, "T0002");
  way.command(command_body("U0001", "new quick ACME \"Petra's\"", "1.1.a", "T0002"));
  EXPECT_EQ(world.task("ACME-1").holder, petra);
}

TEST(SlackDoorTest, TellsPeopleWhatWasNotRecordedWhileTheTeamIsNotKnown) {  // 2.5
  Lasting lasting;
  World world(lasting);
  Elsewhere elsewhere(world);
  Doorway way(world);
  way.add(elsewhere.chat, signing_secret, "");  // not linked yet
  const HttpResponse early =
      way.command(command_body("U0001", "note ACME-1 \"call Mia\"", "1.1.a", "T0002"));
  EXPECT_EQ(early.status, 200);
  EXPECT_TRUE(has(words(early), "not recorded"));
  EXPECT_TRUE(has(words(early), "call Mia")) << "what was typed comes back";
  EXPECT_FALSE(has(words(way.command(command_body("U0001", "list", "1.1.b"))), "not recorded"))
      << "the workspace whose team is known is served";
}

TEST(SlackDoorTest, FailsAPressAndKeepsAFormOpenWhileTheTeamIsNotKnown) {  // 2.5
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  Doorway way(world);
  way.door.workspaces().clear();
  way.add(lasting.chat, signing_secret, "");
  const Press accept = press_of(Verb::accept, {"ACME-1"}, 1);
  EXPECT_EQ(way.interaction(press_body("U0002", accept, "1.1.b")).status, 503);
  const HttpResponse form =
      way.interaction(submission_body("U0002", ask_form(), {{"question", "which?"}}));
  EXPECT_EQ(form.status, 200);
  EXPECT_EQ(Json::parse(form.body).at("response_action"), "errors");
  EXPECT_EQ(world.task("ACME-1").holder, ana) << "nothing was recorded";
  EXPECT_EQ(way.command("nothing of Slack's").status, 400) << "signed, but not to be read";
  EXPECT_EQ(way.command("text=list").status, 503) << "signed, but of no team";
  EXPECT_EQ(way.command(command_body("U0001", "list", "1.1.a"), other_secret).status, 401);
  EXPECT_TRUE(world.logged("slack.refused"));
}

/// A workspace whose private answers fail in a way that Chat does not allow.
class BrokenChat final : public Chat {
 public:
  explicit BrokenChat(Chat& chat) : chat_(chat) {}
  [[nodiscard]] WorkspaceId workspace() const override { return chat_.workspace(); }
  boost::asio::awaitable<Posted> post(Outgoing message) override {
    return chat_.post(std::move(message));
  }
  boost::asio::awaitable<Posted> update(MessageRef message, Outgoing content) override {
    return chat_.update(std::move(message), std::move(content));
  }
  boost::asio::awaitable<Found> find(Outgoing message, TimePoint since) override {
    return chat_.find(std::move(message), since);
  }
  boost::asio::awaitable<Posted> open_form(std::string, UserId, Form) override {
    throw std::bad_alloc();
  }
  boost::asio::awaitable<Posted> reply(std::string, UserId, Card) override {
    throw std::bad_alloc();
  }
  boost::asio::awaitable<Asked<TeamInfo>> team() override { return chat_.team(); }
  boost::asio::awaitable<Asked<ChannelId>> channel(std::string name) override {
    return chat_.channel(std::move(name));
  }
  boost::asio::awaitable<Asked<UserInfo>> user(UserId id) override {
    return chat_.user(std::move(id));
  }
  boost::asio::awaitable<Asked<UserInfo>> user_called(std::string name) override {
    return chat_.user_called(std::move(name));
  }

 private:
  Chat& chat_;
};

TEST(SlackDoorTest, LogsWhatFollowsAnAnswerAndThrows) {
  Lasting lasting;
  World world(lasting);
  offer_task(world);
  Doorway way(world);
  BrokenChat broken(lasting.chat);
  way.door.workspaces()[0].chat = &broken;
  const Press accept = press_of(Verb::accept, {"ACME-1"}, 1);
  EXPECT_EQ(way.interaction(press_body("U0002", accept, "1.1.b")).status, 200);
  EXPECT_TRUE(world.logged("reply.failed"));
  EXPECT_EQ(way.reception.under_way(), 0);
  EXPECT_EQ(world.task("ACME-1").holder, dino) << "recorded all the same";
}

}  // namespace
}  // namespace baton::test
