#include "config/config_reader.h"

#include <algorithm>
#include <utility>

#include "config/chat_reader.h"
#include "config/people_reader.h"
#include "config/spans.h"
#include "config/text_shape.h"

namespace baton::config {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> shipped_return_reasons = {
    "missing-information", "missing-asset", "wrong-format", "not-approved",
    "wrong-person",        "timing",        "other"};
const std::vector<std::string> verbs_with_rights = {"urgent", "forgive", "cancel", "reopen",
                                                    "due",    "move",    "redact"};
constexpr std::size_t last_resorts_min = 2;

fs::path absolute_in(const fs::path& folder, const std::string& path) {
  return (folder / path).lexically_normal();
}

Listen read_listen(const Item& item, Findings& findings) {
  Listen listen;
  const Item address = item.at("address");
  listen.address = address.text(listen.address);
  if (address.is_text() && !listen.address.empty() && !is_ip_address(listen.address)) {
    const std::string mend = listen.address == "localhost"
                                 ? "127.0.0.1"
                                 : "127.0.0.1 (this machine only) or 0.0.0.0 (all addresses)";
    findings.error(address.place(),
                   "\"address\" must be an IP address, not " + address.shown() + ": use " + mend);
  }
  listen.port = item.at("port").number(listen.port);
  Limits& limits = listen.limits;
  limits.connections_max = item.at("connections_max").number(limits.connections_max);
  limits.connections_per_source_max =
      item.at("connections_per_source_max").number(limits.connections_per_source_max);
  limits.body_bytes_max = static_cast<std::size_t>(
      item.at("body_bytes_max").number(static_cast<int>(limits.body_bytes_max)));
  return listen;
}

fs::path read_store(const Item& store, const fs::path& folder, Findings& findings) {
  const std::string text = store.text("sqlite:baton.db");
  if (text.starts_with("sqlite:") && text.size() > 7) return absolute_in(folder, text.substr(7));
  if (text.starts_with("postgresql:") || text.starts_with("postgres:")) {
    findings.error(store.place(),
                   "PostgreSQL is not available in this version: use \"store: sqlite:baton.db\"");
  } else if (text.starts_with("sqlite:")) {
    findings.error(store.place(), "\"store\" names no file: write \"sqlite:baton.db\"");
  } else if (!text.empty()) {
    findings.error(store.place(),
                   "\"store\" must begin with sqlite: and name a file, such as "
                   "\"sqlite:baton.db\"");
  }
  return {};
}

void read_secret_key(const Item& item, const fs::path& folder, Config& config, Findings& findings) {
  const std::string file = item.at("file").text(item.is_text() ? "" : "baton.key");
  if (!file.empty()) {
    config.secret_key_file = absolute_in(folder, file);
  } else if (item.is_text() && !item.text().empty()) {
    config.secret_key = Secret(item.text());
    if (!is_secret_key(item.text())) {
      findings.error(item.place(),
                     "\"secret_key\" must be 64 hexadecimal digits (openssl rand -hex 32), or "
                     "{ file: baton.key }, which Baton creates");
    }
  }
}

void read_rights(const Item& item, const Declared& roles, Config& config, Findings& findings) {
  for (const std::string& verb : verbs_with_rights) {
    config.rights[verb] = {coordinator_role, director_role};
  }
  for (const auto& [verb, list] : item.members()) {
    const std::vector<Item> named = list.texts();
    if (named.empty()) continue;
    std::vector<RoleId>& holders = config.rights[verb];
    holders.clear();
    for (const Item& role : named) {
      roles.expect(role, "role", "declare it under \"roles\"", findings);
      holders.push_back({role.text()});
    }
  }
}

void read_last_resort(const Item& item, const Declared& names, Config& config, Findings& findings) {
  for (const Item& person : item.texts()) {
    const std::string name = person.text();
    if (!names.expect(person, "person", "add them under \"people\"", findings)) continue;
    if (std::find(config.last_resort.begin(), config.last_resort.end(), name) !=
        config.last_resort.end()) {
      findings.error(person.place(),
                     person.shown() + " stands here twice: the deputy must be somebody else");
    }
    config.last_resort.push_back(name);
  }
  if (item.is_text() || (item.is_list() && item.items().size() == 1)) {
    findings.error(item.place(), "\"last_resort\" needs a deputy: name " +
                                     std::to_string(last_resorts_min) +
                                     " people, such as [Olga, Ana]");
  }
}

void read_return_reasons(const Item& item, Config& config, Findings& findings) {
  if (!item.exists()) {
    config.return_reasons = shipped_return_reasons;
    return;
  }
  for (const Item& reason : item.texts()) {
    const std::string code = reason.text();
    if (code.empty()) continue;
    std::vector<std::string>& codes = config.return_reasons;
    if (!is_kebab_case(code)) {
      const std::string better = kebab_case_of(code);
      findings.error(reason.place(), "the reason " + reason.shown() +
                                         " must be written in lower case with hyphens" +
                                         (better.empty() ? "" : ", such as " + in_quotes(better)));
    } else if (std::find(codes.begin(), codes.end(), code) != codes.end()) {
      findings.error(reason.place(),
                     "the reason " + reason.shown() + " stands here twice: keep one of them");
    }
    codes.push_back(code);
  }
}

}  // namespace

std::string address_of(const Listen& listen, int port) {
  std::string host = listen.address;
  if (host == "0.0.0.0") host = "127.0.0.1";  // all addresses: of these the machine's own
  if (host == "::") host = "::1";
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return "http://" + host + ":" + std::to_string(port);
}

Config read_config(const Document& document, const fs::path& folder, const IsZone& is_zone,
                   Findings& findings) {
  const Item root(document);
  Config config;
  config.file = document.file;
  config.agency = root.at("agency").text();
  config.listen = read_listen(root.at("listen"), findings);
  config.metrics_token = Secret(root.at("metrics").at("token").text());
  config.store = read_store(root.at("store"), folder, findings);
  read_secret_key(root.at("secret_key"), folder, config, findings);
  const Chats chats = read_chats(root, config, findings);
  config.roles = read_roles(root.at("roles"), findings);

  Declared roles{{}, root.at("roles").is_list()};
  for (const RoleId& role : config.roles) roles.names.push_back(role.value);
  config.people = read_people(root.at("people"), chats, roles, is_zone, findings);
  Declared names{{}, root.at("people").is_list()};
  for (const PersonEntry& person : config.people) {
    names.names.push_back(person.name);
    names.complete = names.complete && !person.name.empty();
  }
  config.clients = read_clients(root.at("clients"), chats, roles, config.people, names, findings);
  read_rights(root.at("rights"), roles, config, findings);
  read_last_resort(root.at("last_resort"), names, config, findings);
  config.undo_window = read_minutes(root.at("undo_window"), config.undo_window, findings);
  read_return_reasons(root.at("return_reasons"), config, findings);
  return config;
}

WorkflowChoice workflow_choice(const Document& document, const fs::path& folder) {
  const Item root(document);
  WorkflowChoice choice;
  choice.folder = absolute_in(folder, root.at("workflows").text("workflows"));
  choice.enabled = root.at("enabled").texts();
  return choice;
}

}  // namespace baton::config
