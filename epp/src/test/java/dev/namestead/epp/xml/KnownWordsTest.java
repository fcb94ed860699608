package dev.namestead.epp.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownWordsTest {

    private final KnownWords words = new KnownWords();

    @Test
    void aWord_isMadeOnce_whereverItStands() {
        char[] text = "<command><command>".toCharArray();
        String first = words.of(text, 1, 8);
        assertThat(first).isEqualTo("command").isSameAs(words.of(text, 10, 17));
    }

    @Test
    void wordsThatPushEachOtherOut_areRightAllTheSame() {
        for (int round = 0; round < 2; round++) {
            IntStream.range(0, 20_000).mapToObj(i -> "w\u00E9" + i).forEach(word -> {
                char[] text = word.toCharArray();
                assertThat(words.of(text, 0, text.length)).isEqualTo(word);
            });
        }
        assertThat(words.of(new char[0], 0, 0)).isEmpty();
    }

    @Test
    void aLongWord_isRight_andNotKept() {
        char[] text = "x".repeat(100).toCharArray();
        assertThat(words.of(text, 0, 100)).isEqualTo("x".repeat(100)).isNotSameAs(words.of(text, 0, 100));
    }
}
