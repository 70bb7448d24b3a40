package io.gleaner.ledger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kind every error of Redis or of the driver becomes. */
class RedisErrorsTest {
  private final RedisErrors errors = new RedisErrors("Redis at host:1");

  @ParameterizedTest
  @CsvSource({
    "NOAUTH Authentication required., CONFIGURATION",
    "WRONGPASS invalid username-password pair or user is disabled., CONFIGURATION",
    "NOPERM this user has no permissions to run the 'info' command, CONFIGURATION",
    "ERR ACL failure in script: User x has no permissions to run the 'hset' command, CONFIGURATION",
    "DENIED Redis is running in protected mode, CONFIGURATION",
    "LOADING Redis is loading the dataset in memory, TRANSIENT",
    "OOM command not allowed when used memory > 'maxmemory'., TRANSIENT",
    "ERR Error running script (call to f_1): @user_script:1: -OOM command not allowed, TRANSIENT",
    "MISCONF Errors writing to the AOF file, TRANSIENT",
    "READONLY You can't write against a read only replica., TRANSIENT",
    "MASTERDOWN Link with MASTER is down, TRANSIENT",
    "BUSY Redis is busy running a script., TRANSIENT",
    "ERR max number of clients reached, TRANSIENT",
    "WRONGTYPE Operation against a key, PERMANENT",
    "ERR unknown command, PERMANENT",
    "'', PERMANENT"
  })
  void whatRedisAnswers(String message, ErrorKind kind) {
    GleanerException translated =
        errors.translate(new CompletionException(new RedisCommandExecutionException(message)));
    assertThat(translated.kind()).isEqualTo(kind);
    assertThat(translated).hasMessageContaining("Redis at host:1");
  }

  @Test
  void whatTheNetworkDoes() {
    RedisConnectionException refused =
        new RedisConnectionException("Unable to connect", new ConnectException("refused"));
    assertThat(errors.translate(refused).kind()).isEqualTo(ErrorKind.TRANSIENT);
    RedisConnectionException unknown =
        new RedisConnectionException("Unable to connect", new UnknownHostException("host"));
    assertThat(errors.translate(unknown)).hasMessageContaining("unknown host");
    assertThat(errors.translate(new RedisException("Connection closed")).kind())
        .isEqualTo(ErrorKind.TRANSIENT);
  }

  @Test
  void aCertificateThatIsNotTrustedIsForAPersonToMend() {
    SSLHandshakeException untrusted = new SSLHandshakeException("PKIX path building failed");
    untrusted.initCause(new CertificateException("unable to find valid certification path"));
    assertThat(errors.translate(new RedisConnectionException("Unable to connect", untrusted)))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("check the certificate");
  }

  @Test
  void aServerThatHangsUpDuringTheHandshakeIsAskedAgain() {
    SSLHandshakeException ended = new SSLHandshakeException("Remote host terminated the handshake");
    ended.initCause(new EOFException("SSL peer shut down incorrectly"));
    assertThat(errors.translate(new RedisConnectionException("Unable to connect", ended)).kind())
        .isEqualTo(ErrorKind.TRANSIENT);
  }

  @Test
  void ourOwnErrorsPassUnchanged() {
    GleanerException own = GleanerException.configuration("set noeviction");
    assertThat(errors.translate(new CompletionException(own))).isSameAs(own);
  }
}
