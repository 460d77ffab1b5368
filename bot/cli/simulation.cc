#include "bot/cli/simulation.h"

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>

#include "bot/cli/cli.h"

namespace baton::cli {
namespace {

LogOptions log_options(LogLevel level) {
  LogOptions options;
  options.level = level;
  return options;
}

ListenerOptions listener_options(int port) {
  ListenerOptions options;
  options.port = port;
  return options;
}

}  // namespace

Simulation::Simulation(int port, LogLevel level)
    : log_(log_options(level)),
      clock_(time_rate_of_environment()),
      listener_(
          io_, listener_options(port),
          [this](HttpRequest request) { return chats_->handle(std::move(request)); }, log_) {
  listener_.start();
  url_ = "http://127.0.0.1:" + std::to_string(listener_.port());
}

sandbox::Sandbox& Simulation::open(sandbox::SandboxOptions options) {
  options.own_url = url_;
  chats_ = std::make_unique<sandbox::Sandbox>(std::move(options), client_, clock_, random_, log_);
  return *chats_;
}

int Simulation::run(boost::asio::awaitable<int> play) {
  int exit_code = failed;
  std::exception_ptr failure;
  boost::asio::co_spawn(io_, std::move(play), [&](std::exception_ptr error, int code) {
    failure = error;
    exit_code = code;
    io_.stop();
  });
  io_.run();
  if (failure) std::rethrow_exception(failure);
  return exit_code;
}

boost::asio::awaitable<void> Simulation::close(std::chrono::milliseconds grace) {
  co_await listener_.stop(grace);
}

}  // namespace baton::cli
