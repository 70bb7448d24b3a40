package io.gleaner.coordinator.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class FileItemSourceTest {
  @TempDir private Path folder;

  @Test
  void itemsAreReadAgainFromAnyIndex() throws IOException {
    FileItemSource source = open(Files.writeString(folder.resolve("items"), "a\nb\nc"));
    assertThat(source.total()).isEmpty();
    assertThat(Inputs.drain(source.from(1), 1)).isEqualTo(Inputs.texts("b", "c"));
    assertThat(source.total()).isEqualTo(OptionalLong.of(3));
    assertThat(Inputs.drain(source.from(0), 0)).isEqualTo(Inputs.texts("a", "b", "c"));
    assertThat(source.from(3).next()).isNull();
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing");
    assertThat(FileItemSource.canReadAgain(missing)).isTrue();
    assertThatThrownBy(() -> open(missing))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessage("Cannot open " + missing + ": no such file or folder.");
  }

  @Test
  void aFolderIsRefused() {
    assertThat(FileItemSource.canReadAgain(folder)).isTrue();
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("it is a folder");
  }

  @Test
  void standardInputAndPipesCannotBeReadAgain() throws Exception {
    assertThat(FileItemSource.canReadAgain(Path.of("/dev/stdin"))).isFalse();
    assertThat(FileItemSource.canReadAgain(Path.of("/proc/self/fd/0"))).isFalse();
    Path pipe = folder.resolve("pipe");
    int code = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    assertThat(code).isZero();
    assertThat(FileItemSource.canReadAgain(pipe)).isFalse();
  }

  private static FileItemSource open(Path file) {
    return FileItemSource.open(file, ItemFormat.LINES, ItemReader.DEFAULT_MAX_ITEM_BYTES);
  }
}
