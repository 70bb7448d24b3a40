package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.client.ResourceType;
import io.gleaner.coordinator.display.Table;
import io.gleaner.coordinator.display.YamlText;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner get}: objects and workers as kubectl lists them. */
@Command(
    name = "get",
    description = "List jobs, cronjobs, workqueuejobs, workers, or all.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  gleaner get jobs -w",
      "  gleaner get cronjob hello -o yaml",
      "  gleaner get workers -o name",
      "  gleaner get workers --on kubernetes -n batch"
    })
final class GetCommand extends ControlCommand {
  private static final Duration LOOK = Duration.ofSeconds(5);

  @Parameters(paramLabel = "TYPE [NAME...]", arity = "1..*", description = "What to list.")
  private final List<String> words = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "wide, json, yaml or name. Default: a table.")
  private String format = "";

  @Option(
      names = {"-w", "--watch"},
      description = "Show changes as they come, until interrupted.")
  private boolean watch;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  GetCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  public Integer call() {
    if (!cluster.onKubernetes()) {
      return super.call();
    }
    boolean workers = Selection.parse(words).types().equals(List.of(ResourceType.WORKERS));
    if (!workers || words.size() > 1 || watch || !List.of("", "wide", "name").contains(format)) {
      throw GleanerException.configuration(
          "Of a cluster, get lists workers, as a table or by name; kubectl shows the rest.");
    }
    try (Cluster there = cluster.connect(around.env())) {
      Table table = ClusterWorkers.table(there.workers(), Instant.now());
      if (table.rows().isEmpty()) {
        around.err().println("No resources found");
      } else if (format.equals("name")) {
        table.rows().forEach(row -> around.lines().println("worker/" + row.get(0)));
      } else {
        around.lines().print(table.text(true, format.equals("wide"), ""));
      }
    }
    return ExitCode.COMPLETE.code();
  }

  @Override
  void run(ControlAccess.Open open) {
    if (!List.of("", "wide", "json", "yaml", "name").contains(format)) {
      throw GleanerException.configuration(
          "'%s' is not wide, json, yaml or name.".formatted(format));
    }
    Selection first = Selection.parse(words);
    if (watch && (first.types().size() != 1 || !(format.isEmpty() || format.equals("wide")))) {
      throw GleanerException.configuration("-w shows one type, as a table.");
    }
    long version = open.objects().awaitChange(0, Duration.ZERO);
    List<Listed> there = first.read(open);
    print(first, there);
    if (watch) {
      follow(open, first.types().get(0), first, there, version);
    }
  }

  private void print(Selection selection, List<Listed> there) {
    if (format.equals("json") || format.equals("yaml")) {
      List<JsonNode> all = there.stream().flatMap(list -> list.json().stream()).toList();
      JsonNode json = selection.single() && all.size() == 1 ? all.get(0) : list(all);
      around
          .lines()
          .print(format.equals("json") ? json.toPrettyString() + "\n" : YamlText.of(json));
      return;
    }
    if (there.stream().allMatch(list -> list.table(Instant.now()).rows().isEmpty())) {
      around.err().println("No resources found");
      return;
    }
    String gap = "";
    for (Listed list : there) {
      Table table = list.table(Instant.now());
      if (format.equals("name")) {
        table.rows().forEach(row -> around.lines().println(list.type().prefix() + row.get(0)));
      } else if (!table.rows().isEmpty()) {
        String prefix = there.size() > 1 ? list.type().prefix() : "";
        around.lines().print(gap + table.text(true, format.equals("wide"), prefix));
        gap = "\n";
      }
    }
  }

  private static ObjectNode list(List<JsonNode> items) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List");
    ArrayNode array = list.putArray("items");
    items.forEach(array::add);
    list.putObject("metadata").put("resourceVersion", "");
    return list;
  }

  private void follow(
      ControlAccess.Open open,
      ResourceType type,
      Selection selection,
      List<Listed> first,
      long from) {
    Listed before = first.get(0);
    Table shown = before.table(Instant.now());
    long version = from;
    while (!Thread.currentThread().isInterrupted() && !around.lines().checkError()) {
      version = open.objects().awaitChange(version, LOOK);
      Listed now = selection.readIfThere(open, type);
      Table changed = now.eventsSince(before).table(Instant.now());
      if (!changed.rows().isEmpty()) {
        boolean headers = shown.rows().isEmpty();
        boolean wide = format.equals("wide");
        around
            .lines()
            .print(headers ? changed.text(true, wide, "") : changed.textAfter(shown, wide));
        shown = headers ? changed : shown;
      }
      before = now;
    }
  }
}
