#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/model/agency.h"
#include "core/model/time_point.h"
#include "core/model/workflow.h"
#include "tests/support/zones.h"

/// A small agency that tests share: Northlight on one Slack workspace, five people, two clients and
/// the paid campaign launch.
namespace baton::test {

inline const WorkspaceId slack_workspace{"slack"};
inline const WorkspaceId mattermost_workspace{"mattermost"};  ///< linked by tests of several
inline const PersonId ana{"p1"};    ///< U0001: account manager and strategist
inline const PersonId dino{"p2"};   ///< U0002: designer and copywriter
inline const PersonId petra{"p3"};  ///< U0003: paid media
inline const PersonId alex{"p4"};   ///< U0004: analytics
inline const PersonId olga{"p5"};   ///< U0005: director and coordinator
inline const ClientKey acme{"ACME"};
inline const ClientKey bolt{"BOLT"};
inline const WorkflowId campaign{"paid-campaign-launch"};
inline const WorkflowId quick{"quick"};

/// Monday 2 March 2026, 09:00 UTC.
inline constexpr TimePoint monday_nine{std::chrono::hours(24 * 20514 + 9)};

inline Requirement field(std::string id, std::string label, FieldType type = FieldType::text) {
  Requirement made;
  made.id = {std::move(id)};
  made.kind = RequirementKind::field;
  made.label = std::move(label);
  made.type = type;
  return made;
}
inline Requirement check_item(std::string id, std::string label, std::string role = {}) {
  Requirement made;
  made.id = {std::move(id)};
  made.kind = RequirementKind::check;
  made.label = std::move(label);
  made.role = {std::move(role)};
  return made;
}
inline Requirement evidence(std::string id, std::string label,
                            EvidenceKind kind = EvidenceKind::link, int at_least = 1) {
  Requirement made;
  made.id = {std::move(id)};
  made.kind = RequirementKind::evidence;
  made.label = std::move(label);
  made.evidence = kind;
  made.at_least = at_least;
  return made;
}
inline Requirement approval(std::string id, std::string label, RoleId by,
                            std::vector<RequirementId> of = {}) {
  Requirement made;
  made.id = {std::move(id)};
  made.kind = RequirementKind::approval;
  made.label = std::move(label);
  made.by = std::move(by);
  made.of = std::move(of);
  return made;
}
inline Party role(std::string id) { return {Party::Kind::role, {std::move(id)}, {}}; }
inline Party anyone() { return {}; }

inline Stage stage(std::string id, std::string title, std::string owner, std::string done_means) {
  Stage made;
  made.id = {std::move(id)};
  made.title = std::move(title);
  made.owner = {std::move(owner)};
  made.done_means = std::move(done_means);
  return made;
}
inline Transition transition(std::string id, std::string from, std::string to, Party sender,
                             Party receiver, Gate gate) {
  Transition made;
  made.id = {std::move(id)};
  made.from = {std::move(from)};
  made.to = {std::move(to)};
  made.sender = std::move(sender);
  made.receiver = std::move(receiver);
  made.gate = std::move(gate);
  return made;
}

/// Seven stages, one way on from each, and one way back from the review.
inline Workflow make_campaign() {
  Workflow made;
  made.id = campaign;
  made.version = 1;
  made.title = "Paid campaign launch";
  made.stages = {
      stage("strategy", "Strategy", "strategist", "Goal, audience and budget are agreed"),
      stage("creative-production", "Creative Production", "designer", "All formats are finished"),
      stage("creative-review", "Creative Review", "account-manager", "Reviewed against the brief"),
      stage("approved", "Approved", "account-manager", "The client has approved"),
      stage("deployment-ready", "Deployment Ready", "paid-media", "Ready to be switched on"),
      stage("tracking", "Tracking", "analytics", "Every event arrives"),
      stage("optimisation", "Optimisation", "paid-media", "The campaign reaches its goal"),
  };
  made.stages.back().final_stage = true;
  made.stages.back().gate.requirements = {evidence("report", "Final report")};
  Gate to_production{{field("goal", "Campaign goal"), evidence("brief", "Creative brief")}};
  to_production.requirements[0].help = "One sentence: what the client wants to reach";
  Gate to_review{{check_item("formats", "All formats exported", "designer"),
                  evidence("drafts", "Draft files", EvidenceKind::link, 2)}};
  Gate to_approved{{field("confirmation", "Client confirmation notes"),
                    evidence("final-design", "Final design files", EvidenceKind::file)}};
  Requirement sign_off = approval("sign-off", "Client sign-off", client_approver);
  sign_off.never_skip = true;
  Gate to_deployment{{field("budget", "Budget allocation", FieldType::money),
                      evidence("creative", "Approved creative files"),
                      evidence("copy", "Copy document"), evidence("tracking", "Tracking sheet"),
                      sign_off}};
  Gate to_tracking{{check_item("live", "Campaign is live", "paid-media"),
                    field("utm", "Tagged landing page", FieldType::url)}};
  Gate to_optimisation{{approval("qa", "Tracking checked", {"director"}, {{"utm"}})}};
  made.transitions = {
      transition("to-production", "strategy", "creative-production", role("strategist"),
                 role("designer"), to_production),
      transition("to-review", "creative-production", "creative-review", role("designer"),
                 role("account-manager"), to_review),
      transition("to-approved", "creative-review", "approved", role("account-manager"),
                 role("account-manager"), to_approved),
      transition("rework", "creative-review", "creative-production", role("account-manager"),
                 {Party::Kind::sender_of, {}, {"to-review"}}, {}),
      transition("to-deployment", "approved", "deployment-ready", role("account-manager"),
                 role("paid-media"), to_deployment),
      transition("to-tracking", "deployment-ready", "tracking", role("paid-media"),
                 role("analytics"), to_tracking),
      transition("to-optimisation", "tracking", "optimisation", role("analytics"),
                 role("paid-media"), to_optimisation),
  };
  made.transitions[4].offered_status = "Ready for Deployment";
  made.transitions[4].risk = Risk::high;
  made.transitions[6].distinct = true;
  return made;
}

/// The quick handoff: asked, in the works, handed back; anybody to anybody.
inline Workflow make_quick() {
  Workflow made;
  made.id = quick;
  made.version = 1;
  made.title = "Quick handoff";
  made.stages = {stage("asked", "Asked", "account-manager", ""),
                 stage("doing", "In the works", "designer", "The result is handed back"),
                 stage("back", "Handed back", "account-manager", "")};
  made.stages.back().final_stage = true;
  made.transitions = {
      transition("ask", "asked", "doing", anyone(), anyone(),
                 {{field("what", "What"), field("by", "By when", FieldType::datetime)}}),
      transition("hand-back", "doing", "back", anyone(), {Party::Kind::sender_of, {}, {"ask"}},
                 {{evidence("result", "Result")}})};
  return made;
}

inline Person make_person(const PersonId& id, std::string name, std::string user,
                          std::vector<RoleId> roles) {
  Person made;
  made.id = id;
  made.name = std::move(name);
  made.identities = {{slack_workspace, {std::move(user)}}};
  made.home = slack_workspace;
  made.roles = std::move(roles);
  made.timezone = "Europe/Berlin";
  made.hours = "Mon-Fri 09:00-17:30";
  return made;
}

/// Ana, Dino, Petra, Alex and Olga; ACME (Acme Shoes, Ana manages it) and BOLT (Bolt Bikes).
inline Agency make_agency() {
  Agency made;
  made.settings.agency = "Northlight";
  made.settings.roles = {{"account-manager"}, {"designer"},   {"copywriter"},  {"paid-media"},
                         {"analytics"},       {"strategist"}, {"coordinator"}, {"director"}};
  made.settings.last_resort = {olga, ana};
  made.settings.rights = {{"cancel", {coordinator_role, director_role}}};
  made.settings.active_workflows = {campaign, quick};
  made.settings.default_channels = {{slack_workspace, {"C0001"}}};
  made.settings.return_reasons = {
      "missing-information", "missing-asset", "wrong-format", "not-approved",
      "wrong-person",        "timing",        "other"};
  made.directory.people = {make_person(ana, "Ana", "U0001", {{"account-manager"}, {"strategist"}}),
                           make_person(dino, "Dino", "U0002", {{"designer"}, {"copywriter"}}),
                           make_person(petra, "Petra", "U0003", {{"paid-media"}}),
                           make_person(alex, "Alex", "U0004", {{"analytics"}}),
                           make_person(olga, "Olga", "U0005", {{"director"}, {"coordinator"}})};
  made.directory.workspaces = {{slack_workspace, "slack", "T0001"}};
  made.directory.workflows = {{campaign, 1, "{}"}, {quick, 1, "{}"}};
  made.directory.version = made.directory.people.size() + 3;
  Client shoes;
  shoes.version = 4;
  shoes.key = acme;
  shoes.name = "Acme Shoes";
  shoes.channels = {{slack_workspace, {"C0002"}}};
  shoes.roles = {{account_manager_role, ana}};
  shoes.last_number = 12;
  Client bikes;
  bikes.version = 2;
  bikes.key = bolt;
  bikes.name = "Bolt Bikes";
  bikes.last_number = 3;
  made.clients = {{acme, shoes}, {bolt, bikes}};
  made.workflows = {{{campaign, 1}, make_campaign()}, {{quick, 1}, make_quick()}};
  made.zones = {{"Europe/Berlin", berlin()}};
  return made;
}

}  // namespace baton::test
