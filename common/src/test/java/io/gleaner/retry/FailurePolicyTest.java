package io.gleaner.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.GleanerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "75=Ignore|75|IGNORE",
        "75=Ignore|1|COUNT",
        "2,64-78=FailIndex|64|FAIL_INDEX",
        "2,64-78=FailIndex|78|FAIL_INDEX",
        "2,64-78=FailIndex|79|COUNT",
        "!0,1=FailJob|1|COUNT",
        "!0,1=FailJob|2|FAIL_JOB",
        "3=Count !1=FailJob|3|COUNT",
        "3=failindex 3=FailJob|3|FAIL_INDEX",
      })
  void theFirstRuleThatMatchesDecides(String rules, int exitCode, FailureAction action) {
    assertThat(FailurePolicy.parse(rules).of(exitCode)).isEqualTo(action);
  }

  @Test
  void withoutRulesEveryFailureCounts() {
    assertThat(FailurePolicy.NONE.of(1)).isEqualTo(FailureAction.COUNT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "75=Ignore", "!0,1=FailJob 2,64-78=FailIndex"})
  void itsTextIsReadAsItWasWritten(String text) {
    assertThat(FailurePolicy.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "75|give exit codes and an action",
        "75=Retry|Count, FailIndex, Ignore or FailJob",
        "7-=Ignore|'7-' is no exit code",
        "1,,2=Ignore|'' is no exit code",
        "9-8=Ignore|the smaller one first",
        "256=Ignore|from 0 to 255",
      })
  void aRuleThatCannotBeReadIsRefusedWithTheReason(String rule, String why) {
    assertThatThrownBy(() -> FailureRule.parse(rule))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("'" + rule + "'")
        .hasMessageContaining(why);
  }
}
