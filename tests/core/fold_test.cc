#include "tests/core/fixture.h"

/// Folding facts: what clients and the directory become, and that a task's fold never refuses.
namespace baton::test {
namespace {

template <class State, class Fact>
State folded(State state, std::vector<Fact> facts) {
  for (Fact& fact : facts) {
    state = apply(std::move(state), {std::move(fact), Author::of(ana), monday_nine});
  }
  return state;
}

TEST(ClientFoldTest, KeepsNameChannelsRolesAndTheLastNumber) {
  Client client =
      folded(Client{}, std::vector<ClientFact>{ClientAdded{"Acme"}, ClientRenamed{"Acme Shoes"},
                                               ClientChannelSet{slack_workspace, {"C0002"}},
                                               ClientRoleSet{{"designer"}, dora}, TaskNumbered{7},
                                               TaskNumbered{3}});
  EXPECT_EQ(client.name, "Acme Shoes");
  EXPECT_EQ(client.channels.at(slack_workspace), ChannelId{"C0002"});
  EXPECT_EQ(client.roles.at({"designer"}), dora);
  EXPECT_EQ(client.last_number, 7) << "a number is never given twice";
  EXPECT_EQ(client.version, 6u);
  client = folded(client, std::vector<ClientFact>{ClientChannelSet{slack_workspace, {}},
                                                  ClientRoleSet{{"designer"}, {}}});
  EXPECT_TRUE(client.channels.empty());
  EXPECT_TRUE(client.roles.empty());
}

TEST(DirectoryFoldTest, KeepsPeopleWorkspacesAndEveryVersionOfAWorkflow) {
  const PersonSet standing{ana,
                           {{slack_workspace, {"U0001"}}},
                           slack_workspace,
                           {account_manager_role},
                           "Europe/Berlin",
                           "Mon-Fri 09:00-17:30"};
  const Directory directory = folded(
      Directory{},
      std::vector<DirectoryFact>{
          WorkspaceLinked{{slack_workspace, "slack", "T0001"}},
          WorkspaceLinked{{slack_workspace, "slack", "T0002"}}, PersonAdded{ana, "Anna"}, standing,
          PersonRenamed{ana, "Ana"}, PersonAdded{dino, "Dino"}, WorkflowPublished{lab, 1, "{}"},
          WorkflowPublished{lab, 2, "{\"x\":1}"}, WorkflowPublished{quick, 5, "{}"}});
  EXPECT_EQ(directory.version, 9u);
  ASSERT_EQ(directory.workspaces.size(), 1u) << "linked again is the same workspace";
  EXPECT_EQ(directory.workspace(slack_workspace)->team, "T0002");
  EXPECT_EQ(directory.workspace({"chat"}), nullptr);
  EXPECT_EQ(directory.person(ana)->name, "Ana");
  EXPECT_EQ(directory.person(ana)->timezone, "Europe/Berlin");
  EXPECT_EQ(directory.named("Dino")->id, dino);
  EXPECT_EQ(directory.named("Anna"), nullptr);
  EXPECT_EQ(directory.by_identity(slack_workspace, {"U0001"})->id, ana);
  EXPECT_EQ(directory.by_identity({"chat"}, {"U0001"}), nullptr) << "an id is of one workspace";
  EXPECT_EQ(directory.by_identity(slack_workspace, {"U0002"}), nullptr);
  EXPECT_EQ(directory.newest(lab)->version, 2);
  EXPECT_EQ(directory.newest({"nope"}), nullptr);
}

TEST(DirectoryFoldTest, StandingMayComeBeforeTheName) {
  const Directory directory = folded(
      Directory{}, std::vector<DirectoryFact>{PersonSet{ana, {}, slack_workspace, {}, "UTC", ""},
                                              PersonAdded{ana, "Ana"}});
  ASSERT_EQ(directory.people.size(), 1u);
  EXPECT_EQ(directory.person(ana)->name, "Ana");
  EXPECT_EQ(directory.person(ana)->timezone, "UTC");
}

TEST(AgencyTest, FindsPeopleAndWorkflows) {
  const Agency agency = make_big_agency();
  EXPECT_EQ(agency.name_of(ana), "Ana");
  EXPECT_EQ(agency.name_of(stranger), "p99");
  EXPECT_EQ(agency.client({"NOPE"}), nullptr);
  EXPECT_EQ(agency.newest_workflow({"nope"}), nullptr);
  EXPECT_EQ(agency.holders_of({"designer"}).size(), 2u) << "Lee has left";
  const Workflow& workflow = *agency.newest_workflow(lab);
  EXPECT_EQ(workflow.requirement({"report"})->label, "Final report");
  EXPECT_EQ(workflow.requirement({"nope"}), nullptr);
  EXPECT_TRUE(workflow.is_forward(*workflow.transition({"shortcut"})));
  EXPECT_FALSE(workflow.is_forward(*workflow.transition({"rework"})));
}

TEST(TaskFoldTest, IsTotal) {
  // Facts about handoffs that never were: a journal is folded, never argued with.
  const TaskFact odd[] = {Accepted{9, {"live"}, dino},
                          Returned{9, "timing", ""},
                          QuestionAsked{9, 1, "?"},
                          QuestionAnswered{9, 1, "!"},
                          OfferWithdrawn{9, WithdrawCause::by_sender},
                          ApprovalLapsed{{"x"}, {"y"}},
                          Overridden{9, dirk, "!"},
                          DebtRepaid{9},
                          DebtForgiven{9, "!"},
                          Passed{9, dora},
                          Taken{9, {"live"}, dora},
                          GapSupplied{9, "!"},
                          GapConfirmed{9},
                          GapDropped{9, "!"},
                          ConsentMoved{9, olga},
                          ConsentAllowed{9},
                          ConsentRefused{9, "!"},
                          Undone{Undoing::accept},
                          UndoClosed{},
                          TrackEnded{{"ACME-9.1"}, true},
                          TrackReopened{{"ACME-9.1"}}};
  for (const TaskFact& fact : odd) {
    SCOPED_TRACE(name_of(fact));
    const Task task = folded(Task{}, std::vector<TaskFact>{fact});
    EXPECT_EQ(task.version, 1u);
    EXPECT_TRUE(task.handoffs.empty());
  }
}

TEST(TaskTest, FindsItsHandoffs) {
  Scene scene;
  scene.review_by_ana();
  EXPECT_EQ(scene.task.handoff(2)->transition, TransitionId{"to-review"});
  EXPECT_EQ(scene.task.handoff(3), nullptr);
  EXPECT_EQ(scene.task.last_accepted({"to-review"})->sender, dino);
  EXPECT_EQ(scene.task.last_accepted({"rework"}), nullptr);
  EXPECT_EQ(scene.task.offer(), nullptr);
}

TEST(CommandTest, HasTheWordsThatPeopleType) {
  const std::array words{
      "new",   "set",     "check",    "attach", "approve", "note", "give",     "accept", "return",
      "ask",   "answer",  "withdraw", "done",   "cancel",  "undo", "take",     "pass",   "urgent",
      "repay", "forgive", "gap",      "supply", "confirm", "drop", "allow",    "refuse", "start",
      "block", "unblock", "wait",     "resume", "snooze",  "due",  "priority", "reopen", "move"};
  ASSERT_EQ(words.size(), static_cast<std::size_t>(verb_count));
  for (std::size_t at = 0; at < words.size(); ++at) {
    EXPECT_EQ(word_of(static_cast<Verb>(at)), words[at]);
  }
  EXPECT_EQ(verb_of(Action(GiveBack{})), Verb::give_back);
  EXPECT_EQ(verb_of(Action(Move{})), Verb::move);
}

}  // namespace
}  // namespace baton::test
