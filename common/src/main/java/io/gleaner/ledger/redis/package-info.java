/**
 * The ledger in Redis: one Lua script an operation, one connection a process, and the durability
 * barrier. Each script does what {@link io.gleaner.ledger.LedgerRules} says, and is tested against
 * it.
 */
@NullMarked
package io.gleaner.ledger.redis;

import org.jspecify.annotations.NullMarked;
