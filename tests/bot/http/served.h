#pragma once

#include <atomic>
#include <exception>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "bot/http/listener.h"
#include "bot/log/log.h"
#include "tests/fakes/counting_meter.h"

namespace baton::test {

/// A listener on a thread of its own, which keeps the requests that reach its handler and the lines
/// that it logs. The handler runs on that thread.
class Served {
 public:
  explicit Served(ListenerOptions options = {}, HttpHandler handler = {})
      : handler_(std::move(handler)),
        log_(LogLevel::debug, lines_),
        listener_(
            io_, std::move(options), [this](HttpRequest r) { return note(std::move(r)); }, log_,
            meter) {
    listener_.start();
    port = listener_.port();
    thread_ = std::thread([this] {
      while (io_.run_one() > 0) ++steps;
    });
  }
  ~Served() {
    stop(std::chrono::milliseconds(0)).wait();
    work_.reset();
    thread_.join();
  }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  /// What `work` yields on the listener's thread.
  template <class Work>
  auto ask(Work work) {
    std::packaged_task<std::invoke_result_t<Work>()> task(std::move(work));
    auto result = task.get_future();
    boost::asio::post(io_, std::move(task));
    return result.get();
  }

  std::vector<HttpRequest> requests() {
    return ask([this] { return requests_; });
  }
  std::vector<std::string> lines() {
    return ask([this] { return lines_; });
  }
  int connections() {
    return ask([this] { return listener_.connections(); });
  }
  /// Ready when the listener has stopped; at once if it already has.
  std::future<void> stop(std::chrono::milliseconds grace) {
    if (std::exchange(stopped_, true)) return std::async(std::launch::deferred, [] {});
    // Shared with the completion, which must be copyable.
    const auto done = std::make_shared<std::promise<void>>();
    boost::asio::co_spawn(io_, listener_.stop(grace), [done](std::exception_ptr failure) {
      failure ? done->set_exception(failure) : done->set_value();
    });
    return done->get_future();
  }
  int port = 0;
  CountingMeter meter;
  std::atomic<int> steps = 0;  ///< of the event loop

 private:
  boost::asio::awaitable<HttpResponse> note(HttpRequest request) {
    requests_.push_back(request);
    if (!handler_) co_return HttpResponse::text("hello");
    HttpResponse response = co_await handler_(std::move(request));
    co_return response;
  }

  HttpHandler handler_;
  std::vector<HttpRequest> requests_;
  std::vector<std::string> lines_;
  Log log_;
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
      io_.get_executor()};
  Listener listener_;
  std::thread thread_;
  bool stopped_ = false;
};

}  // namespace baton::test
