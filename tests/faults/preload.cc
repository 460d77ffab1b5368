#include "tests/faults/preload.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <ctime>

namespace baton::test {
namespace {

FaultPage* mapped_page() {
  static FaultPage calm{};
  const char* const file = std::getenv(fault_page_variable);
  if (file == nullptr) return &calm;
  const int fd = ::open(file, O_RDWR | O_CLOEXEC);
  void* const at = ::mmap(nullptr, sizeof(FaultPage), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  ::close(fd);
  return at == MAP_FAILED ? &calm : static_cast<FaultPage*>(at);
}

}  // namespace

FaultPage& page() {
  static FaultPage* const mapped = mapped_page();
  return *mapped;
}

bool dies_at(KillPoint point) { return page().die_at == 1 + static_cast<int>(point); }

void pass(KillPoint point) {
  if (!dies_at(point) || page().passages.fetch_sub(1) > 0) return;
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

void* next_function(const char* name) { return ::dlsym(RTLD_NEXT, name); }

}  // namespace baton::test

extern "C" int clock_gettime(clockid_t clock, timespec* time) {
  static const auto next = BATON_NEXT(clock_gettime);
  const int result = next(clock, time);
  if (result != 0 || clock != CLOCK_REALTIME) return result;
  constexpr long nanoseconds = 1'000'000'000;
  const std::int64_t ahead = baton::test::page().clock_ms;
  time->tv_sec += ahead / 1000;
  time->tv_nsec += (ahead % 1000) * 1'000'000;
  if (time->tv_nsec >= nanoseconds) {
    time->tv_nsec -= nanoseconds;
    ++time->tv_sec;
  } else if (time->tv_nsec < 0) {
    time->tv_nsec += nanoseconds;
    --time->tv_sec;
  }
  return result;
}
