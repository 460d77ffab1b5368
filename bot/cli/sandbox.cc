#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <CLI/CLI.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/cli/cli.h"
#include "bot/cli/simulation.h"

namespace baton::cli {
namespace {

constexpr std::chrono::milliseconds grace{1000};

struct SandboxArguments {
  int port = 8090;
  std::string baton_url = "http://127.0.0.1:8080";
  std::string log_level = "info";
};

/// What the environment gives, or something nobody can guess.
Secret secret_of(const char* variable, const std::string& prefix, Random& random) {
  const char* const given = std::getenv(variable);
  if (given != nullptr && *given != '\0') return Secret(given);
  return Secret(prefix + random_id(random));
}

/// The values for a configuration. They open nothing but these simulated chats.
void print_values(const std::string& url, const sandbox::SandboxOptions& options) {
  std::printf("Sandbox: %s/\n", url.c_str());
  std::printf("slack:\n");
  std::printf("  signing_secret: %s\n", options.signing_secret.reveal().c_str());
  std::printf("  bot_token: %s\n", options.bot_token.reveal().c_str());
  std::printf("  api_url: %s/api\n", url.c_str());
  std::printf("  channel: handoffs\n");
  std::printf("mattermost:\n");
  std::printf("  url: %s\n", url.c_str());
  std::printf("  bot_token: %s\n", options.mattermost_bot_token.reveal().c_str());
  std::printf("  command_tokens: [ %s ]\n", options.mattermost_command_token.reveal().c_str());
  std::printf("  team: northlight\n");
  std::printf("  channel: handoffs\n");
  std::fflush(stdout);
}

boost::asio::awaitable<int> serve_until_told(Simulation& simulation) {
  boost::asio::signal_set signals(simulation.io(), SIGINT, SIGTERM);
  co_await signals.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  co_await simulation.close(grace);
  co_return ok;
}

int run_sandbox(const SandboxArguments& arguments) {
  Simulation simulation(arguments.port, log_level_of(arguments.log_level).value_or(LogLevel::info));
  Random& random = simulation.random();
  sandbox::SandboxOptions options;
  options.baton_url = arguments.baton_url;
  options.signing_secret = secret_of("BATON_SANDBOX_SIGNING_SECRET", "", random);
  options.bot_token = secret_of("BATON_SANDBOX_BOT_TOKEN", "xoxb-sandbox-", random);
  options.mattermost_bot_token = secret_of("BATON_SANDBOX_MATTERMOST_BOT_TOKEN", "", random);
  options.mattermost_command_token =
      secret_of("BATON_SANDBOX_MATTERMOST_COMMAND_TOKEN", "", random);
  print_values(simulation.url(), options);
  simulation.open(std::move(options));
  return simulation.run(serve_until_told(simulation));
}

}  // namespace

void add_sandbox(CLI::App& app, Run& run) {
  static SandboxArguments arguments;
  CLI::App* const command =
      app.add_subcommand("sandbox", "Run the simulated chats alone, for a Baton that you start");
  command->add_option("--port", arguments.port, "Where people open it; 0: any free port")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--baton-url", arguments.baton_url, "Where Baton listens")
      ->capture_default_str();
  command->add_option("--log-level", arguments.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
  command->footer(
      "BATON_SANDBOX_SIGNING_SECRET, BATON_SANDBOX_BOT_TOKEN, BATON_SANDBOX_MATTERMOST_BOT_TOKEN "
      "and "
      "BATON_SANDBOX_MATTERMOST_COMMAND_TOKEN, where set, are its secrets.");
  command->callback([&run] { run = [] { return run_sandbox(arguments); }; });
}

}  // namespace baton::cli
