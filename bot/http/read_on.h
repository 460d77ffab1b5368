#pragma once

#include <array>
#include <cstddef>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baton::http {

/// After the last answer of a connection: says that nothing follows, and reads and drops what still
/// comes, until the peer closes or `bytes_max` are read. Closed with bytes unread, the peer would
/// see a reset, in place of the answer perhaps. `socket` is that of `stream`; both outlive it, and
/// their owner sees to the time.
template <class Stream>
boost::asio::awaitable<void> read_on(Stream& stream, boost::asio::ip::tcp::socket& socket,
                                     std::size_t bytes_max) {
  boost::system::error_code ignored;
  socket.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
  constexpr auto as_tuple = boost::asio::as_tuple(boost::asio::use_awaitable);
  std::array<char, 4096> scratch;
  for (std::size_t total = 0; total < bytes_max;) {
    const auto [error, count] =
        co_await stream.async_read_some(boost::asio::buffer(scratch), as_tuple);
    if (error) co_return;
    total += count;
  }
}

}  // namespace baton::http
