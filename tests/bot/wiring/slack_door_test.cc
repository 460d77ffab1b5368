#include "tests/bot/wiring/slack_doorway.h"

/// From a signed request to its answer and what follows it, over the whole service.
namespace baton::test::at_slack {
namespace {

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
  EXPECT_EQ(world.meter.count("shed commands"), 1);
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
}  // namespace baton::test::at_slack
