#include "config/references.h"

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>

#include "config/text_shape.h"

namespace baton::config {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t secret_bytes_max = std::size_t{64} * 1024;

class Resolver {
 public:
  Resolver(const std::string& file, const fs::path& folder, const Environment& environment,
           Findings& findings)
      : file_(file), folder_(folder), environment_(environment), findings_(findings) {}

  void resolve(YamlNode& node) {
    if (node.kind == YamlNode::Kind::text) substitute(node);
    for (YamlNode& entry : node.list) resolve(entry);
    if (is_file_reference(node)) {
      include(node);
    } else {
      for (YamlNode::Entry& entry : node.map) resolve(entry.value);
    }
  }
  /// Only what stands inside: the reference itself is the caller's.
  void resolve_inside(YamlNode& node) {
    for (YamlNode::Entry& entry : node.map) resolve(entry.value);
  }
  static bool is_file_reference(const YamlNode& node) {
    return node.kind == YamlNode::Kind::map && node.map.size() == 1 && node.map[0].key == "file" &&
           node.map[0].value.list.empty() && node.map[0].value.map.empty();
  }

 private:
  void refuse(YamlNode& node, const std::string& message) {
    findings_.error({file_, node.spot.line, node.spot.column}, message);
    node.kind = YamlNode::Kind::null;
    node.text.clear();
    node.list.clear();
    node.map.clear();
    node.broken = true;
  }

  void substitute(YamlNode& node) {
    std::string made;
    bool replaced = false;
    const std::string written = node.text;
    for (std::size_t at = 0; at < written.size();) {
      if (written.compare(at, 3, "$${") == 0) {  // an escaped "${"
        made += "${";
        at += 3;
      } else if (written.compare(at, 2, "${") == 0) {
        const std::size_t end = written.find('}', at);
        const std::string name =
            end == std::string::npos ? "" : written.substr(at + 2, end - at - 2);
        if (!is_variable_name(name)) {
          return refuse(node,
                        "after ${ the name of an environment variable and a } must follow, such "
                        "as ${SLACK_BOT_TOKEN}; write $${ for a plain ${");
        }
        const std::optional<std::string> value = environment_(name);
        if (!value) {
          return refuse(node, "the environment variable " + name +
                                  " is not set: set it for the service, or write the value here");
        }
        if (first_invalid_utf8(*value)) {
          return refuse(node, "the environment variable " + name + " is not UTF-8");
        }
        made += *value;
        at = end + 1;
        replaced = true;
      } else {
        made += written[at++];
      }
    }
    node.text = std::move(made);
    if (replaced) node.outside = written;
  }

  void include(YamlNode& node) {
    YamlNode& named = node.map[0].value;
    resolve(named);
    if (named.broken) {
      node.map.clear();
      node.kind = YamlNode::Kind::null;
      node.broken = true;
      return;
    }
    if (named.text.empty()) {
      return refuse(node, "{ file: } names no file: write { file: /run/secrets/name }");
    }
    const std::string shown = named.outside.empty() ? named.text : named.outside;
    FileText content = read_text_file(folder_ / named.text, secret_bytes_max);
    if (!content.problem.empty()) {
      return refuse(node, "the file " + in_quotes(shown) + " " + content.problem);
    }
    std::string& text = content.text;
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    if (text.empty()) {
      return refuse(node, "the file " + in_quotes(shown) + " is empty: put the value into it");
    }
    if (first_invalid_utf8(text)) {
      return refuse(node, "the file " + in_quotes(shown) + " does not hold text in UTF-8");
    }
    node.map.clear();
    node.kind = YamlNode::Kind::text;
    node.text = std::move(text);
    node.outside = "{ file: " + shown + " }";
  }

  const std::string& file_;
  const fs::path& folder_;
  const Environment& environment_;
  Findings& findings_;
};

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

FileText read_text_file(const fs::path& path, std::size_t bytes_max) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return {"", "does not exist: create it, or correct the path"};
  if (fs::is_directory(status)) return {"", "is a folder: name a file"};
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return {"", "cannot be read (" + std::generic_category().message(errno) +
                    "): check its owner and mode"};
  }
  std::string text;
  char block[4096];
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(in.gcount()));
    if (text.size() > bytes_max) return {"", "is too large: is this the right file?"};
  }
  return {std::move(text), ""};
}

void resolve_references(YamlNode& root, const std::string& file, const fs::path& folder,
                        const Environment& environment, const std::set<std::string>& kept,
                        Findings& findings) {
  Resolver resolver(file, folder, environment, findings);
  if (root.kind != YamlNode::Kind::map) return resolver.resolve(root);
  for (YamlNode::Entry& entry : root.map) {
    if (kept.contains(entry.key) && Resolver::is_file_reference(entry.value)) {
      resolver.resolve_inside(entry.value);
    } else {
      resolver.resolve(entry.value);
    }
  }
}

}  // namespace baton::config
