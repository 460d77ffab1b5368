#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>

#include "bot/cli/cli.h"

namespace {

/// A file or socket must never take the place of a standard stream that is closed.
void open_standard_streams() {
  for (int fd = 0; fd <= 2; ++fd) {
    if (::fcntl(fd, F_GETFD) == -1) ::open("/dev/null", O_RDWR);
  }
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_streams();
  ::prctl(PR_SET_DUMPABLE, 0);  // no core dump holds our secrets

  CLI::App app(
      "Baton makes handoffs of work explicit: the sender stays responsible until the "
      "receiver accepts.");
  app.name("baton");
  app.require_subcommand(1);
  app.set_version_flag("--version", "baton " BATON_VERSION);
  baton::cli::Run run;
  baton::cli::add_serve(app, run);
  baton::cli::add_demo(app, run);
  baton::cli::add_sandbox(app, run);
  baton::cli::add_check(app, run);
  baton::cli::add_verify(app, run);
  baton::cli::add_healthcheck(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? baton::cli::ok : baton::cli::usage;
  }
  try {
    return run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "baton: %s\n", error.what());
    return baton::cli::failed;
  }
}
