package io.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobNameTest {
  private static final String LONGEST = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "my-job-1", "1st", "a--b"})
  void a_dns_label_is_a_name(String name) {
    assertThat(new JobName(name).value()).isEqualTo(name);
    assertThat(new JobName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-a", "a-", "A", "my_job", "a.b", "a b", "a/b", "..", "é", "a\n", "\u001b[2J"})
  void anything_else_is_refused_with_the_rule(String name) {
    assertThatThrownBy(() -> new JobName(name))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("lower-case letters a-z, digits and '-'")
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void a_label_has_at_most_63_characters() {
    assertThat(new JobName(LONGEST).value()).hasSize(63);
    assertThatThrownBy(() -> new JobName(LONGEST + "a"))
        .hasMessage("A Job's name has at most 63 characters, but 'aaaaaaaaaaaaaaaaaaaa'… has 64.");
  }

  @Test
  void an_empty_name_is_refused() {
    assertThatThrownBy(() -> new JobName("")).hasMessage("A Job's name must not be empty.");
  }
}
