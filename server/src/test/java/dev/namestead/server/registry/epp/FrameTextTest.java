package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameTextTest {

    @Test
    void theText_isFound_underAnyPrefix_withAttributes_andPrettyPrinted() {
        assertThat(FrameText.of("name", "<a><name>example.com</name></a>")).isEqualTo("example.com");
        assertThat(FrameText.of("name", "<d:info><d:name hosts=\"all\">\n  example.com\n </d:name>"))
                .isEqualTo("example.com");
        assertThat(FrameText.of("clTRID", "<trID><epp:clTRID\n>NS-1</epp:clTRID><svTRID>2</svTRID></trID>"))
                .isEqualTo("NS-1");
    }

    @Test
    void aWordThatIsNoTag_isPassedOver() {
        assertThat(FrameText.of("name", "<text>name> of no name</text><hostname>a</hostname><name>b.com</name>"))
                .isEqualTo("b.com");
        assertThat(FrameText.has("check", "<text>check</text><recheck/><checks>"))
                .isFalse();
        assertThat(FrameText.has("check", "<command><epp:check><domain:check xmlns=\"x\">"))
                .isTrue();
    }

    @Test
    void brokenFrames_haveNoText() {
        for (String broken : new String[] {"", "name", "<name", "<name>", "<name>a.com", "name>a</name", "<name "}) {
            assertThat(FrameText.of("name", broken)).as(broken).isEmpty();
        }
        assertThat(FrameText.of("name", "<name>" + "a".repeat(300) + "</name>")).isEmpty();
    }
}
