#include "tests/core/fixture.h"

/// In which chats a handoff's card stands: in each where sender or receiver is at home.
namespace baton::test {
namespace {

const WorkspaceId chat{"chat"};
using Slots = std::vector<std::string>;

/// The slots of the cards that the latest command planned, in their order.
Slots card_slots(const Scene& scene) {
  Slots slots;
  for (const Notice& notice : scene.notices) {
    if (notice.kind == NoticeKind::card) slots.push_back(notice.slot);
  }
  return slots;
}

Person& person(Scene& scene, const PersonId& id) {
  return *std::ranges::find(scene.agency.directory.people, id, &Person::id);
}

/// A scene in which Dino lives in another chat, which has a channel for cards.
Scene scene_with_dino_elsewhere() {
  Scene scene;
  person(scene, dino).identities.push_back({chat, {"dino"}});
  person(scene, dino).home = chat;
  scene.agency.settings.default_channels[chat] = {"handoffs"};
  return scene;
}

TEST(CardNoticeTest, StandsInTheHomeOfTheSenderAndInThatOfTheReceiver) {
  Scene scene = scene_with_dino_elsewhere();
  scene.offer_to_dino();
  EXPECT_EQ(card_slots(scene), (Slots{"card/slack/ACME-13/1", "card/chat/ACME-13/1"}));
  for (const Notice& notice : scene.notices) {
    if (notice.kind != NoticeKind::card) continue;
    EXPECT_FALSE(notice.edit_only);
    EXPECT_TRUE(notice.person.empty());
    EXPECT_EQ(notice.slot, "card/" + notice.workspace.value + "/ACME-13/1");
  }
}

TEST(CardNoticeTest, TurnsInBothWithEverythingThatHappens) {
  const struct {
    const char* name;
    PersonId by;
    Action action;
  } cases[] = {
      {"accept", dino, Accept{}},
      {"return", dino, GiveBack{{}, "timing", ""}},
      {"ask", dino, Ask{{}, "Why?"}},
      {"withdraw", ana, Withdraw{}},
      {"value changed", ana, Set{"goal", "x"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Scene scene = scene_with_dino_elsewhere();
    scene.offer_to_dino();
    scene.ok(c.by, c.action);
    EXPECT_EQ(card_slots(scene), (Slots{"card/slack/ACME-13/1", "card/chat/ACME-13/1"}));
    for (const Notice& notice : scene.notices) {
      EXPECT_TRUE(notice.kind != NoticeKind::card || notice.edit_only);
    }
  }
}

TEST(CardNoticeTest, StandsOnceWhereBothAreAtHome) {
  Scene scene = scene_with_dino_elsewhere();
  person(scene, ana).home = chat;
  scene.offer_to_dino();
  EXPECT_EQ(card_slots(scene), Slots{"card/chat/ACME-13/1"});
}

TEST(CardNoticeTest, StaysAwayFromAHomeThatHasNoPlaceForIt) {
  Scene scene = scene_with_dino_elsewhere();
  scene.agency.settings.default_channels.erase(chat);
  scene.offer_to_dino();
  EXPECT_EQ(card_slots(scene), Slots{"card/slack/ACME-13/1"});

  Scene of_client = scene_with_dino_elsewhere();
  of_client.agency.settings.default_channels.erase(chat);
  of_client.agency.clients.at(acme).channels[chat] = {"acme"};
  of_client.offer_to_dino();
  EXPECT_EQ(card_slots(of_client).size(), 2u) << "the client's channel is a place";
}

TEST(CardNoticeTest, GoesWhereverThereIsAPlaceWhenNoHomeHasOne) {
  Scene scene;
  person(scene, ana).home = chat;
  person(scene, dino).home = chat;
  scene.offer_to_dino();
  EXPECT_EQ(card_slots(scene), Slots{"card/ACME-13/1"});
  EXPECT_TRUE(scene.notices.at(0).workspace.empty());
}

/// The slots of cards that are only to be edited where they stand.
Slots former_slots(const Scene& scene) {
  Slots slots;
  for (const Notice& notice : scene.notices) {
    if (notice.kind != NoticeKind::former_card) continue;
    EXPECT_TRUE(notice.edit_only);
    slots.push_back(notice.slot);
  }
  return slots;
}

TEST(CardNoticeTest, TurnsWhereItStoodBeforeItsPeopleMoved) {
  Scene scene = scene_with_dino_elsewhere();
  scene.agency.directory.workspaces.push_back({chat, "mattermost", "team"});
  scene.offer_to_dino();
  EXPECT_EQ(former_slots(scene), Slots{});
  person(scene, dino).home = slack_workspace;
  scene.ok(dino, Accept{});
  EXPECT_EQ(card_slots(scene), Slots{"card/slack/ACME-13/1"});
  EXPECT_EQ(former_slots(scene), Slots{"card/chat/ACME-13/1"});
}

TEST(CardNoticeTest, TurnsWhereItStoodBeforeItsChannelWent) {
  Scene scene = scene_with_dino_elsewhere();
  scene.agency.directory.workspaces.push_back({chat, "mattermost", "team"});
  scene.offer_to_dino();
  scene.agency.settings.default_channels.erase(chat);
  scene.ok(ana, Withdraw{});
  EXPECT_EQ(former_slots(scene), Slots{"card/chat/ACME-13/1"});
}

TEST(CardNoticeTest, IsReusedInEachChatByASecondOfferAndPostedWhereItIsNew) {
  Scene scene = scene_with_dino_elsewhere();
  scene.offer_to_dino();
  scene.ok(dino, GiveBack{{}, "timing", ""});
  scene.ok(ana, Give{{}, dino, ""});
  EXPECT_EQ(card_slots(scene), (Slots{"card/slack/ACME-13/1", "card/chat/ACME-13/1"}))
      << "the same messages say: 2nd offer";
}

}  // namespace
}  // namespace baton::test
