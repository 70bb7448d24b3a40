package io.gleaner.faults.control;

/** A stream handler in shell, for images that have nothing else. */
public final class StreamScript {
  /** Its answers say the item, the container that it runs in, and its process there. One line. */
  public static final String TEXT =
      """
      while IFS= read -r line; do \
      index=${line#*\\"index\\":}; index=${index%%,*}; \
      item=${line#*\\"item\\":\\"}; item=${item%\\"\\}}; \
      printf '{"index":%s,"ok":true,"result":"%s %s %s\\\\n"}\\n' "$index" "$item" "$HOSTNAME" "$$"; \
      done\
      """;

  private StreamScript() {}
}
