package io.gleaner.benchmark.cli;

import io.gleaner.benchmark.contender.Contender;
import io.gleaner.benchmark.contender.Contenders;
import io.gleaner.benchmark.contender.Profiled;
import io.gleaner.benchmark.contender.Site;
import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.profile.Hotspots;
import io.gleaner.benchmark.report.Entry;
import io.gleaner.benchmark.report.Race;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lets the contenders take turns. One that fails is out, and the others go on. */
final class Racing {
  private final Site site;
  private final Consumer<String> say;

  Racing(Site site, Consumer<String> say) {
    this.site = site;
    this.say = say;
  }

  Race race(Measure measure, int repetitions) throws Exception {
    List<Contender> contenders = Contenders.of(measure, site);
    List<List<Sample>> samples = new ArrayList<>();
    Map<Integer, String> absent = new TreeMap<>();
    for (int i = 0; i < contenders.size(); i++) {
      int number = i;
      samples.add(new ArrayList<>());
      contenders.get(i).missing().ifPresent(why -> absent.put(number, "skipped: " + why));
    }
    for (int repetition = 0; repetition < repetitions; repetition++) {
      for (int i = 0; i < contenders.size(); i++) {
        if (!absent.containsKey(i)) {
          turn(measure, contenders.get(i), samples.get(i)).ifPresent(absentBecause(absent, i));
        }
      }
    }
    List<Entry> entries =
        IntStream.range(0, contenders.size())
            .mapToObj(
                i ->
                    new Entry(
                        contenders.get(i).name(),
                        contenders.get(i).goals(),
                        samples.get(i),
                        absent.get(i)))
            .toList();
    return lookedInto(new Race(measure, entries, null), contenders.get(0));
  }

  private static Consumer<String> absentBecause(Map<Integer, String> absent, int number) {
    return why -> absent.put(number, why);
  }

  private Optional<String> turn(Measure measure, Contender contender, List<Sample> samples)
      throws InterruptedException {
    String who = measure.title() + ": " + contender.name() + ": ";
    try {
      Sample sample = contender.run();
      samples.add(sample);
      say.accept(
          who
              + sample.figures().entrySet().stream()
                  .map(each -> each.getKey().show(each.getValue()) + " " + each.getKey().title())
                  .collect(Collectors.joining(", ")));
      return Optional.empty();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      say.accept(who + "failed: " + e.getMessage());
      return Optional.of(
          "failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** Where a goal was missed, one more run with a recorder in it. */
  private Race lookedInto(Race race, Contender first) throws InterruptedException {
    if (!race.missed() || !(first instanceof Profiled profiled)) {
      return race;
    }
    Path recording = site.folder().resolve("recording.jfr");
    try {
      Files.deleteIfExists(recording);
      profiled.run(recording);
      return race.with(Hotspots.read(recording));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      say.accept(race.measure().title() + ": no profile: " + e.getMessage());
      return race;
    }
  }
}
