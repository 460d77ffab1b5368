#include "bot/metrics/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "bot/metrics/process.h"
#include "bot/ports/chat.h"

namespace baton {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

using Buckets = Histogram::BucketBoundaries;
// The chats give 3 s for an answer.
const Buckets answer_buckets{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3};
const Buckets commit_buckets{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1};
const Buckets group_buckets{1, 2, 4, 8, 16, 32, 64, 128};
const Buckets call_buckets{0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10};
// Of wall time: people answer within minutes, hours or days.
const Buckets acceptance_buckets{60, 300, 900, 3600, 14400, 28800, 86400, 259200, 604800};
const Buckets lateness_buckets{0.1, 0.5, 1, 5, 30, 60, 300, 3600};

/// Lets a counter stand where what is counted elsewhere stands now.
void catch_up(Counter& counter, double value) {
  if (value > counter.Value()) counter.Increment(value - counter.Value());
}

double seconds(Meter::Span span) { return std::chrono::duration<double>(span).count(); }

}  // namespace

/// All that is exposed. What has no label, or labels that are known before, stands at 0 from the
/// start: nothing is seen to rise that was absent before.
struct Metrics::Families {
  prometheus::Registry registry;

  Family<Counter>& counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  Family<Gauge>& gauges(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
  }
  Family<Histogram>& histograms(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
  }
  Counter& counter(const char* name, const char* help) { return counters(name, help).Add({}); }
  Gauge& gauge(const char* name, const char* help) { return gauges(name, help).Add({}); }
  Histogram& histogram(const char* name, const char* help, const Buckets& buckets) {
    return histograms(name, help).Add({}, buckets);
  }

  /// Lets every reason to refuse what comes to a surface stand at 0. Once: every request asks.
  void show_forged(const std::string& surface) {
    if (forged.Has({{"surface", surface}, {"reason", "signature"}})) return;
    for (const char* reason : {"stale", "key", "workspace", "person", "signature"}) {
      forged.Add({{"surface", surface}, {"reason", reason}});
    }
  }

  Family<Gauge>& build_info = gauges("baton_build_info", "The version that runs: always 1");
  Family<Counter>& requests =
      counters("baton_requests_total", "Requests of the chats that were answered");
  Family<Histogram>& ack = histograms("baton_ack_seconds", "From a chat's request to its answer");
  Family<Counter>& forged =
      counters("baton_signature_failures_total",
               "Requests that did not prove where they came from, or for whom they are");
  Family<Counter>& commands = counters("baton_commands_total", "Commands that were decided");
  Histogram& acknowledged =
      histogram("baton_handoff_ack_seconds", "From an offer to its acceptance", acceptance_buckets);
  Histogram& commit =
      histogram("baton_commit_seconds", "Until a group of changes was on the disk", commit_buckets);
  Histogram& group =
      histogram("baton_commit_group_size", "Changes that became durable together", group_buckets);
  Family<Gauge>& rows = gauges("baton_outbox_rows", "Notices that are not delivered");
  Gauge& oldest =
      gauge("baton_outbox_oldest_seconds", "Age of the oldest notice that should be out");
  Family<Counter>& attempts =
      counters("baton_outbox_attempts_total", "Attempts to deliver, by what came of them");
  Family<Counter>& ambiguous =
      counters("baton_outbox_ambiguous_total", "Messages of unknown fate, by how it became known");
  Family<Counter>& dead =
      counters("baton_outbox_dead_total", "Notices that could not be delivered: a human was told");
  Family<Histogram>& calls = histograms("baton_chat_request_seconds", "Calls of the chats");
  Counter& throttle =
      counter("baton_chat_throttled_seconds_total", "How long the chats asked to be left alone");
  Gauge& broken = gauge("baton_workspaces_broken", "Workspaces in which nothing can be sent now");
  Gauge& due = gauge("baton_timers_due", "Timers that are due and not fired yet");
  Histogram& lateness = histogram("baton_timer_lateness_seconds",
                                  "From a timer's time to its firing", lateness_buckets);
  Family<Counter>& gate =
      counters("baton_http_gate_rejects_total", "Requests refused before they were read");
  Family<Counter>& refused_work =
      counters("baton_shed_total", "Work refused because there was too much of it, or at the end");
  Gauge& connections = gauge("baton_http_connections", "Connections open now");
  Gauge& lag = gauge("baton_loop_lag_seconds",
                     "How late the event loop came to a turn, at worst since the last look");
  Gauge& store = gauge("baton_db_bytes", "Size of the store's file");
  Gauge& wal = gauge("baton_wal_bytes", "Size of the store's write-ahead log");
  Counter& dropped =
      counter("baton_log_dropped_total", "Log lines that were dropped because nobody read them");
  Family<Gauge>& open = gauges("baton_open_handoffs", "Tasks that are open, by how they stand");
  Gauge& overdue = gauge("baton_overdue_handoffs", "Open tasks past their promised date");
  Counter& cpu = counter("process_cpu_seconds_total", "Processor time used");
  Gauge& resident = gauge("process_resident_memory_bytes", "Memory in use");
  Gauge& virtual_memory = gauge("process_virtual_memory_bytes", "Address space in use");
  Gauge& fds = gauge("process_open_fds", "Open files and sockets");
  Gauge& fds_max = gauge("process_max_fds", "How many may be open");
  Gauge& started = gauge("process_start_time_seconds", "When the process began");
};

Metrics::Metrics(const std::string& version) : families_(std::make_unique<Families>()) {
  Families& all = *families_;
  all.build_info.Add({{"version", version}}).Set(1);
  for (const char* by : {"found", "absent", "sent_again", "given_up"}) {
    all.ambiguous.Add({{"resolved_by", by}});
  }
  for (int error = 0; error <= static_cast<int>(ErrorClass::message_gone); ++error) {
    all.dead.Add({{"reason", std::string(name_of(static_cast<ErrorClass>(error)))}});
  }
  all.dead.Add({{"reason", "unknown"}});
  for (const char* surface : {"bodies", "commands", "connections"}) {
    all.refused_work.Add({{"surface", surface}});
  }
}
Metrics::~Metrics() = default;

void Metrics::answered(std::string_view surface, int status, Span took) {
  const std::string where(surface);
  families_->show_forged(where);
  families_->requests.Add({{"surface", where}, {"status", std::to_string(status)}}).Increment();
  families_->ack.Add({{"surface", where}}, answer_buckets).Observe(seconds(took));
}

void Metrics::distrusted(std::string_view surface, std::string_view reason) {
  const std::string where(surface);
  families_->show_forged(where);
  families_->forged.Add({{"surface", where}, {"reason", std::string(reason)}}).Increment();
}

void Metrics::decided(std::string_view platform, std::string_view command,
                      std::string_view outcome) {
  families_->commands
      .Add({{"platform", std::string(platform)},
            {"command", std::string(command)},
            {"outcome", std::string(outcome)}})
      .Increment();
}

void Metrics::acknowledged(Span waited) { families_->acknowledged.Observe(seconds(waited)); }

void Metrics::committed(std::size_t changes, Span took) {
  families_->commit.Observe(seconds(took));
  families_->group.Observe(static_cast<double>(changes));
}

void Metrics::called(std::string_view platform, std::string_view method, std::string_view code,
                     Span took) {
  families_->calls
      .Add({{"platform", std::string(platform)},
            {"method", std::string(method)},
            {"code", std::string(code)}},
           call_buckets)
      .Observe(seconds(took));
}

void Metrics::throttled(Span pause) { families_->throttle.Increment(seconds(pause)); }

void Metrics::attempted(std::string_view what) {
  families_->attempts.Add({{"class", std::string(what)}}).Increment();
}

void Metrics::cleared(std::string_view by) {
  families_->ambiguous.Add({{"resolved_by", std::string(by)}}).Increment();
}

void Metrics::gave_up(std::string_view reason) {
  families_->dead.Add({{"reason", std::string(reason)}}).Increment();
}

void Metrics::fired(Span lateness) { families_->lateness.Observe(seconds(lateness)); }

void Metrics::rejected(std::string_view rule) {
  families_->gate.Add({{"rule", std::string(rule)}}).Increment();
}

void Metrics::shed(std::string_view surface) {
  families_->refused_work.Add({{"surface", std::string(surface)}}).Increment();
}

std::string Metrics::text(const Gauges& gauges) {
  Families& all = *families_;
  for (const auto& [state, rows] : gauges.outbox_rows) {
    all.rows.Add({{"state", state}}).Set(static_cast<double>(rows));
  }
  for (const auto& [phase, tasks] : gauges.open_tasks) {
    all.open.Add({{"state", phase}}).Set(static_cast<double>(tasks));
  }
  all.oldest.Set(gauges.outbox_oldest);
  all.broken.Set(static_cast<double>(gauges.workspaces_broken));
  all.due.Set(static_cast<double>(gauges.timers_due));
  all.overdue.Set(static_cast<double>(gauges.overdue_tasks));
  all.store.Set(static_cast<double>(gauges.store_bytes));
  all.wal.Set(static_cast<double>(gauges.wal_bytes));
  catch_up(all.dropped, static_cast<double>(gauges.log_dropped));
  all.connections.Set(gauges.connections);
  all.lag.Set(gauges.loop_lag);
  const ProcessState process = process_state();
  catch_up(all.cpu, process.cpu_seconds);
  all.resident.Set(static_cast<double>(process.resident_bytes));
  all.virtual_memory.Set(static_cast<double>(process.virtual_bytes));
  all.fds.Set(static_cast<double>(process.open_fds));
  all.fds_max.Set(static_cast<double>(process.max_fds));
  all.started.Set(process.start_time);
  return prometheus::TextSerializer().Serialize(all.registry.Collect());
}

}  // namespace baton
