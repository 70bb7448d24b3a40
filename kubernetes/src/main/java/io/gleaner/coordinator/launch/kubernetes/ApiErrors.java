package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's exceptions as sentences.
 *
 * @param cluster the API server's address
 * @param namespace where
 */
record ApiErrors(String cluster, String namespace) {
  private static final Pattern DENIED =
      Pattern.compile(
          "User \"([^\"]*)\" cannot (\\w+) resource \"([^\"]*)\" in API group \"([^\"]*)\"");

  /** Calls, and translates what is thrown. */
  <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (KubernetesClientException e) {
      throw translate(e);
    }
  }

  GleanerException translate(KubernetesClientException e) {
    String said =
        e.getStatus() != null && e.getStatus().getMessage() != null
            ? e.getStatus().getMessage()
            : "";
    return switch (e.getCode()) {
      case -1, 0 ->
          GleanerException.unreachable(
              "The cluster at %s cannot be reached (%s). Check that it runs and that the context is the right one."
                  .formatted(cluster, cause(e)),
              e);
      case 401 ->
          GleanerException.configuration(
              "The cluster at %s does not accept the credentials of the kubeconfig: log in again."
                  .formatted(cluster));
      case 403 -> forbidden(said);
      case 404 ->
          GleanerException.configuration(
              "The cluster at %s says: %s. Check the namespace (-n)."
                  .formatted(cluster, withoutStop(said)));
      case 409 ->
          new GleanerException(
              ErrorKind.PERMANENT,
              "The cluster at %s refuses a change: %s.".formatted(cluster, withoutStop(said)),
              e);
      case 408, 429, 500, 502, 503, 504 ->
          GleanerException.unreachable(
              "The cluster at %s answers with an error (%d %s)."
                  .formatted(cluster, e.getCode(), withoutStop(said)),
              e);
      default ->
          GleanerException.configuration(
              "The cluster at %s does not take what it was given (%d): %s."
                  .formatted(cluster, e.getCode(), withoutStop(said)));
    };
  }

  private GleanerException forbidden(String said) {
    Matcher denied = DENIED.matcher(said);
    if (denied.find()) {
      return noRight(
          denied.group(2) + " " + resource(denied.group(3), denied.group(4)), denied.group(1));
    }
    if (said.contains("exceeded quota")) {
      return new GleanerException(
          ErrorKind.PERMANENT,
          ("A quota of namespace %s of the cluster at %s does not allow it: %s. Free some of it, or"
                  + " have it raised, and try again.")
              .formatted(namespace, cluster, withoutStop(said)));
    }
    return GleanerException.configuration(
        "The cluster at %s forbids it in namespace %s: %s."
            .formatted(cluster, namespace, withoutStop(said)));
  }

  /**
   * The sentence for rights that are missing.
   *
   * @param actions as {@code create jobs.batch, list pods}
   * @param user as the cluster knows the caller
   */
  GleanerException noRight(String actions, String user) {
    return GleanerException.configuration(
        ("You%s may not %s in namespace %s of the cluster at %s. Have the Role gleaner-launcher of"
                + " k8s-manifests/launcher-rbac.yaml created there, and bound to you.")
            .formatted(user.isEmpty() ? "" : " (" + user + ")", actions, namespace, cluster));
  }

  static String resource(String plural, String group) {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  private static String cause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
