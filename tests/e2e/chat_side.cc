#include "tests/e2e/chat_side.h"

#include <algorithm>
#include <ostream>

#include <gtest/gtest.h>

namespace baton::test {
namespace {

const char* name_of(Entry::Kind kind) {
  switch (kind) {
    case Entry::Kind::posted: return "posted";
    case Entry::Kind::edited: return "edited";
    case Entry::Kind::deleted: return "deleted";
    case Entry::Kind::form_opened: return "form opened";
    case Entry::Kind::form_changed: return "form changed";
    case Entry::Kind::form_closed: return "form closed";
  }
  return "";
}

std::string name_in(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? id : found->second;
}

}  // namespace

void PrintTo(const Entry& entry, std::ostream* out) {
  *out << name_of(entry.chat) << " " << name_of(entry.kind) << (entry.ours ? " by Baton" : "")
       << " in [" << entry.place << "]";
  if (!entry.only_for.empty()) *out << " only for " << entry.only_for;
  if (!entry.thread.empty()) *out << " below " << entry.thread;
  *out << " " << entry.message << " <" << entry.outbox << ">: " << entry.shown;
}

void PrintTo(const Done& done, std::ostream* out) {
  *out << done.outcome << ", saw: " << done.saw;
  for (const auto& [name, sentence] : done.errors) *out << "\n  at [" << name << "]: " << sentence;
  *out << "\n  answered " << done.answer.status << ": " << done.answer.body;
}

Json ChatSide::door(const std::string& name, const Json& asked) {
  const Answer answer = post(doors_ + name, asked);
  EXPECT_EQ(answer.status, 200) << doors_ << name << " " << asked << "\n" << answer.body;
  return Json::parse(answer.body, nullptr, false);
}

Json ChatSide::window(const std::string& person_id) {
  return Json::parse(get(doors_ + "state?user=" + person_id).body, nullptr, false);
}

void ChatSide::learn_names() {
  const std::string somebody = platform() == Platform::slack ? "U0001" : "ana";
  const Json seen = window(somebody);
  for (const Json& channel : seen["channels"]) names_.places[channel["id"]] = channel["name"];
  for (const Json& person : seen["people"]) {
    const std::string id = person["id"];
    const bool is_known = !names_.people.emplace(id, person["name"]).second;
    if (!is_known) names_.places[window(id)["dm"]] = "direct " + names_.people[id];
  }
}

std::string ChatSide::id_of(const std::string& person) {
  const auto find = [&] {
    return std::ranges::find_if(names_.people,
                                [&](const auto& known) { return known.second == person; });
  };
  if (find() == names_.people.end()) learn_names();
  const auto found = find();
  EXPECT_NE(found, names_.people.end()) << "nobody is called " << person;
  return found == names_.people.end() ? person : found->first;
}

Done ChatSide::done(const Json& result) const {
  Done done;
  done.outcome = result.value("outcome", "");
  for (const Json& message : result.value("saw", Json::array())) {
    done.saw += readable(message["shown"].get<std::string>()) + "\n";
  }
  const Json errors = result.value("errors", Json::object());
  for (const auto& [name, sentence] : errors.items()) done.errors[name] = sentence;
  if (result.contains("error")) done.errors[""] = result["error"];
  if (result.contains("problem")) done.saw += result["problem"].get<std::string>() + "\n";
  if (!result.contains("request")) return done;
  done.request = result["request"];
  done.answer = {result["answer"]["status"], result["answer"]["body"]};
  return done;
}

Done ChatSide::say(const std::string& person, const std::string& text, const std::string& place) {
  return done(door("say", {{"user", id_of(person)}, {"channel", place}, {"text", text}}));
}

Done ChatSide::press(const std::string& person, const Entry& message, const std::string& label) {
  EXPECT_EQ(message.chat, platform());
  Json asked{{"user", id_of(person)}, {"label", label}};
  point_at(message, asked);
  return done(door("press", asked));
}

Done ChatSide::submit(const std::string& person, const Json& values) {
  return done(door("submit", {{"user", id_of(person)}, {"values", values}}));
}

OpenForm ChatSide::form(const std::string& person) { return form_in(window(id_of(person))); }

Json ChatSide::control(const Json& command) { return door("control", command); }

const std::vector<Entry>& ChatSide::ledger() {
  while (true) {
    const Answer answer = get(doors_ + "ledger?after=" + std::to_string(read_up_to_));
    const Json page = Json::parse(answer.body);
    for (const Json& line : page["entries"]) {
      read_up_to_ = line["n"];
      keep(line);
    }
    if (page["entries"].empty()) return read_;
  }
}

void ChatSide::keep(const Json& line) {
  Read known = read(line);
  if (known.is_typed) return;
  Entry& entry = known.entry;
  const std::string place = line["channel"];
  if (!place.empty() && !names_.places.contains(place)) learn_names();
  entry.chat = platform();
  entry.place = name_in(names_.places, place);
  entry.only_for = name_in(names_.people, line["only_for"]);
  entry.shown = readable(line["shown"]);
  read_.push_back(std::move(entry));
}

}  // namespace baton::test
