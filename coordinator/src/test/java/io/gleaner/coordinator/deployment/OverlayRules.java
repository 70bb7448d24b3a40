package io.gleaner.coordinator.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the objects of an overlay are like together. */
final class OverlayRules {
  /** A URI with a password, a setting of one, or the user that RabbitMQ brings along. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(amqps?|rediss?)://[^\\s\"]*@|(?i)(default_pass|password|passwd)\\s*[=:]"
              + "|(requirepass|masterauth)\\s+\\S|guest|user \\w+ .*>");

  /** A variable that is called so and has its value with it. */
  private static final Pattern VARIABLE =
      Pattern.compile("\"name\":\"\\w*(PASS|SECRET|TOKEN|COOKIE)\\w*\",\"value\"");

  static final List<Rule> ALL =
      List.of(
          objects("no Secret is among them", object -> !Manifests.kind(object).equals("Secret")),
          objects(
              "no password is in any of them",
              object ->
                  !SECRET.matcher(strings(object)).find()
                      && !VARIABLE.matcher(object.toString()).find()),
          objects(
              "a variable with a server's address is none of them",
              object ->
                  !object.toString().contains("\"GLEANER_BROKER\"")
                      && !object.toString().contains("\"GLEANER_LEDGER\"")),
          objects(
              "an account mounts no token",
              object ->
                  !Manifests.kind(object).equals("ServiceAccount")
                      || !object.path("automountServiceAccountToken").asBoolean(true)),
          objects("the namespace takes restricted pods only", OverlayRules::restricted),
          new Rule(
              "all are in the same namespace",
              manifests ->
                  manifests.objects().stream()
                      .filter(object -> !namespace(object).equals("gleaner"))
                      .map(Manifests::name)),
          new Rule(
              "a network policy closes every pod",
              manifests ->
                  manifests.podTemplates().stream()
                      .filter(
                          pod ->
                              manifests
                                  .ofKind("NetworkPolicy")
                                  .noneMatch(NetworkPolicies.closing(pod.node())))
                      .map(pod -> pod.owner())),
          objects(
              "a network policy names ports, and whom it lets in",
              object ->
                  !Manifests.kind(object).equals("NetworkPolicy") || !NetworkPolicies.open(object)),
          new Rule(
              "all pods of a run are told the same Job",
              manifests -> {
                List<JsonNode> names =
                    manifests.podTemplates().stream()
                        .map(pod -> pod.node().at("/metadata/labels/gleaner.io~1job"))
                        .filter(name -> !name.isMissingNode())
                        .distinct()
                        .toList();
                return names.stream().skip(1).map(JsonNode::asText);
              }));

  private OverlayRules() {}

  private static Rule objects(String name, Predicate<ObjectNode> kept) {
    return new Rule(
        name,
        manifests ->
            manifests.objects().stream().filter(object -> !kept.test(object)).map(Manifests::name));
  }

  private static boolean restricted(JsonNode object) {
    return !Manifests.kind(object).equals("Namespace")
        || object
            .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
            .asText()
            .equals("restricted");
  }

  private static String namespace(JsonNode object) {
    return object
        .at(Manifests.kind(object).equals("Namespace") ? "/metadata/name" : "/metadata/namespace")
        .asText();
  }

  /** All that an object says, as one text. */
  private static String strings(JsonNode object) {
    StringBuilder text = new StringBuilder();
    object.forEach(child -> text.append(strings(child)).append('\n'));
    return object.isValueNode() ? object.asText() : text.toString();
  }
}
