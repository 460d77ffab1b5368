// What is owed stands in the way, or is not there; passing on, and consents.
#include <algorithm>

#include "bot/talk/card_parts.h"
#include "bot/talk/owed_words.h"
#include "bot/talk/refusing.h"
#include "bot/talk/text.h"
#include "core/machine/consent.h"
#include "core/model/overloaded.h"

namespace baton {
namespace {

constexpr std::size_t retyped_max = 200;

bool is_about_debts(Verb verb) { return verb == Verb::repay || verb == Verb::forgive; }

/// "to take it", "to let it go on although something is missing".
const char* wish_of(const Consent& consent) {
  return consent.kind == Consent::Kind::take ? "to take it" : "to hand it over before all is there";
}

const char* word_of(Consent::State state) {
  switch (state) {
    case Consent::State::allowed: return "allowed";
    case Consent::State::refused: return "refused";
    case Consent::State::asked:
    case Consent::State::lapsed: break;
  }
  return "ended";
}

}  // namespace

void Refusing::accept_first() {
  const Handoff* offer = task_.offer();
  const bool yours = offer != nullptr && offer->receiver == command_.by;
  headline("What is missing is named when ", bold(key()), " is accepted, or after. ", present());
  const auto* named = std::get_if<NameGap>(&command_.action);
  const bool retyped =
      named != nullptr && !named->gap.what.empty() && named->gap.what.size() <= retyped_max;
  if (yours) {
    add("To accept it with what is missing: ",
        command("accept " + key() +
                " gap: " + (retyped ? text::one_line(named->gap.what) : std::string("<what>"))));
    add("To ask before you decide: ", command("ask " + key() + " <question>"));
    card_.buttons = decision_buttons(task_);
    return;
  }
  if (offer != nullptr) add(voice_.subject(offer->receiver), " can name it.");
  add("To tell everybody something: ", command("note " + key() + " <text>"));
}

void Refusing::add_open_things() {
  if (!rejection_.gaps.empty()) {
    card_.sections.push_back(
        {"What was named as missing", gap_lines_with_mends(task_, rejection_.gaps, voice_), {}});
  }
  if (!rejection_.debts.empty()) {
    card_.sections.push_back({"What was skipped, and is owed",
                              debt_lines_with_mends(task_, rejection_.debts, voice_),
                              {}});
  }
  if (!rejection_.tracks.empty()) {
    card_.sections.push_back(
        {"Tracks that are still open", track_lines_with_mends(task_, rejection_.tracks), {}});
  }
}

std::string Refusing::count_of_open_things() const {
  std::vector<std::string> counts;
  if (!rejection_.gaps.empty()) counts.push_back(counted(rejection_.gaps.size(), "gap"));
  if (!rejection_.debts.empty()) counts.push_back(counted(rejection_.debts.size(), "debt"));
  if (!rejection_.tracks.empty()) counts.push_back(counted(rejection_.tracks.size(), "track"));
  if (counts.empty()) return "something is open.";
  const std::size_t all =
      rejection_.gaps.size() + rejection_.debts.size() + rejection_.tracks.size();
  return text::listed(counts) + (all == 1 ? " is open." : " are open.");
}

void Refusing::gaps_open() {
  headline(bold(key()), " should not be started yet: its work waits for what is missing. ",
           present());
  add_open_things();
  add("To begin all the same: ", command("start " + key() + " anyway"));
  card_.buttons = {runs("Start anyway", "start " + key() + " anyway")};
}

void Refusing::things_open() {
  const char* const what = verb() == Verb::move     ? " cannot be moved yet: "
                           : verb() == Verb::cancel ? " cannot be cancelled yet: "
                                                    : " cannot be finished yet: ";
  headline(bold(key()), what, count_of_open_things(), " ", present());
  add_open_things();
}

void Refusing::nothing_owed() {
  const bool debts = is_about_debts(verb());
  headline("No ", debts ? "debt" : "gap", " is open on ", bold(key()), ". Nothing changed. ",
           present());
  if (add_settled_owed(owed_named())) card_.tone = Card::Tone::neutral;
  if (verb() == Verb::supply || verb() == Verb::repay) {
    add(command("show " + key()), " lists what is needed next.");
  } else {
    add(command("history " + key()), " tells what became of each.");
  }
}

OwedName Refusing::owed_named() const {
  return std::visit(Overloaded{
                        [](const Repay& repay) { return repay.debt; },
                        [](const Forgive& forgive) { return forgive.debt; },
                        [](const SupplyGap& supply) { return supply.gap; },
                        [](const ConfirmGap& confirm) { return confirm.gap; },
                        [](const DropGap& drop) { return drop.gap; },
                        [](const auto&) { return OwedName(); },
                    },
                    command_.action);
}

bool Refusing::add_settled_owed(const OwedName& name) {
  const auto is_meant = [&](const auto& item) {
    return !item.is_open() && (name.empty() || std::to_string(item.number) == name);
  };
  const auto by = [&](const PersonId& person) {
    return person.empty() ? std::string() : " by " + voice_.name(person);
  };
  if (is_about_debts(verb())) {
    const auto debt = std::ranges::find_if(task_.debts.rbegin(), task_.debts.rend(), is_meant);
    if (debt == task_.debts.rend()) return false;
    add("Debt ", std::to_string(debt->number), ", ", label_of(task_, debt->requirement, agency()),
        ", was ", debt->state == Debt::State::forgiven ? "forgiven" : "repaid",
        by(debt->settled_by), ", ", moment(debt->settled_at), ".");
    return true;
  }
  const auto gap = std::ranges::find_if(task_.gaps.rbegin(), task_.gaps.rend(), is_meant);
  if (gap == task_.gaps.rend()) return false;
  add("Gap ", std::to_string(gap->number), ", ", quoted_words(gap->what), ", was ",
      gap->state == Gap::State::dropped ? "dropped" : "confirmed",
      gap->settled_by.empty() ? ", as nobody said a word" : by(gap->settled_by), ", ",
      moment(gap->settled_at), ".");
  return true;
}

void Refusing::unclear_owed() {
  const OwedName name = owed_named();
  const bool debts = is_about_debts(verb());
  const std::string kind = debts ? "debt" : "gap";
  const bool several =
      !rejection_.problems.empty() && rejection_.problems.front().why.starts_with("could be");
  told_ = rejection_.problems.size();
  if (name.empty()) {
    headline("Which ", kind, " of ", bold(key()), "? Several are open. Nothing changed.");
  } else if (several) {
    headline("“", shown(name), "” could be several ", kind, "s of ", bold(key()),
             ". Nothing changed.");
  } else {
    headline("“", shown(name), "” is no open ", kind, " of ", bold(key()), ". Nothing changed.");
  }
  if (!name.empty() && add_settled_owed(name)) card_.tone = Card::Tone::neutral;
  if (debts) {
    card_.sections.push_back(
        {"Open debts", debt_lines_with_mends(task_, open_debts(task_), voice_), {}});
  } else {
    card_.sections.push_back(
        {"Open gaps", gap_lines_with_mends(task_, open_gaps(task_), voice_), {}});
  }
  const std::vector<int> open = debts ? open_debts(task_) : open_gaps(task_);
  if (open.empty()) return;
  const bool needs_why = verb() == Verb::drop || verb() == Verb::forgive;
  add("Name it by its number: ", command(std::string(baton::word_of(verb())) + " " + key() + " " +
                                         std::to_string(open.front()) +
                                         (needs_why                ? " <why>"
                                          : verb() == Verb::supply ? " <link or words>"
                                                                   : "")));
}

void Refusing::passed_twice() {
  headline(bold(key()), " was passed on twice already, which is the most. ", present());
  add("Accept it, or send it back: ", command("return " + key() + " wrong-person"));
  if (task_.offer() != nullptr) card_.buttons = decision_buttons(task_);
}

void Refusing::nothing_asked() {
  headline("Nothing is asked of you on ", bold(key()), " now. Nothing changed. ", present());
  const Consent* last = nullptr;
  for (const Consent& consent : task_.consents) {
    if (consent.state != Consent::State::asked) last = &consent;
  }
  if (last == nullptr) return add(command("menu"), " shows what waits on you.");
  card_.tone = Card::Tone::neutral;
  const std::string by = last->settled_by.empty() ? "" : " by " + voice_.name(last->settled_by);
  add("The last request, of ", voice_.name(last->by), " ", wish_of(*last), ", was ",
      word_of(last->state), by, ", ", moment(last->settled_at), ".");
}

void Refusing::already_asked() {
  card_.tone = Card::Tone::neutral;
  const Consent::Kind kind = verb() == Verb::take ? Consent::Kind::take : Consent::Kind::urgent;
  const Consent* open = task_.open_consent(kind);
  headline("This is asked already on ", bold(key()), ". Nothing changed. ", present());
  if (open == nullptr) return;
  add(voice_.does(open->by, "asked ", "asked "), voice_.name(open->asked), " ",
      moment(open->asked_at), ". Nothing moves before a yes.");
  std::vector<PersonId> judges = judges_of(*open, task_, agency());
  const bool yours = std::ranges::find(judges, command_.by) != judges.end();
  if (!yours) return;
  add("You can decide it: ", command("allow " + key()), " or ", command("refuse " + key()));
  card_.buttons = consent_buttons(task_, *open);
}

}  // namespace baton
