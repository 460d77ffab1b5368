#pragma once

#include <chrono>
#include <string>

#include "bot/log/log.h"

/// How a log line reads. Every line is whole and one line, whatever the values hold.
namespace baton::log {

inline constexpr std::size_t value_bytes_max = 2048;
inline constexpr std::size_t fields_max = 32;

struct Record {
  std::chrono::sys_time<std::chrono::milliseconds> time;
  LogLevel level = LogLevel::info;
  std::string_view event;
};

/// {"time":"2026-03-02T08:00:00.000Z","level":"info","event":"...", fields...}, without line end.
std::string json_line(const Record& record, Log::Fields fields);
/// 08:00:00.000 info  event key=value key="two words", without line end.
std::string text_line(const Record& record, Log::Fields fields);

}  // namespace baton::log
