#include "tests/core/notice_doc.h"

#include <functional>
#include <map>

#include "tests/core/fixture.h"

namespace baton::test {
namespace {

using std::chrono::hours;

/// One event: what was before, who does it, and who its people are. Nobody does what the clock
/// does.
struct Event {
  const char* name;
  std::function<void(Scene&)> before;
  PersonId by;
  Action action;
  PersonId receiver = dino;
  PersonId sender = ana;
  std::map<PersonId, const char*> others = {};  ///< what they are to the task
};

constexpr std::string_view stage_is_over = "reminder: the stage's time is over";
const PersonId lena{"p10"};  ///< whom the workflow lists as consulted; Alex is informed
const std::map<PersonId, const char*> with_rights{
    {olga, "rights holders"}, {cora, "rights holders"}, {dirk, "rights holders"}};
const std::map<PersonId, const char*> with_coordinators{{olga, "coordinators"},
                                                        {cora, "coordinators"}};

void offer(Scene& s) { s.offer_to_dino(); }
void held(Scene& s) { s.build_by_dino(); }
void ready(Scene& s) { s.open().fill(); }
void asked_to_take(Scene& s) { s.build_by_dino().ok(dora, Take{}); }
void asked_for_urgent(Scene& s) { s.open().ok(ana, Urgent{{}, dino, "tonight"}); }
void one_gap(Scene& s) { s.build_by_dino().ok(dino, NameGap{{"the logo"}}); }
void supplied(Scene& s) {
  one_gap(s);
  s.ok(ana, SupplyGap{"", "logo.svg"});
}
void waits(Scene& s) { s.build_by_dino().ok(dino, Wait{s.now + hours(60), "they choose"}); }
void blocked(Scene& s) { s.build_by_dino().ok(dino, Block{"no access", {}}); }
void owes(Scene& s) {
  s.open().fill().ok(ana, Check{"agreed", false});
  s.ok(cora, Urgent{{}, dino, "tonight"});
}
void twice_returned(Scene& s) {
  for (int at = 0; at < 2; ++at) {
    if (at == 0) ready(s);
    s.ok(ana, Give{{}, dino, ""});
    s.ok(dino, GiveBack{{}, "timing", ""});
  }
  s.ok(ana, Give{{}, dino, ""});
}
void finished(Scene& s) {
  s.live_by_petra().ok(petra, Attach{"report", "https://files.example.com/report"});
  s.ok(petra, Finish{});
}

/// After `press`, for the events that take it back.
std::function<void(Scene&)> pressed(void (*before)(Scene&), PersonId by, Action press) {
  return [=](Scene& scene) {
    before(scene);
    scene.ok(by, press);
  };
}

const Give to_dino{{}, dino, ""};
const GiveBack too_soon{{}, "timing", ""};

std::vector<Event> events() {
  const PersonId clock;
  std::vector<Event> all{
      {"offered", ready, ana, to_dino},
      {"offered again after a return", pressed(offer, dino, too_soon), ana, to_dino},
      {"offered to somebody else",
       offer,
       ana,
       Give{{}, dora, ""},
       dora,
       ana,
       {{dino, "former receiver"}}},
      {"question", offer, dino, Ask{{}, "Which shoes?"}},
      {"answer", pressed(offer, dino, Ask{{}, "Which shoes?"}), ana, AnswerQuestion{"These"}},
      {"accepted", offer, dino, Accept{}},
      {"accepted with gaps", offer, dino, Accept{{}, {{"the logo"}, {"the fonts"}}}},
      {"gap named later", held, dino, NameGap{{"the logo"}}},
      {"gap supplied", one_gap, ana, SupplyGap{"", "logo.svg"}},
      {"gap confirmed", supplied, dino, ConfirmGap{}},
      {"gap dropped", one_gap, dino, DropGap{"", "found it"}},
      {"returned", offer, dino, too_soon},
      {"returned the third time",
       twice_returned,
       dino,
       too_soon,
       dino,
       ana,
       {{olga, "transition owner"}, {cora, "transition owner"}}},
      {"returned later", held, dino, too_soon, ana, dino},
      {"withdrawn", offer, ana, Withdraw{}},
      {"withdrawn by the coordinator", offer, cora, Withdraw{}},
      {"passed", offer, dino, Pass{}, dora, ana, {{dino, "former receiver"}}},
      {"offer taken", offer, dora, Take{}, dora, ana, {{dino, "former receiver"}}},
      {"asked to let the baton be taken", held, dora, Take{}, dino, ana, {{dora, "who asks"}}},
      {"allowed: baton taken", asked_to_take, dino, Allow{}, dino, ana, {{dora, "who asks"}}},
      {"refused", asked_to_take, dino, Refuse{"no"}, dino, ana, {{dora, "who asks"}}},
      {"a change broke the gate", offer, petra, Check{"agreed", false}},
      {"a change while offered", offer, petra, Set{"goal", "Sell boots"}},
      {"urgent", [](Scene& s) { s.open(); }, cora, Urgent{{}, dino, "tonight"}, dino, ana,
       with_rights},
      {"urgent asked for",
       [](Scene& s) { s.open(); },
       ana,
       Urgent{{}, dino, "tonight"},
       dino,
       ana,
       {{olga, "who is asked"}}},
      {"allowed: urgent", asked_for_urgent, olga, Allow{}, dino, ana, with_rights},
      {"debt repaid or forgiven", owes, dirk, Forgive{"agreed", "small"}},
      {"waits", held, dino, Wait{monday_nine + hours(60), "they choose"}},
      {"resumed", waits, dino, Resume{}},
      {"blocked by the holder", held, dino, Block{"no access", {}}, dino, ana, with_coordinators},
      {"blocked by the receiver", offer, dino, Block{"no access", {}}, dino, ana,
       with_coordinators},
      {"unblocked", blocked, dino, Unblock{}},
      {"started", held, dino, Start{}},
      {"due", held, dino, SetDue{monday_nine + hours(60), ""}},
      {"note", held, petra, AddNote{"they called"}},
      {"undo of an acceptance", pressed(offer, dino, Accept{}), dino, Undo{}},
      {"undo of a return", pressed(offer, dino, too_soon), dino, Undo{}},
      {"undo of a withdrawal", pressed(offer, ana, Withdraw{}), ana, Undo{}},
      {"undo of a pass",
       pressed(offer, dino, Pass{}),
       dino,
       Undo{},
       dino,
       ana,
       {{dora, "who was passed it"}}},
      {"undo of a taken offer",
       pressed(offer, dora, Take{}),
       dora,
       Undo{},
       dino,
       ana,
       {{dora, "who took it"}}},
      {"undo of a taken baton",
       pressed(asked_to_take, dino, Allow{}),
       dino,
       Undo{},
       dino,
       ana,
       {{dora, "who took it"}}},
      {"undo of a cancel", pressed(offer, cora, Cancel{"no"}), cora, Undo{}},
      {"done",
       [](Scene& s) {
         s.live_by_petra().ok(petra, Attach{"report", "https://a.example/r"});
       },
       petra, Finish{}, petra, dino},
      {"cancelled while offered", offer, cora, Cancel{"no"}},
      {"cancelled", held, cora, Cancel{"no"}},
      {"reopened", finished, cora, Reopen{}, petra, dino},
      {"moved to another client", held, cora, Move{bolt}},
      {"reminder: not accepted in time", offer, clock, Accept{}},
      {"reminder: not answered in time", pressed(offer, dino, Ask{{}, "Which shoes?"}), clock,
       Accept{}},
      {"reminder: the client's answer is due", waits, clock, Accept{}},
      {"reminder: look again at what is blocked", blocked, clock, Accept{}},
      {"reminder: a gap is overdue", one_gap, clock, Accept{}},
      {"reminder: a debt is overdue",
       [](Scene& s) {
         owes(s);
         s.ok(dino, Accept{});
       },
       clock, Accept{}},
      {"reminder: the promised date has come",
       pressed(held, dino, SetDue{monday_nine + hours(20), ""}), clock, Accept{}},
      {stage_is_over.data(), held, clock, Accept{}},
      {"nobody decided: the next is asked",
       asked_to_take,
       clock,
       Accept{},
       dino,
       ana,
       {{dora, "who asks"}, {olga, "who is asked next"}}},
  };
  return all;
}

/// What a push is about, in a word or two.
std::string about(const Notice& notice) {
  switch (notice.kind) {
    case NoticeKind::offer: return "the offer";
    case NoticeKind::baton: return "the baton, with buttons";
    case NoticeKind::question: return "the question";
    case NoticeKind::answer: return "the answer";
    case NoticeKind::returned: return "returned, why";
    case NoticeKind::offer_gone: return "the offer is gone";
    case NoticeKind::third_return: return "the third return";
    case NoticeKind::ended: return "it ended";
    case NoticeKind::taken: return "who took it";
    case NoticeKind::passed: return "to whom";
    case NoticeKind::undone: return "what was undone";
    case NoticeKind::gaps: return "what they owe";
    case NoticeKind::gap_supplied: return "the supply, with Confirm";
    case NoticeKind::gap_dropped: return "the gap is dropped";
    case NoticeKind::blocked: return "blocked, why";
    case NoticeKind::consent: return "the request, with Allow and Refuse";
    case NoticeKind::consent_settled: return "the decision";
    case NoticeKind::reminder: return "the reminder";
    case NoticeKind::moved: return "where it goes on";
    default: return std::string(name_of(notice.kind));
  }
}

/// What `person` gets of all that.
std::string cell_of(const std::vector<Notice>& notices, const PersonId& person) {
  std::string pushes;
  bool own = false;
  bool edits = false;
  bool digest = false;
  for (const Notice& notice : notices) {
    if (notice.person != person) continue;
    if (notice.edit_only) {
      edits = true;
    } else if (notice.kind == NoticeKind::sender_copy) {
      own = true;
    } else if (notice.kind == NoticeKind::digest) {
      digest = true;
    } else {
      pushes += (pushes.empty() ? "push: " : ", ") + about(notice);
    }
  }
  if (!pushes.empty()) return pushes;
  if (digest) return "digest";
  return own ? "message of their own" : edits ? "edit" : "-";
}

std::string channel_of(const std::vector<Notice>& notices) {
  std::string cell;
  for (const Notice& notice : notices) {
    if (notice.kind != NoticeKind::card) continue;
    cell = notice.edit_only && cell != "card" ? "edit" : "card";
  }
  return cell.empty() ? "-" : cell;
}

std::string thread_of(const std::vector<Notice>& notices) {
  const auto is_line = [](const Notice& each) { return each.kind == NoticeKind::thread; };
  return std::ranges::any_of(notices, is_line) ? "line" : "-";
}

std::string others_of(const std::vector<Notice>& notices, const Event& event) {
  std::string cell;
  std::string last;
  for (const auto& [person, name] : event.others) {
    if (person == event.by || name == last) continue;
    const std::string gets = cell_of(notices, person);
    if (gets == "-") continue;
    cell += (cell.empty() ? "" : "; ") + std::string(name) + ": " + gets;
    last = name;
  }
  return cell.empty() ? "-" : cell;
}

/// An agency in which every transition of the lab has somebody to consult and to inform.
Scene with_an_audience() {
  Scene scene;
  scene.agency.directory.people.push_back(make_person(lena, "Lena", "U0010", {{"legal"}}));
  for (Transition& way : scene.workflow().transitions) {
    way.consulted = {{"legal"}};
    way.informed = {{"analytics"}};
  }
  return scene;
}

std::string row_of(Event event) {
  Scene scene = with_an_audience();
  event.others.insert({{lena, "Consulted"}, {alex, "Informed"}});
  event.before(scene);
  if (!event.by.empty()) {
    scene.ok(event.by, event.action);
  } else {
    // Until what the clock does tells somebody.
    for (int hour = 0; hour < 200; ++hour) {
      scene.after(hours(1));
      const auto is_it = [&](const Notice& each) {
        if (each.kind == NoticeKind::consent) return true;
        const bool of_stage = each.text == timer::stage;
        return each.kind == NoticeKind::reminder && of_stage == (event.name == stage_is_over);
      };
      if (std::ranges::any_of(scene.notices, is_it)) break;
    }
  }
  const auto end = [&](const PersonId& person) {
    const std::string gets = cell_of(scene.notices, person);
    if (person != event.by) return gets;
    return gets == "-" || gets == "edit" ? "acts" : "acts; " + gets;
  };
  for (const Notice& notice : scene.notices) {
    const bool known = notice.person.empty() || notice.edit_only || notice.person == event.by ||
                       notice.person == event.receiver || notice.person == event.sender ||
                       event.others.contains(notice.person);
    EXPECT_TRUE(known) << event.name << ": " << notice.person << " is in no column";
  }
  return "| " + std::string(event.name) + " | " + end(event.receiver) + " | " + end(event.sender) +
         " | " + channel_of(scene.notices) + " | " + thread_of(scene.notices) + " | " +
         others_of(scene.notices, event) + " |\n";
}

}  // namespace

std::string notice_doc() {
  std::string out =
      "<!-- Generated by the test NoticeDocTest of core_test, which plays every event; "
      "GOLDEN_UPDATE=1 rewrites it. Do not edit. -->\n"
      "# Who is told what\n\n"
      "Who acts gets a private answer at once. A push is a direct message that makes itself "
      "heard; an edit changes a message that\nis there. Of one event nobody is pushed twice, and "
      "nobody for what they did themselves: but who takes something over gets the message "
      "that they\nwork with.\n\n"
      "Without an offer, \"receiver\" is the holder, and \"sender\" who gave it to them. What is "
      "told "
      "goes to the people of the\nhandoff, to coordinators and to the channel. People in the "
      "roles that a workflow lists as informed or consulted, and those\nwho may `urgent`, have it "
      "in their digest: one direct message when their next working day begins, of all that "
      "happened\nuntil then; none where nothing did. Who is told anyway does not get it there "
      "again.\n\n"
      "| event | receiver | sender | card | thread | others |\n"
      "| --- | --- | --- | --- | --- | --- |\n";
  for (const Event& event : events()) out += row_of(event);
  return out +
         "\nA message that was not sent yet is never sent once what it tells is no longer so; who "
         "was told of a press that is\nundone is told of the undo.\n";
}

}  // namespace baton::test
