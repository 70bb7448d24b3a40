package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.client.ResourceType;
import io.gleaner.coordinator.control.client.Target;
import io.gleaner.failure.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What the commands over applied objects have in common. */
abstract class ControlCommand implements Callable<Integer> {
  final Surroundings around;
  private final ControlAccess access;
  @Mixin final CommonOptions common = new CommonOptions();

  ControlCommand(Surroundings around, ControlAccess access) {
    this.around = around;
    this.access = access;
  }

  @Override
  public Integer call() {
    try (ControlAccess.Open open = access.open(common, around)) {
      run(open);
    }
    return ExitCode.COMPLETE.code();
  }

  /** The options that say where the servers are. */
  final CommonOptions common() {
    return common;
  }

  abstract void run(ControlAccess.Open open);

  /** The objects that arguments name; each must be there. */
  static List<ObjectKey> keys(ControlAccess.Open open, List<String> words) {
    List<ObjectKey> keys = Target.parse(words).stream().map(Target::key).toList();
    keys.forEach(key -> object(open, key));
    return keys;
  }

  static StoredObject object(ControlAccess.Open open, ObjectKey key) {
    return open.objects()
        .get(key)
        .orElseThrow(() -> new ResourceType(key.kind()).notFound(key.name()));
  }
}
