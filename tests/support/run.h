#pragma once

#include <optional>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace baton::test {

/// Runs one coroutine to its end on a fresh event loop; what it throws is thrown here.
template <class T>
T run(boost::asio::awaitable<T> operation) {
  boost::asio::io_context io(1);
  std::exception_ptr failure;
  std::optional<T> result;
  boost::asio::co_spawn(io, std::move(operation), [&](std::exception_ptr error, T value) {
    failure = error;
    result = std::move(value);
  });
  io.run();
  if (failure) std::rethrow_exception(failure);
  return std::move(result).value();
}

}  // namespace baton::test
