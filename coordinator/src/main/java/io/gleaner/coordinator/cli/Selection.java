package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.client.ResourceType;
import io.gleaner.coordinator.control.client.Target;
import io.gleaner.coordinator.display.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code get} is to show.
 *
 * @param wanted of each type the names; none for all
 * @param single whether one object was named, and no list is meant
 */
record Selection(Map<ResourceType, List<String>> wanted, boolean single) {
  static Selection parse(List<String> words) {
    Map<ResourceType, List<String>> wanted = new LinkedHashMap<>();
    if (words.size() == 1 && !words.get(0).contains("/")) {
      ResourceType.named(words.get(0)).forEach(type -> wanted.put(type, List.of()));
      return new Selection(wanted, false);
    }
    List<Target> targets = Target.parse(words);
    for (Target target : targets) {
      wanted.computeIfAbsent(target.type(), type -> new ArrayList<>()).add(target.name());
    }
    return new Selection(wanted, targets.size() == 1);
  }

  List<ResourceType> types() {
    return List.copyOf(wanted.keySet());
  }

  /** What is there; a name that is not there is an error. */
  List<Listed> read(ControlAccess.Open open) {
    List<Listed> all = new ArrayList<>();
    for (ResourceType type : types()) {
      Listed listed = readIfThere(open, type);
      for (String name : wanted.getOrDefault(type, List.of())) {
        if (!listed.has(name)) {
          throw type.notFound(name);
        }
      }
      all.add(listed);
    }
    return all;
  }

  /** The same of one type; what is gone by now is left out. */
  Listed readIfThere(ControlAccess.Open open, ResourceType type) {
    List<String> names = wanted.getOrDefault(type, List.of());
    Kind kind = type.kind();
    List<StoredObject> objects = kind == null ? List.of() : open.objects().list(kind);
    List<WorkerRecord> workers = kind == null ? open.workers().workers() : List.of();
    return new Listed(
        type,
        objects.stream()
            .filter(object -> names.isEmpty() || names.contains(object.key().name()))
            .map(Shown::of)
            .toList(),
        workers.stream()
            .filter(worker -> names.isEmpty() || names.contains(worker.name()))
            .toList());
  }
}
