#include "adapters/sandbox/fill_in.h"

#include <algorithm>

#include "bot/codec/utf8.h"

namespace baton::sandbox {
namespace {

/// Slack's own words at a field that the window does not let through.
constexpr const char* required = "Please complete this required field.";

std::string label_of(const Json& block) { return block["label"].value("text", ""); }

/// What was given for an input; null: nothing.
Json given_for(const Json& block, const Json& values) {
  const std::string block_id = block.value("block_id", "");
  for (const std::string& key : {block_id, label_of(block)}) {
    if (values.is_object() && values.contains(key)) return values[key];
  }
  return nullptr;
}

Json option_of(const Json& element, const std::string& asked) {
  for (const Json& option : element.value("options", Json::array())) {
    if (option.value("value", "") == asked || option["text"].value("text", "") == asked) {
      return option;
    }
  }
  return nullptr;
}

Json choices_of(const Json& element, const Json& given) {
  Json chosen = Json::array();
  if (!given.is_array()) return element.value("initial_options", Json::array());
  for (const Json& one : given) {
    Json option = option_of(element, one.get<std::string>());
    if (!option.is_null()) chosen.push_back(std::move(option));
  }
  return chosen;
}

Json text_or_null(const Json& given, const Json& element, const char* initial) {
  const std::string text =
      given.is_string() ? given.get<std::string>() : element.value(initial, "");
  return text.empty() ? Json(nullptr) : Json(text);
}

/// The state of one element, and in `empty` whether nothing is filled in.
Json state_of(const Json& element, const Json& given, bool& empty) {
  const std::string type = element.value("type", "");
  const char* key = "value";
  Json value;
  if (type == "static_select" || type == "radio_buttons") {
    key = "selected_option";
    value = given.is_string() ? option_of(element, given.get<std::string>())
                              : element.value("initial_option", Json(nullptr));
  } else if (type == "checkboxes") {
    key = "selected_options";
    value = choices_of(element, given);
  } else if (type == "datepicker") {
    key = "selected_date";
    value = text_or_null(given, element, "initial_date");
  } else if (type == "timepicker") {
    key = "selected_time";
    value = text_or_null(given, element, "initial_time");
  } else {
    value = text_or_null(given, element, "initial_value");
  }
  empty = value.is_null() || value.empty();
  return {{"type", type}, {key, std::move(value)}};
}

std::string length_error(const Json& element, const Json& state) {
  if (!state.contains("value") || !state["value"].is_string()) return {};
  const std::size_t length = codec::count_utf16_units(state["value"].get<std::string>());
  const auto max = element.value("max_length", std::size_t{3000});
  const auto min = element.value("min_length", std::size_t{0});
  if (length > max) return "Must be less than " + std::to_string(max + 1) + " characters.";
  if (length < min) return "Must be more than " + std::to_string(min - 1) + " characters.";
  return {};
}

}  // namespace

Filled fill_in(const View& view, const Json& values) {
  Filled filled;
  for (const Json& block : view.body.at("blocks")) {
    if (block.value("type", "") != "input") continue;
    const Json& element = block.at("element");
    const std::string id = block.at("block_id");
    bool empty = false;
    Json state = state_of(element, given_for(block, values), empty);
    const std::string error =
        empty ? (block.value("optional", false) ? "" : required) : length_error(element, state);
    if (!error.empty()) filled.errors[id] = error;
    filled.state_values[id][element.at("action_id").get<std::string>()] = std::move(state);
  }
  return filled;
}

}  // namespace baton::sandbox
