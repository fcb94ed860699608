package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Login security, between XML and records (RFC 8807). */
final class LoginSecCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.LOGIN_SEC;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "loginSec" ->
                new LoginSec.Login(
                        userAgent(xml.child("userAgent").orElse(null)), xml.textOf("pw"), xml.textOf("newPW"));
            case "loginSecData" -> decodeData(xml);
            default -> throw Fields.unknown(xml);
        };
    }

    private static LoginSec.@Nullable UserAgent userAgent(@Nullable XmlElement xml) {
        return xml == null ? null : new LoginSec.UserAgent(xml.textOf("app"), xml.textOf("tech"), xml.textOf("os"));
    }

    private static LoginSec.Data decodeData(XmlElement xml) throws EppFormatException {
        List<LoginSec.Event> events = new ArrayList<>();
        for (XmlElement event : xml.children("event")) {
            String text = event.text();
            events.add(new LoginSec.Event(
                    Fields.attribute(event, "type"),
                    event.attribute("name"),
                    Fields.attribute(event, "level"),
                    XmlValues.parseInstant(event.attribute("exDate")).orElse(null),
                    event.attribute("value"),
                    event.attribute("duration"),
                    text.isEmpty() ? null : text));
        }
        return new LoginSec.Data(events);
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((LoginSec) extension) {
            case LoginSec.Login login ->
                element("loginSec")
                        .child(userAgent(login.userAgent()))
                        .child("pw", login.pw())
                        .child("newPW", login.newPw())
                        .build();
            case LoginSec.Data(List<LoginSec.Event> events) -> {
                var xml = element("loginSecData");
                events.forEach(event -> xml.child(encode(event)));
                yield xml.build();
            }
        };
    }

    private static @Nullable XmlBuilder userAgent(LoginSec.@Nullable UserAgent agent) {
        return agent == null
                ? null
                : element("userAgent")
                        .child("app", agent.app())
                        .child("tech", agent.tech())
                        .child("os", agent.os());
    }

    private static XmlBuilder encode(LoginSec.Event event) {
        Instant expires = event.expiresAt();
        return element("event")
                .attribute("type", event.type())
                .attribute("name", event.name())
                .attribute("level", event.level())
                .attribute("exDate", expires == null ? null : XmlValues.format(expires))
                .attribute("value", event.value())
                .attribute("duration", event.duration())
                .text(event.text());
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.LOGIN_SEC, name);
    }
}
