#include "tests/bot/wiring/mattermost_doorway.h"

/// From a request of Mattermost to its answer and what follows it, over the whole service.
namespace baton::test::at_mattermost {
namespace {

TEST(MattermostDoorTest, AnswersACommandInPlaceAndPrivately) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  const HttpResponse response = way.command(ana_there, "new quick ACME \"One\"", "trigger1");
  EXPECT_EQ(response.status, 200);
  const Json body = Json::parse(response.body);
  EXPECT_EQ(body.at("response_type"), "ephemeral");
  EXPECT_TRUE(has(response.body, "ACME")) << response.body;
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  EXPECT_TRUE(lasting.second.calls().empty()) << "nothing follows";
}

TEST(MattermostDoorTest, AnswersTheSameTriggerWithTheSameBytesAndOneEffect) {  // A2.2, G23
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  const HttpResponse first = way.command(ana_there, "new quick ACME \"One\"", "trigger1");
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(way.command(ana_there, "new quick ACME \"One\"", "trigger1").body, first.body);
  }
  EXPECT_EQ(world.task("ACME-2").version, 0u);
}

TEST(MattermostDoorTest, RefusesACommandWithoutOurTokenAndSaysSoInTheLog) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  const std::string body = codec::encode_form({{"team_id", team},
                                               {"text", "new quick ACME One"},
                                               {"token", std::string(26, 'x')},
                                               {"trigger_id", "t"},
                                               {"user_id", ana_there}});
  const HttpResponse response = world.run(way.door.command(
      request_of("/mattermost/command", "application/x-www-form-urlencoded", body)));
  EXPECT_EQ(response.status, 401);
  EXPECT_TRUE(response.body.empty());
  EXPECT_EQ(world.task("ACME-1").version, 0u);
  EXPECT_TRUE(world.logged("mattermost.refused"));
  for (const std::string& line : world.lines) EXPECT_FALSE(has(line, "xxxxx")) << line;
}

TEST(MattermostDoorTest, APressOnTheCardTurnsItInTheAnswer) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const FakeChat::Message card = way.card();
  lasting.second.hold([](const FakeChat::Call&) { return true; });  // the worker is slower
  const HttpResponse response =
      way.press(dino_there, way.context(card.card, card_slot, "Accept"), card.ref.id, "trigger1");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(world.task("ACME-1").holder, dino);
  const Json body = Json::parse(response.body);
  ASSERT_TRUE(body.contains("update")) << response.body;
  EXPECT_TRUE(has(body["update"]["message"], "**Dino** holds this")) << response.body;
  EXPECT_TRUE(body["update"]["props"].contains("attachments"));
  EXPECT_EQ(body["update"]["props"]["from_bot"], "true");
  EXPECT_TRUE(has(body.value("ephemeral_text", ""), "ACME-1")) << response.body;
  lasting.second.release();
}

TEST(MattermostDoorTest, TheSamePressAgainHasOneEffect) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const FakeChat::Message card = way.card();
  const Json accept = way.context(card.card, card_slot, "Accept");
  const HttpResponse first = way.press(dino_there, accept, card.ref.id, "trigger1");
  world.settle();
  const std::size_t journal = lasting.store.journal().size();
  const HttpResponse second = way.press(dino_there, accept, card.ref.id, "trigger1");
  EXPECT_EQ(Json::parse(first.body)["ephemeral_text"], Json::parse(second.body)["ephemeral_text"]);
  EXPECT_EQ(lasting.store.journal().size(), journal);
}

TEST(MattermostDoorTest, AnotherPostsContextActsOnNothingAndShowsThePresent) {  // T03, A2.2
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const Json accept = way.context(way.card().card, card_slot, "Accept");
  const std::size_t journal = lasting.store.journal().size();
  const HttpResponse response =
      way.press(dino_there, accept, "otherotherotherotherother1", "trigger1");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  EXPECT_EQ(lasting.store.journal().size(), journal);
  const std::string words = Json::parse(response.body).value("ephemeral_text", "");
  EXPECT_TRUE(has(words, "othing was recorded")) << response.body;
  EXPECT_TRUE(has(words, "ACME")) << "and how it stands: " << words;
}

TEST(MattermostDoorTest, AForgedContextIsAPrivateSentenceWithoutEffect) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const FakeChat::Message card = way.card();
  Json forged = way.context(card.card, card_slot, "Accept");
  forged["m"] = std::string(64, '0');
  for (const Json& context : {forged, Json::object(), Json("text")}) {
    const HttpResponse response = way.press(dino_there, context, card.ref.id, "trigger1");
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(has(Json::parse(response.body).value("ephemeral_text", ""), "othing was recorded"));
  }
  EXPECT_EQ(world.task("ACME-1").holder, ana);
}

TEST(MattermostDoorTest, AnAnswerThatIsAppliedLateDoesNotHideALaterChange) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const FakeChat::Message card = way.card();
  lasting.second.hold([](const FakeChat::Call& call) { return call.kind == Kind::update; });
  way.press(dino_there, way.context(card.card, card_slot, "Accept"), card.ref.id, "trigger1");
  lasting.second.hold(nullptr);
  lasting.second.release();
  world.say(dino, "note ACME-1 \"nothing to show\"");
  world.say(ana, "cancel ACME-1 over");
  const std::size_t before = lasting.second.calls(Kind::update).size();
  world.pass(std::chrono::seconds(3));
  std::size_t of_card = 0;
  for (const FakeChat::Call& call : lasting.second.calls(Kind::update)) {
    of_card += call.message.id == card.ref.id ? 1U : 0U;
  }
  EXPECT_GE(of_card, 2u) << before;
  EXPECT_EQ(way.card().card, world.talk.card(world.row(card_slot).notice, world.task("ACME-1"),
                                             world.registry.agency(), false));
}

TEST(MattermostDoorTest, TellsPeopleWhatWasNotRecordedWhereTheStoreFails) {  // 2.5
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const Reply opened = world.handle(pressed(dino, ask_form()));
  const FakeChat::Message card = way.card();
  lasting.store.fail_next_appends(3);
  const HttpResponse said = way.command(ana_there, "note ACME-1 \"call Mia\"", "trigger1");
  EXPECT_TRUE(has(said.body, "not recorded") && has(said.body, "call Mia")) << said.body;
  const HttpResponse press =
      way.press(dino_there, way.context(card.card, card_slot, "Accept"), card.ref.id, "trigger2");
  EXPECT_TRUE(has(Json::parse(press.body).value("ephemeral_text", ""), "not recorded"))
      << press.body;
  const HttpResponse form = way.submit(dino_there, way.state(opened.form, dino_there),
                                       {{opened.form.inputs.at(0).name, "which?"}});
  EXPECT_TRUE(has(Json::parse(form.body).value("error", ""), "not recorded")) << form.body;
  EXPECT_EQ(world.task("ACME-1").holder, ana);
}

TEST(MattermostDoorTest, ACommandBeforeTheTeamIsKnownIsNotRecordedAndSaysSo) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  way.workspace->ingress().set_team("");
  const HttpResponse early = way.command(ana_there, "new quick ACME One", "trigger1");
  EXPECT_EQ(early.status, 200);
  EXPECT_TRUE(has(early.body, "othing was recorded") || has(early.body, "not recorded"))
      << early.body;
  EXPECT_EQ(world.task("ACME-1").version, 0u);
}

TEST(MattermostDoorTest, TellsTwoTeamsApartByTheirTokensAndSeals) {  // A2.4
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  FakeChat other(WorkspaceId{"other"}, lasting.clock);
  MattermostDoor::Workspace::Options options;
  options.name = other.workspace();
  options.agency = "Northlight";
  options.seal_key = Secret(std::string(32, 's'));
  options.callback_url = "https://baton.example.com";
  options.command_tokens.emplace_back(std::string(26, 'o'));
  MattermostDoor::Workspace& second = way.door.add(std::move(options), lasting.clock);
  second.set_chat(other);
  second.ingress().set_team("otherotherotherotherother1");
  const FakeChat::Message card = way.card();
  const Json message = second.renderer().message(card.card, {card_slot, {}});
  Json context;
  for (const Json& attachment : message["props"]["attachments"]) {
    for (const Json& action : attachment.value("actions", Json::array())) {
      if (action["name"] == "Accept") context = action["integration"]["context"];
    }
  }
  // Sealed for the other team: there Dino is nobody we know.
  way.press(dino_there, context, card.ref.id, "trigger1");
  EXPECT_EQ(world.task("ACME-1").holder, ana);
  way.press(dino_there, way.context(card.card, card_slot, "Accept"), card.ref.id, "trigger2");
  EXPECT_EQ(world.task("ACME-1").holder, dino);
}

}  // namespace
}  // namespace baton::test::at_mattermost
