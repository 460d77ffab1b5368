#include "bot/wiring/mattermost_door.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/codec/form_body.h"
#include "tests/bot/app/world.h"

/// From a request of Mattermost to its answer and what follows it, over the whole service.
namespace baton::test {
namespace {

using Json = nlohmann::json;
using Kind = FakeChat::Call::Kind;

const std::string team = "teamteamteamteamteamteam01";
const std::string ana_there = "anaanaanaanaanaanaanaana01";
const std::string dino_there = "dinodinodinodinodinodino01";
const std::string petra_there = "petrapetrapetrapetrapetr01";
const std::string channel = "acmeacmeacmeacmeacmeacme01";
const std::string token = "tokentokentokentokentoken1";
const std::string card_slot = "card/mattermost/ACME-1/1";
const std::string response_url =
    "https://chat.example.com/hooks/commands/abcdefghijklmnopqrstuvwxyz";

HttpRequest request_of(std::string path, std::string type, std::string body) {
  HttpRequest request;
  request.method = "POST";
  request.path = std::move(path);
  request.headers.push_back({"Content-Type", std::move(type)});
  request.body = std::move(body);
  request.request_id = "r1";
  return request;
}

/// An agency that lives in Mattermost, and the door to it.
struct Doorway {
  explicit Doorway(World& owner)
      : world(owner),
        pressed(owner.lasting.store, owner.registry, owner.talk),
        reception(owner.io.get_executor(), owner.service, pressed, owner.talk, owner.lasting.clock,
                  owner.log),
        door(reception, owner.log) {
    world.lasting.second.id_prefix = std::string(25, 'p');  // 26 letters and digits in all
    Seed seed = make_seed();
    seed.workspaces.push_back({mattermost_workspace, "mattermost", team});
    const std::string users[] = {ana_there, dino_there, petra_there};
    for (std::size_t at = 0; at < std::size(users); ++at) {
      seed.people[at].identities.push_back({mattermost_workspace, UserId{users[at]}});
      seed.people[at].home = mattermost_workspace;
    }
    world.run(world.registry.sow(std::move(seed)));
    world.registry.settings().default_channels[mattermost_workspace] = ChannelId{channel};
    MattermostDoor::Workspace::Options options;
    options.name = mattermost_workspace;
    options.agency = "Northlight";
    options.seal_key = Secret(std::string(32, 's'));
    options.callback_url = "https://baton.example.com";
    options.command_tokens.emplace_back(token);
    workspace = &door.add(std::move(options), owner.lasting.clock);
    workspace->set_chat(owner.lasting.second);
    workspace->ingress().set_team(team);
  }

  HttpResponse command(const std::string& user, const std::string& text,
                       const std::string& trigger) {
    const std::string body = codec::encode_form({{"channel_id", channel},
                                                 {"channel_name", "acme"},
                                                 {"command", "/handoff"},
                                                 {"response_url", response_url},
                                                 {"team_domain", "northlight"},
                                                 {"team_id", team},
                                                 {"text", text},
                                                 {"token", token},
                                                 {"trigger_id", trigger},
                                                 {"user_id", user},
                                                 {"user_name", "someone"}});
    return world.run(
        door.command(request_of("/mattermost/command", "application/x-www-form-urlencoded", body)));
  }
  HttpResponse press(const std::string& user, const Json& context, const std::string& post,
                     const std::string& trigger) {
    Json body{{"user_id", user},        {"user_name", "someone"}, {"channel_id", channel},
              {"channel_name", "acme"}, {"team_id", team},        {"team_domain", "northlight"},
              {"post_id", post},        {"trigger_id", trigger},  {"type", "button"},
              {"data_source", ""},      {"context", context}};
    return world.run(
        door.action(request_of("/mattermost/action", "application/json", body.dump())));
  }
  HttpResponse submit(const std::string& user, const std::string& state, const Json& values) {
    Json body{{"type", "dialog_submission"},
              {"callback_id", mattermost::form_callback},
              {"state", state},
              {"user_id", user},
              {"channel_id", channel},
              {"team_id", team},
              {"submission", values},
              {"cancelled", false}};
    return world.run(
        door.dialog(request_of("/mattermost/dialog", "application/json", body.dump())));
  }

  /// The context of the button `label` on a message, as a post of ours holds it.
  Json context(const Card& card, const std::string& slot, const std::string& label) const {
    const Json message = workspace->renderer().message(card, {slot, {}});
    for (const Json& attachment : message["props"]["attachments"]) {
      for (const Json& action : attachment.value("actions", Json::array())) {
        if (action["name"] == label) return action["integration"]["context"];
      }
    }
    ADD_FAILURE() << "no button " << label << " in " << message.dump(1);
    return {};
  }
  /// The card of ACME-1 where the chat keeps it.
  FakeChat::Message card() {
    const auto cards = world.lasting.second.channel_messages(channel);
    EXPECT_EQ(cards.size(), 1u);
    return cards.empty() ? FakeChat::Message() : cards.front();
  }
  std::string state(const Form& form, const std::string& user) const {
    const mattermost::FormSeal sealed{form.press, UserId{user}, "nonce1",
                                      world.lasting.clock.now()};
    return workspace->renderer().dialog(form, sealed)["dialog"]["state"];
  }

  World& world;
  PressedMessages pressed;
  Reception reception;
  MattermostDoor door;
  MattermostDoor::Workspace* workspace = nullptr;
};

/// ACME-1 offered by Ana to Dino, its card posted in Mattermost.
void offer_there(Doorway& way) {
  way.world.start_worker();
  offer_task(way.world);
  way.world.settle();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

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

Press ask_form() {
  Press press = press_of(Verb::ask, {"ACME-1"}, 1);
  press.kind = Press::Kind::open_form;
  return press;
}

TEST(MattermostDoorTest, OpensAFormWithTheTriggerOfThePress) {
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

TEST(MattermostDoorTest, OffersToTryAgainWhereTheFormDidNotOpen) {
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

TEST(MattermostDoorTest, AFormClosesWhenItIsTakenAndStaysOpenWithTheErrorAtItsInput) {
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

TEST(MattermostDoorTest, WhatFollowsAFormIsSentOnceHoweverOftenTheFormComes) {
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

TEST(MattermostDoorTest, APrivateReplyIsTriedAgainWhereTheChatIsBusy) {
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

TEST(MattermostDoorTest, AFormThatIsTooOldHasNoEffectAndOffersItselfAgain) {
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
}  // namespace baton::test
