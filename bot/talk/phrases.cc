#include "bot/talk/phrases.h"

#include <algorithm>

#include "bot/talk/dates.h"
#include "bot/talk/near.h"
#include "bot/talk/say.h"
#include "bot/talk/task_keys.h"
#include "bot/talk/text.h"

namespace baton {

Intent Phrase::command(Verb verb) {
  // A text that is one quoted whole, or holds a lone quote mark, needs no closed quotes.
  switch (verb) {
    case Verb::note:
    case Verb::ask:
    case Verb::answer:
    case Verb::cancel:
    case Verb::name_gap:
    case Verb::take: return text_of(verb);
    case Verb::block: return block();
    case Verb::allow:
    case Verb::refuse: return decide_request(verb);
    default: break;
  }
  if (tokens_.unclosed) return unclosed_quote(line_.line(), *tokens_.unclosed);
  switch (verb) {
    case Verb::start_new: return start_new();
    case Verb::give: return give();
    case Verb::give_back: return give_back();
    case Verb::set: return set();
    case Verb::check: return check();
    case Verb::attach: return attach();
    case Verb::approve: return approve();
    case Verb::accept: return accept();
    case Verb::pass: return pass();
    case Verb::urgent: return urgent();
    case Verb::repay: return repay();
    case Verb::forgive:
    case Verb::drop: return let_off(verb);
    case Verb::supply: return supply();
    case Verb::confirm: return confirm();
    case Verb::start: return start();
    case Verb::wait: return wait();
    case Verb::snooze: return snooze();
    case Verb::due: return due();
    case Verb::priority: return priority();
    case Verb::move: return move();
    case Verb::withdraw: return alone(Withdraw{});
    case Verb::done: return alone(Finish{});
    case Verb::undo: return alone(Undo{});
    case Verb::unblock: return alone(Unblock{});
    case Verb::resume: return alone(Resume{});
    default: return alone(Reopen{});
  }
}

Intent Phrase::alone(Action action) {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  if (!at_end()) return surplus(peek(), std::get<TaskKey>(key));
  return command_of(std::get<TaskKey>(std::move(key)), std::move(action));
}

Intent Phrase::view(ViewRequest::Kind kind) {
  ViewRequest request;
  request.kind = kind;
  switch (kind) {
    case ViewRequest::Kind::menu: return request;
    case ViewRequest::Kind::help: return help();
    case ViewRequest::Kind::list: return list();
    case ViewRequest::Kind::show:
    case ViewRequest::Kind::history: break;
  }
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  if (!at_end()) return surplus(peek(), std::get<TaskKey>(key));
  request.task = std::get<TaskKey>(std::move(key));
  return request;
}

Intent Phrase::text_of(Verb verb) {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  if (verb == Verb::name_gap && !at_end()) {
    NameGap name{gap_wish(peek().begin, next_, tokens_.all.size())};
    if (!name.gap.what.empty()) return command_of(std::move(task_key), std::move(name));
  }
  std::string words = rest_from(next_);
  if (verb == Verb::take) return command_of(std::move(task_key), Take{{}, std::move(words)});
  if (words.empty() || verb == Verb::name_gap) return form_of(verb, std::move(task_key));
  switch (verb) {
    case Verb::note: return command_of(std::move(task_key), AddNote{std::move(words)});
    case Verb::ask: return command_of(std::move(task_key), Ask{std::nullopt, std::move(words)});
    case Verb::answer: return command_of(std::move(task_key), AnswerQuestion{std::move(words)});
    default: return command_of(std::move(task_key), Cancel{std::move(words)});
  }
}

Intent Phrase::list() {
  ViewRequest request;
  request.kind = ViewRequest::Kind::list;
  if (at_end()) return request;
  const Token& what = take();
  if (what.person) {
    Read<PersonId> person = person_named(what, speaker_, word_.usage);
    if (auto* problem = std::get_if<Misunderstood>(&person)) return std::move(*problem);
    request.filter = ViewRequest::Filter::person;
    request.person = std::get<PersonId>(std::move(person));
  } else if (what.is("waiting")) {
    request.filter = ViewRequest::Filter::waiting;
  } else if (what.is("holding") || what.is("mine")) {
    request.filter = ViewRequest::Filter::holding;
  } else if (what.is("owed") || what.is("owing")) {
    request.filter = ViewRequest::Filter::owed;
  } else if (what.is("overdue") || what.is("late")) {
    request.filter = ViewRequest::Filter::overdue;
  } else if (!what.is("all")) {
    if (what.is("client") && at_end()) {
      return lacking("Which client?", "Type the client's key after “client”.");
    }
    const Token& client = what.is("client") ? take() : what;
    Read<ClientKey> key = client_named(client.text, speaker_.agency, word_.usage);
    if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
    request.filter = ViewRequest::Filter::client;
    request.client = std::get<ClientKey>(std::move(key));
  }
  if (!at_end()) return surplus(peek());
  return request;
}

Intent Phrase::help() {
  ViewRequest request;
  request.kind = ViewRequest::Kind::help;
  if (at_end()) return request;
  const Token& topic = take();
  if (topic.person) {
    request.topic = quick_line().word;
    return request;
  }
  const std::vector<const Word*> fits = words_named(topic.text);
  const bool one_works = fits.size() > 1 && fits.front()->kind != Word::Kind::later &&
                         fits[1]->kind == Word::Kind::later;
  if (fits.size() == 1 || one_works) {
    request.topic = fits.front()->word;
    return request;
  }
  std::vector<std::string> near;
  for (const Word* word : fits) near.emplace_back(word->word);
  if (near.empty()) near = words_near(topic.text);
  std::vector<Line> mends = did_you_mean(near);
  mends.push_back(say(baton::command("help"), " lists the commands."));
  return misunderstood(say("I do not know the command “", text::clip(topic.text, 60), "”."),
                       std::move(mends), word_.usage);
}

std::string Phrase::rest_from(std::size_t token) const {
  if (token >= tokens_.all.size()) return {};
  return line_.words_from(tokens_.all[token].begin);
}

bool Phrase::skip(std::string_view word) {
  const bool is_it = !at_end() && peek().is(word);
  if (is_it) ++next_;
  return is_it;
}

Read<TaskKey> Phrase::task() {
  if (at_end() || peek().person || !peek().name.empty()) return TaskKey{};
  if (has_key_shape(peek().text)) return task_named(take(), speaker_, word_.usage);
  const bool has_number = next_ + 1 < tokens_.all.size();
  const std::optional<NearKey> near =
      key_nearly(peek().text, has_number ? tokens_.all[next_ + 1].text : "", speaker_.agency);
  if (!near) return TaskKey{};
  // To go on without a key could move another task than the one that was meant.
  const std::string& typed = line_.line();
  const std::string mended = typed.substr(0, peek().begin) + near->key.value +
                             typed.substr(tokens_.all[next_ + near->words - 1].end);
  std::vector<Button> buttons;
  if (mended.size() <= run_bytes_max) {
    buttons.push_back(runs(text::clip(text::one_line(mended), 60), mended));
  }
  std::vector<Line> mends = did_you_mean({near->key.value});
  mends.push_back(say("Nothing was recorded."));
  return misunderstood(say("Which task? A key is one word with a dash."), std::move(mends),
                       word_.usage, std::move(buttons));
}

std::pair<ItemName, std::string> Phrase::take_assignment() {
  const Token& token = take();
  const ItemName name = item_name(token.name, speaker_.agency);
  if (token.quoted || !is_date_field(name, speaker_.agency)) {
    return {name, value_meant(name, token.text, speaker_)};
  }
  constexpr std::size_t words_max = 4;  // "Thu 3 Dec 2026 15:00"
  const std::size_t left = tokens_.all.size() - next_;
  for (std::size_t count = std::min(left, words_max); count > 0; --count) {
    const std::string longer =
        token.text + " " + line_.words_between(peek().begin, tokens_.all[next_ + count - 1].end);
    if (!when_meant(longer, speaker_)) continue;
    next_ += count;
    return {name, value_meant(name, longer, speaker_)};
  }
  return {name, value_meant(name, token.text, speaker_)};
}

std::optional<When> Phrase::take_when() {
  constexpr std::size_t words_max = 6;
  const std::size_t left = tokens_.all.size() - next_;
  for (std::size_t count = std::min(left, words_max); count > 0; --count) {
    const auto when =
        when_meant(line_.words_between(peek().begin, tokens_.all[next_ + count - 1].end), speaker_);
    if (!when) continue;
    next_ += count;
    return when;
  }
  return std::nullopt;
}

Misunderstood Phrase::lacking(std::string what, std::string mend) const {
  return misunderstood(say(std::move(what)),
                       {say(std::move(mend)), say("For example: ", baton::command(word_.example))},
                       word_.usage);
}

Misunderstood Phrase::surplus(const Token& token) const {
  const std::string typed = line_.words_between(token.begin, token.end);
  return misunderstood(
      say("I did not expect “", text::clip(typed, 60), "” there."),
      {say("Nothing was recorded. Leave it out, or add it with ", baton::command("note"), ".")},
      word_.usage);
}

Misunderstood Phrase::surplus(const Token& token, const TaskKey& task) const {
  if (!task.empty()) return surplus(token);
  Read<TaskKey> key = task_named(token, speaker_, word_.usage);
  auto* no_key = std::get_if<Misunderstood>(&key);
  return no_key != nullptr ? std::move(*no_key) : surplus(token);  // a key behind other words
}

Misunderstood Phrase::unclear(const Token& token) const {
  return unclear_when(line_.words_between(token.begin, token.end), line_.line(), word_.usage);
}

Command Phrase::command_of(TaskKey task, Action action) const {
  return {speaker_.actor.id, std::move(task), std::move(action), {}};
}

FormRequest Phrase::form_of(Verb verb, TaskKey task) const {
  FormRequest request;
  request.press.kind = Press::Kind::open_form;
  request.press.verb = verb;
  request.press.task = std::move(task);
  return request;
}

}  // namespace baton
