#include "tests/bot/journal/facts.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace baton::test {
namespace {

constexpr TimePoint monday_nine{std::chrono::milliseconds(1772442000000)};
constexpr TimePoint tuesday_nine = monday_nine + std::chrono::hours(24);
constexpr TimePoint friday_nine = monday_nine + std::chrono::hours(96);
const PersonId ana{"p1"}, petra{"p3"}, paul{"p4"}, olga{"p5"}, omar{"p6"};
const Author by_ana = Author::of(ana), by_petra = Author::of(petra), by_paul = Author::of(paul),
             by_olga = Author::of(olga), by_omar = Author::of(omar);
const Author clock_hand = Author::machine(Author::Kind::clock);
const Author file_hand = Author::machine(Author::Kind::file);
const Author system_hand = Author::machine(Author::Kind::system);

Sample task(std::string file, Author by, TaskFact fact) {
  return {std::move(file), "task/ACME-12", TaskEvent{std::move(fact), std::move(by), monday_nine}};
}
Sample client(std::string file, Author by, ClientFact fact) {
  return {std::move(file), "client/ACME", ClientEvent{std::move(fact), std::move(by), monday_nine}};
}
Sample directory(std::string file, Author by, DirectoryFact fact) {
  return {std::move(file), "directory",
          DirectoryEvent{std::move(fact), std::move(by), monday_nine}};
}

/// Of offers and how they end, of clients, of the directory.
std::vector<Sample> of_offers() {
  return {
      task("opened", by_ana,
           Opened{ClientKey{"ACME"}, WorkflowId{"paid-campaign-launch"}, 2,
                  "Spring launch \xE2\x80\x93 \xE2\x80\x9CGr\xC3\xB6\xC3\x9F"
                  "e\xE2\x80\x9D",
                  StageId{"strategy"}, ana}),
      task("value-set", by_ana, ValueSet{RequirementId{"budget"}, "5000 EUR"}),
      task("item-checked", Author::of(PersonId{"p2"}),
           ItemChecked{RequirementId{"brand-check"}, false}),
      task("evidence-attached", system_hand,
           EvidenceAttached{RequirementId{"creative"}, "https://drive.example.com/a?b=1&c=2"}),
      task("approval-given", by_ana,
           ApprovalGiven{RequirementId{"sign-off"},
                         {{RequirementId{"budget"}, 2}, {RequirementId{"creative"}, 1}},
                         "Mrs Smith",
                         "Monday",
                         "",
                         "mail.eml",
                         true}),
      task("approval-lapsed", clock_hand,
           ApprovalLapsed{RequirementId{"sign-off"}, RequirementId{"budget"}}),
      task("note-added", by_petra, NoteAdded{"line one\nline \"two\""}),
      task("offered", by_ana,
           Offered{2, 1, 2, TransitionId{"to-deployment"}, ana, petra, true, ""}),
      task("accepted", by_petra, Accepted{2, StageId{"deployment-ready"}, petra}),
      task("returned", by_petra, Returned{2, "missing-input", "No tracking sheet"}),
      task("question-asked", by_petra, QuestionAsked{2, 1, "Which account?"}),
      task("question-answered", by_ana, QuestionAnswered{2, 1, "The new one"}),
      task("offer-withdrawn", by_ana, OfferWithdrawn{2, WithdrawCause::gate_broken}),
      task("done", by_petra, TaskDone{}),
      task("cancelled", by_olga, TaskCancelled{"Client stopped it"}),
      client("client-added", file_hand, ClientAdded{"Acme Shoes"}),
      client("client-renamed", by_olga, ClientRenamed{"Acme"}),
      client("client-channel-set", file_hand,
             ClientChannelSet{WorkspaceId{"slack"}, ChannelId{"C0001"}}),
      client("client-role-set", file_hand, ClientRoleSet{RoleId{"account-manager"}, ana}),
      client("task-numbered", by_ana, TaskNumbered{12}),
      directory("workspace-linked", system_hand,
                WorkspaceLinked{{WorkspaceId{"slack"}, "slack", "T0001"}}),
      directory("person-added", file_hand, PersonAdded{ana, "Ana"}),
      directory("person-renamed", by_olga,
                PersonRenamed{ana,
                              "Ana Mar\xC3\xAD"
                              "a"}),
      directory(
          "person-set", file_hand,
          PersonSet{ana,
                    {{WorkspaceId{"slack"}, UserId{"U0001"}}, {WorkspaceId{"chat"}, UserId{"ana"}}},
                    WorkspaceId{"slack"},
                    {RoleId{"account-manager"}, RoleId{"strategist"}},
                    "Europe/Berlin",
                    "Mon-Fri 09:00-17:30"}),
      directory("workflow-published", file_hand,
                WorkflowPublished{WorkflowId{"quick"}, 1, R"({"stages":[],"workflow":"quick"})"}),
  };
}

/// By which a task lives on beyond its offers.
std::vector<Sample> of_a_life() {
  return {
      task("offered-back", by_petra,
           OfferedBack{3, 1, 2, TransitionId{"to-deployment"}, petra, ana, "wrong-format",
                       "The sheet has no dates"}),
      task("overridden", by_ana, Overridden{4, olga, "The spot is on air tonight"}),
      task("debt-incurred", by_ana,
           DebtIncurred{1, 4, RequirementId{"tracking-sheet"}, ana, olga, friday_nine}),
      task("debt-repaid", by_ana, DebtRepaid{1}),
      task("debt-forgiven", by_olga, DebtForgiven{2, "The client sent it himself"}),
      task("passed", by_petra, Passed{4, paul}),
      task("taken", by_omar, Taken{4, StageId{"deployment-ready"}, omar}),
      task("baton-taken", by_olga, BatonTaken{omar, olga}),
      task("gap-named", by_olga, GapNamed{1, 4, "The logo as SVG", false, ana, tuesday_nine}),
      task("gap-supplied", by_ana, GapSupplied{1, "https://drive.example.com/logo.svg"}),
      task("gap-confirmed", clock_hand, GapConfirmed{1}),
      task("gap-dropped", by_olga, GapDropped{2, "Not needed any more"}),
      task("consent-asked", by_ana,
           ConsentAsked{1, Consent::Kind::urgent, olga, StageId{"deployment-ready"}, petra,
                        "Live in an hour"}),
      task("consent-moved", clock_hand, ConsentMoved{1, omar}),
      task("consent-allowed", by_omar, ConsentAllowed{1}),
      task("consent-refused", by_olga, ConsentRefused{2, "Wait for the sign-off"}),
      task("work-started", by_olga, WorkStarted{}),
      task("blocked", by_olga, Blocked{"No access to the account", tuesday_nine}),
      task("unblocked", by_olga, Unblocked{}),
      task("wait-begun", by_olga, WaitBegun{friday_nine, "The client chooses a picture"}),
      task("resumed", by_olga, Resumed{}),
      task("snoozed", by_olga, Snoozed{olga, tuesday_nine}),
      task("due-set", by_olga, DueSet{friday_nine, "The fair begins on Saturday"}),
      task("priority-set", by_olga, PrioritySet{Priority::high}),
      task("reopened", by_olga, TaskReopened{petra}),
      task("undone", by_petra, Undone{Undoing::give_back}),
      task("undo-closed", clock_hand, UndoClosed{}),
      task("reminded", clock_hand, Reminded{"acknowledge", 4, petra}),
      task("moved", by_olga, TaskMoved{TaskKey{"BETA-3"}}),
      task("moved-from", by_olga, MovedFrom{TaskKey{"OLD-7"}}),
      task("track-of", by_petra, TrackOf{TaskKey{"ACME-11"}}),
      task("track-opened", by_petra, TrackOpened{TaskKey{"ACME-12.1"}, "Spring launch: Banners"}),
      task("track-ended", by_paul, TrackEnded{TaskKey{"ACME-12.1"}, false}),
      task("track-reopened", by_paul, TrackReopened{TaskKey{"ACME-12.1"}}),
  };
}

/// The names that the events before have no place for.
std::vector<Sample> of_other_names() {
  return {
      task("offer-withdrawn.by-sender", by_ana, OfferWithdrawn{2, WithdrawCause::by_sender}),
      task("offer-withdrawn.offered-anew", by_ana, OfferWithdrawn{2, WithdrawCause::offered_anew}),
      task("offer-withdrawn.cancelled", by_olga, OfferWithdrawn{2, WithdrawCause::cancelled}),
      task("consent-asked.take", by_omar, ConsentAsked{2, Consent::Kind::take, olga, {}, {}, ""}),
      task("priority-set.low", by_olga, PrioritySet{Priority::low}),
      task("priority-set.normal", by_olga, PrioritySet{Priority::normal}),
      task("undone.accept", by_petra, Undone{Undoing::accept}),
      task("undone.withdraw", by_ana, Undone{Undoing::withdraw}),
      task("undone.take", by_omar, Undone{Undoing::take}),
      task("undone.pass", by_petra, Undone{Undoing::pass}),
      task("undone.wait", by_olga, Undone{Undoing::wait}),
      task("undone.block", by_olga, Undone{Undoing::block}),
      task("undone.done", by_petra, Undone{Undoing::done}),
      task("undone.cancel", by_olga, Undone{Undoing::cancel}),
      directory("person-set.in-no-chat", by_olga, PersonSet{PersonId{"p7"}, {}, {}, {}, "", ""}),
  };
}

}  // namespace

std::vector<Sample> samples() {
  std::vector<Sample> all = of_offers();
  std::ranges::move(of_a_life(), std::back_inserter(all));
  std::ranges::move(of_other_names(), std::back_inserter(all));
  return all;
}

}  // namespace baton::test
