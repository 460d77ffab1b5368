#pragma once

#include <chrono>
#include <string>

#include "tests/e2e/load.h"
#include "tests/e2e/reckoning.h"
#include "tests/e2e/world.h"

namespace baton::test {

/// An agency at work whose service is killed and started again.
class Kills {
 public:
  static constexpr int time_rate = 20;

  explicit Kills(Histories histories = Histories::readable);

  /// How the service came to its end.
  enum class End { killed, never, by_itself };

  /// Starts the service, and lets people work.
  void open();
  /// Has it die at `point`, having outlived some passages, and starts it again. End::never: it did
  /// not come there in time, and was killed where it was. REQUIRES: open() was called, unless the
  /// point comes at the first start only.
  End at(const NamedPoint& point, int passages);
  /// Kills it so long after people got something to do, wherever it is then, and starts it again.
  /// REQUIRES: open() was called.
  End after(std::chrono::milliseconds work);
  /// Lets people end what they have begun, and compares what each side has kept.
  Reckoning close();

 private:
  void start();
  void start_again();
  End dies(const NamedPoint& point, int passages);
  End end_within(std::chrono::milliseconds limit);
  End end_under_load(const NamedPoint& point);
  void begin_to_die_at(KillPoint point, int passages);

  World world_;
  Histories histories_;
  std::unique_ptr<Load> load_;
};

}  // namespace baton::test
