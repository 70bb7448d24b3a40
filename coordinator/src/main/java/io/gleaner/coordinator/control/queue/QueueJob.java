package io.gleaner.coordinator.control.queue;

import io.gleaner.config.JobName;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.manifest.WorkQueueSpec;

/**
 * A WorkQueueJob as its items see it.
 *
 * @param name its name, in the ledger and the broker too
 * @param uid its identity, in the ledger too
 * @param spec what it wants
 * @param container what its template says: the command for each item (none for a Java handler),
 *     variables, folder
 */
public record QueueJob(JobName name, String uid, WorkQueueSpec spec, Program container) {}
