// One signed slash command that commits, at several numbers of connections: Baton beside bare Beast
// servers and beside Bolt for JavaScript with SQLite, taking turns in one run; on the disk as it
// is, and on one whose flushes are made slow. Absolute figures are this machine's; the ratios are
// the claim. Prints the report; --write puts it and its charts into docs/.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "tests/bench/report.h"

namespace baton::bench {
namespace {

using std::chrono::milliseconds;

constexpr std::array connection_counts{1, 32, 256};
constexpr int flushes = 200;
const char* const slow_flush_ms = "4";

struct Options {
  int rounds = 5;
  milliseconds span{2000};
  bool write = false;
  bool goals_count = false;
};

/// How long a write of one page takes to be on this disk, in milliseconds.
double measured_flush_ms(const std::string& folder) {
  const std::string file = folder + "/flush";
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) throw std::runtime_error("cannot write to " + file);
  const std::string page(4096, 'x');
  std::vector<double> took;
  for (int i = 0; i < flushes; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const bool written = ::pwrite(fd, page.data(), page.size(), i * 4096) == 4096;
    if (!written || ::fdatasync(fd) != 0) throw std::runtime_error("cannot flush " + file);
    const auto span = std::chrono::steady_clock::now() - start;
    took.push_back(std::chrono::duration<double, std::milli>(span).count());
  }
  ::close(fd);
  return median(took);
}

/// The same in a process of its own, started as the servers are.
double flush_ms(const Place& place) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe");
  test::Child child({self, "--flush", place.folder}, place.environment,
                    place.folder + "/servers.log");
  return std::stod(child.first_line());
}

Contender contender(std::string name, Server server) {
  Contender made;
  made.name = std::move(name);
  made.server = std::move(server);
  made.idle_mib = static_cast<double>(made.server.idle_kib) / 1024;
  return made;
}

void take_turns(Part& part, const Options& options) {
  // Once unmeasured: what compiles itself as it runs has then done so.
  for (Contender& each : part.contenders) {
    load(each.server.target, connection_counts.back(), options.span);
  }
  for (const int connections : connection_counts) {
    for (int round = 0; round < options.rounds; ++round) {
      std::fprintf(stderr, "%s, %d connections, round %d of %d\n", part.name.c_str(), connections,
                   round + 1, options.rounds);
      for (Contender& each : part.contenders) each.measure(connections, options.span);
    }
  }
  for (Contender& each : part.contenders) {
    each.loaded_mib = static_cast<double>(each.server.process->resident_kib()) / 1024;
    each.server = Server();
    if (each.refused > 0) {
      throw std::runtime_error(each.name + " did not answer " + std::to_string(each.refused) +
                               " commands as expected: the figures do not count");
    }
  }
}

Part measured(std::string name, std::string title, const Place& place, const Options& options) {
  std::filesystem::create_directories(place.folder);
  Part part;
  part.name = std::move(name);
  part.title = std::move(title);
  part.flush_ms = flush_ms(place);
  part.contenders.push_back(contender(baton_name, start_baton(place)));
  part.contenders.push_back(contender(bolt_name, start_bolt(place)));
  part.contenders.push_back(contender(limit_name, start_peer(place, Work::commit)));
  part.contenders.push_back(contender(grouped_name, start_peer(place, Work::commit_grouped)));
  if (place.environment.empty()) {
    part.contenders.push_back(contender(check_name, start_peer(place, Work::check)));
    part.contenders.back().is_durable = false;
  }
  take_turns(part, options);
  return part;
}

int bench(const Options& options) {
  // Beside the program: where a checkout lies there is a disk, and /tmp may be memory.
  std::string pattern =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "run-XXXXXX";
  const std::string folder = ::mkdtemp(pattern.data());
  const int port = 20000 + static_cast<int>(::getpid() % 20000);
  const Place own{folder + "/own", {}, port};
  const Place slow{folder + "/slow",
                   {std::string("LD_PRELOAD=") + BATON_SLOW_FLUSH,
                    std::string("BATON_BENCH_FLUSH_MS=") + slow_flush_ms},
                   port + 1};
  std::vector<Part> parts;
  parts.push_back(measured("own-disk", "The disk as it is", own, options));
  parts.push_back(measured("slow-disk", "A slow disk, simulated", slow, options));

  char note[300];
  std::snprintf(note, sizeof note,
                "Medians of %d rounds of %.1f s each, taking turns; %u processors, shared by the "
                "servers and the load. The time of a flush is the median of %d writes of one page "
                "in the same run.",
                options.rounds, std::chrono::duration<double>(options.span).count(),
                std::thread::hardware_concurrency(), flushes);
  const std::vector<Goal> goals = goals_of(parts);
  const std::string report = report_of(parts, goals, note);
  std::fputs(report.c_str(), stdout);
  if (options.write) write_into_docs(report, parts);
  std::filesystem::remove_all(folder);
  return options.goals_count && !std::ranges::all_of(goals, &Goal::is_met) ? 1 : 0;
}

int main_of(const std::vector<std::string>& arguments) {
  run_as_peer(arguments);
  if (arguments.size() == 2 && arguments[0] == "--flush") {
    std::printf("%f\n", measured_flush_ms(arguments[1]));
    return 0;
  }
  Options options;
  for (const std::string& argument : arguments) {
    if (argument == "--write") {
      options.write = true;
    } else if (argument == "--goals") {
      options.goals_count = true;
    } else if (argument == "--quick") {
      options.rounds = 1;
      options.span = milliseconds(300);
    } else {
      std::fprintf(stderr,
                   "usage: ./dev bench [--write] [--goals] [--quick]\n\n"
                   "  --write  put the figures and charts into docs/\n"
                   "  --goals  exit with 1 where a goal is not met\n"
                   "  --quick  one short round of each: to see that it runs\n");
      return 64;
    }
  }
  return bench(options);
}

}  // namespace
}  // namespace baton::bench

int main(int argc, char** argv) {
  try {
    return baton::bench::main_of({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench: %s\n", error.what());
    return 1;
  }
}
