#include "tests/bot/app/world.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <boost/system/system_error.hpp>

namespace baton::test {

Seed make_seed() {
  const Agency agency = make_agency();
  Seed seed;
  for (const Person& person : agency.directory.people) {
    seed.people.push_back(
        {person.name, person.identities, person.home, person.roles, person.timezone, person.hours});
  }
  seed.workspaces = agency.directory.workspaces;
  for (const auto& [key, client] : agency.clients) {
    Seed::Account account{key, client.name, client.channels, {}};
    for (const auto& [role, person] : client.roles) account.roles[role] = agency.name_of(person);
    seed.clients.push_back(std::move(account));
  }
  seed.workflows = {{campaign, R"({"workflow":"paid-campaign-launch"})"},
                    {quick, R"({"workflow":"quick"})"}};
  return seed;
}

Seed make_seed_of_two_chats(const WorkspaceId& home, Account there) {
  Seed seed = make_seed();
  seed.workspaces.push_back({mattermost_workspace, "mattermost", "team"});
  Seed::Someone& someone = seed.people.at(1);
  EXPECT_EQ(someone.name, "Dino");
  if (there == Account::known) {
    someone.identities.push_back({mattermost_workspace, UserId{"dino"}});
  }
  someone.home = home;
  return seed;
}

Workflow workflow_of(const std::string& definition, int version) {
  Workflow made = definition.find("quick") != std::string::npos ? make_quick() : make_campaign();
  made.version = version;
  if (definition.find("informed") == std::string::npos) return made;
  for (Transition& way : made.transitions) {
    way.consulted = {{"paid-media"}};
    way.informed = {{"analytics"}};
  }
  return made;
}

void keep_people_informed(World& world) {
  Seed seed = make_seed();
  seed.workflows = {{campaign, R"({"workflow":"paid-campaign-launch","informed":["analytics"]})"}};
  world.run(world.registry.sow(std::move(seed)));
}

namespace {

Envelope envelope_of(const PersonId& person) {
  static int deliveries = 0;
  const Agency agency = make_agency();
  const Person* const known = agency.directory.person(person);
  Envelope envelope;
  envelope.workspace = slack_workspace;
  envelope.team = "T0001";
  envelope.user = known == nullptr ? UserId{person.value} : known->identities.front().user;
  envelope.user_name = "someone";
  envelope.channel = ChannelId{"C0002"};
  envelope.delivery = "delivery-" + std::to_string(++deliveries);
  envelope.trigger = "trigger";
  envelope.reply_address = "https://hooks.example.com/reply";
  return envelope;
}

}  // namespace

Envelope typed(const PersonId& person, std::string text) {
  Envelope envelope = envelope_of(person);
  envelope.what = Typed{std::move(text)};
  return envelope;
}

Envelope pressed(const PersonId& person, Press press) {
  Envelope envelope = envelope_of(person);
  envelope.what = Pressed{std::move(press), "1"};
  return envelope;
}

Press press_of(Verb verb, const TaskKey& task, int handoff) {
  Press press;
  press.verb = verb;
  press.task = task;
  press.handoff = handoff;
  return press;
}

World::World(Lasting& kept, Pace pace)
    : lasting(kept),
      keyring(Secret(std::string(32, 'k')), kept.random, "Northlight"),
      registry(pace == Pace::slow ? static_cast<Store&>(kept.slow) : kept.store, keyring,
               kept.clock, zones, &workflow_of),
      talk(kept.clock),
      service(registry, pace == Pace::slow ? static_cast<Store&>(kept.slow) : kept.store,
              kept.outbox, talk, kept.clock, kept.random, log, meter,
              [this](const Upcoming& upcoming) { woken(upcoming); }),
      task_clock(registry, kept.store, kept.clock, kept.random, log,
                 [this](const Upcoming& upcoming) { woken(upcoming); }),
      timekeeper(io.get_executor(), kept.store, kept.clock, log, meter,
                 [this](TimerRow timer) { return task_clock.fire(std::move(timer)); }),
      delivery(kept.outbox, registry, talk,
               Chats{{slack_workspace, &kept.chat}, {mattermost_workspace, &kept.second}},
               kept.clock, kept.random, log, meter),
      worker(io.get_executor(), kept.outbox, delivery, kept.clock, log) {
  run(registry.open());
  run(registry.sow(make_seed()));
  registry.settings() = make_agency().settings;
}

World::~World() = default;

void World::woken(const Upcoming& upcoming) {
  ++wakes;
  if (upcoming.notices) worker.wake();
  if (upcoming.timer) timekeeper.expect(*upcoming.timer);
}

void World::settle() {
  do {
    io.restart();
  } while (io.poll() > 0);
}

void World::pass(std::chrono::milliseconds span) {
  const TimePoint end = lasting.clock.now() + span;
  settle();
  while (lasting.clock.now() < end) {
    TimePoint next = end;
    if (const auto waiter = lasting.clock.next()) next = std::min(next, *waiter);
    const auto asked = lasting.clock.asked();
    const bool wakes_worker = asked && *asked > lasting.clock.now() && *asked <= next;
    if (wakes_worker) next = *asked;
    lasting.clock.set(std::max(next, lasting.clock.now()));
    if (wakes_worker) worker.wake();
    settle();
  }
}

void World::run(boost::asio::awaitable<void> operation) {
  bool ended = false;
  std::exception_ptr failure;
  boost::asio::co_spawn(io, std::move(operation), [&](std::exception_ptr error) {
    ended = true;
    failure = error;
  });
  settle();
  if (failure) std::rethrow_exception(failure);
  if (!ended) throw std::logic_error("the operation waits for something");
}

Reply World::handle(Envelope envelope) { return run(service.handle(std::move(envelope))); }

std::vector<Reply> World::handle_at_once(std::vector<Envelope> envelopes) {
  std::vector<Reply> replies(envelopes.size());
  std::size_t ended = 0;
  for (std::size_t at = 0; at < envelopes.size(); ++at) {
    boost::asio::co_spawn(io, service.handle(std::move(envelopes[at])),
                          [&replies, &ended, at](std::exception_ptr error, Reply reply) {
                            if (error) std::rethrow_exception(error);
                            replies[at] = std::move(reply);
                            ++ended;
                          });
  }
  settle();
  if (ended != envelopes.size()) throw std::logic_error("not all were answered");
  return replies;
}

boost::system::error_code World::failure_of(Envelope envelope) {
  try {
    handle(std::move(envelope));
  } catch (const boost::system::system_error& error) {
    return error.code();
  }
  return {};
}

std::string World::say(const PersonId& person, std::string text) {
  return plain_text(handle(typed(person, std::move(text))).card);
}

Task World::task(const std::string& key) {
  std::vector<TaskKey> keys(1, TaskKey{key});
  return run(registry.read(std::move(keys), std::string())).tasks.front();
}

void World::start_worker() {
  worker_ended = false;
  boost::asio::co_spawn(io, worker.run(), [this](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
    worker_ended = true;
  });
  settle();
}

void World::start_timekeeper() {
  boost::asio::co_spawn(io, timekeeper.run(), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  });
  settle();
}

OutboxRow World::row(const std::string& slot) const {
  OutboxRow found;
  for (const auto& [id, row] : lasting.store.outbox()) {
    if (row.notice.slot == slot) found = row;
  }
  return found;
}

std::vector<OutboxRow> World::rows(NoticeKind kind) const {
  std::vector<OutboxRow> found;
  for (const auto& [id, row] : lasting.store.outbox()) {
    if (row.notice.kind == kind) found.push_back(row);
  }
  return found;
}

bool World::logged(std::string_view event) const {
  return std::ranges::any_of(lines, [&](const std::string& line) {
    return line.find("\"" + std::string(event) + "\"") != std::string::npos;
  });
}

void open_task(World& world) {
  world.say(ana,
            "new paid-campaign-launch ACME \"Spring launch\" goal=\"More shoes\" "
            "brief=https://docs.example.com/brief");
}

void offer_task(World& world) {
  open_task(world);
  world.say(ana, "give ACME-1 <@U0002>");
}

bool goes_to_channel(const FakeChat::Call& call, const std::string& channel) {
  if (call.kind == FakeChat::Call::Kind::update) return call.message.channel.value == channel;
  const auto* place = std::get_if<ChannelId>(&call.outgoing.to.place);
  return place != nullptr && place->value == channel;
}

bool goes_to(const FakeChat::Call& call, const std::string& user) {
  if (call.kind == FakeChat::Call::Kind::update) return call.message.channel.value == "D-" + user;
  const auto* place = std::get_if<UserId>(&call.outgoing.to.place);
  return place != nullptr && place->value == user;
}

std::function<std::optional<AttemptFailed>(const FakeChat::Call&)> closed(
    std::vector<std::string> channels, ErrorClass error, std::string reason) {
  return [channels = std::move(channels), error,
          reason = std::move(reason)](const FakeChat::Call& call) -> std::optional<AttemptFailed> {
    for (const std::string& channel : channels) {
      if (goes_to_channel(call, channel)) return failure(error, reason);
    }
    return std::nullopt;
  };
}

bool is_labelled(const FakeChat::Message& message) {
  return plain_text(message.card).find("may be a repeat") != std::string::npos;
}

}  // namespace baton::test
