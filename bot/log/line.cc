#include "bot/log/line.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <span>

#include "bot/codec/utf8.h"
#include "core/model/overloaded.h"

namespace baton::log {
namespace {

constexpr std::array<std::string_view, 4> level_names = {"debug", "info", "warning", "error"};

std::string_view name_of(LogLevel level) { return level_names.at(static_cast<std::size_t>(level)); }

/// What could move a terminal's cursor, end a line or turn its direction.
bool is_dangerous(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x200E && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void append_escape(std::string& out, char32_t c) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "\\u%04x", static_cast<unsigned>(c) & 0xFFFFu);
  out += text.data();
}

/// `text` as a JSON string; what is no UTF-8 reads U+FFFD, what is too long ends in an ellipsis.
void append_string(std::string& out, std::string_view text) {
  const std::size_t end = out.size() + value_bytes_max;  // escapes count as what they take
  out += '"';
  while (!text.empty()) {
    const codec::Utf8Char next = codec::utf8_next(text).value_or(codec::Utf8Char{0xFFFD, 1});
    if (out.size() >= end) {
      out += "…";
      break;
    }
    if (next.code_point == '"' || next.code_point == '\\') {
      out += '\\';
      out += text[0];
    } else if (next.code_point == '\n') {
      out += "\\n";
    } else if (is_dangerous(next.code_point)) {
      append_escape(out, next.code_point);
    } else if (next.code_point == 0xFFFD) {
      out += "\xEF\xBF\xBD";
    } else {
      out += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  out += '"';
}

void append_value(std::string& out, const LogField& field) {
  std::visit(Overloaded{
                 [&out](std::string_view text) { append_string(out, text); },
                 [&out](std::int64_t number) { out += std::to_string(number); },
                 [&out](bool yes) { out += yes ? "true" : "false"; },
             },
             field.value());
}

std::string time_text(const Record& record, const char* format) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(record.time);
  const std::time_t time = std::chrono::system_clock::to_time_t(seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 40> whole{};
  const std::size_t size = std::strftime(whole.data(), whole.size(), format, &parts);
  std::array<char, 8> rest{};
  const auto milliseconds = static_cast<int>((record.time - seconds).count());
  std::snprintf(rest.data(), rest.size(), ".%03d", milliseconds);
  return std::string(whole.data(), size) + rest.data();
}

bool is_plain(std::string_view text) {
  const auto plain = [](char c) {
    return c > ' ' && c < 0x7F && c != '"' && c != '\\' && c != '=';
  };
  return !text.empty() && text.size() <= value_bytes_max && std::ranges::all_of(text, plain);
}

}  // namespace

std::string json_line(const Record& record, Log::Fields fields) {
  std::string line = R"({"time":")" + time_text(record, "%Y-%m-%dT%H:%M:%S") + R"(Z","level":")";
  line.append(name_of(record.level)).append(R"(","event":)");
  append_string(line, record.event);
  for (const LogField& field : std::span(fields).first(std::min(fields.size(), fields_max))) {
    line += ',';
    append_string(line, field.key());
    line += ':';
    append_value(line, field);
  }
  line += '}';
  return line;
}

std::string text_line(const Record& record, Log::Fields fields) {
  std::string line = time_text(record, "%H:%M:%S") + ' ';
  line.append(name_of(record.level)).append(8 - name_of(record.level).size(), ' ');
  line += is_plain(record.event) ? std::string(record.event) : std::string();
  if (!is_plain(record.event)) append_string(line, record.event);
  for (const LogField& field : std::span(fields).first(std::min(fields.size(), fields_max))) {
    line.append(" ").append(field.key()).append("=");
    const std::string_view* const text = std::get_if<std::string_view>(&field.value());
    if (text != nullptr && is_plain(*text)) {
      line += *text;
    } else {
      append_value(line, field);
    }
  }
  return line;
}

}  // namespace baton::log
