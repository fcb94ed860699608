package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import org.jspecify.annotations.Nullable;

/** Change poll messages, between XML and records (RFC 8590). */
final class ChangePollCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.CHANGE_POLL;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        if (!xml.name().equals("changeData")) {
            throw Fields.unknown(xml);
        }
        XmlElement operation = Fields.child(xml, "operation");
        return new ChangePoll(
                "before".equals(xml.attribute("state")),
                Fields.ownText(operation),
                operation.attribute("op"),
                Fields.instant(xml, "date"),
                Fields.text(xml, "svTRID"),
                Fields.text(xml, "who"),
                caseId(xml.child("caseId").orElse(null)),
                xml.textOf("reason"));
    }

    private static ChangePoll.@Nullable CaseId caseId(@Nullable XmlElement xml) throws EppFormatException {
        return xml == null
                ? null
                : new ChangePoll.CaseId(Fields.ownText(xml), Fields.attribute(xml, "type"), xml.attribute("name"));
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        var change = (ChangePoll) extension;
        var xml = element("changeData")
                .attribute("state", change.before() ? "before" : "after")
                .child(element("operation").attribute("op", change.op()).text(change.operation()))
                .child("date", XmlValues.format(change.date()))
                .child("svTRID", change.svTrid())
                .child("who", change.who());
        ChangePoll.CaseId caseId = change.caseId();
        if (caseId != null) {
            xml.child(element("caseId")
                    .attribute("type", caseId.type())
                    .attribute("name", caseId.name())
                    .text(caseId.value()));
        }
        return xml.child("reason", change.reason()).build();
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.CHANGE_POLL, name);
    }
}
