#include "config/document.h"

#include <algorithm>
#include <limits>

#include "config/text_shape.h"
#include "core/text/ascii.h"

namespace baton::config {
namespace {

std::string unescaped(std::string step) {
  for (auto at = step.find('~'); at != std::string::npos; at = step.find('~', at + 1)) {
    if (at + 1 < step.size()) step.replace(at, 2, step[at + 1] == '1' ? "/" : "~");
  }
  return step;
}

bool is_index(const std::string& step) {
  return !step.empty() && std::all_of(step.begin(), step.end(), ascii::is_digit);
}

Json number_of(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::integer) return whole_number_of(node.text).value_or(0);
  return std::strtod(node.text.c_str(), nullptr);
}

Json convert(const YamlNode& node, const std::string& path, Document& document) {
  Document::Mark& mark = document.marks[path];
  mark.value = node.spot;
  mark.outside = node.outside;
  mark.broken = node.broken;
  switch (node.kind) {
    case YamlNode::Kind::null: return nullptr;
    case YamlNode::Kind::text: return node.text;
    case YamlNode::Kind::integer:
    case YamlNode::Kind::real: return number_of(node);
    case YamlNode::Kind::flag: return node.text.front() == 't' || node.text.front() == 'T';
    case YamlNode::Kind::list: {
      Json list = Json::array();
      for (const YamlNode& entry : node.list) {
        list.push_back(convert(entry, child(path, list.size()), document));
      }
      return list;
    }
    case YamlNode::Kind::map: break;
  }
  Json map = Json::object();
  for (const YamlNode::Entry& entry : node.map) {
    const std::string here = child(path, entry.key);
    map[entry.key] = convert(entry.value, here, document);
    document.marks[here].key = entry.spot;
  }
  return map;
}

}  // namespace

std::string child(const std::string& path, const std::string& key) {
  std::string step;
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return path + "/" + step;
}

std::string child(const std::string& path, std::size_t index) {
  return path + "/" + std::to_string(index);
}

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> steps;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    steps.push_back(unescaped(path.substr(at + 1, end - at - 1)));
    at = end;
  }
  return steps;
}

std::string key_of(const std::string& path) {
  std::vector<std::string> steps = steps_of(path);
  while (!steps.empty() && is_index(steps.back())) steps.pop_back();
  return steps.empty() ? "the file" : steps.back();
}

const Document::Mark& Document::mark(const std::string& path) const {
  static const Mark beginning;
  const auto found = marks.find(path);
  return found == marks.end() ? beginning : found->second;
}

Place Document::place(const std::string& path) const {
  const Spot& spot = mark(path).value;
  return {file, spot.line, spot.column};
}

Place Document::key_place(const std::string& path) const {
  const bool in_list = path.empty() || is_index(path.substr(path.rfind('/') + 1));
  const Spot& spot = in_list ? mark(path).value : mark(path).key;
  return {file, spot.line, spot.column};
}

std::string Document::shown(const std::string& path) const {
  const std::string& outside = mark(path).outside;
  if (!outside.empty()) {
    const std::string quoted = in_quotes(outside);  // on one line, and not too long
    return "the value of " + quoted.substr(1, quoted.size() - 2);
  }
  for (std::string above = path; !above.empty(); above.resize(above.rfind('/'))) {
    if (secrets.contains(above)) return "this value";
  }
  const Json::json_pointer pointer(path);
  if (!value.contains(pointer)) return "this value";
  const Json& found = value.at(pointer);
  if (found.is_string()) return in_quotes(found.get<std::string>());
  return found.is_primitive() ? found.dump() : "this value";
}

std::string written(const Json& value) {
  if (value.is_string()) {
    const auto text = value.get<std::string>();
    const bool plain = text.find_first_of("{}[]#,\"'&*!|>%@`") == std::string::npos &&
                       text.find(": ") == std::string::npos;
    return plain ? text : value.dump();
  }
  if (value.is_array()) {
    std::string text;
    for (const Json& entry : value) text += (text.empty() ? "" : ", ") + written(entry);
    return "[" + text + "]";
  }
  if (value.is_object()) {
    std::string text;
    for (const auto& [key, entry] : value.items()) {
      text += (text.empty() ? "" : ", ") + key + ": " + written(entry);
    }
    return "{ " + text + " }";
  }
  return value.dump();
}

Document to_document(const YamlNode& root, std::string file) {
  Document document;
  document.file = std::move(file);
  document.value = convert(root, "", document);
  return document;
}

Item::Item(const Document& document) : Item(document, &document.value, "") {}

Item::Item(const Document& document, const Json* value, std::string path)
    : document_(&document), value_(value), path_(std::move(path)) {}

Item Item::at(const std::string& key) const {
  const Json* found = is_map() && value_->contains(key) ? &(*value_)[key] : nullptr;
  return {*document_, found, child(path_, key)};
}

std::vector<Item> Item::items() const {
  std::vector<Item> items;
  if (!is_list()) return items;
  for (std::size_t i = 0; i < value_->size(); ++i) {
    items.push_back(Item(*document_, &(*value_)[i], child(path_, i)));
  }
  return items;
}

std::vector<std::pair<std::string, Item>> Item::members() const {
  std::vector<std::pair<std::string, Item>> members;
  if (!is_map()) return members;
  for (const auto& [key, value] : value_->items()) {
    members.emplace_back(key, Item(*document_, &value, child(path_, key)));
  }
  return members;
}

std::string Item::text(const std::string& otherwise) const {
  return is_text() ? value_->get<std::string>() : otherwise;
}

int Item::number(int otherwise) const {
  if (value_ == nullptr || !value_->is_number_integer()) return otherwise;
  const auto number = value_->get<std::int64_t>();
  const bool fits =
      number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max();
  return fits ? static_cast<int>(number) : otherwise;
}

bool Item::flag(bool otherwise) const {
  return value_ != nullptr && value_->is_boolean() ? value_->get<bool>() : otherwise;
}

std::vector<Item> Item::texts() const {
  if (is_text()) return {*this};
  std::vector<Item> texts = items();
  std::erase_if(texts, [](const Item& item) { return !item.is_text(); });
  return texts;
}

}  // namespace baton::config
