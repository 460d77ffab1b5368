#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <CLI/CLI.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/sandbox/sandbox.h"
#include "bot/cli/cli.h"
#include "bot/http/client.h"
#include "bot/http/listener.h"
#include "bot/log/log.h"
#include "bot/system/system_clock.h"

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

/// The values for a configuration. They open nothing but this simulated chat.
void print_values(const std::string& url, const sandbox::SandboxOptions& options) {
  std::printf("Sandbox: %s/\n", url.c_str());
  std::printf("slack:\n");
  std::printf("  signing_secret: %s\n", options.signing_secret.reveal().c_str());
  std::printf("  bot_token: %s\n", options.bot_token.reveal().c_str());
  std::printf("  api_url: %s/api\n", url.c_str());
  std::printf("  channel: handoffs\n");
  std::fflush(stdout);
}

boost::asio::awaitable<void> serve_until_told(Listener& listener, boost::asio::io_context& io) {
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  co_await signals.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  co_await listener.stop(grace);
}

int run_sandbox(const SandboxArguments& arguments) {
  LogOptions log_options;
  log_options.level = log_level_of(arguments.log_level).value_or(LogLevel::info);
  Log log(log_options);
  boost::asio::io_context io(1);
  SystemClock clock(time_rate_of_environment());
  SystemRandom random;
  WebClient client;
  std::unique_ptr<sandbox::Sandbox> chat;
  ListenerOptions listener_options;
  listener_options.port = arguments.port;
  const HttpHandler handler = [&chat](HttpRequest request) {
    return chat->handle(std::move(request));
  };
  Listener listener(io, listener_options, handler, log);
  listener.start();
  const std::string url = "http://127.0.0.1:" + std::to_string(listener.port());
  sandbox::SandboxOptions options;
  options.signing_secret = secret_of("BATON_SANDBOX_SIGNING_SECRET", "", random);
  options.bot_token = secret_of("BATON_SANDBOX_BOT_TOKEN", "xoxb-sandbox-", random);
  options.baton_url = arguments.baton_url;
  options.own_url = url;
  print_values(url, options);
  chat = std::make_unique<sandbox::Sandbox>(std::move(options), client, clock, random, log);
  std::exception_ptr failure;
  boost::asio::co_spawn(io, serve_until_told(listener, io), [&](std::exception_ptr error) {
    failure = error;
    io.stop();
  });
  io.run();
  if (failure) std::rethrow_exception(failure);
  return ok;
}

}  // namespace

void add_sandbox(CLI::App& app, Run& run) {
  static SandboxArguments arguments;
  CLI::App* const command =
      app.add_subcommand("sandbox", "Run the simulated chat alone, for a Baton that you start");
  command->add_option("--port", arguments.port, "Where people open it; 0: any free port")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--baton-url", arguments.baton_url, "Where Baton listens")
      ->capture_default_str();
  command->add_option("--log-level", arguments.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
  command->footer(
      "BATON_SANDBOX_SIGNING_SECRET and BATON_SANDBOX_BOT_TOKEN, where set, are its secrets.");
  command->callback([&run] { run = [] { return run_sandbox(arguments); }; });
}

}  // namespace baton::cli
