#include "bot/cli/child_service.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

#include "bot/cli/cli.h"

namespace baton::cli {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

ChildService::ChildService(const Options& options) {
  std::vector<std::string> arguments{"baton",        "serve",        "--config",
                                     options.config, "--log-format", "text"};
  std::vector<std::string> environment = options.added_environment;
  for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
  std::vector<char*> argv = pointers(arguments);
  std::vector<char*> envp = pointers(environment);
  const int log = ::open(options.log.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ != 0) {
    const int error = errno;  // of the fork, where it failed
    if (log != -1) ::close(log);
    if (pid_ == -1) throw std::system_error(error, std::generic_category(), "fork");
    return;
  }
  // In the child, and only what is safe between fork and exec. A group of its own: Ctrl-C is ours
  // to pass on.
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(failed);
  if (log != -1) {
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
  }
  ::execve("/proc/self/exe", argv.data(), envp.data());
  ::_exit(failed);
}

ChildService::~ChildService() {
  if (has_ended()) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, &status_, 0);
}

bool ChildService::has_ended() {
  if (!ended_ && ::waitpid(pid_, &status_, WNOHANG) == pid_) ended_ = true;
  return ended_;
}

std::string ChildService::how_it_ended() const {
  if (WIFSIGNALED(status_)) return "by signal " + std::to_string(WTERMSIG(status_));
  return "with exit code " + std::to_string(WEXITSTATUS(status_));
}

void ChildService::ask_to_end() const { ::kill(pid_, SIGTERM); }

}  // namespace baton::cli
