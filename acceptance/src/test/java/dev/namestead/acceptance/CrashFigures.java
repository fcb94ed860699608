package dev.namestead.acceptance;

import dev.namestead.proof.Figures;
import java.util.List;
import java.util.Locale;

/** What is told of a crash loop, long or short. */
final class CrashFigures {
    private CrashFigures() {}

    static void report(Figures figures, CrashLoop loop, List<String> violations, int kills) {
        Recovery recovery = loop.recovery();
        violations.forEach(violation -> System.out.println("VIOLATED " + violation));
        figures.atLeast("kills", loop.allDeaths(), kills);
        figures.atMost("named instants that were not reached", loop.missed().size(), 0);
        figures.atLeast(
                "creates, edits and renewals accepted", loop.load().accepted().size(), 5.0 * kills);
        figures.atLeast("registrations succeeded", loop.load().succeeded(), 3.0 * kills);
        figures.atLeast("renewals succeeded", loop.load().renewals(), kills);
        figures.atMost("violations of an invariant", violations.size(), 0);
        figures.atLeast("workflows interrupted by a kill", recovery.seconds().size(), kills);
        figures.remark(String.format(
                Locale.ROOT,
                "restart to terminal counts from the start of the process after the first kill that a workflow met, later kills"
                        + " included: median %.2f s, p99 %.2f s, longest %.2f s; from the start after the last one p99 %.2f s",
                Recovery.percentile(recovery.seconds(), 50),
                Recovery.percentile(recovery.seconds(), 99),
                Recovery.percentile(recovery.seconds(), 100),
                Recovery.percentile(recovery.afterLast(), 99)));
    }

    /** Apart, for a machine that is busy with other things too has no times to keep. */
    static void reportTimes(Figures figures, CrashLoop loop) {
        figures.atMost(
                "restart to terminal, p99 (s)",
                Recovery.percentile(loop.recovery().seconds(), 99),
                10);
    }
}
