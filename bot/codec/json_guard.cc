#include "bot/codec/json_guard.h"

#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "bot/ports/errc.h"

namespace baton::codec {
namespace {

using nlohmann::json;

/// Builds the value while it is read, and stops the parser at the first thing refused.
class Guard final : public nlohmann::json_sax<json> {
 public:
  explicit Guard(const JsonLimits& limits) : limits_(limits) {}

  bool null() override { return put(nullptr) != nullptr; }
  bool boolean(bool value) override { return put(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return put(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return put(value) != nullptr; }
  bool number_float(number_float_t value, const string_t& /*text*/) override {
    return std::isfinite(value) && put(value) != nullptr;
  }
  bool string(string_t& value) override {
    return is_acceptable(value) && put(std::move(value)) != nullptr;
  }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(json::object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*size*/) override { return open(json::array()); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (!is_acceptable(name)) return false;
    const auto [member, is_new] = open_.back()->emplace(std::move(name), nullptr);
    member_ = &member.value();
    return is_new;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return false;
  }

  [[nodiscard]] AppErrc error() const { return error_; }
  json take() { return std::move(root_); }

 private:
  bool is_acceptable(const std::string& text) {
    if (text.size() > limits_.string_bytes_max) return fail(AppErrc::too_large);
    return text.find('\0') == std::string::npos;
  }

  /// Where the value now stands, null where it is one too many. The place holds while the value is
  /// the newest of its container, which an open one is.
  json* put(json value) {
    if (++nodes_ > limits_.nodes_max) {
      fail(AppErrc::too_large);
      return nullptr;
    }
    json* place = member_;
    if (open_.empty()) {
      place = &root_;
    } else if (open_.back()->is_array()) {
      open_.back()->push_back(nullptr);
      place = &open_.back()->back();
    }
    *place = std::move(value);
    return place;
  }

  bool open(json container) {
    if (open_.size() == limits_.depth_max) return fail(AppErrc::too_large);
    json* const place = put(std::move(container));
    if (place == nullptr) return false;
    open_.push_back(place);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  bool fail(AppErrc error) {
    error_ = error;
    return false;
  }

  const JsonLimits& limits_;
  json root_;
  std::vector<json*> open_;  ///< the containers being read, outermost first
  json* member_ = nullptr;   ///< of the innermost object: where its next value goes
  std::size_t nodes_ = 0;
  AppErrc error_ = AppErrc::bad_request;
};

/// An error and a JSON value convert into each other's places: hence the tags.
boost::system::result<json> refused(AppErrc error) {
  return {boost::system::in_place_error, make_error_code(error)};
}

void require_integers(const json& value) {
  if (value.is_number_float() || value.is_binary() || value.is_discarded()) {
    throw std::invalid_argument("canonical JSON holds integers, strings, booleans and null only");
  }
  if (value.is_structured()) {
    for (const json& child : value) require_integers(child);
  }
}

}  // namespace

boost::system::result<json> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.text_bytes_max) return refused(AppErrc::too_large);
  // The parser takes NUL for the end of the text, and skips a byte order mark.
  if (text.find('\0') != std::string_view::npos) return refused(AppErrc::bad_request);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") return refused(AppErrc::bad_request);
  Guard guard(limits);
  if (!json::sax_parse(text.begin(), text.end(), &guard)) return refused(guard.error());
  return {boost::system::in_place_value, guard.take()};
}

std::string canonical(const json& value) {
  require_integers(value);
  try {
    return value.dump();
  } catch (const json::type_error&) {
    throw std::invalid_argument("canonical JSON holds UTF-8 only");
  }
}

}  // namespace baton::codec
