#include "bot/app/handoff_service.h"

#include <algorithm>
#include <utility>

#include <boost/system/system_error.hpp>

#include "bot/app/task_change.h"
#include "bot/app/tellings.h"
#include "bot/codec/digest.h"
#include "bot/codec/reply_json.h"
#include "bot/ports/errc.h"
#include "core/machine/tracks.h"
#include "core/model/overloaded.h"

namespace baton {

using boost::asio::awaitable;

namespace {

/// What tells the values of two submissions apart.
std::string digest_of(const FormValues& values) {
  std::string text;
  for (const auto& [name, value] : values) {
    for (const std::string* part : {&name, &value}) {
      text += std::to_string(part->size()) + ":" + *part;
    }
  }
  return codec::to_hex(codec::sha256(text));
}

/// The handoff that `fact` accepts, by its receiver or by who took it; 0: none.
int accepted_by(const TaskFact& fact) {
  if (const auto* accepted = std::get_if<Accepted>(&fact)) return accepted->handoff;
  const auto* taken = std::get_if<Taken>(&fact);
  return taken == nullptr ? 0 : taken->handoff;
}

}  // namespace

std::string kept_name_of(const std::string& delivery) {
  return delivery.empty() ? std::string() : codec::to_hex(codec::sha256(delivery));
}

HandoffService::HandoffService(Registry& registry, Store& store, Outbox& outbox, const Talk& talk,
                               const Clock& clock, Random& random, Log& log, Meter& meter,
                               std::function<void(const Upcoming&)> changed)
    : registry_(registry),
      store_(store),
      outbox_(outbox),
      talk_(talk),
      clock_(clock),
      random_(random),
      log_(log),
      meter_(meter),
      changed_(std::move(changed)),
      choice_(registry, store) {}

awaitable<Reply> HandoffService::handle(Envelope envelope, std::string platform) {
  envelope.delivery = kept_name_of(envelope.delivery);
  const Directory& directory = registry_.agency().directory;
  const Person* person = directory.by_identity(envelope.workspace, envelope.user);
  if (person == nullptr || person->left) co_return co_await stranger(std::move(envelope));
  const Person actor = *person;  // the directory may change while this waits
  Origin origin;
  origin.platform = std::move(platform);
  if (const auto* form = std::get_if<Submitted>(&envelope.what)) origin.form = *form;
  Intent intent = talk_.understand(envelope, actor, registry_.agency());
  if (auto* misunderstood = std::get_if<Misunderstood>(&intent)) {
    co_return std::move(misunderstood->reply);
  }
  if (TaskChoice::is_left_open(intent)) {
    const std::optional<Verb> verb = TaskChoice::verb_meant(intent);
    // The same delivery again is not chosen for again: the task may have moved on by it.
    std::vector<TaskKey> none;
    const Registry::Read known = co_await registry_.read(std::move(none), envelope.delivery);
    if (known.reply) {
      if (verb) meter_.decided(origin.platform, word_of(*verb), "repeated");
      origin.delivery = envelope.delivery;
      co_return stored_reply(origin, *known.reply);
    }
    const std::vector<Task> fits = co_await choice_.candidates(verb, actor.id);
    if (fits.size() != 1) {
      co_return talk_.which_task(envelope, fits, actor, registry_.agency());
    }
    TaskChoice::settle(intent, fits.front().key);
  }
  if (auto* request = std::get_if<ViewRequest>(&intent)) {
    co_return co_await view(std::move(*request), actor);
  }
  if (auto* request = std::get_if<FormRequest>(&intent)) {
    co_return co_await form(std::move(*request), actor);
  }
  Command wanted = std::get<Command>(std::move(intent));
  wanted.by = actor.id;
  origin.delivery = std::move(envelope.delivery);
  co_return co_await command(std::move(wanted), actor, std::move(origin));
}

awaitable<Reply> HandoffService::command(Command command, Person actor, Origin origin) {
  const std::string_view word = word_of(verb_of(command.action));
  // Only other processes can be faster within a turn: many people at one task, or many new tasks of
  // one client, queue up here and are all served.
  const auto* start = std::get_if<StartNew>(&command.action);
  const auto* move = std::get_if<Move>(&command.action);
  std::optional<Turns::Turn> turn;
  std::optional<Turns::Turn> turn_of_new;
  if (start == nullptr) {
    Turns::Turn mine = co_await turns_.take("task/" + command.task.value);
    turn.emplace(std::move(mine));
  }
  // Taken last, and never while waiting for a task's: two cannot wait for each other.
  const ClientKey* numbers = start != nullptr  ? &start->client
                             : move != nullptr ? &move->client
                                               : nullptr;
  if (numbers != nullptr) {
    Turns::Turn mine = co_await turns_.take("new/" + numbers->value);
    turn_of_new.emplace(std::move(mine));
  }
  // What is remembered is decided on first, unread: the append finds out whether it still is so,
  // and whether the delivery is known. Not with a form, whose refusal may append nothing.
  std::optional<Task> remembered;
  if (numbers == nullptr && !origin.form) remembered = registry_.peek(command.task);
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    std::optional<Task> guess = std::exchange(remembered, std::nullopt);
    const bool unread = guess.has_value();
    Registry::Read current;
    if (unread) {
      current.tasks.push_back(*std::move(guess));
    } else {
      current = co_await before(command, origin.delivery);
    }
    if (current.reply) {
      meter_.decided(origin.platform, word, "repeated");
      co_return stored_reply(origin, *current.reply);
    }
    const Task& task = current.tasks.front();
    Task parent;
    if (!task.parent.empty()) {
      std::vector<TaskKey> keys(1, task.parent);
      Registry::Read read = co_await registry_.read(std::move(keys), std::string());
      parent = std::move(read.tasks.front());
    }
    Verdict verdict = judge(task, command, registry_.agency(), clock_.now());
    journal::Sealer sealer(registry_.keyring());
    Change change = change_of(command, task, parent, verdict, sealer);
    Handled handled;
    handled.command = command;
    handled.before = task;
    handled.after = verdict.after;
    handled.rejection = verdict.rejection;
    handled.kept = verdict.kept;
    handled.problems = verdict.problems;
    handled.form = origin.form;
    Reply reply = talk_.word(handled, actor, registry_.agency());
    if (origin.form) reply.answers = digest_of(origin.form->values);
    // The refusal of a form that stays open is not kept: it may come again, and succeed.
    const bool stays = verdict.rejection || reply.kind == Reply::Kind::form_errors;
    const bool comes_again = origin.form && origin.form->stays_open && stays;
    if (!comes_again) {
      std::string sealed = sealer.encode_reply(origin.delivery, codec::to_json(reply));
      change.delivery = DeliveryRow{origin.delivery, std::move(sealed), clock_.now()};
    }
    sealer.add_keys_to(change);
    if (unread) registry_.add_expectations(change, task);
    const Upcoming upcoming = upcoming_of(change);
    const AppendResult result = co_await store_.append(std::move(change));
    switch (result.outcome) {
      case Appended::yes:
        count(command, origin, verdict, reply);
        if (!verdict.facts.empty()) {
          registry_.remember(std::move(verdict.after));
          for (OpenedTask& opened : verdict.opens) registry_.remember(std::move(opened.after));
          if (parent.version > 0) registry_.remember(std::move(parent));
          changed_(upcoming);
        }
        co_return reply;
      case Appended::duplicate:
        meter_.decided(origin.platform, word, "repeated");
        co_return stored_reply(origin, result.reply);
      case Appended::stale: break;  // somebody was faster: decide again on what they left
    }
  }
  throw boost::system::system_error(make_error_code(AppErrc::contended));
}

awaitable<Registry::Read> HandoffService::before(Command& command, const std::string& delivery) {
  const auto* start = std::get_if<StartNew>(&command.action);
  if (start == nullptr) {
    if (const auto* move = std::get_if<Move>(&command.action)) {
      co_await registry_.read_client(move->client, std::string());
      command.new_task = next_key(move->client, registry_.agency());
    }
    std::vector<TaskKey> keys(1, command.task);
    co_return co_await registry_.read(std::move(keys), delivery);
  }
  Registry::Read read = co_await registry_.read_client(start->client, delivery);
  command.task = next_key(start->client, registry_.agency());
  Task task;
  task.key = command.task;
  read.tasks.push_back(std::move(task));
  co_return read;
}

void HandoffService::count(const Command& command, const Origin& origin, const Verdict& verdict,
                           const Reply& reply) {
  const bool refused = verdict.rejection || reply.kind == Reply::Kind::form_errors;
  meter_.decided(origin.platform, word_of(verb_of(command.action)), refused ? "refused" : "done");
  for (const TaskFact& fact : verdict.facts) {
    const Handoff* handoff = verdict.after.handoff(accepted_by(fact));
    const bool has_waited = handoff != nullptr && handoff->sender != handoff->receiver;
    if (has_waited) meter_.acknowledged(clock_.now() - handoff->offered_at);
  }
}

Reply HandoffService::stored_reply(const Origin& origin, const std::string& stored) const {
  const std::string json = journal::open_reply(registry_.keyring(), origin.delivery, stored);
  Reply reply = codec::reply_from_json(json);
  if (origin.form && reply.answers != digest_of(origin.form->values)) reply = talk_.sent_before();
  reply.repeated = true;
  return reply;
}

Change HandoffService::change_of(const Command& command, const Task& before, Task& parent,
                                 Verdict& verdict, journal::Sealer& sealer) {
  Change change;
  if (verdict.facts.empty()) return change;
  const TimePoint now = clock_.now();
  const Agency& agency = registry_.agency();
  std::vector<TaskEvent> events;
  for (const TaskFact& fact : verdict.facts) {
    events.push_back({fact, author_of(fact, command), now});
  }
  const bool moves = std::holds_alternative<Move>(command.action) && !verdict.opens.empty();
  const TaskKey* numbered = before.version == 0 ? &before.key : nullptr;
  if (moves) numbered = &verdict.opens.front().after.key;
  const Author by = Author::of(command.by);
  const Client* client = numbered == nullptr ? nullptr : agency.client(client_of(*numbered));
  if (client != nullptr) add_number(change, *client, by, now, sealer);
  verdict.after = add_events(change, before, events, agency, random_, sealer);
  for (OpenedTask& opened : verdict.opens) {
    Task fresh;
    fresh.key = opened.after.key;
    events.clear();
    for (const TaskFact& fact : opened.facts) events.push_back({fact, by, now});
    opened.after = add_events(change, fresh, events, agency, random_, sealer);
  }
  if (parent.version == 0) return change;
  if (std::optional<TaskFact> told = told_to_parent(before, verdict.after)) {
    events.assign(1, TaskEvent{*std::move(told), by, now});
    parent = add_events(change, parent, events, agency, random_, sealer);
  }
  return change;
}

awaitable<Reply> HandoffService::view(ViewRequest request, Person actor) {
  std::vector<TaskKey> keys = co_await tasks_of(request, actor.id);
  Registry::Read read = co_await registry_.read(std::move(keys), std::string());
  std::erase_if(read.tasks, [](const Task& task) { return task.version == 0; });
  if (request.kind == ViewRequest::Kind::show) {
    request.told = co_await tellings_of(outbox_, registry_, request.task);
  }
  co_return talk_.view(request, read.tasks, actor, registry_.agency());
}

awaitable<std::vector<TaskKey>> HandoffService::tasks_of(ViewRequest request, PersonId actor) {
  std::vector<TaskKey> keys;
  using Kind = ViewRequest::Kind;
  if (request.kind == Kind::help) co_return keys;
  if (request.kind == Kind::show || request.kind == Kind::history) {
    keys.push_back(request.task);
    co_return keys;
  }
  std::vector<TaskQuery> queries;
  TaskQuery holding;
  holding.holder = actor;
  TaskQuery waiting;
  waiting.receiver = actor;
  using Filter = ViewRequest::Filter;
  TaskQuery owing;
  owing.owing = actor;
  TaskQuery asked;
  asked.asked = actor;
  TaskQuery query;
  if (request.kind == Kind::menu) {
    queries = {holding, waiting, owing, asked};
  } else {
    switch (request.filter) {
      case Filter::all: queries = {query}; break;
      case Filter::waiting: queries = {waiting, asked}; break;
      case Filter::holding: queries = {holding}; break;
      case Filter::owed: queries = {owing}; break;
      case Filter::overdue:
        // Promised dates wherever they are; offers, gaps and debts on the tasks of late.
        query.due_before = clock_.now();
        queries = {query, TaskQuery()};
        break;
      case Filter::client:
        query.client = request.client;
        queries = {query};
        break;
      case Filter::person:
        query.holder = request.person;
        queries = {query};
        break;
    }
  }
  for (const TaskQuery& wanted : queries) {
    const std::vector<TaskRow> rows = co_await store_.tasks(wanted);
    for (const TaskRow& row : rows) {
      if (std::ranges::find(keys, row.key) == keys.end()) keys.push_back(row.key);
    }
  }
  co_return keys;
}

awaitable<Reply> HandoffService::form(FormRequest request, Person actor) {
  std::vector<TaskKey> keys;
  if (!request.press.task.empty()) keys.push_back(request.press.task);
  const Registry::Read read = co_await registry_.read(std::move(keys), std::string());
  const Task task = read.tasks.empty() ? Task() : read.tasks.front();
  co_return talk_.form(request, task, actor, registry_.agency());
}

awaitable<Reply> HandoffService::stranger(Envelope envelope) {
  const std::string who = envelope.workspace.value + "/" + envelope.user.value;
  const Agency& agency = registry_.agency();
  const std::vector<const Person*> coordinators = agency.holders_of(coordinator_role);
  const std::vector<PersonId>& last_resort = agency.settings.last_resort;
  PersonId told;
  if (!coordinators.empty()) {
    told = coordinators.front()->id;
  } else if (!last_resort.empty()) {
    told = last_resort.front();  // where they cannot be reached, the next of them is told
  }
  const bool tell =
      !told.empty() && strangers_told_.size() < strangers_max && !strangers_told_.contains(who);
  if (tell) {
    Notice notice;
    notice.kind = NoticeKind::stranger;
    notice.person = told;
    notice.slot = "stranger/" + who;
    notice.text = "Somebody who is not listed (" + envelope.user.value + " in " +
                  envelope.workspace.value + ") tried to use Baton. If they belong to " +
                  "the agency, add them to the people in the configuration.";
    Change change;
    change.notices.push_back(
        outbox_row_of(std::move(notice), {}, 0, clock_.now(), random_, agency));
    log_.info("people.stranger", {{"workspace", envelope.workspace.value}});
    const Upcoming upcoming = upcoming_of(change);
    co_await store_.append(std::move(change));
    strangers_told_.insert(who);
    changed_(upcoming);
  }
  co_return talk_.stranger(envelope, registry_.agency());
}

}  // namespace baton
