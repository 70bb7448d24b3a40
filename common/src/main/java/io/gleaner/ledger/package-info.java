/**
 * The ledger of a Job: its pure rules, the requests and replies, and the port to where it is kept.
 */
@NullMarked
package io.gleaner.ledger;

import org.jspecify.annotations.NullMarked;
