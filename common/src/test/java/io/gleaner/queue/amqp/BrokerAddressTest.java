package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.tls.TlsFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "amqp://host,                        false, host,      5672, guest,  guest,  /",
    "amqps://host,                       true,  host,      5671, guest,  guest,  /",
    "AMQP://host/,                       false, host,      5672, guest,  guest,  /",
    "amqp://u:p@host:1234/v,             false, host,      1234, u,      p,      v",
    "amqp://u%40x:p%2F%3A@host/a%2Fb,    false, host,      5672, u@x,    p/:,    a/b",
    "amqp://u:p+q@my_broker:5/%2F,       false, my_broker, 5,    u,      p+q,    /",
    "amqp://u:p:q@[::1]:6,               false, ::1,       6,    u,      p:q,    /",
    "amqp://u:p@q@10.0.0.1,              false, 10.0.0.1,  5672, u,      p@q,    /",
    "amqp://u@host,                      false, host,      5672, u,      '',     /",
  })
  void addressesAreRead(
      String uri, boolean tls, String host, int port, String user, String password, String vhost) {
    assertThat(BrokerAddress.parse(uri))
        .isEqualTo(new BrokerAddress(tls, host, port, user, password, vhost, TlsFiles.NONE));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "host:5672",
        "http://u:secret@host",
        "amqp://",
        "amqp://u:secret@",
        "amqp://u:secret@host:port",
        "amqp://u:secret@host:0",
        "amqp://u:secret@host:65536",
        "amqp://u:secret@host:1/a/b",
        "amqp://u:secret%zz@host",
        "amqp://u:secret@ho st",
        "amqp://u:secret@[::1",
      })
  void anythingElseIsAConfigurationErrorThatDoesNotQuoteIt(String uri) {
    assertThatThrownBy(() -> BrokerAddress.parse(uri))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("amqp://user:password@host:port/virtual-host")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void whatIsShownHasNoPassword() {
    BrokerAddress address = BrokerAddress.parse("amqps://me:secret@[::1]:99/v");
    assertThat(address).hasToString("amqps://me@[::1]:99 virtual host v");
    assertThat(address.place()).isEqualTo("[::1]:99");
  }

  @Test
  void parametersOtherThanTheFilesForTlsAreRefused() {
    assertThatThrownBy(() -> BrokerAddress.parse("amqps://u:secret@host?heartbeat=0"))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("none of cacertfile")
        .hasMessageNotContaining("secret");
  }
}
