package io.gleaner.coordinator.deployment;

import java.util.List;
import java.util.stream.Stream;

/** A rule of the design that every overlay keeps. */
record Rule(String name, Check check) {
  /** Looks at all objects of an overlay; every sentence names one that breaks the rule. */
  interface Check {
    Stream<String> objections(Manifests manifests);
  }

  static List<Rule> all() {
    return Stream.of(JobRules.ALL, PodRules.ALL, ContainerRules.ALL, OverlayRules.ALL)
        .flatMap(List::stream)
        .toList();
  }

  List<String> objections(Manifests manifests) {
    return check.objections(manifests).map(sentence -> name + ": " + sentence).toList();
  }
}
