#include "tests/core/walk.h"

#include <algorithm>

namespace baton::test {
namespace {

constexpr std::size_t tracks = 5;
constexpr std::size_t journal_max = 60;  ///< a task that got this long makes room for a new one

}  // namespace

Agency make_walking_agency() {
  Agency made = make_big_agency();
  made.settings.rights["urgent"] = {director_role};
  Workflow& workflow = made.workflows.at({lab, 1});
  Requirement kind = field("kind", "Kind", FieldType::choice);
  kind.choices = {"print", "web"};
  Requirement size = field("size", "Print size");
  size.when = Condition{{"kind"}, "print"};
  workflow.transitions[0].gate.requirements = {
      field("goal", "Goal"),
      kind,
      size,
      check_item("agreed", "Agreed"),
      evidence("brief", "Brief", EvidenceKind::file),
      approval("plan", "Plan", coordinator_role, {{"goal"}})};
  workflow.transitions[1].gate.requirements = {evidence("drafts", "Drafts", EvidenceKind::link, 2)};
  workflow.transitions[1].receiver = anyone();
  Requirement sign_off = approval("sign-off", "Client sign-off", client_approver);
  sign_off.never_skip = true;
  workflow.transitions[4].gate.requirements = {
      field("budget", "Budget", FieldType::money), field("utm", "Tagged page", FieldType::url),
      approval("qa", "Quality check", director_role), sign_off};
  workflow.transitions[0].distinct = true;
  workflow.transitions[2].receiver = {Party::Kind::sender_of, {}, {"rework"}};
  workflow.transitions[4].distinct = true;
  Requirement end = approval("end", "The end", director_role);
  end.sender_may = true;
  workflow.stages.back().gate.requirements = {evidence("report", "Report"), end};
  return made;
}

Walk::Walk(Choices& choices) : choices_(choices), agency_(make_walking_agency()), tracks_(tracks) {
  for (Track& track : tracks_) renew(track);
}

void Walk::renew(Track& track) {
  track = {};
  track.task.key = {"ACME-" + std::to_string(++last_number_)};
}

void Walk::append(Track& track, const TaskEvent& event) {
  track.task = apply(std::move(track.task), event);
  track.journal.push_back(event);
}

bool Walk::step() {
  now_ += std::chrono::milliseconds(1 + choices_.below(100'000));
  if (choices_.one_in(60)) now_ += std::chrono::hours(1 + choices_.below(48));
  Track& track = tracks_[choices_.below(tracks)];
  if (track.journal.size() >= journal_max || (track.task.has_ended() && choices_.one_in(6))) {
    renew(track);
  }
  ++tally.steps;
  if (choices_.one_in(5)) return tick(track);
  const Task before = track.task;
  const std::optional<Press> press = track.press;
  const Command command = any_command(before);
  const Verdict verdict = judge(before, command, agency_, now_);
  for (const TaskFact& fact : verdict.facts) append(track, {fact, author_of(fact, command), now_});

  const std::pair row(before.phase, verb_of(command.action));
  if (verdict.rejection) {
    ++tally.refusals[verdict.rejection->refusal];
    if (!verdict.facts.empty()) ++tally.refused_but_kept;
  } else {
    ++tally.accepted;
    if (!verdict.facts.empty()) ++tally.rows[row];
  }
  remember(track, before, command, verdict);
  const bool fine = check_step(before, command, verdict, track) &&
                    check_undo(press, command, verdict) && check_state(track);
  if (!fine) return fail_at(before, command, verdict);
  if (!verdict.opens.empty() && choices_.one_in(2)) {
    // The task goes on for another client.
    ++tally.moved;
    Track next;
    next.task.key = verdict.opens.front().after.key;
    for (const TaskFact& fact : verdict.opens.front().facts) {
      append(next, {fact, Author::of(command.by), now_});
    }
    if (!holds(next.task == verdict.opens.front().after, "the opened task is what its facts say")) {
      return fail_at(before, command, verdict);
    }
    track = std::move(next);
  }
  return true;
}

bool Walk::tick(Track& track) {
  const Task before = track.task;
  const TaskFacts facts = happened_by(before, agency_, now_);
  for (const TaskFact& fact : facts) {
    append(track, {fact, Author::machine(Author::Kind::clock), now_});
    ++tally.by_clock[std::string(name_of(fact))];
    if (std::holds_alternative<UndoClosed>(fact)) track.press.reset();
  }
  if (!facts.empty()) ++tally.accepted;
  const Task& after = track.task;
  const bool fine = holds(after.phase == before.phase && after.stage == before.stage &&
                              after.holder == before.holder && after.handoffs == before.handoffs,
                          "the clock moves nothing") &&
                    holds(happened_by(after, agency_, now_).empty(), "nothing is due twice") &&
                    check_state(track);
  return fine || fail_at(before, {}, {});
}

bool Walk::fail_at(const Task& before, const Command& command, const Verdict& verdict) {
  fault += ": " + std::string(word_of(verb_of(command.action))) + " by " + command.by.value +
           " on a task " + std::string(name_of(before.phase)) + " in " + before.stage.value +
           ", held by " + before.holder.value + "; facts:";
  for (const TaskFact& fact : verdict.facts) fault += " " + std::string(name_of(fact));
  if (verdict.rejection) fault += "; " + testing::PrintToString(*verdict.rejection);
  return false;
}

/// What PRODUCT lets be taken back is the newest change of state; notes, questions and supplies do
/// not close it, anything else that changes the state does.
void Walk::remember(Track& track, const Task& before, const Command& command,
                    const Verdict& verdict) {
  for (const TaskFact& fact : verdict.facts) {
    const bool by_person = author_of(fact, command) == Author::of(command.by);
    const auto* withdrawn = std::get_if<OfferWithdrawn>(&fact);
    const bool pressed =
        (std::holds_alternative<Accepted>(fact) && by_person) ||
        std::holds_alternative<Returned>(fact) || std::holds_alternative<Taken>(fact) ||
        std::holds_alternative<BatonTaken>(fact) || std::holds_alternative<Passed>(fact) ||
        std::holds_alternative<WaitBegun>(fact) || std::holds_alternative<Blocked>(fact) ||
        std::holds_alternative<TaskDone>(fact) || std::holds_alternative<TaskCancelled>(fact) ||
        (withdrawn != nullptr && withdrawn->cause == WithdrawCause::by_sender);
    const bool closes =
        std::holds_alternative<Accepted>(fact) || withdrawn != nullptr ||
        std::holds_alternative<Offered>(fact) || std::holds_alternative<OfferedBack>(fact) ||
        std::holds_alternative<Resumed>(fact) || std::holds_alternative<Unblocked>(fact) ||
        std::holds_alternative<TaskReopened>(fact) || std::holds_alternative<TaskMoved>(fact) ||
        std::holds_alternative<Undone>(fact);
    if (pressed) {
      track.press = Press{verb_of(command.action), command.by, now_, before};
    } else if (closes) {
      track.press.reset();
    }
  }
}

}  // namespace baton::test
