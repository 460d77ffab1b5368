#include "tests/bench/servers.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

namespace baton::bench {
namespace {

constexpr int tries_max = 400;
const char* const secret = "0123456789abcdef0123456789abcdef";

std::string log_of(const Place& place) { return place.folder + "/servers.log"; }

const char* word_of(Work work) {
  switch (work) {
    case Work::check: return "check";
    case Work::commit: return "commit";
    case Work::commit_grouped: return "commit-grouped";
  }
  return "";
}

/// The same command to everybody.
Target target_at(int port, std::string expected_text) {
  Target target;
  target.port = port;
  target.secret = secret;
  target.command_text = [](int connection, std::uint64_t number) {
    return "set ACME-" + std::to_string(connection % tasks + 1) + " objective=\"Sell " +
           std::to_string(number) + " pairs\"";
  };
  target.expected_text = std::move(expected_text);
  return target;
}

/// The smallest configuration that holds all roles.
std::string config_of(const Place& place, const std::string& api_url) {
  std::ostringstream out;
  out << "agency: Northlight\n"
      << "listen: { address: 127.0.0.1, port: " << place.port
      << ", connections_max: 2000, connections_per_source_max: 1000 }\n"
      << "store: sqlite:" << place.folder << "/baton.db\n"
      << "workflows: " << BATON_SOURCE_DIR << "/config/workflows/\n"
      << "last_resort: [Ana, Olga]\n"
      << "secret_key: { file: baton.key }\n"
      << "slack:\n  signing_secret: " << secret
      << "\n  bot_token: xoxb-bench\n  api_url: " << api_url << "\n"
      << "roles: [account-manager, strategist, designer, copywriter, paid-media, analytics, "
         "coordinator, director]\n"
      << "people:\n  - { name: Ana, slack: U0001, roles: [account-manager, strategist, designer, "
         "copywriter, paid-media, analytics, coordinator, director] }\n"
      << "  - { name: Olga, slack: U0005, roles: [coordinator] }\n"
      << "clients:\n  - { key: ACME, name: Acme Shoes }\n";
  return out.str();
}

void await_listening(const Target& target) {
  for (int tries = 0; tries < tries_max; ++tries) {
    try {
      load(target, 1, std::chrono::milliseconds(0));  // connects, and that is all
      return;
    } catch (const std::exception&) {
      ::usleep(100'000);
    }
  }
  throw std::runtime_error("Baton did not become ready; see its log");
}

void make_tasks(const Target& target) {
  Target making = target;
  making.command_text = [](int, std::uint64_t number) {
    return "new paid-campaign-launch ACME \"Launch " + std::to_string(number) + "\"";
  };
  making.expected_text = "ACME-";
  std::uint64_t made = 0;
  for (int tries = 0; made < tasks && tries < tries_max; ++tries) {
    made += load(making, 1, std::chrono::milliseconds(100)).answered;
  }
  if (made < tasks) throw std::runtime_error("Baton made too few tasks; see its log");
}

}  // namespace

Server start_baton(const Place& place) {
  Server server;
  server.helper = std::make_unique<test::Child>(
      std::vector<std::string>{BATON_PROGRAM, "sandbox", "--port", "0", "--log-level", "error"},
      std::vector<std::string>{"BATON_SANDBOX_BOT_TOKEN=xoxb-bench",
                               std::string("BATON_SANDBOX_SIGNING_SECRET=") + secret},
      log_of(place));
  std::string url = server.helper->first_line();  // "Sandbox: http://127.0.0.1:PORT/"
  url = url.substr(url.find("http"));
  url.pop_back();
  const std::string config = place.folder + "/baton.yaml";
  std::ofstream(config) << config_of(place, url + "/api");
  server.process = std::make_unique<test::Child>(
      std::vector<std::string>{BATON_PROGRAM, "serve", "--config", config, "--log-level", "error"},
      place.environment, log_of(place));
  server.target = target_at(place.port, "Campaign objective");
  await_listening(server.target);
  server.idle_kib = server.process->resident_kib();
  make_tasks(server.target);
  return server;
}

Server start_peer(const Place& place, Work work) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe");
  Server server;
  server.process = std::make_unique<test::Child>(
      std::vector<std::string>{self, "--peer", word_of(work),
                               place.folder + "/" + word_of(work) + ".db"},
      place.environment, log_of(place));
  server.target = target_at(std::stoi(server.process->first_line()), "Noted");
  server.idle_kib = server.process->resident_kib();
  return server;
}

Server start_bolt(const Place& place) {
  std::vector<std::string> environment = place.environment;
  environment.push_back(std::string("SLACK_SIGNING_SECRET=") + secret);
  environment.emplace_back("NODE_ENV=production");
  Server server;
  server.process = std::make_unique<test::Child>(
      std::vector<std::string>{"/usr/bin/env", "node", BATON_SOURCE_DIR "/tests/bench/bolt/peer.js",
                               place.folder + "/bolt.db"},
      environment, log_of(place));
  server.target = target_at(std::stoi(server.process->first_line()), "Campaign objective");
  server.idle_kib = server.process->resident_kib();
  return server;
}

void run_as_peer(const std::vector<std::string>& arguments) {
  if (arguments.size() != 3 || arguments[0] != "--peer") return;
  for (const Work work : {Work::check, Work::commit, Work::commit_grouped}) {
    if (arguments[1] == word_of(work)) run_peer(work, secret, arguments[2]);
  }
}

}  // namespace baton::bench
