package dev.namestead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void whatWouldSteerATerminal_isASign_inWhateverPartOfTheAlphabetItStands() {
        assertThat(PlainText.of("\u001b[31mred")).isEqualTo("\ufffd[31mred");
        assertThat(PlainText.of("\u009b31mred")).isEqualTo("\ufffd31mred");
        assertThat(PlainText.of("moc.\u202eelpmaxe")).isEqualTo("moc.\ufffdelpmaxe");
    }

    @Test
    void whiteSpace_isABlank_andAllElseStands() {
        assertThat(PlainText.of("b\u00fccher\t\u65e5\u672c\n\ud83d\ude00"))
                .isEqualTo("b\u00fccher \u65e5\u672c \ud83d\ude00");
    }
}
