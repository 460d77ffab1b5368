#include <csignal>
#include <cstdio>
#include <string>

#include <CLI/CLI.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "bot/cli/cli.h"
#include "bot/log/log.h"
#include "bot/ports/errc.h"
#include "bot/system/system_zones.h"
#include "bot/wiring/wiring.h"
#include "config/config.h"

namespace baton::cli {

using boost::asio::awaitable;

namespace {

struct ServeOptions {
  std::string config;
  std::string log_level = "info";
  std::string log_format = "auto";
};

LogOptions log_options(const ServeOptions& options) {
  LogOptions log;
  log.level = log_level_of(options.log_level).value_or(LogLevel::info);
  if (options.log_format == "json") log.format = LogOptions::Format::json;
  if (options.log_format == "text") log.format = LogOptions::Format::text;
  return log;
}

int exit_code_of(const boost::system::error_code& code) {
  if (code == make_error_code(AppErrc::store_in_use)) return store_in_use;
  if (code == make_error_code(AppErrc::store_corrupt)) return bad_data;
  if (code == make_error_code(AppErrc::store_unusable)) return bad_data;
  if (code == make_error_code(AppErrc::store_failed)) return storage_failed;
  return failed;
}

/// Ends the service when asked to, or when the disk failed. A second signal ends it at once.
awaitable<int> serve_until_told(Service& service, Log& log) {
  co_await service.start();
  log.info("service.started", {{"port", service.port()}});
  boost::asio::io_context& io =
      static_cast<boost::asio::io_context&>((co_await boost::asio::this_coro::executor).context());
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  boost::asio::steady_timer look(io);
  int exit_code = ok;
  bool told = false;
  auto heard = [&told, &look](const boost::system::error_code& error, int) {
    if (error) return;
    told = true;
    look.cancel();
  };
  signals.async_wait(heard);
  while (!told) {
    look.expires_after(std::chrono::seconds(1));
    co_await look.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    const std::string fatal = service.fatal();
    if (fatal.empty()) continue;
    log.error("service.ending", {{"reason", fatal}});
    exit_code = storage_failed;
    break;
  }
  signals.clear();
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  log.info("service.stopping");
  co_await service.stop();
  log.info("service.stopped");
  co_return exit_code;
}

int serve(const ServeOptions& options) {
  const SystemZones zones;
  const config::Loaded loaded =
      config::load(options.config, config::process_environment(),
                   [&](const std::string& name) { return zones.zone(name).has_value(); });
  Log log(log_options(options));
  for (const config::Finding& finding : loaded.findings) {
    std::fprintf(stderr, "%s\n", config::to_string(finding).c_str());
  }
  if (!loaded.config) return bad_config;
  try {
    boost::asio::io_context io(1);
    Service service(io, *loaded.config, log);
    int exit_code = failed;
    std::exception_ptr failure;
    auto ended = [&](std::exception_ptr error, int code) {
      failure = error;
      exit_code = code;
      io.stop();
    };
    boost::asio::co_spawn(io, serve_until_told(service, log), ended);
    io.run();
    if (failure) std::rethrow_exception(failure);
    return exit_code;
  } catch (const boost::system::system_error& error) {
    std::fprintf(stderr, "baton: %s\n", error.what());
    return exit_code_of(error.code());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "baton: %s\n", error.what());
    return failed;
  }
}

}  // namespace

void add_serve(CLI::App& app, Run& run) {
  static ServeOptions options;
  CLI::App* serve_command = app.add_subcommand("serve", "Run the service");
  serve_command->add_option("--config", options.config, "The configuration file")
      ->required()
      ->envname("BATON_CONFIG");
  serve_command->add_option("--log-level", options.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
  serve_command->add_option("--log-format", options.log_format, "json, text, or auto")
      ->check(CLI::IsMember({"auto", "json", "text"}))
      ->capture_default_str();
  serve_command->callback([&run] { run = [] { return serve(options); }; });
}

}  // namespace baton::cli
