#include "core/machine/owed.h"

#include "core/machine/words.h"
#include "core/text/ascii.h"

namespace baton {

std::variant<int, Rejection> owed_called(const OwedName& name, const std::vector<Owed>& open) {
  if (open.empty()) return refuse(Refusal::nothing_owed);
  if (name.empty() && open.size() == 1) return open.front().number;
  std::vector<int> fits;
  for (const Owed& owed : open) {
    if (std::to_string(owed.number) == name) return owed.number;
    if (!name.empty() && ascii::starts_with(owed.what, name)) fits.push_back(owed.number);
  }
  if (fits.size() == 1) return fits.front();
  Rejection rejection = refuse(Refusal::unclear_owed);
  const char* const why = name.empty()      ? "must be named: several are open"
                          : fits.size() > 1 ? "could be several"
                                            : "is none of those that are open";
  rejection.problems.push_back({name, "", why});
  for (const Owed& owed : open) {
    rejection.choices.push_back(std::to_string(owed.number) + " " + owed.what);
  }
  return rejection;
}

}  // namespace baton
