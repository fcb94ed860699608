package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.util.ArrayList;
import java.util.List;

/** The registry grace period extension, between XML and records (RFC 3915). */
final class RgpCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.RGP;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "infData" -> new Rgp.Info(statuses(xml));
            case "upData" -> new Rgp.Updated(statuses(xml));
            case "update" -> decodeRestore(Fields.child(xml, "restore"));
            default ->
                throw new EppFormatException(EppResultCode.SYNTAX_ERROR, "unknown element of rgp: " + xml.name());
        };
    }

    private static Rgp decodeRestore(XmlElement restore) throws EppFormatException {
        String op = Fields.attribute(restore, "op");
        return switch (op) {
            case "request" -> new Rgp.RestoreRequest();
            case "report" -> decodeReport(Fields.child(restore, "report"));
            default -> throw Fields.malformed("op", op);
        };
    }

    private static Rgp.RestoreReport decodeReport(XmlElement report) throws EppFormatException {
        List<String> statements =
                report.children("statement").stream().map(XmlElement::text).toList();
        return new Rgp.RestoreReport(
                Fields.text(report, "preData"),
                Fields.text(report, "postData"),
                Fields.instant(report, "delTime"),
                Fields.instant(report, "resTime"),
                Fields.text(report, "resReason"),
                statements,
                report.textOf("other"));
    }

    private static List<Rgp.RgpStatus> statuses(XmlElement parent) throws EppFormatException {
        List<Rgp.RgpStatus> statuses = new ArrayList<>();
        for (XmlElement status : parent.children("rgpStatus")) {
            String text = status.text();
            statuses.add(new Rgp.RgpStatus(Fields.attribute(status, "s"), text.isEmpty() ? null : text));
        }
        return statuses;
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((Rgp) extension) {
            case Rgp.Info(List<Rgp.RgpStatus> statuses) -> encode("infData", statuses);
            case Rgp.Updated(List<Rgp.RgpStatus> statuses) -> encode("upData", statuses);
            case Rgp.RestoreRequest() ->
                element("update")
                        .child(element("restore").attribute("op", "request"))
                        .build();
            case Rgp.RestoreReport report ->
                element("update")
                        .child(element("restore").attribute("op", "report").child(encode(report)))
                        .build();
        };
    }

    private static XmlBuilder encode(Rgp.RestoreReport report) {
        return element("report")
                .child("preData", report.preData())
                .child("postData", report.postData())
                .child("delTime", XmlValues.format(report.deletedAt()))
                .child("resTime", XmlValues.format(report.restoredAt()))
                .child("resReason", report.reason())
                .children("statement", report.statements())
                .child("other", report.other());
    }

    private static XmlElement encode(String name, List<Rgp.RgpStatus> statuses) {
        var xml = element(name);
        for (Rgp.RgpStatus status : statuses) {
            xml.child(xml.nested("rgpStatus").attribute("s", status.value()).text(status.text()));
        }
        return xml.build();
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.RGP, name);
    }
}
