#include <cstdio>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "bot/cli/cli.h"
#include "bot/http/client.h"
#include "config/config.h"

namespace baton::cli {
namespace {

/// Asks a running service whether it is ready. The port comes from the configuration.
int healthcheck(const std::string& file) {
  const config::Loaded loaded = config::load(file, config::process_environment());
  if (!loaded.config) {
    for (const config::Finding& finding : loaded.findings) {
      std::fprintf(stderr, "%s\n", config::to_string(finding).c_str());
    }
    return bad_config;
  }
  const config::Listen& listen = loaded.config->listen;
  OutboundRequest request;
  request.method = "GET";
  request.url = config::address_of(listen, listen.port) + "/readyz";
  ClientOptions options;
  options.own_host = listen.address;  // the service speaks plain http wherever it listens
  boost::asio::io_context io(1);
  WebClient client(std::move(options));
  HttpResult result;
  auto answered = [&result](std::exception_ptr failure, HttpResult answer) {
    if (failure) std::rethrow_exception(failure);
    result = std::move(answer);
  };
  boost::asio::co_spawn(io, client.send(std::move(request)), answered);
  io.run();
  if (const auto* failure = std::get_if<HttpFailure>(&result)) {
    std::fprintf(stderr, "baton: the service does not answer: %s\n", failure->reason.c_str());
    return failed;
  }
  const HttpResponse& response = std::get<HttpResponse>(result);
  std::fputs(response.body.c_str(), stdout);
  return response.status == 200 ? ok : failed;
}

}  // namespace

void add_healthcheck(CLI::App& app, Run& run) {
  static std::string file;
  CLI::App* command =
      app.add_subcommand("healthcheck", "Ask the running service whether it is ready");
  command->add_option("--config", file, "The configuration file")
      ->required()
      ->envname("BATON_CONFIG");
  command->callback([&run] { run = [] { return healthcheck(file); }; });
}

}  // namespace baton::cli
