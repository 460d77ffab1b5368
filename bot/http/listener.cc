#include "bot/http/listener.h"

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/system_error.hpp>

#include "bot/http/read_on.h"
#include "bot/http/session.h"
#include "bot/log/log.h"

namespace baton {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds cut_limit{1'000};
constexpr std::chrono::seconds same_warning_pause{10};
constexpr std::chrono::milliseconds see_off_limit{500};
constexpr std::size_t see_off_bytes_max = std::size_t{64} * 1024;
/// Further ones are closed at once.
constexpr std::size_t leaving_max = 32;

/// True at most once in a while: a flood of connections must not become a flood of lines.
class Sparse {
 public:
  bool due() {
    const auto now = steady_clock::now();
    if (last_ && now - *last_ < same_warning_pause) return false;
    last_ = now;
    return true;
  }

 private:
  std::optional<steady_clock::time_point> last_;
};

/// Says no, without waiting for anything.
void say_full(tcp::socket& socket) {
  constexpr std::string_view answer =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n"
      "Cache-Control: no-store\r\nContent-Length: 0\r\n\r\n";
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(answer), ignored);
}

}  // namespace

struct Listener::State {
  struct Connection {
    Connection(tcp::socket socket, http::Service& service, asio::ip::address from)
        : session(std::move(socket), service), source(std::move(from)) {}
    http::Session session;
    asio::ip::address source;
    asio::cancellation_signal cancel;
  };

  /// A connection that was turned away.
  struct Leaving {
    Leaving(tcp::socket turned_away, asio::io_context& context)
        : socket(std::move(turned_away)), limit(context, see_off_limit) {}
    void close() {
      boost::system::error_code ignored;
      socket.close(ignored);
      limit.cancel();
    }
    tcp::socket socket;
    asio::steady_timer limit;
  };

  State(asio::io_context& context, ListenerOptions options, HttpHandler handler, Log& log,
        Meter& meter)
      : service{std::move(options), std::move(handler), log, meter},
        io(context),
        acceptor(context),
        pause(context),
        emptied(context) {}

  /// Whether one more of `source` may come; where all together are too many, another one goes.
  bool makes_room(const asio::ip::address& source) {
    const auto found = per_source.find(source);
    const bool is_too_many =
        found != per_source.end() && found->second >= service.options.connections_per_source_max;
    if (is_too_many) return false;
    return static_cast<int>(connections.size()) < service.options.connections_max || cut_idlest();
  }
  /// Cuts the connection that has been longest without a whole request, if there is one without.
  bool cut_idlest() {
    std::shared_ptr<Connection> idlest;
    for (const auto& [number, connection] : connections) {
      const auto since = connection->session.waits_since();
      if (since && (!idlest || *since < *idlest->session.waits_since())) idlest = connection;
    }
    if (idlest) idlest->session.cut();
    return idlest != nullptr;
  }

  /// Tells that somebody had to go, or was turned away.
  void tell_full(const asio::ip::address& source);

  void forget(std::uint64_t number) {
    const auto found = connections.find(number);
    const auto source = per_source.find(found->second->source);
    if (--source->second == 0) per_source.erase(source);
    connections.erase(found);
    if (connections.empty()) emptied.cancel();
  }

  void close() {
    service.stopping = true;
    boost::system::error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
    for (const std::shared_ptr<Leaving>& each : leaving) each->close();
  }

  /// The connections now: what is done to one may end it.
  [[nodiscard]] std::vector<std::shared_ptr<Connection>> snapshot() const {
    std::vector<std::shared_ptr<Connection>> all;
    for (const auto& [number, connection] : connections) all.push_back(connection);
    return all;
  }
  void cut_all() {
    for (const std::shared_ptr<Connection>& connection : snapshot()) {
      connection->session.cut();
      connection->cancel.emit(asio::cancellation_type::terminal);  // for what the handler awaits
    }
  }

  static asio::awaitable<void> accept(std::shared_ptr<State> state);
  static asio::awaitable<void> serve(std::shared_ptr<State> state,
                                     std::shared_ptr<Connection> connection);
  static void begin(const std::shared_ptr<State>& state, tcp::socket socket,
                    asio::ip::address source);
  static void turn_away(const std::shared_ptr<State>& state, tcp::socket socket);
  static asio::awaitable<void> see_off(std::shared_ptr<State> state,
                                       std::shared_ptr<Leaving> leaver);

  http::Service service;
  asio::io_context& io;
  tcp::acceptor acceptor;
  asio::steady_timer pause;
  asio::steady_timer emptied;  ///< cancelled when the last connection ends
  int port = 0;
  std::uint64_t accepted = 0;
  // Shared with the coroutine that serves it and with loops over a snapshot.
  std::map<std::uint64_t, std::shared_ptr<Connection>> connections;
  std::map<asio::ip::address, int> per_source;
  std::set<std::shared_ptr<Leaving>> leaving;
  Sparse full_warning;
  Sparse accept_warning;
};

asio::awaitable<void> Listener::State::serve(std::shared_ptr<State> /*keeps the service*/,
                                             std::shared_ptr<Connection> connection) {
  co_await connection->session.run();
}

void Listener::State::begin(const std::shared_ptr<State>& state, tcp::socket socket,
                            asio::ip::address source) {
  const auto connection = std::make_shared<Connection>(std::move(socket), state->service, source);
  const std::uint64_t number = ++state->accepted;
  state->connections.emplace(number, connection);
  ++state->per_source[source];
  const auto ended = [state, connection, number](std::exception_ptr failure) {
    const bool is_news = failure && !state->service.stopping;
    state->forget(number);
    if (!is_news) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& error) {
      state->service.log.error("http.session_failed", {{"error", error.what()}});
    }
  };
  asio::co_spawn(state->io, serve(state, connection),
                 asio::bind_cancellation_slot(connection->cancel.slot(), ended));
}

/// Says no to a connection over the limits.
void Listener::State::turn_away(const std::shared_ptr<State>& state, tcp::socket socket) {
  say_full(socket);
  if (state->leaving.size() >= leaving_max) return;
  const auto leaver = std::make_shared<Leaving>(std::move(socket), state->io);
  state->leaving.insert(leaver);
  leaver->limit.async_wait([leaver](const boost::system::error_code&) { leaver->close(); });
  asio::co_spawn(state->io, see_off(state, leaver), asio::detached);
}

asio::awaitable<void> Listener::State::see_off(std::shared_ptr<State> state,
                                               std::shared_ptr<Leaving> leaver) {
  co_await http::read_on(leaver->socket, leaver->socket, see_off_bytes_max);
  leaver->close();
  state->leaving.erase(leaver);
}

asio::awaitable<void> Listener::State::accept(std::shared_ptr<State> state) {
  constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
  while (!state->service.stopping) {
    auto [error, socket] = co_await state->acceptor.async_accept(as_tuple);
    if (state->service.stopping) co_return;
    if (error == asio::error::connection_aborted) continue;  // the peer was quicker
    if (error) {  // no descriptor or memory left: the peer waits in the kernel's queue
      if (state->accept_warning.due()) {
        state->service.log.error("http.accept_failed", {{"error", error.message()}});
      }
      state->pause.expires_after(state->service.options.accept_pause);
      co_await state->pause.async_wait(as_tuple);
      continue;
    }
    const asio::ip::address source = socket.remote_endpoint(error).address();
    if (error) continue;
    const std::size_t before = state->connections.size();
    const bool is_full = static_cast<int>(before) >= state->service.options.connections_max;
    const bool is_welcome = state->makes_room(source);
    if (is_full || !is_welcome) state->tell_full(source);
    is_welcome ? begin(state, std::move(socket), source) : turn_away(state, std::move(socket));
  }
}

void Listener::State::tell_full(const asio::ip::address& source) {
  service.meter.shed("connections");
  if (!full_warning.due()) return;
  service.log.warning("http.full",
                      {{"remote", source.to_string()}, {"connections", connections.size()}});
}

Listener::Listener(asio::io_context& io, ListenerOptions options, HttpHandler handler, Log& log,
                   Meter& meter)
    : state_(std::make_shared<State>(io, std::move(options), std::move(handler), log, meter)) {}

Listener::~Listener() {
  state_->close();
  state_->cut_all();
}

void Listener::start() {
  const ListenerOptions& options = state_->service.options;
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(options.address),
                                 static_cast<asio::ip::port_type>(options.port));
    tcp::acceptor& acceptor = state_->acceptor;
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
    state_->port = acceptor.local_endpoint().port();
  } catch (const boost::system::system_error& error) {
    throw boost::system::system_error(
        error.code(), "listening on " + options.address + ":" + std::to_string(options.port));
  }
  asio::co_spawn(state_->io, State::accept(state_), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  });
}

int Listener::port() const { return state_->port; }

int Listener::connections() const { return static_cast<int>(state_->connections.size()); }

asio::awaitable<void> Listener::stop(std::chrono::milliseconds grace) {
  const std::shared_ptr<State> state = state_;
  state->close();
  for (const auto& connection : state->snapshot()) connection->session.drain();
  constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
  const std::array limits = {grace, cut_limit};
  for (const std::chrono::milliseconds limit : limits) {
    if (state->connections.empty()) co_return;
    state->emptied.expires_after(limit);
    co_await state->emptied.async_wait(as_tuple);
    if (state->connections.empty()) co_return;
    state->service.log.warning("http.cut", {{"connections", state->connections.size()}});
    state->cut_all();
  }
}

}  // namespace baton
