#include "tests/bot/wiring/mattermost_doorway.h"

/// Forms at Mattermost's door: how they open, stay, close, and have one effect.
namespace baton::test::at_mattermost {
namespace {

TEST(MattermostFormsTest, OpensAFormWithTheTriggerOfThePress) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const FakeChat::Message card = way.card();
  const HttpResponse response =
      way.press(dino_there, way.context(card.card, card_slot, "Ask"), card.ref.id, "trigger7");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(Json::parse(response.body), Json::object()) << "the card shows all there is";
  const std::vector<FakeChat::Call> forms = lasting.second.calls(Kind::open_form);
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_EQ(forms[0].address, "trigger7");
  EXPECT_EQ(forms[0].user, UserId{dino_there});
}

TEST(MattermostFormsTest, OffersToTryAgainWhereTheFormDidNotOpen) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  lasting.second.next_form(failure(ErrorClass::permanent_unknown, "expired"));
  way.command(dino_there, "ask ACME-1", "trigger7");
  const std::vector<FakeChat::Call> replies = lasting.second.calls(Kind::reply);
  ASSERT_EQ(replies.size(), 1u);
  EXPECT_EQ(replies[0].address, response_url);
  EXPECT_EQ(replies[0].user, UserId{dino_there});
  EXPECT_TRUE(has(plain_text(replies[0].card), "ask ACME-1"));
}

TEST(MattermostFormsTest, AFormClosesWhenItIsTakenAndStaysOpenWithTheErrorAtItsInput) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const Reply opened = world.handle(pressed(dino, ask_form()));
  ASSERT_EQ(opened.kind, Reply::Kind::open_form);
  const std::string name = opened.form.inputs.at(0).name;
  const std::string state = way.state(opened.form, dino_there);
  const HttpResponse kept = way.submit(dino_there, state, {{name, ""}});
  EXPECT_TRUE(Json::parse(kept.body).at("errors").contains(name)) << kept.body;
  const HttpResponse foreign = way.submit(petra_there, state, {{name, "which?"}});
  EXPECT_TRUE(has(Json::parse(foreign.body).value("error", ""), "othing was recorded"));
  EXPECT_TRUE(world.task("ACME-1").offer()->questions.empty());
  const HttpResponse taken = way.submit(dino_there, state, {{name, "which shoes?"}});
  EXPECT_EQ(taken.status, 200);
  EXPECT_EQ(Json::parse(taken.body), Json::object());
  EXPECT_EQ(world.task("ACME-1").offer()->questions.at(0).text, "which shoes?");
  EXPECT_EQ(way.submit(dino_there, state, {{name, "which shoes?"}}).body, taken.body);
  const HttpResponse other = way.submit(dino_there, state, {{name, "and which socks?"}});
  EXPECT_TRUE(has(Json::parse(other.body).value("error", ""), "sent before")) << other.body;
  EXPECT_EQ(world.task("ACME-1").offer()->questions.size(), 1u) << "one form, one effect";
}

TEST(MattermostFormsTest, WhatFollowsAFormIsSentOnceHoweverOftenTheFormComes) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  Press start;
  start.kind = Press::Kind::open_form;
  start.verb = Verb::start_new;
  const Reply opened = world.handle(pressed(ana, start));
  ASSERT_EQ(opened.kind, Reply::Kind::open_form);
  const std::string state = way.state(opened.form, ana_there);
  const Json values{{"workflow", "quick"}, {"client", "ACME"}, {"title", "One"}};
  for (int again = 0; again < 3; ++again) {
    EXPECT_EQ(Json::parse(way.submit(ana_there, state, values).body), Json::object());
  }
  EXPECT_EQ(world.task("ACME-2").version, 0u);
  EXPECT_EQ(lasting.second.calls(Kind::reply).size(), 1u);
}

TEST(MattermostFormsTest, APrivateReplyIsTriedAgainWhereTheChatIsBusy) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  lasting.second.next_form(failure(ErrorClass::permanent_unknown, "expired"));
  lasting.second.next_reply(failure(ErrorClass::retry_later, "busy", std::chrono::seconds(2)));
  way.command(dino_there, "ask ACME-1", "trigger7");
  EXPECT_EQ(lasting.second.calls(Kind::reply).size(), 1u);
  world.pass(std::chrono::seconds(2));
  EXPECT_EQ(lasting.second.calls(Kind::reply).size(), 2u);
  EXPECT_EQ(way.reception.under_way(), 0);
}

TEST(MattermostFormsTest, AFormThatIsTooOldHasNoEffectAndOffersItselfAgain) {
  Lasting lasting;
  World world(lasting);
  Doorway way(world);
  offer_there(way);
  const Reply opened = world.handle(pressed(dino, ask_form()));
  const std::string state = way.state(opened.form, dino_there);
  lasting.clock.advance(std::chrono::minutes(31));
  const HttpResponse late =
      way.submit(dino_there, state, {{opened.form.inputs.at(0).name, "which shoes?"}});
  EXPECT_TRUE(has(Json::parse(late.body).value("error", ""), "30 minutes")) << late.body;
  EXPECT_TRUE(world.task("ACME-1").offer()->questions.empty());
  const std::vector<FakeChat::Call> replies = lasting.second.calls(Kind::reply);
  ASSERT_EQ(replies.size(), 1u) << "a private button opens it again";
  std::vector<Button> buttons = replies[0].card.buttons;
  for (const Card::Section& section : replies[0].card.sections) {
    buttons.insert(buttons.end(), section.buttons.begin(), section.buttons.end());
  }
  ASSERT_EQ(buttons.size(), 1u);
  EXPECT_EQ(buttons[0].press.kind, Press::Kind::open_form);
  EXPECT_EQ(buttons[0].press.filled.at(opened.form.inputs.at(0).name), "which shoes?")
      << "with what was typed";
}

}  // namespace
}  // namespace baton::test::at_mattermost
