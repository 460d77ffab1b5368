#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace baton {

enum class LogLevel { debug, info, warning, error };
/// "debug", "info", "warning" or "error"; nullopt for any other name.
std::optional<LogLevel> log_level_of(std::string_view name);

/// One named value of a log line. Only for use in the call that writes the line: it refers to the
/// texts that it is made of. A Secret does not convert.
class LogField {
 public:
  /// REQUIRES: `key` is none of "time", "level" and "event", and comes once in a line.
  LogField(std::string_view key, std::string_view value) : key_(key), value_(value) {}
  LogField(std::string_view key, const std::string& value)
      : LogField(key, std::string_view(value)) {}
  LogField(std::string_view key, const char* value) : LogField(key, std::string_view(value)) {}
  LogField(std::string_view key, std::same_as<bool> auto value) : key_(key), value_(value) {}
  template <std::integral T>
  requires(!std::same_as<T, bool>) LogField(std::string_view key, T value)
      : key_(key), value_(static_cast<std::int64_t>(value)) {}
  /// Whole milliseconds.
  LogField(std::string_view key, std::chrono::milliseconds value) : LogField(key, value.count()) {}

  /// The id that ties all lines of one request together: the key is "request_id" everywhere.
  static LogField request(std::string_view id) { return {"request_id", id}; }

  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] const std::variant<std::string_view, std::int64_t, bool>& value() const {
    return value_;
  }

 private:
  std::string_view key_;
  std::variant<std::string_view, std::int64_t, bool> value_;
};

struct LogOptions {
  enum class Format {
    automatic,  ///< text where `fd` is a terminal, else JSON
    json,       ///< one object a line: "time", "level", "event", then the fields
    text        ///< the same, for reading
  };
  LogLevel level = LogLevel::info;  ///< lower ones are not written
  Format format = Format::automatic;
  int fd = 2;                            ///< standard error
  std::size_t waiting_lines_max = 8192;  ///< that `fd` has not taken yet; then the oldest goes
};

/// The service's log. Writing never waits and never throws: a thread of its own hands the lines to
/// `fd`; what a stuck or closed pipe does not take is dropped, the oldest first, and counted, and
/// the next line that gets through follows a "log.dropped" with the count. Control characters are
/// escaped, and long values cut, so that one call is one line. Made once, by main, and passed by
/// reference.
class Log {
 public:
  using Fields = std::initializer_list<LogField>;

  explicit Log(const LogOptions& options = {});
  /// Appends every line to `lines` at once, as JSON: for tests.
  Log(LogLevel level, std::vector<std::string>& lines);
  /// Hands over what is waiting; gives up on a pipe that takes nothing for 200 ms.
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// `event`: what happened, as "part.what" in the past tense ("http.failed"); no values in it.
  void debug(std::string_view event, Fields fields = {}) { write(LogLevel::debug, event, fields); }
  void info(std::string_view event, Fields fields = {}) { write(LogLevel::info, event, fields); }
  void warning(std::string_view event, Fields fields = {}) {
    write(LogLevel::warning, event, fields);
  }
  void error(std::string_view event, Fields fields = {}) { write(LogLevel::error, event, fields); }
  void write(LogLevel level, std::string_view event, Fields fields);

  [[nodiscard]] bool writes(LogLevel level) const { return level >= level_; }
  /// Lines that were dropped since the start. For metrics; may be called at any time.
  [[nodiscard]] std::uint64_t dropped() const;

 private:
  class Output;
  LogLevel level_;
  std::unique_ptr<Output> output_;
};

}  // namespace baton
