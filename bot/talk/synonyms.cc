#include "bot/talk/synonyms.h"

#include <algorithm>
#include <array>

namespace baton {
namespace {

struct Synonym {
  std::string_view said;
  std::string_view word;
};
constexpr std::array synonyms{
    Synonym{"reject", "return"},   Synonym{"decline", "return"},   Synonym{"deny", "return"},
    Synonym{"bounce", "return"},   Synonym{"no", "return"},        Synonym{"assign", "give"},
    Synonym{"offer", "give"},      Synonym{"handover", "give"},    Synonym{"hand", "give"},
    Synonym{"send", "give"},       Synonym{"create", "new"},       Synonym{"add", "new"},
    Synonym{"open", "new"},        Synonym{"finish", "done"},      Synonym{"complete", "done"},
    Synonym{"close", "done"},      Synonym{"delete", "cancel"},    Synonym{"stop", "cancel"},
    Synonym{"abort", "cancel"},    Synonym{"comment", "note"},     Synonym{"tick", "check"},
    Synonym{"link", "attach"},     Synonym{"file", "attach"},      Synonym{"upload", "attach"},
    Synonym{"sign", "approve"},    Synonym{"signoff", "approve"},  Synonym{"status", "show"},
    Synonym{"view", "show"},       Synonym{"info", "show"},        Synonym{"tasks", "list"},
    Synonym{"mine", "list"},       Synonym{"log", "history"},      Synonym{"reply", "answer"},
    Synonym{"question", "ask"},    Synonym{"recall", "withdraw"},  Synonym{"revoke", "withdraw"},
    Synonym{"ok", "accept"},       Synonym{"yes", "accept"},       Synonym{"commands", "help"},
    Synonym{"hello", "menu"},      Synonym{"hi", "menu"},          Synonym{"asap", "urgent"},
    Synonym{"override", "urgent"}, Synonym{"emergency", "urgent"}, Synonym{"rush", "urgent"},
    Synonym{"continue", "resume"}, Synonym{"unpause", "resume"},   Synonym{"pause", "wait"},
    Synonym{"hold", "wait"},       Synonym{"claim", "take"},       Synonym{"grab", "take"},
    Synonym{"steal", "take"},      Synonym{"forward", "pass"},     Synonym{"delegate", "pass"},
    Synonym{"revert", "undo"},     Synonym{"oops", "undo"},        Synonym{"begin", "start"},
    Synonym{"started", "start"},   Synonym{"stuck", "block"},      Synonym{"blocked", "block"},
    Synonym{"blocker", "block"},   Synonym{"missing", "gap"},      Synonym{"lacks", "gap"},
    Synonym{"waive", "forgive"},   Synonym{"skip", "urgent"},      Synonym{"remind", "snooze"},
    Synonym{"mute", "snooze"},     Synonym{"deadline", "due"},     Synonym{"promise", "due"},
    Synonym{"date", "due"},        Synonym{"restore", "reopen"},   Synonym{"agree", "allow"},
    Synonym{"permit", "allow"},    Synonym{"disallow", "refuse"},  Synonym{"forbid", "refuse"},
};

}  // namespace

std::string_view word_said_as(std::string_view said) {
  const auto found = std::ranges::find(synonyms, said, &Synonym::said);
  return found == synonyms.end() ? std::string_view() : found->word;
}

}  // namespace baton
