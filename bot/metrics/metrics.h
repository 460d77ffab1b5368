#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "bot/ports/meter.h"

namespace baton {

/// What is measured at the moment somebody looks, in seconds and bytes.
struct Gauges {
  std::map<std::string, std::size_t> outbox_rows;  ///< state -> rows; each state, at 0 as well
  double outbox_oldest = 0;                        ///< age of the oldest row that should be out
  std::size_t workspaces_broken = 0;
  std::size_t timers_due = 0;
  std::map<std::string, std::size_t> open_tasks;  ///< phase -> tasks, as above
  std::size_t overdue_tasks = 0;
  std::uint64_t store_bytes = 0;
  std::uint64_t wal_bytes = 0;
  std::uint64_t log_dropped = 0;
  int connections = 0;
  double loop_lag = 0;  ///< how late the event loop came to a turn, at worst since the last look
};

/// The meter of the service, as Prometheus reads it. docs/operations.md explains each name.
class Metrics final : public Meter {
 public:
  /// `version`: of the program that runs.
  explicit Metrics(const std::string& version);
  ~Metrics() override;
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// All of it, in Prometheus's text format 0.0.4.
  [[nodiscard]] std::string text(const Gauges& gauges);

  void answered(std::string_view surface, int status, Span took) override;
  void distrusted(std::string_view surface, std::string_view reason) override;
  void decided(std::string_view platform, std::string_view command,
               std::string_view outcome) override;
  void acknowledged(Span waited) override;
  void committed(std::size_t changes, Span took) override;
  void called(std::string_view platform, std::string_view method, std::string_view code,
              Span took) override;
  void throttled(Span pause) override;
  void attempted(std::string_view what) override;
  void cleared(std::string_view by) override;
  void gave_up(std::string_view reason) override;
  void fired(Span lateness) override;
  void rejected(std::string_view rule) override;
  void shed(std::string_view surface) override;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace baton
