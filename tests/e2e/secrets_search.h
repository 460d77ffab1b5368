#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Looks for secrets where none may stand.
namespace baton::test {

/// `secret` as it might stand somewhere: as it is and in halves, in hex, in base64 at whichever
/// place, in a URL, in a JSON text.
std::vector<std::string> forms_of(const std::string& secret);

/// Everything that came out of a run, by where: texts, and files as raw bytes.
class Outcome {
 public:
  void add(const std::string& where, const std::string& text) { texts_[where] += text; }
  /// All files below `folder` but those named.
  void add_files(const std::filesystem::path& folder, const std::set<std::string>& but);
  /// In which of them `secret` stands, in whichever form.
  [[nodiscard]] std::vector<std::string> hits(const std::string& secret) const;
  /// The same where the name of the place contains `part`.
  [[nodiscard]] std::vector<std::string> hits_in(const std::string& part,
                                                 const std::string& secret) const;
  [[nodiscard]] const std::string& text(const std::string& where) { return texts_[where]; }

 private:
  std::map<std::string, std::string> texts_;
};

/// The bytes of a file.
std::string bytes_of(const std::filesystem::path& file);

}  // namespace baton::test
