package dev.namestead.epp.object;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** lowbalance-poll-1.0, between XML and records. It has no commands. */
final class LowBalanceCodec implements ObjectCodec {

    @Override
    public String namespace() {
        return EppNamespace.LOW_BALANCE;
    }

    @Override
    public ObjectCommand decodeCommand(String verb, @Nullable String op, XmlElement xml) throws EppFormatException {
        throw SharedElements.unknownVerb(verb, "lowbalance-poll");
    }

    @Override
    public XmlElement encode(ObjectCommand command) {
        throw new IllegalArgumentException("lowbalance-poll has no commands");
    }

    @Override
    public @Nullable String op(ObjectCommand command) {
        return null;
    }

    @Override
    public ResponseData decodeData(XmlElement xml) throws EppFormatException {
        if (!xml.name().equals("pollData")) {
            throw SharedElements.unknownData(xml);
        }
        return new Balance.Low(
                Fields.text(xml, "registrarName"),
                Fields.text(xml, "creditLimit"),
                Fields.text(xml, "creditThreshold"),
                Fields.attribute(Fields.child(xml, "creditThreshold"), "type"),
                Fields.text(xml, "availableCredit"));
    }

    @Override
    public XmlElement encode(ResponseData data) {
        var low = (Balance.Low) data;
        var xml = new XmlBuilder(namespace(), "pollData");
        return xml.child("registrarName", low.registrarName())
                .child("creditLimit", low.creditLimit())
                .child(xml.nested("creditThreshold")
                        .attribute("type", low.thresholdType())
                        .text(low.threshold()))
                .child("availableCredit", low.availableCredit())
                .build();
    }
}
