#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "config/config_reader.h"
#include "config/nearest.h"
#include "config/people_reader.h"
#include "config/references.h"
#include "config/schema_check.h"
#include "config/text_shape.h"
#include "config/workflow_reader.h"
#include "core/proof/staffing.h"

namespace baton::config {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t workflow_files_max = 200;

/// Reads one file up to where its meaning begins; nullopt: the findings say why not.
std::optional<Document> read_document(const fs::path& path, const std::string& name,
                                      const Environment& environment,
                                      const std::set<std::string>& kept, const Schema& schema,
                                      Findings& findings) {
  FileText content = read_text_file(path, file_bytes_max);
  if (!content.problem.empty()) {
    findings.error({name, 0, 0}, "the file " + content.problem);
    return std::nullopt;
  }
  std::optional<YamlNode> tree = parse_yaml(content.text, name, findings);
  if (!tree) return std::nullopt;
  resolve_references(*tree, name, path.parent_path(), environment, kept, findings);
  Document document = to_document(*tree, name);
  schema.prepare(document);
  for (const std::string& secret : document.secrets) {
    const Json& value = document.value.at(Json::json_pointer(secret));
    if (value.is_string()) findings.hide(value.get<std::string>());
    if (!value.is_array()) continue;
    for (const Json& entry : value) {
      if (entry.is_string()) findings.hide(entry.get<std::string>());
    }
  }
  return document;
}

void warn_not_yet(const Schema& schema, const Document& document, Findings& findings) {
  for (const Schema::NotYet& key : schema.not_yet(document.value)) {
    findings.warning(document.key_place(key.path),
                     in_quotes(key_of(key.path)) + " is not yet in effect: " + key.why);
  }
}

class WorkflowFolder {
 public:
  /// `base`: the folder of the configuration file, absolute.
  WorkflowFolder(const Config& config, const fs::path& base, const WorkflowChoice& choice,
                 const Environment& environment, std::vector<std::string>& files,
                 Findings& findings)
      : config_(config),
        base_(base),
        choice_(choice),
        environment_(environment),
        files_(files),
        findings_(findings) {
    for (const PersonEntry& person : config.people) {
      for (const RoleId& role : person.roles) {
        std::vector<std::string>& holders = staffing_.holders[role];
        if (holders.empty() || holders.back() != person.name) holders.push_back(person.name);
      }
    }
    for (const ClientEntry& client : config.clients) {
      for (const auto& [role, person] : client.roles) staffing_.named_by_clients.insert(role);
    }
    staffing_.last_resort = config.last_resort;
  }

  std::vector<WorkflowFile> read(const Place& named_at, const std::string& named) {
    std::vector<fs::path> paths;
    std::error_code error;
    for (fs::directory_iterator entry(choice_.folder, error), end; !error && entry != end;
         entry.increment(error)) {
      const fs::path extension = entry->path().extension();
      if (extension == ".yaml" || extension == ".yml") paths.push_back(entry->path());
    }
    if (error || paths.empty()) {
      findings_.error(named_at, "the folder of workflows " + named +
                                    (error ? " cannot be read (" + error.message() + ")"
                                           : " holds no .yaml file") +
                                    ": put at least one workflow there, such as quick.yaml");
      return {};
    }
    if (paths.size() > workflow_files_max) {
      findings_.error(named_at, "the folder of workflows " + named + " holds more than " +
                                    std::to_string(workflow_files_max) +
                                    " files: is this the right folder?");
      return {};
    }
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) read_file(path);
    for (const Item& id : choice_.enabled) {
      if (id.text().empty() || first_.contains(id.text())) continue;
      std::vector<std::string> ids;
      for (const auto& [known, unused] : first_) ids.push_back(known);
      const std::string hint = did_you_mean(id.text(), ids);
      findings_.error(id.place(),
                      "no workflow is called " + id.shown() +
                          (hint.empty() ? "; the folder has " + alternatives(ids) : hint));
    }
    return std::move(read_);
  }

 private:
  void read_file(const fs::path& path) {
    const fs::path shown = fs::path(config_.file).parent_path() / path.lexically_relative(base_);
    const std::string name = shown.lexically_normal().string();
    files_.push_back(name);
    Findings found;
    const auto document = read_document(path, name, environment_, {}, workflow_schema(), found);
    const std::string id = document ? Item(*document).at("workflow").text() : "";
    if (!id.empty() && !is_enabled(id)) {
      first_.emplace(id, name);
      return;
    }
    if (!document) return findings_.add(std::move(found));
    workflow_schema().check(*document, found);
    warn_not_yet(workflow_schema(), *document, found);
    Workflow workflow = workflow_of(document->value);
    check_workflow(*document, workflow, config_.roles, found);
    if (!found.has_errors()) warn_unstaffed(*document, workflow, found);
    findings_.add(std::move(found));
    const auto [first, is_new] = first_.emplace(id, name);
    if (!is_new && !id.empty()) {
      findings_.error(Item(*document).at("workflow").place(),
                      "the workflow " + in_quotes(id) + " is in " + first->second +
                          " already: give this one an id of its own");
    }
    read_.push_back({std::move(workflow), document->value.dump(), name});
  }

  void warn_unstaffed(const Document& document, const Workflow& workflow, Findings& found) const {
    if (staffing_.holders.empty()) return;  // nobody could be read: their findings say more
    for (const ProofFinding& lack : prove_staffing(workflow, staffing_)) {
      found.warning(
          place_in(document, lack.stage.value, lack.transition.value, lack.requirement.value),
          lack.message);
    }
  }

  bool is_enabled(const std::string& id) const {
    return choice_.enabled.empty() ||
           std::any_of(choice_.enabled.begin(), choice_.enabled.end(),
                       [&](const Item& item) { return item.text() == id; });
  }

  const Config& config_;
  const fs::path& base_;
  const WorkflowChoice& choice_;
  const Environment& environment_;
  std::vector<std::string>& files_;
  Findings& findings_;
  Staffing staffing_;
  std::map<std::string, std::string> first_;  ///< workflow id -> the file it was first found in
  std::vector<WorkflowFile> read_;
};

}  // namespace

Loaded load(const fs::path& file, const Environment& environment, const IsZone& is_zone) {
  Findings findings;
  std::vector<std::string> files = {file.string()};
  std::optional<Config> config;
  const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
  const auto document = read_document(file, file.string(), environment, {"secret_key"},
                                      configuration_schema(), findings);
  if (document) {
    configuration_schema().check(*document, findings);
    warn_not_yet(configuration_schema(), *document, findings);
    config = read_config(*document, folder, is_zone, findings);
    const WorkflowChoice choice = workflow_choice(*document, folder);
    const Item named = Item(*document).at("workflows");
    if (!document->mark(named.path()).broken) {
      WorkflowFolder workflows(*config, folder, choice, environment, files, findings);
      config->workflows = workflows.read(named.exists() ? named.place() : Item(*document).place(),
                                         named.is_text() ? named.shown() : in_quotes("workflows"));
    }
  }
  Loaded loaded;
  loaded.findings = findings.sorted(files);
  if (!findings.has_errors()) loaded.config = std::move(config);
  return loaded;
}

}  // namespace baton::config
