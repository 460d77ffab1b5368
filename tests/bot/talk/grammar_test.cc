#include <gtest/gtest.h>

#include "tests/bot/talk/intent_text.h"
#include "tests/support/story.h"

namespace baton::test {
namespace {

struct Case {
  const char* line;
  const char* intent;
};

template <std::size_t count>
void expect_all(const Case (&cases)[count]) {
  const Story story;
  for (const Case& each : cases) {
    SCOPED_TRACE(each.line);
    EXPECT_EQ(text_of(story.understood(ana, each.line)), each.intent);
  }
}

TEST(GrammarTest, ReadsNew) {
  const Case cases[] = {
      {"new", "form new"},
      {"NEW", "form new"},
      {"new paid", "form new workflow[paid-campaign-launch]"},
      {"new quick bolt", "form new client[BOLT] workflow[quick]"},
      {"new quick bolt \"\"", "form new client[BOLT] workflow[quick]"},
      {"new paid-campaign-launch ACME \"Spring launch\"",
       "new paid-campaign-launch ACME [Spring launch]"},
      {"new paid-campaign-launch ACME Spring launch",
       "new paid-campaign-launch ACME [Spring launch]"},
      {"new paid acme Spring launch", "new paid-campaign-launch ACME [Spring launch]"},
      {"new \"Paid campaign launch\" \"Acme Shoes\" Spring",
       "new paid-campaign-launch ACME [Spring]"},
      {"new quick bolt Banner", "new quick BOLT [Banner]"},
      {"new quick bolt “Banner 3”", "new quick BOLT [Banner 3]"},
      {"new quick bolt „Banner 3“", "new quick BOLT [Banner 3]"},
      {"new quick bolt «Banner 3»", "new quick BOLT [Banner 3]"},
      {"new quick bolt ‘Banner 3’", "new quick BOLT [Banner 3]"},
      {"new quick bolt 'Banner 3'", "new quick BOLT [Banner 3]"},
      {"new quick bolt Ana’s banner", "new quick BOLT [Ana’s banner]"},
      {"new quick bolt Ana's banner", "new quick BOLT [Ana's banner]"},
      {"new quick bolt 10\" banner", "new quick BOLT [10\" banner]"},
      {"new quick bolt \"The \\\"big\\\" one\"", "new quick BOLT [The \"big\" one]"},
      {"new quick bolt \"C:\\\\temp\\x\"", "new quick BOLT [C:\\temp\\x]"},
      {"new quick bolt \"He said “yes” now\"", "new quick BOLT [He said “yes” now]"},
      {"new quick bolt \"Mixed marks” what=\"Logo bigger\"",
       "new quick BOLT [Mixed marks] +what[Logo bigger]"},
      {"new quick bolt Banner what=\"Logo bigger\" by=2027-01-01",
       "new quick BOLT [Banner] +what[Logo bigger] +by[2027-01-01T17:30+01:00]"},
      {"new quick bolt Banner three what=“Logo bigger”",
       "new quick BOLT [Banner three] +what[Logo bigger]"},
      {"new quick bolt Tom &amp; Jerry &lt;3", "new quick BOLT [Tom & Jerry <3]"},
      {"new quick bolt Café für Zoë", "new quick BOLT [Café für Zoë]"},
      {"new quick bolt For <@U0002> and <#C1|acme>", "new quick BOLT [For @Dino and #acme]"},
  };
  expect_all(cases);
}

TEST(GrammarTest, ReadsGive) {
  const Case cases[] = {
      {"give ACME-12", "give ACME-12"},
      {"give acme-12", "give ACME-12"},
      {"give #ACME-012:", "give ACME-12"},
      {"give ACME-12.2", "give ACME-12.2"},
      {"Give ACME-12 @dino", "give ACME-12 @p2"},
      {"give ACME-12 @DINO", "give ACME-12 @p2"},
      {"give ACME-12 @di", "give ACME-12 @p2"},
      {"give ACME-12 <@U0002>", "give ACME-12 @p2"},
      {"give ACME-12 <@U0002|dino>", "give ACME-12 @p2"},
      {"give ACME-12 <@U0002>, please start", "give ACME-12 @p2 [please start]"},
      {"give ACME-12 @\"Dino\" now", "give ACME-12 @p2 [now]"},
      {"give ACME-12 @dino: now", "give ACME-12 @p2 [now]"},
      {"give ACME-12 to deployment-ready", "give ACME-12 to deployment-ready"},
      {"give ACME-12 to \"Deployment Ready\"", "give ACME-12 to deployment-ready"},
      {"give ACME-12 to Deployment Ready", "give ACME-12 to deployment-ready"},
      {"give ACME-12 to deployment ready now please",
       "give ACME-12 to deployment-ready [now please]"},
      {"give ACME-12 to dep", "give ACME-12 to deployment-ready"},
      {"give ACME-12 TO Approved @petra", "give ACME-12 to approved @p3"},
      {"give ACME-12 @petra to approved", "give ACME-12 to approved @p3"},
      {"give ACME-12 to approved @petra budget=\"5000 EUR\" Please start",
       "give ACME-12 to approved @p3 [Please start] +budget[5000 EUR]"},
      {"give ACME-12 Budget=5000", "give ACME-12 +budget[5000]"},
      {"give ACME-12 BUD=5000", "give ACME-12 +bud[5000]"},
      {"give ACME-12 1=5000 2=https://x.example.com",
       "give ACME-12 +1[5000] +2[https://x.example.com]"},
      {"give ACME-12 Please budget=5000 start", "give ACME-12 [Please start] +budget[5000]"},
      {"give ACME-12 to dino", "give ACME-12 @p2"},
      {"give ACME-12 to @dino", "give ACME-12 @p2"},
      {"give ACME-12 to @dino to approved", "give ACME-12 to approved @p2"},
      {"give ACME-12 ask @olga first", "give ACME-12 [ask @olga first]"},
      {"give ACME-12 \"to be read first\"", "give ACME-12 [to be read first]"},
      {"give ACME-12 creative=<https://x.example.com/a?b=1&amp;c=2|x>",
       "give ACME-12 +creative[https://x.example.com/a?b=1&c=2]"},
      {"give ACME-12 see https://x.example.com/?a=b",
       "give ACME-12 [see https://x.example.com/?a=b]"},
      {"give\tACME-12\n@dino", "give ACME-12 @p2"},
      {"give\u00a0ACME-12", "give ACME-12"},
  };
  expect_all(cases);
}

TEST(GrammarTest, ReadsWhatTheReceiverSays) {
  const Case cases[] = {
      {"accept ACME-12", "accept ACME-12"},
      {"acc acme-12", "accept ACME-12"},
      {"/accept ACME-12", "accept ACME-12"},
      {"return ACME-12", "form return ACME-12"},
      {"return ACME-12 missing-asset", "return ACME-12 missing-asset []"},
      {"return ACME-12 Missing-Asset", "return ACME-12 missing-asset []"},
      {"return ACME-12 missing asset", "return ACME-12 missing-asset []"},
      {"return ACME-12 missing asset: the logo", "return ACME-12 missing-asset [the logo]"},
      {"return ACME-12 missing-a the logo", "return ACME-12 missing-asset [the logo]"},
      {"return ACME-12 wrong format see page 2", "return ACME-12 wrong-format [see page 2]"},
      {"return ACME-12 timing", "return ACME-12 timing []"},
      {"return ACME-12 t", "return ACME-12 timing []"},
      {"return ACME-12 other", "form return ACME-12 reason[other]"},
      {"return ACME-12 oth \"\"", "form return ACME-12 reason[other]"},
      {"return ACME-12 other We are closed", "return ACME-12 other [We are closed]"},
      {"return ACME-12 other \"We are closed\"", "return ACME-12 other [We are closed]"},
      {"return ACME-12 missing the logo", "return ACME-12 missing [the logo]"},
      {"return ACME-12 nonsense words", "return ACME-12 nonsense [words]"},
      {"ret ACME-12 timing Not before May", "return ACME-12 timing [Not before May]"},
      {"ask ACME-12", "form ask ACME-12"},
      {"ask ACME-12 Which logo is it?", "ask ACME-12 [Which logo is it?]"},
      {"ask ACME-12 \"Which logo?\"", "ask ACME-12 [Which logo?]"},
      {"ask ACME-12 “Which logo?”", "ask ACME-12 [Which logo?]"},
      {"ask ACME-12 Is \"new\" the new one", "ask ACME-12 [Is \"new\" the new one]"},
      {"ask ACME-12 \"New\" or \"old\"?", "ask ACME-12 [\"New\" or \"old\"?]"},
      {"ask ACME-12 what does \"x mean", "ask ACME-12 [what does \"x mean]"},
      {"ask ACME-12   two\nlines  ", "ask ACME-12 [two\nlines]"},
  };
  expect_all(cases);
}

TEST(GrammarTest, ReadsWhatTheSenderSays) {
  const Case cases[] = {
      {"answer ACME-12", "form answer ACME-12"},
      {"answer ACME-12 The new one", "answer ACME-12 [The new one]"},
      {"ans ACME-12 budget=5000 is fine", "answer ACME-12 [budget=5000 is fine]"},
      {"withdraw ACME-12", "withdraw ACME-12"},
      {"wi ACME-12", "withdraw ACME-12"},
      {"done ACME-12", "done ACME-12"},
      {"don bolt-3", "done BOLT-3"},
      {"cancel ACME-12 The client stopped", "cancel ACME-12 [The client stopped]"},
      {"note ACME-12 Hello <@U0003>", "note ACME-12 [Hello @Petra]"},
      {"note ACME-12 Hello <@U0003|petra>", "note ACME-12 [Hello @Petra]"},
      {"note ACME-12 a &lt; b &amp;&amp; c &gt; d", "note ACME-12 [a < b && c > d]"},
      {"note ACME-12 see <https://x.example.com|the page>",
       "note ACME-12 [see https://x.example.com]"},
      {"note ACME-12 see <https://x.example.com>", "note ACME-12 [see https://x.example.com]"},
      {"note ACME-12 mail <mailto:m@x.example.com|m@x.example.com>",
       "note ACME-12 [mail m@x.example.com]"},
      {"note ACME-12 <!here> look", "note ACME-12 [here look]"},
      {"note ACME-12 <!subteam^S1|@design> look", "note ACME-12 [@design look]"},
      {"note ACME-12 in <#C0002|acme>", "note ACME-12 [in #acme]"},
      {"note ACME-12 a < b and c > d", "note ACME-12 [a < b and c > d]"},
      {"note ACME-12 <unknown>", "note ACME-12 [<unknown>]"},
      {"note ACME-12 “quoted”", "note ACME-12 [quoted]"},
      {"note ACME-12 “quoted” and on", "note ACME-12 [“quoted” and on]"},
      {"note ACME-12 it's \"open", "note ACME-12 [it's \"open]"},
  };
  expect_all(cases);
}

TEST(GrammarTest, ReadsWhatGatesNeed) {
  const Case cases[] = {
      {"set ACME-12", "form set ACME-12"},
      {"set ACME-12 budget=5000", "set ACME-12 budget[5000]"},
      {"set ACME-12 budget=\"5000 EUR\"", "set ACME-12 budget[5000 EUR]"},
      {"set ACME-12 budget=“5000 EUR”", "set ACME-12 budget[5000 EUR]"},
      {"set ACME-12 budget=5000 EUR", "set ACME-12 budget[5000 EUR]"},
      {"set ACME-12 budget 5000 EUR", "set ACME-12 budget[5000 EUR]"},
      {"set ACME-12 budget = 5000 EUR", "set ACME-12 budget[5000 EUR]"},
      {"set ACME-12 Budget=5000", "set ACME-12 budget[5000]"},
      {"set ACME-12 budget=", "set ACME-12 budget[]"},
      {"set ACME-12 budget=\"\"", "set ACME-12 budget[]"},
      {"set ACME-12 1=5000", "set ACME-12 1[5000]"},
      {"set ACME-12 goal=more sales budget=5000 EUR",
       "set ACME-12 budget[5000 EUR] +goal[more sales]"},
      {"set ACME-12 goal \"more sales\"", "set ACME-12 goal[more sales]"},
      {"set ACME-12 utm=<https://x.example.com/?utm_source=a|x>",
       "set ACME-12 utm[https://x.example.com/?utm_source=a]"},
      {"check ACME-12 formats", "check ACME-12 formats"},
      {"check ACME-12 FORMATS", "check ACME-12 formats"},
      {"check ACME-12 3", "check ACME-12 3"},
      {"check ACME-12 formats off", "check ACME-12 formats off"},
      {"check ACME-12 formats on", "check ACME-12 formats"},
      {"ch ACME-12 form", "check ACME-12 form"},
      {"attach ACME-12 https://x.example.com/a", "attach ACME-12 [https://x.example.com/a]"},
      {"attach ACME-12 creative https://x.example.com/a",
       "attach ACME-12 creative[https://x.example.com/a]"},
      {"attach ACME-12 https://x.example.com/a creative",
       "attach ACME-12 creative[https://x.example.com/a]"},
      {"attach ACME-12 creative <https://x.example.com/a|a>",
       "attach ACME-12 creative[https://x.example.com/a]"},
      {"attach ACME-12 creative=https://x.example.com/a",
       "attach ACME-12 creative[https://x.example.com/a]"},
      {"attach ACME-12 final-design logo.png", "attach ACME-12 final-design[logo.png]"},
      {"attach ACME-12 logo.png", "attach ACME-12 [logo.png]"},
      {"attach ACME-12 final-design \"the logo\"", "attach ACME-12 final-design[the logo]"},
      {"attach ACME-12 drafts https://x.example.com/1 https://x.example.com/2",
       "attach ACME-12 drafts[https://x.example.com/2] +drafts[https://x.example.com/1]"},
      {"att ACME-12 2 https://x.example.com", "attach ACME-12 2[https://x.example.com]"},
  };
  expect_all(cases);
}

TEST(GrammarTest, ReadsApprovals) {
  const Case cases[] = {
      {"approve ACME-12", "approve ACME-12  by[] on[] how[] link[]"},
      {"approve ACME-12 qa", "approve ACME-12 qa by[] on[] how[] link[]"},
      {"approve ACME-12 sign-off by \"Maria Smith\" on \"2 March\" how: \"e-mail\" "
       "https://mail.example.com/1",
       "approve ACME-12 sign-off by[Maria Smith] on[2 March] how[e-mail] "
       "link[https://mail.example.com/1]"},
      {"approve ACME-12 sign-off by Maria Smith on 2 March how: by e-mail on Monday",
       "approve ACME-12 sign-off by[Maria Smith] on[2 March] how[by e-mail on Monday] link[]"},
      {"approve ACME-12 sign-off by “Maria” how: phone <https://x.example.com|x>",
       "approve ACME-12 sign-off by[Maria] on[] how[phone] link[https://x.example.com]"},
      {"approve ACME-12 https://x.example.com sign-off",
       "approve ACME-12 sign-off by[] on[] how[] link[https://x.example.com]"},
      {"approve ACME-12 by Maria on Monday", "approve ACME-12  by[Maria] on[Monday] how[] link[]"},
      {"approve ACME-12 Sign-Off BY Maria ON Monday HOW: phone",
       "approve ACME-12 sign-off by[Maria] on[Monday] how[phone] link[]"},
      {"approve ACME-12 sign-off how:phone",
       "approve ACME-12 sign-off by[] on[] how[phone] link[]"},
      {"approve ACME-12 sign-off how:\"by phone\" by Maria",
       "approve ACME-12 sign-off by[Maria] on[] how[by phone] link[]"},
      {"approve ACME-12 sign-off how: \"e-mail\" sign-off.pdf",
       "approve ACME-12 sign-off by[] on[] how[e-mail] link[sign-off.pdf]"},
      {"app ACME-12 4", "approve ACME-12 4 by[] on[] how[] link[]"},
  };
  expect_all(cases);
}

TEST(GrammarTest, ReadsViews) {
  const Case cases[] = {
      {"", "menu"},
      {"   \n ", "menu"},
      {"menu", "menu"},
      {"help", "help "},
      {"?", "help "},
      {"help give", "help give"},
      {"help acc", "help accept"},
      {"help urgent", "help urgent"},
      {"help @dino", "help @person"},
      {"list", "list all"},
      {"list all", "list all"},
      {"li waiting", "list waiting"},
      {"list holding", "list holding"},
      {"list mine", "list holding"},
      {"list owed", "list owed"},
      {"list overdue", "list overdue"},
      {"list client ACME", "list client ACME"},
      {"list client bolt", "list client BOLT"},
      {"list acme", "list client ACME"},
      {"list \"Bolt Bikes\"", "list client BOLT"},
      {"list @petra", "list person p3"},
      {"list <@U0004>", "list person p4"},
      {"show ACME-12", "show ACME-12"},
      {"acme-12", "show ACME-12"},
      {"history ACME-12", "history ACME-12"},
      {"hi ACME-12", "history ACME-12"},
  };
  expect_all(cases);
}

}  // namespace
}  // namespace baton::test
