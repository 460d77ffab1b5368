#include <charconv>
#include <stdexcept>

#include "adapters/sandbox/mattermost/dialogs.h"
#include "bot/codec/utf8.h"

/// The client's side of a dialog: what one can fill in, and what it says itself.
namespace baton::sandbox::mattermost {
namespace {

/// How much a client lets one type where the dialog does not say.
constexpr std::size_t line_length_max = 150;
constexpr std::size_t area_length_max = 3000;

Json given_for(const Json& element, const Json& values) {
  for (const char* const key : {"name", "display_name"}) {
    const std::string name = element[key];
    if (values.is_object() && values.contains(name)) return values[name];
  }
  return nullptr;
}

/// The value of the option that `asked` means; null: there is none.
Json option_value(const Json& element, const std::string& asked) {
  for (const Json& option : element["options"]) {
    if (option.value("value", "") == asked || option.value("text", "") == asked) {
      return option["value"];
    }
  }
  return nullptr;
}

Json chosen(ServerState& state, const Json& element, const Json& given) {
  const std::string asked =
      given.is_string() ? given.get<std::string>() : element["default"].get<std::string>();
  if (asked.empty()) return nullptr;
  Json value;
  if (element["data_source"] == "users") {
    const User* const user = state.user_called(asked);
    if (user != nullptr) value = user->id;
  } else if (element["data_source"] == "channels") {
    const Channel* const channel = state.channel_called(asked);
    if (channel != nullptr) value = channel->id;
  } else {
    value = option_value(element, asked);
  }
  if (value.is_null()) throw std::invalid_argument("there is no option " + asked);
  return value;
}

Json typed(const Json& element, const Json& given) {
  const std::string text =
      given.is_string() ? given.get<std::string>() : element["default"].get<std::string>();
  std::size_t max = element["max_length"].get<std::size_t>();
  if (max == 0) max = element["type"] == "textarea" ? area_length_max : line_length_max;
  if (codec::count_utf16_units(text) > max) {
    throw std::invalid_argument(element["display_name"].get<std::string>() +
                                " takes no more than " + std::to_string(max) + " characters");
  }
  return text.empty() ? Json(nullptr) : Json(text);
}

Json ticked(const Json& element, const Json& given) {
  if (given.is_boolean()) return given;
  if (given.is_string()) return given == "true";
  return element["default"] == "true";
}

Json value_of(ServerState& state, const Json& element, const Json& given) {
  const std::string type = element["type"];
  if (type == "bool") return ticked(element, given);
  if (type == "select" || type == "radio") return chosen(state, element, given);
  if (type == "text" || type == "textarea") return typed(element, given);
  return nullptr;  // a kind that this client does not know: it shows nothing
}

bool is_number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

/// What the client says at the element; empty: nothing.
std::string complaint(const Json& element, const Json& value) {
  const bool is_empty = value.is_null() || value == false;
  if (is_empty) return element["optional"] == true ? "" : "This field is required.";
  if (element["type"] != "text" && element["type"] != "textarea") return {};
  const std::string text = value;
  const auto least = element["min_length"].get<std::size_t>();
  if (codec::count_utf16_units(text) < least) {
    return "Minimum input length is " + std::to_string(least) + ".";
  }
  const std::string subtype = element["subtype"];
  if (subtype == "email" && text.find('@') == std::string::npos) {
    return "Must be a valid email address.";
  }
  if (subtype == "number" && !is_number(text)) return "Must be a number.";
  if (subtype == "url" && !text.starts_with("http://") && !text.starts_with("https://")) {
    return "URL must include http:// or https://.";
  }
  return {};
}

}  // namespace

Filled fill_in(ServerState& state, const Json& dialog, const Json& values) {
  Filled filled;
  for (const Json& element : dialog["elements"]) {
    const std::string name = element["name"];
    Json value = value_of(state, element, given_for(element, values));
    const std::string error = complaint(element, value);
    if (!error.empty()) filled.errors[name] = error;
    filled.submission[name] = std::move(value);
  }
  return filled;
}

}  // namespace baton::sandbox::mattermost
