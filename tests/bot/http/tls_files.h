#pragma once

#include <filesystem>
#include <string>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace baton::test {

/// An authority of the test's own, and what it signs, as PEM files in a folder that goes with it.
class Authority {
 public:
  Authority();
  ~Authority();
  Authority(const Authority&) = delete;
  Authority& operator=(const Authority&) = delete;

  struct Files {
    std::string certificate;
    std::string key;
  };
  /// A certificate for `names`, such as "DNS:localhost,IP:127.0.0.1", which begins and ends so
  /// many days from now.
  Files issue(const std::string& names, int from_day = -1, int to_day = 1);
  /// The same, vouched for by nobody but itself.
  Files self_signed(const std::string& names);
  /// The authority's own certificate.
  [[nodiscard]] std::string file() const { return (folder_ / "ca.pem").string(); }

 private:
  Files write(X509* certificate, EVP_PKEY* key);

  std::filesystem::path folder_;
  EVP_PKEY* key_;
  X509* certificate_;
  int issued_ = 0;
};

}  // namespace baton::test
