#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include "bot/log/log.h"
#include "config/config.h"

namespace baton {

/// The whole service, built from a configuration. The only place that names concrete adapters.
class Service {
 public:
  /// Opens the store. `io`, run by one thread, and `log` outlive the service. Throws system_error
  /// (AppErrc::store_in_use and the store's others), std::runtime_error (secret key), each with a
  /// text for people.
  Service(boost::asio::io_context& io, config::Config config, Log& log);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Reads the journal, seeds it from the file, begins to listen, to deliver and to link the
  /// chats. Throws as the constructor, and where the port cannot be bound.
  boost::asio::awaitable<void> start();
  /// The port that it listens on. REQUIRES: started.
  [[nodiscard]] int port() const;
  /// Refuses new work, finishes what is under way, within 10 seconds.
  boost::asio::awaitable<void> stop();
  /// Why the service must end now (the disk failed); empty while all is well.
  [[nodiscard]] std::string fatal() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace baton
