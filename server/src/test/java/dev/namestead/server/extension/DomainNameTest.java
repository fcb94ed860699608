package dev.namestead.server.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "EXAMPLE.Com, example.com",
        "example.com., example.com",
        "example.co.uk, example.co.uk",
        "1.com, 1.com",
        "a-b--c.com, a-b--c.com",
        "münchen.com, xn--mnchen-3ya.com",
        "MÜNCHEN.COM, xn--mnchen-3ya.com",
        "mu\u0308nchen.com, xn--mnchen-3ya.com",
        "XN--MNCHEN-3YA.com, xn--mnchen-3ya.com",
        "straße.com, xn--strae-oqa.com",
        "ｅｘａｍｐｌｅ．ｃｏｍ, example.com",
        "example。com, example.com",
        "münchen。com。, xn--mnchen-3ya.com",
        "日本語.com, xn--wgv71a119e.com",
        "東京tower.com, xn--tower-w91hq39l.com",
        "пример.com, xn--e1afmkfd.com",
        "example.рф, example.xn--p1ai",
        "l·l.com, xn--ll-0ea.com",
    })
    void read_ofEveryWrittenForm_givesTheOneCanonicalForm(String text, String canonical) {
        assertThat(DomainName.parse(text)).map(DomainName::ascii).hasValue(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|The name is empty.",
                "com|The name has no extension, such as .com.",
                "com.|The name has no extension, such as .com.",
                ".com|A label is empty: two dots in a row, or one at the beginning.",
                ".|A label is empty: two dots in a row, or one at the beginning.",
                "example..com|A label is empty: two dots in a row, or one at the beginning.",
                "example.com..|A label is empty: two dots in a row, or one at the beginning.",
                "-example.com|A label neither begins nor ends with a hyphen.",
                "example-.com|A label neither begins nor ends with a hyphen.",
                "ab--c.com|A label has no hyphens at its third and fourth place, except in punycode.",
                "my_shop.com|A label has only letters, digits and hyphens.",
                "my shop.com|A name has no spaces or control characters.",
                "https://example.com|A label has only letters, digits and hyphens.",
                "192.168.0.1|An extension is not a number.",
                "xn--abc-.com|A label that begins with xn-- is not valid punycode.",
                "xn--zzzzzzzz99.com|A label that begins with xn-- is not valid punycode.",
                "xn--.com|A label that begins with xn-- is not valid punycode.",
                "xn--strasse-.com|A label that begins with xn-- is not valid punycode.",
                "I♥ny.com|A label has only letters, digits and hyphens (RFC 5892).",
                "😀.com|A label has only letters, digits and hyphens (RFC 5892).",
                "xn--e28h.com|A label has only letters, digits and hyphens (RFC 5892).",
                "pаypal.com|A label does not mix scripts.",
                "\u0301a.com|A label does not begin with a combining mark.",
                "exam\u200bple.com|A name has no invisible characters.",
                "exam\u00adple.com|A name has no invisible characters.",
                "exam\u200dple.com|A character stands where it has no meaning (RFC 5892, appendix A).",
                "a·b.com|A character stands where it has no meaning (RFC 5892, appendix A).",
                "éxa mple.com|A name has no spaces or control characters.",
            })
    void read_ofAMalformedName_saysWhichRuleItBreaks(String text, String reason) {
        assertThat(DomainName.read(text)).isEqualTo(new NameReading.Malformed(reason));
        assertThat(DomainName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example\0.com", "\0", "exa\u0007mple.com", "\ud800.com", "\udc00\ud800.com", "\ufffe.com",
                        "é\u202e.com",
                "é\0.com", "example.com\n", " example.com", "\uFEFFexample.com", "אa.com", "ᄀ.com", "éـ.com"
            })
    void read_ofOddUnicode_isRefusedWithoutAnException(String text) {
        assertThat(DomainName.read(text)).isInstanceOf(NameReading.Malformed.class);
    }

    @Test
    void read_atTheLimitsOfLength_acceptsTheLimitAndRefusesOneMore() {
        assertThat(DomainName.parse("a".repeat(63) + ".com")).isPresent();
        assertThat(DomainName.read("a".repeat(64) + ".com"))
                .isEqualTo(new NameReading.Malformed("A label has more than 63 characters."));
        String label = "a".repeat(49) + ".";
        assertThat(DomainName.parse(label.repeat(5) + "com")).isPresent();
        assertThat(DomainName.parse(label.repeat(5) + "com.")).isPresent();
        assertThat(DomainName.parse(label.repeat(5) + "coms")).isEmpty();
        assertThat(DomainName.read("ü".repeat(63) + ".com"))
                .isEqualTo(new NameReading.Malformed("A label has more than 63 characters."));
        assertThat(DomainName.parse("a".repeat(1_000_000))).isEmpty();
    }

    @Test
    void parts_ofANameBelowTwoLabels_splitAtTheFirstDot() {
        DomainName name = DomainName.of("MyBrand.co.uk");

        assertThat(name.label()).isEqualTo("mybrand");
        assertThat(name.extension()).isEqualTo("co.uk");
        assertThat(name.unicode()).isEqualTo("mybrand.co.uk");
        assertThat(DomainName.of("xn--mnchen-3ya.com").unicode()).isEqualTo("münchen.com");
    }

    @Test
    void of_aMalformedName_isAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> DomainName.of("nodot"));
    }

    @Test
    void read_ofRandomTexts_neverThrowsAndWhatItAcceptsIsStable() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = randomText(random);
            if (DomainName.read(text) instanceof NameReading.Good(DomainName name)) {
                assertThat(name.ascii())
                        .as("seed %d, text %s", seed, text)
                        .matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
                        .hasSizeLessThanOrEqualTo(253);
                assertThat(DomainName.parse(name.ascii()))
                        .as("seed %d, again", seed)
                        .hasValue(name);
                assertThat(DomainName.parse(name.unicode()))
                        .as("seed %d, as Unicode", seed)
                        .hasValue(name);
            }
        }
    }

    private static String randomText(Random random) {
        String alphabet = "abcxn019--..AZéüßияαω語日カ한אعกक्\u200d·。．ｘ_ \0😀";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "xn--" : "");
        int length = random.nextInt(12);
        // Most texts keep to one corner of the alphabet, or hardly any would be a name.
        int from = random.nextInt(points.length);
        int span = 1 + random.nextInt(random.nextBoolean() ? 4 : points.length);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[(from + random.nextInt(span)) % points.length]);
        }
        return random.nextInt(4) == 0 ? text.toString() : text + ".com";
    }
}
