#include "bot/talk/phrases.h"

#include "bot/talk/near.h"
#include "bot/talk/say.h"
#include "bot/talk/text.h"

namespace baton {

Intent Phrase::command(Verb verb) {
  // A text that is one quoted whole, or holds a lone quote mark, needs no closed quotes.
  switch (verb) {
    case Verb::note:
    case Verb::ask:
    case Verb::answer:
    case Verb::cancel: return text_of(verb);
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
    case Verb::accept:
    case Verb::withdraw:
    case Verb::done:
    case Verb::note:
    case Verb::ask:
    case Verb::answer:
    case Verb::cancel: break;
    default: return not_yet(word_);
  }
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  if (!at_end()) return surplus(peek());
  Action action = Accept{};
  if (verb == Verb::withdraw) action = Withdraw{};
  if (verb == Verb::done) action = Finish{};
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
  if (!at_end()) return surplus(peek());
  request.task = std::get<TaskKey>(std::move(key));
  return request;
}

Intent Phrase::text_of(Verb verb) {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  std::string words = rest_from(next_);
  const bool has_form = verb == Verb::ask || verb == Verb::answer;
  if (words.empty() && has_form) return form_of(verb, std::move(task_key));
  switch (verb) {
    case Verb::ask: return command_of(std::move(task_key), Ask{std::nullopt, std::move(words)});
    case Verb::answer: return command_of(std::move(task_key), AnswerQuestion{std::move(words)});
    case Verb::cancel:
      if (words.empty()) return lacking("Why is it cancelled?", "Say it after the task.");
      return command_of(std::move(task_key), Cancel{std::move(words)});
    default:
      if (words.empty()) return lacking("What shall be noted?", "Write it after the task.");
      return command_of(std::move(task_key), AddNote{std::move(words)});
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
  } else if (what.is("waiting") || what.is("holding") || what.is("mine")) {
    request.filter =
        what.is("waiting") ? ViewRequest::Filter::waiting : ViewRequest::Filter::holding;
  } else if (what.is("owed") || what.is("overdue")) {
    return misunderstood(say("“list ", what.text, "” is not in this version yet."),
                         {with_commands("`list` shows all open tasks.")}, word_.usage);
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

Read<TaskKey> Phrase::task() {
  if (at_end()) return lacking("Which task?", "Type its key, such as ACME-12.");
  return task_named(take(), speaker_, word_.usage);
}

std::pair<ItemName, std::string> Phrase::assignment(const Token& token) const {
  return {item_name(token.name, speaker_.agency), token.text};
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
