#include "tests/bot/journal/facts.h"

#include <chrono>
#include <utility>

namespace baton::test {
namespace {

constexpr TimePoint monday_nine{std::chrono::milliseconds(1772442000000)};
const PersonId ana{"p1"}, petra{"p3"}, olga{"p5"};
const Author clock_hand = Author::machine(Author::Kind::clock);
const Author file_hand = Author::machine(Author::Kind::file);
const Author system_hand = Author::machine(Author::Kind::system);

Sample task(std::string type, Author by, TaskFact fact) {
  return {std::move(type), "task/ACME-12", TaskEvent{std::move(fact), std::move(by), monday_nine}};
}
Sample client(std::string type, Author by, ClientFact fact) {
  return {std::move(type), "client/ACME", ClientEvent{std::move(fact), std::move(by), monday_nine}};
}
Sample directory(std::string type, Author by, DirectoryFact fact) {
  return {std::move(type), "directory",
          DirectoryEvent{std::move(fact), std::move(by), monday_nine}};
}

}  // namespace

std::vector<Sample> samples() {
  const Author by_ana = Author::of(ana), by_petra = Author::of(petra), by_olga = Author::of(olga);
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

}  // namespace baton::test
