#include "bot/codec/json_guard.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "bot/codec/utf8.h"
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

/// Writes what json::dump() would, in a fraction of its time: every command waits for several.
class Writer {
 public:
  void write(const json& value) {
    switch (value.type()) {
      case json::value_t::null: out_ += "null"; return;
      case json::value_t::boolean: out_ += value.get<bool>() ? "true" : "false"; return;
      case json::value_t::number_integer: out_ += std::to_string(value.get<std::int64_t>()); return;
      case json::value_t::number_unsigned:
        out_ += std::to_string(value.get<std::uint64_t>());
        return;
      case json::value_t::string: write_text(value.get_ref<const std::string&>()); return;
      case json::value_t::array: write_list(value.get_ref<const json::array_t&>()); return;
      case json::value_t::object: write_members(value.get_ref<const json::object_t&>()); return;
      case json::value_t::number_float:
      case json::value_t::binary:
      case json::value_t::discarded: break;
    }
    throw std::invalid_argument("canonical JSON holds integers, strings, booleans and null only");
  }
  std::string take() { return std::move(out_); }

 private:
  void write_list(const json::array_t& values) {
    char before = '[';
    for (const json& value : values) {
      out_ += std::exchange(before, ',');
      write(value);
    }
    out_ += values.empty() ? "[]" : "]";
  }
  void write_members(const json::object_t& members) {
    char before = '{';
    for (const auto& [name, value] : members) {
      out_ += std::exchange(before, ',');
      write_text(name);
      out_ += ':';
      write(value);
    }
    out_ += members.empty() ? "{}" : "}";
  }
  void write_text(const std::string& text) {
    if (!is_utf8(text)) throw std::invalid_argument("canonical JSON holds UTF-8 only");
    out_ += '"';
    std::size_t written = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
      out_.append(text, written, at - written);
      write_escaped(byte);
      written = at + 1;
    }
    out_.append(text, written);
    out_ += '"';
  }
  void write_escaped(unsigned char byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    switch (byte) {
      case '"': out_ += "\\\""; return;
      case '\\': out_ += "\\\\"; return;
      case '\b': out_ += "\\b"; return;
      case '\f': out_ += "\\f"; return;
      case '\n': out_ += "\\n"; return;
      case '\r': out_ += "\\r"; return;
      case '\t': out_ += "\\t"; return;
      default: out_ += "\\u00"; break;
    }
    out_ += digits[byte >> 4];
    out_ += digits[byte & 0xF];
  }

  std::string out_;
};

/// Whether a reader with `limits` takes a value: as Guard does, but of one that is there already.
class Taken {
 public:
  explicit Taken(const JsonLimits& limits) : limits_(limits) {}

  bool takes(const json& value, std::size_t depth = 0) {
    if (++nodes_ > limits_.nodes_max) return false;
    if (value.is_string()) return takes_text(value.get_ref<const std::string&>());
    if (!value.is_structured()) return true;
    if (depth == limits_.depth_max) return false;
    if (value.is_object()) {
      return std::ranges::all_of(value.get_ref<const json::object_t&>(), [&](const auto& member) {
        return takes_text(member.first) && takes(member.second, depth + 1);
      });
    }
    return std::ranges::all_of(value.get_ref<const json::array_t&>(),
                               [&](const json& child) { return takes(child, depth + 1); });
  }

 private:
  [[nodiscard]] bool takes_text(const std::string& text) const {
    return text.size() <= limits_.string_bytes_max && text.find('\0') == std::string::npos;
  }

  const JsonLimits& limits_;
  std::size_t nodes_ = 0;
};

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
  Writer writer;
  writer.write(value);
  return writer.take();
}

std::string canonical(const json& value, const JsonLimits& limits) {
  std::string text = canonical(value);
  if (text.size() > limits.text_bytes_max || !Taken(limits).takes(value)) {
    throw std::invalid_argument("canonical JSON that could not be read again");
  }
  return text;
}

}  // namespace baton::codec
