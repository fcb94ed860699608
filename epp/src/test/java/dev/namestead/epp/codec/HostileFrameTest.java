package dev.namestead.epp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.DomainCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames from somebody who means harm, or who does not know what he does. */
@Timeout(20)
class HostileFrameTest {

    private final EppCodec codec = EppCodec.standard();

    @Test
    void anExternalEntity_isNotRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret-of-this-machine");
        String xml = """
                <!DOCTYPE epp [<!ENTITY x SYSTEM "%s">]>
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><greeting><svID>&x;</svID></greeting></epp>
                """.formatted(secret.toUri());
        assertThatThrownBy(() -> decode(xml))
                .isInstanceOf(EppFormatException.class)
                .hasMessageNotContaining("the-secret");
    }

    @Test
    void billionLaughs_areNotLaughed() {
        var xml = new StringBuilder("<!DOCTYPE epp [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            xml.append(
                    "<!ENTITY l%d \"%s\">".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
        }
        xml.append("]><epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello>&l11;</hello></epp>");
        long start = System.nanoTime();
        assertRefused(xml.toString());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void xmlOfAnotherVersion_isRefused_whoseNamespacesWouldBeReadAsAttributes() {
        assertRefused("<?xml version=\"1.1\"?><epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello/></epp>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<:hello/>", "<hello :unit=\"y\"/>", "<hello a::b=\"y\"/>", "<hello a:=\"y\"/>"})
    void aNameWithAColonTooMany_isRefused(String element) {
        assertRefused("<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\" xmlns:a=\"urn:a\">" + element + "</epp>");
    }

    @Test
    void twentyThousandLevels_areRefused() {
        assertRefused("<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\">" + "<a>".repeat(20_000) + "</a>".repeat(20_000)
                + "</epp>");
    }

    @Test
    void aMillionBytesOfAttributesAndText_areReadOrRefusedQuickly() {
        var xml = new StringBuilder("<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello");
        for (int i = 0; i < 40_000; i++) {
            xml.append(" a").append(i).append("=\"x\"");
        }
        long start = System.nanoTime();
        assertRefused(xml + "/></epp");
        assertRefused("<epp>" + "x".repeat(1_000_000));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000\u0001\u0002",
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "<",
                "<epp",
                "<epp>",
                "<epp/>",
                "<html><body/></html>",
                "<epp xmlns=\"urn:other\"><hello/></epp>",
                "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"/>",
                "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello/><hello/></epp>",
                "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello>&undefined;</hello></epp>",
                "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><response/></epp>",
                "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><response><result code=\"ten\"/></response></epp>",
                "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello/></epp><epp/>",
                "<a:epp><a:hello/></a:epp>",
                "<?xml version=\"1.0\" encoding=\"no-such-encoding\"?><epp/>",
                "<?xml version=\"9.9\"?><epp/>"
            })
    void garbage_isRefused(String xml) {
        assertRefused(xml);
    }

    @Test
    void anyMutationOfAFrame_isReadOrRefused_andNothingElse() {
        byte[] good = codec.encode(
                EppCommand.of(new DomainCommand.Check(List.of("example.com", "example.net")), "ABC-12345"));
        var random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(codec.decode(bad)).isInstanceOf(EppMessage.class);
            } catch (EppFormatException e) {
                assertThat(e.resultCode()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<nonsense/>|UNKNOWN_COMMAND",
                "<check/>|SYNTAX_ERROR",
                "<check><check xmlns='urn:ietf:params:xml:ns:domain-1.0'/></check>|PARAMETER_MISSING",
                "<check><info xmlns='urn:ietf:params:xml:ns:domain-1.0'><name>a</name></info></check>|SYNTAX_ERROR",
                "<renew><renew xmlns='urn:ietf:params:xml:ns:host-1.0'><name>a</name></renew></renew>|UNIMPLEMENTED_COMMAND",
                "<renew><renew xmlns='urn:ietf:params:xml:ns:domain-1.0'><name>a.com</name><curExpDate>x</curExpDate></renew></renew>|PARAMETER_SYNTAX",
                "<create><create xmlns='urn:ietf:params:xml:ns:domain-1.0'><name>a.com</name></create></create>|PARAMETER_MISSING",
                "<create><create xmlns='urn:ietf:params:xml:ns:domain-1.0'><name>a.com</name><period unit='y'>0</period><authInfo><pw/></authInfo></create></create>|PARAMETER_RANGE",
                "<transfer><transfer xmlns='urn:ietf:params:xml:ns:domain-1.0'><name>a.com</name></transfer></transfer>|PARAMETER_MISSING",
                "<transfer op='steal'><transfer xmlns='urn:ietf:params:xml:ns:domain-1.0'><name>a.com</name></transfer></transfer>|PARAMETER_SYNTAX",
                "<poll/>|PARAMETER_MISSING",
                "<poll op='ack'/>|PARAMETER_MISSING",
                "<login><clID>ClientX</clID></login>|PARAMETER_MISSING",
                "<logout/><logout/>|SYNTAX_ERROR",
            })
    void aBrokenCommand_isRefusedWithItsCode_andKeepsItsName(String command, EppResultCode code) {
        assertThatThrownBy(() -> decode("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command>" + command
                        + "<clTRID>ABC-12345</clTRID></command></epp>"))
                .isInstanceOfSatisfying(EppFormatException.class, e -> {
                    assertThat(e.resultCode()).isEqualTo(code);
                    assertThat(e.clTrid()).isEqualTo("ABC-12345");
                });
    }

    @Test
    void aPrice_withAnExponent_isNoPrice() {
        assertThatThrownBy(() -> decode("""
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><command><check>
                <check xmlns="urn:ietf:params:xml:ns:domain-1.0"><name>a.com</name></check></check>
                <extension><create xmlns="urn:ietf:params:xml:ns:epp:fee-1.0"><fee>1E999999999</fee></create></extension>
                </command></epp>
                """)).isInstanceOf(EppFormatException.class);
    }

    @Test
    void aTextThatXmlCannotCarry_isRefusedBeforeItIsSent() {
        var command = EppCommand.of(new DomainCommand.Delete("a\u0000b.com"), "ABC-12345");
        assertThatThrownBy(() -> codec.encode(command))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+0000");
        var half = EppCommand.of(new DomainCommand.Delete("a\uD800b.com"), "ABC-12345");
        assertThatThrownBy(() -> codec.encode(half)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReaderThatIsUsedAgain_forgetsWhatItReadBefore() throws Exception {
        byte[] good = codec.encode(
                EppCommand.of(new DomainCommand.Check(List.of("example.com", "example.net")), "ABC-12345"));
        EppMessage expected = codec.decode(good);
        for (int i = 0; i < 3_000; i++) {
            assertThat(codec.decode(good)).isEqualTo(expected);
            if (i % 100 == 7) {
                assertRefused(
                        "<!DOCTYPE epp [<!ENTITY a \"b\">]><epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello>&a;</hello></epp>");
                assertRefused("<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><hello xmlns:p=\"u\">");
                assertRefused("<p:epp/>");
            }
        }
    }

    @Test
    void aReader_isSharedByThreads() throws Exception {
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
            var running = new java.util.ArrayList<java.util.concurrent.Future<?>>();
            for (int thread = 0; thread < 8; thread++) {
                var message = EppCommand.of(new DomainCommand.Check(List.of("thread-" + thread + ".com")), "ABC-12345");
                byte[] xml = codec.encode(message);
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        assertThat(codec.decode(xml)).isEqualTo(message);
                    }
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
    }

    private void assertRefused(String xml) {
        assertThatThrownBy(() -> decode(xml)).isInstanceOf(EppFormatException.class);
    }

    private EppMessage decode(String xml) throws EppFormatException {
        return codec.decode(xml.getBytes(StandardCharsets.UTF_8));
    }
}
