package io.gleaner.coordinator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class StandardOutputSinkTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void outputsAreBytesInTheOrderOfFinishing() {
    byte[] raw = {(byte) 0xFF, 0, '\n'};
    run(false, Outcomes.done(2, "two"), Outcomes.done(0, "zero\n"), Outcomes.failed(1, 1, "one\n"));
    run(false, Outcomes.done(3, Bytes.utf8("x"), Bytes.wrap(raw)));
    assertThat(out.toByteArray()).startsWith("twozero\none\n".getBytes(UTF_8)).endsWith(raw);
  }

  @Test
  void tagsAreAsGnuParallelPrintsThem() {
    // printf 'a b\0nl\nb\0' | parallel -0 -k --tag 'echo l1; echo; printf l2'
    run(
        true,
        Outcomes.done(0, Bytes.utf8("a b"), Bytes.utf8("l1\n\nl2")),
        Outcomes.done(1, Bytes.utf8("nl\nb"), Bytes.utf8("l1\n\nl2")),
        Outcomes.done(2, Bytes.utf8("empty"), Bytes.EMPTY));
    assertThat(out.toString(UTF_8))
        .isEqualTo("a b\tl1\na b\t\na b\tl2nl\nb\tl1\nnl\nb\t\nnl\nb\tl2");
  }

  @Test
  void aResumedRunDoesNotPrintAgainButPrintsWhatARetryMade() {
    run(false, Outcomes.done(0, "a"), Outcomes.failed(1, 1, "b"), Outcomes.done(0, "a"));
    run(false, Outcomes.done(0, "a"), Outcomes.failed(1, 1, "b"), Outcomes.done(1, "B"));
    assertThat(out.toString(UTF_8)).isEqualTo("abB");
  }

  @Test
  void whatWasNotSyncedIsPrintedAgainAfterAKill() {
    ShownJournal journal = journal();
    try (StandardOutputSink sink = new StandardOutputSink(printer(out, false), journal)) {
      sink.accept(Outcomes.done(0, "a"));
      sink.sync();
      sink.accept(Outcomes.done(1, "b"));
    }
    run(false, Outcomes.done(0, "a"), Outcomes.done(1, "b"));
    assertThat(out.toString(UTF_8)).isEqualTo("abb");
  }

  @Test
  void aClosedReaderIsItsOwnKindOfError() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process reader = new ProcessBuilder("sh", "-c", "head -c 1 < " + pipe).start();
    try (OutputStream toReader = new FileOutputStream(pipe.toFile())) {
      OutputPrinter printer = printer(toReader, false);
      assertThatThrownBy(
              () -> {
                // More than the reader takes and the pipe holds together.
                for (int i = 0; i < 100; i++) {
                  printer.print(Bytes.EMPTY, Bytes.utf8("x".repeat(10_000)));
                }
              })
          .isInstanceOf(OutputClosedException.class)
          .hasMessage("Standard output was closed by its reader.");
    }
    assertThat(reader.waitFor()).isZero();
  }

  @Test
  void anOutputThatCouldNotBePrintedIsNotTakenForShown() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (StandardOutputSink sink = new StandardOutputSink(printer(broken, false), journal())) {
      assertThatThrownBy(() -> sink.accept(Outcomes.done(0, "a")))
          .isInstanceOf(OutputClosedException.class);
      sink.sync();
    }
    run(false, Outcomes.done(0, "a"));
    assertThat(out.toString(UTF_8)).isEqualTo("a");
  }

  @Test
  void aFullDiskIsASentence() throws IOException {
    try (OutputStream full = new FileOutputStream("/dev/full")) {
      assertThatThrownBy(() -> printer(full, false).print(Bytes.EMPTY, Bytes.utf8("x")))
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PERMANENT))
          .hasMessage("Cannot write standard output: No space left on device.");
    }
  }

  private void run(boolean tag, Outcome... outcomes) {
    try (StandardOutputSink sink = new StandardOutputSink(printer(out, tag), journal())) {
      for (Outcome outcome : outcomes) {
        sink.accept(outcome);
      }
      sink.sync();
    }
  }

  private static OutputPrinter printer(OutputStream out, boolean tag) {
    return new OutputPrinter(out, tag, Screen.NONE);
  }

  private ShownJournal journal() {
    return ShownJournal.open(folder.resolve("shown"));
  }
}
