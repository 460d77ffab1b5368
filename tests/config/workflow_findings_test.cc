#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/config/support.h"

namespace baton {
namespace {

struct Case {
  std::string name;
  std::string from;  ///< in the file without a fault
  std::string to;
  std::vector<std::string> findings;
};

/// `count` more items for a checklist.
std::string checks(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "\n        - { id: c" + std::to_string(i) + ", label: C }";
  }
  return text;
}

// Each is one slip of a person who writes a workflow file (WF-04, WF-16).
TEST(WorkflowFindingsTest, NameTheLineAndTheMend) {
  const test::Folder folder;
  folder.write("baton.yaml", test::good_config);
  const Case cases[] = {
      {"a key misspelt",
       "stages:",
       "stage:",
       {"workflows/launch.yaml:3:1: error: \"stage\" is not a key of the file; did you mean "
        "\"stages\"?"}},
      {"an unknown type",
       "type: money",
       "type: mony",
       {"workflows/launch.yaml:14:31: error: \"type\" cannot be \"mony\": use text, number, money, "
        "date, datetime, url, choice or yes_no; did you mean \"money\"?"}},
      {"a label for no button",
       "label: Budget",
       "label: " + std::string(76, 'B'),
       {"workflows/launch.yaml:14:45: error: \"label\" must be at most 75 characters long, not "
        "76"}},
      {"a label is missing",
       ", label: Budget",
       "",
       {"workflows/launch.yaml:14:11: error: \"label\" is missing in an entry of \"fields\": add "
        "label: Budget allocation"}},
      {"an id in capitals",
       "id: budget",
       "id: Total Budget",
       {"workflows/launch.yaml:14:17: error: the requirement id \"Total Budget\" must be written "
        "in lower case with hyphens, such as \"total-budget\""}},
      {"an id that is a word of the commands",
       "id: budget",
       "id: off",
       {"workflows/launch.yaml:14:17: error: the requirement id \"off\" is a word of the commands: "
        "give it another"}},
      {"an id twice in a gate",
       "id: files",
       "id: budget",
       {"workflows/launch.yaml:16:17: error: the requirement id \"budget\" stands here a second "
        "time (first in line 14): rename one of them"}},
      {"a stage twice",
       "id: live",
       "id: draft",
       {"workflows/launch.yaml:5:11: error: the stage id \"draft\" stands here a second time "
        "(first in line 4): rename one of them",
        "workflows/launch.yaml:9:9: error: no stage is called \"live\": add it under \"stages\""}},
      {"a stage nobody knows",
       "to: live",
       "to: life",
       {"workflows/launch.yaml:9:9: error: no stage is called \"life\"; did you mean \"live\"?"}},
      {"a track that starts nowhere",
       "final: true",
       "final: true, fork: [ { title: Page, stage: pages } ]",
       {"workflows/launch.yaml:5:92: error: no stage is called \"pages\": add it under "
        "\"stages\""}},
      {"a track that comes to where it was opened",
       "final: true",
       "final: true, fork: [ { title: Page, stage: draft } ]",
       {"workflows/launch.yaml:5:5: error: the track \"Page\" can come to this stage, which would "
        "open tracks again: let it start and end elsewhere"}},
      {"a role nobody declared",
       "owner: designer",
       "owner: desiner",
       {"workflows/launch.yaml:4:39: error: no role is called \"desiner\"; did you mean "
        "\"designer\"?"}},
      {"a receiver nobody declared",
       "receiver: paid-media",
       "receiver: media",
       {"workflows/launch.yaml:11:15: error: no role is called \"media\": declare it under "
        "\"roles\" in the configuration"}},
      {"a party misspelt",
       "receiver: paid-media",
       "receiver: sender_of(go)",
       {"workflows/launch.yaml:11:15: error: \"sender_of(go)\" is not understood: name a role, "
        "any, sender-of(<transition>) or receiver-of(<transition>); did you mean \"sender-of\"?"}},
      {"a party of no transition",
       "receiver: paid-media",
       "receiver: sender-of(gone)",
       {"workflows/launch.yaml:11:15: error: no transition is called \"gone\": name the id of an "
        "earlier one"}},
      {"a party of a later transition",
       "receiver: paid-media",
       "receiver: sender-of(go)",
       {"workflows/launch.yaml:7:5: error: no task has travelled \"go\" before this one: name an "
        "earlier transition"}},
      {"no final stage",
       ", final: true",
       "",
       {"workflows/launch.yaml:3:1: error: no stage is final, so a task can never be done: add "
        "\"final: true\" to the last",
        "workflows/launch.yaml:5:5: error: the stage \"live\" is a dead end: add a transition from "
        "it, or \"final: true\""}},
      {"a stage out of reach",
       "transitions:",
       "  - { id: lost, title: Lost, final: true }\ntransitions:",
       {"workflows/launch.yaml:6:5: error: no way leads to the stage \"lost\" from the first "
        "(\"draft\"): add a transition to it, or remove it"}},
      {"a dead end",
       "transitions:",
       "  - { id: lost, title: Lost }\ntransitions:\n  - { id: away, from: draft, to: lost }",
       {"workflows/launch.yaml:6:5: error: the stage \"lost\" is a dead end: add a transition from "
        "it, or \"final: true\""}},
      {"a circle without an end",
       "transitions:",
       "  - { id: a, title: A }\n  - { id: b, title: B }\ntransitions:\n  - { id: x, from: draft, "
       "to: a }\n  - { id: y, from: a, to: b }\n  - { id: z, from: b, to: a }",
       {"workflows/launch.yaml:6:5: error: from the stage \"a\" no way leads to a final stage: add "
        "a transition onwards",
        "workflows/launch.yaml:7:5: error: from the stage \"b\" no way leads to a final stage: add "
        "a transition onwards"}},
      {"from a stage to itself",
       "to: live",
       "to: draft",
       {"workflows/launch.yaml:4:5: error: from the stage \"draft\" no way leads to a final stage: "
        "add a transition onwards",
        "workflows/launch.yaml:5:5: error: no way leads to the stage \"live\" from the first "
        "(\"draft\"): add a transition to it, or remove it",
        "workflows/launch.yaml:7:5: error: it leads from \"draft\" to itself: name another stage "
        "in \"to\""}},
      {"a way twice",
       "transitions:",
       "transitions:\n  - { id: again, from: draft, to: live }",
       {"workflows/launch.yaml:8:5: error: a transition from \"draft\" to \"live\" stands in line "
        "7 already: between two stages there is one"}},
      {"a gate on a stage that is not final",
       "owner: designer }",
       "owner: designer, gate: { fields: [] } }",
       {"workflows/launch.yaml:4:49: error: only a final stage has a gate of its own: put these "
        "requirements into the gate of a transition, or add \"final: true\""}},
      {"a condition on nothing",
       "{ id: files, label: Files, kind: link }",
       "{ id: files, label: Files, kind: link, when: { field: budgt, is: yes } }",
       {"workflows/launch.yaml:16:11: error: its \"when\" names \"budgt\", which is no field of "
        "this gate or an earlier one: name one that is"}},
      {"a condition that never holds",
       "{ id: budget, type: money, label: Budget }",
       "{ id: budget, type: yes_no, label: Budget }\n        - { id: why, type: text, label: Why, "
       "when: { field: budget, is: maybe } }",
       {"workflows/launch.yaml:15:11: error: its \"when\" can never hold: \"budget\" is yes or no, "
        "never \"maybe\": write one of the two"}},
      {"a condition on what is no choice",
       "{ id: budget, type: money, label: Budget }",
       "{ id: budget, type: choice, choices: [low, high], label: Budget }\n        - { id: why, "
       "type: text, label: Why, when: { field: budget, is: hihg } }",
       {"workflows/launch.yaml:15:11: error: its \"when\" can never hold: \"hihg\" is not among "
        "the choices of \"budget\": write one of them"}},
      {"a condition on a link",
       "{ id: budget, type: money, label: Budget }",
       "{ id: budget, type: money, label: Budget, when: { field: files, is: yes } }",
       {"workflows/launch.yaml:14:11: error: its \"when\" names \"files\", which is not a field: "
        "name a field"}},
      {"conditions in a circle",
       "{ id: budget, type: money, label: Budget }",
       "{ id: a, type: yes_no, label: A, when: { field: b, is: yes } }\n        - { id: b, type: "
       "yes_no, label: B, when: { field: a, is: yes } }",
       {"workflows/launch.yaml:14:11: error: its \"when\" waits in a circle with that of \"b\": "
        "take one of them away",
        "workflows/launch.yaml:15:11: error: its \"when\" waits in a circle with that of \"a\": "
        "take one of them away"}},
      {"a choice without choices",
       "type: money",
       "type: choice",
       {"workflows/launch.yaml:14:11: error: a choice without choices can never be made: add "
        "\"choices: [...]\""}},
      {"a choice that stands twice",
       "type: money",
       "type: choice, choices: [low, high, low]",
       {"workflows/launch.yaml:14:61: error: the choice \"low\" stands here twice: keep one of "
        "them"}},
      {"choices of a text",
       "type: money",
       "type: text, choices: [a]",
       {"workflows/launch.yaml:14:37: error: \"choices\" belong to the type choice, not to "
        "\"text\": write \"type: choice\", or remove them"}},
      {"an approval of nothing",
       "{ id: files, label: Files, kind: link }",
       "{ id: files, label: Files, kind: link }\n      approvals:\n        - { id: ok, label: Ok, "
       "by: coordinator, of: [fils] }",
       {"workflows/launch.yaml:18:11: error: it approves \"fils\", which is no requirement of this "
        "gate or an earlier one: name one that is"}},
      {"an approval by a role nobody declared",
       "{ id: files, label: Files, kind: link }",
       "{ id: files, label: Files, kind: link }\n      approvals:\n        - { id: ok, label: Ok, "
       "by: boss }",
       {"workflows/launch.yaml:18:36: error: no role is called \"boss\": declare it under "
        "\"roles\" in the configuration"}},
      {"an approval only the sender could give",
       "{ id: files, label: Files, kind: link }",
       "{ id: files, label: Files, kind: link }\n      approvals:\n        - { id: ok, label: Ok, "
       "by: designer }",
       {"workflows/launch.yaml:18:11: warning: only one person has the role \"designer\" and, as "
        "the sender, may not approve: add \"sender_may: true\", or let another role approve"}},
      {"a client sign-off nobody records",
       "{ id: files, label: Files, kind: link }",
       "{ id: files, label: Files, kind: link }\n      approvals:\n        - { id: ok, label: Ok, "
       "by: client }",
       {"workflows/launch.yaml:18:11: warning: the role \"account-manager\" has nobody: nobody can "
        "record \"Ok\""}},
      {"none needed",
       "kind: link",
       "kind: link, at_least: 0",
       {"workflows/launch.yaml:16:60: error: \"at_least\" must be from 1 to 20"}},
      {"keys that come later",
       "    receiver: paid-media\n",
       "    receiver: paid-media\n    acknowledge_within: 4h\n    escalate: [ { after: 4h, notify: "
       "receiver } ]\n    risk: high\n    read_back: [budget]\n    informed: [designer]\n    then: "
       "[]\n",
       {"workflows/launch.yaml:13:5: warning: \"escalate\" is not yet in effect: nobody else is "
        "told of a late answer in this version",
        "workflows/launch.yaml:14:5: warning: \"risk\" is not yet in effect: risk changes nothing "
        "in this version",
        "workflows/launch.yaml:15:5: warning: \"read_back\" is not yet in effect: the receiver "
        "accepts without reading back in this version",
        "workflows/launch.yaml:17:5: warning: \"then\" is not yet in effect: follow-up actions "
        "come with a later version"}},
      {"a duration", "owner: designer }", "owner: designer, duration: 2d }", {}},
      {"a duration in words",
       "owner: designer }",
       "owner: designer, duration: 2 days }",
       {"workflows/launch.yaml:4:59: error: \"duration\" must be days, hours and minutes, such as "
        "2d, 4h, 30m or 1d 4h, not \"2 days\"; did you mean \"2d\"?"}},
      {"a duration without a unit",
       "owner: designer }",
       "owner: designer, duration: 2 }",
       {"workflows/launch.yaml:4:59: error: \"duration\" needs a unit: write 2d, 2h or 2m"}},
      {"one id, two kinds",
       "{ id: files, label: Files, kind: link }",
       "{ id: files, label: Files, kind: link }\n  - id: back\n    from: live\n    to: draft\n    "
       "gate: { checklist: [ { id: budget, label: Budget } ] }",
       {"workflows/launch.yaml:20:26: error: the id \"budget\" is of another kind or type "
        "elsewhere in this workflow: an answer is kept once per task, so give this one an id of "
        "its own"}},
      {"six requirements",
       "{ id: files, label: Files, kind: link }",
       std::string("{ id: files, label: Files, kind: link }\n      checklist:") + checks(4),
       {"workflows/launch.yaml:12:5: warning: the gate asks for 6 things; more than 5 are ticked "
        "without being read"}},
      {"too many requirements",
       "{ id: files, label: Files, kind: link }",
       std::string("{ id: files, label: Files, kind: link }\n      checklist:") + checks(24),
       {"workflows/launch.yaml:12:5: error: the gate asks for 26 things and may ask for at most "
        "25: spread them over several transitions"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    folder.write("workflows/launch.yaml", test::replaced(test::good_workflow, c.from, c.to));
    const config::Loaded loaded = test::load_in(folder);
    EXPECT_EQ(test::lines(folder, loaded), c.findings);
    EXPECT_EQ(loaded.config.has_value(), !test::has_error(loaded));
  }
}

}  // namespace
}  // namespace baton
