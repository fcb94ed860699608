package dev.namestead.sandbox.storage;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Values by name, kept by a journal in the way in which a registry keeps its objects. As a program: writes until it is killed. */
final class Slips implements AutoCloseable {
    /** So many that the rewriting takes a while. */
    private static final int KEPT = 3_000;

    private static final int CHANGED_AT_ONCE = 50;

    private final Map<String, Integer> values = new ConcurrentHashMap<>();
    private final Journal<Slip> journal;

    record Slip(String name, int value) {}

    private Slips(Path file) {
        journal = Journal.open(file, new JsonEventCodec<>(Slip.class), this::apply, new Live());
    }

    static Slips open(Path file) {
        return new Slips(file);
    }

    private void apply(Slip slip) {
        values.put(slip.name(), slip.value());
    }

    private final class Live implements LiveEvents<Slip> {
        @Override
        public long count() {
            return values.size();
        }

        @Override
        public Iterator<Slip> events() {
            synchronized (Slips.this) {
                return values.entrySet().stream()
                        .map(each -> new Slip(each.getKey(), each.getValue()))
                        .toList()
                        .iterator();
            }
        }
    }

    Map<String, Integer> values() {
        return values;
    }

    /** Gives the first ones a value, and returns when it is on disk. */
    void writeAll(int count, int value) {
        write(IntStream.range(0, count)
                .mapToObj(number -> new Slip("slip-" + number, value))
                .toList());
    }

    private void write(List<Slip> slips) {
        long position;
        synchronized (this) {
            position = journal.append(slips);
            slips.forEach(this::apply);
        }
        journal.awaitDurable(position);
    }

    @Override
    public void close() {
        journal.close();
    }

    /** Tells what is on disk: a name and its value in a line that ends in a dot. */
    public static void main(String[] arguments) {
        try (Slips slips = open(Path.of(arguments[0]))) {
            int value = Integer.parseInt(arguments[1]);
            // Never less than what was told before: a kill amid the first round must find no older value.
            slips.writeAll(KEPT, value);
            for (int from = 0; ; from = (from + CHANGED_AT_ONCE) % KEPT, value++) {
                int now = value;
                List<Slip> changed = IntStream.range(from, from + CHANGED_AT_ONCE)
                        .mapToObj(number -> new Slip("slip-" + number, now))
                        .toList();
                slips.write(changed);
                System.out.println(changed.getFirst().name() + " " + now + " .");
            }
        }
    }
}
