// What moves a task: new, give, return, pass, urgent, move.
#include "bot/talk/forms.h"
#include "bot/talk/near.h"
#include "bot/talk/phrases.h"
#include "bot/talk/say.h"
#include "bot/talk/text.h"

namespace baton {

Intent Phrase::start_new() {
  if (at_end()) return form_of(Verb::start_new, {});
  Read<WorkflowId> workflow = workflow_named(take().text, speaker_.agency, word_.usage);
  if (auto* problem = std::get_if<Misunderstood>(&workflow)) return std::move(*problem);
  FormRequest form = form_of(Verb::start_new, {});
  form.press.filled.emplace(input::workflow, std::get<WorkflowId>(workflow).value);
  if (at_end()) return form;
  Read<ClientKey> client = client_named(take().text, speaker_.agency, word_.usage);
  if (auto* problem = std::get_if<Misunderstood>(&client)) return std::move(*problem);

  Command command = command_of({}, StartNew{});
  std::string title;
  if (!at_end() && peek().quoted && peek().name.empty()) title = take().text;
  std::size_t title_begin = at_end() ? 0 : peek().begin;
  std::size_t title_end = title_begin;
  while (!at_end()) {
    const Token& token = peek();
    if (!token.name.empty()) {
      command.values.push_back(take_assignment());
    } else if (title.empty() && command.values.empty()) {
      title_end = take().end;
    } else {
      return surplus(token);
    }
  }
  if (title.empty()) title = line_.words_between(title_begin, title_end);
  if (title.empty() && command.values.empty()) {
    form.press.filled.emplace(input::client, std::get<ClientKey>(client).value);
    return form;
  }
  if (title.empty()) return lacking("What is its title?", "Type it after the client.");
  command.action = StartNew{std::get<ClientKey>(std::move(client)),
                            std::get<WorkflowId>(std::move(workflow)), std::move(title)};
  return command;
}

std::optional<Misunderstood> Phrase::read_target(std::optional<StageId>& to,
                                                 std::optional<PersonId>& receiver) {
  take();                                               // "to"
  if (!at_end() && peek().person) return std::nullopt;  // "to @dino": the person is read next
  std::vector<std::string> words;
  if (!at_end() && peek().quoted) {
    words.push_back(peek().text);
  } else {
    for (std::size_t at = next_; at < tokens_.all.size(); ++at) {
      const Token& token = tokens_.all[at];
      if (token.person || token.quoted || !token.name.empty()) break;
      words.push_back(token.text);
    }
  }
  Read<NamedStage> stage = stage_named(words, speaker_.agency, word_.usage);
  if (const auto* named = std::get_if<NamedStage>(&stage)) {
    to = named->stage;
    next_ += named->words;
    return std::nullopt;
  }
  if (!words.empty()) {  // "to dino"
    const Read<PersonId> person = person_named(peek(), speaker_, word_.usage);
    if (const auto* id = std::get_if<PersonId>(&person)) {
      receiver = *id;
      take();
      return std::nullopt;
    }
  }
  return std::get<Misunderstood>(std::move(stage));
}

Intent Phrase::give() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  Command command = command_of(std::get<TaskKey>(std::move(key)), Give{});
  std::optional<StageId> to;
  std::optional<PersonId> receiver;
  std::string note;
  std::optional<std::size_t> note_begin;
  std::size_t note_end = 0;
  const auto end_note = [&] {
    if (!note_begin) return;
    note += (note.empty() ? "" : " ") + line_.words_between(*note_begin, note_end);
    note_begin.reset();
  };
  while (!at_end()) {
    const Token& token = peek();
    const bool noting = note_begin.has_value() || !note.empty();
    if (!token.name.empty()) {
      end_note();
      command.values.push_back(take_assignment());
    } else if (!noting && !to && token.is("to")) {
      if (auto problem = read_target(to, receiver)) return std::move(*problem);
    } else if (!noting && !receiver && token.person) {
      Read<PersonId> person = person_named(take(), speaker_, word_.usage);
      if (auto* problem = std::get_if<Misunderstood>(&person)) return std::move(*problem);
      receiver = std::get<PersonId>(std::move(person));
    } else {
      if (!note_begin) note_begin = token.begin;
      note_end = take().end;
    }
  }
  end_note();
  command.action = Give{std::move(to), std::move(receiver), std::move(note)};
  return command;
}

Intent Phrase::give_back() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  TaskKey task_key = std::get<TaskKey>(std::move(key));
  if (at_end()) return form_of(Verb::give_back, std::move(task_key));
  // A reason is a code; people also write it in words: "missing information: which logo?"
  const std::vector<std::string>& reasons = speaker_.agency.settings.return_reasons;
  constexpr std::size_t reason_words_max = 3;
  std::string reason = peek().text;
  std::size_t behind = next_ + 1;
  std::string joined;
  bool exact = false;
  for (std::size_t count = 0; count < reason_words_max && next_ + count < tokens_.all.size();
       ++count) {
    const Token& token = tokens_.all[next_ + count];
    if (!token.name.empty() || token.person) break;
    joined += (count > 0 ? " " : "") + token.text;
    std::string plain_joined = joined;
    while (!plain_joined.empty() && (plain_joined.back() == ':' || plain_joined.back() == ',')) {
      plain_joined.pop_back();
    }
    const std::vector<std::string> fits = starting_with(plain_joined, reasons);
    if (fits.size() != 1) continue;
    const bool whole = text::loose(fits.front()) == text::loose(plain_joined);
    if (exact && !whole) continue;
    if (count > 0 && !whole) continue;
    exact = whole;
    reason = fits.front();
    behind = next_ + count + 1;
  }
  std::string rest = rest_from(behind);
  if (reason == "other" && rest.empty()) {  // it alone tells nothing
    FormRequest form = form_of(Verb::give_back, std::move(task_key));
    form.press.filled.emplace(input::reason, reason);
    return form;
  }
  return command_of(std::move(task_key), GiveBack{std::nullopt, reason, std::move(rest)});
}

Intent Phrase::pass() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  skip("to");
  if (at_end()) return form_of(Verb::pass, std::get<TaskKey>(std::move(key)));
  Read<PersonId> person = person_named(take(), speaker_, word_.usage);
  if (auto* problem = std::get_if<Misunderstood>(&person)) return std::move(*problem);
  if (!at_end()) return surplus(peek());
  return command_of(std::get<TaskKey>(std::move(key)),
                    Pass{{}, std::get<PersonId>(std::move(person))});
}

Intent Phrase::urgent() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  Urgent urgent;
  while (!at_end()) {
    if (!urgent.to && peek().is("to")) {
      if (auto problem = read_target(urgent.to, urgent.receiver)) return std::move(*problem);
    } else if (!urgent.receiver && peek().person) {
      Read<PersonId> person = person_named(take(), speaker_, word_.usage);
      if (auto* problem = std::get_if<Misunderstood>(&person)) return std::move(*problem);
      urgent.receiver = std::get<PersonId>(std::move(person));
    } else {
      break;
    }
  }
  urgent.reason = rest_from(next_);
  if (!urgent.reason.empty()) {
    return command_of(std::get<TaskKey>(std::move(key)), std::move(urgent));
  }
  FormRequest form = form_of(Verb::urgent, std::get<TaskKey>(std::move(key)));
  if (urgent.to) form.press.text = urgent.to->value;
  if (urgent.receiver) form.press.filled.emplace(input::receiver, urgent.receiver->value);
  return form;
}

Intent Phrase::move() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  skip("to");
  if (at_end()) return form_of(Verb::move, std::get<TaskKey>(std::move(key)));
  Read<ClientKey> client = client_named(take().text, speaker_.agency, word_.usage);
  if (auto* problem = std::get_if<Misunderstood>(&client)) return std::move(*problem);
  if (!at_end()) return surplus(peek());
  return command_of(std::get<TaskKey>(std::move(key)),
                    Move{std::get<ClientKey>(std::move(client))});
}

}  // namespace baton
