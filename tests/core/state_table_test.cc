#include "tests/core/plays.h"

/// PRODUCT's state table, cell by cell: what a verb finds is the next phase or its refusal.
namespace baton::test {
namespace {

/// The cells of one verb, as PRODUCT words them: the name of a phase or that of a refusal.
struct Line {
  Verb verb;
  const char* idle;
  const char* offered;
  const char* waiting;
  const char* blocked;
  const char* blocked_offer;
  const char* done;
  const char* cancelled;
};
constexpr const char* ended = "already_ended";
constexpr const char* none = "nothing_offered";
constexpr const char* no_question = "no_open_question";

constexpr Line lines[] = {
    // Taking the tick back breaks the gate of the open offer, which is withdrawn.
    {Verb::set, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::check, "idle", "idle", "waiting", "blocked", "blocked", ended, ended},
    {Verb::attach, "idle", "offered", "idle", "blocked", "blocked", ended, ended},
    {Verb::approve, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::note, "idle", "offered", "waiting", "blocked", "blocked", "done", "cancelled"},
    {Verb::give, "offered", "offered", "offered", "unblock_first", "unblock_first", ended, ended},
    {Verb::accept, none, "idle", none, none, "blocked", ended, ended},
    {Verb::give_back, "offered", "idle", none, none, "blocked", ended, ended},
    {Verb::ask, none, "offered", none, none, "blocked", ended, ended},
    {Verb::answer, no_question, "offered", no_question, no_question, "blocked", ended, ended},
    {Verb::withdraw, none, "idle", none, none, "blocked", ended, ended},
    {Verb::pass, none, "offered", none, none, "blocked", ended, ended},
    {Verb::take, "idle", "idle", "waiting", "blocked", "blocked", ended, ended},
    {Verb::done, "done", "withdraw_first", "resume_first", "unblock_first", "unblock_first", ended,
     ended},
    {Verb::cancel, "cancelled", "cancelled", "cancelled", "cancelled", "cancelled", ended, ended},
    {Verb::undo, "offered", "offered", "idle", "idle", "offered", "idle", "idle"},
    {Verb::urgent, "offered", "offered", "offered", "unblock_first", "unblock_first", ended, ended},
    {Verb::name_gap, "idle", "accept_first", "waiting", "blocked", "accept_first", ended, ended},
    {Verb::supply, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::confirm, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::drop, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::repay, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::forgive, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::allow, "idle", "offered", "waiting", "blocked", "unblock_first", ended, ended},
    {Verb::refuse, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::start, "idle", "offered", "resume_first", "unblock_first", "unblock_first", ended,
     ended},
    {Verb::block, "blocked", "blocked", "resume_first", "blocked", "blocked", ended, ended},
    {Verb::unblock, "not_blocked", "not_blocked", "not_blocked", "idle", "offered", ended, ended},
    {Verb::wait, "waiting", "withdraw_first", "waiting", "unblock_first", "unblock_first", ended,
     ended},
    {Verb::resume, "not_waiting", "not_waiting", "idle", "not_waiting", "not_waiting", ended,
     ended},
    {Verb::snooze, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::due, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::priority, "idle", "offered", "waiting", "blocked", "blocked", ended, ended},
    {Verb::reopen, "not_ended", "not_ended", "not_ended", "not_ended", "not_ended", "idle", "idle"},
    {Verb::move, "cancelled", "cancelled", "cancelled", "cancelled", "cancelled", ended, ended},
};

void expect_cell(Column column, Verb verb, std::string_view cell) {
  SCOPED_TRACE(std::string(name_of(column)) + ", " + std::string(word_of(verb)));
  Play made = play(column, verb);
  const Row* row = find_row(made.scene.task.phase, verb);
  Play copy = made;
  const Verdict verdict = copy.scene.act(copy.by, copy.action);
  if (!verdict.rejection) {
    EXPECT_EQ(name_of(copy.scene.task.phase), cell);
    EXPECT_FALSE(verdict.facts.empty());
    EXPECT_NE(row, nullptr) << "only rows are accepted";
    return;
  }
  EXPECT_EQ(name_of(verdict.rejection->refusal), cell);
  EXPECT_TRUE(verdict.facts.empty());
  if (row != nullptr) return;
  // The most entitled people hear it too: no right opens what is not a row.
  for (const PersonId& person : {ana, dino, petra, cora, dirk, olga}) {
    EXPECT_EQ(name_of(made.scene.no(person, made.action).refusal), cell);
  }
}

TEST(StateTableTest, EveryCellIsWhatProductSays) {
  for (const Line& line : lines) {
    expect_cell(Column::idle, line.verb, line.idle);
    expect_cell(Column::offered, line.verb, line.offered);
    expect_cell(Column::waiting, line.verb, line.waiting);
    expect_cell(Column::blocked, line.verb, line.blocked);
    expect_cell(Column::blocked_offer, line.verb, line.blocked_offer);
    expect_cell(Column::done, line.verb, line.done);
    expect_cell(Column::cancelled, line.verb, line.cancelled);
    expect_cell(Column::absent, line.verb, "unknown_task");
  }
  expect_cell(Column::absent, Verb::start_new, "idle");
}

TEST(StateTableTest, EveryVerbIsInTheTest) {
  ASSERT_EQ(std::size(lines) + 1, static_cast<std::size_t>(verb_count));
  for (int at = 1; at < verb_count; ++at) {
    EXPECT_EQ(std::ranges::count(lines, static_cast<Verb>(at), &Line::verb), 1)
        << word_of(static_cast<Verb>(at));
  }
}

TEST(StateTableTest, NamesEachPairOfPhaseAndVerbOnce) {
  for (std::size_t one = 0; one < table.size(); ++one) {
    for (std::size_t other = one + 1; other < table.size(); ++other) {
      EXPECT_FALSE(table[one].from == table[other].from && table[one].verb == table[other].verb)
          << word_of(table[one].verb);
    }
  }
}

TEST(StateTableTest, AnswerWithoutAQuestionSaysSo) {
  Scene scene;
  scene.offer_to_dino();
  EXPECT_EQ(scene.no(ana, AnswerQuestion{"The red ones"}).refusal, Refusal::no_open_question);
}

TEST(StateTableTest, ReturnOfWhatNobodyGaveIsRefused) {
  Scene scene;
  scene.open();
  EXPECT_EQ(scene.no(ana, GiveBack{{}, "timing", ""}).refusal, Refusal::nothing_offered);
}

}  // namespace
}  // namespace baton::test
