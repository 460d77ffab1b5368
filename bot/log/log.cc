#include "bot/log/log.h"

#include <array>
#include <csignal>
#include <utility>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <unistd.h>

#include "bot/log/fd_sink.h"
#include "bot/log/line.h"

namespace baton {
namespace {

log::Record record_of(LogLevel level, std::string_view event) {
  const auto now = std::chrono::system_clock::now();
  return {std::chrono::floor<std::chrono::milliseconds>(now), level, event};
}

std::string dropped_line(bool as_text, std::uint64_t lines) {
  const log::Record record = record_of(LogLevel::warning, "log.dropped");
  return as_text ? log::text_line(record, {{"lines", lines}})
                 : log::json_line(record, {{"lines", lines}});
}

/// Signals are main's business; and a pipe without a reader must be an error, not the end.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

/// Where the lines go: through spdlog's queue and thread to a descriptor, or into a vector.
class Log::Output {
 public:
  explicit Output(std::vector<std::string>& lines) : lines_(&lines) {}

  explicit Output(const LogOptions& options)
      : as_text_(options.format == LogOptions::Format::text ||
                 (options.format == LogOptions::Format::automatic && isatty(options.fd) == 1)),
        pool_(std::make_shared<spdlog::details::thread_pool>(options.waiting_lines_max, 1,
                                                             block_signals)),
        sink_(std::make_shared<log::FdSink>(
            options.fd, [pool = pool_.get()] { return std::uint64_t{pool->overrun_counter()}; },
            [this](std::uint64_t lines) { return dropped_line(as_text_, lines); })),
        logger_(std::make_shared<spdlog::async_logger>(
            "baton", sink_, pool_, spdlog::async_overflow_policy::overrun_oldest)) {
    logger_->set_level(spdlog::level::trace);
    logger_->set_error_handler([](const std::string&) {});  // the default one writes to stderr
  }

  ~Output() {
    if (sink_) sink_->close();
    logger_.reset();
    pool_.reset();  // waits for its thread, which sends what is queued or gives up
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(const log::Record& record, Fields fields) {
    if (lines_ != nullptr) {
      lines_->push_back(log::json_line(record, fields));
      return;
    }
    const std::string line =
        as_text_ ? log::text_line(record, fields) : log::json_line(record, fields);
    logger_->log(spdlog::level::info, spdlog::string_view_t(line));
  }

  [[nodiscard]] std::uint64_t dropped() const {
    return sink_ ? sink_->dropped() + pool_->overrun_counter() : 0;
  }

 private:
  std::vector<std::string>* lines_ = nullptr;
  bool as_text_ = false;
  // spdlog shares all three among its own parts.
  std::shared_ptr<spdlog::details::thread_pool> pool_;
  std::shared_ptr<log::FdSink> sink_;
  std::shared_ptr<spdlog::async_logger> logger_;
};

std::optional<LogLevel> log_level_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, LogLevel>, 4> names = {{
      {"debug", LogLevel::debug},
      {"info", LogLevel::info},
      {"warning", LogLevel::warning},
      {"error", LogLevel::error},
  }};
  for (const auto& [known, level] : names) {
    if (known == name) return level;
  }
  return std::nullopt;
}

Log::Log(const LogOptions& options)
    : level_(options.level), output_(std::make_unique<Output>(options)) {}
Log::Log(LogLevel level, std::vector<std::string>& lines)
    : level_(level), output_(std::make_unique<Output>(lines)) {}
Log::~Log() = default;

void Log::write(LogLevel level, std::string_view event, Fields fields) {
  if (writes(level)) output_->write(record_of(level, event), fields);
}

std::uint64_t Log::dropped() const { return output_->dropped(); }

}  // namespace baton
