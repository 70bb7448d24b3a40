/** What was recorded of a run: the journal, the results, the ledger. */
@NullMarked
package io.gleaner.faults.evidence;

import org.jspecify.annotations.NullMarked;
