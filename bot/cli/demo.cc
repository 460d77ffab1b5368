#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/sandbox/agency_story.h"
#include "bot/cli/child_service.h"
#include "bot/cli/cli.h"
#include "bot/cli/simulation.h"
#include "config/shipped.h"

namespace baton::cli {
namespace {

namespace fs = std::filesystem;
using boost::asio::awaitable;
using std::chrono::milliseconds;

constexpr milliseconds ready_look{50};
constexpr int ready_looks_max = 600;  ///< 30 seconds
constexpr milliseconds stay_look{200};
constexpr milliseconds end_look{50};
constexpr int end_looks_max = 240;  ///< 12 seconds: the service takes at most 10
constexpr milliseconds listener_grace{500};
constexpr std::size_t log_lines_shown = 15;

struct DemoArguments {
  int port = 0;
  std::string keep;
};

void progress(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

/// The folder of one demo: its configuration, its store, the service's log. Without a place to
/// keep it, it goes with the demo.
class Folder {
 public:
  explicit Folder(const std::string& keep) : temporary_(keep.empty()) {
    if (temporary_) {
      std::string pattern = (fs::temp_directory_path() / "baton-demo-XXXXXX").string();
      if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), "no temporary folder");
      }
      path_ = pattern;
    } else {
      path_ = fs::absolute(keep);
      fs::create_directories(path_);
    }
    was_used_ = fs::exists(store());
    for (const config::ShippedFile& file : config::shipped_files()) {
      if (file.name.starts_with("demo/") || file.name.starts_with("workflows/")) write(file);
    }
  }
  ~Folder() {
    std::error_code ignored;
    if (temporary_) fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] fs::path config() const { return path_ / "demo" / "baton.yaml"; }
  [[nodiscard]] fs::path store() const { return path_ / "baton.db"; }
  [[nodiscard]] fs::path log() const { return path_ / "serve.log"; }
  /// Whether an earlier demo left its store here.
  [[nodiscard]] bool was_used() const { return was_used_; }

 private:
  void write(const config::ShippedFile& file) const {
    const fs::path target = path_ / file.name;
    fs::create_directories(target.parent_path());
    std::ofstream out(target, std::ios::binary | std::ios::trunc);
    out.write(file.text.data(), static_cast<std::streamsize>(file.text.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + target.string());
  }

  bool temporary_;
  bool was_used_ = false;
  fs::path path_;
};

/// A port nobody listens on now.
int free_port(boost::asio::io_context& io) {
  using boost::asio::ip::tcp;
  const tcp::endpoint any(boost::asio::ip::address_v4::loopback(), 0);
  const tcp::acceptor acceptor(io, any);
  return acceptor.local_endpoint().port();
}

void show_end_of(const fs::path& log) {
  std::ifstream in(log);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  const std::size_t first = lines.size() - std::min(lines.size(), log_lines_shown);
  for (std::size_t i = first; i < lines.size(); ++i) progress("  " + lines[i]);
}

/// Everything the demo's one coroutine works with.
struct Demo {
  Simulation& simulation;
  Folder& folder;
  sandbox::Sandbox& chats;
  ChildService& service;
  std::string ready_url;
};

awaitable<bool> is_ready(Demo& demo) {
  OutboundRequest request;
  request.method = "GET";
  request.url = demo.ready_url;
  const HttpResult result = co_await demo.simulation.client().send(std::move(request));
  const auto* const response = std::get_if<HttpResponse>(&result);
  co_return response != nullptr && response->status == 200;
}

awaitable<void> pause(boost::asio::io_context& io, milliseconds span) {
  boost::asio::steady_timer timer(io, span);
  co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

awaitable<void> wait_until_ready(Demo& demo) {
  for (int look = 0; look < ready_looks_max; ++look) {
    if (demo.service.has_ended()) {
      throw std::runtime_error("the service ended " + demo.service.how_it_ended());
    }
    const bool ready = co_await is_ready(demo);
    if (ready) co_return;
    co_await pause(demo.simulation.io(), ready_look);
  }
  throw std::runtime_error("the service did not become ready");
}

awaitable<void> set_the_stage(Demo& demo) {
  progress("Starting the service ...");
  co_await wait_until_ready(demo);
  if (demo.folder.was_used()) {
    progress("The agency is as you left it.");
    co_return;
  }
  progress("Its people start to work ...");
  sandbox::AgencyStory story(demo.chats, demo.simulation.clock(), progress);
  co_await story.play();
}

/// Shows the address, and stays until we are told to end or the service ends by itself.
awaitable<int> stay(Demo& demo, const bool& told) {
  std::printf("Baton demo: %s/\n", demo.simulation.url().c_str());
  std::fflush(stdout);
  progress("Open it in a browser. Ctrl-C ends the demo.");
  while (!told && !demo.service.has_ended()) co_await pause(demo.simulation.io(), stay_look);
  if (told) co_return ok;
  throw std::runtime_error("the service ended " + demo.service.how_it_ended());
}

awaitable<void> end(Demo& demo) {
  if (!demo.service.has_ended()) demo.service.ask_to_end();
  for (int look = 0; look < end_looks_max && !demo.service.has_ended(); ++look) {
    co_await pause(demo.simulation.io(), end_look);
  }
  co_await demo.simulation.close(listener_grace);
}

awaitable<int> play(Demo& demo) {
  boost::asio::signal_set signals(demo.simulation.io(), SIGINT, SIGTERM);
  boost::asio::cancellation_signal leave_the_stage;
  bool told = false;
  auto heard = [&told, &leave_the_stage](const boost::system::error_code& error, int) {
    if (error) return;
    told = true;
    leave_the_stage.emit(boost::asio::cancellation_type::terminal);
  };
  signals.async_wait(heard);
  std::string trouble;
  int exit_code = failed;
  try {
    auto until_told =
        boost::asio::bind_cancellation_slot(leave_the_stage.slot(), boost::asio::use_awaitable);
    co_await boost::asio::co_spawn(demo.simulation.io(), set_the_stage(demo), until_told);
    exit_code = co_await stay(demo, told);
  } catch (const std::exception& error) {
    trouble = error.what();
  }
  if (told) {
    exit_code = ok;
  } else if (!trouble.empty()) {
    progress("baton: " + trouble);
    progress("The service's last words:");
    show_end_of(demo.folder.log());
  }
  co_await end(demo);
  co_return exit_code;
}

std::vector<std::string> environment_of(const sandbox::SandboxOptions& options,
                                        const std::string& chats_url, const Folder& folder,
                                        int baton_port) {
  return {"BATON_DEMO_PORT=" + std::to_string(baton_port),
          "BATON_DEMO_URL=" + options.baton_url,
          "BATON_DEMO_STORE=sqlite:" + folder.store().string(),
          "BATON_DEMO_SIGNING_SECRET=" + options.signing_secret.reveal(),
          "BATON_DEMO_BOT_TOKEN=" + options.bot_token.reveal(),
          "BATON_DEMO_API_URL=" + chats_url + "/api",
          "BATON_DEMO_MATTERMOST_URL=" + chats_url,
          "BATON_DEMO_MATTERMOST_BOT_TOKEN=" + options.mattermost_bot_token.reveal(),
          "BATON_DEMO_MATTERMOST_COMMAND_TOKEN=" + options.mattermost_command_token.reveal()};
}

int run_demo(const DemoArguments& arguments) {
  Folder folder(arguments.keep);
  Simulation simulation(arguments.port, LogLevel::error);
  const int baton_port = free_port(simulation.io());
  sandbox::SandboxOptions options;
  options.baton_url = "http://127.0.0.1:" + std::to_string(baton_port);
  options.signing_secret = Secret(random_id(simulation.random()));
  options.bot_token = Secret("xoxb-demo-" + random_id(simulation.random()));
  options.mattermost_bot_token = Secret(random_id(simulation.random()));
  options.mattermost_command_token = Secret(random_id(simulation.random()));
  ChildService service({folder.config(), folder.log(),
                        environment_of(options, simulation.url(), folder, baton_port)});
  const std::string ready_url = options.baton_url + "/readyz";
  Demo demo{simulation, folder, simulation.open(std::move(options)), service, ready_url};
  return simulation.run(play(demo));
}

}  // namespace

void add_demo(CLI::App& app, Run& run) {
  static DemoArguments arguments;
  CLI::App* const command = app.add_subcommand(
      "demo", "See handoffs in the browser: a demo agency, a simulated chat, no account anywhere");
  command->add_option("--port", arguments.port, "Where the page is opened; 0: any free port")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--keep", arguments.keep,
                      "A folder to keep the agency in; without it everything goes at the end");
  command->callback([&run] { run = [] { return run_demo(arguments); }; });
}

}  // namespace baton::cli
