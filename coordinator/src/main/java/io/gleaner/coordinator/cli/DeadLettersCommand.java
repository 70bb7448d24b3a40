package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.gleaner.coordinator.report.Texts;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.LedgerReading.NumberedDeadLetter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner dead-letters}: the items that failed for good. */
@Command(
    name = "dead-letters",
    description = "List the items that failed for good, with their last error.",
    footerHeading = "%nExamples:%n",
    footer = {"  gleaner dead-letters thumbs", "  gleaner dead-letters thumbs -o json"})
final class DeadLettersCommand implements Callable<Integer> {
  private static final int PAGE = 1_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final JobArgument argument = new JobArgument();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      converter = OutputFormat.Converter.class,
      description = "table or json (JSON Lines). Default: ${DEFAULT-VALUE}.")
  private OutputFormat format = OutputFormat.TABLE;

  DeadLettersCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (JobServers servers = JobServers.find(argument.name(), common, around);
        JobSession session = servers.attach("dead-letters", new StopSignal())) {
      PrintStream out = around.lines();
      long from = 0;
      while (true) {
        long first = from;
        List<NumberedDeadLetter> page = session.read(ledger -> ledger.deadLetters(first, PAGE));
        if (page.isEmpty()) {
          return ExitCode.COMPLETE.code();
        }
        page.forEach(
            letter -> out.println(format == OutputFormat.JSON ? json(letter) : row(letter)));
        from = page.get(page.size() - 1).index() + 1;
      }
    }
  }

  private static String row(NumberedDeadLetter numbered) {
    return "%d\t%s\t%s, exit %d\t%s"
        .formatted(
            numbered.index(),
            numbered.letter().body().toString().replaceAll("\\p{Cntrl}", "?"),
            Texts.count(numbered.letter().attempts(), "attempt"),
            numbered.letter().exitCode(),
            numbered.letter().error().replaceAll("\\p{Cntrl}", " "));
  }

  private static String json(NumberedDeadLetter numbered) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("index", numbered.index());
      json.writeStringField("item", numbered.letter().body().text());
      json.writeStringField(
          "itemBase64", Base64.getEncoder().encodeToString(numbered.letter().body().array()));
      json.writeNumberField("attempts", numbered.letter().attempts());
      json.writeNumberField("exitCode", numbered.letter().exitCode());
      json.writeStringField("error", numbered.letter().error());
      json.writeStringField("errorTail", numbered.letter().errorTail());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }
}
