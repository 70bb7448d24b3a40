package io.gleaner.faults.report;

import java.util.List;

/**
 * What a report says of the soak as such.
 *
 * @param date when it began
 * @param machine processors, memory, system
 * @param versions of the servers and of Java
 * @param commit what was tested, or a word that says that it is not known
 * @param command what repeats it
 * @param leaseMillis the lease of the Jobs
 */
public record SoakFacts(
    String date,
    String machine,
    List<String> versions,
    String commit,
    String command,
    long leaseMillis) {}
