package io.gleaner.coordinator.control.service;

/** Another coordinator leads: this one stops what it is about to do. */
final class LeadLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeadLostException() {
    super("another coordinator leads", null, false, false);
  }
}
