#include "adapters/slack/form_state.h"

#include <nlohmann/json.hpp>

#include "bot/codec/json_guard.h"
#include "bot/codec/press_json.h"
#include "bot/ports/errc.h"

namespace baton::slack {

using Json = nlohmann::json;

std::string form_state(const FormState& state) {
  std::string press = press_json(state.press);
  if (state.opened_at == TimePoint()) return press;
  return Json{{"p", std::move(press)}, {"o", state.opened_at.time_since_epoch().count()}}.dump();
}

boost::system::result<FormState> parse_form_state(std::string_view text) {
  constexpr std::size_t metadata_max = 3000;  // Slack's limit
  if (text.size() > metadata_max) return make_error_code(AppErrc::too_large);
  codec::JsonLimits limits;
  limits.depth_max = 2;  // a press alone may hold what was typed
  const boost::system::result<Json> parsed = codec::parse_json(text, limits);
  if (!parsed || !parsed->is_object()) return make_error_code(AppErrc::bad_request);
  FormState state;
  std::string_view press_text = text;
  if (const auto inner = parsed->find("p"); inner != parsed->end()) {
    const auto opened = parsed->find("o");
    const bool is_ours = parsed->size() == 2 && inner->is_string() && opened != parsed->end() &&
                         opened->is_number_integer();
    if (!is_ours) return make_error_code(AppErrc::bad_request);
    press_text = inner->get_ref<const std::string&>();
    state.opened_at = TimePoint(std::chrono::milliseconds(opened->get<std::int64_t>()));
  }
  boost::system::result<Press> press = parse_press(press_text);
  if (!press) return press.error();
  state.press = *std::move(press);
  return state;
}

}  // namespace baton::slack
