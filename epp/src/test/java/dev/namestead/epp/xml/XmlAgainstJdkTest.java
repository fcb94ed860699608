package dev.namestead.epp.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.testing.HostileFrames;
import dev.namestead.epp.testing.TypicalFrames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our reader beside the JDK's. The fuzzer does the same with more time. */
class XmlAgainstJdkTest {

    private static final int CASES = 30_000;

    /** What a change may put anywhere. */
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "/>",
            "</",
            "<a>",
            "</a>",
            "<a/>",
            "<p:a xmlns:p=\"u\">",
            "</p:a>",
            "&",
            "&amp;",
            "&#65;",
            "&#x1F600;",
            "&#0;",
            "&lt",
            "&x;",
            "\"",
            "'",
            "=",
            " ",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "<!--",
            "-->",
            "--",
            "<!-- x -->",
            "<![CDATA[",
            "]]>",
            "<![CDATA[a]]>",
            "<?",
            "?>",
            "<?a b?>",
            "<?xml?>",
            "<?xml version=\"1.0\"?>",
            "<!DOCTYPE a>",
            "p:",
            "xmlns",
            " xmlns=\"\"",
            " xmlns:p=\"v\"",
            " xmlns:p=\"\"",
            " p:b=\"1\"",
            " b=\"1\"",
            " b='2'",
            " xml:lang=\"en\"",
            " xmlns:xml=\"u\"",
            " xmlns:xmlns=\"u\"",
            " xmlns:q=\"http://www.w3.org/XML/1998/namespace\"",
            "\u00E9",
            "\u4E2D",
            "\uD83D\uDE00",
            "\uD83D",
            "\uFFFE",
            "\u0001",
            "\u0000",
            "0",
            "-",
            ".",
            "_",
            "version",
            " encoding=\"UTF-8\"",
            " standalone=\"yes\"");

    private final Random random = new Random(20261122);

    @Test
    void whateverIsDoneToAFrame_theJdkSeesTheSame() {
        List<String> seeds = seeds();
        int xml = 0;
        for (int i = 0; i < CASES; i++) {
            xml += SecondOpinion.confirms(changed(seeds.get(random.nextInt(seeds.size())))) ? 1 : 0;
        }
        assertThat(xml).as("texts that were XML after all").isBetween(CASES / 10, CASES * 9 / 10);
    }

    /** The planted fault: a comparison that explains everything away would compare nothing. */
    @Test
    void aReaderThatLosesWhatStandsVerbatim_isFoundOut() {
        assertThatThrownBy(() -> SecondOpinion.confirms(
                        "<a><![CDATA[<x>]]></a>",
                        xml -> new XmlParser(xml.replaceAll("<!\\[CDATA\\[.*?]]>", ""), 64, new KnownWords())
                                .document()))
                .isInstanceOf(AssertionError.class);
        assertThat(SecondOpinion.confirms("<a><![CDATA[<x>]]></a>")).isTrue();
    }

    private static List<String> seeds() {
        List<String> seeds = new ArrayList<>(List.of(
                "<a b=\"1\" c='2'>x<d/>y</a>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
                        + "<!-- c --><?p i?>\n"
                        + "<a>\r\n"
                        + "<b>&lt;&#65;</b></a>\n",
                "<p:a xmlns:p=\"u\" xmlns=\"v\" p:b=\"1\" b=\"2\"><c xmlns=\"\"/><p:d"
                        + " xmlns:p=\"w\"><![CDATA[<x>]]></p:d></p:a>"));
        TypicalFrames.all()
                .forEach(message -> seeds.add(text(EppCodec.standard().encode(message))));
        HostileFrames.all().values().stream()
                .filter(frame -> frame.length < 2_000)
                .forEach(frame -> seeds.add(text(frame)));
        return seeds;
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }

    private String changed(String seed) {
        var xml = new StringBuilder(seed);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(xml.length() + 1);
            int to = Math.min(xml.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> xml.delete(at, to);
                case 1 -> xml.insert(at, xml.substring(at, to));
                default -> xml.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return xml.toString();
    }
}
