#include "tests/bot/http/tls_files.h"

#include <cstdio>
#include <cstdlib>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <gtest/gtest.h>

namespace baton::test {
namespace {

constexpr long day_seconds = 24 * 60 * 60;

EVP_PKEY* make_key() { return EVP_EC_gen("P-256"); }

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  ASSERT_NE(extension, nullptr) << value;
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

/// Not signed yet; a null `issuer` is itself.
X509* make_certificate(const std::string& name, EVP_PKEY* key, X509* issuer, int number) {
  X509* const certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), number);
  X509_set_pubkey(certificate, key);
  X509_NAME* const subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate, issuer == nullptr ? subject : X509_get_subject_name(issuer));
  return certificate;
}

void set_days(X509* certificate, int from, int to) {
  X509_gmtime_adj(X509_getm_notBefore(certificate), from * day_seconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate), to * day_seconds);
}

template <class Write>
void write_file(const std::string& path, Write write) {
  std::FILE* const file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr) << path;
  EXPECT_EQ(write(file), 1);
  std::fclose(file);
}

}  // namespace

Authority::Authority() : key_(make_key()) {
  std::string name = (std::filesystem::temp_directory_path() / "baton-tls-XXXXXX").string();
  EXPECT_NE(::mkdtemp(name.data()), nullptr);
  folder_ = name;
  certificate_ = make_certificate("Test authority", key_, nullptr, 1);
  set_days(certificate_, -1, 1);
  add_extension(certificate_, certificate_, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate_, certificate_, NID_subject_key_identifier, "hash");
  EXPECT_GT(X509_sign(certificate_, key_, EVP_sha256()), 0);
  write_file(file(), [this](std::FILE* out) { return PEM_write_X509(out, certificate_); });
}

Authority::~Authority() {
  X509_free(certificate_);
  EVP_PKEY_free(key_);
  std::filesystem::remove_all(folder_);
}

Authority::Files Authority::write(X509* certificate, EVP_PKEY* key) {
  const std::string stem = (folder_ / std::to_string(++issued_)).string();
  Files files{stem + ".pem", stem + ".key"};
  write_file(files.certificate,
             [certificate](std::FILE* out) { return PEM_write_X509(out, certificate); });
  write_file(files.key, [key](std::FILE* out) {
    return PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  });
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

Authority::Files Authority::issue(const std::string& names, int from_day, int to_day) {
  EVP_PKEY* const key = make_key();
  X509* const certificate = make_certificate("server", key, certificate_, issued_ + 2);
  set_days(certificate, from_day, to_day);
  add_extension(certificate, certificate_, NID_subject_alt_name, names);
  EXPECT_GT(X509_sign(certificate, key_, EVP_sha256()), 0);
  return write(certificate, key);
}

Authority::Files Authority::self_signed(const std::string& names) {
  EVP_PKEY* const key = make_key();
  X509* const certificate = make_certificate("server", key, nullptr, issued_ + 2);
  set_days(certificate, -1, 1);
  add_extension(certificate, certificate, NID_subject_alt_name, names);
  EXPECT_GT(X509_sign(certificate, key, EVP_sha256()), 0);
  return write(certificate, key);
}

}  // namespace baton::test
