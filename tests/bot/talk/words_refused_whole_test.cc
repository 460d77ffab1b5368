#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "bot/talk/words.h"
#include "tests/bot/talk/deeds.h"
#include "tests/bot/talk/sheet.h"

namespace baton::test {
namespace {

constexpr Refusal last_refusal = Refusal::same_client;

struct Refused {
  Deed deed;
  Refusal refusal;
};

bool says_what_to_do(const Card& card) {
  const auto is_command = [](const Span& span) { return span.style == Span::Style::code; };
  bool found = !card.buttons.empty();
  for (const Card::Section& section : card.sections) {
    found = found || !section.buttons.empty();
    for (const Line& line : section.lines) found = found || std::ranges::any_of(line, is_command);
  }
  return found;
}

/// Each is refused as it should be; where there is a mend, it is there to be typed or pressed.
std::string told(std::vector<Refused> all, std::set<Refusal>& seen) {
  Sheet sheet;
  for (Refused& each : all) {
    Deed& deed = each.deed;
    SCOPED_TRACE(deed.title);
    const Reply reply = deed.story.act(deed.by, deed.action);
    const auto& rejection = deed.story.last.rejection;
    EXPECT_TRUE(rejection.has_value()) << text_of(reply);
    if (!rejection) continue;
    EXPECT_EQ(static_cast<int>(rejection->refusal), static_cast<int>(each.refusal))
        << text_of(reply);
    EXPECT_FALSE(reply.card.headline.empty());
    // What is true already needs no mend.
    const bool is_so_already = reply.card.tone == Card::Tone::neutral;
    EXPECT_TRUE(is_so_already || says_what_to_do(reply.card)) << text_of(reply);
    seen.insert(each.refusal);
    sheet.add(deed.title + " · " + deed.story.agency.name_of(deed.by), reply);
  }
  return sheet.text();
}

Story done() { return last_stage().did(petra, Finish{}); }
Story cancelled() { return accepted().did(olga, Cancel{"A slip"}); }

std::vector<Refused> refused_undos() {
  Story given_on = accepted();
  given_on.then(dino, "check ACME-12 formats")
      .then(dino, "attach ACME-12 drafts https://x.example.com/1 https://x.example.com/2")
      .then(dino, "give ACME-12");
  Story late = accepted();
  late.now += std::chrono::minutes(9);
  Story late_done = done();
  late_done.now += std::chrono::minutes(9);
  Story late_block = blocked();
  late_block.now += std::chrono::minutes(9);
  Story closed = accepted();
  closed.task.undoable.reset();
  Story closed_end = cancelled();
  closed_end.task.undoable.reset();
  Story broken = offered();
  broken.did(dino, GiveBack{{}, "timing", ""}).did(ana, Set{"goal", ""});
  return {
      {{"undo where nothing was done", started(), ana, Undo{}}, Refusal::nothing_to_undo},
      {{"undo after a give", given_on, dino, Undo{}}, Refusal::nothing_to_undo},
      {{"undo once the time is over", closed, dino, Undo{}}, Refusal::nothing_to_undo},
      {{"undo of an end long ago", closed_end, olga, Undo{}}, Refusal::nothing_to_undo},
      {{"undo of something older", blocked(), dino, Undo{Undoing::accept}},
       Refusal::nothing_to_undo},
      {{"undo by somebody else", accepted(), ana, Undo{}}, Refusal::not_permitted},
      {{"undo too late", late, dino, Undo{}}, Refusal::undo_closed},
      {{"undo of an end too late", late_done, petra, Undo{}}, Refusal::undo_closed},
      {{"undo of a block too late", late_block, dino, Undo{}}, Refusal::undo_closed},
      {{"undo although the offer lacks something now", broken, dino, Undo{}}, Refusal::not_ready},
  };
}

std::vector<Refused> refused_offers() {
  Story twice = with_mate(offered());
  twice.did(dino, Pass{}).did(alex, Pass{{}, dino});
  Story passed = with_mate(offered());
  passed.did(dino, Pass{});
  Story taken = with_mate(offered());
  taken.did(alex, Take{});
  Story three = with_mate(offered());
  three.agency.directory.people[2].roles.push_back({"designer"});
  Story allowed = taking_asked();
  allowed.did(dino, Allow{});
  return {
      {{"give while blocked", blocked(), dino, Give{}}, Refusal::unblock_first},
      {{"give while blocked, by somebody else", blocked(), ana, Give{}}, Refusal::unblock_first},
      {{"give although something named is missing", with_gaps(), dino, Give{}}, Refusal::not_ready},
      {{"accept, pressed by a role mate", with_mate(offered()), alex, Accept{}},
       Refusal::not_permitted},
      {{"return what one started oneself", started(), ana, GiveBack{{}, "timing", ""}},
       Refusal::nothing_offered},
      {{"return what another holds", accepted(), ana, GiveBack{{}, "timing", ""}},
       Refusal::nothing_offered},
      {{"take one's own offer", offered(), ana, Take{}}, Refusal::not_permitted},
      {{"take what is offered to oneself", offered(), dino, Take{}}, Refusal::not_permitted},
      {{"take, pressed twice", taken, alex, Take{}}, Refusal::not_permitted},
      {{"take without the role", offered(), petra, Take{}}, Refusal::not_permitted},
      {{"take, asked twice", taking_asked(), olga, Take{}}, Refusal::already_asked},
      {{"pass twice over", twice, dino, Pass{}}, Refusal::passed_twice},
      {{"pass, pressed twice", passed, dino, Pass{}}, Refusal::not_permitted},
      {{"pass without a role mate", offered(), dino, Pass{}}, Refusal::nobody_for_role},
      {{"pass to one of several", three, dino, Pass{}}, Refusal::choose_receiver},
      {{"pass to somebody else", with_mate(offered()), dino, Pass{{}, olga}},
       Refusal::outside_role},
      {{"allow what nobody asked", accepted(), dino, Allow{}}, Refusal::nothing_asked},
      {{"allow, pressed twice", allowed, dino, Allow{}}, Refusal::nothing_asked},
      {{"allow what another is asked", taking_asked(), ana, Allow{}}, Refusal::not_permitted},
  };
}

std::vector<Refused> refused_owed() {
  Story settled = with_gaps();
  settled.did(dino, DropGap{"2", "Not needed"}).did(dino, DropGap{"1", "Not needed either"});
  Story one_settled = with_gaps();
  one_settled.did(dino, ConfirmGap{"1"});
  Story at_end = last_stage();
  at_end.did(petra, NameGap{{"The raw figures", true}});
  at_end.task.tracks = {{{"ACME-12.1"}, "Landing page", Track::State::open}};
  Debt debt;
  debt.number = 1;
  debt.requirement = {"copy"};
  debt.debtor = ana;
  debt.due = in_days(3);
  at_end.task.debts = {debt};
  Story unsigned_yet = approved();
  Story own_debt = hurried();
  own_debt.agency.settings.rights["forgive"] = {account_manager_role, director_role};
  Story two_ways = signed_off();
  two_ways.agency.workflows.at({campaign, 1})
      .transitions.push_back(transition("skip", "approved", "tracking", anyone(), anyone(), {}));
  return {
      {{"gap before it is accepted", offered(), dino, NameGap{{"The logo", true}}},
       Refusal::accept_first},
      {{"gap before it is accepted, by the sender", offered(), ana, NameGap{{"The logo", true}}},
       Refusal::accept_first},
      {{"gap of what nobody handed over", started(), ana, NameGap{{"The logo", true}}},
       Refusal::nothing_offered},
      {{"start although the work waits", with_gaps(), dino, Start{}}, Refusal::gaps_open},
      {{"supply where nothing is missing", accepted(), dino, SupplyGap{"", "x"}},
       Refusal::nothing_owed},
      {{"confirm what is settled", settled, dino, ConfirmGap{"1"}}, Refusal::nothing_owed},
      {{"confirm, pressed twice", one_settled, dino, ConfirmGap{"1"}}, Refusal::unclear_owed},
      {{"supply, but what", with_gaps(), ana, SupplyGap{"", "x"}}, Refusal::unclear_owed},
      {{"drop what could be several", with_gaps(), dino, DropGap{"The", "x"}},
       Refusal::unclear_owed},
      {{"forgive, but what", hurried(), olga, Forgive{"", "x"}}, Refusal::unclear_owed},
      {{"forgive where nothing is owed", accepted(), olga, Forgive{"", "x"}},
       Refusal::nothing_owed},
      {{"forgive one's own debt", own_debt, ana, Forgive{"copy", "x"}}, Refusal::not_permitted},
      {{"repay what is not there", hurried(), ana, Repay{"budget", ""}}, Refusal::not_ready},
      {{"urgent, but never skipped", unsigned_yet, olga, Urgent{{}, {}, "Now"}},
       Refusal::not_ready},
      {{"urgent, but where to", two_ways, olga, Urgent{StageId{"strategy"}, {}, "The \"launch\""}},
       Refusal::no_way_on},
      {{"urgent, asked twice", urgent_asked(), ana, Urgent{{}, {}, "Now"}}, Refusal::already_asked},
      {{"done although things are open", at_end, petra, Finish{}}, Refusal::things_open},
      {{"move although a track is open", at_end, olga, Move{bolt}}, Refusal::things_open},
      {{"cancel although a track is open", at_end, olga, Cancel{"A slip"}}, Refusal::things_open},
  };
}

std::vector<Refused> refused_life() {
  Story due = accepted();
  due.did(dino, SetDue{in_days(5), ""});
  Story moved = accepted();
  moved.did(olga, Move{bolt});
  return {
      {{"wait while offered", offered(), ana, Wait{in_days(2), "x"}}, Refusal::withdraw_first},
      {{"done while it waits", waiting(), dino, Finish{}}, Refusal::resume_first},
      {{"block while it waits", waiting(), dino, Block{"x", {}}}, Refusal::resume_first},
      {{"start while blocked", blocked(), dino, Start{}}, Refusal::unblock_first},
      {{"resume what does not wait", accepted(), dino, Resume{}}, Refusal::not_waiting},
      {{"unblock what is not blocked", accepted(), dino, Unblock{}}, Refusal::not_blocked},
      {{"reopen what is open", accepted(), olga, Reopen{}}, Refusal::not_ended},
      {{"wait until yesterday", accepted(), dino, Wait{in_days(-1), "x"}}, Refusal::bad_time},
      {{"due yesterday", accepted(), dino, SetDue{in_days(-1), ""}}, Refusal::bad_time},
      {{"snooze until yesterday", accepted(), dino, Snooze{in_days(-1)}}, Refusal::bad_time},
      {{"wait without a reason", accepted(), dino, Wait{in_days(1), " "}}, Refusal::words_needed},
      {{"due, once promised", due, dino, SetDue{in_days(6), "x"}}, Refusal::not_permitted},
      {{"due, once promised, without a reason", due, olga, SetDue{in_days(6), ""}},
       Refusal::words_needed},
      {{"move to where it is", accepted(), olga, Move{acme}}, Refusal::same_client},
      {{"move to nobody", accepted(), olga, Move{{"ACNE"}}}, Refusal::unknown_client},
      {{"block by somebody else", accepted(), petra, Block{"x", {}}}, Refusal::not_permitted},
      {{"done again, by who may reopen", cancelled(), olga, Finish{}}, Refusal::already_ended},
      {{"give what is cancelled", cancelled(), dino, Give{}}, Refusal::already_ended},
      {{"give what was moved", moved, dino, Give{}}, Refusal::already_ended},
  };
}

TEST(WordsTest, EveryRefusalOfTheWholeMachine) {
  std::set<Refusal> seen;
  expect_golden("talk/words_refused_undo.txt", told(refused_undos(), seen));
  expect_golden("talk/words_refused_offers.txt", told(refused_offers(), seen));
  expect_golden("talk/words_refused_owed.txt", told(refused_owed(), seen));
  expect_golden("talk/words_refused_life.txt", told(refused_life(), seen));
  // Those before are in words_test.cc.
  for (int value = static_cast<int>(Refusal::too_long) + 1; value <= static_cast<int>(last_refusal);
       ++value) {
    EXPECT_TRUE(seen.contains(static_cast<Refusal>(value))) << value;
  }
}

template <std::size_t... Verbs>
std::array<Action, sizeof...(Verbs)> one_of_each(std::index_sequence<Verbs...>) {
  return {Action(std::in_place_index<Verbs>)...};
}

/// Whatever meets whatever: every refusal of every verb has words, however the task stands.
TEST(WordsTest, NoRefusalIsWithoutWords) {
  const Story stories[] = {started(), offered(), accepted(),  with_gaps(),   hurried(),
                           waiting(), blocked(), cancelled(), taking_asked()};
  for (const Story& story : stories) {
    for (const Action& action : one_of_each(std::make_index_sequence<verb_count>())) {
      for (int value = 0; value <= static_cast<int>(last_refusal); ++value) {
        SCOPED_TRACE(std::string(word_of(verb_of(action))) + " " + std::to_string(value));
        Rejection rejection;
        rejection.refusal = static_cast<Refusal>(value);
        const Command command{dino, {"ACME-12"}, action, {}};
        const Card card =
            refusal_card(rejection, command, story.task, Voice(story.agency, dino, story.now));
        ASSERT_FALSE(card.headline.empty());
        ASSERT_EQ(plain_text(card).find("  "), std::string::npos) << plain_text(card);
      }
    }
  }
}

/// A form opens wherever what it brings could mend a refusal, and only there.
TEST(WordsTest, AFormThatMakesNoSenseIsRefusedAtOnce) {
  const struct {
    const char* name;
    Story story;
    PersonId by;
    Verb verb;
    bool opens;
  } cases[] = {
      {"what is missing, at acceptance", offered(), dino, Verb::accept, true},
      {"accepted already", accepted(), dino, Verb::accept, false},
      {"a gap while holding", accepted(), dino, Verb::name_gap, true},
      {"a gap before acceptance", offered(), dino, Verb::name_gap, false},
      {"return later", accepted(), dino, Verb::give_back, true},
      {"return by another", accepted(), ana, Verb::give_back, false},
      {"supply where several are missing", with_gaps(), ana, Verb::supply, true},
      {"supply where nothing is missing", accepted(), ana, Verb::supply, false},
      {"drop", with_gaps(), dino, Verb::drop, true},
      {"block", accepted(), dino, Verb::block, true},
      {"block while it waits", waiting(), dino, Verb::block, false},
      {"wait", accepted(), dino, Verb::wait, true},
      {"wait while offered", offered(), ana, Verb::wait, false},
      {"give while blocked", blocked(), dino, Verb::give, false},
      {"give what has gaps", with_gaps(), dino, Verb::give, true},
      {"pass", with_mate(offered()), dino, Verb::pass, true},
      {"pass to nobody", offered(), dino, Verb::pass, false},
      {"urgent", signed_off(), ana, Verb::urgent, true},
      {"urgent, asked already", urgent_asked(), ana, Verb::urgent, false},
      {"refuse", taking_asked(), dino, Verb::refuse, true},
      {"refuse what nobody asked", accepted(), dino, Verb::refuse, false},
      {"cancel", accepted(), olga, Verb::cancel, true},
      {"cancel without the right", accepted(), dino, Verb::cancel, false},
      {"due", accepted(), dino, Verb::due, true},
      {"forgive where nothing is owed", accepted(), olga, Verb::forgive, false},
      {"move", accepted(), olga, Verb::move, true},
      {"move what has ended", cancelled(), olga, Verb::move, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Press press;
    press.kind = Press::Kind::open_form;
    press.verb = c.verb;
    press.task = c.story.task.key;
    const auto refusal =
        form_refusal(press, c.story.task, c.story.person(c.by), c.story.agency, c.story.now);
    EXPECT_EQ(!refusal.has_value(), c.opens) << (refusal ? plain_text(*refusal) : "");
  }
}

}  // namespace
}  // namespace baton::test
