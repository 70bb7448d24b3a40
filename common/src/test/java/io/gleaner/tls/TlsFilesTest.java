package io.gleaner.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsFilesTest {
  @TempDir Path folder;

  @Test
  void noQueryMeansJavasOwnTrustStore() {
    assertThat(TlsFiles.parse("The broker", null, true).isEmpty()).isTrue();
    assertThat(TlsFiles.parse("The broker", "", false).isEmpty()).isTrue();
  }

  @Test
  void theThreeFilesAreRead() throws IOException {
    Path ca = file("my ca.pem", "");
    Path certificate = file("certificate.pem", "");
    Path key = file("key.pem", "");
    String query =
        "cacertfile=" + folder + "/my%20ca.pem&certfile=" + certificate + "&keyfile=" + key;
    assertThat(TlsFiles.parse("The broker", query, true))
        .isEqualTo(new TlsFiles(ca, certificate, key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verify=verify_none | parameter after its question mark",
        "cacertfile | cacertfile",
        "cacertfile=/no/such/file | /no/such/file (cacertfile) does not exist or cannot be read",
        "cacertfile=/tmp | cannot be read",
        "certfile=HERE | certfile without keyfile",
        "keyfile=HERE | keyfile without certfile",
      })
  void anythingElseIsRefusedInASentence(String query, String sentence) throws IOException {
    String here = file("here.pem", "").toString();
    assertConfiguration(query.replace("HERE", here), true, sentence);
  }

  @Test
  void filesForAConnectionWithoutTlsAreRefused() throws IOException {
    assertConfiguration("cacertfile=" + file("ca.pem", ""), false, "amqps or rediss");
  }

  @Test
  void aFileThatHoldsSomethingElseIsToldBeforeAnythingIsConnected() throws IOException {
    TlsFiles files =
        TlsFiles.parse("The broker", "cacertfile=" + file("ca.pem", "no certificate"), true);
    assertThatThrownBy(() -> files.context("The broker"))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("The broker's TLS files cannot be used")
        .hasMessageContaining("PEM");
  }

  private static void assertConfiguration(String query, boolean tls, String sentence) {
    assertThatThrownBy(() -> TlsFiles.parse("The broker", query, tls))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining(sentence);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
