#include "config/yaml_source.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <sstream>
#include <utility>

#include "config/text_shape.h"

namespace baton::config {
namespace {

constexpr std::string_view yaml_tag = "tag:yaml.org,2002:";

Spot spot_of(const YAML::Mark& mark) {
  if (mark.line < 0) return {};
  return {mark.line + 1, mark.column + 1};
}

/// Ends the parsing of a file that grows beyond what any configuration needs.
struct TooMany {
  Spot spot;
};

YamlNode::Kind kind_of_plain(const std::string& text) {
  if (text == "true" || text == "True" || text == "TRUE") return YamlNode::Kind::flag;
  if (text == "false" || text == "False" || text == "FALSE") return YamlNode::Kind::flag;
  if (whole_number_of(text)) return YamlNode::Kind::integer;
  return is_decimal(text) ? YamlNode::Kind::real : YamlNode::Kind::text;
}

/// Builds the tree from the parser's events, because only they still know both of two equal keys.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& file, Findings& findings) : file_(file), findings_(findings) {}

  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(scalar(YamlNode::Kind::null, "", mark), anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const bool typed_by_text = tag == "?" || tag == std::string(yaml_tag) + "int" ||
                               tag == std::string(yaml_tag) + "float" ||
                               tag == std::string(yaml_tag) + "bool";
    if (!typed_by_text && tag != "!" && tag != std::string(yaml_tag) + "str") refuse_tag(mark);
    add(scalar(typed_by_text ? kind_of_plain(value) : YamlNode::Kind::text, value, mark), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) {
      findings_.error(place(mark), "this alias stands inside what it repeats: write the value out");
      YamlNode nothing = scalar(YamlNode::Kind::null, "", mark);
      nothing.broken = true;
      add(std::move(nothing), 0);
      return;
    }
    count(mark, found->second.size);
    add(found->second.node, 0);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    std::size_t counted_before = 0;
    std::optional<YamlNode::Entry> key;  ///< of a map: read, and waiting for its value
    bool key_dropped = false;            ///< ... but refused: its value is dropped with it
  };
  struct Anchored {
    YamlNode node;
    std::size_t size = 0;
  };

  [[nodiscard]] Place place(const YAML::Mark& mark) const {
    const Spot spot = spot_of(mark);
    return {file_, spot.line, spot.column};
  }
  /// Not quoted: it may be a password that begins with "!".
  void refuse_tag(const YAML::Mark& mark) {
    findings_.error(place(mark),
                    "a tag (!...) is not understood: put a text that begins with ! in quotes");
  }
  void count(const YAML::Mark& mark, std::size_t values) {
    counted_ += values;
    if (counted_ > values_max) throw TooMany{spot_of(mark)};
  }
  YamlNode scalar(YamlNode::Kind kind, std::string text, const YAML::Mark& mark) {
    count(mark, 1);
    YamlNode node;
    node.kind = kind;
    node.text = std::move(text);
    node.spot = spot_of(mark);
    return node;
  }
  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    const std::string standard =
        std::string(yaml_tag) + (kind == YamlNode::Kind::map ? "map" : "seq");
    if (tag != "?" && tag != "!" && !tag.empty() && tag != standard) refuse_tag(mark);
    const std::size_t counted_before = counted_;
    count(mark, 1);
    Open next;
    next.node.kind = kind;
    next.node.spot = spot_of(mark);
    next.anchor = anchor;
    next.counted_before = counted_before;
    open_.push_back(std::move(next));
  }
  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    const std::size_t size = counted_ - done.counted_before;
    add(std::move(done.node), done.anchor, size);
  }

  void add(YamlNode node, YAML::anchor_t anchor, std::size_t size = 1) {
    if (anchor != 0) anchored_[anchor] = Anchored{node, size};
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().node.kind == YamlNode::Kind::list) {
      open_.back().node.list.push_back(std::move(node));
    } else if (!open_.back().key) {
      add_key(open_.back(), node);
    } else {
      add_value(open_.back(), std::move(node));
    }
  }
  void add_key(Open& map, const YamlNode& key) {
    const Place here{file_, key.spot.line, key.spot.column};
    map.key = YamlNode::Entry{key.text, key.spot, {}};
    map.key_dropped = true;
    if (key.kind == YamlNode::Kind::list || key.kind == YamlNode::Kind::map) {
      findings_.error(here, "a key must be a word, not a list or a map");
    } else if (key.kind == YamlNode::Kind::null) {
      findings_.error(here, "a key is empty: write its name before the colon");
    } else if (key.text == "<<") {
      findings_.error(here, "merge keys (<<) are not understood: write the keys out");
    } else if (const YamlNode::Entry* first = find(map.node, key.text)) {
      findings_.error(here, name_of_key(key.text) + " stands here a second time (first in line " +
                                std::to_string(first->spot.line) + "): keep one of them");
    } else {
      map.key_dropped = false;
    }
  }
  static void add_value(Open& map, YamlNode value) {
    YamlNode::Entry entry = std::move(*map.key);
    map.key.reset();
    if (map.key_dropped) return;
    // The parser places a missing value at whatever comes next; its key says more.
    if (value.kind == YamlNode::Kind::null) value.spot = entry.spot;
    entry.value = std::move(value);
    map.node.map.push_back(std::move(entry));
  }
  static const YamlNode::Entry* find(const YamlNode& map, const std::string& key) {
    for (const YamlNode::Entry& entry : map.map) {
      if (entry.key == key) return &entry;
    }
    return nullptr;
  }

  const std::string& file_;
  Findings& findings_;
  YamlNode root_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchored_;
  std::size_t counted_ = 0;
};

/// The parser's own words, with the mend where they are known to puzzle people.
std::string in_plain_words(const std::string& message) {
  static const std::pair<const char*, const char*> words[] = {
      {"illegal map value",
       "the indentation or a colon is wrong here: a key stands alone on its line, and a text with "
       "\": \" in it needs quotes"},
      {"unknown token", "this value cannot begin with that character: put it in quotes"},
      {"end of map not found", "the map that began here does not line up: check the indentation"},
      {"end of sequence not found",
       "the list that began here does not line up: check the indentation"},
      {"end of map flow not found", "a closing } is missing"},
      {"end of sequence flow not found", "a closing ] is missing"},
      {"the referenced anchor is not defined",
       "this alias (*name) names no anchor above it: put a text that begins with * in quotes"},
      {"illegal tab when looking for indentation", "a tab stands here: indent with spaces"},
      {"bad file", "this is nested too deeply"},
  };
  for (const auto& [theirs, ours] : words) {
    if (message == theirs) return ours;
  }
  return "this is not YAML: " + message;
}

Spot spot_in(const std::string& text, std::size_t offset) {
  Spot spot;
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      ++spot.line;
      spot.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++spot.column;
    }
  }
  return spot;
}

/// What the parser would take without a word, or choke on.
bool is_readable(const std::string& text, const std::string& file, Findings& findings) {
  if (const auto bad = first_invalid_utf8(text)) {
    const Spot spot = spot_in(text, *bad);
    findings.error({file, spot.line, spot.column}, "this is not UTF-8: save the file as UTF-8");
    return false;
  }
  if (const auto bad = text.find('\0'); bad != std::string::npos) {
    const Spot spot = spot_in(text, bad);
    findings.error({file, spot.line, spot.column}, "a zero byte stands here: remove it");
    return false;
  }
  return true;
}

/// Refuses a second document, wherever its marker stands.
void expect_end(YAML::Parser& parser, const std::string& file, Findings& findings) {
  struct Watcher final : YAML::EventHandler {
    std::optional<Spot> begun;
    void OnDocumentStart(const YAML::Mark& mark) override {
      if (!begun) begun = spot_of(mark);
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
  } watcher;
  try {
    parser.HandleNextDocument(watcher);
  } catch (const YAML::Exception&) {
    // That there is one is reason enough to refuse it.
  }
  if (watcher.begun) {
    findings.error({file, watcher.begun->line, watcher.begun->column},
                   "a second document begins here (---): one file holds one, move it to its own");
  }
}

}  // namespace

std::optional<YamlNode> parse_yaml(const std::string& text, const std::string& file,
                                   Findings& findings) {
  if (!is_readable(text, file, findings)) return std::nullopt;
  std::istringstream in(text);
  try {
    YAML::Parser parser(in);
    TreeBuilder tree(file, findings);
    if (!parser.HandleNextDocument(tree)) {
      findings.error({file, 1, 1},
                     "the file is empty: begin with a copy of config/baton.example.yaml, for a "
                     "workflow with one of config/workflows/");
      return std::nullopt;
    }
    expect_end(parser, file, findings);
    return tree.take();
  } catch (const TooMany& too_many) {
    findings.error({file, too_many.spot.line, too_many.spot.column},
                   "the file holds more than " + std::to_string(values_max) +
                       " values (what aliases repeat counts too): is this the right file?");
  } catch (const YAML::Exception& problem) {
    const Spot spot = spot_of(problem.mark);
    findings.error({file, spot.line, spot.column}, in_plain_words(problem.msg));
  }
  return std::nullopt;
}

}  // namespace baton::config
