package io.gleaner.coordinator.control.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WriteResult;
import io.gleaner.coordinator.manifest.Manifest;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes objects what files say. All is checked against what is there before the first is kept. */
public final class Applying {
  /** Where kubectl keeps what was applied. */
  public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final String CREATED = "created";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectStore store;
  private final ItemKeeping items;

  /** Applies to a store what names no files of items. */
  public Applying(ObjectStore store) {
    this(store, ItemKeeping.NONE);
  }

  /** Applies to a store, and keeps the items that new objects name. */
  public Applying(ObjectStore store, ItemKeeping items) {
    this.store = store;
    this.items = items;
  }

  /**
   * Applies objects.
   *
   * @param dryRun whether nothing is to be kept
   * @return a line for each, as {@code job.batch/pi created}
   * @throws GleanerException permanent, if a change is refused: then nothing was kept
   */
  public List<String> apply(List<Manifest> manifests, boolean dryRun, Instant now) {
    for (Manifest manifest : manifests) {
      store
          .get(key(manifest))
          .ifPresent(there -> ChangeCheck.check(there, merged(there, manifest)));
    }
    Map<ObjectKey, String> uids = new HashMap<>();
    Set<ObjectKey> created = new HashSet<>();
    try {
      for (Manifest manifest : manifests) {
        if (store.get(key(manifest)).isEmpty()) {
          // Before the first is kept: a mistake in the items is one in the file.
          String uid = UUID.randomUUID().toString();
          items.keep(manifest, uid);
          uids.put(key(manifest), uid);
        }
      }
      List<String> lines = new ArrayList<>();
      for (Manifest manifest : manifests) {
        ObjectKey key = key(manifest);
        String done = one(manifest, uids.get(key), dryRun, now);
        if (done.equals(CREATED) && !dryRun) {
          created.add(key);
        }
        lines.add(key + " " + done + (dryRun ? " (dry run)" : ""));
      }
      return lines;
    } finally {
      for (Manifest manifest : manifests) {
        String uid = uids.get(key(manifest));
        if (uid != null && !created.contains(key(manifest))) {
          items.drop(manifest, uid);
        }
      }
    }
  }

  private String one(Manifest manifest, @Nullable String uid, boolean dryRun, Instant now) {
    while (true) {
      Optional<StoredObject> there = store.get(key(manifest));
      if (there.isEmpty()) {
        if (uid == null) {
          throw new GleanerException(
              ErrorKind.PERMANENT, key(manifest) + " was deleted just now: apply it again.");
        }
        if (dryRun || create(manifest, uid, now) instanceof WriteResult.Written) {
          return CREATED;
        }
        continue;
      }
      StoredObject before = there.get();
      ObjectNode old = Changing.parse(before);
      ObjectNode wanted = merged(before, manifest);
      if (withoutLast(wanted).equals(withoutLast(old))) {
        return "unchanged";
      }
      ChangeCheck.check(before, wanted);
      boolean spec = !wanted.path("spec").equals(old.path("spec"));
      if (dryRun
          || store.replace(before.withManifest(wanted.toString(), spec))
              instanceof WriteResult.Written) {
        return "configured";
      }
    }
  }

  private WriteResult create(Manifest manifest, String uid, Instant now) {
    ObjectNode json = withLast(document(manifest), document(manifest));
    StoredDefaults.fill(key(manifest).kind(), json.withObjectProperty("spec"));
    return store.create(StoredObject.created(key(manifest), uid, now, json.toString(), null));
  }

  /**
   * Creates a Job from a CronJob's template, as {@code kubectl create job --from} does.
   *
   * @throws GleanerException permanent, if there is no such CronJob, or there is such a Job
   */
  public void createFrom(String cronJob, String name, Instant now) {
    StoredObject from =
        store
            .get(new ObjectKey(Kind.CRON_JOB, cronJob))
            .orElseThrow(() -> new ResourceType(Kind.CRON_JOB).notFound(cronJob));
    JsonNode template = Changing.parse(from).at("/spec/jobTemplate");
    ObjectNode job = JSON.objectNode().put("apiVersion", "batch/v1").put("kind", "Job");
    ObjectNode metadata = job.putObject("metadata");
    ObjectNode annotations = metadata.putObject("annotations");
    annotations.put("cronjob.kubernetes.io/instantiate", "manual");
    if (template.at("/metadata/annotations") instanceof ObjectNode more) {
      annotations.setAll(more);
    }
    if (template.at("/metadata/labels") instanceof ObjectNode labels) {
      metadata.set("labels", labels);
    }
    metadata.put("name", name);
    job.set("spec", template.path("spec"));
    StoredDefaults.fill(Kind.JOB, job.withObjectProperty("spec"));
    ChangeCheck.checkNew(name, template.path("spec"));
    StoredObject created =
        StoredObject.created(
            new ObjectKey(Kind.JOB, name),
            UUID.randomUUID().toString(),
            now,
            job.toString(),
            from.asOwner());
    if (!(store.create(created) instanceof WriteResult.Written)) {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          "failed to create job: jobs.batch \"%s\" already exists".formatted(name));
    }
  }

  private static ObjectKey key(Manifest manifest) {
    Kind kind = Kind.ofManifest(manifest.kind().text()).orElseThrow();
    return new ObjectKey(kind, manifest.name());
  }

  private static ObjectNode document(Manifest manifest) {
    ObjectNode json = JSON.objectNode();
    json.put("apiVersion", manifest.kind().versions().get(0)).put("kind", manifest.kind().text());
    ObjectNode metadata = json.putObject("metadata");
    ObjectNode annotations = metadata.putObject("annotations");
    new TreeMap<>(manifest.annotations()).forEach(annotations::put);
    if (!manifest.labels().isEmpty()) {
      ObjectNode labels = metadata.putObject("labels");
      new TreeMap<>(manifest.labels()).forEach(labels::put);
    }
    metadata.put("name", manifest.name());
    json.set("spec", manifest.spec());
    return json;
  }

  private static ObjectNode merged(StoredObject there, Manifest manifest) {
    ObjectNode live = Changing.parse(there);
    String last = live.path("metadata").path("annotations").path(LAST_APPLIED).asText("{}");
    ObjectNode wanted = document(manifest);
    ObjectNode result = live.deepCopy();
    try {
      Merge.into(result, MAPPER.readTree(last), wanted);
    } catch (JsonProcessingException e) {
      Merge.into(result, JSON.objectNode(), wanted);
    }
    return withLast(result, wanted);
  }

  private static ObjectNode withLast(ObjectNode json, ObjectNode applied) {
    json.withObjectProperty("metadata")
        .withObjectProperty("annotations")
        .put(LAST_APPLIED, applied.toString());
    return json;
  }

  private static ObjectNode withoutLast(ObjectNode json) {
    ObjectNode copy = json.deepCopy();
    copy.withObjectProperty("metadata").withObjectProperty("annotations").remove(LAST_APPLIED);
    return copy;
  }
}
