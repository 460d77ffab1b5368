#include "bot/app/handoff_service.h"

#include <algorithm>

#include <boost/system/system_error.hpp>

#include "bot/codec/digest.h"
#include "bot/codec/reply_json.h"
#include "bot/ports/errc.h"
#include "core/model/overloaded.h"

namespace baton {

using boost::asio::awaitable;

std::string lane_of(const Notice& notice, const ClientKey& client) {
  if (!notice.person.empty()) return "person/" + notice.person.value;
  const std::string where = notice.workspace.empty() ? "" : notice.workspace.value + "/";
  return "channel/" + where + client.value;
}

TaskRow task_row_of(const Task& task, TimePoint now) {
  TaskRow row;
  row.key = task.key;
  row.client = task.client;
  row.workflow = task.workflow;
  row.workflow_version = task.workflow_version;
  row.stage = task.stage;
  row.phase = task.phase;
  row.holder = task.holder;
  if (const Handoff* offer = task.offer()) {
    row.receiver = offer->receiver;
    row.question_open = offer->open_question() != nullptr;
  }
  row.version = task.version;
  row.updated_at = now;
  return row;
}

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

}  // namespace

HandoffService::HandoffService(Registry& registry, Store& store, const Talk& talk,
                               const Clock& clock, Random& random, Log& log,
                               std::function<void()> notices_added)
    : registry_(registry),
      store_(store),
      talk_(talk),
      clock_(clock),
      random_(random),
      log_(log),
      notices_added_(std::move(notices_added)) {}

awaitable<Reply> HandoffService::handle(Envelope envelope) {
  const Directory& directory = registry_.agency().directory;
  const Person* person = directory.by_identity(envelope.workspace, envelope.user);
  if (person == nullptr || person->left) co_return co_await stranger(std::move(envelope));
  const Person actor = *person;  // the directory may change while this waits
  Origin origin;
  if (const auto* form = std::get_if<Submitted>(&envelope.what)) origin.form = *form;
  Intent intent = talk_.understand(envelope, actor, registry_.agency());
  if (auto* misunderstood = std::get_if<Misunderstood>(&intent)) {
    co_return std::move(misunderstood->reply);
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
  // Only other processes can be faster within a turn: many people at one task, or many new tasks of
  // one client, queue up here and are all served.
  const auto* start = std::get_if<StartNew>(&command.action);
  std::string key = start == nullptr ? "task/" + command.task.value : "new/" + start->client.value;
  const Turns::Turn turn = co_await turns_.take(std::move(key));
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    const Registry::Read current = co_await before(command, origin.delivery);
    if (current.reply) co_return stored_reply(origin, *current.reply);
    const Task& task = current.tasks.front();
    Verdict verdict = judge(task, command, registry_.agency(), clock_.now());
    journal::Sealer sealer(registry_.keyring());
    Change change = change_of(command, task, verdict, sealer);
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
    const bool has_notices = !change.notices.empty();
    const AppendResult result = co_await store_.append(std::move(change));
    switch (result.outcome) {
      case Appended::yes:
        if (!verdict.facts.empty()) registry_.remember(std::move(verdict.after));
        if (has_notices) notices_added_();
        co_return reply;
      case Appended::duplicate: co_return stored_reply(origin, result.reply);
      case Appended::stale: break;  // somebody was faster: decide again on what they left
    }
  }
  throw boost::system::system_error(make_error_code(AppErrc::contended));
}

awaitable<Registry::Read> HandoffService::before(Command& command, const std::string& delivery) {
  const auto* start = std::get_if<StartNew>(&command.action);
  if (start == nullptr) {
    std::vector<TaskKey> keys(1, command.task);
    co_return co_await registry_.read(std::move(keys), delivery);
  }
  Registry::Read read = co_await registry_.read_client(start->client, delivery);
  const Client* client = registry_.agency().client(start->client);
  const int number = client == nullptr ? 1 : client->last_number + 1;
  command.task = TaskKey{start->client.value + "-" + std::to_string(number)};
  Task task;
  task.key = command.task;
  read.tasks.push_back(std::move(task));
  co_return read;
}

Reply HandoffService::stored_reply(const Origin& origin, const std::string& stored) const {
  const std::string json = journal::open_reply(registry_.keyring(), origin.delivery, stored);
  Reply reply = codec::reply_from_json(json);
  if (origin.form && reply.answers != digest_of(origin.form->values)) reply = talk_.sent_before();
  reply.repeated = true;
  return reply;
}

Change HandoffService::change_of(const Command& command, const Task& before, Verdict& verdict,
                                 journal::Sealer& sealer) {
  Change change;
  if (verdict.facts.empty()) return change;
  const TimePoint now = clock_.now();
  const Agency& agency = registry_.agency();
  StreamAppend append{task_stream(before.key), before.version, {}};
  std::vector<Notice> notices;
  Task task = before;
  for (const TaskFact& fact : verdict.facts) {
    const TaskEvent event{fact, author_of(fact, command), now};
    Task after = baton::apply(task, event);
    std::vector<Notice> planned = plan(task, event, after, agency);
    std::ranges::move(planned, std::back_inserter(notices));
    append.events.push_back(sealer.encode(append.stream, event));
    task = std::move(after);
  }
  if (const Client* client = agency.client(task.client); before.version == 0 && client) {
    const StreamId stream = client_stream(client->key);
    const ClientEvent numbered{TaskNumbered{client->last_number + 1}, Author::of(command.by), now};
    StreamAppend number{stream, client->version, {}};
    number.events.push_back(sealer.encode(stream, numbered));
    change.streams.push_back(std::move(number));
  }
  change.streams.push_back(std::move(append));
  change.tasks.push_back(task_row_of(task, now));
  for (Notice& notice : collapsed(std::move(notices))) {
    change.notices.push_back(row_of(std::move(notice), task, now));
  }
  verdict.after = std::move(task);
  return change;
}

OutboxRow HandoffService::row_of(Notice notice, const Task& task, TimePoint now) {
  OutboxRow row;
  row.key = random_id(random_);
  row.lane = lane_of(notice, task.client);
  row.notice = std::move(notice);
  row.version = task.version;
  row.attempts.first_at = now;
  row.due = now;
  return row;
}

awaitable<Reply> HandoffService::view(ViewRequest request, Person actor) {
  std::vector<TaskKey> keys = co_await tasks_of(request, actor.id);
  Registry::Read read = co_await registry_.read(std::move(keys), std::string());
  std::erase_if(read.tasks, [](const Task& task) { return task.version == 0; });
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
  if (request.kind == Kind::menu) {
    queries = {holding, waiting};
  } else {
    TaskQuery query;
    switch (request.filter) {
      case Filter::all:
      case Filter::owed:
      case Filter::overdue: break;
      case Filter::waiting: query = waiting; break;
      case Filter::holding: query = holding; break;
      case Filter::client: query.client = request.client; break;
      case Filter::person: query.holder = request.person; break;
    }
    queries.push_back(query);
  }
  for (const TaskQuery& query : queries) {
    const std::vector<TaskRow> rows = co_await store_.tasks(query);
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
    change.notices.push_back(row_of(std::move(notice), Task(), clock_.now()));
    log_.info("people.stranger", {{"workspace", envelope.workspace.value}});
    co_await store_.append(std::move(change));
    strangers_told_.insert(who);
    notices_added_();
  }
  co_return talk_.stranger(envelope, registry_.agency());
}

}  // namespace baton
