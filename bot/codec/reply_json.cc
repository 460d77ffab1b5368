#include "bot/codec/reply_json.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <boost/system/system_error.hpp>
#include <nlohmann/json.hpp>

#include "bot/codec/json_guard.h"
#include "bot/ports/errc.h"

// Each type has one `fields(visitor, value)` that serves both ways: Put writes the members that
// differ from their defaults, Get reads those that are there.
namespace baton::codec {
namespace {

using nlohmann::json;

constexpr JsonLimits reply_limits{.text_bytes_max = std::size_t{16} * 1024 * 1024,
                                  .depth_max = 32,
                                  .nodes_max = 1'000'000,
                                  .string_bytes_max = std::size_t{16} * 1024 * 1024};

struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The names of an enumeration's values, in their order.
template <class Enum>
struct Names;
template <>
struct Names<Span::Style> {
  static constexpr std::array all{"plain", "bold", "italic", "code", "link", "time"};
};
template <>
struct Names<Card::Tone> {
  static constexpr std::array all{"neutral", "waiting", "good", "bad", "ended"};
};
template <>
struct Names<Button::Look> {
  static constexpr std::array all{"normal", "primary", "danger"};
};
template <>
struct Names<Press::Kind> {
  static constexpr std::array all{"act", "open-form", "run"};
};
template <>
struct Names<Input::Kind> {
  static constexpr std::array all{"text", "long-text", "choice"};
};
template <>
struct Names<Reply::Kind> {
  static constexpr std::array all{"nothing", "message", "open-form", "form-errors"};
};

template <class Enum>
concept Named = requires {
  Names<Enum>::all;
};

template <class Value>
json written(const Value& value);
template <class Value>
void read(const json& from, Value& value);

class Put {
 public:
  template <class Value>
  void operator()(const char* name, const Value& value, const Value& absent = {}) {
    if (!(value == absent)) out_[name] = written(value);
  }
  json take() { return std::move(out_); }

 private:
  json out_ = json::object();
};

class Get {
 public:
  explicit Get(const json& from) : from_(from) {
    if (!from.is_object()) throw Malformed("is no object");
  }
  template <class Value>
  void operator()(const char* name, Value& value, const Value& absent = {}) {
    const auto found = from_.find(name);
    if (found == from_.end()) {
      value = absent;
      return;
    }
    try {
      read(*found, value);
    } catch (const Malformed& error) {
      throw Malformed(std::string(name) + " " + error.what());
    }
  }

 private:
  const json& from_;
};

/// A `Type` to be filled, or a constant one to be written.
template <class Value, class Type>
concept Of = std::same_as<std::remove_const_t<Value>, Type>;

template <class Visitor, Of<Span> Value>
void fields(Visitor& visit, Value& span) {
  visit("style", span.style);
  visit("text", span.text);
  visit("url", span.url);
  visit("at", span.at);
}
template <class Visitor, Of<Press> Value>
void fields(Visitor& visit, Value& press) {
  visit("kind", press.kind);
  visit("verb", press.verb, Verb::accept);
  visit("task", press.task);
  visit("handoff", press.handoff);
  visit("version", press.version);
  visit("text", press.text);
  visit("filled", press.filled);
}
template <class Visitor, Of<Button> Value>
void fields(Visitor& visit, Value& button) {
  visit("label", button.label);
  visit("press", button.press);
  visit("look", button.look);
}
template <class Visitor, Of<Card::Section> Value>
void fields(Visitor& visit, Value& section) {
  visit("heading", section.heading);
  visit("lines", section.lines);
  visit("buttons", section.buttons);
}
template <class Visitor, Of<Card> Value>
void fields(Visitor& visit, Value& card) {
  visit("tone", card.tone);
  visit("headline", card.headline);
  visit("sections", card.sections);
  visit("buttons", card.buttons);
  visit("footer", card.footer);
}
template <class Visitor, Of<Input::Option> Value>
void fields(Visitor& visit, Value& option) {
  visit("label", option.label);
  visit("value", option.value);
}
template <class Visitor, Of<Input> Value>
void fields(Visitor& visit, Value& input) {
  visit("name", input.name);
  visit("label", input.label);
  visit("hint", input.hint);
  visit("kind", input.kind);
  visit("optional", input.optional);
  visit("length_max", input.length_max);
  visit("options", input.options);
  visit("initial", input.initial);
}
template <class Visitor, Of<Form> Value>
void fields(Visitor& visit, Value& form) {
  visit("title", form.title);
  visit("submit", form.submit);
  visit("intro", form.intro);
  visit("inputs", form.inputs);
  visit("press", form.press);
}
template <class Visitor, Of<Reply> Value>
void fields(Visitor& visit, Value& reply) {
  visit("kind", reply.kind);
  visit("card", reply.card);
  visit("form", reply.form);
  visit("errors", reply.errors);
  visit("shown_elsewhere", reply.shown_elsewhere);
  visit("answers", reply.answers);
}

json written_value(const std::string& text) { return text; }
json written_value(bool value) { return value; }
json written_value(int value) { return value; }
json written_value(std::uint64_t value) { return value; }
json written_value(const TaskKey& key) { return key.value; }
json written_value(TimePoint at) { return at.time_since_epoch().count(); }
json written_value(Verb verb) { return word_of(verb); }
json written_value(const std::map<std::string, std::string>& texts) { return texts; }
json written_value(Named auto value) {
  return Names<decltype(value)>::all.at(static_cast<std::size_t>(value));
}
template <class Value>
json written_value(const std::vector<Value>& values) {
  json out = json::array();
  for (const Value& value : values) out.push_back(written(value));
  return out;
}
template <class Value>
requires requires(Put put, const Value value) { fields(put, value); }
json written_value(const Value& value) {
  Put put;
  fields(put, value);
  return put.take();
}
template <class Value>
json written(const Value& value) {
  return written_value(value);
}

void read_value(const json& from, std::string& text) {
  if (!from.is_string()) throw Malformed("is no text");
  text = from.get<std::string>();
}
void read_value(const json& from, bool& value) {
  if (!from.is_boolean()) throw Malformed("is neither true nor false");
  value = from.get<bool>();
}
void read_value(const json& from, std::int64_t& value) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!from.is_number_integer() ||
      (from.is_number_unsigned() && from.get<std::uint64_t>() > most)) {
    throw Malformed("is no number that fits");
  }
  value = from.get<std::int64_t>();
}
void read_value(const json& from, int& value) {
  std::int64_t wide = 0;
  read_value(from, wide);
  if (!std::in_range<int>(wide)) throw Malformed("is no number that fits");
  value = static_cast<int>(wide);
}
void read_value(const json& from, std::uint64_t& value) {
  if (!from.is_number_unsigned()) throw Malformed("is no number that fits");
  value = from.get<std::uint64_t>();
}
void read_value(const json& from, TaskKey& key) { read_value(from, key.value); }
void read_value(const json& from, TimePoint& at) {
  std::int64_t count = 0;
  read_value(from, count);
  at = TimePoint(std::chrono::milliseconds(count));
}
void read_value(const json& from, Verb& verb) {
  for (int index = 0; index < verb_count; ++index) {
    verb = static_cast<Verb>(index);
    if (from == word_of(verb)) return;
  }
  throw Malformed("is no verb");
}
void read_value(const json& from, std::map<std::string, std::string>& texts) {
  if (!from.is_object()) throw Malformed("is no map");
  for (const auto& [name, text] : from.items()) read_value(text, texts[name]);
}
template <Named Enum>
void read_value(const json& from, Enum& value) {
  const auto& names = Names<Enum>::all;
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const char* name) { return from == name; });
  if (found == names.end()) throw Malformed("is no name that is known");
  value = static_cast<Enum>(found - names.begin());
}
template <class Value>
void read_value(const json& from, std::vector<Value>& values) {
  if (!from.is_array()) throw Malformed("is no list");
  for (const json& element : from) read(element, values.emplace_back());
}
template <class Value>
requires requires(Get get, Value value) { fields(get, value); }
void read_value(const json& from, Value& value) {
  Get get(from);
  fields(get, value);
}
template <class Value>
void read(const json& from, Value& value) {
  read_value(from, value);
}

}  // namespace

std::string to_json(const Reply& reply) { return canonical(written(reply), reply_limits); }

Reply reply_from_json(std::string_view text) {
  const auto parsed = parse_json(text, reply_limits);
  std::string problem = "is no JSON";
  if (parsed) {
    try {
      Reply reply;
      read(*parsed, reply);
      return reply;
    } catch (const Malformed& error) {
      problem = error.what();
    }
  }
  throw boost::system::system_error(make_error_code(AppErrc::store_corrupt),
                                    "a stored reply cannot be read: it " + problem);
}

}  // namespace baton::codec
