package io.gleaner.coordinator.deployment.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The services of one compose file, merge keys resolved. */
record ComposeFile(Map<String, Map<String, Object>> services) {
  static ComposeFile parse(String text) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
    Map<String, Map<String, Object>> services = new LinkedHashMap<>();
    fields(fields(root).get("services"))
        .forEach((name, service) -> services.put(name, merged(fields(service))));
    return new ComposeFile(services);
  }

  /** A mapping's fields; none where it is something else. */
  static Map<String, Object> fields(@Nullable Object node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> fields.put(String.valueOf(key), value));
    }
    return fields;
  }

  /** A list's elements as text; none where it is something else. */
  static List<String> texts(@Nullable Object node) {
    return node instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static Map<String, Object> merged(Map<String, Object> service) {
    Map<String, Object> all = fields(service.remove("<<"));
    all.putAll(service);
    return all;
  }
}
