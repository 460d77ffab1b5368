#include "tests/contract/store_contract.h"
#include "tests/contract/stores.h"

namespace baton::test {

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, StoreContract, MemoryFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreContract, SqliteFixture);

}  // namespace baton::test
