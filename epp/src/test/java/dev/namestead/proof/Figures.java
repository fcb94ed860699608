package dev.namestead.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one proof: a line each with name, value, goal and {@code PASS} or {@code FAIL}. Where the system property
 * {@code namestead.proof} names a file, the proof's section in it is written anew, with the date and {@code namestead.commit}.
 */
public final class Figures {
    private static final String HEAD = """
            # What was proved

            Written by the commands that are named here, each of which replaces its own section. Every value stands beside its goal;
            how each is measured, and which planted fault turns it red, is said in the test that the command runs.
            """;

    private final String title;
    private final List<String> rows = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    private Figures(String title) {
        this.title = title;
    }

    /** Figures under a title, which is the section's heading in the file too. */
    public static Figures of(String title) {
        return new Figures(title);
    }

    public void atLeast(String name, double value, double goal) {
        figure(name, value, ">=", goal, value >= goal);
    }

    public void atMost(String name, double value, double goal) {
        figure(name, value, "<=", goal, value <= goal);
    }

    /** A goal of time: judged where the proof is run for its own sake, and only told in the suite, where other tests run beside it. */
    public void inTime(String name, double value, double goal) {
        if (System.getProperty("namestead.proof", "").isEmpty()) {
            remark("%s: %s".formatted(name, number(value)));
        } else {
            atMost(name, value, goal);
        }
    }

    /** What helps to read the figures and is no goal itself. */
    public void remark(String text) {
        System.out.println("  (" + text + ")");
        remarks.add(text);
    }

    /** The names of the figures that missed their goal so far. */
    public List<String> failed() {
        return List.copyOf(failed);
    }

    /** Writes the section and throws an error that names the figures that missed their goal. */
    public void conclude() {
        String file = System.getProperty("namestead.proof", "");
        if (!file.isEmpty()) {
            try {
                write(Path.of(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!failed.isEmpty()) {
            throw new AssertionError(title + ": goal missed by " + failed);
        }
    }

    private void figure(String name, double value, String comparison, double goal, boolean met) {
        String verdict = met ? "PASS" : "FAIL";
        System.out.println("%-56s %10s  %s %s  %s".formatted(name, number(value), comparison, number(goal), verdict));
        rows.add("| %s | %s | %s %s | %s |".formatted(name, number(value), comparison, number(goal), verdict));
        if (!met) {
            failed.add(name);
        }
    }

    /** Whole numbers without a fraction, others with the three figures that anyone can compare. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return "%d".formatted((long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.4f" : "%.2f", value);
    }

    private void write(Path file) throws IOException {
        var sections = new ArrayList<String>();
        String text = Files.exists(file) ? Files.readString(file) : HEAD;
        boolean replaced = false;
        for (String part : text.split("(?m)^(?=## )")) {
            boolean own = part.startsWith("## " + title + "\n");
            sections.add(own ? section() : part);
            replaced |= own;
        }
        if (!replaced) {
            sections.add(section());
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                String.join("\n", sections.stream().map(String::strip).toList()).replace("\n## ", "\n\n## ") + "\n");
    }

    private String section() {
        var lines = new ArrayList<String>();
        lines.add("## " + title);
        lines.add("");
        lines.add("%s, commit %s."
                .formatted(LocalDate.now(ZoneOffset.UTC), System.getProperty("namestead.commit", "unknown")));
        lines.add("");
        lines.add("| figure | value | goal | |");
        lines.add("| --- | --- | --- | --- |");
        lines.addAll(rows);
        if (!remarks.isEmpty()) {
            lines.add("");
            remarks.forEach(remark -> lines.add("- " + remark));
        }
        return String.join("\n", lines) + "\n";
    }
}
