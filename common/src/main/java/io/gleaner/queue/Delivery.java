package io.gleaner.queue;

import io.gleaner.item.WorkItem;

/**
 * An item that the queue handed to this process and that stays unacknowledged until the process
 * says otherwise.
 *
 * @param id what to acknowledge or give back
 * @param uid the Job's uid that the message carries
 * @param item the item
 */
public record Delivery(DeliveryId id, String uid, WorkItem item) {}
