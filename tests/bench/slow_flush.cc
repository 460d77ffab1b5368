// Preloaded into a server, it makes every flush last at least BATON_BENCH_FLUSH_MS, as on a slower
// disk: the real flush first, then sleep for what is missing. All servers get the same.

#include <cstdlib>
#include <ctime>

#include <dlfcn.h>

namespace {

using Flush = int (*)(int);

long span_ns() {
  const char* const ms = std::getenv("BATON_BENCH_FLUSH_MS");
  return ms == nullptr ? 0 : static_cast<long>(std::atof(ms) * 1e6);
}

int at_least(Flush flush, int fd) {
  static const long span = span_ns();
  constexpr long second = 1'000'000'000;
  timespec until{};
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_nsec += span % second;
  until.tv_sec += span / second + until.tv_nsec / second;
  until.tv_nsec %= second;
  const int result = flush(fd);
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) != 0) {
  }
  return result;
}

}  // namespace

extern "C" int fsync(int fd) {
  static const auto real = reinterpret_cast<Flush>(dlsym(RTLD_NEXT, "fsync"));
  return at_least(real, fd);
}

extern "C" int fdatasync(int fd) {
  static const auto real = reinterpret_cast<Flush>(dlsym(RTLD_NEXT, "fdatasync"));
  return at_least(real, fd);
}
