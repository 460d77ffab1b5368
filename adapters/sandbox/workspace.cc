#include "adapters/sandbox/workspace.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "adapters/sandbox/shown_text.h"

namespace baton::sandbox {
namespace {

std::string numbered(char prefix, std::size_t number) {
  char text[24];
  std::snprintf(text, sizeof text, "%c%04zu", prefix, number);
  return text;
}

/// Fills in the block and action ids that Slack makes up where they are left out.
void fill_in_ids(Json& blocks) {
  if (!blocks.is_array()) blocks = Json::array();
  int count = 0;
  for (Json& block : blocks) {
    ++count;
    if (!block.contains("block_id")) block["block_id"] = "b" + std::to_string(count);
    int element_count = 0;
    const auto name = [&](Json& element) {
      ++element_count;
      if (!element.contains("action_id")) {
        element["action_id"] = "a" + std::to_string(count) + "." + std::to_string(element_count);
      }
    };
    if (block.value("type", "") == "actions") {
      for (Json& element : block["elements"]) name(element);
    }
    if (block.contains("accessory")) name(block["accessory"]);
    if (block.contains("element")) name(block["element"]);
  }
}

}  // namespace

Workspace::Workspace() {
  add_person("Ana", "Account manager, strategist", "Europe/Berlin");
  add_person("Dino", "Designer, copywriter", "Europe/Berlin");
  add_person("Petra", "Paid media", "Europe/Berlin");
  add_person("Alex", "Analytics", "Europe/Berlin");
  add_person("Olga", "Director, coordinator", "Europe/Berlin");
  const std::pair<const char*, const char*> named[] = {
      {"handoffs", "Every handoff of the agency"},
      {"acme", "Acme Shoes"},
      {"bolt-coffee", "Bolt Coffee"},
      {"general", "Everything else"},
  };
  std::size_t count = 0;
  for (const auto& [name, topic] : named) {
    const std::string id = numbered('C', ++count);
    channels_[id] = Channel{.id = id, .name = name, .topic = topic};
  }
}

Person* Workspace::person(const std::string& id) {
  const auto found = people_.find(id);
  return found == people_.end() ? nullptr : &found->second;
}

Channel* Workspace::channel(const std::string& id) {
  const auto found = channels_.find(id);
  return found == channels_.end() ? nullptr : &found->second;
}

Channel* Workspace::channel_called(const std::string& name) {
  if (Channel* const by_id = channel(name)) return by_id;
  const std::string bare = name.starts_with('#') ? name.substr(1) : name;
  for (auto& [id, candidate] : channels_) {
    if (!candidate.name.empty() && candidate.name == bare) return &candidate;
  }
  return nullptr;
}

Channel& Workspace::im_with(const Person& person) {
  const std::string id = "D" + person.id.substr(1);
  return channels_.at(id);
}

Person* Workspace::add_person(std::string name, std::string title, std::string timezone) {
  if (people_.size() >= people_max) return nullptr;
  const std::string id = numbered('U', people_.size() + 1);
  const std::string im = "D" + id.substr(1);
  channels_[im] = Channel{.id = im, .name = "", .im_of = id};
  Person& made = people_[id];
  made.id = id;
  made.name = std::move(name);
  made.title = std::move(title);
  made.timezone = std::move(timezone);
  touch();
  return &made;
}

Message* Workspace::message(const std::string& channel, const std::string& ts) {
  const auto in = messages_.find(channel);
  if (in == messages_.end()) return nullptr;
  const auto found = in->second.find(ts);
  return found == in->second.end() ? nullptr : &found->second;
}

const Message* Workspace::message(const std::string& channel, const std::string& ts) const {
  const auto in = messages_.find(channel);
  if (in == messages_.end()) return nullptr;
  const auto found = in->second.find(ts);
  return found == in->second.end() ? nullptr : &found->second;
}

std::vector<const Message*> Workspace::messages(const std::string& channel) const {
  std::vector<const Message*> all;
  const auto in = messages_.find(channel);
  if (in == messages_.end()) return all;
  for (const auto& [ts, message] : in->second) all.push_back(&message);
  return all;
}

std::vector<const Message*> Workspace::thread(const std::string& channel,
                                              const std::string& ts) const {
  std::vector<const Message*> replies = messages(channel);
  std::erase_if(replies, [&](const Message* message) {
    return message->thread_ts != ts || !message->only_for.empty();
  });
  return replies;
}

bool Workspace::has_thread(const std::string& channel, const std::string& ts) const {
  if (ts.empty()) return false;
  const Message* const parent = message(channel, ts);
  if (parent == nullptr) return !thread(channel, ts).empty();
  return parent->thread_ts.empty() && parent->only_for.empty();
}

std::vector<const Message*> Workspace::seen_by(const std::string& person,
                                               const std::string& channel) const {
  const auto place = channels_.find(channel);
  if (place == channels_.end()) return {};
  if (!place->second.im_of.empty() && place->second.im_of != person) return {};
  std::vector<const Message*> seen = messages(channel);
  std::erase_if(seen, [&](const Message* message) {
    return !message->only_for.empty() && message->only_for != person;
  });
  return seen;
}

std::size_t Workspace::unread(const Person& person, const std::string& channel) const {
  const auto mark = person.read.find(channel);
  const std::string since = mark == person.read.end() ? std::string() : mark->second;
  const std::vector<const Message*> seen = seen_by(person.id, channel);
  return static_cast<std::size_t>(std::ranges::count_if(seen, [&](const Message* message) {
    const bool is_reply = !message->thread_ts.empty() && message->only_for.empty();
    return message->ts > since && message->author != person.id && !is_reply;
  }));
}

std::string Workspace::next_ts(TimePoint now) {
  last_ts_us_ = std::max<std::int64_t>(last_ts_us_ + 1, now.time_since_epoch().count() * 1000);
  char text[40];
  std::snprintf(text, sizeof text, "%010lld.%06lld",
                static_cast<long long>(last_ts_us_ / 1'000'000),
                static_cast<long long>(last_ts_us_ % 1'000'000));
  return text;
}

void Workspace::record(LedgerEntry::Kind kind, const Message& message, std::string actor,
                       TimePoint now) {
  LedgerEntry entry;
  entry.kind = kind;
  entry.actor = std::move(actor);
  entry.channel = message.channel;
  entry.ts = message.ts;
  entry.thread = message.thread_ts;
  entry.only_for = message.only_for;
  entry.text = message.text;
  entry.shown = shown_text(message.text, message.blocks);
  entry.metadata = message.metadata;
  ledger_.record(std::move(entry), now);
}

const Message& Workspace::post(Message message, TimePoint now) {
  message.ts = next_ts(now);
  message.at = now;
  fill_in_ids(message.blocks);
  std::map<std::string, Message>& in = messages_[message.channel];
  if (in.size() >= messages_per_channel_max) in.erase(in.begin());
  const Message& kept = in[message.ts] = std::move(message);
  record(LedgerEntry::Kind::posted, kept, kept.author, now);
  return kept;
}

void Workspace::edit(Message& message, std::string text, Json blocks, TimePoint now) {
  message.text = std::move(text);
  message.blocks = std::move(blocks);
  fill_in_ids(message.blocks);
  message.edited = true;
  record(LedgerEntry::Kind::edited, message, bot_user, now);
}

void Workspace::remove(const std::string& channel, const std::string& ts, TimePoint now) {
  const Message* const found = message(channel, ts);
  if (found == nullptr) return;
  record(LedgerEntry::Kind::deleted, *found, bot_user, now);
  messages_[channel].erase(ts);
}

void Workspace::forget_private(TimePoint now) {
  std::vector<std::pair<std::string, std::string>> going;
  for (const auto& [channel, in] : messages_) {
    for (const auto& [ts, message] : in) {
      if (!message.only_for.empty()) going.emplace_back(channel, ts);
    }
  }
  for (const auto& [channel, ts] : going) remove(channel, ts, now);
}

const std::vector<View>& Workspace::views(const std::string& person) const {
  static const std::vector<View> none;
  const auto found = views_.find(person);
  return found == views_.end() ? none : found->second;
}

const View& Workspace::push_view(const std::string& person, Json body, TimePoint now) {
  View view;
  view.id = numbered('V', ++views_made_);
  view.hash = next_ts(now);
  fill_in_ids(body["blocks"]);
  view.body = std::move(body);
  LedgerEntry entry;
  entry.kind = LedgerEntry::Kind::view_opened;
  entry.actor = bot_user;
  entry.ts = view.id;
  entry.only_for = person;
  entry.text = view.body["title"].value("text", "");
  entry.shown = shown_text(entry.text, view.body["blocks"]);
  ledger_.record(std::move(entry), now);
  return views_[person].emplace_back(std::move(view));
}

View* Workspace::view(const std::string& id, std::string* person) {
  for (auto& [owner, stack] : views_) {
    for (View& candidate : stack) {
      const bool external = candidate.body.value("external_id", "") == id;
      if (candidate.id != id && !(external && !id.empty())) continue;
      if (person != nullptr) *person = owner;
      return &candidate;
    }
  }
  return nullptr;
}

void Workspace::update_view(View& view, const std::string& person, Json body, TimePoint now) {
  fill_in_ids(body["blocks"]);
  view.body = std::move(body);
  view.hash = next_ts(now);
  LedgerEntry entry;
  entry.kind = LedgerEntry::Kind::view_updated;
  entry.actor = bot_user;
  entry.ts = view.id;
  entry.only_for = person;
  entry.text = view.body["title"].value("text", "");
  entry.shown = shown_text(entry.text, view.body["blocks"]);
  ledger_.record(std::move(entry), now);
}

void Workspace::pop_view(const std::string& person, TimePoint now) {
  std::vector<View>& stack = views_[person];
  if (stack.empty()) return;
  LedgerEntry entry;
  entry.kind = LedgerEntry::Kind::view_closed;
  entry.actor = person;
  entry.ts = stack.back().id;
  entry.only_for = person;
  stack.pop_back();
  ledger_.record(std::move(entry), now);
}

void Workspace::clear_views(const std::string& person, TimePoint now) {
  while (!views(person).empty()) pop_view(person, now);
}

}  // namespace baton::sandbox
