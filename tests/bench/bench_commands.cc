// One signed slash command that commits, at several numbers of connections: Baton beside two bare
// Beast servers in the same run, taking turns. Absolute figures are this machine's; the ratios are
// the claim. Writes docs/performance.md's table where --write is given, else prints it.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "tests/bench/load.h"
#include "tests/bench/peer.h"
#include "tests/support/child.h"

namespace baton::bench {
namespace {

using std::chrono::milliseconds;

constexpr std::array connection_counts{1, 32, 256};
constexpr int tasks = 256;  // one a connection: commands of one task wait for each other
const char* const secret = "0123456789abcdef0123456789abcdef";

struct Options {
  std::string baton = BATON_PROGRAM;
  int rounds = 5;
  milliseconds span{2000};
  bool write = false;
};

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// How long a write of one page takes to be on this disk, in milliseconds (median of 200).
double flush_ms(const std::filesystem::path& folder) {
  const std::string file = folder / "flush";
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) throw std::runtime_error("cannot write to " + file);
  const std::string page(4096, 'x');
  std::vector<double> took;
  for (int i = 0; i < 200; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const bool written = ::pwrite(fd, page.data(), page.size(), i * 4096) == 4096;
    if (!written || ::fdatasync(fd) != 0) throw std::runtime_error("cannot flush " + file);
    took.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
            .count());
  }
  ::close(fd);
  return median(took);
}

int port_of(const std::string& url) {
  const std::size_t colon = url.rfind(':');
  return std::atoi(url.c_str() + colon + 1);
}

/// The smallest configuration that holds all roles.
std::string config_of(int port, const std::string& api_url, const std::string& store) {
  std::ostringstream out;
  out << "agency: Northlight\n"
      << "listen: { address: 127.0.0.1, port: " << port
      << ", connections_max: 2000, connections_per_source_max: 1000 }\n"
      << "store: sqlite:" << store << "\n"
      << "workflows: " << BATON_SOURCE_DIR << "/config/workflows/\n"
      << "last_resort: [Ana, Olga]\n"
      << "secret_key: { file: baton.key }\n"
      << "slack:\n  signing_secret: " << secret
      << "\n  bot_token: xoxb-bench\n  api_url: " << api_url << "\n"
      << "roles: [account-manager, strategist, designer, copywriter, paid-media, analytics, "
         "coordinator, director]\n"
      << "people:\n  - { name: Ana, slack: U0001, roles: [account-manager, strategist, designer, "
         "copywriter, paid-media, analytics, coordinator, director] }\n"
      << "  - { name: Olga, slack: U0005, roles: [coordinator] }\n"
      << "clients:\n  - { key: ACME, name: Acme Shoes }\n";
  return out.str();
}

/// Baton with a simulated chat, ready, with its tasks made.
class Baton {
 public:
  Baton(const Options& options, const std::filesystem::path& folder) {
    const std::string log = folder / "baton.log";
    chat_ = std::make_unique<test::Child>(
        std::vector<std::string>{options.baton, "sandbox", "--port", "0", "--log-level", "error"},
        std::vector<std::string>{"BATON_SANDBOX_BOT_TOKEN=xoxb-bench",
                                 std::string("BATON_SANDBOX_SIGNING_SECRET=") + secret},
        log);
    std::string url = chat_->first_line();  // "Sandbox: http://127.0.0.1:PORT/"
    url = url.substr(url.find("http"));
    url.pop_back();
    port_ = 20000 + static_cast<int>(::getpid() % 20000);
    const std::filesystem::path config = folder / "baton.yaml";
    std::ofstream(config) << config_of(port_, url + "/api", folder / "baton.db");
    service_ =
        std::make_unique<test::Child>(std::vector<std::string>{options.baton, "serve", "--config",
                                                               config, "--log-level", "error"},
                                      std::vector<std::string>{}, log);
    make_tasks();
  }

  Target target() const {
    Target target;
    target.port = port_;
    target.secret = secret;
    target.command_text = [](int connection, std::uint64_t number) {
      return "set ACME-" + std::to_string(connection % tasks + 1) + " objective=\"Sell " +
             std::to_string(number) + " pairs\"";
    };
    target.expected_text = "Campaign objective";
    return target;
  }
  long resident_kib() const { return service_->resident_kib(); }

 private:
  void make_tasks() {
    Target making = target();
    making.command_text = [](int, std::uint64_t number) {
      return "new paid-campaign-launch ACME \"Launch " + std::to_string(number) + "\"";
    };
    making.expected_text = "ACME-";
    int made = 0;
    for (int tries = 0; made < tasks && tries < 200; ++tries) {
      try {
        made += static_cast<int>(load(making, 1, milliseconds(100)).answered);
      } catch (const std::exception&) {  // not listening yet
        ::usleep(100'000);
      }
    }
    if (made < tasks) throw std::runtime_error("Baton did not become ready; see its log");
  }

  std::unique_ptr<test::Child> chat_;
  std::unique_ptr<test::Child> service_;
  int port_ = 0;
};

struct Contender {
  std::string name;
  Target target;
  std::map<int, std::vector<double>> per_second;  ///< by connections, one a round
  std::map<int, std::vector<double>> p50, p99;
  std::uint64_t refused = 0;
};

void measure(Contender& contender, int connections, milliseconds span) {
  const Stretch stretch = load(contender.target, connections, span);
  contender.per_second[connections].push_back(stretch.per_second());
  contender.p50[connections].push_back(stretch.latency_ms(0.5));
  contender.p99[connections].push_back(stretch.latency_ms(0.99));
  contender.refused += stretch.refused;
}

/// The median of the rounds' own ratios: both sides of each were measured one after the other.
double ratio(const Contender& one, const Contender& other, int connections) {
  std::vector<double> ratios;
  const auto& top = one.per_second.at(connections);
  const auto& bottom = other.per_second.at(connections);
  for (std::size_t round = 0; round < top.size(); ++round) {
    ratios.push_back(top[round] / bottom[round]);
  }
  return median(ratios);
}

std::string report(const std::vector<Contender>& contenders, double flush, long idle_kib,
                   const Options& options) {
  std::ostringstream out;
  char line[300];
  out << "| connections | server | commands a second | p50 ms | p99 ms | Baton to it |\n"
      << "| ---: | --- | ---: | ---: | ---: | ---: |\n";
  for (const int connections : connection_counts) {
    for (const Contender& contender : contenders) {
      std::snprintf(line, sizeof line, "| %d | %s | %.0f | %.2f | %.2f | %.2f |\n", connections,
                    contender.name.c_str(), median(contender.per_second.at(connections)),
                    median(contender.p50.at(connections)), median(contender.p99.at(connections)),
                    ratio(contenders.front(), contender, connections));
      out << line;
    }
  }
  std::snprintf(line, sizeof line,
                "\nMedians of %d rounds of %.1f s each, taking turns. One flush of a page to this "
                "disk took %.2f ms (median of 200) in the same run. Baton's resident memory before "
                "the load: %.1f MiB.\n",
                options.rounds, std::chrono::duration<double>(options.span).count(), flush,
                static_cast<double>(idle_kib) / 1024);
  out << line;
  return out.str();
}

/// Replaces what stands between the two markers of docs/performance.md.
void write_into_docs(const std::string& table) {
  const std::string path = std::string(BATON_SOURCE_DIR) + "/docs/performance.md";
  std::ifstream in(path);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::string begin = "<!-- measured: ./dev bench --write -->\n";
  const std::string end = "<!-- end -->";
  const std::size_t from = text.find(begin);
  const std::size_t to = text.find(end);
  if (from == std::string::npos || to == std::string::npos) {
    throw std::runtime_error(path + " has no place for the table");
  }
  text.replace(from + begin.size(), to - from - begin.size(), table);
  std::ofstream(path) << text;
}

int bench(const Options& options) {
  char pattern[] = "/tmp/baton-bench-XXXXXX";
  const std::filesystem::path folder = ::mkdtemp(pattern);
  const double flush = flush_ms(folder);
  std::string self = std::filesystem::read_symlink("/proc/self/exe");
  test::Child check({self, "--peer", "check"}, {}, folder / "peer.log");
  test::Child commit({self, "--peer", "commit", folder / "peer.db"}, {}, folder / "peer.log");
  Baton baton(options, folder);
  const long idle_kib = baton.resident_kib();

  std::vector<Contender> contenders(3);
  contenders[0].name = "Baton";
  contenders[0].target = baton.target();
  contenders[1].name = "bare Beast, checks the HMAC";
  contenders[2].name = "bare Beast, checks the HMAC and commits one row";
  for (int i = 1; i <= 2; ++i) {
    contenders[i].target = contenders[0].target;
    contenders[i].target.expected_text = "Noted";
  }
  contenders[1].target.port = port_of(check.first_line());
  contenders[2].target.port = port_of(commit.first_line());

  for (const int connections : connection_counts) {
    for (int round = 0; round < options.rounds; ++round) {
      std::fprintf(stderr, "%d connections, round %d of %d\n", connections, round + 1,
                   options.rounds);
      for (Contender& contender : contenders) measure(contender, connections, options.span);
    }
  }
  const std::string table = report(contenders, flush, idle_kib, options);
  std::fputs(table.c_str(), stdout);
  std::uint64_t refused = 0;
  for (const Contender& contender : contenders) refused += contender.refused;
  if (refused > 0) {
    std::fprintf(stderr, "%llu commands were not answered as expected: the figures do not count\n",
                 static_cast<unsigned long long>(refused));
    return 1;
  }
  if (options.write) write_into_docs(table);
  std::filesystem::remove_all(folder);
  return 0;
}

int main_of(int argc, char** argv) {
  if (argc >= 3 && std::strcmp(argv[1], "--peer") == 0) {
    const bool commits = std::strcmp(argv[2], "commit") == 0;
    run_peer(commits ? Work::commit : Work::check, secret, argc > 3 ? argv[3] : "");
  }
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--write") {
      options.write = true;
    } else if (argument == "--quick") {
      options.rounds = 1;
      options.span = milliseconds(300);
    } else {
      std::fprintf(stderr, "usage: bench_commands [--write] [--quick]\n");
      return 64;
    }
  }
  return bench(options);
}

}  // namespace
}  // namespace baton::bench

int main(int argc, char** argv) {
  try {
    return baton::bench::main_of(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench: %s\n", error.what());
    return 1;
  }
}
