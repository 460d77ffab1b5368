#include "tests/contract/store_contract.h"
#include "tests/contract/outbox_contract.h"
#include "tests/contract/stores.h"

namespace baton::test {

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, StoreContract, MemoryFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreContract, SqliteFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, OutboxContract, MemoryFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, OutboxContract, SqliteFixture);

}  // namespace baton::test
