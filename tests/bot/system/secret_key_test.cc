#include "bot/system/secret_key.h"

#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/fakes/fake_random.h"

namespace baton::test {
namespace {

namespace fs = std::filesystem;

const std::string hex(64, 'a');

/// A folder of the test's own.
class SecretKeyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "baton-key-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    file_ = folder_ / "baton.key";
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& text) const { std::ofstream(file_, std::ios::binary) << text; }
  /// What load_or_make_secret_key() says is wrong.
  std::string failure() {
    try {
      load_or_make_secret_key(file_, random_);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return {};
  }

  FakeRandom random_;
  fs::path folder_;
  fs::path file_;
};

TEST_F(SecretKeyTest, IsMadeOnceForItsOwnerAlone) {
  const ::mode_t before = ::umask(0);
  const Secret made = load_or_make_secret_key(file_, random_);
  ::umask(before);
  EXPECT_EQ(made.reveal().size(), 32u);
  struct ::stat status = {};
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600u);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1)
      << "nothing else is left behind";
}

TEST_F(SecretKeyTest, IsReadAgainAsItWasMade) {
  const Secret made = load_or_make_secret_key(file_, random_);
  const auto written = fs::last_write_time(file_);
  const Secret again = load_or_make_secret_key(file_, random_);
  EXPECT_EQ(again.reveal(), made.reveal());
  EXPECT_EQ(fs::last_write_time(file_), written);
}

TEST_F(SecretKeyTest, IsAnotherInAnotherPlace) {
  const Secret one = load_or_make_secret_key(file_, random_);
  const Secret other = load_or_make_secret_key(folder_ / "other.key", random_);
  EXPECT_NE(one.reveal(), other.reveal());
}

TEST_F(SecretKeyTest, MayHaveSpaceAroundIt) {
  for (const std::string& text : {hex, hex + "\n", hex + "\r\n", "  " + hex + " \n\n"}) {
    write(text);
    EXPECT_EQ(load_or_make_secret_key(file_, random_).reveal(), std::string(32, '\xaa'));
  }
}

TEST_F(SecretKeyTest, IsRefusedWhereItIsMalformedNamingTheFileAndNotTheText) {
  const std::string wrong[] = {"",
                               "\n",
                               "abcdef",
                               hex + "a",
                               hex + "\n#",
                               "zz" + hex.substr(2),
                               hex.substr(1),
                               std::string(64, '\0')};
  for (const std::string& text : wrong) {
    SCOPED_TRACE(text);
    write(text);
    const std::string said = failure();
    EXPECT_NE(said.find(file_.string()), std::string::npos) << said;
    EXPECT_NE(said.find("64 hexadecimal digits"), std::string::npos) << said;
    EXPECT_EQ(said.find("aaaa"), std::string::npos) << said;
    EXPECT_TRUE(fs::exists(file_)) << "never replaced";
  }
}

TEST_F(SecretKeyTest, NamesTheFileWhereItsPlaceCannotHoldOne) {
  fs::create_directory(file_);
  EXPECT_NE(failure().find(file_.string()), std::string::npos) << failure();
  file_ = folder_ / "nowhere" / "baton.key";
  EXPECT_NE(failure().find(file_.string()), std::string::npos) << failure();
  EXPECT_NE(failure().find("No such file"), std::string::npos) << failure();
}

TEST_F(SecretKeyTest, IsMadeThoughAnEarlierTryWasCutOff) {
  std::ofstream(file_.string() + ".new") << "half";
  EXPECT_EQ(load_or_make_secret_key(file_, random_).reveal().size(), 32u);
  EXPECT_FALSE(fs::exists(file_.string() + ".new"));
}

TEST(SecretKeyTextTest, IsSixtyFourHexadecimalDigits) {
  const std::string text = "00ff10Aa" + std::string(56, '0');
  const std::string bytes = secret_key_of_hex(text).reveal();
  EXPECT_EQ(bytes.substr(0, 4), std::string("\x00\xff\x10\xaa", 4));
  EXPECT_THROW(secret_key_of_hex(""), std::invalid_argument);
  EXPECT_THROW(secret_key_of_hex(hex + " "), std::invalid_argument);
}

}  // namespace
}  // namespace baton::test
