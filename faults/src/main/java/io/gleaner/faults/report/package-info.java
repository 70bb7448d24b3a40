/** What a soak has shown, as Markdown. */
@NullMarked
package io.gleaner.faults.report;

import org.jspecify.annotations.NullMarked;
