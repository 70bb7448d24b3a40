package io.gleaner.coordinator.control.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** kubectl's three-way merge: what the file no longer says goes, what others have set stays. */
final class Merge {
  private Merge() {}

  /**
   * Changes an object.
   *
   * @param live the object as it is; is changed
   * @param last what was applied the last time
   * @param wanted what is applied now
   */
  static void into(ObjectNode live, JsonNode last, ObjectNode wanted) {
    List<String> gone = new ArrayList<>();
    last.fieldNames().forEachRemaining(gone::add);
    gone.removeIf(wanted::has);
    live.remove(gone);
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      JsonNode there = live.get(field.getKey());
      if (field.getValue() instanceof ObjectNode inner && there instanceof ObjectNode old) {
        into(old, last.path(field.getKey()), inner);
      } else {
        live.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }
}
