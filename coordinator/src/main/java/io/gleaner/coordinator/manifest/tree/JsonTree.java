package io.gleaner.coordinator.manifest.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.gleaner.coordinator.manifest.tree.Node.Entry;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.Node.ScalarType;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON: one object, or several one after the other. */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Limits.DEEPEST).build())
          .build();

  private final JsonParser parser;
  private final List<Problem> problems;

  private JsonTree(JsonParser parser, List<Problem> problems) {
    this.parser = parser;
    this.problems = problems;
  }

  static List<Node> documents(String text, List<Problem> problems) {
    List<Node> documents = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonTree tree = new JsonTree(parser, problems);
      while (parser.nextToken() != null) {
        documents.add(tree.node());
      }
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      problems.add(new Problem(position(e.getLocation()), "", "this is no JSON: " + reason + "."));
    } catch (IOException e) {
      throw new IllegalStateException("a text is read without I/O", e);
    }
    return documents;
  }

  private static Position position(@Nullable JsonLocation location) {
    return location == null
        ? Position.START
        : new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private Node node() throws IOException {
    Position at = position(parser.currentTokenLocation());
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(at);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node());
      }
      return new Sequence(items, at);
    }
    String text = parser.getText();
    if (token == JsonToken.VALUE_STRING) {
      return new Scalar(ScalarType.TEXT, text, at);
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return new Scalar(ScalarType.INTEGER, new BigInteger(text).toString(), at);
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return PlainScalar.decimal(text, at);
    }
    return token == JsonToken.VALUE_NULL
        ? new Scalar(ScalarType.NULL, text, at)
        : new Scalar(ScalarType.TRUTH, text, at);
  }

  private Mapping mapping(Position at) throws IOException {
    MappingBuilder builder = new MappingBuilder(problems);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Position keyAt = position(parser.currentTokenLocation());
      parser.nextToken();
      builder.add(new Entry(name, keyAt, node()));
    }
    return builder.build(at);
  }
}
