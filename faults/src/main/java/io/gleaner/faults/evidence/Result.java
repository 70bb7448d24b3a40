package io.gleaner.faults.evidence;

/**
 * A line of the results.
 *
 * @param index the item
 * @param done whether it is done, not failed
 * @param uid the Job's uid
 * @param attempt the attempt whose outcome it is
 * @param worker who committed it
 * @param token the fencing token of the attempt, as its handler printed it; 0 if it printed none
 */
public record Result(int index, boolean done, String uid, int attempt, String worker, long token) {}
