#include "tests/core/plays.h"

namespace baton::test {
namespace {

using std::chrono::hours;

bool needs_gap(Verb verb) {
  return verb == Verb::supply || verb == Verb::confirm || verb == Verb::drop;
}
bool needs_debt(Verb verb) { return verb == Verb::repay || verb == Verb::forgive; }
bool needs_consent(Verb verb) { return verb == Verb::allow || verb == Verb::refuse; }

const Action urgent_to_dino = Urgent{{}, dino, "the campaign starts tonight"};

/// Dino holds it in "build"; it came from Ana.
Scene held(Verb verb) {
  Scene scene;
  if (verb == Verb::done) {
    scene.live_by_petra().ok(petra, Attach{"report", "https://files.example.com/report"});
    return scene;
  }
  if (needs_debt(verb)) {
    scene.open().ok(cora, urgent_to_dino);
    scene.ok(dino, Accept{});
    return scene;
  }
  scene.build_by_dino();
  if (needs_gap(verb)) scene.ok(dino, NameGap{{"the logo"}});
  if (needs_consent(verb)) scene.ok(dora, Take{});
  return scene;
}

/// An offer is open: from Ana to Dino wherever the verb allows it.
Scene offered(Verb verb) {
  Scene scene;
  if (needs_debt(verb)) {
    scene.open().ok(cora, urgent_to_dino);
  } else if (needs_gap(verb)) {
    scene.build_by_dino().ok(dino, NameGap{{"the logo"}});
    scene.ok(dino, GiveBack{{}, "missing-asset", ""});
  } else if (needs_consent(verb)) {
    scene.gate("shortcut").requirements = {field("budget", "Budget")};
    scene.build_by_dino().ok(dino, Give{StageId{"review"}, {}, ""});
    scene.ok(dino, Urgent{StageId{"live"}, {}, "the campaign starts tonight"});
  } else if (verb == Verb::start) {
    // What Ana fills in is work, and starts it.
    scene.open().ok(petra, Set{"goal", "Sell shoes"});
    scene.ok(petra, Check{"agreed", true});
    scene.ok(petra, Attach{"brief", "https://files.example.com/brief"});
    scene.ok(ana, Give{{}, dino, ""});
  } else {
    scene.offer_to_dino();
  }
  return scene;
}

Scene scene_in(Column column, Verb verb) {
  Scene scene;
  switch (column) {
    case Column::absent: break;
    case Column::idle: return held(verb);
    case Column::offered:
      scene = offered(verb);
      if (verb == Verb::answer) scene.ok(dino, Ask{{}, "Which shoes?"});
      if (verb == Verb::undo) scene.ok(dino, Pass{{}, dora});
      break;
    case Column::waiting:
      scene = held(verb);
      scene.ok(scene.task.holder, Wait{scene.now + hours(48), "they must choose"});
      break;
    case Column::blocked:
      scene = held(verb);
      scene.ok(scene.task.holder, Block{"no access", {}});
      break;
    case Column::blocked_offer:
      scene = offered(verb);
      if (verb == Verb::answer) scene.ok(dino, Ask{{}, "Which shoes?"});
      scene.ok(scene.task.holder, Block{"no access", {}});
      break;
    case Column::done:
      scene = held(Verb::done);
      scene.ok(petra, Finish{});
      break;
    case Column::cancelled:
      scene = held(verb);
      scene.ok(cora, Cancel{"the client left"});
      break;
  }
  return scene;
}

Action action_for(Verb verb, const Scene& scene) {
  const bool in_draft = scene.task.stage == StageId{"draft"};
  switch (verb) {
    case Verb::start_new: return StartNew{acme, lab, "Spring launch"};
    case Verb::set: return Set{"goal", "Sell more shoes"};
    case Verb::check: return Check{"agreed", false};
    case Verb::attach: return Attach{"brief", "https://files.example.com/second"};
    case Verb::approve: return Approve{"qa", "", "", "", ""};
    case Verb::note: return AddNote{"The client called"};
    case Verb::give:
      if (in_draft) return Give{{}, dora, "for you"};
      return Give{StageId{"review"}, {}, "for you"};
    case Verb::accept: return Accept{};
    case Verb::give_back: return GiveBack{{}, "timing", ""};
    case Verb::ask: return Ask{{}, "Which shoes?"};
    case Verb::answer: return AnswerQuestion{"The red ones"};
    case Verb::withdraw: return Withdraw{};
    case Verb::done: return Finish{};
    case Verb::cancel: return Cancel{"the client left"};
    case Verb::undo: return Undo{};
    case Verb::take: return Take{};
    case Verb::pass: return Pass{{}, dora};
    case Verb::urgent:
      if (in_draft) return Urgent{{}, dora, "the campaign starts tonight"};
      return Urgent{StageId{"review"}, {}, "the campaign starts tonight"};
    case Verb::repay: return Repay{"goal", "Sell shoes"};
    case Verb::forgive: return Forgive{"goal", "it was a small one"};
    case Verb::name_gap: return NameGap{{"the fonts"}};
    case Verb::supply: return SupplyGap{"", "logo.svg"};
    case Verb::confirm: return ConfirmGap{""};
    case Verb::drop: return DropGap{"", "found it"};
    case Verb::allow: return Allow{};
    case Verb::refuse: return Refuse{"not now"};
    case Verb::start: return Start{};
    case Verb::block: return Block{"the server is down", {}};
    case Verb::unblock: return Unblock{};
    case Verb::wait: return Wait{scene.now + hours(72), "they must choose"};
    case Verb::resume: return Resume{};
    case Verb::snooze: return Snooze{};
    case Verb::due: return SetDue{scene.now + hours(96), ""};
    case Verb::priority: return SetPriority{Priority::high};
    case Verb::reopen: return Reopen{};
    case Verb::move: return Move{bolt};
  }
  return Finish{};
}

PersonId who_may(Verb verb, const Scene& scene) {
  const Task& task = scene.task;
  switch (verb) {
    case Verb::start_new:
    case Verb::set:
    case Verb::check:
    case Verb::attach:
    case Verb::note:
    case Verb::answer: return alex;
    case Verb::approve: return dirk;
    case Verb::accept:
    case Verb::give_back:
    case Verb::ask:
    case Verb::pass: return task.offer() != nullptr ? task.offer()->receiver : task.holder;
    case Verb::cancel:
    case Verb::urgent:
    case Verb::forgive:
    case Verb::reopen:
    case Verb::move: return cora;
    case Verb::take: return dora;
    case Verb::undo: return task.undoable ? task.undoable->by : task.holder;
    case Verb::supply:
    case Verb::repay: return ana;
    case Verb::allow:
    case Verb::refuse: return task.consents.empty() ? task.holder : task.consents.back().asked;
    default: return task.holder.empty() ? ana : task.holder;
  }
}

}  // namespace

Play play(Column column, Verb verb) {
  Play made{scene_in(column, verb), {}, Finish{}};
  made.by = who_may(verb, made.scene);
  made.action = action_for(verb, made.scene);
  return made;
}

}  // namespace baton::test
