package io.gleaner.faults.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EvidenceTest {
  @Test
  void a_line_of_the_journal_is_read_as_it_was_written() {
    Event event = new Event(0, 12_340, EventKind.TICK, "alone-1-1", 7, 2, 99, 4711, "-");
    assertThat(event.text()).isEqualTo("12.340 TICK alone-1-1 7 2 99 4711 -");
    assertThat(Event.parse(0, event.text())).isEqualTo(event);
  }

  @Test
  void a_handlers_line_is_read_too() {
    assertThat(Event.parse(3, "12119.99 START w 7 2 1730000000000001 4711 -").millis())
        .isEqualTo(12_119_990);
  }

  @Test
  void what_is_no_line_of_the_journal_is_refused() {
    assertThatThrownBy(() -> Event.parse(4, "12.3 TICK w"))
        .hasMessage("line 5 of the journal: 12.3 TICK w");
  }

  @Test
  void redis_counts_bits_from_the_left() {
    assertThat(LedgerReader.bits("\u0080\u0001")).containsExactlyInAnyOrder(0, 15);
  }

  @Test
  void a_result_has_the_token_that_its_handler_printed() {
    String line =
        """
        {"index":3,"status":"done","uid":"u","job":"j","item":"x","attempt":2,"worker":"w",\
        "exitCode":0,"durationMillis":5,"output":"1730000000000001\\n"}""";
    assertThat(RunFiles.result(line))
        .isEqualTo(new Result(3, true, "u", 2, "w", 1_730_000_000_000_001L));
  }
}
