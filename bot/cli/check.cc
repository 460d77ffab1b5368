#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "bot/cli/cli.h"
#include "bot/system/system_zones.h"
#include "config/config.h"

namespace baton::cli {
namespace {

using config::Finding;

struct Options {
  std::string file;
  std::string format = "text";
};

struct Counts {
  std::ptrdiff_t errors = 0;
  std::ptrdiff_t warnings = 0;
};

Counts count(const std::vector<Finding>& findings) {
  const auto errors = std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity == Finding::Severity::error;
  });
  return {errors, static_cast<std::ptrdiff_t>(findings.size()) - errors};
}

std::string counted(std::size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

/// "2 workflows, 5 people, 2 clients": what was understood.
std::string contents_of(const config::Config& config) {
  return counted(config.workflows.size(), "workflow", "workflows") + ", " +
         counted(config.people.size(), "person", "people") + ", " +
         counted(config.clients.size(), "client", "clients");
}

void print_text(const std::string& file, const config::Loaded& loaded) {
  for (const Finding& finding : loaded.findings) std::cout << to_string(finding) << '\n';
  const Counts counts = count(loaded.findings);
  std::string summary;
  if (counts.errors > 0) {
    summary = counted(static_cast<std::size_t>(counts.errors), "error", "errors");
  } else {
    summary = "ok: " + contents_of(*loaded.config);
  }
  if (counts.warnings > 0) {
    summary += ", " + counted(static_cast<std::size_t>(counts.warnings), "warning", "warnings");
  }
  std::cout << file << ": " << summary << '\n';
  const bool absent = loaded.findings.size() == 1 && loaded.findings[0].place.line == 0;
  if (absent) {
    std::cout << "A file to begin with is config/baton.example.yaml; every key is explained in "
                 "docs/configuration.md.\n";
  }
}

void print_json(const std::string& file, const config::Loaded& loaded) {
  nlohmann::json findings = nlohmann::json::array();
  for (const Finding& finding : loaded.findings) {
    const bool error = finding.severity == Finding::Severity::error;
    findings.push_back({{"severity", error ? "error" : "warning"},
                        {"file", finding.place.file},
                        {"line", finding.place.line},
                        {"column", finding.place.column},
                        {"message", finding.message}});
  }
  const Counts counts = count(loaded.findings);
  const nlohmann::json report = {{"file", file},
                                 {"ok", counts.errors == 0},
                                 {"errors", counts.errors},
                                 {"warnings", counts.warnings},
                                 {"findings", std::move(findings)}};
  std::cout << report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

int check(const Options& options) {
  const SystemZones zones;
  const config::Loaded loaded =
      config::load(options.file, config::process_environment(),
                   [&](const std::string& name) { return zones.zone(name).has_value(); });
  if (options.format == "json") {
    print_json(options.file, loaded);
  } else {
    print_text(options.file, loaded);
  }
  return loaded.config ? ok : bad_data;
}

}  // namespace

void add_check(CLI::App& app, Run& run) {
  const auto options = std::make_shared<Options>();  // shared with the callback, which outlives us
  CLI::App* command = app.add_subcommand(
      "check", "Prove a configuration: all that is wrong, each with its line and the mend");
  command->add_option("-c,--config", options->file, "The configuration file")
      ->required()
      ->envname("BATON_CONFIG");
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->footer("Exit status: 0 when it is good (warnings do not count), 65 with errors.");
  command->callback([options, &run] { run = [options] { return check(*options); }; });
}

}  // namespace baton::cli
