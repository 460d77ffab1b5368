#include "adapters/mattermost/seal.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "bot/codec/digest.h"
#include "bot/codec/json_guard.h"
#include "bot/codec/press_json.h"
#include "bot/ports/errc.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t format_version = 1;
constexpr std::size_t key_bytes_min = 32;
constexpr std::size_t key_id_length = 16;
constexpr std::uint64_t seconds_max = 253'402'300'799;  // the end of the year 9999
constexpr std::size_t members_max = 16;                 // more than any seal has
// Of a press. Mattermost sets no limit of its own, and what was typed into a form (3,000 characters
// at six bytes each) must come back whole.
constexpr std::size_t press_bytes_max = std::size_t{32} * 1024;

/// The members that are texts; all of them are always there. Beside them stands the number "v", and
/// in a form's seal the number "t".
constexpr std::array button_texts{"a", "k", "m", "p", "s", "u", "w"};
constexpr std::array form_texts{"a", "k", "m", "n", "p", "u", "w"};

void append_part(std::string& out, std::string_view part) {
  out.append(std::to_string(part.size())).append(":").append(part);
}

/// What a seal is for is sealed with its members, and never travels.
constexpr std::string_view for_button = "button";
constexpr std::string_view for_form = "form";

/// What is authenticated: unlike the text of every other object or purpose, because each name and
/// each value stands with its length, in the order of the names.
std::string sealed_text(std::string_view purpose, const Json& members) {
  std::string text;
  append_part(text, "baton/mattermost/seal");
  append_part(text, purpose);
  for (const auto& [name, value] : members.items()) {
    if (name == "m") continue;
    append_part(text, name);
    append_part(text, value.is_string() ? value.get_ref<const std::string&>() : value.dump());
  }
  return text;
}

bool has_text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string();
}

bool has_number(const Json& object, const char* name, std::uint64_t least, std::uint64_t most) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_unsigned()) return false;
  const auto number = found->get<std::uint64_t>();
  return number >= least && number <= most;
}

std::string text_at(const Json& object, const char* name) {
  return object.at(name).get<std::string>();
}

bool is_key_id(std::string_view text) {
  return text.size() == key_id_length && codec::from_hex(text).has_value();
}

/// Whether `object` has the members of such a seal, each of its type, and no other.
template <std::size_t count>
bool is_well_formed(const Json& object, const std::array<const char*, count>& texts, bool timed) {
  const auto is_text = [&object](const char* name) { return has_text(object, name); };
  return object.is_object() && object.size() == texts.size() + (timed ? 2 : 1) &&
         std::ranges::all_of(texts, is_text) &&
         has_number(object, "v", format_version, format_version) &&
         (!timed || has_number(object, "t", 0, seconds_max)) && is_key_id(text_at(object, "k"));
}

std::uint64_t seconds_of(TimePoint at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  return static_cast<std::uint64_t>(std::clamp<std::int64_t>(seconds, 0, seconds_max));
}

}  // namespace

Seal::Seal(Secret key, std::string agency, WorkspaceId workspace)
    : key_(std::move(key)), agency_(std::move(agency)), workspace_(std::move(workspace)) {
  if (key_.reveal().size() < key_bytes_min) {
    throw std::invalid_argument("the key that seals buttons and forms is too short");
  }
  key_id_ = codec::to_hex(codec::hmac_sha256(key_.reveal(), "baton/mattermost/key id"))
                .substr(0, key_id_length);
}

Json Seal::sealed(std::string_view purpose, const Press& press, const UserId& user,
                  Json members) const {
  members["v"] = format_version;
  members["k"] = key_id_;
  members["a"] = agency_;
  members["w"] = workspace_.value;
  members["p"] = press_json(press, press_bytes_max);
  members["u"] = user.value;
  members["m"] = mac_of(purpose, members);
  return members;
}

boost::system::result<Press> Seal::opened(std::string_view purpose, const Json& members) const {
  if (text_at(members, "k") != key_id_) return make_error_code(AppErrc::unknown_key);
  if (!codec::equal_in_constant_time(mac_of(purpose, members), text_at(members, "m"))) {
    return make_error_code(AppErrc::bad_signature);
  }
  const bool is_ours =
      text_at(members, "a") == agency_ && text_at(members, "w") == workspace_.value;
  if (!is_ours) return make_error_code(AppErrc::foreign_workspace);
  boost::system::result<Press> press = parse_press(text_at(members, "p"), press_bytes_max);
  // Sealed by us, but by a release of us that writes presses in another way.
  if (!press) return make_error_code(AppErrc::bad_signature);
  return press;
}

std::string Seal::mac_of(std::string_view purpose, const Json& members) const {
  return codec::to_hex(codec::hmac_sha256(key_.reveal(), sealed_text(purpose, members)));
}

Json Seal::context(const ButtonSeal& carried) const {
  return sealed(for_button, carried.press, carried.only_for, Json{{"s", carried.slot}});
}

boost::system::result<ButtonSeal> Seal::open_context(const Json& context) const {
  if (!is_well_formed(context, button_texts, false)) return make_error_code(AppErrc::bad_signature);
  const boost::system::result<Press> press = opened(for_button, context);
  if (!press) return press.error();
  return ButtonSeal{*press, text_at(context, "s"), UserId{text_at(context, "u")}};
}

std::string Seal::state(const FormSeal& carried) const {
  const Json members{{"n", carried.nonce}, {"t", seconds_of(carried.opened_at)}};
  return sealed(for_form, carried.press, carried.user, members).dump();
}

boost::system::result<FormSeal> Seal::open_state(std::string_view state) const {
  codec::JsonLimits limits;
  limits.depth_max = 1;
  limits.nodes_max = members_max;
  const boost::system::result<Json> members = codec::parse_json(state, limits);
  if (!members || !is_well_formed(*members, form_texts, true)) {
    return make_error_code(AppErrc::bad_signature);
  }
  const boost::system::result<Press> press = opened(for_form, *members);
  if (!press) return press.error();
  return FormSeal{*press, UserId{text_at(*members, "u")}, text_at(*members, "n"),
                  TimePoint(std::chrono::seconds(members->at("t").get<std::int64_t>()))};
}

}  // namespace baton::mattermost
