#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace baton {

/// Counts what the service does, for who watches it. Every word given to it is of a short fixed
/// list: never a name, a key or a text of the agency (T47). By itself it does nothing. May be
/// called from any thread; never waits.
class Meter {
 public:
  using Span = std::chrono::nanoseconds;
  virtual ~Meter() = default;

  /// A request of a chat was answered: the address it came to, the status, from its last byte on.
  virtual void answered(std::string_view surface, int status, Span took);
  /// A request did not prove where it came from, or for whom it was made: the address it came to;
  /// "signature", "stale", "key", "workspace" or "person".
  virtual void distrusted(std::string_view surface, std::string_view reason);
  /// A command was decided: "slack", "give"; "done", "refused", "repeated".
  virtual void decided(std::string_view platform, std::string_view command,
                       std::string_view outcome);
  /// An offer was accepted or taken, so long after it was made. One to oneself does not count.
  virtual void acknowledged(Span waited);
  /// A group of changes became durable together.
  virtual void committed(std::size_t changes, Span took);
  /// A chat was called: "slack", "post"; "ok", or what went wrong.
  virtual void called(std::string_view platform, std::string_view method, std::string_view code,
                      Span took);
  /// A chat asked to be left alone for so long.
  virtual void throttled(Span pause);
  /// An attempt to deliver a notice ended: "delivered", or the class of what went wrong.
  virtual void attempted(std::string_view what);
  /// What came of a message of unknown fate: "found", "absent", "sent_again" or "given_up".
  virtual void cleared(std::string_view by);
  /// A notice could not be delivered, and a human is told: the class of what went wrong last.
  virtual void gave_up(std::string_view reason);
  /// A timer was fired, so long after it fell due.
  virtual void fired(Span lateness);
  /// A request was refused before it was read: the rule that it broke.
  virtual void rejected(std::string_view rule);
  /// Work was refused because there was too much of it, or at the end: "connections", "bodies",
  /// "commands".
  virtual void shed(std::string_view surface);
};

inline void Meter::answered(std::string_view, int, Span) {}
inline void Meter::distrusted(std::string_view, std::string_view) {}
inline void Meter::decided(std::string_view, std::string_view, std::string_view) {}
inline void Meter::acknowledged(Span) {}
inline void Meter::committed(std::size_t, Span) {}
inline void Meter::called(std::string_view, std::string_view, std::string_view, Span) {}
inline void Meter::throttled(Span) {}
inline void Meter::attempted(std::string_view) {}
inline void Meter::cleared(std::string_view) {}
inline void Meter::gave_up(std::string_view) {}
inline void Meter::fired(Span) {}
inline void Meter::rejected(std::string_view) {}
inline void Meter::shed(std::string_view) {}

/// The meter of what nobody watches.
inline Meter& no_meter() {
  static Meter meter;
  return meter;
}

}  // namespace baton
