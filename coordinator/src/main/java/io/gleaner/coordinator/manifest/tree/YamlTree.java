package io.gleaner.coordinator.manifest.tree;

import io.gleaner.coordinator.manifest.tree.Node.Entry;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.Node.ScalarType;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML: the library's events, one after the other, become our tree within our limits. */
final class YamlTree {
  private static final String MERGE = "<<";
  private static final String TAGS = "tag:yaml.org,2002:";

  private final Iterator<Event> events;
  private final List<Problem> problems;
  private Anchors anchors = new Anchors();
  private int depth;

  private YamlTree(String text, List<Problem> problems) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Limits.MOST_BYTES).setUseMarks(true).build();
    this.events = new Parse(settings).parseString(text).iterator();
    this.problems = problems;
  }

  /** The documents, without empty ones; what stands before an unreadable place is read. */
  static List<Node> documents(String text, List<Problem> problems) {
    List<Node> documents = new ArrayList<>();
    try {
      YamlTree tree = new YamlTree(text, problems);
      while (tree.events.hasNext()) {
        if (tree.events.next().getEventId() == Event.ID.DocumentStart) {
          tree.anchors = new Anchors();
          Node document = tree.node(tree.events.next());
          if (!document.isNull()) {
            documents.add(document);
          }
        }
      }
    } catch (UnreadableException e) {
      problems.add(e.problem());
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      problems.add(new Problem(position(mark), "", "this is no YAML: " + e.getProblem() + "."));
    } catch (YamlEngineException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      problems.add(new Problem(Position.START, "", "this is no YAML: " + reason + "."));
    }
    return documents;
  }

  private static Position position(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.START);
  }

  private static Position position(Event event) {
    return position(event.getStartMark());
  }

  private Node node(Event event) {
    if (event instanceof AliasEvent alias) {
      return anchors.repeat(alias.getAlias().getValue(), position(event));
    }
    String anchor =
        event instanceof NodeEvent named ? named.getAnchor().map(a -> a.getValue()).orElse("") : "";
    anchors.begin(anchor);
    Node node =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event);
    anchors.end(anchor, node);
    return node;
  }

  private Node collection(CollectionStartEvent event) {
    Position at = position(event);
    if (++depth > Limits.DEEPEST) {
      throw new UnreadableException(
          at, "this is nested deeper than %d levels.".formatted(Limits.DEEPEST));
    }
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    tag(event.getTag(), at, mapping ? "map" : "seq");
    Node node = mapping ? mapping(at) : sequence(at);
    depth--;
    return node;
  }

  private static void tag(Optional<String> tag, Position at, String expected) {
    if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(TAGS + expected)) {
      throw new UnreadableException(at, "the tag %s is not known here.".formatted(tag.get()));
    }
  }

  private Sequence sequence(Position at) {
    List<Node> items = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(node(next));
    }
    return new Sequence(items, at);
  }

  private Mapping mapping(Position at) {
    MappingBuilder builder = new MappingBuilder(problems);
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      Position keyAt = position(next);
      boolean plain = next instanceof ScalarEvent scalar && scalar.isPlain();
      if (!(node(next) instanceof Scalar key)) {
        throw new UnreadableException(keyAt, "the name of a field must be a string.");
      }
      String name = next instanceof ScalarEvent scalar ? scalar.getValue() : key.text();
      Node value = node(events.next());
      if (plain && name.equals(MERGE)) {
        merge(builder, value);
      } else {
        builder.add(new Entry(name, keyAt, value));
      }
    }
    return builder.build(at);
  }

  private static void merge(MappingBuilder builder, Node value) {
    List<Node> sources = value instanceof Sequence several ? several.items() : List.of(value);
    for (Node source : sources) {
      if (!(source instanceof Mapping fields)) {
        throw new UnreadableException(value.at(), "<< can only bring in objects with fields.");
      }
      builder.merge(fields);
    }
  }

  private static Scalar scalar(ScalarEvent event) {
    Position at = position(event);
    String tag = event.getTag().orElse("");
    if (tag.equals(TAGS + "str") || (tag.isEmpty() && !event.isPlain()) || tag.equals("!")) {
      return new Scalar(ScalarType.TEXT, event.getValue(), at);
    }
    Scalar plain = PlainScalar.of(event.getValue(), at);
    if (!tag.isEmpty()) {
      tag(
          Optional.of(tag),
          at,
          switch (plain.type()) {
            case TEXT -> "str";
            case INTEGER -> "int";
            case FRACTION -> "float";
            case TRUTH -> "bool";
            case NULL -> "null";
          });
    }
    return plain;
  }
}
