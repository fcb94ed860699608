package dev.namestead.epp.codec;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.time.Instant;
import java.util.List;

/** Greetings, between XML and records (RFC 5730 section 2.4). */
final class GreetingCodec {

    Greeting decode(XmlElement xml) throws EppFormatException {
        XmlElement menu = Fields.child(xml, "svcMenu");
        String svId = xml.textOf("svID");
        return new Greeting(
                svId == null ? "" : svId,
                Fields.optionalInstant(xml, "svDate"),
                texts(menu, "version"),
                texts(menu, "lang"),
                texts(menu, "objURI"),
                menu.child("svcExtension").map(ext -> texts(ext, "extURI")).orElse(List.of()),
                xml.child("dcp").orElse(null));
    }

    private static List<String> texts(XmlElement parent, String name) {
        return parent.children(name).stream().map(XmlElement::text).toList();
    }

    XmlElement encode(Greeting greeting) {
        var xml = new XmlBuilder(EppNamespace.EPP, "greeting");
        Instant date = greeting.svDate();
        var menu = xml.nested("svcMenu")
                .children("version", greeting.versions())
                .children("lang", greeting.languages())
                .children("objURI", greeting.objUris());
        if (!greeting.extUris().isEmpty()) {
            menu.child(xml.nested("svcExtension").children("extURI", greeting.extUris()));
        }
        return xml.child("svID", greeting.svId())
                .child("svDate", date == null ? null : XmlValues.format(date))
                .child(menu)
                .child(greeting.dcp())
                .build();
    }
}
