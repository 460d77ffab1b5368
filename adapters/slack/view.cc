#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "adapters/slack/form_state.h"
#include "adapters/slack/layout.h"
#include "adapters/slack/render.h"
#include "adapters/slack/text.h"
#include "bot/codec/press_json.h"
#include "bot/codec/utf8.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;

constexpr std::size_t blocks_max = 100;
constexpr std::size_t title_max = 24;
constexpr std::size_t label_max = 2000;
constexpr std::size_t input_length_max = 3000;
constexpr std::size_t options_max = 100;
constexpr std::size_t option_label_max = 75;
constexpr std::size_t option_value_max = 150;
constexpr std::size_t intro_room = 6000;

Json option(const Input::Option& it) {
  return Json{{"text", plain_text_object(it.label, option_label_max)}, {"value", it.value}};
}

bool fits(const Input::Option& it) {
  const std::size_t length = codec::count_utf16_units(it.value);
  return length >= 1 && length <= option_value_max && codec::is_utf8(it.value);
}

Json text_input(const Input& input) {
  const std::size_t length_max = std::clamp<std::size_t>(input.length_max, 1, input_length_max);
  Json element{{"type", "plain_text_input"},
               {"action_id", input.name},
               {"multiline", input.kind == Input::Kind::long_text},
               {"max_length", length_max}};
  if (!input.initial.empty()) {  // as it is: it comes back as typed, and Slack reads no markup here
    element["initial_value"] = codec::truncate_utf16(input.initial, length_max);
  }
  return element;
}

Json element(const Input& input) {
  if (input.kind != Input::Kind::choice) return text_input(input);
  Json options = Json::array();
  Json initial;
  for (const Input::Option& it : input.options) {
    if (options.size() == options_max || !fits(it)) continue;
    options.push_back(option(it));
    if (initial.is_null() && it.value == input.initial) initial = options.back();
  }
  if (options.empty()) return text_input(input);
  Json select{
      {"type", "static_select"}, {"action_id", input.name}, {"options", std::move(options)}};
  if (!initial.is_null()) select["initial_option"] = std::move(initial);
  return select;
}

Json input_block(const Input& input) {
  Json block{{"type", "input"},
             {"block_id", input.name},
             {"label", plain_text_object(input.label, label_max)},
             {"element", element(input)},
             {"optional", input.optional}};
  if (!input.hint.empty()) block["hint"] = plain_text_object(input.hint, label_max);
  return block;
}

}  // namespace

Json view(const Form& form, TimePoint opened_at) {
  Json blocks = Json::array();
  Room room(intro_room);
  RichText intro(room);
  for (const Line& line : form.intro) intro.add(line);
  if (!intro.empty()) blocks.push_back(std::move(intro).block());
  for (const Input& input : form.inputs) {
    if (blocks.size() < blocks_max) blocks.push_back(input_block(input));
  }
  if (blocks.empty()) {  // a view needs one
    Room spare(title_max);
    RichText only(spare);
    only.add(Line{plain(form.title.empty() ? "…" : form.title)});
    blocks.push_back(std::move(only).block());
  }
  return Json{{"type", "modal"},
              {"callback_id", form_callback},
              {"title", plain_text_object(form.title, title_max)},
              {"submit", plain_text_object(form.submit.empty() ? "Send" : form.submit, title_max)},
              {"close", plain_text_object("Cancel", title_max)},
              {"private_metadata", form_state({form.press, opened_at})},
              {"blocks", std::move(blocks)}};
}

}  // namespace baton::slack
