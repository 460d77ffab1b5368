#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/ports/chat.h"
#include "core/delivery/delivery.h"
#include "core/model/ids.h"
#include "core/model/task.h"
#include "core/model/time_point.h"
#include "core/notice/notice.h"
#include "core/time/timer.h"

/// What the service keeps: the journal, what is derived from it, and what must still be done.
/// A store belongs to one agency.
namespace baton {

/// "task/ACME-12", "client/ACME", "directory".
using StreamId = Id<struct StreamTag>;
StreamId task_stream(const TaskKey& key);
StreamId client_stream(const ClientKey& key);
inline const StreamId directory_stream{"directory"};

/// An event as it is written. `data` is canonical JSON with its personal text sealed.
struct NewEvent {
  std::string type;  ///< "offered"
  int v = 1;         ///< of the type's shape
  std::string by;    ///< "p7", or "@clock", "@file", "@system"
  TimePoint at;
  std::string data;
  bool operator==(const NewEvent&) const = default;
};
/// An event as it is read back.
struct StoredEvent {
  std::uint64_t seq = 0;  ///< 1.. in the agency's journal
  StreamId stream;
  std::uint64_t version = 0;  ///< 1.. in its stream
  NewEvent event;
  bool operator==(const StoredEvent&) const = default;
};
/// An event with its place in the chain, for `verify` and `export`.
struct LinkedEvent {
  StoredEvent stored;
  std::string hash;  ///< 32 bytes
};

/// The key of one sealed text, itself sealed by its person's key. Deleting it shreds the text.
struct TextKey {
  std::string id;      ///< random, 32 hex characters; of its stream only one has it
  std::string person;  ///< whose text it is: "p7", or "agency"
  StreamId stream;
  std::string sealed;  ///< opaque
};
/// A person's key, sealed by the service's secret key. Deleting it shreds all of their text.
struct PersonKey {
  std::string person;
  std::string sealed;  ///< opaque
};

struct StreamAppend {
  StreamId stream;
  std::uint64_t expected = 0;  ///< the version the events were decided on
  std::vector<NewEvent> events;
};

/// "idle", "offered" ...: how a phase is stored and counted.
std::string_view word_of(Phase phase);

/// How a task stands, for lists: ids only, no personal text. Derived; rebuilt from the journal.
struct TaskRow {
  TaskKey key;
  ClientKey client;
  WorkflowId workflow;
  int workflow_version = 0;
  StageId stage;
  Phase phase = Phase::absent;
  PersonId holder;
  PersonId receiver;  ///< of the open offer
  bool question_open = false;
  std::uint64_t version = 0;
  TimePoint updated_at;
  TaskKey parent;                   ///< empty: it is part of no other
  TimePoint due;                    ///< promised to the client; epoch 0: nothing is
  std::string priority = "normal";  ///< "low", "normal" or "high"
  /// Who owes a gap or a debt on it. Handed out in the order of their ids, each once.
  std::vector<PersonId> owing;
  /// Who is asked for a yes that somebody else needs on it; handed out as `owing` is.
  std::vector<PersonId> asked;
  bool operator==(const TaskRow&) const = default;
};

/// Where an attempt to make a message went. Who somebody is in a chat is in no file in clear, and
/// so not here.
struct AttemptPlace {
  WorkspaceId workspace;  ///< empty: it is not known
  ChannelId channel;      ///< empty: to the direct messages of the notice's person
  bool operator==(const AttemptPlace&) const = default;
};

/// One notice on its way. Rows of one lane are sent in the order of their ids.
struct OutboxRow {
  std::uint64_t id = 0;  ///< given by the store
  std::string key;       ///< random: carried by the message, so that it can be found again
  std::string lane;      ///< one destination: "person/p7", "digest/p7" or "channel/slack/ACME"
  Notice notice;
  std::uint64_t version = 0;  ///< of the task, when the notice was planned
  Delivery state = Delivery::waiting;
  TimePoint made_at;  ///< when the row was made
  Attempts attempts;
  bool repeat = false;  ///< say that it may be a repeat
  TimePoint due;
  TimePoint attempt_at;     ///< when the latest attempt was begun
  AttemptPlace attempt_to;  ///< where it went; kept while the row is in flight or unknown
  std::string reason;       ///< of the latest failure
  TimePoint settled_at;     ///< when settle() settled it, where that is known; else epoch 0
};

/// What is known of a slot's message.
struct SlotMessage {
  std::string slot;
  MessageRef message;
  std::uint64_t shown_version = 0;  ///< the task's version that it shows
};

/// All the timers of a task from now on: those that it had are gone. Changes nothing where a newer
/// epoch of that task was stored before, even one without timers; an equal one is replaced.
/// Of two with the same kind and number the later one counts.
struct TaskTimers {
  TaskKey task;
  std::uint64_t epoch = 0;
  std::vector<Timer> timers;
};
/// A timer as it is kept.
struct TimerRow {
  TaskKey task;
  std::string kind;
  int number = 0;
  std::uint64_t epoch = 0;
  TimePoint due;
  bool operator==(const TimerRow&) const = default;
};

/// One delivery that was dealt with, and what it was answered.
struct DeliveryRow {
  std::string key;
  std::string reply;  ///< canonical JSON of a Reply
  TimePoint at;
};

/// All that one command changes. In one transaction, or not at all.
struct Change {
  std::vector<StreamAppend> streams;
  std::vector<TaskRow> tasks;
  /// Slots of what was undone: their unsent notices are superseded, before `notices` are added. A
  /// notice is unsent while its row makes a message (not edit_only), is unsettled and was never
  /// attempted.
  std::vector<std::string> superseded;
  std::vector<OutboxRow> notices;
  std::vector<TaskTimers> timers;
  std::vector<TextKey> text_keys;
  std::vector<PersonKey> person_keys;
  std::optional<DeliveryRow> delivery;
  std::vector<std::string> shredded_texts;   ///< ids of text keys: deleted, for good
  std::vector<std::string> shredded_people;  ///< their person keys and text keys: deleted, for good
};

enum class Appended {
  yes,
  stale,      ///< a stream is not at its expected version: load and decide again
  duplicate,  ///< this delivery was dealt with already; takes precedence over stale
};
struct AppendResult {
  Appended outcome = Appended::yes;
  std::string reply;           ///< duplicate: what it was answered
  std::size_t superseded = 0;  ///< yes: how many notices will not be sent, by Change::superseded
};

/// Which events are wanted: those of `stream` after version `after`.
struct Cursor {
  StreamId stream;
  std::uint64_t after = 0;
};
struct Loaded {
  std::vector<StoredEvent> events;   ///< of all the cursors, in the order of seq
  std::vector<TextKey> text_keys;    ///< of those events' streams; shredded ones are absent
  std::optional<std::string> reply;  ///< the delivery was dealt with already
};

struct TaskQuery {
  std::optional<PersonId> holder;
  std::optional<PersonId> receiver;
  std::optional<ClientKey> client;
  std::optional<PersonId> owing;        ///< who is among those who owe
  std::optional<PersonId> asked;        ///< who is among those who are asked
  std::optional<TimePoint> due_before;  ///< promised for an earlier time; never those without one
  std::optional<TaskKey> parent;
  bool open_only = true;  ///< see is_open(Phase)
  std::size_t limit = 200;
};

/// How much there is to do, in numbers: nobody's name is in it.
struct Tally {
  std::map<Phase, std::size_t> open;  ///< open tasks by how they stand; the others are left out
  std::size_t overdue = 0;            ///< open tasks whose promised date has passed
  std::size_t timers_due = 0;
  bool operator==(const Tally&) const = default;
};

/// What was found wrong in the journal.
struct JournalFault {
  std::uint64_t seq = 0;
  std::string stream;
  std::string what;  ///< a sentence
};

/// Keeps it all. Every call may suspend; `*this` must outlive it; calls may overlap.
/// A call that throws has changed nothing. Throws boost::system::system_error
/// (AppErrc::store_failed, AppErrc::store_corrupt).
class Store {
 public:
  virtual ~Store() = default;

  /// A consistent read. An empty `delivery` is not looked up.
  virtual boost::asio::awaitable<Loaded> load(std::vector<Cursor> cursors,
                                              std::string delivery) = 0;
  /// Appends in one transaction. Returns only after it is durable.
  virtual boost::asio::awaitable<AppendResult> append(Change change) = 0;

  /// Those that match all that is asked for: the latest change first, then by key.
  virtual boost::asio::awaitable<std::vector<TaskRow>> tasks(TaskQuery query) = 0;
  virtual boost::asio::awaitable<std::vector<StreamId>> streams(std::string prefix) = 0;
  virtual boost::asio::awaitable<std::vector<PersonKey>> person_keys() = 0;
  /// Those due at `now` or before, in the order of due, task, kind and number; at most `max`.
  virtual boost::asio::awaitable<std::vector<TimerRow>> timers_due(TimePoint now,
                                                                   std::size_t max) = 0;
  /// When the first timer that is due later than `after` falls due; nullopt: there is none.
  virtual boost::asio::awaitable<std::optional<TimePoint>> next_timer_due(TimePoint after) = 0;
  /// Counts what is there at `now`.
  virtual boost::asio::awaitable<Tally> tally(TimePoint now) = 0;
  /// Forgets deliveries older than `before`; they are kept for at least 72 h.
  virtual boost::asio::awaitable<void> forget_deliveries(TimePoint before) = 0;
};

/// An attempt to make a message, as it is written down before it is made.
struct Attempt {
  Attempts counted;  ///< with this one; but for first_at: it stays as it is
  TimePoint at;
  AttemptPlace to;
};

/// What becomes of one outbox row after an attempt.
struct Settlement {
  std::uint64_t id = 0;
  TimePoint at;  ///< now
  Delivery state = Delivery::delivered;
  Attempts attempts;  ///< but for first_at: it stays as it is
  bool repeat = false;
  TimePoint due;
  std::string reason;
  std::optional<SlotMessage> message;  ///< where it was posted, and what it shows now
  std::vector<OutboxRow> notices;      ///< new rows: somebody is told that it failed
  /// Rows that went in the same message: what becomes of the row becomes of them, at the same time.
  std::vector<std::uint64_t> also;
};

/// How many rows of a task of_task() hands out, and of a lane of_lane().
inline constexpr std::size_t notices_of_task_max = 200;
inline constexpr std::size_t notices_of_lane_max = 500;

/// The rows on their way. As Store: durable when it returns. A row once settled stays as it is:
/// begin() and settle() of it change nothing but the slot's message.
class Outbox {
 public:
  virtual ~Outbox() = default;
  /// The first unsettled row of every lane, where it is due at `now`; at most `max`. Due as well is
  /// what was made, or tried, later than `now`: the clock was set back, and would hold it until it
  /// is that late again. (A digest waits for its time all the same, unless it was tried.)
  virtual boost::asio::awaitable<std::vector<OutboxRow>> due(TimePoint now, std::size_t max) = 0;
  /// When the next row falls due; nullopt: nothing is on its way.
  virtual boost::asio::awaitable<std::optional<TimePoint>> next_due() = 0;
  /// Writes down that an attempt begins, so that a crash leaves it known as in flight: of a row, or
  /// of several that go in one message. False: one of them is settled already, superseded for
  /// instance; nothing is written down, and nothing must be sent.
  virtual boost::asio::awaitable<bool> begin(std::vector<std::uint64_t> ids, Attempt attempt) = 0;
  /// Settles the row. If `message` is set, the slot's message becomes it, and unsettled edit_only
  /// rows of the same slot whose version it already shows are superseded, at the same time.
  virtual boost::asio::awaitable<void> settle(Settlement settlement) = 0;
  virtual boost::asio::awaitable<std::optional<SlotMessage>> message(std::string slot) = 0;
  /// The newest row of the slot, whatever became of it.
  virtual boost::asio::awaitable<std::optional<OutboxRow>> newest_of(std::string slot) = 0;
  /// The unsettled rows of the lane that are due at `now` as due() says, also those in flight: the
  /// first notices_of_lane_max, in their order.
  virtual boost::asio::awaitable<std::vector<OutboxRow>> of_lane(std::string lane,
                                                                 TimePoint now) = 0;
  /// The rows of a task, whatever became of them: the newest notices_of_task_max, oldest first.
  virtual boost::asio::awaitable<std::vector<OutboxRow>> of_task(TaskKey task) = 0;
  /// The slot of a message, where it is one of ours.
  virtual boost::asio::awaitable<std::optional<std::string>> slot_of(MessageRef message) = 0;
  /// Rows in flight when the service stopped become unknown. Called once at start.
  virtual boost::asio::awaitable<int> recover() = 0;
  /// How many rows are in each state, and since when the oldest unsettled one is due. A row that is
  /// to be sent later than `now` is no backlog: it is not counted before it first falls due.
  struct Depth {
    std::size_t unsettled = 0;
    std::size_t dead = 0;
    std::optional<TimePoint> oldest;
    std::map<Delivery, std::size_t> by_state;  ///< the unsettled ones; states without are left out
  };
  virtual boost::asio::awaitable<Depth> depth(TimePoint now) = 0;
};

}  // namespace baton
