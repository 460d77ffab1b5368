#include "bot/codec/press_json.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

#include "bot/codec/json_guard.h"
#include "bot/codec/utf8.h"
#include "bot/ports/errc.h"
#include "core/text/ascii.h"

namespace baton {
namespace {

using Json = nlohmann::json;

constexpr int format_version = 1;
constexpr std::int64_t handoff_max = 1'000'000;
constexpr std::int64_t version_max = std::int64_t{1} << 53;  // exact in every JSON reader
constexpr std::size_t key_length_max = 64;
constexpr std::size_t members_max = 8;
constexpr std::size_t filled_max = 32;
constexpr std::size_t input_name_length_max = 100;

constexpr std::string_view name_of(Press::Kind kind) {
  switch (kind) {
    case Press::Kind::act: return "act";
    case Press::Kind::open_form: return "form";
    case Press::Kind::run: return "run";
  }
  return "run";
}

std::optional<Press::Kind> kind_of(std::string_view name) {
  for (const Press::Kind kind : {Press::Kind::act, Press::Kind::open_form, Press::Kind::run}) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

std::optional<Verb> verb_of_word(std::string_view word) {
  for (int i = 0; i < verb_count; ++i) {
    if (word_of(static_cast<Verb>(i)) == word) return static_cast<Verb>(i);
  }
  return std::nullopt;
}

bool is_number_text(std::string_view text) {
  return !text.empty() && text.front() != '0' &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "ACME-12", or "ACME-12.2" of a track.
bool is_task_key(std::string_view key) {
  if (key.size() > key_length_max) return false;
  const std::size_t dash = key.rfind('-');
  if (dash == std::string_view::npos || dash == 0) return false;
  const std::string_view client = key.substr(0, dash);
  const auto in_client = [](char c) {
    return ascii::is_letter_or_digit(c) || c == '_' || c == '-';
  };
  if (!std::ranges::all_of(client, in_client)) return false;
  std::string_view numbers = key.substr(dash + 1);
  while (true) {
    const std::size_t dot = numbers.find('.');
    if (!is_number_text(numbers.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    numbers.remove_prefix(dot + 1);
  }
}

/// As one ASCII text in which nothing reads like chat markup or HTML.
std::string write(const Json& json) {
  const std::string ascii = json.dump(-1, ' ', true, Json::error_handler_t::replace);
  std::string out;
  out.reserve(ascii.size());
  for (const char c : ascii) {
    switch (c) {
      case '<': out += "\\u003c"; break;
      case '>': out += "\\u003e"; break;
      case '&': out += "\\u0026"; break;
      default: out += c;
    }
  }
  return out;
}

/// Whether a press of the kind takes a text along: of those that act at once only an undo, which
/// says what it takes back.
bool has_text(Press::Kind kind, Verb verb) {
  return kind != Press::Kind::act || verb == Verb::undo;
}

bool is_input_name(std::string_view name) {
  return !name.empty() && name.size() <= input_name_length_max;
}

/// What can be read again: UTF-8 without NUL.
bool is_readable(std::string_view text) {
  return codec::is_utf8(text) && text.find('\0') == std::string_view::npos;
}

/// Of what is filled in, all that may travel.
Json written_filled(const FormValues& filled) {
  Json out = Json::object();
  for (const auto& [name, text] : filled) {
    if (out.size() == filled_max) break;
    if (is_input_name(name) && is_readable(name) && is_readable(text)) out[name] = text;
  }
  return out;
}

/// Takes away the entry that is the longest as written.
void leave_out_longest(Json& filled) {
  auto longest = filled.begin();
  std::size_t length = 0;
  for (auto each = filled.begin(); each != filled.end(); ++each) {
    const std::size_t written = write(Json(each.key())).size() + write(*each).size();
    if (written > length) longest = each;
    length = std::max(length, written);
  }
  filled.erase(longest);
}

/// Takes the members of one object, each at most once, and remembers whether all was right.
class Reader {
 public:
  explicit Reader(const Json& object) : object_(object) {}

  /// The text, or "" where there is none.
  std::string_view text(const char* name) {
    const Json* const value = find(name);
    if (value == nullptr) return {};
    if (!value->is_string()) return fail();
    const auto& text = value->get_ref<const std::string&>();
    return text.empty() ? fail() : text;  // a default is never written
  }
  /// The number, or 0 where there is none.
  std::int64_t number(const char* name, std::int64_t max) {
    const Json* const value = find(name);
    if (value == nullptr) return 0;
    const bool in_range = value->is_number_unsigned() && value->get<std::uint64_t>() >= 1 &&
                          value->get<std::uint64_t>() <= static_cast<std::uint64_t>(max);
    if (!in_range) fail();
    return in_range ? value->get<std::int64_t>() : 0;
  }
  /// What is filled in, or nothing.
  FormValues filled(const char* name) {
    FormValues out;
    const Json* const value = find(name);
    if (value == nullptr) return out;
    if (!value->is_object() || value->empty() || value->size() > filled_max) {
      fail();
      return out;
    }
    for (const auto& [input, text] : value->items()) {
      if (is_input_name(input) && text.is_string()) {
        out.emplace(input, text.get<std::string>());
      } else {
        fail();
      }
    }
    return out;
  }
  [[nodiscard]] bool took_all() const { return right_ && taken_ == object_.size(); }

 private:
  const Json* find(const char* name) {
    const auto found = object_.find(name);
    if (found == object_.end()) return nullptr;
    ++taken_;
    return &*found;
  }
  std::string_view fail() {
    right_ = false;
    return {};
  }

  const Json& object_;
  std::size_t taken_ = 0;
  bool right_ = true;
};

}  // namespace

std::string press_json(const Press& press, std::size_t length_max) {
  Json json{{"b", format_version}, {"k", name_of(press.kind)}};
  if (press.kind != Press::Kind::run) json["v"] = word_of(press.verb);
  if (!press.task.empty()) json["t"] = press.task.value;
  if (press.handoff != 0) json["h"] = press.handoff;
  if (press.version != 0) json["n"] = press.version;
  if (has_text(press.kind, press.verb) && !press.text.empty()) json["x"] = press.text;
  Json filled = press.kind == Press::Kind::open_form ? written_filled(press.filled) : Json();
  while (true) {
    json.erase("f");
    if (!filled.empty()) json["f"] = filled;
    std::string text = write(json);
    if (text.size() <= length_max) return text;
    if (!filled.empty()) {
      leave_out_longest(filled);
    } else if (json.erase("x") == 0) {
      return text;
    }
  }
}

boost::system::result<Press> parse_press(std::string_view json, std::size_t length_max) {
  if (json.size() > length_max) return make_error_code(AppErrc::too_large);
  codec::JsonLimits limits;
  limits.depth_max = 2;  // what is nested is refused by its type
  limits.nodes_max = 1 + members_max + filled_max;
  const boost::system::result<Json> parsed = codec::parse_json(json, limits);
  if (!parsed || !parsed->is_object()) return make_error_code(AppErrc::bad_request);

  Reader reader(*parsed);
  const bool known_version = reader.number("b", format_version) == format_version;
  const std::optional<Press::Kind> kind = kind_of(reader.text("k"));
  if (!known_version || !kind) return make_error_code(AppErrc::bad_request);
  Press press;
  press.kind = *kind;
  if (*kind == Press::Kind::open_form) press.filled = reader.filled("f");
  if (*kind != Press::Kind::run) {
    const std::optional<Verb> verb = verb_of_word(reader.text("v"));
    if (!verb) return make_error_code(AppErrc::bad_request);
    press.verb = *verb;
  }
  if (has_text(*kind, press.verb)) press.text = reader.text("x");
  press.task.value = reader.text("t");
  press.handoff = static_cast<int>(reader.number("h", handoff_max));
  press.version = static_cast<std::uint64_t>(reader.number("n", version_max));
  const bool task_is_well_formed = press.task.empty() || is_task_key(press.task.value);
  if (!reader.took_all() || !task_is_well_formed) return make_error_code(AppErrc::bad_request);
  return press;
}

}  // namespace baton
