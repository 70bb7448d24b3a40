package io.gleaner.coordinator.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronJobValidationTest {
  private static final CronJobFields GOOD = CronJobFields.of("hello", "* * * * *");

  @Test
  void aScheduleIsRequired() {
    assertThat(texts(CronJobFields.of("hello", "")))
        .containsExactly("spec.schedule: Required value");
    assertThat(CronJobValidation.ofNew(new CronJobFields("a", null, null, null, null, null, 1, 1)))
        .extracting(FieldError::field)
        .containsExactly("spec.schedule");
  }

  @Test
  void everyWrongFieldIsNamedInTheApiServersOrder() {
    CronJobFields fields = new CronJobFields("Hello", "x", "Local", -1L, "no", null, -2, -3);
    List<FieldError> errors = CronJobValidation.ofNew(fields);
    assertThat(errors)
        .extracting(FieldError::field)
        .containsExactly(
            "metadata.name",
            "spec.schedule",
            "spec.startingDeadlineSeconds",
            "spec.timeZone",
            "spec.concurrencyPolicy",
            "spec.successfulJobsHistoryLimit",
            "spec.failedJobsHistoryLimit");
    assertThat(CronJobValidation.message("Hello", errors))
        .startsWith(
            "CronJob.batch \"Hello\" is invalid: [metadata.name: Invalid value: \"Hello\": ")
        .endsWith("-3: must be greater than or equal to 0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Etc/UTC",
        "Europe/Berlin",
        "Etc/GMT+5",
        "GMT-0",
        "EST",
        "America/Port-au-Prince"
      })
  void zonesOfTheDatabaseAreAccepted(String zone) {
    assertThat(texts(zone(zone))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "europe/berlin",
        "Europe",
        "+01:00",
        "Z",
        "UTC+1",
        "Europe//Berlin",
        "/etc",
        "../UTC",
        "SystemV/PST8",
        "PST",
        "Europe/Berlin "
      })
  void otherZonesAreNot(String zone) {
    assertThat(texts(zone(zone)))
        .containsExactly(
            "spec.timeZone: Invalid value: \"" + zone + "\": unknown time zone " + zone);
  }

  @Test
  void theZoneMustBeExplicit() {
    assertThat(texts(zone("Local")))
        .containsExactly(
            "spec.timeZone: Invalid value: \"Local\": timeZone must be an explicit time zone as"
                + " defined in https://www.iana.org/time-zones");
    assertThat(texts(zone("local"))).hasSize(2);
    assertThat(texts(zone("")))
        .containsExactly(
            "spec.timeZone: Invalid value: \"\": timeZone must be nil or non-empty string");
  }

  @Test
  void fiftyTwoCharactersAreTheLongestName() {
    assertThat(texts(CronJobFields.of("a".repeat(52), "@daily"))).isEmpty();
    assertThat(texts(CronJobFields.of("a".repeat(53), "@daily")))
        .singleElement()
        .asString()
        .endsWith("must be no more than 52 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hello", "-a", "a-", "a..b", "a_b", "\u00e4"})
  void namesAreThoseOfKubernetes(String name) {
    assertThat(CronJobValidation.ofNew(CronJobFields.of(name, "@daily")))
        .extracting(FieldError::field)
        .containsExactly("metadata.name");
  }

  @Test
  void aScheduleThatAlwaysHadATimeZoneMayKeepIt() {
    CronJobFields fields = CronJobFields.of("hello", "TZ=UTC * * * * *");
    assertThat(CronJobValidation.ofChanged(fields, GOOD.spec())).hasSize(1);
    assertThat(CronJobValidation.ofChanged(fields, fields.spec())).isEmpty();
    CronJobFields both =
        new CronJobFields("a", "TZ=UTC * * * * *", "UTC", null, null, null, null, null);
    assertThat(CronJobValidation.ofChanged(both, both.spec()))
        .extracting(FieldError::message)
        .containsExactly(
            "Invalid value: \"TZ=UTC * * * * *\": cannot use both timeZone field and TZ or CRON_TZ"
                + " in schedule");
  }

  @Test
  void defaultsAreThoseOfKubernetes() {
    assertThat(GOOD.spec())
        .isEqualTo(new CronJobSpec("* * * * *", null, null, ConcurrencyPolicy.ALLOW, false, 3, 1));
  }

  private static CronJobFields zone(String zone) {
    return new CronJobFields("hello", "* * * * *", zone, null, null, null, null, null);
  }

  private static List<String> texts(CronJobFields fields) {
    return CronJobValidation.ofNew(fields).stream().map(FieldError::text).toList();
  }
}
