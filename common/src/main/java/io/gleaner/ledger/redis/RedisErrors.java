package io.gleaner.ledger.redis;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the driver throws into the project's one exception. No message repeats what may hold a
 * password.
 */
final class RedisErrors {
  /** Below 7.0 an error inside a script is wrapped in a text of its own. */
  private static final Pattern IN_SCRIPT =
      Pattern.compile("^ERR Error running script.* -([A-Z]+) ");

  /** What a script's command may not do comes without a code of its own. */
  private static final String NOT_PERMITTED_IN_SCRIPT = "ERR ACL failure in script: ";

  private static final Pattern CODE = Pattern.compile("^([A-Z]+)\\b");

  private final String where;

  RedisErrors(String where) {
    this.where = where;
  }

  GleanerException translate(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof GleanerException known) {
        return known;
      } else if (cause instanceof RedisCommandExecutionException refused) {
        return answered(refused);
      } else if (cause instanceof SSLException && !hungUp(cause)) {
        return configuration(
            "does not speak TLS as asked (" + cause.getMessage() + "): check the certificate",
            cause);
      } else if (cause instanceof UnknownHostException) {
        return GleanerException.unreachable(where + " cannot be found: unknown host", cause);
      } else if (cause instanceof ConnectException) {
        return GleanerException.unreachable(
            where + " cannot be reached: connection refused or timed out", cause);
      } else if (cause instanceof TimeoutException) {
        return GleanerException.unreachable(where + " gives no answer", cause);
      } else if (cause instanceof IOException) {
        return GleanerException.unreachable("the connection to " + where + " broke", cause);
      }
    }
    Throwable cause = unwrapped(thrown);
    if (cause instanceof RedisException) {
      return GleanerException.unreachable("the connection to " + where + " broke", cause);
    }
    return new GleanerException(
        ErrorKind.PERMANENT, "the call of " + where + " failed: " + cause, cause);
  }

  /**
   * As a server does in the middle of a handshake when it is stopped; no certificate is to blame.
   */
  private static boolean hungUp(Throwable handshake) {
    for (Throwable cause = handshake; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException || cause instanceof SocketException) {
        return true;
      }
    }
    return false;
  }

  static boolean isNoScript(@Nullable Throwable thrown) {
    return thrown != null
        && unwrapped(thrown) instanceof RedisCommandExecutionException refused
        && code(refused.getMessage()).equals("NOSCRIPT");
  }

  static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wrapper && cause != null ? unwrapped(cause) : thrown;
  }

  private GleanerException answered(RedisCommandExecutionException refused) {
    String code = code(refused.getMessage());
    return switch (code) {
      case "NOAUTH" -> configuration("wants a user and a password, and none were given", refused);
      case "WRONGPASS" -> configuration("does not accept this user and password", refused);
      case "NOPERM" ->
          configuration(
              "does not permit this user what the ledger needs ("
                  + refused.getMessage()
                  + "): give it the commands, keys and channels that docs/security.md lists",
              refused);
      case "DENIED" ->
          configuration("is in protected mode: it needs a password to be used from here", refused);
      case "LOADING" -> transientError("is still loading its data", refused);
      case "OOM" ->
          transientError("is out of memory: raise maxmemory, or collect the results", refused);
      case "MISCONF" -> transientError("cannot write to its disk (MISCONF)", refused);
      case "READONLY", "MASTERDOWN", "NOREPLICAS" ->
          transientError("takes no writes now (" + code + ")", refused);
      case "BUSY", "TRYAGAIN", "CLUSTERDOWN" -> transientError("is busy (" + code + ")", refused);
      default ->
          Objects.equals(refused.getMessage(), "ERR max number of clients reached")
              ? transientError("has no free connections", refused)
              : new GleanerException(
                  ErrorKind.PERMANENT, where + " answered: " + refused.getMessage(), refused);
    };
  }

  private static String code(@Nullable String message) {
    if (message == null) {
      return "";
    }
    if (message.startsWith(NOT_PERMITTED_IN_SCRIPT)) {
      return "NOPERM";
    }
    Matcher inScript = IN_SCRIPT.matcher(message);
    if (inScript.find()) {
      return inScript.group(1);
    }
    Matcher code = CODE.matcher(message);
    return code.find() ? code.group(1) : "";
  }

  private GleanerException configuration(String what, Throwable cause) {
    return new GleanerException(ErrorKind.CONFIGURATION, where + " " + what, cause);
  }

  private GleanerException transientError(String what, Throwable cause) {
    return new GleanerException(ErrorKind.TRANSIENT, where + " " + what, cause);
  }
}
