#include "core/gate/gate.h"

#include "tests/core/fixture.h"

/// What people type, field type by field type: kept how, or refused why.
namespace baton::test {
namespace {

struct Typed {
  std::string typed;
  std::string kept;  ///< "" refused
};

void expect_all(const Requirement& field, const std::vector<Typed>& cases) {
  for (const Typed& c : cases) {
    SCOPED_TRACE("`" + c.typed + "`");
    const Parsed parsed = parse_value(field, c.typed);
    EXPECT_EQ(parsed.value, c.kept);
    EXPECT_EQ(parsed.problem.empty(), !c.kept.empty()) << parsed.problem;
  }
}

Requirement of(FieldType type) { return field("x", "X", type); }

TEST(FieldValueTest, AnEmptyValueClearsAFieldOfAnyType) {
  for (int type = 0; type <= static_cast<int>(FieldType::yes_no); ++type) {
    for (const char* typed : {"", " ", "\t\n"}) {
      const Parsed parsed = parse_value(of(static_cast<FieldType>(type)), typed);
      EXPECT_EQ(parsed.value, "");
      EXPECT_EQ(parsed.problem, "");
    }
  }
}

TEST(FieldValueTest, Text) {
  expect_all(of(FieldType::text), {{" two words\n", "two words"},
                                   {"a\nb", "a\nb"},
                                   {"<script> & *stars*", "<script> & *stars*"},
                                   {"größer", "größer"}});
}

TEST(FieldValueTest, Number) {
  expect_all(of(FieldType::number), {
                                        {"1200", "1200"},
                                        {" 12.5 ", "12.5"},
                                        {"-3", "-3"},
                                        {"0", "0"},
                                        {"1,200", "1200"},
                                        {"1'200'000.25", "1200000.25"},
                                        {"999999999999999", "999999999999999"},
                                        {"9999999999999999", ""},  // sixteen digits
                                        {"1.1234567", ""},
                                        {"1,20", ""},
                                        {"12,34,567", ""},
                                        {"1234,567", ""},
                                        {",200", ""},
                                        {"1,", ""},
                                        {"1,200,", ""},
                                        {"1.", ""},
                                        {".5", ""},
                                        {"1.2.3", ""},
                                        {"1.200,50", ""},
                                        {"1e5", ""},
                                        {"0x10", ""},
                                        {"+5", ""},
                                        {"--5", ""},
                                        {"-", ""},
                                        {"five", ""},
                                        {"1 200", ""},
                                        {"NaN", ""},
                                        {"inf", ""},
                                    });
}

TEST(FieldValueTest, Money) {
  expect_all(of(FieldType::money), {
                                       {"5000 EUR", "5000 EUR"},
                                       {"5000EUR", "5000 EUR"},
                                       {"EUR 5000", "5000 EUR"},
                                       {"eur5000", "5000 EUR"},
                                       {"€5,000.50", "5000.50 EUR"},
                                       {"€ 5000", "5000 EUR"},
                                       {"5000 €", "5000 EUR"},
                                       {"$12.5", "12.5 USD"},
                                       {"£1,000,000", "1000000 GBP"},
                                       {"1'000 CHF", "1000 CHF"},
                                       {"5000", "5000"},
                                       {"0 EUR", "0 EUR"},
                                       {"5.000 EUR", ""},  // five thousand, or five? ask
                                       {"5.000,50 EUR", ""},
                                       {"12,50 EUR", ""},
                                       {"5000.001", ""},
                                       {"-5 EUR", ""},
                                       {"-€5", ""},
                                       {"€-5", ""},
                                       {"EUR", ""},
                                       {"€", ""},
                                       {"5000 EURO", ""},
                                       {"5000 E", ""},
                                       {"€5000£", ""},
                                       {"€5000 EUR", ""},
                                       {"EUR 5000 USD", ""},
                                       {"€€5", ""},
                                       {"5k EUR", ""},
                                       {"about 5000 EUR", ""},
                                       {"5000 EUR per month", ""},
                                       {"1e3 EUR", ""},
                                       {"US$5000", ""},
                                   });
}

TEST(FieldValueTest, Date) {
  expect_all(of(FieldType::date), {
                                      {"2027-03-31", "2027-03-31"},
                                      {" 2027-12-31 ", "2027-12-31"},
                                      {"2028-02-29", "2028-02-29"},
                                      {"2000-02-29", "2000-02-29"},
                                      {"2027-02-29", ""},
                                      {"2100-02-29", ""},  // a century is no leap year
                                      {"2027-04-31", ""},
                                      {"2027-13-01", ""},
                                      {"2027-00-10", ""},
                                      {"2027-01-00", ""},
                                      {"2027-01-32", ""},
                                      {"1999-12-31", ""},
                                      {"2200-01-01", ""},
                                      {"2027-1-5", ""},
                                      {"27-01-05", ""},
                                      {"2027/01/05", ""},
                                      {"05.01.2027", ""},
                                      {"2027--1-05", ""},
                                      {"2027-01--5", ""},
                                      {"2027-01-05x", ""},
                                      {"2027-01-05 15:00", ""},
                                      {"2O27-01-05", ""},
                                      {"tomorrow", ""},
                                  });
}

TEST(FieldValueTest, DateAndTime) {
  expect_all(of(FieldType::datetime), {
                                          {"2027-03-31 15:00", "2027-03-31 15:00"},
                                          {"2027-03-31T15:00", "2027-03-31 15:00"},
                                          {"2028-02-29 00:00", "2028-02-29 00:00"},
                                          {"2027-03-31 23:59", "2027-03-31 23:59"},
                                          {"2027-03-31T15:00+02:00", "2027-03-31T15:00+02:00"},
                                          {"2027-03-31T15:00Z", "2027-03-31T15:00Z"},
                                          {"2027-03-31T15:00+02", ""},
                                          {"2027-02-29T15:00+02:00", ""},
                                          {"2027-03-31 24:00", ""},
                                          {"2027-03-31 15:60", ""},
                                          {"2027-03-31 15:-0", ""},
                                          {"2027-03-31 -1:00", ""},
                                          {"2027-03-31 -0:00", ""},
                                          {"2027-02-29 15:00", ""},
                                          {"2027-03-31 15.00", ""},
                                          {"2027-03-31 3:00", ""},
                                          {"2027-03-31", ""},
                                          {"2027-03-31 15:00:00", ""},
                                          {"2027-03-31 15:00Z", ""},
                                          {"2027-03-31x15:00", ""},
                                          {"Thu 15:00", ""},
                                      });
}

const std::vector<Typed> links{
    {"https://example.com", "https://example.com"},
    {" http://example.com/a?b=c#d ", "http://example.com/a?b=c#d"},
    {"HTTPS://Example.COM/Path", "HTTPS://Example.COM/Path"},
    {"https://example.com:8443/x", "https://example.com:8443/x"},
    {"https://intranet/wiki", "https://intranet/wiki"},
    {"http://[::1]:8080/x", "http://[::1]:8080/x"},
    {"https://müller.example/größe", "https://müller.example/größe"},
    {"https://example.com/a@b", "https://example.com/a@b"},  // after the host it is harmless
    {"example.com", ""},
    {"www.example.com/a", ""},
    {"ftp://example.com/a", ""},
    {"javascript:alert(1)", ""},
    {"javascript://example.com/%0aalert(1)", ""},
    {"data:text/html,x", ""},
    {"file:///etc/passwd", ""},
    {"https:/example.com", ""},
    {"https:example.com", ""},
    {"https://", ""},
    {"https:///path", ""},
    {"https://?q", ""},
    {"https://#f", ""},
    {"https://:80/", ""},
    {"https://.", ""},
    {"https://../x", ""},
    {"https://.example.com", ""},
    {"https://example.com:", ""},
    {"https://example.com:port/", ""},
    {"https://example.com:123456/", ""},
    {"https://ana@example.com/", ""},
    {"https://shop.example:443@evil.example/", ""},
    {"https://ana:secret@example.com/", ""},
    {"https://example.com/a b", ""},
    {"https://exa mple.com/", ""},
    {"https://example.com/\ttab", ""},
    {"https://example.com/\nX: y", ""},
    {std::string("https://example.com/\0x", 22), ""},
    {"https://example.com/\x7f", ""},
    {"https://example.com/<b>", ""},
    {"https://example.com/\"", ""},
    {"https://example.com\\@evil.example", ""},
    {"https://example.com/|text", ""},
    {"https://example.com/`x`", ""},
    {"<https://example.com>", ""},
};

TEST(FieldValueTest, Url) { expect_all(of(FieldType::url), links); }

TEST(FieldValueTest, Choice) {
  Requirement choice = of(FieldType::choice);
  choice.choices = {"Print", "Web", "Both of them"};
  expect_all(choice, {{"print", "Print"},
                      {" WEB ", "Web"},
                      {"both of them", "Both of them"},
                      {"both", ""},
                      {"radio", ""}});
  EXPECT_EQ(parse_value(choice, "radio").problem, "must be one of: Print, Web, Both of them");
}

TEST(FieldValueTest, YesOrNo) {
  expect_all(of(FieldType::yes_no), {{"yes", "yes"},
                                     {"Y", "yes"},
                                     {"true", "yes"},
                                     {"ON", "yes"},
                                     {"no", "no"},
                                     {"n", "no"},
                                     {"False", "no"},
                                     {"off", "no"},
                                     {"maybe", ""},
                                     {"1", ""},
                                     {"yesno", ""}});
}

TEST(FieldValueTest, WhatIsKeptIsTakenAgainUnchanged) {
  const std::pair<FieldType, const char*> cases[] = {{FieldType::text, " words "},
                                                     {FieldType::number, "1'200.5"},
                                                     {FieldType::money, "€5,000.50"},
                                                     {FieldType::date, " 2027-03-31"},
                                                     {FieldType::datetime, "2027-03-31T15:00"},
                                                     {FieldType::url, " https://a.example "},
                                                     {FieldType::yes_no, "ON"}};
  for (const auto& [type, typed] : cases) {
    const std::string once = parse_value(of(type), typed).value;
    EXPECT_FALSE(once.empty()) << typed;
    EXPECT_EQ(parse_value(of(type), once).value, once) << typed;
  }
}

TEST(EvidenceValueTest, ALinkIsALink) {
  const Requirement link = evidence("x", "X");
  for (const Typed& c : links) {
    SCOPED_TRACE("`" + c.typed + "`");
    EXPECT_EQ(parse_evidence(link, c.typed).value, c.kept);
    EXPECT_EQ(parse_evidence(link, c.typed).problem.empty(), !c.kept.empty());
  }
  EXPECT_EQ(parse_evidence(link, "banner.psd").value, "");
  EXPECT_NE(parse_evidence(link, "").problem, "") << "attaching nothing is no attachment";
}

TEST(EvidenceValueTest, AFileIsALinkOrAFileName) {
  const Requirement file = evidence("x", "X", EvidenceKind::file);
  const Typed cases[] = {
      {"https://files.example.com/banner.psd", "https://files.example.com/banner.psd"},
      {" banner v3 (final).psd ", "banner v3 (final).psd"},
      {"2027/Q1/größe.pdf", "2027/Q1/größe.pdf"},
      {"C:\\work\\banner.psd", "C:\\work\\banner.psd"},
      {"Draft: banner.psd", "Draft: banner.psd"},
      {std::string(255, 'x'), std::string(255, 'x')},
      {std::string(256, 'x'), ""},
      {"", ""},
      {"  ", ""},
      {"two\nlines.psd", ""},
      {"bell\a.psd", ""},
      {"tab\t.psd", ""},
      {"ftp://example.com/banner.psd", ""},
      {"https://ana@example.com/banner.psd", ""},
      {"https:/example.com/banner.psd", ""},
      {"JavaScript:alert(1)", ""},
      {"data:text/html,x", ""},
      {"vbscript:x", ""},
      {"file:/etc/passwd", ""},
      {"mailto:ana@example.com", ""},
  };
  for (const Typed& c : cases) {
    SCOPED_TRACE("`" + c.typed + "`");
    EXPECT_EQ(parse_evidence(file, c.typed).value, c.kept);
    EXPECT_EQ(parse_evidence(file, c.typed).problem.empty(), !c.kept.empty());
  }
}

}  // namespace
}  // namespace baton::test
