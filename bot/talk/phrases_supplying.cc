// What gates need: set, check, attach, approve.
#include "bot/talk/dates.h"
#include "bot/talk/phrases.h"
#include "bot/talk/say.h"
#include "bot/talk/text.h"

namespace baton {

Intent Phrase::set() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  Command command = command_of(std::get<TaskKey>(std::move(key)), Set{});
  if (at_end()) return form_of(Verb::set, std::move(command.task));
  if (peek().name.empty()) {  // "set ACME-12 budget 5000 EUR", "budget = 5000 EUR"
    const Token& field = take();
    std::size_t from = next_;
    if (!at_end() && peek().is("=")) ++from;
    if (from >= tokens_.all.size()) {
      return lacking(
          "To what shall “" + text::clip(field.text, 60) + "” be set?",
          "Type the value after the field, or “" + text::clip(field.text, 60) + "=” to clear it.");
    }
    ItemName name = item_name(field.text, speaker_.agency);
    std::string value = value_meant(name, rest_from(from), speaker_);
    command.action = Set{std::move(name), std::move(value)};
    return command;
  }
  // Words up to the next name= belong to the value: "budget=5000 EUR copy=https://..."
  std::vector<std::pair<ItemName, std::string>> values;
  while (!at_end()) {
    if (!peek().name.empty()) {
      values.push_back(take_assignment());
    } else {
      const Token& token = take();
      values.back().second += " " + line_.words_between(token.begin, token.end);
    }
  }
  command.action = Set{values.back().first, values.back().second};
  values.pop_back();
  command.values = std::move(values);
  return command;
}

Intent Phrase::check() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  if (at_end()) return form_of(Verb::check, std::get<TaskKey>(std::move(key)));
  const Token& item = take();
  if (item.person || !item.name.empty()) return surplus(item);
  Check check{item_name(item.text, speaker_.agency), true};
  if (!at_end() && (peek().is("off") || peek().is("on"))) check.on = take().is("on");
  if (!at_end()) return surplus(peek());
  return command_of(std::get<TaskKey>(std::move(key)), std::move(check));
}

Intent Phrase::attach() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  Command command = command_of(std::get<TaskKey>(std::move(key)), Attach{});
  if (at_end()) return form_of(Verb::set, std::move(command.task));  // it asks for links as well
  ItemName item;
  std::vector<std::pair<ItemName, std::string>> links;
  for (; !at_end(); ++next_) {
    const Token& token = peek();
    const bool has_dot = token.text.find('.') != std::string::npos;
    if (!token.name.empty()) {
      links.emplace_back(item_name(token.name, speaker_.agency), token.text);
    } else if (text::is_link(token.text) || !item.empty() || token.quoted || has_dot) {
      links.emplace_back(item, token.text);
    } else if (!token.person && !token.text.empty()) {
      item = item_name(token.text, speaker_.agency);
      // "attach ACME-12 https://... creative": the item may follow its link.
      if (links.size() == 1 && links.front().first.empty()) links.front().first = item;
    } else {
      return surplus(token);
    }
  }
  if (links.empty()) {
    return lacking("Which link is it?", "Type a link or a file name at the end.");
  }
  if (links.size() > 1 && links.front().first.empty()) {
    return lacking("Which item are these links for?", "Type the item before its links.");
  }
  command.action = Attach{links.back().first, links.back().second};
  links.pop_back();
  command.values = std::move(links);
  return command;
}

Intent Phrase::approve() {
  Read<TaskKey> key = task();
  if (auto* problem = std::get_if<Misunderstood>(&key)) return std::move(*problem);
  Approve approve;
  std::string* filling = nullptr;  // what the words now go to
  bool telling_how = false;        // "how: by e-mail on Monday": by and on are its words
  bool complete = false;           // it was quoted: the next word is no part of it
  while (!at_end()) {
    const Token& token = take();
    const bool opens_part = !telling_how || complete;
    std::string* part = nullptr;
    if (opens_part && token.is("by")) part = &approve.who;
    if (opens_part && token.is("on")) part = &approve.when;
    const bool tells_how = opens_part && !token.quoted && token.name.empty() &&
                           text::folded(token.text).starts_with("how:");
    if (tells_how) part = &approve.how;
    std::string words = tells_how ? token.text.substr(4) : token.text;
    if (part != nullptr) {
      filling = part;
      telling_how = tells_how;
      complete = false;
      if (!tells_how || words.empty()) continue;
    }
    if (token.person) words = token.user.empty() ? "@" + token.text : token.text;
    if (!token.name.empty()) words = token.name + "=" + token.text;
    if (text::is_link(words) && approve.link.empty()) {
      approve.link = std::move(words);
      filling = nullptr;
      complete = true;
    } else if (filling != nullptr && !complete) {
      *filling += (filling->empty() ? "" : " ") + words;
      complete = token.quoted;
    } else if (approve.item.empty() && filling == nullptr) {
      approve.item = item_name(words, speaker_.agency);
    } else if (approve.link.empty() && (token.quoted || words.find('.') != words.npos)) {
      approve.link = std::move(words);  // the proof's file name
    } else {
      return surplus(token);
    }
  }
  return command_of(std::get<TaskKey>(std::move(key)), std::move(approve));
}

}  // namespace baton
