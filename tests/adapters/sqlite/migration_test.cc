#include "adapters/sqlite/schema.h"
#include "tests/adapters/sqlite/support.h"

/// Stores of earlier versions open and lose nothing.
namespace baton::test {
namespace {

const char* const outbox_row =
    "INSERT INTO outbox (agency, id, key, lane, kind, task, person, handoff, detail, slot,"
    " edit_only, text, version, state, made, reconciled, hops, plain, first_at, repeat, due,"
    " attempt_at, reason) VALUES ('Northlight', ";

/// A store as the first version left it: a card that stands in Slack, an edit of it and a push
/// under way, and a card that was never posted.
void make_first_version(const TempDir& folder) {
  Intruder made(folder / "baton.db");
  made.run("PRAGMA application_id = 1113684078");  // "Batn"
  made.run(sqlite::migrations()[0].script);
  made.run("INSERT INTO slot VALUES ('Northlight', 'card/ACME-1/1', 'slack', 'C1', '1.1', 3)");
  made.run("INSERT INTO slot VALUES ('Northlight', 'offer/ACME-1/1', 'slack', 'D1', '1.2', 3)");
  const auto add = [&](const std::string& id, const std::string& lane, const std::string& kind,
                       const std::string& slot) {
    made.run(outbox_row + id + ", 'key" + id + "', '" + lane + "', '" + kind +
             "', 'ACME-1', '', 1, 0, '" + slot +
             "', 1, '', 4, 'waiting', 0, 0, 0, 0, 0, 0, 0, 0, '')");
  };
  add("1", "channel/ACME", "card", "card/ACME-1/1");
  add("2", "person/p2", "offer", "offer/ACME-1/1");
  add("3", "channel/BOLT", "card", "card/BOLT-1/1");
}

TEST(MigrationTest, VersionsCountFromOneWithoutAGap) {
  int expected = 1;
  for (const sqlite::Migration& step : sqlite::migrations()) EXPECT_EQ(step.version, expected++);
}

TEST(MigrationTest, CardsOfTheFirstVersionAreKnownByTheirWorkspace) {
  const TempDir folder;
  make_first_version(folder);
  SqliteStore store(options_in(folder));
  const std::vector<OutboxRow> rows = run(store.due(noon, 10));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].notice.slot, "card/slack/ACME-1/1");
  EXPECT_EQ(rows[0].notice.workspace, WorkspaceId{"slack"});
  EXPECT_EQ(rows[1].notice.slot, "offer/ACME-1/1") << "a push is as it was";
  EXPECT_TRUE(rows[1].notice.workspace.empty());
  EXPECT_EQ(rows[2].notice.slot, "card/slack/BOLT-1/1") << "not posted yet: in the only workspace";
  EXPECT_EQ(rows[2].notice.workspace, WorkspaceId{"slack"});
  EXPECT_EQ(rows[0].lane, "channel/slack/ACME") << "in the order of what is planned from now on";
  const auto message = run(store.message("card/slack/ACME-1/1"));
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->message.id, "1.1");
  EXPECT_FALSE(run(store.message("card/ACME-1/1")).has_value());
  EXPECT_TRUE(run(store.message("offer/ACME-1/1")).has_value());
}

/// A store as the second version left it: a task in each phase there was, and notices that were
/// settled or are on their way.
void make_second_version(const TempDir& folder) {
  Intruder made(folder / "baton.db");
  made.run("PRAGMA application_id = 1113684078");  // "Batn"
  made.run(sqlite::migrations()[0].script);
  made.run(sqlite::migrations()[1].script);
  const auto add_task = [&](const std::string& key, const std::string& phase) {
    made.run(
        "INSERT INTO task (agency, key, client, workflow, workflow_version, stage, phase,"
        " holder, receiver, question_open, version, updated_at) VALUES ('Northlight', '" +
        key + "', 'ACME', 'quick', 2, 'doing', '" + phase + "', 'p1', 'p2', 1, 7, " +
        text_of(noon) + ")");
  };
  add_task("ACME-1", "idle");
  add_task("ACME-2", "offered");
  add_task("ACME-3", "done");
  add_task("ACME-4", "cancelled");
  const auto add_notice = [&](const std::string& id, const std::string& state, TimePoint attempt) {
    made.run(outbox_row + id + ", 'key" + id + "', 'lane" + id +
             "', 'offer', 'ACME-1', 'p2', 1, 0, 'offer/ACME-1/" + id + "', 0, '', 4, '" + state +
             "', 1, 0, 0, 0, 0, 0, 0, " + text_of(attempt) + ", '')");
  };
  add_notice("1", "delivered", noon);
  add_notice("2", "delivered", TimePoint());  // an edit
  add_notice("3", "unknown", noon);
}

TEST(MigrationTest, TasksOfTheSecondVersionStayAndMayWaitFromNowOn) {
  const TempDir folder;
  make_second_version(folder);
  SqliteStore store(options_in(folder));
  TaskQuery query;
  query.open_only = false;
  const std::vector<TaskRow> rows = run(store.tasks(query));
  ASSERT_EQ(rows.size(), 4u);
  const TaskRow offered{TaskKey{"ACME-2"},
                        ClientKey{"ACME"},
                        WorkflowId{"quick"},
                        2,
                        StageId{"doing"},
                        Phase::offered,
                        PersonId{"p1"},
                        PersonId{"p2"},
                        true,
                        7,
                        noon,
                        {},
                        {},
                        "normal",
                        {},
                        {}};
  EXPECT_EQ(rows[1], offered) << text_of(rows[1]);
  EXPECT_EQ(rows[3].phase, Phase::cancelled);
  Change change;
  change.tasks = {offered};
  change.tasks[0].phase = Phase::waiting;
  change.tasks[0].due = noon;
  change.tasks[0].owing = {PersonId{"p1"}};
  change.tasks[0].asked = {PersonId{"p2"}};
  change.timers = {{TaskKey{"ACME-2"}, 1, {{"gap", 2, noon}}}};
  EXPECT_EQ(text_of(run(store.append(change))), "yes ");
  query.holder = PersonId{"p1"};
  query.owing = PersonId{"p1"};
  query.asked = PersonId{"p2"};
  EXPECT_EQ(text_of(run(store.tasks(query))), text_of(change.tasks));
  EXPECT_EQ(run(store.timers_due(noon, 10)).size(), 1u);
}

TEST(MigrationTest, NoticesOfTheSecondVersionWereSettledWhenTheirLatestAttemptBegan) {
  const TempDir folder;
  make_second_version(folder);
  SqliteStore store(options_in(folder));
  const std::vector<OutboxRow> rows = run(store.of_task(TaskKey{"ACME-1"}));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].settled_at, noon);
  EXPECT_EQ(rows[1].settled_at, TimePoint()) << "nobody wrote it down";
  EXPECT_EQ(rows[2].settled_at, TimePoint()) << "it is not settled";
  EXPECT_EQ(rows[2].state, Delivery::unknown);
  EXPECT_TRUE(rows[2].attempt_to.workspace.empty()) << "nor where it went";
}

/// A store as the third version left it: a notice that waits for its second attempt.
void make_third_version(const TempDir& folder) {
  Intruder made(folder / "baton.db");
  made.run("PRAGMA application_id = 1113684078");  // "Batn"
  for (std::size_t step = 0; step < 3; ++step) made.run(sqlite::migrations()[step].script);
  made.run(outbox_row +
           std::string("7, 'key', 'person/p2', 'offer', 'ACME-1', 'p2', 1, 0,"
                       " 'offer/ACME-1/1', 0, '', 4, 'waiting', 1, 0, 0, 0, ") +
           text_of(noon) + ", 0, " + text_of(noon + std::chrono::minutes(5)) + ", " +
           text_of(noon) + ", 'ratelimited')");
}

TEST(MigrationTest, NoticesOfTheThirdVersionWereMadeWhenTheyFirstFellDue) {
  const TempDir folder;
  make_third_version(folder);
  SqliteStore store(options_in(folder));
  const std::vector<OutboxRow> rows = run(store.due(noon + std::chrono::hours(1), 10));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].made_at, noon);
  EXPECT_EQ(rows[0].attempts.first_at, noon);
  EXPECT_EQ(run(store.depth(noon)).unsettled, 1u);
}

TEST(MigrationTest, KeysOfTextsOfTheFifthVersionAreFoundByTheirStreamAndCanBeErased) {
  const TempDir folder;
  {
    Intruder made(folder / "baton.db");
    made.run("PRAGMA application_id = 1113684078");  // "Batn"
    for (std::size_t step = 0; step < 5; ++step) made.run(sqlite::migrations()[step].script);
    made.run(
        "INSERT INTO text_key VALUES"
        " ('Northlight', 'k1', 'p1', 'task/ACME-12', x'0061FF'),"
        " ('Northlight', 'k2', 'p2', 'task/ACME-12', x'0062FF'),"
        " ('Northlight', 'k3', 'p1', 'task/BOLT-3', x'0063FF')");
  }
  SqliteStore store(options_in(folder));
  run(store.append(one_event(acme_12, 0)));
  EXPECT_EQ(text_of(run(store.load({{acme_12, 0}}, "")).text_keys),
            text_of(std::vector<TextKey>{{"k1", "p1", acme_12, std::string("\0a\xFF", 3)},
                                         {"k2", "p2", acme_12, std::string("\0b\xFF", 3)}}));
  Change erasure;
  erasure.shredded_people = {"p1"};
  erasure.shredded_texts = {"k2"};
  run(store.append(std::move(erasure)));
  EXPECT_TRUE(run(store.load({{acme_12, 0}}, "")).text_keys.empty());
}

TEST(MigrationTest, WhatWasNotPostedYetStaysOpenWhereSeveralWorkspacesAreKnown) {
  const TempDir folder;
  make_first_version(folder);
  Intruder(folder / "baton.db")
      .run("INSERT INTO slot VALUES ('Northlight', 'offer/ACME-2/1', 'other', 'D2', '2.1', 3)");
  SqliteStore store(options_in(folder));
  const std::vector<OutboxRow> rows = run(store.due(noon, 10));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].notice.slot, "card/slack/ACME-1/1");
  EXPECT_EQ(rows[2].notice.slot, "card/BOLT-1/1") << "it goes where there is room";
  EXPECT_TRUE(rows[2].notice.workspace.empty());
}

}  // namespace
}  // namespace baton::test
