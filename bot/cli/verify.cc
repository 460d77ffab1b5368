#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <boost/system/system_error.hpp>

#include "adapters/sqlite/verify.h"
#include "bot/cli/cli.h"
#include "bot/codec/digest.h"
#include "bot/ports/errc.h"
#include "config/config.h"

namespace baton::cli {
namespace {

struct Options {
  std::string config;
  std::string store;
};

constexpr std::size_t head_digits = 12;

void print(const JournalFault& fault) {
  if (fault.seq > 0) std::cout << "event " << fault.seq;
  if (fault.seq > 0 && !fault.stream.empty()) std::cout << " of ";
  if (!fault.stream.empty()) std::cout << fault.stream;
  if (fault.seq > 0 || !fault.stream.empty()) std::cout << ": ";
  std::cout << fault.what << "\n";
}

int verify_journal(const std::filesystem::path& store, const std::string& agency) {
  const sqlite::Verified verified = sqlite::verify(store, agency);
  if (verified.faults.empty()) {
    std::cout << verified.events << (verified.events == 1 ? " event" : " events")
              << ", chain whole, head " << codec::to_hex(verified.head).substr(0, head_digits)
              << "\n";
    return ok;
  }
  for (const JournalFault& fault : verified.faults) print(fault);
  return bad_data;
}

int verify_file(const std::filesystem::path& store) {
  int worst = ok;
  for (const std::string& agency : sqlite::agencies(store)) {
    const int result = verify_journal(store, agency);
    if (result != ok) worst = result;
  }
  return worst;
}

int verify_configured(const std::string& file) {
  const config::Loaded loaded = config::load(file, config::process_environment());
  if (!loaded.config) {
    for (const config::Finding& finding : loaded.findings) {
      std::cerr << config::to_string(finding) << "\n";
    }
    return bad_config;
  }
  return verify_journal(loaded.config->store, loaded.config->agency);
}

int run_verify(const Options& options) {
  if (options.store.empty() && options.config.empty()) {
    std::cerr << "baton verify: what to verify is missing: add --config FILE or --store FILE\n";
    return usage;
  }
  try {
    return options.store.empty() ? verify_configured(options.config) : verify_file(options.store);
  } catch (const boost::system::system_error& error) {
    std::cerr << "baton verify: " << error.what() << "\n";
    return error.code() == AppErrc::store_corrupt || error.code() == AppErrc::store_unusable
               ? bad_data
               : failed;
  }
}

}  // namespace

void add_verify(CLI::App& app, Run& run) {
  const auto options = std::make_shared<Options>();  // lives as long as the callback that reads it
  CLI::App* const command =
      app.add_subcommand("verify", "Walks the journal's hash chain and names the first bad event");
  command->add_option("--config", options->config, "Configuration file that names the store")
      ->check(CLI::ExistingFile)
      ->envname("BATON_CONFIG");
  command->add_option("--store", options->store, "The store's file itself, whatever --config says")
      ->check(CLI::ExistingFile);
  command->callback([options, &run] { run = [options] { return run_verify(*options); }; });
}

}  // namespace baton::cli
