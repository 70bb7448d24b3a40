package io.gleaner.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcStatTest {
  private static final String STAT =
      "4711 (a) name (b)) S 1 4711 4711 0 -1 4194560 10 20 0 0 100 23 400 7 20 0 5 0 9 1 2";

  @Test
  void aNameMayHoldBracketsAndSpaces() {
    assertThat(ProcStat.seconds(STAT, 11)).isEqualTo(5.30);
    assertThat(ProcStat.seconds(STAT, 13)).isEqualTo(4.07);
  }

  @Test
  void whatIsGoneHasSpentNothing() {
    assertThat(ProcStat.seconds("", 11)).isZero();
    assertThat(ProcStat.residentKib("")).isZero();
  }

  @Test
  void residentMemoryIsOneLineAmongMany() {
    assertThat(ProcStat.residentKib("VmHWM:\t  99 kB\nVmRSS:\t  61440 kB\nRssAnon:\t 1 kB\n"))
        .isEqualTo(61_440);
  }

  @Test
  void thisProcessHasSpentSomeTimeAndHasSomeMemory() {
    long self = ProcessHandle.current().pid();
    assertThat(ProcStat.cpuSeconds(self)).isPositive();
    assertThat(ProcStat.residentMegabytesOfTree(self)).isGreaterThan(1);
  }

  @Test
  void waitingForADiskIsNotBeingBusy() {
    assertThat(MachineClock.busySeconds("cpu  100 20 30 4000 500 6 7 8 0 0")).isEqualTo(1.71);
  }
}
