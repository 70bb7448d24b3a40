package io.gleaner.coordinator.control.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WriteResult;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Changes of objects that are there. Whoever changes them meanwhile is not overwritten. */
public final class Changing {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectStore store;

  /** Changes of a store's objects. */
  public Changing(ObjectStore store) {
    this.store = store;
  }

  /** Suspends an object, or resumes it. */
  public void suspend(ObjectKey key, boolean suspend) {
    spec(key, spec -> spec.put("suspend", suspend));
  }

  /**
   * Sets how many workers a Job may have.
   *
   * @throws GleanerException configuration, if it is none
   */
  public void scale(ObjectKey key, int parallelism) {
    if (key.kind() == Kind.CRON_JOB) {
      throw GleanerException.configuration(
          key + " has no workers of its own: scale its Jobs, or change its jobTemplate.");
    }
    spec(
        key,
        spec -> {
          StoredDefaults.fill(key.kind(), spec);
          spec.put("parallelism", parallelism);
        });
  }

  /** Asks for an object to be deleted. */
  public void delete(ObjectKey key, Deletion.Policy policy, Instant now) {
    change(key, object -> object.deleting(policy, now));
  }

  /** Sets an annotation of an object. */
  public void annotate(ObjectKey key, String name, String value) {
    change(
        key,
        object -> {
          ObjectNode manifest = parse(object);
          manifest
              .withObjectProperty("metadata")
              .withObjectProperty("annotations")
              .put(name, value);
          return object.withManifest(manifest.toString(), false);
        });
  }

  private void spec(ObjectKey key, Consumer<ObjectNode> edit) {
    change(
        key,
        object -> {
          ObjectNode manifest = parse(object);
          ObjectNode spec = manifest.withObjectProperty("spec");
          ObjectNode before = spec.deepCopy();
          edit.accept(spec);
          return spec.equals(before) ? object : object.withManifest(manifest.toString(), true);
        });
  }

  /**
   * Changes an object.
   *
   * @param edit called again when somebody else was faster; what it returns unchanged is not
   *     written
   * @throws GleanerException permanent, if it is not there
   */
  void change(ObjectKey key, UnaryOperator<StoredObject> edit) {
    while (true) {
      StoredObject there =
          store.get(key).orElseThrow(() -> new ResourceType(key.kind()).notFound(key.name()));
      StoredObject wanted = edit.apply(there);
      if (wanted.equals(there) || store.replace(wanted) instanceof WriteResult.Written) {
        return;
      }
    }
  }

  /** An object's manifest. */
  static ObjectNode parse(StoredObject object) {
    return parse(object.manifest(), object.key());
  }

  /** A text that is kept of an object. */
  static ObjectNode parse(String text, ObjectKey key) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode json) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Said below: nobody but us writes there.
    }
    throw new GleanerException(
        ErrorKind.INVARIANT_BROKEN, key + " is kept in a form that cannot be read.");
  }
}
