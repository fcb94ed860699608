package dev.namestead.epp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameMaskTest {

    private static final String CANARY = "canary-Secret7";

    @Test
    void aLogin_showsWhoButNotThePasswords() {
        var login = new Login("ClientX", CANARY, CANARY + "new", "1.0", "en", List.of(EppNamespace.DOMAIN), List.of());
        String shown = FrameMask.mask(EppCodec.standard().encode(EppCommand.of(login, "ABC-12345")));
        assertThat(shown)
                .contains("ClientX", "ABC-12345", "<pw>***</pw>", "<newPW>***</newPW>")
                .doesNotContain(CANARY);
    }

    @Test
    void anAuthInfo_isMasked_withPrefixesToo() {
        var create = new DomainCommand.Create(
                "example.com", null, null, null, List.of(), new AuthInfo.Password(CANARY, "X-REP"));
        byte[] xml =
                EppCodec.withPrefixes(Map.of(EppNamespace.DOMAIN, "domain")).encode(EppCommand.of(create, "ABC-12345"));
        assertThat(FrameMask.mask(xml))
                .contains("example.com", "<domain:authInfo>***</domain:authInfo>")
                .doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<pw>canary-Secret7</pw>",
                "<pw a='>'>canary-Secret7</pw>",
                "<x:pw\n>canary-Secret7</x:pw >",
                "<pw><![CDATA[</pw>canary-Secret7]]></pw>",
                "<pw>x<!-- </pw> -->canary-Secret7</pw>",
                "<pw>canary-Secret7",
                "<pw>canary-Secret7</pw",
                "<!-- <pw>canary-Secret7</pw> -->",
                "<pw><b>canary-Secret7</b></pw>",
                "<authInfo><ext><hash>canary-Secret7</hash></ext></authInfo>",
                "<a><pw/><pw>canary-Secret7</pw><newPW>canary-Secret7</newPW></a>",
                "<value><pw>canary-Secret7</pw></value>",
            })
    void aSecret_isMasked_whereverItHides(String xml) {
        assertThat(FrameMask.mask(xml)).doesNotContain(CANARY);
        assertThat(FrameMask.mask(xml.getBytes(StandardCharsets.UTF_16))).doesNotContain(CANARY);
        assertThat(FrameMask.mask(xml.getBytes(StandardCharsets.UTF_16LE))).doesNotContain(CANARY);
    }

    @Test
    void whatIsNoSecret_isShownAsItIs() {
        String xml = "<a b='<pw>'><power>on</power><pw/><password-hint>1</password-hint> > & </a>";
        assertThat(FrameMask.mask(xml.replace("<pw>'", "'"))).isEqualTo(xml.replace("<pw>'", "'"));
        assertThat(FrameMask.mask("")).isEmpty();
        assertThat(FrameMask.mask("<")).isEqualTo("<");
        assertThat(FrameMask.mask("<pw")).isEqualTo("<pw");
    }

    @Test
    void aMillionOpenTags_areMaskedInTime() {
        assertThat(FrameMask.mask("<pw>".repeat(250_000))).isEqualTo("<pw>***");
        assertThat(FrameMask.mask("<".repeat(1_000_000))).hasSize(1_000_000);
    }

    @Test
    void noRecordPrintsASecret() {
        assertThat(Login.of("ClientX", CANARY, List.of(), List.of()).toString()).doesNotContain(CANARY);
        assertThat(AuthInfo.of(CANARY).toString()).doesNotContain(CANARY);
        assertThat(new EppCredentials("ClientX", CANARY, CANARY, List.of(), List.of()).toString())
                .doesNotContain(CANARY);
        var create = new DomainCommand.Create("example.com", null, null, null, List.of(), AuthInfo.of(CANARY));
        assertThat(EppCommand.of(create, "ABC-12345").toString()).doesNotContain(CANARY);
    }
}
