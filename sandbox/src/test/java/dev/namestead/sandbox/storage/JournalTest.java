package dev.namestead.sandbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path directory;

    Path file;

    record Note(String text) {}

    @BeforeEach
    void name() {
        file = directory.resolve("notes.journal");
    }

    private Journal<Note> open(List<Note> replayed) {
        return Journal.open(file, new JsonEventCodec<>(Note.class), replayed::add, lastOf(replayed));
    }

    /** Of notes only the last one is still true. */
    private static LiveEvents<Note> lastOf(List<Note> notes) {
        return new LiveEvents<>() {
            @Override
            public long count() {
                return 1;
            }

            @Override
            public Iterator<Note> events() {
                return List.of(notes.getLast()).iterator();
            }
        };
    }

    private void write(String... texts) {
        try (Journal<Note> journal = open(new ArrayList<>())) {
            for (String text : texts) {
                journal.awaitDurable(journal.append(List.of(new Note(text))));
            }
        }
    }

    private List<String> replay() {
        List<Note> replayed = new ArrayList<>();
        open(replayed).close();
        return replayed.stream().map(Note::text).toList();
    }

    @Test
    void events_comeBackInOrder() {
        write("one", "two");
        write("three", "line\nfeed and ünïcode");
        assertThat(replay()).containsExactly("one", "two", "three", "line\nfeed and ünïcode");
    }

    private void writeMany(int count) {
        try (Journal<Note> journal = open(new ArrayList<>())) {
            for (int i = 0; i < count; i++) {
                journal.append(List.of(new Note("note " + i)));
            }
        }
    }

    @Test
    void aJournalThatIsMostlyOfThePast_isWrittenAnew_andGoesOn() throws IOException {
        writeMany(10_001);
        long before = Files.size(file);
        assertThat(replay()).hasSize(10_001);
        assertThat(Files.size(file)).isLessThan(before / 100);
        assertThat(replay()).containsExactly("note 10000");
        write("one more");
        assertThat(replay()).containsExactly("note 10000", "one more");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aRewritingThatWasCutOff_isBegunAnew() throws IOException {
        writeMany(10_001);
        Files.writeString(directory.resolve("notes.journal.new"), "half a li");
        assertThat(replay()).hasSize(10_001);
        assertThat(replay()).containsExactly("note 10000");
        assertThat(directory.resolve("notes.journal.new")).doesNotExist();
    }

    @Test
    void aSmallJournal_isLeftAsItIs() {
        writeMany(1_000);
        assertThat(replay()).hasSize(1_000);
        assertThat(replay()).hasSize(1_000);
    }

    @Test
    void eventsThatAreAppendedTogether_areOneLine() throws IOException {
        try (Journal<Note> journal = open(new ArrayList<>())) {
            journal.append(List.of(new Note("one"), new Note("two")));
        }
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(replay()).containsExactly("one", "two");
    }

    @Test
    void aTornLastBatch_isCutOff_atWhateverByte() throws IOException {
        write("one", "two", "the last one, which tears");
        byte[] whole = Files.readAllBytes(file);
        int lastLine = 1;
        for (int i = 0; i < whole.length - 1; i++) {
            lastLine = whole[i] == '\n' ? i + 1 : lastLine;
        }
        for (int length = lastLine; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(replay()).as("torn at byte %d", length).containsExactly("one", "two");
            write("after");
            assertThat(replay()).as("written after a tear at byte %d", length).containsExactly("one", "two", "after");
        }
    }

    @Test
    void aLastLineOfZeroes_asAPowerCutLeavesIt_isCutOff() throws IOException {
        write("one", "two");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 100));
        assertThat(replay()).containsExactly("one", "two");
    }

    @Test
    void damageBeforeTheLastLine_isRefused() throws IOException {
        write("one", "two", "three");
        byte[] bytes = Files.readAllBytes(file);
        bytes[12] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(this::replay)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("damaged at byte 0")
                .hasMessageContaining(file.toString());
    }

    @Test
    void manyWriters_shareSyncs_andNothingIsLost() throws IOException {
        int writers = 50;
        int each = 40;
        try (Journal<Note> journal = open(new ArrayList<>());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, writers)
                    .forEach(writer -> threads.submit(() -> IntStream.range(0, each)
                            .forEach(i -> journal.awaitDurable(journal.append(List.of(new Note(writer + "/" + i)))))));
        }
        assertThat(replay()).hasSize(writers * each).doesNotHaveDuplicates();
        assertThat(Files.readAllLines(file).size()).isLessThan(writers * each);
    }

    @Test
    void aClosedJournal_takesNothingMore() {
        Journal<Note> journal = open(new ArrayList<>());
        journal.close();
        assertThatThrownBy(() -> journal.append(List.of(new Note("late")))).isInstanceOf(JournalException.class);
    }
}
