#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "adapters/memory/memory_store.h"
#include "bot/app/handoff_service.h"
#include "bot/app/outbox_delivery.h"
#include "bot/app/outbox_worker.h"
#include "bot/app/registry.h"
#include "bot/app/task_clock.h"
#include "bot/app/timekeeper.h"
#include "bot/talk/conversation.h"
#include "tests/fakes/counting_meter.h"
#include "tests/fakes/fake_chat.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_random.h"
#include "tests/fakes/fake_store.h"
#include "tests/fakes/fixed_zones.h"
#include "tests/support/agency.h"

namespace baton::test {

/// What tests/support/agency.h describes, as a configuration says it.
Seed make_seed();
/// The same with a second chat, in which Dino has an account too, if it is known. His home is
/// `home`.
enum class Account { known, unknown };
Seed make_seed_of_two_chats(const WorkspaceId& home, Account there = Account::known);
/// The workflow that make_seed() publishes under `definition`.
Workflow workflow_of(const std::string& definition, int version);

/// What a person types, presses or submits. Every call makes a new delivery.
Envelope typed(const PersonId& person, std::string text);
Envelope pressed(const PersonId& person, Press press);
Press press_of(Verb verb, const TaskKey& task, int handoff);

/// What lives on when the service is started again: the store, the chat, and time.
struct Lasting {
  FakeClock clock{monday_nine};
  FakeRandom random;
  MemoryStore store{"Northlight"};
  SlowStore slow{store};
  FailingOutbox outbox{store};
  FakeChat chat{slack_workspace, clock};
  FakeChat second{mattermost_workspace, clock};  ///< nobody lives there, unless a test says so
};

/// The service over a Lasting, from its start: with the agency seeded and its settings made.
class World {
 public:
  enum class Pace { at_once, slow };  ///< slow: calls of the store take turns of the event loop

  explicit World(Lasting& lasting, Pace pace = Pace::at_once);
  ~World();

  /// Runs all that can run without time passing.
  void settle();
  /// Lets time pass, waking whoever waits exactly when they asked to be woken.
  void pass(std::chrono::milliseconds span);

  /// The answer to one envelope, or to several that come at once, in their order.
  Reply handle(Envelope envelope);
  std::vector<Reply> handle_at_once(std::vector<Envelope> envelopes);
  /// What handle() threw.
  boost::system::error_code failure_of(Envelope envelope);
  /// `person` types `text`; the words of the answer.
  std::string say(const PersonId& person, std::string text);
  /// The task as the journal tells it.
  Task task(const std::string& key);

  template <class T>
  T run(boost::asio::awaitable<T> operation) {
    std::optional<T> result;
    std::exception_ptr failure;
    boost::asio::co_spawn(io, std::move(operation), [&](std::exception_ptr error, T value) {
      failure = error;
      if (!error) result = std::move(value);
    });
    settle();
    if (failure) std::rethrow_exception(failure);
    return std::move(result).value();
  }
  void run(boost::asio::awaitable<void> operation);

  /// Starts the worker that delivers what is in the outbox.
  void start_worker();
  /// Starts the timekeeper, which lets happen what time brings.
  void start_timekeeper();
  /// The worker's run() has returned.
  bool worker_ended = false;

  /// The row of the outbox whose notice writes `slot`, the latest of them.
  [[nodiscard]] OutboxRow row(const std::string& slot) const;
  [[nodiscard]] std::vector<OutboxRow> rows(NoticeKind kind) const;
  [[nodiscard]] bool logged(std::string_view event) const;

  void woken(const Upcoming& upcoming);  ///< a task has changed

  Lasting& lasting;
  boost::asio::io_context io{1};
  std::vector<std::string> lines;
  Log log{LogLevel::debug, lines};
  journal::Keyring keyring;
  FixedZones zones;
  Registry registry;
  Conversation talk;
  int wakes = 0;  ///< how often a change was told of
  CountingMeter meter;
  HandoffService service;
  TaskClock task_clock;
  Timekeeper timekeeper;
  OutboxDelivery delivery;
  OutboxWorker worker;
};

/// From now on new campaigns consult Petra of every offer, and keep Alex informed of every move.
void keep_people_informed(World& world);

/// ACME-1, opened by Ana, with everything that its first gate asks for.
void open_task(World& world);
/// The same, offered to Dino.
void offer_task(World& world);

/// Whether a post, an edit or a look is of one channel, or of one person's direct messages.
bool goes_to_channel(const FakeChat::Call& call, const std::string& channel);
bool goes_to(const FakeChat::Call& call, const std::string& user);
/// For FakeChat::refuse(): posts to the places of `channels` fail.
std::function<std::optional<AttemptFailed>(const FakeChat::Call&)> closed(
    std::vector<std::string> channels, ErrorClass error, std::string reason);
/// Whether it says that it may be a repeat.
bool is_labelled(const FakeChat::Message& message);

}  // namespace baton::test
