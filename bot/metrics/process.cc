#include "bot/metrics/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace baton {
namespace {

/// The fields of /proc/self/stat after the program's name, which may hold spaces: state is 0.
std::istringstream stat_fields() {
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t end_of_name = line.rfind(')');
  return std::istringstream(end_of_name == std::string::npos ? "" : line.substr(end_of_name + 1));
}

double boot_time() {
  std::ifstream file("/proc/stat");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("btime ")) return std::stod(line.substr(6));
  }
  return 0;
}

std::uint64_t open_files() {
  std::error_code failed;
  std::uint64_t count = 0;
  for (auto entry = std::filesystem::directory_iterator("/proc/self/fd", failed);
       !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    ++count;
  }
  return count > 0 ? count - 1 : 0;  // the one that reads the folder
}

}  // namespace

ProcessState process_state() {
  // Places of proc(5), counted from "state".
  constexpr std::size_t user_time = 11;
  constexpr std::size_t system_time = 12;
  constexpr std::size_t start_time = 19;
  constexpr std::size_t virtual_size = 20;
  constexpr std::size_t resident_pages = 21;
  ProcessState state;
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  std::istringstream fields = stat_fields();
  std::string field;
  for (std::size_t at = 0; fields >> field && at <= resident_pages; ++at) {
    if (at == user_time || at == system_time) state.cpu_seconds += std::stod(field) / ticks;
    if (at == start_time) state.start_time = boot_time() + std::stod(field) / ticks;
    if (at == virtual_size) state.virtual_bytes = std::stoull(field);
    if (at == resident_pages) {
      state.resident_bytes =
          std::stoull(field) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    }
  }
  state.open_fds = open_files();
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) state.max_fds = limit.rlim_cur;
  return state;
}

}  // namespace baton
