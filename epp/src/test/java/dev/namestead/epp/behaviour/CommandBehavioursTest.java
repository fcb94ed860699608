package dev.namestead.epp.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Hello;
import dev.namestead.epp.Login;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.object.PostalInfo;
import dev.namestead.epp.object.SecureAuthInfo;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.epp.transport.EppFrames;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What real registries want of commands, on the wire; all thirty are listed in docs/registry-behaviours.md. */
class CommandBehavioursTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

    private final EppCodec codec = EppCodec.standard();

    @Test
    void behaviour07_aNameOfATransaction_hasThreeTo64Characters() {
        for (String clTrid : List.of("ab", "x".repeat(65))) {
            byte[] xml = codec.encode(EppCommand.of(new DomainCommand.Delete("a.com"), clTrid));
            assertThatThrownBy(() -> codec.decode(xml)).isInstanceOf(EppFormatException.class);
        }
    }

    @Test
    void behaviour16_aPrice_isEchoed_withItsScale() throws Exception {
        for (String amount : List.of("250.00", "250", "250.000")) {
            EppCommand create = EppCommand.of(new DomainCommand.Delete("a.com"), "TEST-1")
                    .with(Fee.Transform.of(Fee.Operation.CREATE, "USD", new BigDecimal(amount)));
            assertThat(new String(codec.encode(create), StandardCharsets.UTF_8)).contains(">" + amount + "</fee>");
        }
    }

    @Test
    void behaviour20_aContactsId_goesAsItIs_andAnInfoShowsWhatItHasBecome() throws Exception {
        EppCommand info = EppCommand.of(new ContactCommand.Info("a1B2c3D4e5F6g7H8", null), "TEST-1");
        assertThat(codec.decode(codec.encode(info))).isEqualTo(info);
    }

    @Test
    void behaviour21_anAddress_isLocal_orInternational_orBoth_asItWasAskedFor() throws Exception {
        var address = new PostalInfo.Address(List.of("Hauptstra\u00DFe 1"), "K\u00F6ln", null, "50667", "DE");
        var ascii = new PostalInfo.Address(List.of("Hauptstrasse 1"), "Koeln", null, "50667", "DE");
        var local = new PostalInfo(PostalInfo.Type.LOC, "J\u00F6rg", null, address);
        var international = new PostalInfo(PostalInfo.Type.INT, "Joerg", null, ascii);
        for (List<PostalInfo> forms : List.of(List.of(international), List.of(local), List.of(international, local))) {
            var create = EppCommand.of(
                    new ContactCommand.Create("c1", forms, null, null, "j@example.com", SecureAuthInfo.NONE, null),
                    "TEST-1");
            assertThat(codec.decode(codec.encode(create))).isEqualTo(create);
        }
    }

    @Test
    void behaviour22_nameServers_areObjectsOrAttributes() throws Exception {
        for (NameServers servers : List.of(
                NameServers.hosts(List.of("ns1.example.net")),
                new NameServers.Attributes(
                        List.of(new NameServers.Attribute("ns1.a.com", List.of(HostAddress.of("192.0.2.1"))))))) {
            EppCommand create = EppCommand.of(
                    new DomainCommand.Create("a.com", null, servers, null, List.of(), AuthInfo.of("")), "TEST-1");
            assertThat(codec.decode(codec.encode(create))).isEqualTo(create);
        }
    }

    @Test
    void behaviour23_anUpdate_isADifference_andEmptyPartsAreLeftOut() {
        var update = new DomainCommand.Update("a.com", DomainCommand.Part.NONE, DomainCommand.Part.NONE, null);
        assertThat(new String(codec.encode(EppCommand.of(update, "TEST-1")), StandardCharsets.UTF_8))
                .doesNotContain("<add", "<rem", "<chg");
    }

    @Test
    void behaviour24_authInfo_mayBeEmpty_butItsElementIsThere_andItMayBeRandom() {
        byte[] xml = codec.encode(EppCommand.of(
                new DomainCommand.Create("a.com", null, null, null, List.of(), SecureAuthInfo.NONE), "TEST-1"));
        assertThat(new String(xml, StandardCharsets.UTF_8)).contains("<authInfo><pw/></authInfo>");
    }

    @Test
    void behaviour25_aTransfer_isPending_untilItsDate_andMayBeAsked() throws Exception {
        var query = new DomainCommand.Transfer(TransferOp.QUERY, "a.com", null, null);
        assertThat(query.transforms()).isFalse();
        assertThat(new DomainCommand.Transfer(TransferOp.REQUEST, "a.com", null, null).transforms())
                .isTrue();
        var pending = new DomainData.Transfer("a.com", "pending", "X", NOW, "Y", NOW.plus(Duration.ofDays(5)), null);
        EppResponse answer = EppResponse.of(EppResult.of(EppResultCode.SUCCESS_PENDING), "TEST-1", "SV-1")
                .withData(pending);
        assertThat(codec.decode(codec.encode(answer))).isEqualTo(answer);
    }

    @Test
    void behaviour29_frames_comeInPieces_lengthsAreCapped_andPrefixesAreASetting() throws Exception {
        byte[] frame = EppFrames.frame(codec.encode(new Hello()));
        InputStream oneByOne = new ByteArrayInputStream(frame) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, 1));
            }
        };
        assertThat(codec.decode(EppFrames.read(oneByOne, 1 << 20).orElseThrow()))
                .isEqualTo(new Hello());
        var fourGiga = new ByteArrayInputStream(new byte[] {-1, -1, -1, -1, 0});
        assertThatThrownBy(() -> EppFrames.read(fourGiga, 1 << 20)).hasMessageContaining("4294967295");
        var prefixed = EppCodec.withPrefixes(Map.of(EppNamespace.LOGIN_SEC, "loginSec"));
        EppCommand login = EppCommand.of(Login.of("x", "foo-BAR2", List.of(), List.of()), "TEST-1")
                .with(new LoginSec.Login(null, "a password of more than sixteen", null));
        assertThat(new String(prefixed.encode(login), StandardCharsets.UTF_8)).contains("<loginSec:pw>");
        assertThat(new String(codec.encode(login), StandardCharsets.UTF_8))
                .contains("<loginSec xmlns=\"" + EppNamespace.LOGIN_SEC + "\"><pw>");
    }
}
